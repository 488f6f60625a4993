/** Under load, with hostile deliveries among the others, every honest delivery gets the verdict that it gets alone. */

import { expect, test } from 'vitest';
import { deliveryId } from '../../server/kernel/id.ts';
import { chance } from '../../server/kernel/prng.ts';
import type { Finding } from '../../server/reviewer/combine.ts';
import { createReviewQueue } from '../../server/reviewer/queue.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { type Entry, HONEST, HOSTILE } from './load-programs.ts';

const REVIEWS = Number(process.env.ARENA_LOAD_REVIEWS ?? 200);
/** Every twentieth delivery is hostile. */
const HOSTILE_EVERY = 20;

/** The findings of each program when nothing else runs. */
async function alone(entries: readonly Entry[]): Promise<Map<string, Finding>> {
  const sandbox = await createEmbeddedSandbox({ slots: 1 });
  const reviewer = createReviewer({ sandbox, cache: null, slots: 1 });
  const findings = new Map<string, Finding>();
  try {
    for (const one of entries) findings.set(one.name, await reviewer.review(one));
  } finally {
    await sandbox.close();
  }
  return findings;
}

/** Hostile deliveries at a drawn place in each twenty, so that they meet now each other and now the honest. */
function drawEntries(): Entry[] {
  const draw = chance('load', 'deliveries');
  let hostiles = 0;
  let place = 0;
  return Array.from({ length: REVIEWS }, (_, index) => {
    if (index % HOSTILE_EVERY === 0) place = index + draw.below(HOSTILE_EVERY);
    if (index !== place) return draw.pick(HONEST);
    hostiles += 1;
    return HOSTILE[hostiles % HOSTILE.length] ?? draw.pick(HOSTILE);
  });
}

test(`${REVIEWS} queued reviews, one in twenty hostile: no honest verdict changes`, {
  timeout: 300_000 + 500 * REVIEWS,
}, async () => {
  const expected = await alone(HONEST);
  // What the honest are worth alone is known beforehand too: a broken sandbox must not agree with itself.
  expect([...expected.values()].filter(({ passed }) => passed)).toHaveLength(10);
  const entries = drawEntries();
  const sandbox = await createEmbeddedSandbox({ slots: 2 });
  const queue = createReviewQueue({
    reviewer: createReviewer({ sandbox, cache: null }),
    concurrency: 6,
    capacity: REVIEWS,
  });
  try {
    const findings = await Promise.all(
      entries.map((one, index) => queue.add({ ...one, deliveryId: deliveryId(index + 1) })),
    );
    expect(queue.stats()).toEqual({ queued: 0, running: 0, done: REVIEWS, failed: 0 });
    const changed = entries.flatMap((one, index) => {
      const finding = findings[index];
      if (one.hostile) return finding?.casesPassed === 0 ? [] : [`${one.name}: a hostile delivery passed a case`];
      try {
        expect(finding).toEqual(expected.get(one.name));
        return [];
      } catch (difference) {
        return [`${index} ${one.name}: ${String(difference)}`];
      }
    });
    expect(changed).toEqual([]);
    expect(entries.filter(({ hostile }) => hostile).length).toBe(REVIEWS / HOSTILE_EVERY);
  } finally {
    await sandbox.close();
  }
});
