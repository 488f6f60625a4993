/** Runs a tournament: one market for each freelancer (`solo`) or one for all (`auction`), side by side, to the end. */

import { known } from '../../server/kernel/assert.ts';
import { MINUTE_MS, type Millis, VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { type MarketId, marketId, type ParticipantId, participantId } from '../../server/kernel/id.ts';
import { keyedHash } from '../../server/kernel/prng.ts';
import type { OwnerClient, Seen } from '../../server/protocol/arena/client.ts';
import type { Ground, GroundMarket } from '../../server/protocol/arena/ground.ts';
import type { ParticipantKind, Policy, SeenEvent } from '../../server/protocol/arena/wire.ts';
import type { Agent } from '../agent.ts';
import type { ModelRoom, Stopping } from '../llm/room.ts';
import type { ModelEntry } from '../llm/roster-entry.ts';
import { attended } from './attended-judge.ts';
import { agentSeed, impliedPatch, type TournamentConfig } from './config.ts';
import { bookCosts, bookModelCost } from './costs.ts';
import { employersOf, type SeatedEmployer, scheduleOf, scriptedEmployer } from './employers.ts';
import { freelancerFor } from './freelancer-for.ts';
import { withoutHoneypots } from './honeypots.ts';
import { firstPostingAt, type LiveClock, liveClockPolicy, playLiveMarket } from './live-market.ts';
import { soloMarketNames } from './market-name.ts';
import type { OtherRoles } from './other-roles.ts';
import { refuseOutsiders } from './outside.ts';
import { EMPLOYER, FIRST_FREELANCER, REVIEWER } from './places.ts';
import { playMarket } from './play.ts';
import { drawKeysOf, projectsOf } from './prepare.ts';
import { isOutside, participantKindOf, type Roster, type RosterEntry } from './roster.ts';
import { takeSeat } from './seat.ts';
import { type Applicant, setUpMarket } from './set-up.ts';

export interface TournamentRun {
  readonly config: TournamentConfig;
  readonly roster: Roster;
  readonly ground: Ground;
  /** Told to stop: nothing new begins, what has begun comes to its end. */
  readonly signal: AbortSignal;
  /** Ends the calls of models that have begun, too; not said: they come to their end. */
  readonly abandon?: AbortSignal;
  /** Hears why a freelancer went no further with a project. */
  readonly onStop?: (freelancer: string, why: string) => void;
  /** Hears of each event, and who is meant by the numbers in it. */
  readonly onEvent?: (event: SeenEvent, nameOf: (id: ParticipantId) => string | undefined) => void;
  /** How time goes where seats are taken from outside; not said: nobody can come, and a roster that has such is refused. */
  readonly live?: LiveClock;
  /** Not said: no language model can take part, and a roster that has one is refused. */
  readonly models?: ModelRoom;
  /** Who employs and judges; not said: the scripted employer, and the tests alone. */
  readonly roles?: OtherRoles;
  /** Waits before a market's time passes from one moment to another, for those who watch; not said: nobody does. */
  readonly pace?: (market: MarketId, from: Millis, to: Millis) => Promise<void>;
  /** Projects that are over, of all that will be posted. */
  readonly onProgress: (done: number, total: number) => void;
}

/** One market as it ended: the whole log as its owner sees it, and who sat where. */
export interface PlayedMarket {
  readonly marketId: MarketId;
  readonly policy: Policy;
  readonly freelancers: readonly { readonly participantId: ParticipantId; readonly entry: RosterEntry }[];
  readonly events: readonly Seen[];
  /** Refusals that agents ran into, by code. */
  readonly refusals: ReadonlyMap<string, number>;
}

/** Events read at a time. */
const PAGE = 10_000;
const NEVER = new AbortController().signal;
const ENDS: ReadonlySet<string> = new Set(['ProjectCompleted', 'ProjectExpired', 'ProjectCancelled']);

interface Placed {
  readonly agent: Agent;
  readonly place: number;
}

function applicantsOf(
  employers: readonly SeatedEmployer[],
  entries: readonly RosterEntry[],
  roles: OtherRoles | undefined,
): Applicant[] {
  const [first, ...others] = employers.map(({ name, projects }): Applicant => {
    // Enough for every project at its maximum with any fee there is: an employer who runs dry is another experiment.
    const most = projects.reduce((sum, { project }) => sum + 2 * project.budgetMaxCents + 1_000, 0);
    return { name, roles: ['employer'], participantKind: kindOf(roles?.employer), skills: [], depositCents: most };
  });
  const freelancers = entries.map(
    (entry): Applicant => ({
      name: entry.name,
      roles: ['freelancer'],
      participantKind: participantKindOf(entry),
      skills: entry.skills,
      depositCents: 0,
    }),
  );
  return [
    known(first, 'employer'),
    { name: 'Reviewer', roles: ['reviewer'], participantKind: kindOf(roles?.judge), skills: [], depositCents: 0 },
    ...freelancers,
    ...others,
  ];
}

const kindOf = (model: unknown): ParticipantKind => (model === undefined ? 'scripted' : 'model');

/** The whole log, as the owner sees it. */
async function readAll(owner: OwnerClient): Promise<Seen[]> {
  const all: Seen[] = [];
  for (;;) {
    const page = await owner.read(all.length, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

function stoppingOf({ signal, abandon = NEVER }: TournamentRun): Stopping {
  return { stop: signal, abandon };
}

async function employerAt(
  seated: SeatedEmployer,
  run: TournamentRun,
  market: GroundMarket,
  entries: readonly RosterEntry[],
): Promise<Agent> {
  const { place, projects } = seated;
  const client = market.connect(participantId(place));
  const seed = agentSeed(run.config);
  const model = await run.roles?.employer?.({ client, seed, projects, ...stoppingOf(run) });
  return model ?? scriptedEmployer(seated, run.config, entries);
}

/** The agents of a market with the places of their participants. */
async function agentsOf(
  run: TournamentRun,
  policy: Policy,
  market: GroundMarket,
  entries: readonly RosterEntry[],
  from: Millis,
): Promise<Placed[]> {
  const { config } = run;
  const seed = agentSeed(config);
  const employers = employersOf(run, entries.length, from);
  const placed: Placed[] = [];
  for (const one of employers) placed.push({ agent: await employerAt(one, run, market, entries), place: one.place });
  for (const [index, entry] of entries.entries()) {
    if (isOutside(entry)) continue;
    const place = FIRST_FREELANCER + index;
    const table = {
      ...run,
      models: run.models ?? null,
      employerIds: new Map(employers.map(({ name, place: own }) => [name, participantId(own)])),
      policy,
      market,
      seed,
      competitors: entries.length,
      participantId: participantId(place),
    };
    placed.push({ agent: await freelancerFor(entry, table), place });
  }
  return placed;
}

/** Plays a market from wherever its log stands until nothing more can happen. */
async function play(
  run: TournamentRun,
  market: GroundMarket,
  placed: readonly Placed[],
  seed: string,
  refusals: Map<string, number>,
): Promise<void> {
  const { config, signal } = run;
  const keys = drawKeysOf(projectsOf(run));
  const seats = await Promise.all(
    placed.map(({ agent, place }) => {
      const id = participantId(place);
      return takeSeat(agent, id, market.connect(id), seed, keys);
    }),
  );
  const { judge, idle } = attended(await run.roles?.judge?.(market.owner.marketId, stoppingOf(run)));
  const desk = await market.openDesk(participantId(REVIEWER), config.verdictMinutes * MINUTE_MS, judge);
  const onRefusal = (_name: string, code: string): unknown => refusals.set(code, (refusals.get(code) ?? 0) + 1);
  try {
    const { owner } = market;
    const pace = run.pace === undefined ? {} : { pace: run.pace.bind(null, owner.marketId) };
    await playMarket({ owner, seats, desk, seed, signal, onRefusal, ...pace });
  } finally {
    desk.close();
    for (const seat of seats) seat.leave();
    await idle();
  }
}

/** The same in a market whose time runs by itself. */
async function playWithOthers(
  run: TournamentRun,
  market: GroundMarket,
  placed: readonly Placed[],
  seed: string,
  refusals: Map<string, number>,
): Promise<void> {
  const { judge, idle } = attended(await run.roles?.judge?.(market.owner.marketId, stoppingOf(run)));
  return playLiveMarket({
    ...{ market, seed, signal: run.signal, drawKeys: drawKeysOf(projectsOf(run)) },
    agents: new Map(placed.map(({ agent, place }) => [place, agent])),
    reviewer: participantId(REVIEWER),
    judge,
    verdictMs: run.config.verdictMinutes * MINUTE_MS,
    total: scheduleOf(run).length,
    onRefusal: (code) => void refusals.set(code, (refusals.get(code) ?? 0) + 1),
  }).finally(idle);
}

/** `over` is called for each project that has come to its end, also for those of an earlier run. */
async function playOne(
  run: TournamentRun,
  id: MarketId,
  entries: readonly RosterEntry[],
  over: () => void,
): Promise<PlayedMarket> {
  const { config, ground } = run;
  const live = entries.some(isOutside) ? run.live : undefined;
  const clock = live === undefined ? {} : liveClockPolicy(live);
  const policy = ground.policy(impliedPatch(config), config.market, clock);
  const market = await ground.market(id);
  const { owner } = market;
  const seed = keyedHash(config.seed, 'market', id);
  await setUpMarket(owner, policy, seed, applicantsOf(employersOf(run, entries.length), entries, run.roles));
  const freelancers = entries.map((entry, index) => ({
    entry,
    participantId: participantId(FIRST_FREELANCER + index),
  }));
  const refusals = new Map<string, number>();
  const names = new Map(freelancers.map(({ participantId: number, entry }) => [number, entry.name]));
  const stopCounting = await owner.follow(0, ({ event }) => {
    if (ENDS.has(event.type)) over();
    run.onEvent?.(event, (number) => names.get(number));
  });
  const isClosed = (events: readonly Seen[]): boolean => events.some(({ event }) => event.type === 'MarketClosed');
  if (!isClosed(await readAll(owner))) {
    const from = live === undefined ? VIRTUAL_EPOCH_MS : await firstPostingAt(owner, config.joinMinutes);
    const placed = await agentsOf(run, policy, market, entries, from);
    if (live === undefined) await play(run, market, placed, seed, refusals);
    else await playWithOthers(run, market, placed, seed, refusals);
    const spentOn = ({ name }: ModelEntry): number => run.models?.microUsd(name, id) ?? 0;
    const counted = withoutHoneypots(await readAll(owner), ground.honeypots);
    await bookCosts(owner, freelancers, counted, config.sandboxMicroUsdPerMegafuel, spentOn);
    const { employer = 0, reviewer = 0 } = run.roles?.spentIn(id) ?? {};
    await bookModelCost(owner, participantId(EMPLOYER), employer);
    await bookModelCost(owner, participantId(REVIEWER), reviewer);
    await owner.send('close', { type: 'CloseMarket' });
  }
  stopCounting();
  return { marketId: id, policy, freelancers, events: await readAll(owner), refusals };
}

/**
 * Plays every market of the tournament, or goes on with those that a killed run left. Rejects before the first is
 * opened where a project cannot be judged here, and with the signal's reason when stopped: what is in the logs by then is
 * where the next run goes on.
 */
export async function runTournament(run: TournamentRun): Promise<PlayedMarket[]> {
  const { config, roster, ground, onProgress } = run;
  if (run.live === undefined) refuseOutsiders(roster);
  ground.requireJudgeable(projectsOf(run));
  const names = roster.entries.map(({ name }) => name);
  const tables: readonly { readonly id: string; readonly entries: readonly RosterEntry[] }[] =
    config.protocol === 'auction'
      ? [{ id: config.name, entries: roster.entries }]
      : soloMarketNames(config.name, names).map((id, index) => ({
          id,
          entries: roster.entries.slice(index, index + 1),
        }));
  const total = tables.length * scheduleOf(run).length;
  let done = 0;
  const over = (): void => {
    done += 1;
    onProgress(done, total);
  };
  onProgress(done, total);
  // Markets know nothing of each other: playing them side by side cannot change any of them. Where one fails, the others
  // stop too, and nothing is told before all have stopped: their store is about to be closed.
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  const plays = tables.map(async ({ id, entries }) => {
    try {
      return await playOne({ ...run, signal }, marketId(id), entries, over);
    } catch (thrown) {
      stop.abort(thrown);
      throw thrown;
    }
  });
  await Promise.allSettled(plays);
  return Promise.all(plays).catch((thrown: unknown) => {
    throw stop.signal.reason ?? thrown;
  });
}
