/** A run against another on made-up rows: what is paired, what is significant, and what no gate may take for worse. */

import { expect, test } from 'vitest';
import type { Subject } from '../../agents/tournament/analysis/subject.ts';
import { parseConfig } from '../../agents/tournament/config.ts';
import type { ProjectRow, WorkRow } from '../../agents/tournament/observations/row-schema.ts';
import { compareRuns, type Side } from '../../agents/tournament/report/comparison.ts';
import { junitXml } from '../../agents/tournament/report/junit.ts';
import { DEFAULT_RULES, findRegressions, parseFailRules } from '../../agents/tournament/report/regressions.ts';
import { rosterSchema } from '../../agents/tournament/roster.ts';
import { DEFAULT_POLICY } from '../../server/market/policy.ts';

type Result = WorkRow['result'] | 'lost';

/** One freelancer's results by name, project by project; two projects a family, $10 each. */
function side(name: string, results: Readonly<Record<string, readonly Result[]>>, firstKey = 0): Side {
  const parsed = parseConfig({ name, seed: name, protocol: 'solo' });
  if (!parsed.ok) throw new Error('no configuration');
  const names = Object.keys(results);
  const entries = names.map((one) => ({ name: one, kind: 'external' }));
  const roster = rosterSchema.parse({ name: 'r', description: 'd', entries });
  const project: ProjectRow[] = [];
  const work: WorkRow[] = [];
  for (const [freelancer, all] of Object.entries(results)) {
    for (const [at, result] of all.entries()) {
      const key = at + firstKey;
      const place = { market: freelancer, project: at + 1, slug: `p-${key}`, family: `f-${key >> 1}`, round: 1 };
      const rest = { acceptanceHash: `key-${key}`, postedPriceCents: 1_000 };
      project.push({ kind: 'project', ...place, ...rest } as unknown as ProjectRow);
      if (result === 'lost') continue;
      const grossCents = result === 'passed' ? 1_000 : 0;
      work.push({ kind: 'work', ...place, freelancer, result, grossCents } as unknown as WorkRow);
    }
  }
  const subject: Subject = {
    ...{ name, protocol: 'solo', policy: DEFAULT_POLICY, human: { kind: 'none' } },
    seats: names.map((one, at) => ({ market: one, participant: at + 3, name: one })),
    participants: names.map((one) => ({ name: one, origin: 'measured' })),
    observed: { project, work, bid: [], delivery: [], verdict: [], transfer: [], model_call: [] },
  };
  return { record: { config: parsed.config, roster, corpusHash: 'c' }, subject };
}

const times = (count: number, result: Result): Result[] => new Array<Result>(count).fill(result);

test('twelve of twelve lost is significant, for success and for earnings; McNemar and permutation give the known values', () => {
  const before = side('before', { Ann: times(12, 'passed'), Bea: times(12, 'passed') });
  const now = side('now', { Ann: times(12, 'failed'), Bea: times(12, 'passed') });
  const comparison = compareRuns(now, before);
  expect(comparison).toMatchObject({ sharedProjects: 12, families: 6, gone: [], added: [] });
  const [ann, bea] = comparison.freelancers;
  // Two-sided: 2 of 2^12 orders of twelve projects, and 2 of 2^6 signs of six families.
  expect(ann?.success).toMatchObject({
    before: 1,
    after: 0,
    onlyBefore: 12,
    onlyAfter: 0,
    p: expect.closeTo(2 ** -11, 12),
  });
  expect(ann?.earnings).toMatchObject({ beforeCents: 12_000, afterCents: 0, p: 2 ** -5 });
  expect(ann?.success?.pHolm).toBeCloseTo(4 * 2 ** -11, 12);
  expect(bea?.success).toMatchObject({ p: 1, pHolm: 1 });
  const findings = findRegressions(comparison, DEFAULT_RULES);
  expect(findings.map(({ freelancer, rule, outcome }) => `${freelancer} ${rule.measure} ${outcome}`)).toEqual([
    'Ann success fell',
    'Bea success held',
    // 3 × 2^-5 is above 0.05: six families are too few for three tests.
    'Ann earnings held',
    'Bea earnings held',
  ]);
});

test('what is better is never a regression, and one project lost is none unless a threshold says so', () => {
  const before = side('before', { Ann: times(12, 'failed') });
  const now = side('now', { Ann: times(12, 'passed') });
  const rules = parseFailRules(['success', 'earnings', 'success:0', 'earnings:0']);
  expect(findRegressions(compareRuns(now, before), rules).map(({ outcome }) => outcome)).toEqual([
    'held',
    'held',
    'held',
    'held',
  ]);
  const one = side('one', { Ann: ['failed', ...times(11, 'passed')] });
  const outcomes = (texts: readonly string[]) =>
    findRegressions(compareRuns(one, now), parseFailRules(texts)).map(({ outcome }) => outcome);
  expect(outcomes(['success', 'earnings'])).toEqual(['held', 'held']);
  expect(outcomes(['success:8', 'success:9', 'earnings:8', 'earnings:9'])).toEqual(['fell', 'held', 'fell', 'held']);
});

test('only projects of both runs are compared; what was lost or unscored in one is no failure in the other', () => {
  const before = side('before', { Ann: ['passed', 'passed', 'passed', 'passed'] });
  const now = side('now', { Ann: ['unscored', 'lost', 'passed'] }, 1);
  const { freelancers, onlyInRun, onlyInOther, sharedProjects } = compareRuns(now, before);
  expect([sharedProjects, onlyInRun, onlyInOther]).toEqual([3, 0, 1]);
  expect(freelancers[0]?.success).toMatchObject({ projects: 1, before: 1, after: 1 });
  expect(freelancers[0]?.earnings).toMatchObject({ projects: 3, beforeCents: 3_000, afterCents: 1_000 });
  expect(() => compareRuns(side('far', { Ann: ['passed'] }, 50), before)).toThrow('share no project');
});

test('who is gone cannot be told, and JUnit says so without failing', () => {
  const before = side('before', { Ann: ['passed'], 'Bea "<&': ['passed'] });
  const comparison = compareRuns(side('now', { Ann: ['passed'] }), before);
  const findings = findRegressions(comparison, parseFailRules(['success']));
  expect(findings.map(({ outcome }) => outcome)).toEqual(['held', 'not_told']);
  const xml = junitXml([{ comparison, findings }]);
  expect(xml).toContain('tests="2" failures="0" errors="0" skipped="1"');
  expect(xml).toContain('Bea &quot;&lt;&amp;');
  expect(comparison.changes).toContain('seed: "before" → "now"');
});
