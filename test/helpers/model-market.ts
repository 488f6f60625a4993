/** One market with a language model in it: real door, real sandbox, real verdicts, a scripted employer unless told otherwise. */

import type { Agent } from '../../agents/agent.ts';
import { createLlmFreelancer } from '../../agents/llm/freelancer.ts';
import { type Limits, limitsSchema } from '../../agents/llm/limits.ts';
import type { Model } from '../../agents/llm/model.ts';
import { createPace } from '../../agents/llm/pace.ts';
import { createAsker, type FailedAttempt } from '../../agents/llm/retrying.ts';
import { type CallRecord, createSession, emptyPurse, type Purse } from '../../agents/llm/session.ts';
import { createWorkbench } from '../../agents/llm/workbench.ts';
import { createEmployer, type ScheduledProject } from '../../agents/scripted/employer.ts';
import { playMarket } from '../../agents/tournament/play.ts';
import { takeSeat } from '../../agents/tournament/seat.ts';
import { setUpMarket } from '../../agents/tournament/set-up.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createArena } from '../../server/app.ts';
import { createGround } from '../../server/ground.ts';
import { MINUTE_MS, VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { marketId, participantId } from '../../server/kernel/id.ts';
import { DEFAULT_POLICY, type Policy } from '../../server/market/policy.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import type { Reviewer } from '../../server/reviewer/reviewer.ts';

export const never = new AbortController().signal;
const MARKET = marketId('llm');
const [EMPLOYER, REVIEWER, MODEL] = [participantId(1), participantId(2), participantId(3)];
const PRICE = { input: 1, output: 2 };
export const RETRIES = { attempts: 3, baseMs: 1, maxMs: 5, chance: () => 0.5 };

export interface ModelMarket {
  readonly reviewer: Reviewer;
  readonly projects: readonly ProjectPackage[];
  readonly model: Model;
  readonly limits?: Limits;
  readonly policy?: Policy;
  /** Kept by the caller where a later play goes on with it. */
  readonly store?: ReturnType<typeof createMemoryStore>;
  readonly employer?: (projects: readonly ScheduledProject[]) => Agent;
}

export interface Played {
  readonly events: readonly MarketEvent[];
  readonly log: string;
  readonly purse: Purse;
  readonly calls: readonly CallRecord[];
  readonly stops: readonly string[];
  readonly failures: readonly FailedAttempt[];
  /** What ended the play before its time; null: nothing. */
  readonly thrown: unknown;
}

/** Plays to the end, or until something is thrown: that stands in what comes back, beside all that had happened. */
export async function playModelMarket(given: ModelMarket): Promise<Played> {
  const { reviewer, projects: packages, model, policy = DEFAULT_POLICY } = given;
  const limits = given.limits ?? limitsSchema.parse({ repairs: 2 });
  const arena = createArena({ store: given.store ?? createMemoryStore() });
  const ground = createGround({ arena, reviewer, corpusName: 'starter', packages, concurrency: 1 });
  const market = await ground.market(MARKET);
  const base = { skills: [], depositCents: 0 } as const;
  await setUpMarket(market.owner, policy, 'seed', [
    { ...base, name: 'Employer', roles: ['employer'], participantKind: 'scripted', depositCents: 10_000_000 },
    { ...base, name: 'Reviewer', roles: ['reviewer'], participantKind: 'scripted' },
    { ...base, name: 'Model', roles: ['freelancer'], participantKind: 'model' },
  ]);
  const purse = emptyPurse();
  const calls: CallRecord[] = [];
  const stops: string[] = [];
  const failures: FailedAttempt[] = [];
  const client = market.connect(MODEL);
  const ask = createAsker(model, createPace({ most: 2 }), RETRIES);
  const freelancer = createLlmFreelancer({
    ...{ name: 'Model', seed: 's', skills: [], strategy: { name: 'model' }, competitors: null, limits, purse },
    workbench: createWorkbench(client, ({ posting }, files) => market.tryOut(posting.acceptanceHash, files)),
    openSession: ({ projectId }) =>
      createSession({
        ...{ market: MARKET, project: String(projectId), agent: 'Model', model: model.name },
        ...{ ask, limits, purse, signal: never, price: PRICE },
        onCall: (call) => calls.push(call),
        onFailure: (failure) => failures.push(failure),
      }),
    onStop: (project, why) => stops.push(`${project}: ${why}`),
  });
  const projects = ground.projects.map((project, index) => ({ project, at: VIRTUAL_EPOCH_MS + index * MINUTE_MS }));
  const employer =
    given.employer?.(projects) ?? createEmployer({ name: 'Employer', seed: 's', projects, awardRule: 'lowest' });
  const seats = [
    await takeSeat(employer, EMPLOYER, market.connect(EMPLOYER), 'seed'),
    await takeSeat(freelancer, MODEL, client, 'seed'),
  ];
  const desk = await market.openDesk(REVIEWER, 10 * MINUTE_MS);
  const refusals: string[] = [];
  const onRefusal = (name: string, code: string): unknown => refusals.push(`${name}: ${code}`);
  const thrown: unknown = await playMarket({ owner: market.owner, seats, desk, seed: 'seed', signal: never, onRefusal })
    .then(() => null)
    .catch((problem: unknown) => problem);
  if (refusals.length > 0) throw new Error(`refused: ${refusals.join(', ')}`);
  const seen = await market.owner.read(0, 100_000);
  for (const seat of seats) seat.leave();
  desk.close();
  if (given.store === undefined) await arena.close();
  const events = seen.map(({ event }) => event as MarketEvent);
  return { events, log: JSON.stringify(seen), purse, calls, stops, failures, thrown };
}

export function of<T extends MarketEvent['type']>(events: readonly MarketEvent[], type: T) {
  return events.filter((event): event is Extract<MarketEvent, { type: T }> => event.type === type);
}

export const outcomes = (events: readonly MarketEvent[]): string[] =>
  of(events, 'AwardEnded')
    .map(({ outcome }) => outcome)
    .toSorted();
