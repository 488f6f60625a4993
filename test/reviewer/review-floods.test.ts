/** Attacks by number and by size: floods of tiny deliveries, replayed verdicts, and evidence that would be far too long. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliveryId } from '../../server/kernel/id.ts';
import { publicEvidenceText } from '../../server/reviewer/evidence.ts';
import { ReviewFault } from '../../server/reviewer/fault.ts';
import { createReviewQueue } from '../../server/reviewer/queue.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { meteredSandbox } from '../../server/reviewer/sandbox-meter.ts';
import { createTrustedLane } from '../../server/reviewer/trusted-lane.ts';
import { functionAcceptance } from '../helpers/acceptance-samples.ts';

/** Deliveries in a flood; the long run makes it a hundred thousand. */
const FLOOD = Number(process.env.ARENA_FLOOD_DELIVERIES ?? 400);
/** The longest that an honest client waits before it asks again: ten thousand that ask all the time are another flood. */
const WAIT_MAX_MS = Math.max(20, FLOOD / 20);
const HONEST = 'def solve(a): return sorted(a)';
const visible = functionAcceptance([{ name: 'shown', args: [[2, 1]], expected: [1, 2] }]);
const hidden = functionAcceptance([{ name: 'hidden', args: [[3, 1, 2]], expected: [1, 2, 3] }]);

let sandbox: Sandbox;
const trusted = createTrustedLane({ workers: 1 });

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
});

afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

test('a flood of tiny deliveries is judged or put off, and changes no verdict', async () => {
  const reviewer = createReviewer({ sandbox, trusted, cache: null });
  const queue = createReviewQueue({ reviewer, concurrency: 4, capacity: 100 });
  const add = (id: number, source: string) =>
    queue.add({ deliveryId: deliveryId(id), files: { 'solution.py': source }, acceptance: visible, hidden });
  let [judged, putOff] = [0, 0];
  const flood = Array.from({ length: FLOOD }, async (_, id) => {
    // Every tenth waits its turn as an honest client does, so that places come free while the flood goes on.
    for (let waitMs = 20; ; waitMs = Math.min(2 * waitMs, WAIT_MAX_MS)) {
      try {
        const finding = await add(id, id % 10 === 0 ? HONEST : `def solve(a): return ${id}`);
        expect(finding.passed).toBe(id % 10 === 0);
        judged += 1;
        return;
      } catch (problem) {
        expect(problem).toBeInstanceOf(ReviewFault);
        expect(problem).toMatchObject({ reason: 'overloaded' });
        putOff += 1;
        if (id % 10 !== 0) return;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  });
  await Promise.all(flood);
  expect(putOff).toBeGreaterThan(0);
  expect(judged).toBeGreaterThanOrEqual(Math.ceil(FLOOD / 10));
  expect(queue.stats()).toMatchObject({ queued: 0, running: 0, done: judged, failed: 0 });
  expect((await add(FLOOD, HONEST)).passed).toBe(true);
});

test('a verdict is given again to the same delivery for the same project, and to no other', async () => {
  const { sandbox: metered, meter } = meteredSandbox(sandbox);
  const reviewer = createReviewer({ sandbox: metered, trusted });
  const review = (source: string, key = hidden, fuelPerCase = 1_000_000) =>
    reviewer.review({ files: { 'solution.py': source }, acceptance: visible, hidden: key, fuelPerCase });
  const first = await review(HONEST);
  const runs = meter().runs;
  expect(await review(HONEST)).toEqual(first);
  expect(meter().runs).toBe(runs);

  const others = [
    await review(`${HONEST} `),
    await review(HONEST, functionAcceptance([{ name: 'hidden', args: [[3, 1, 2]], expected: [3, 2, 1] }])),
    await review(HONEST, functionAcceptance([{ name: 'hidden', args: [[3, 1, 2]], expected: [1, 2, 3], weight: 2 }])),
    await review(HONEST, hidden, 2_000_000),
    await reviewer.review({
      files: { 'solution.py': HONEST, 'extra.py': '' },
      acceptance: visible,
      hidden,
      fuelPerCase: 1_000_000,
    }),
  ];
  const identities = [first, ...others].map(({ identity }) => identity);
  expect(new Set(identities).size).toBe(identities.length);
  expect(others[1]?.passed).toBe(false);
  expect(meter().runs).toBe(runs + 2 * others.length);
});

test('who got a finding cannot change it for the next', async () => {
  const reviewer = createReviewer({ sandbox, trusted });
  const request = { files: { 'solution.py': 'def solve(a): return 0' }, acceptance: visible, hidden };
  const first = await reviewer.review(request);
  Object.assign(first, { passed: true, scoreBps: 10_000 });
  expect((await reviewer.review(request)).passed).toBe(false);
});

test('evidence has a largest size, whatever a delivery says in it', async () => {
  const cases = Array.from({ length: 10 }, (_, at) => ({
    name: `case ${at}`,
    args: ['x'.repeat(50_000)],
    expected: '\u0001'.repeat(50_000),
  }));
  const loud = {
    answer:
      'import sys\ndef solve(a):\n    print("\\x01" * 60000)\n    sys.stderr.write("\\x02" * 60000)\n    return "\\x03" * 150000',
    keys: 'def solve(a): return {"\\x1b" * n: "\\U0001F600" * 50 for n in range(500)}',
    exception: 'def solve(a): raise type("\\u202e" * 9000, (Exception,), {})("\\x1b[2J" * 9000)',
  };
  const reviewer = createReviewer({ sandbox, trusted, cache: null });
  for (const source of Object.values(loud)) {
    const finding = await reviewer.runVisible({
      files: { 'solution.py': source },
      acceptance: functionAcceptance(cases),
    });
    // Six texts of four thousand characters, each six bytes long at most as JSON writes it, and the rest.
    expect(Buffer.byteLength(publicEvidenceText(finding))).toBeLessThan(cases.length * 6 * 4_000 * 6);
    for (const { details } of finding.cases) expect(details?.difference.length).toBeLessThan(1_000);
  }
});

test('evidence holds hostile texts as data: nothing in it acts on a terminal or a page by being printed', async () => {
  const source =
    'def solve(a):\n    print("\\x1b[2J\\x9b\\u0085\\u2028</script>")\n    raise ValueError("\\x1b]0;x\\x07\\r\\b")';
  const reviewer = createReviewer({ sandbox, trusted });
  const text = publicEvidenceText(await reviewer.runVisible({ files: { 'solution.py': source }, acceptance: visible }));
  expect([...text].filter((letter) => letter < ' ' || letter === '\u007f')).toEqual([]);
  expect(text.split('\n').length).toBe(1);
});
