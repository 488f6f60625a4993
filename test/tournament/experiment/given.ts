/** Experiments for tests: small ones as files, and loaded. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type LoadedExperiment, loadExperiment } from '../../../agents/tournament/experiment/load.ts';

export const BASE = { protocol: 'auction', roster: 'strategies', corpus: { limit: 3 }, market: { fees: 'none' } };

const patch = (mechanism: string): object => ({ market: { mechanism: { kind: mechanism } } });

/** Two mechanisms by two visibilities. */
export const TWO_BY_TWO = {
  name: 'two-by-two',
  question: 'Does it matter?',
  base: BASE,
  factors: {
    mechanism: { levels: { first: patch('fp_sealed'), second: patch('vickrey') } },
    visibility: {
      levels: { sealed: { market: { visibility: 'sealed' } }, open: { market: { visibility: 'open' } } },
    },
  },
  seed: 'given',
  repetitions: 4,
  outcomes: { primary: [{ name: 'left', figure: 'surplus.employer' }] },
};

/** Writes the experiment with these fields over it, and gives its file. */
export function written(folder: string, fields: object = {}, name = 'experiment.yaml'): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, stringify({ ...TWO_BY_TWO, ...fields }, { aliasDuplicateObjects: false }));
  return file;
}

export function loadedFrom(folder: string, fields: object = {}): Promise<LoadedExperiment> {
  return loadExperiment(written(folder, fields));
}
