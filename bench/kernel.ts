/** The rules alone: bids through decide, postings and evolve, beside a bare Map that takes the same ids. */

import { DAY_MS } from '../server/kernel/clock.ts';
import { sha256 } from '../server/kernel/hash.ts';
import { commandId, contentHash, marketId, participantId, projectId } from '../server/kernel/id.ts';
import { cents } from '../server/kernel/money.ts';
import { type Actor, type Command, type CommandOf, type CommandRequest, OWNER } from '../server/market/command.ts';
import { decide } from '../server/market/decide.ts';
import { evolve } from '../server/market/evolve.ts';
import { DEFAULT_POLICY } from '../server/market/policy.ts';
import { postings } from '../server/market/postings.ts';
import { emptyMarket, type MarketState } from '../server/market/state.ts';
import { type Bench, collectGarbage, type Figure, inTurn, ratioOf, spreadOf } from './harness.ts';

const BIDS_PER_PROJECT = 1_000;
const MARKET = marketId('bench');
const STARTED_AT = 1_700_000_000_000;
const TEXT = contentHash(sha256('text'));

/** Bids of a market, and how often they are measured: together about as long for every size. */
const SIZES = [
  { bids: 1_000, runs: 51 },
  { bids: 10_000, runs: 21 },
  { bids: 100_000, runs: 7 },
  { bids: 1_000_000, runs: 3 },
] as const;
const QUICK_SIZES = [
  { bids: 1_000, runs: 21 },
  { bids: 10_000, runs: 11 },
  { bids: 100_000, runs: 3 },
] as const;

const TARGET_PER_SECOND = 300_000;
const TARGET_OVER_BARE_US = 3;
const TARGET_BYTES = 1_000;
const MEMORY_BIDS = 100_000;

/** What the engine does with an accepted command, without log and store. */
function play(state: MarketState, command: Command, now: number): number {
  const decision = decide(state, command, now);
  if (!decision.ok) throw new Error(`${command.type} refused: ${decision.error.code} ${decision.error.detail}`);
  let transferCount = 0;
  for (const event of decision.value) {
    transferCount += postings(event).length;
    evolve(state, { seq: state.seq + 1, at: now, event });
  }
  return transferCount;
}

function ask(state: MarketState, actor: Actor, request: CommandRequest): void {
  const command = { ...request, commandId: commandId(`set-up-${state.seq}`), marketId: MARKET, actor } as Command;
  play(state, command, STARTED_AT);
}

/** A market with its bidders and so many open projects: freelancers are 1 to 1,000, the employer comes after them. */
function marketWith(projectCount: number): MarketState {
  const state = emptyMarket(MARKET);
  ask(state, OWNER, { type: 'OpenMarket', policy: DEFAULT_POLICY, seed: 'bench' });
  for (let number = 1; number <= BIDS_PER_PROJECT + 1; number += 1) {
    const roles = number <= BIDS_PER_PROJECT ? (['freelancer'] as const) : (['employer'] as const);
    ask(state, OWNER, {
      type: 'RegisterParticipant',
      roles,
      participantKind: 'scripted',
      skills: [],
      profileHash: TEXT,
    });
  }
  const employer: Actor = { kind: 'participant', participantId: participantId(BIDS_PER_PROJECT + 1) };
  const posting = {
    type: 'PostProject',
    contentHash: TEXT,
    acceptanceHash: TEXT,
    caseCount: 10,
    skills: [],
    budgetMinCents: cents(0),
    budgetMaxCents: cents(100_000),
    postedPriceCents: null,
    mechanism: null,
    assigneeId: null,
    biddingMs: DAY_MS,
    draft: false,
  } as const satisfies CommandRequest;
  for (let number = 1; number <= projectCount; number += 1) ask(state, employer, posting);
  return state;
}

/** The bids of every freelancer on one project, each with a proposal of its own. */
function bidsOn(project: number): CommandOf<'PlaceBid'>[] {
  return Array.from({ length: BIDS_PER_PROJECT }, (_, index) => ({
    type: 'PlaceBid',
    commandId: commandId(`bid-${project}-${index}`),
    marketId: MARKET,
    actor: { kind: 'participant', participantId: participantId(index + 1) },
    projectId: projectId(project),
    amountCents: cents(10_000 + ((index * 7_919) % 90_000)),
    days: 3,
    qualityBps: 10_000,
    proposalHash: contentHash(sha256(`${project}/${index}`)),
    confidenceBps: 9_000,
  }));
}

