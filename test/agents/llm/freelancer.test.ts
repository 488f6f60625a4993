/** A language model in a whole market: real clients over HTTP, real sandbox, real verdicts; played again from the recording alone. */

import type { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLlmFreelancer } from '../../../agents/llm/freelancer.ts';
import { limitsSchema } from '../../../agents/llm/limits.ts';
import type { Model } from '../../../agents/llm/model.ts';
import { createPace } from '../../../agents/llm/pace.ts';
import { callsIn, type RecordedCall, recording, replaying } from '../../../agents/llm/recording.ts';
import { createAsker } from '../../../agents/llm/retrying.ts';
import { type CallRecord, createSession, emptyPurse, type Purse } from '../../../agents/llm/session.ts';
import { createWorkbench } from '../../../agents/llm/workbench.ts';
import { createEmployer } from '../../../agents/scripted/employer.ts';
import { playMarket } from '../../../agents/tournament/play.ts';
import { takeSeat } from '../../../agents/tournament/seat.ts';
import { setUpMarket } from '../../../agents/tournament/set-up.ts';
import { createMemoryStore } from '../../../db/memory/store.ts';
import { buildCorpus } from '../../../seeds/corpus.ts';
import { createArena } from '../../../server/app.ts';
import { createGround } from '../../../server/ground.ts';
import { known } from '../../../server/kernel/assert.ts';
import { MINUTE_MS, VIRTUAL_EPOCH_MS } from '../../../server/kernel/clock.ts';
import { marketId, participantId } from '../../../server/kernel/id.ts';
import { DEFAULT_POLICY } from '../../../server/market/policy.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import type { MarketEvent } from '../../../server/protocol/arena/wire.ts';
import { createReviewer, type Reviewer } from '../../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../../server/reviewer/sandbox.ts';
import { connectTo, startMockLlm } from '../../helpers/mock-llm.ts';
import { asks, OPINION, teach, written } from '../../helpers/taught-llm.ts';

const never = new AbortController().signal;
const MARKET = marketId('llm');
const [EMPLOYER, REVIEWER, MODEL] = [participantId(1), participantId(2), participantId(3)];
const PROJECTS = buildCorpus('starter', 'llm')
  .filter(({ acceptance }) => acceptance.kind === 'function' && acceptance.language === 'python')
  .slice(0, 3);
const [RIGHT_AT_ONCE, REPAIRED] = PROJECTS as [ProjectPackage, ProjectPackage, ProjectPackage];
const LIMITS = limitsSchema.parse({ repairs: 2 });
const PRICE = { input: 1, output: 2 };

let mock: LLMock;
let sandbox: Sandbox;
let reviewer: Reviewer;
beforeAll(async () => {
  [mock, sandbox] = await Promise.all([startMockLlm(), createEmbeddedSandbox({ slots: 1 })]);
  reviewer = createReviewer({ sandbox, cache: null });
});
afterAll(() => Promise.all([mock.stop(), sandbox.close()]));
beforeEach(() => void mock.reset());

/** A model that knows the three projects: right at once, right after a repair, never. */
function teachThree(opinion: object = OPINION): void {
  mock.on(asks('shown tests pass', REPAIRED), { content: written(REPAIRED) });
  mock.on(asks('Then write the whole', REPAIRED), { content: '```python\ndef nothing():\n    pass\n```' });
  teach(mock, [RIGHT_AT_ONCE], opinion);
}

interface Played {
  readonly events: readonly MarketEvent[];
  readonly log: string;
  readonly purse: Purse;
  readonly calls: readonly CallRecord[];
  readonly stops: readonly string[];
}

async function play(model: Model, limits = LIMITS): Promise<Played> {
  const arena = createArena({ store: createMemoryStore() });
  const ground = createGround({ arena, reviewer, corpusName: 'starter', packages: PROJECTS, concurrency: 1 });
  const market = await ground.market(MARKET);
  const base = { skills: [], depositCents: 0 } as const;
  await setUpMarket(market.owner, DEFAULT_POLICY, 'seed', [
    { ...base, name: 'Employer', roles: ['employer'], participantKind: 'scripted', depositCents: 10_000_000 },
    { ...base, name: 'Reviewer', roles: ['reviewer'], participantKind: 'scripted' },
    { ...base, name: 'Model', roles: ['freelancer'], participantKind: 'model' },
  ]);
  const purse = emptyPurse();
  const calls: CallRecord[] = [];
  const stops: string[] = [];
  const client = market.connect(MODEL);
  const ask = createAsker(model, createPace({ most: 2 }), { attempts: 3, baseMs: 1, maxMs: 5, chance: () => 0.5 });
  const freelancer = createLlmFreelancer({
    ...{ name: 'Model', seed: 's', skills: [], strategy: { name: 'model' }, competitors: null, limits, purse },
    workbench: createWorkbench(client, ({ posting }, files) => market.tryOut(posting.acceptanceHash, files)),
    openSession: ({ projectId }) =>
      createSession({
        project: String(projectId),
        ask,
        limits,
        price: PRICE,
        purse,
        signal: never,
        onCall: (call) => calls.push(call),
      }),
    onStop: (project, why) => stops.push(`${project}: ${why}`),
  });
  const projects = ground.projects.map((project, index) => ({ project, at: VIRTUAL_EPOCH_MS + index * MINUTE_MS }));
  const employer = createEmployer({ name: 'Employer', seed: 's', projects, awardRule: 'lowest' });
  const seats = [
    await takeSeat(employer, EMPLOYER, market.connect(EMPLOYER), 'seed'),
    await takeSeat(freelancer, MODEL, client, 'seed'),
  ];
  const desk = await market.openDesk(REVIEWER, 10 * MINUTE_MS);
  const refusals: string[] = [];
  const onRefusal = (name: string, code: string): unknown => refusals.push(`${name}: ${code}`);
  await playMarket({ owner: market.owner, seats, desk, seed: 'seed', signal: never, onRefusal });
  expect(refusals).toEqual([]);
  const seen = await market.owner.read(0, 100_000);
  desk.close();
  await arena.close();
  return { events: seen.map(({ event }) => event as MarketEvent), log: JSON.stringify(seen), purse, calls, stops };
}

