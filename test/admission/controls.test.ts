/** The negative controls do what they claim, in every language and for every kind of acceptance. */

import { afterAll, expect, test } from 'vitest';
import { buildCorpus } from '../../seeds/corpus.ts';
import { controlsFor, rightFor } from '../../server/admission/controls/controls.ts';
import type { Finding } from '../../server/reviewer/combine.ts';
import { startReviewing } from '../../server/workshop.ts';

const reviewing = await startReviewing({ workers: 2, cache: false });
afterAll(() => reviewing.close());

/** One project of every kind, language and comparator that the corpus has. */
const corpus = buildCorpus('starter', 'starter-1');
const kinds = new Map(
  corpus.map((one) => {
    const { kind, language } = one.acceptance;
    const comparator = 'comparator' in one.acceptance ? one.acceptance.comparator.kind : '';
    return [`${kind} ${language} ${comparator}`, one] as const;
  }),
);

test.each([...kinds])('%s: each control earns what it can know, and nothing else', async (_kind, project) => {
  const { acceptance, answerKey } = project;
  const { hidden } = answerKey;
  const controls = controlsFor(project) ?? [];
  expect(new Set(controls.map(({ sort }) => sort)).size).toBe(6);
  const review = (files: Finding['cases'] extends never ? never : Record<string, string>): Promise<Finding> =>
    reviewing.reviewer.review({ files, acceptance, hidden, fuelPerCase: 8_000_000 });
  const found = await Promise.all(controls.map(async (control) => ({ control, finding: await review(control.files) })));
  for (const { control, finding } of found) {
    const passed = finding.cases.filter((one) => !one.visible && one.outcome === 'passed').map(({ name }) => name);
    const right = [...rightFor(hidden, control.says)];
    if (control.sort === 'constant' || control.sort === 'memoriser') {
      // The program really gives its one answer: it passes wherever that is right.
      expect(passed, control.name).toEqual(expect.arrayContaining(right));
    }
    expect(right, control.name).toEqual(expect.arrayContaining(passed));
    expect(finding.passed, control.name).toBe(false);
    const visible = finding.cases.filter((one) => one.visible);
    if (control.sort === 'memoriser' && hidden.kind !== 'sql') {
      expect(
        visible.every(({ outcome }) => outcome === 'passed'),
        'the memoriser knows the visible cases',
      ).toBe(true);
    }
    if (control.sort === 'endless')
      expect(new Set(visible.map(({ outcome }) => outcome))).toEqual(new Set(['time_limit']));
    if (control.sort === 'throws') expect(visible.some(({ outcome }) => outcome === 'passed')).toBe(false);
  }
});
