/** Which sandbox judges what: by tier, language and packages. */

import { expect, test } from 'vitest';
import { type Acceptance, environmentSchema } from '../../server/protocol/arena/acceptance.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { functionAcceptance } from '../helpers/acceptance-samples.ts';
import { FakeSandbox, value } from '../helpers/fake-sandbox.ts';

test('a project is judged where its tier and packages are, and nowhere else', async () => {
  const embedded = new FakeSandbox({ double: () => value(2) });
  const native = new FakeSandbox({ double: () => value(2) });
  Object.assign(native, { name: 'native', tier: 'native', packages: ['numpy'] });
  const reviewer = createReviewer({ sandbox: embedded, others: [native], backoffMs: 0, cache: null });
  const needing = (packages: string[]): Acceptance => ({
    ...functionAcceptance([{ name: 'two', args: [1], expected: 2 }]),
    environment: environmentSchema.parse({ tier: 'native', packages }),
  });
  expect(
    (await reviewer.runVisible({ files: { 'solution.py': 'double' }, acceptance: needing(['numpy']) })).passed,
  ).toBe(true);
  expect([embedded.requests.length, native.requests.length]).toEqual([0, 1]);
  expect(reviewer.shortageFor(needing(['numpy']))).toBeNull();
  expect(reviewer.shortageFor(needing(['pandas']))).toContain('native has no pandas');
  const review = reviewer.runVisible({ files: { 'solution.py': 'double' }, acceptance: needing(['pandas']) });
  await expect(review).rejects.toMatchObject({ reason: 'environment_unavailable' });
});