function of<T extends MarketEvent['type']>(events: readonly MarketEvent[], type: T) {
  return events.filter((event): event is Extract<MarketEvent, { type: T }> => event.type === type);
}

const outcomes = (events: readonly MarketEvent[]): string[] =>
  of(events, 'AwardEnded')
    .map(({ outcome }) => outcome)
    .toSorted();

test('bids, writes, tries out, repairs, delivers and is paid; what it cannot do it gives up', async () => {
  teachThree();
  const { events, calls, stops, purse } = await play(await connectTo(mock, 'openai:gpt-4o-mini'));
  expect(of(events, 'BidPlaced').map(({ amountCents, confidenceBps }) => [amountCents, confidenceBps])).toEqual(
    PROJECTS.map(({ budgetMinCents, budgetMaxCents }) => [
      Math.min(budgetMaxCents, Math.max(budgetMinCents, 2_000)),
      8_000,
    ]),
  );
  expect(of(events, 'VerdictRecorded').map(({ scoreBps }) => scoreBps)).toEqual([10_000, 10_000]);
  expect(outcomes(events)).toEqual(['completed', 'completed', 'incomplete']);
  expect(calls.map(({ purpose }) => purpose).toSorted()).toEqual([
    'bid',
    'bid',
    'bid',
    'code',
    'code',
    'code',
    'repair',
    'repair',
    'repair',
  ]);
  expect(stops).toEqual(['3: no program']);
  expect(purse).toMatchObject({ calls: 9, uncounted: 0 });
  expect(purse.microUsd).toBe(calls.reduce((sum, { microUsd }) => sum + known(microUsd, 'price'), 0));
});

test('the same market comes out of the recording alone, byte for byte', async () => {
  teachThree();
  const live = await connectTo(mock, 'anthropic:claude-3-5-haiku-latest', { structured: 'text' });
  const lines: RecordedCall[] = [];
  const first = await play(recording(live, (call) => lines.push(call), new Map()));
  mock.reset();
  const written = lines.map((line) => JSON.stringify(line));
  expect(written.join()).not.toContain('key-that-must-not-be-told');
  const again = await play(replaying(live, callsIn(written)));
  expect(again.log).toBe(first.log);
  expect(mock.getRequests()).toEqual([]);
});

test('who does not want to bid does not, and an answer that nobody can read is no bid', async () => {
  teachThree({ ...OPINION, bid: false });
  const declined = await play(await connectTo(mock, 'openai:gpt-4o-mini'));
  expect(of(declined.events, 'BidPlaced')).toEqual([]);
  mock.reset();
  teachThree({ amountUsd: 'a lot' });
  const unread = await play(await connectTo(mock, 'openai:gpt-4o-mini', { structured: 'text' }));
  expect(of(unread.events, 'BidPlaced')).toEqual([]);
  expect(unread.stops).toEqual(['1: no opinion', '2: no opinion', '3: no opinion']);
});

test('a limit ends the work, and it is said which', async () => {
  teachThree();
  const limits = limitsSchema.parse({ turns: 1 });
  const { events, stops } = await play(await connectTo(mock, 'openai:gpt-4o-mini'), limits);
  expect(of(events, 'BidPlaced')).toHaveLength(3);
  expect(of(events, 'DeliverySubmitted')).toEqual([]);
  expect(stops).toEqual(['1: no program', '2: no program', '3: no program']);
});

test("trouble of the provider's is no failed work: it is tried again", async () => {
  teachThree();
  mock.nextRequestError(429, { message: 'slow down' });
  mock.nextRequestError(500, { message: 'oops' });
  const { events, calls } = await play(await connectTo(mock, 'ollama:mistral', { structured: 'text' }));
  expect(outcomes(events)).toEqual(['completed', 'completed', 'incomplete']);
  expect(Math.max(...calls.map(({ reply }) => reply.attempts))).toBe(3);
});
