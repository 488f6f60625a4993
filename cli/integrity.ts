/** `arena integrity`: detectors on populations whose truth is known; with `--fit` the thresholds that other seeds suggest. */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tableText } from '../agents/tournament/analysis/analysis-text.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { DETECTORS } from '../agents/tournament/integrity/detectors.ts';
import { evaluationTable, fitTable } from '../agents/tournament/integrity/evaluation.ts';
import { loadRoster, loadTournament } from '../agents/tournament/load.ts';
import { canonicalJson } from '../server/kernel/hash.ts';
import { startReviewing } from '../server/workshop.ts';
import { checkConfig } from './check-config.ts';
import { measure } from './integrity-measure.ts';

const ADVERSARIES = fileURLToPath(new URL('../seeds/tournaments/adversaries.yaml', import.meta.url));
const SEEDS_MAX = 10_000;

function wholeOf(text: string, name: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new InputError(`--${name}: 1 to ${most}`, 64);
  return value;
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '20' },
      projects: { type: 'string' },
      together: { type: 'string', default: '1' },
      workers: { type: 'string', default: '1' },
      fit: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
    },
  });
  const count = wholeOf(values.seeds, 'seeds', SEEDS_MAX);
  const together = wholeOf(values.together, 'together', 100);
  const workers = wholeOf(values.workers, 'workers', 64);
  const loaded = await loadTournament(ADVERSARIES, checkConfig);
  const limit =
    values.projects === undefined ? loaded.config.corpus.limit : wholeOf(values.projects, 'projects', 1_000);
  const config = { ...loaded.config, corpus: { ...loaded.config.corpus, limit } };
  const study = await loadRoster('study', '.');
  if ('text' in study) throw new InputError(study.text);
  // Thresholds are set on the first, errors measured on the second: no seed is in both.
  const seeds = Array.from({ length: count }, (_, at) => `${values.fit ? 'fit' : 'measure'}-${at + 1}`);
  const onMarket = (done: number, of: number): void => {
    if (!values.quiet) process.stderr.write(`${done}/${of} markets\n`);
  };
  const reviewing = await startReviewing({ workers, cache: true });
  try {
    const base = { ...loaded, config };
    const all = await measure({ base, study, seeds, together, reviewing, signal, onMarket });
    const table = values.fit ? fitTable(DETECTORS, all) : evaluationTable(DETECTORS, all);
    process.stdout.write(
      values.json ? `${canonicalJson(table)}\n` : tableText(table, 'USD', process.stdout.columns || 100),
    );
    return 0;
  } finally {
    await reviewing.close();
  }
}
