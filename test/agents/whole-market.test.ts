import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Agent } from '../../agents/agent.ts';
import { createEmployer } from '../../agents/scripted/employer.ts';
import { type EmployerMoods, STEADY } from '../../agents/scripted/employer-moods.ts';
import { createSimulatedFreelancer } from '../../agents/simulated/freelancer.ts';
import { playMarket } from '../../agents/tournament/play.ts';
import { isPlayed, rosterSchema } from '../../agents/tournament/roster.ts';
import { type Seat, takeSeat } from '../../agents/tournament/seat.ts';
import { setUpMarket } from '../../agents/tournament/set-up.ts';
import { standingOf } from '../../agents/tournament/standing.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { type Arena, createArena } from '../../server/app.ts';
import { HOUR_MS, MINUTE_MS, type Millis, VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { sha256 } from '../../server/kernel/hash.ts';
import { type ContentHash, contentHash, marketId, type ParticipantId, participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { chance } from '../../server/kernel/prng.ts';
import { DEFAULT_POLICY } from '../../server/market/policy.ts';
import type { ArenaClient } from '../../server/protocol/arena/client.ts';
import type { Desk, PostableProject } from '../../server/protocol/arena/ground.ts';
import type { MarketEvent, Mechanism, Policy } from '../../server/protocol/arena/wire.ts';

const MARKET = marketId('whole');
const EMPLOYER = participantId(1);
const REVIEWER = participantId(2);
const ROSTER = rosterSchema.parse(
  parse(readFileSync(new URL('../../seeds/rosters/strategies.yaml', import.meta.url), 'utf8')),
);
const ENTRIES = ROSTER.entries.filter(isPlayed);
const hashOf = (text: string): ContentHash => contentHash(sha256(text));
const GOOD = hashOf('good');
const BAD = hashOf('bad');

const PROJECTS: readonly PostableProject[] = Array.from({ length: 12 }, (_, index) => ({
  slug: `project-${index}`,
  family: 'family',
  title: 'A project of a whole market',
  skills: index % 2 === 0 ? ['Python'] : ['PHP'],
  budgetMinCents: 0,
  budgetMaxCents: 10_000 + 1_000 * index,
  postedPriceCents: 9_000,
  priceOrigin: { kind: 'posted' },
  estimatedMinutes: 30,
  caseCount: 4,
  acceptanceHash: hashOf(`key ${index}`),
  document: '{}',
}));

/** Judges by the hash alone: half the cases for what is bad. */
async function deskOf(arena: Arena): Promise<Desk> {
  const reviewer = arena.connect(MARKET, { kind: 'participant', participantId: REVIEWER });
  const waiting: { at: Millis; event: Extract<MarketEvent, { type: 'DeliverySubmitted' }> }[] = [];
  const stop = await arena.connectOwner(MARKET).follow(0, ({ at, event }) => {
    if (event.type !== 'DeliverySubmitted') return;
    // The owner sees whole events.
    waiting.push({ at: at + 10 * MINUTE_MS, event: event as Extract<MarketEvent, { type: 'DeliverySubmitted' }> });
  });
  return {
    nextDueAt: () => waiting[0]?.at ?? null,
    settle: async (now) => {
      for (let next = waiting[0]; next !== undefined && next.at <= now; next = waiting[0]) {
        waiting.shift();
        const good = next.event.filesHash === GOOD;
        const answer = await reviewer.send(`verdict/${next.event.deliveryId}`, {
          type: 'RecordVerdict',
          deliveryId: next.event.deliveryId,
          scoreBps: good ? 10_000 : 5_000,
          casesPassed: good ? 4 : 2,
          caseCount: 4,
          evidenceHash: hashOf('evidence'),
          fuel: 1,
          memoryBytes: 1,
        });
        expect(answer).toMatchObject({ ok: true });
      }
    },
    close: stop,
  };
}

interface Played {
  readonly events: readonly MarketEvent[];
  readonly refusals: readonly string[];
  readonly freelancers: ReadonlyMap<ParticipantId, string>;
}

async function play(change: Partial<Policy>, moods: EmployerMoods = STEADY): Promise<Played> {
  const arena = createArena({ store: createMemoryStore() });
  const owner = arena.connectOwner(MARKET);
  const freelancers = new Map(ENTRIES.map(({ name }, index) => [participantId(index + 3), name]));
  const base = { skills: [], participantKind: 'scripted', depositCents: 0 } as const;
  await setUpMarket(owner, { ...DEFAULT_POLICY, ...change }, 'seed', [
    { ...base, name: 'Employer', roles: ['employer'], depositCents: 10_000_000 },
    { ...base, name: 'Reviewer', roles: ['reviewer'] },
    ...ENTRIES.map(({ name }) => ({ ...base, name, roles: ['freelancer' as const] })),
  ]);
  const projects = PROJECTS.map((project, index) => ({ project, at: VIRTUAL_EPOCH_MS + index * MINUTE_MS }));
  const employer = createEmployer({ name: 'Employer', seed: 's', projects, awardRule: 'best_value', moods });
  const agents = ENTRIES.map((entry) =>
    createSimulatedFreelancer({
      ...entry,
      seed: 's',
      competitors: ENTRIES.length,
      minutesOf: () => 30,
      confidenceBps: () => 5_000,
      prepared: (hash, attempt) => {
        const good = chance('prepared', entry.name, hash, attempt).unit() < 0.5;
        return attempt > 2 ? null : { filesHash: good ? GOOD : BAD, bytes: 4 };
      },
    }),
  );
  // Keys are one agent's own, command ids the whole market's.
  const clientOf = (id: ParticipantId): ArenaClient => {
    const client = arena.connect(MARKET, { kind: 'participant', participantId: id });
    return { ...client, send: (key, request) => client.send(`${id}/${key}`, request) };
  };
  const seatOf = (agent: Agent, id: ParticipantId): Promise<Seat> => takeSeat(agent, id, clientOf(id), 'seed');
  const seats = [await seatOf(employer, EMPLOYER)];
  for (const [index, agent] of agents.entries()) seats.push(await seatOf(agent, participantId(index + 3)));
  const desk = await deskOf(arena);
  const refusals: string[] = [];
  const onRefusal = (name: string, code: string): unknown => refusals.push(`${name}: ${code}`);
  await playMarket({ owner, seats, desk, seed: 'seed', signal: new AbortController().signal, onRefusal });
  const seen = await owner.read(0, 100_000);
  await arena.close();
  return { events: seen.map(({ event }) => event as MarketEvent), refusals, freelancers };
}

const count = (events: readonly MarketEvent[], type: MarketEvent['type']): number =>
  events.filter((event) => event.type === type).length;

const step = cents(100);
const MECHANISMS: readonly (readonly [string, Mechanism, Policy['visibility']])[] = [
  ['fp_sealed', { kind: 'fp_sealed' }, 'sealed'],
  ['fp_sealed, but open', { kind: 'fp_sealed' }, 'open'],
  ['vickrey', { kind: 'vickrey' }, 'sealed'],
  ['english_rev', { kind: 'english_rev', stepCents: step, softCloseMs: 5 * MINUTE_MS }, 'open'],
  ['clock_rev', { kind: 'clock_rev', stepCents: step }, 'sealed'],
  ['dutch_rev', { kind: 'dutch_rev', stepCents: step }, 'sealed'],
  ['scoring_first', { kind: 'scoring_first', valueCents: null, minScoreCents: null }, 'sealed'],
  ['scoring_second', { kind: 'scoring_second', valueCents: null }, 'sealed'],
  ['buyer_determined', { kind: 'buyer_determined' }, 'open'],
  ['posted', { kind: 'posted', draw: 'uniform' }, 'sealed'],
  ['direct', { kind: 'direct', assignment: 'rotation' }, 'sealed'],
  ['lottery', { kind: 'lottery', pays: 'own' }, 'sealed'],
  ['contest', { kind: 'contest', entrantsMax: 99, entriesMax: 1, thresholdBps: 10_000, guaranteed: false }, 'sealed'],
];

test.each(MECHANISMS)('%s: a market of every strategy plays to its end without a refusal', async (...args) => {
  const [, mechanism, visibility] = args;
  const deadlines = { ...DEFAULT_POLICY.deadlines, biddingMs: HOUR_MS };
  const { events, refusals, freelancers } = await play({ mechanism, visibility, deadlines });
  expect(refusals).toEqual([]);
  expect(count(events, 'ProjectPosted')).toBe(PROJECTS.length);
  expect(count(events, 'ProjectCompleted') + count(events, 'ProjectExpired')).toBe(PROJECTS.length);
  expect(count(events, 'VerdictRecorded')).toBeGreaterThan(5);
  // Whoever can do no more says so: nothing is left to run into a deadline.
  expect(count(events, 'AwardLapsed')).toBe(0);
  const roster = ENTRIES.map(({ name, kind, model, baseline }) => ({
    name,
    kind,
    model,
    baseline,
    calibration: null,
  }));
  const { rows } = standingOf({
    protocol: 'auction',
    markets: [{ events, freelancers }],
    roster,
    human: { kind: 'none' },
  });
  const paid = events.map((event) => (event.type === 'MilestoneReleased' ? event.amountCents : 0));
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  expect(total(rows.map(({ earnings }) => earnings.grossCents))).toBe(total(paid));
  expect(total(rows.map(({ projects }) => projects.won))).toBe(count(events, 'AwardAccepted'));
  expect(total(paid)).toBeGreaterThan(0);
});

test('open outcry among every strategy: rivals undercut each other down to what they can bear', async () => {
  const mechanism: Mechanism = { kind: 'english_rev', stepCents: step, softCloseMs: 5 * MINUTE_MS };
  const deadlines = { ...DEFAULT_POLICY.deadlines, biddingMs: HOUR_MS };
  const { events } = await play({ mechanism, visibility: 'open', deadlines });
  expect(count(events, 'BidAmended')).toBeGreaterThan(PROJECTS.length);
  expect(count(events, 'BiddingExtended')).toBeGreaterThan(0);
});

test('where the employer settles by hand, what passed is paid, the rest given back, and everybody reviewed', async () => {
  const deadlines = { ...DEFAULT_POLICY.deadlines, biddingMs: HOUR_MS };
  const policy = { mechanism: { kind: 'buyer_determined' }, settlement: 'employer', deadlines } as const;
  const { events, refusals } = await play(policy);
  expect(refusals).toEqual([]);
  const escrowed = count(events, 'MilestoneCreated');
  expect(escrowed).toBe(count(events, 'AwardAccepted'));
  expect(count(events, 'MilestoneReleased')).toBeGreaterThan(0);
  expect(count(events, 'MilestoneRefunded')).toBeGreaterThan(0);
  expect(count(events, 'MilestoneReleased') + count(events, 'MilestoneRefunded')).toBe(escrowed);
  expect(count(events, 'AwardEnded')).toBe(escrowed);
  expect(count(events, 'ReviewPosted')).toBe(escrowed);
  const reasons = events.map((event) => (event.type === 'MilestoneReleased' ? event.reason : 'employer'));
  expect(new Set(reasons)).toEqual(new Set(['employer']));
});

const BY_EMPLOYER = {
  mechanism: { kind: 'fp_sealed' },
  settlement: 'employer',
  deadlines: { ...DEFAULT_POLICY.deadlines, biddingMs: HOUR_MS },
} as const;

test('an employer who falls silent releases and says nothing; the log has what silence brings, and nobody is paid', async () => {
  const { events, refusals } = await play(BY_EMPLOYER, { ghosting: 1, scopeChange: 0 });
  expect(refusals).toEqual([]);
  expect(count(events, 'MilestoneCreated')).toBeGreaterThan(5);
  expect(events.some((event) => event.type === 'VerdictRecorded' && event.status === 'passed')).toBe(true);
  expect(count(events, 'MilestoneReleased')).toBe(0);
  expect(count(events, 'MilestoneRefunded')).toBe(count(events, 'MilestoneCreated'));
  expect(events.filter((event) => event.type === 'ReviewPosted' && event.fromId === EMPLOYER)).toEqual([]);
  expect(count(events, 'ProjectCompleted') + count(events, 'ProjectExpired')).toBe(PROJECTS.length);
});

test('half of the employers silent is half of the projects, drawn by the project', async () => {
  const silent = await play(BY_EMPLOYER, { ghosting: 0.5, scopeChange: 0 });
  const steady = await play(BY_EMPLOYER);
  const released = count(silent.events, 'MilestoneReleased');
  expect(released).toBeGreaterThan(0);
  expect(released).toBeLessThan(count(steady.events, 'MilestoneReleased'));
});

test('a change of scope is a message after the award and a revision of what had passed: the log has both', async () => {
  const { events, refusals } = await play(BY_EMPLOYER, { ghosting: 0, scopeChange: 1 });
  expect(refusals).toEqual([]);
  expect(count(events, 'MessagePosted')).toBe(count(events, 'MilestoneCreated'));
  const awarded = events.findIndex((event) => event.type === 'AwardAccepted');
  expect(events.findIndex((event) => event.type === 'MessagePosted')).toBeGreaterThan(awarded);
  const passed = new Set(
    events.flatMap((event) =>
      event.type === 'VerdictRecorded' && event.status === 'passed' ? [event.deliveryId] : [],
    ),
  );
  const insisted = events.filter((event) => event.type === 'RevisionRequested' && passed.has(event.deliveryId));
  expect(insisted.length).toBeGreaterThan(0);
  for (const event of insisted) expect(event).toMatchObject({ commentHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const steady = await play(BY_EMPLOYER);
  expect(count(steady.events, 'MessagePosted')).toBe(0);
  expect(count(events, 'DeliverySubmitted')).toBeGreaterThan(count(steady.events, 'DeliverySubmitted'));
});
