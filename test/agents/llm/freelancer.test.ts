/** A language model in a whole market: real clients over HTTP, real sandbox, real verdicts; played again from the recording alone. */

import type { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Limits, limitsSchema } from '../../../agents/llm/limits.ts';
import type { Model } from '../../../agents/llm/model.ts';
import { callsIn, type RecordedCall, recording, replaying } from '../../../agents/llm/recording.ts';
import { buildCorpus } from '../../../seeds/corpus.ts';
import { known } from '../../../server/kernel/assert.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { createReviewer, type Reviewer } from '../../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../../server/reviewer/sandbox.ts';
import { connectTo, startMockLlm } from '../../helpers/mock-llm.ts';
import { of, outcomes, type Played, playModelMarket } from '../../helpers/model-market.ts';
import { asks, OPINION, teach, written } from '../../helpers/taught-llm.ts';

const PROJECTS = buildCorpus('starter', 'llm')
  .filter(({ acceptance }) => acceptance.kind === 'function' && acceptance.language === 'python')
  .slice(0, 3);
const [RIGHT_AT_ONCE, REPAIRED] = PROJECTS as [ProjectPackage, ProjectPackage, ProjectPackage];

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

const play = (model: Model, limits?: Limits): Promise<Played> =>
  playModelMarket({ reviewer, projects: PROJECTS, model, ...(limits && { limits }) });

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
  expect(stops).toEqual(['3: no program: repairs']);
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
  expect(stops).toEqual([1, 2, 3].map((project) => `${project}: no program: turns`));
});

test("trouble of the provider's is no failed work: it is tried again", async () => {
  teachThree();
  mock.nextRequestError(429, { message: 'slow down' });
  mock.nextRequestError(500, { message: 'oops' });
  const { events, calls } = await play(await connectTo(mock, 'ollama:mistral', { structured: 'text' }));
  expect(outcomes(events)).toEqual(['completed', 'completed', 'incomplete']);
  expect(Math.max(...calls.map(({ reply }) => reply.attempts))).toBe(3);
});
