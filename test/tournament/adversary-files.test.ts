/** Adversaries, employers and honeypots as files say them: what is refused, and what a file without them leaves as it was. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { impliedPatch, parseConfig } from '../../agents/tournament/config.ts';
import { populationOf } from '../../agents/tournament/integrity/population.ts';
import { truthOf } from '../../agents/tournament/integrity/truth.ts';
import { loadRoster, loadTournament } from '../../agents/tournament/load.ts';
import { rosterSchema } from '../../agents/tournament/roster.ts';
import { ROOT } from '../helpers/source-files.ts';

const BASE = { name: 'a', seed: 's', protocol: 'auction' };
const FILE = join(ROOT, 'seeds/tournaments/adversaries.yaml');

test('employers that contradict the market, or each other, are refused with their place', () => {
  const silent = parseConfig({ ...BASE, employers: [{ name: 'Bert', ghosting: 1 }] });
  expect(silent).toMatchObject({ ok: false, problems: [{ path: ['employers', 0, 'ghosting'] }] });
  const twice = parseConfig({ ...BASE, employers: [{ name: 'Bert' }, { name: 'Bert' }] });
  expect(twice).toMatchObject({ ok: false, problems: [{ text: 'names: every employer its own' }] });
  const employers = [{ name: 'Dora', mechanism: { kind: 'contest' } }];
  const both = parseConfig({ ...BASE, employers, market: { otherMechanisms: [{ kind: 'posted' }] } });
  expect(both).toMatchObject({ ok: false, problems: [{ path: ['market', 'otherMechanisms'] }] });
  const named = parseConfig({ ...BASE, employers });
  expect(named.ok && impliedPatch(named.config).otherMechanisms).toMatchObject([{ kind: 'contest' }]);
});

test('a ring of one, a copier of nobody and a shill of nobody are refused', async () => {
  const { roster } = await loadTournament(FILE);
  const without = (...names: readonly string[]) =>
    rosterSchema.safeParse({ ...roster, entries: roster.entries.filter(({ name }) => !names.includes(name)) }).success;
  expect(without()).toBe(true);
  expect(without('Jaro')).toBe(true);
  expect(without('Jaro', 'Kito')).toBe(false);
  expect(without('Bruna')).toBe(false);
  const folder = mkdtempSync(join(tmpdir(), 'arena-adversaries-'));
  try {
    const file = join(folder, 'no-employer.yaml');
    writeFileSync(file, 'name: a\nseed: s\nprotocol: auction\nroster: adversaries\n');
    await expect(loadTournament(file)).rejects.toThrow('nobody has the name that Ugo of the roster bids for');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the honest population has no adversary and no ghost, and its names are the same', async () => {
  const base = await loadTournament(FILE);
  const study = await loadRoster('study', '.');
  if ('text' in study) throw new Error(study.text);
  const truth = truthOf(base.config, base.roster);
  expect(new Set(truth.values()).size).toBe(10);
  const honest = populationOf({ name: 'honest', seed: '1', number: 1 }, base, study);
  expect(truthOf(honest.config, honest.roster).size).toBe(0);
  expect(honest.roster.entries.map(({ name }) => name)).toEqual(base.roster.entries.map(({ name }) => name));
  const cheating = populationOf({ name: 'adversaries', seed: '1', number: 1 }, base, study);
  expect(truthOf(cheating.config, cheating.roster)).toEqual(truth);
  // Honest ones differ from seed to seed, so that no detector is set on one table of strategies.
  const strategies = (seed: string): string =>
    JSON.stringify(
      populationOf({ name: 'honest', seed, number: 1 }, base, study).roster.entries.map(
        (one) => 'strategy' in one && one.strategy,
      ),
    );
  expect(strategies('1')).toBe(strategies('1'));
  expect(strategies('1')).not.toBe(strategies('2'));
});
