/** Every program of the starter corpus as others would have written it: it still passes all cases, hidden ones too. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpusProjects } from '../../seeds/corpus.ts';
import { inHand } from '../../server/admission/hands/hand.ts';
import { type Reviewing, startReviewing } from '../../server/workshop.ts';

let reviewing: Reviewing;
beforeAll(async () => {
  reviewing = await startReviewing({ workers: 1, cache: false });
});
afterAll(() => reviewing.close());

test('what hands change means the same in every project', async () => {
  const failed: string[] = [];
  let changed = 0;
  for (const { slug, acceptance, answerKey } of corpusProjects('starter', 'hands', null)) {
    const { file, language } = acceptance;
    const { reference, alternatives = [], hidden } = answerKey;
    for (const [way, files] of [reference, ...alternatives.map((one) => one.files)].entries()) {
      for (const key of ['Ann', 'Bob', 'Cid']) {
        const program = files[file] ?? '';
        const rewritten = inHand({ key, work: slug, share: 1 }, program, language);
        if (rewritten === program) continue;
        changed += 1;
        const delivered = { ...files, [file]: rewritten };
        const { passed } = await reviewing.reviewer.review({ files: delivered, acceptance, hidden });
        if (!passed) failed.push(`${slug} ${way} ${key}`);
      }
    }
  }
  expect(failed).toEqual([]);
  expect(changed).toBeGreaterThan(300);
}, 1_200_000);
