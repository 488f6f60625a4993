/** Projects of the study corpus, reviewed for real; in the long run all of them, and a corpus of a seed that no certificate is about. */

import { afterAll, expect, test } from 'vitest';
import { buildCorpus } from '../../seeds/corpus.ts';
import { STANDARD_PRICING } from '../../seeds/prices/choice.ts';
import { STUDY_FAMILIES } from '../../seeds/study.ts';
import { distinctCount, studyProjects } from '../../seeds/study-corpus.ts';
import { STUDY_SEED } from '../../seeds/study-manifest.ts';
import { nearDuplicates } from '../../server/admission/near-duplicates.ts';
import { chance } from '../../server/kernel/prng.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../server/reviewer/trusted-lane.ts';

const COUNT = Number(process.env.ARENA_STUDY_PROJECTS ?? 6);
const isLong = process.env.ARENA_STUDY_PROJECTS !== undefined;
// Those of the starter corpus have a test of their own.
const variants = STUDY_FAMILIES.flatMap((family) =>
  Array.from({ length: family.variants }, (_, index) => ({ family, index })),
);
const projects = chance('study review', 'sample')
  .shuffle(variants)
  .slice(0, COUNT)
  .map(({ family, index }) => family.build(STUDY_SEED, index));

const sandbox = await createEmbeddedSandbox({ slots: 2 });
const trusted = createTrustedLane({ workers: 2 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });
afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

test(`${projects.length} projects: both solutions score 10,000, no wrong one passes the hidden cases`, async () => {
  for (const { slug, acceptance, answerKey } of projects) {
    const { hidden, reference, alternatives = [], wrong } = answerKey;
    const failed = async (files: Record<string, string>): Promise<string[]> => {
      const { cases } = await reviewer.review({ files, acceptance, hidden });
      return cases
        .filter(({ outcome }) => outcome !== 'passed')
        .map(({ visible, name, outcome }) => `${visible ? 'visible' : 'hidden'} ${name}: ${outcome}`);
    };
    for (const files of [reference, ...alternatives.map((one) => one.files)])
      expect(await failed(files), slug).toEqual([]);
    for (const { name, files } of wrong) {
      expect(
        (await failed(files)).some((failure) => failure.startsWith('hidden')),
        `${slug}, ${name}`,
      ).toBe(true);
    }
  }
});

test.runIf(isLong)('no two projects of another seed are near-duplicates, by posting or by program', () => {
  expect(nearDuplicates(buildCorpus('study', 'another seed'))).toEqual([]);
});

test.runIf(isLong)('a stream goes on beyond what is different, with new data', () => {
  const seed = 'a long stream';
  const size = distinctCount() + 2 * STUDY_FAMILIES.length;
  const slugs = new Set<string>();
  for (const { slug } of studyProjects({ seed, size, pricing: STANDARD_PRICING })) slugs.add(slug);
  expect(slugs.size).toBe(size);
});