/**
 * Processor time in microseconds a bid: nothing here waits, and a busy machine's other work is not the bid's. The
 * collector's threads count. Commands are made before their clock starts; `take` gets one at a time.
 */
function microsecondsPerBid(bids: number, take: (command: CommandOf<'PlaceBid'>, id: number) => void): number {
  collectGarbage();
  let us = 0;
  let id = 0;
  for (let project = 1; project <= bids / BIDS_PER_PROJECT; project += 1) {
    const commands = bidsOn(project);
    const before = process.cpuUsage();
    for (const command of commands) {
      id += 1;
      take(command, id);
    }
    const { user, system } = process.cpuUsage(before);
    us += user + system;
  }
  return us / bids;
}

function kernelRun(bids: number): number {
  const state = marketWith(bids / BIDS_PER_PROJECT);
  return microsecondsPerBid(bids, (command) => play(state, command, STARTED_AT + 1));
}

function bareRun(bids: number): number {
  const map = new Map<number, CommandOf<'PlaceBid'>>();
  return microsecondsPerBid(bids, (command, id) => map.set(id, command));
}

/** Heap bytes that the market grew by for each open bid. */
function bytesPerBid(bids: number): number {
  const state = marketWith(bids / BIDS_PER_PROJECT);
  const heapUsed = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = heapUsed();
  for (let project = 1; project <= bids / BIDS_PER_PROJECT; project += 1) {
    for (const command of bidsOn(project)) play(state, command, STARTED_AT + 1);
  }
  const bytes = (heapUsed() - before) / bids;
  if (state.bids.size !== bids) throw new Error(`${state.bids.size} bids of ${bids} are in the market`);
  return bytes;
}

export const bench: Bench = async ({ quick, signal }) => {
  const figures: Figure[] = [];
  // Warm up: the compiler has seen every path before the first clock starts.
  for (let round = 0; round < 20; round += 1) kernelRun(10_000) + bareRun(10_000);
  for (const { bids, runs } of quick ? QUICK_SIZES : SIZES) {
    const { ours, bare } = await inTurn(
      { runs, signal },
      () => kernelRun(bids),
      () => bareRun(bids),
    );
    const size = bids.toLocaleString('en-US');
    const perSecond = ours.map((us) => 1_000_000 / us);
    const rate = spreadOf(perSecond);
    const barePerSecond = bare.map((us) => 1_000_000 / us);
    const over = spreadOf(ours.map((us, run) => us - (bare[run] ?? 0)));
    const targeted = bids === 10_000;
    figures.push({
      figure: `bids through the rules, ${size} bids`,
      unit: 'bids/s',
      ...rate,
      runs,
      ratio: ratioOf(perSecond, barePerSecond, 'bare Map insert'),
      target: targeted ? `at least ${TARGET_PER_SECOND.toLocaleString('en-US')}` : null,
      met: targeted ? rate.median >= TARGET_PER_SECOND : null,
    });
    figures.push({
      figure: `over the bare insert, ${size} bids`,
      unit: 'µs a bid',
      ...over,
      runs,
      ratio: null,
      target: `at most ${TARGET_OVER_BARE_US}`,
      met: over.median <= TARGET_OVER_BARE_US,
    });
  }
  const memoryRuns = quick ? 1 : 3;
  const bytes = spreadOf(Array.from({ length: memoryRuns }, () => bytesPerBid(MEMORY_BIDS)));
  figures.push({
    figure: `memory of an open bid, ${MEMORY_BIDS.toLocaleString('en-US')} bids`,
    unit: 'bytes',
    ...bytes,
    runs: memoryRuns,
    ratio: null,
    target: `at most ${TARGET_BYTES.toLocaleString('en-US')}`,
    met: bytes.median <= TARGET_BYTES,
  });
  return {
    name: 'kernel',
    figures,
    notes: [
      `${BIDS_PER_PROJECT.toLocaleString('en-US')} bids a project; commands are made before the clock starts; the clock is processor time; garbage of the market counts, that of earlier runs does not.`,
      'Memory counts the hash of the proposal, not its text.',
    ],
  };
};
