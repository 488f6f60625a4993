/**
 * Projects of the starter corpus of a seed that no certificate is about, reviewed for real: two solutions earn everything, no
 * wrong solution does. One project of each family with one wrong solution; all of them in the long run.
 */

import { afterAll, expect, test } from 'vitest';
import { buildCorpus } from '../../seeds/corpus.ts';
import { chance } from '../../server/kernel/prng.ts';
import type { Finding } from '../../server/reviewer/combine.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../server/reviewer/trusted-lane.ts';

const isWhole = process.env.ARENA_REVIEWED_CORPUS === 'whole';
const random = chance('corpus review', 'sample');
const sandbox = await createEmbeddedSandbox({ slots: 2 });
const trusted = createTrustedLane({ workers: 2 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });
const families = Map.groupBy(buildCorpus('starter', 'corpus-review'), ({ family }) => family);
const projects = [...families.values()].flatMap((own) => (isWhole ? own : [random.pick(own)]));
afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

/** Names of the cases that failed and how, so that a red test says where to look. */
function failures(finding: Finding, visible: boolean): string[] {
  return finding.cases
    .filter((one) => one.visible === visible && one.outcome !== 'passed')
    .map((one) => `${one.name}: ${one.outcome} ${one.details?.difference ?? ''}`);
}

test.each(projects)(
  '$slug: reference and alternative score 10,000 and a wrong solution fails a hidden case',
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
    const { wrong } = answerKey;
    for (const { name, files } of isWhole ? wrong : [random.pick(wrong)]) {
      const finding = await review(files);
      expect(failures(finding, false), `wrong solution ${name} passes all hidden cases`).not.toEqual([]);
      expect(finding.scoreBps, name).toBeLessThan(10_000);
    }
  },
);
