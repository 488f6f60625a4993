/** Every project of the starter corpus, reviewed for real: two solutions earn everything, no wrong solution does. */

import { afterAll, expect, test } from 'vitest';
import { buildCorpus } from '../../seeds/corpus.ts';
import type { Finding } from '../../server/reviewer/combine.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../server/reviewer/trusted-lane.ts';

const sandbox = await createEmbeddedSandbox({ slots: 2 });
const trusted = createTrustedLane({ workers: 2 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });
const projects = buildCorpus('starter', 'corpus-review');
afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

/** Names of the cases that failed and how, so that a red test says where to look. */
function failures(finding: Finding, visible: boolean): string[] {
  return finding.cases
    .filter((one) => one.visible === visible && one.outcome !== 'passed')
    .map((one) => `${one.name}: ${one.outcome} ${one.details?.difference ?? ''}`);
}

test.each(projects)(
  '$slug: reference and alternative score 10,000 and every wrong solution fails a hidden case',
  async (project) => {
    const { acceptance, answerKey } = project;
    const review = (files: Record<string, string>): Promise<Finding> =>
      reviewer.review({ files, acceptance, hidden: answerKey.hidden });
    const alternatives = answerKey.alternatives ?? [];
    expect(alternatives.length).toBeGreaterThan(0);
    for (const files of [answerKey.reference, ...alternatives.map((one) => one.files)]) {
      const finding = await review(files);
      expect([...failures(finding, true), ...failures(finding, false)]).toEqual([]);
      expect(finding.scoreBps).toBe(10_000);
    }
    for (const { name, files } of answerKey.wrong) {
      const finding = await review(files);
      expect(failures(finding, false), `wrong solution ${name} passes all hidden cases`).not.toEqual([]);
      expect(finding.scoreBps, name).toBeLessThan(10_000);
    }
  },
);
