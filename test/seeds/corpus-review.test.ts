/** Every project of the starter corpus, reviewed for real: the reference earns everything, no wrong solution does. */

import { afterAll, expect, test } from 'vitest';
import { buildCorpus } from '../../seeds/corpus.ts';
import type { Finding } from '../../server/reviewer/combine.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../server/reviewer/trusted-lane.ts';

const TOTAL_MAX_MS = 60_000;

const sandbox = await createEmbeddedSandbox({ slots: 2 });
const trusted = createTrustedLane({ workers: 2 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });
const projects = buildCorpus('starter', 'corpus-review');
let totalMs = 0;
afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

/** Names of the cases that failed and how, so that a red test says where to look. */
function failures(finding: Finding, visible: boolean): string[] {
  return finding.cases
    .filter((one) => one.visible === visible && one.outcome !== 'passed')
    .map((one) => `${one.name}: ${one.outcome} ${one.details?.difference ?? ''}`);
}

test.each(projects)(
  '$slug: the reference scores 10,000 and every wrong solution fails a hidden case',
  async (project) => {
    const started = performance.now();
    const { acceptance, answerKey } = project;
    const review = (files: Record<string, string>): Promise<Finding> =>
      reviewer.review({ files, acceptance, hidden: answerKey.hidden });
    const reference = await review(answerKey.reference);
    expect([...failures(reference, true), ...failures(reference, false)]).toEqual([]);
    expect(reference.scoreBps).toBe(10_000);
    for (const { name, files } of answerKey.wrong) {
      const finding = await review(files);
      expect(failures(finding, false), `wrong solution ${name} passes all hidden cases`).not.toEqual([]);
      expect(finding.scoreBps, name).toBeLessThan(10_000);
    }
    totalMs += performance.now() - started;
  },
);

test('the whole corpus is reviewed within a minute', () => {
  expect(projects.length).toBeGreaterThan(0);
  expect(totalMs).toBeLessThan(TOTAL_MAX_MS);
});
