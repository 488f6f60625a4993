import { expect, test } from 'vitest';
import { buildCorpus } from '../../seeds/corpus.ts';
import { nearDuplicates, pairsFrom } from '../../server/admission/near-duplicates.ts';
import { DUPLICATE_FROM, jaccard } from '../../server/admission/similarity.ts';
import { known } from '../../server/kernel/assert.ts';
import { chance } from '../../server/kernel/prng.ts';

const corpus = buildCorpus('starter', 'near-duplicates');

test('a copy with other names and numbers is found, by its posting and by its program', () => {
  const original = known(
    corpus.find(({ acceptance }) => acceptance.language === 'python'),
    'a Python project',
  );
  const renamed = Object.entries(original.answerKey.reference).map(([file, program]) => [
    file,
    `# renamed\n${program
      .replaceAll('total', 'amount')
      .replaceAll('result', 'found')
      .replace(/\b[2-9]\b/g, '11')}`,
  ]);
  const copy = {
    ...original,
    slug: 'copy',
    title: `${original.title}, again`,
    description: original.description.replace(/\d+/g, '12'),
    answerKey: { ...original.answerKey, reference: Object.fromEntries(renamed) },
  };
  const found = nearDuplicates([...corpus, copy]);
  expect(found.map(({ one, other, in: where }) => ({ one, other, where }))).toEqual([
    { one: original.slug, other: 'copy', where: 'text' },
    { one: original.slug, other: 'copy', where: 'program' },
  ]);
  for (const { share } of found) expect(share).toBeGreaterThanOrEqual(DUPLICATE_FROM);
});

test('the index finds exactly the pairs that comparing every pair finds', () => {
  const random = chance('near-duplicates', 'sets');
  const sets = Array.from({ length: 120 }, () => {
    const base = random.below(12);
    return new Set(Array.from({ length: 5 + random.below(20) }, () => `${base + random.below(6)}`));
  });
  for (const least of [0.3, 0.5, 0.8, 1]) {
    const slow = sets.flatMap((one, place) =>
      sets.slice(0, place).flatMap((other, at) => (jaccard(one, other) >= least ? [`${at} ${place}`] : [])),
    );
    expect(
      pairsFrom(sets, least)
        .map(({ one, other }) => `${one} ${other}`)
        .sort(),
    ).toEqual(slow.sort());
  }
});
