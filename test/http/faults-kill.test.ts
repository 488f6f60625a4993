/** The server is killed while clients bid: what was answered is there, what was not may be said again, and the books balance. */

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import { known } from '../../server/kernel/assert.ts';
import type { Scenario } from '../../server/protocol/arena/scenario.ts';
import { playScenario } from '../../server/scenario.ts';
import { arena as command } from '../helpers/arena-command.ts';
import { type ServedArena, serveArena } from '../helpers/served-arena.ts';
import { HIGH_STREET } from './world.ts';

const KILLS = Number(process.env.ARENA_SERVER_KILLS ?? 2);
/** Enough that every kill meets clients at work. */
const PROJECTS = Math.max(120, KILLS * 20);
const FREELANCERS = Array.from({ length: 6 }, (_, index) => `bidder-${index + 1}`);
const CLIENTS_EACH = 3;

const folder = mkdtempSync(join(tmpdir(), 'arena-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const template = known(HIGH_STREET.projects[0], 'a project');
const CROWD: Scenario = {
  ...HIGH_STREET,
  people: [
    { name: 'erin', roles: ['employer'], skills: [], depositCents: 500_000, token: 'own-erin-token' },
    ...FREELANCERS.map((name) => ({
      name,
      roles: ['freelancer' as const],
      skills: ['python'],
      depositCents: 0,
      token: `own-${name}-token`,
    })),
    // Who has no number comes last, so that the others' numbers are their places.
    { name: 'olga', roles: ['owner'], skills: [], depositCents: 0, token: 'own-olga-token' },
  ],
  projects: Array.from({ length: PROJECTS }, (_, index) => ({ ...template, title: `Project ${index + 1}` })),
  bids: [],
};

/** What a client wanted to do, and the bid that it was told of; null: it never heard. */
interface Wish {
  readonly who: string;
  readonly project: number;
  bidId: number | null;
}

const nameOf = ({ who, project }: Wish): string => `${who}/${project}`;
const headersOf = (who: string) => ({ 'freelancer-oauth-v1': `own-${who}-token`, 'content-type': 'application/json' });

/** Places the bid under its own key; null where the server died before it answered. */
async function place({ url }: ServedArena, wish: Wish): Promise<number | null> {
  const { who, project } = wish;
  const terms = { project_id: project, amount: 100 + (project % 50), period: 3, description: `${who} on ${project}` };
  const request = { method: 'POST', headers: { ...headersOf(who), 'idempotency-key': `bid/${project}` } };
  try {
    const answer = await fetch(`${url}/api/projects/0.1/bids`, { ...request, body: JSON.stringify(terms) });
    const body = (await answer.json()) as { status: string; result?: { id: number } };
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
    return known(body.result, 'a result').id;
  } catch (thrown) {
    // The connection ended without an answer: what a kill looks like from outside.
    if (thrown instanceof TypeError || (thrown instanceof Error && thrown.name === 'SyntaxError')) return null;
    throw thrown;
  }
}

/** Several clients of each freelancer bid until the server no longer answers. */
async function bidUntilDeath(served: ServedArena, wishes: readonly Wish[]): Promise<void> {
  const clients = FREELANCERS.flatMap((who) => Array.from({ length: CLIENTS_EACH }, (_, lane) => ({ who, lane })));
  const working = clients.map(async ({ who, lane }) => {
    for (const wish of wishes.filter((one) => one.who === who && one.project % CLIENTS_EACH === lane)) {
      if (wish.bidId !== null) continue;
      wish.bidId = await place(served, wish);
      if (wish.bidId === null) return;
    }
  });
  await Promise.all(working);
}

async function bidsIn({ url }: ServedArena): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (let offset = 0; ; offset += 100) {
    const page = await fetch(`${url}/api/projects/0.1/bids?limit=100&offset=${offset}`, { headers: headersOf('olga') });
    const { result } = (await page.json()) as {
      result: { bids: { id: number; bidder_id: number; project_id: number }[] };
    };
    for (const { id, bidder_id, project_id } of result.bids) {
      const name = `${CROWD.people[bidder_id - 1]?.name}/${project_id}`;
      expect(found.has(name), `two bids of ${name}`).toBe(false);
      found.set(name, id);
    }
    if (result.bids.length < 100) return found;
  }
}

test(`${KILLS} kills while ${FREELANCERS.length * CLIENTS_EACH} clients bid`, async () => {
  const file = join(folder, 'crowd.db');
  const store = await openSqliteStore({ file });
  const before = createArena({ store });
  await playScenario(before, store.access, CROWD);
  await before.close();
  const wishes = FREELANCERS.flatMap((who) =>
    Array.from({ length: PROJECTS }, (_, index): Wish => ({ who, project: index + 1, bidId: null })),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    const served = await serveArena(folder, '--db', 'crowd.db', '--rate', 'none', '--quiet');
    const told = await bidsIn(served);
    const bidding = bidUntilDeath(served, wishes);
    const enough = wishes.filter(({ bidId }) => bidId !== null).length + 60;
    // Killed under load and not after it: as soon as some were answered.
    while (wishes.filter(({ bidId }) => bidId !== null).length < enough) await setTimeout(1);
    served.child.kill('SIGKILL');
    await once(served.child, 'close');
    await bidding;
    expect(wishes.some(({ bidId }) => bidId === null)).toBe(true);
    expect(told.size).toBeLessThan(wishes.length);
  }
  const last = await serveArena(folder, '--db', 'crowd.db', '--rate', 'none', '--quiet');
  const kept = await bidsIn(last);
  const answered = wishes.filter(({ bidId }) => bidId !== null);
  expect(answered.length).toBeGreaterThanOrEqual(KILLS * 60);
  for (const wish of answered) expect(kept.get(nameOf(wish)), nameOf(wish)).toBe(wish.bidId);
  // What nobody heard of is said again, each under its own key: some of it was done, and is not done twice.
  for (const wish of wishes.filter(({ bidId }) => bidId === null).slice(0, 200)) {
    const bidId = await place(last, wish);
    const done = kept.get(nameOf(wish));
    if (done !== undefined) expect(bidId).toBe(done);
    wish.bidId = bidId;
  }
  // And what was answered is answered the same.
  for (const wish of answered.slice(0, 50)) expect(await place(last, wish)).toBe(wish.bidId);
  const end = await bidsIn(last);
  expect(end.size).toBe(new Set([...kept.keys(), ...wishes.filter(({ bidId }) => bidId !== null).map(nameOf)]).size);
  last.child.kill('SIGTERM');
  expect((await last.ended).code).toBe(0);
  const verified = await command(folder, 'db', 'verify', 'crowd.db');
  expect(verified.stdout).toContain('log, ledger and tables agree');
  expect(verified.code).toBe(0);
});
