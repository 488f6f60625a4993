/** Two lanes with one place each: conversations, checkers and plain runs go through together and never wait in a ring. */

import { afterAll, expect, test } from 'vitest';
import { type Acceptance, acceptanceSchema } from '../../../server/protocol/arena/acceptance.ts';
import { createReviewer } from '../../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../../server/reviewer/sandbox/embedded.ts';
import { SandboxUnavailable } from '../../../server/reviewer/sandbox.ts';
import { createTrustedLane } from '../../../server/reviewer/trusted-lane.ts';

const sandbox = await createEmbeddedSandbox({ slots: 1 });
const trusted = createTrustedLane({ workers: 1 });
const reviewer = createReviewer({ sandbox, trusted, slots: 1, cache: null, backoffMs: 1 });
afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

const files = (body: string) => ({ 'main.py': `def solve(a):\n    ${body}\n` });
const common = { language: 'python', file: 'main.py', entry: 'solve' } as const;

function assertions(source: string, timeMs = 10_000): Acceptance {
  return acceptanceSchema.parse({ kind: 'assertions', ...common, limits: { timeMs }, cases: [{ name: 'a', source }] });
}

const SORTS = 'def check(candidate):\n    for n in range(5): assert candidate([n, 0]) == sorted([n, 0])';
const CHECKED: Acceptance = acceptanceSchema.parse({
  kind: 'function',
  ...common,
  comparator: { kind: 'checker', source: 'def check(input, expected, answer): return answer == sorted(input[0])' },
  cases: [{ name: 'a', args: [[3, 1, 2]], expected: null }],
});

test('two hundred reviews of all kinds pass through one place a lane', async () => {
  const plain: Acceptance = acceptanceSchema.parse({
    kind: 'function',
    ...common,
    cases: [{ name: 'a', args: [[2, 1]], expected: [1, 2] }],
  });
  const kinds = [assertions(SORTS), CHECKED, plain, assertions(SORTS)];
  const acceptanceOf = (n: number): Acceptance => kinds[n % kinds.length] ?? plain;
  const found = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      reviewer.runVisible({
        files: files(n % 10 === 9 ? 'return a' : 'return sorted(a)'),
        acceptance: acceptanceOf(n),
      }),
    ),
  );
  expect(found.filter(({ passed }) => !passed).length).toBe(20);
});

test('a conversation cut by the wall clock is held once more, alone on both sides, among many others', async () => {
  const slow = reviewer.runVisible({
    files: files('return sum(range(10**12))'),
    acceptance: assertions('assert solve([]) == 0', 150),
  });
  const ours = reviewer.runVisible({
    files: files('return 10**12'),
    acceptance: assertions('assert sum(range(solve([]))) == 0', 150),
  });
  const beside = Array.from({ length: 20 }, () =>
    reviewer.runVisible({ files: files('return sorted(a)'), acceptance: assertions(SORTS) }),
  );
  for (const one of [await slow, await ours]) {
    expect(one.cases[0]).toMatchObject({ outcome: 'time_limit', unrepeatable: 'wall_clock', fuel: 0, memoryBytes: 0 });
  }
  expect((await Promise.all(beside)).every(({ passed }) => passed)).toBe(true);
});

test('the lane starts when it is first needed, again when it failed to, and closes without having started', async () => {
  let starts = 0;
  const lane = createTrustedLane({
    workers: 1,
    start: async () => {
      starts += 1;
      if (starts === 1) throw new SandboxUnavailable('not yet');
      return createEmbeddedSandbox({ slots: 1 });
    },
  });
  const own = createReviewer({ sandbox, trusted: lane, cache: null, backoffMs: 1 });
  const plain = acceptanceSchema.parse({
    kind: 'function',
    ...common,
    cases: [{ name: 'a', args: [[]], expected: [] }],
  });
  await own.runVisible({ files: files('return sorted(a)'), acceptance: plain });
  expect(starts).toBe(0);
  const finding = await own.runVisible({ files: files('return sorted(a)'), acceptance: assertions(SORTS) });
  expect([finding.passed, starts]).toEqual([true, 2]);
  await lane.close();
  await createTrustedLane({ workers: 1 }).close();
});

test('an abort ends both sides', async () => {
  const control = new AbortController();
  const acceptance = assertions('assert solve([]) == 0');
  const review = reviewer.runVisible({ files: files('return sum(range(10**12))'), acceptance, signal: control.signal });
  setTimeout(() => control.abort(new Error('enough')), 50);
  await expect(review).rejects.toThrow('enough');
  const next = await reviewer.runVisible({ files: files('return sorted(a)'), acceptance: assertions(SORTS) });
  expect(next.passed).toBe(true);
});
