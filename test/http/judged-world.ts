/** A server with a real sandbox and a market opened over the wire, for tests of what is delivered and judged. */

import { createMemoryAccess } from '../../db/memory/access.ts';
import { createMemoryRecords } from '../../db/memory/records.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import { createArena } from '../../server/app.ts';
import { createDesks, type Desks } from '../../server/desks.ts';
import type { AccessStore } from '../../server/engine/access.ts';
import type { Store } from '../../server/engine/ports.ts';
import type { RecordStore } from '../../server/engine/records.ts';
import { secretHashOf } from '../../server/http/secret.ts';
import { buildServer } from '../../server/http/server.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { createJudging } from '../../server/judging.ts';
import { known } from '../../server/kernel/assert.ts';
import { marketId, type ParticipantId } from '../../server/kernel/id.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { SCOPES } from '../../server/protocol/arena/scope.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { playScenario } from '../../server/scenario.ts';
import { checkAnswers } from './answer-checks.ts';
import { type Answer, type Body, HIGH_STREET, type World } from './world.ts';

export const ARENA = '/m/bench/api/arena/1.0';
/** Market time for bids, in `awardToFay`. */
const BIDDING_MS = 60_000;
export const PACKAGES: readonly ProjectPackage[] = buildCorpus('starter', 'starter-1');

export interface JudgedWorld extends Omit<World, 'people'> {
  readonly desks: Desks;
  /** Asks, and demands success. */
  done<T>(who: string, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object): Promise<T>;
}

export interface JudgedOptions {
  readonly policy?: object;
  readonly store?: Store;
  readonly records?: RecordStore;
  readonly wallNow?: () => number;
}

/** A token for any market, `bench-NAME`: the scenario's own are for its market only. */
async function addToken(access: AccessStore, name: string): Promise<void> {
  const { userId } = known(await access.userByName(name), name);
  const rest = { marketId: null, scopes: SCOPES, roles: [], label: '', createdAt: 0, expiresAt: null, usesLeft: null };
  await access.addPass({ kind: 'token', secretHash: secretHashOf(`bench-${name}`), userId, ...rest });
}

/** The market `bench`: olga owns it; erin, fay and gus are participants 2, 3 and 4 of it, after its reviewer. */
export async function openJudgedWorld(
  sandbox: Sandbox,
  { policy = {}, wallNow = Date.now, store = createMemoryStore(), records = createMemoryRecords() }: JudgedOptions = {},
): Promise<JudgedWorld> {
  const access = createMemoryAccess();
  const arena = createArena({ store });
  await playScenario(arena, access, HIGH_STREET);
  for (const { name } of HIGH_STREET.people) await addToken(access, name);
  const judging = createJudging({ reviewer: createReviewer({ sandbox }), records, concurrency: 2 });
  const desks = createDesks({ arena, records, judging, report: (reason) => void process.stderr.write(`${reason}\n`) });
  const app = await buildServer({
    arena,
    access,
    judging: { ...judging, open: desks.open },
    wallNow,
    log: null,
    settings: WITHOUT_RATES,
  });
  const checks = checkAnswers(app);
  const ask: World['ask'] = async (who, request) => {
    const headers = who === null ? {} : { 'freelancer-oauth-v1': `bench-${who}` };
    const answer = await app.inject({ ...request, headers: { ...headers, ...request.headers } });
    checks.expectNone();
    const { statusCode: status, body: text } = answer;
    const isJson = String(answer.headers['content-type']).startsWith('application/json');
    return { status, headers: answer.headers, text, body: (isJson ? JSON.parse(text) : {}) as Body } satisfies Answer;
  };
  const done: JudgedWorld['done'] = async (who, method, path, payload) => {
    const answer = await ask(who, { method, url: `${ARENA}${path}`, ...(payload && { payload }) });
    if (answer.status !== 200) throw new Error(`${who} ${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body.result as never;
  };
  await done('olga', 'POST', '/markets', {
    market: 'bench',
    policy: { clock: { kind: 'virtual', speed: 1 }, ...policy },
  });
  for (const [name, role] of [
    ['erin', 'employer'],
    ['fay', 'freelancer'],
    ['gus', 'freelancer'],
  ] as const) {
    const depositCents = role === 'employer' ? 1_000_000 : 0;
    const { participantId } = await done<{ participantId: ParticipantId }>('olga', 'POST', '/participants', {
      name,
      roles: [role],
      depositCents,
    });
    const { userId } = known(await access.userByName(name), name);
    await access.addSeat({ userId, marketId: marketId('bench'), kind: 'participant', participantId });
  }
  const close = async (): Promise<void> => {
    desks.close();
    const wrong = checks.take();
    if (wrong.length > 0) throw new Error(`answers that are not as their routes say:\n${wrong.join('\n')}`);
    await app.close();
    await arena.close();
    checks.expectNone();
  };
  return { app, arena, store, checks, access, marketId: marketId('bench'), records, desks, ask, done, close };
}

/** Erin posts the package, fay bids the least, wins and accepts; gives the project's number. */
export async function awardToFay(world: JudgedWorld, one: ProjectPackage, amountCents = 5_000): Promise<number> {
  const { projectId } = await world.done<{ projectId: number }>('erin', 'POST', '/project-packages', {
    package: one,
    biddingMs: BIDDING_MS,
  });
  const bid = {
    type: 'PlaceBid',
    projectId,
    amountCents,
    days: 3,
    qualityBps: 10_000,
    proposalHash: null,
    confidenceBps: null,
  };
  const { events } = await world.done<{ events: { bidId: number }[] }>('fay', 'POST', '/commands', bid);
  const { bidId } = known(events[0], 'bid');
  await world.arena.engine.moveTo(world.marketId, (await world.arena.engine.now(world.marketId)) + BIDDING_MS);
  await world.done('fay', 'POST', '/commands', { type: 'AcceptAward', bidId });
  return projectId;
}

/** Waits until the delivery has its verdict. */
export async function verdictOf(world: JudgedWorld, who: string, deliveryId: number): Promise<Answer> {
  for (let tries = 0; tries < 1_800; tries += 1) {
    const answer = await world.ask(who, { url: `${ARENA}/deliveries/${deliveryId}/verdict` });
    if (answer.status === 200) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`delivery ${deliveryId} was not judged`);
}
