/** Trouble with a model's provider, and what the market sees of it: never a failed delivery, and after it the same market. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { limitsSchema } from '../../../agents/llm/limits.ts';
import { type FaultKind, type Model, ModelFault } from '../../../agents/llm/model.ts';
import { createMemoryStore } from '../../../db/memory/store.ts';
import { buildCorpus } from '../../../seeds/corpus.ts';
import { known } from '../../../server/kernel/assert.ts';
import type { MarketEvent } from '../../../server/protocol/arena/wire.ts';
import { createReviewer, type Reviewer } from '../../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../../server/reviewer/sandbox.ts';
import { connectTo, startMockLlm } from '../../helpers/mock-llm.ts';
import { type ModelMarket, of, outcomes, type Played, playModelMarket } from '../../helpers/model-market.ts';
import { teach } from '../../helpers/taught-llm.ts';

const PROJECT = known(
  buildCorpus('starter', 'llm').find(
    ({ acceptance }) => acceptance.kind === 'function' && acceptance.language === 'javascript',
  ),
  'project',
);
const NAME = 'openai:gpt-4o-mini';

let mock: LLMock;
let sandbox: Sandbox;
let reviewer: Reviewer;
let untroubled: string;
beforeAll(async () => {
  [mock, sandbox] = await Promise.all([startMockLlm(), createEmbeddedSandbox({ slots: 1 })]);
  reviewer = createReviewer({ sandbox, cache: null });
  teach(mock, [PROJECT]);
  untroubled = (await play({ model: await healthy() })).log;
});
afterAll(() => Promise.all([mock.stop(), sandbox.close()]));
beforeEach(() => {
  mock.reset();
  teach(mock, [PROJECT]);
});

const play = (given: Omit<ModelMarket, 'reviewer' | 'projects'>): Promise<Played> =>
  playModelMarket({ reviewer, projects: [PROJECT], ...given });

const healthy = (): Promise<Model> => connectTo(mock, NAME, { structured: 'text', tools: 'none' });

interface Trouble {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

type Gate = Awaited<ReturnType<typeof gate>>;

/** In front of the mock provider: while `trouble` stands it answers so; `silent`: not at all. Else everything is passed on. */
async function gate() {
  const state: { trouble: Trouble | 'silent' | 'hangs up' | null; left: number } = { trouble: null, left: 0 };
  const server: Server = createServer(async (request, response) => {
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk as Buffer);
    const { trouble } = state;
    if (trouble !== null && state.left > 0) {
      state.left -= 1;
      if (trouble === 'silent') return;
      if (trouble === 'hangs up') response.socket?.destroy();
      else
        response
          .writeHead(trouble.status, { 'content-type': 'application/json', ...trouble.headers })
          .end(trouble.body);
      return;
    }
    const headers = { 'content-type': 'application/json', authorization: String(request.headers.authorization) };
    const answer = await fetch(`${mock.url}${request.url}`, { method: 'POST', headers, body: Buffer.concat(body) });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { state, url, close };
}

const failed = (message: string): string => JSON.stringify({ error: { message } });

const TRANSIENT: readonly (readonly [string, Trouble | 'silent' | 'hangs up', FaultKind])[] = [
  ['429 with Retry-After', { status: 429, headers: { 'retry-after-ms': '20' }, body: failed('slow') }, 'rate_limited'],
  ['500', { status: 500, body: failed('oops') }, 'overloaded'],
  ['no answer in time', 'silent', 'timeout'],
  ['a connection that breaks', 'hangs up', 'unreachable'],
  ['an answer that is cut off', { status: 200, body: '{"choices":[{"mess' }, 'malformed'],
  ['an answer that is none', { status: 200, body: '<html>502</html>' }, 'malformed'],
];

describe.each(TRANSIENT)('%s', (_name, trouble, kind) => {
  /** Impatient while there is trouble only, so that a slow machine brings none of its own. */
  async function fronted({ state, url }: Gate): Promise<Model> {
    const given = { structured: 'text', tools: 'none', baseUrl: url } as const;
    const patient = await connectTo(mock, NAME, { ...given, timeoutMs: 60_000 });
    const impatient = await connectTo(mock, NAME, { ...given, timeoutMs: trouble === 'silent' ? 150 : 60_000 });
    return { ...patient, ask: (...asked) => (state.left > 0 ? impatient : patient).ask(...asked) };
  }

  test('that passes: the market is the same as without it, and the fault is on record', async () => {
    const front = await gate();
    Object.assign(front.state, { trouble, left: 1 });
    const played = await play({ model: await fronted(front) });
    front.close();
    expect([played.thrown, played.log === untroubled]).toEqual([null, true]);
    expect(played.failures.map(({ fault, attempt }) => [fault.kind, attempt])).toEqual([[kind, 1]]);
    if (kind === 'rate_limited') expect(played.failures[0]?.waitMs).toBe(20);
  });

  test('that stays while bidding: no bid, nothing scored, and the run goes on from there', async () => {
    const front = await gate();
    Object.assign(front.state, { trouble, left: 1_000 });
    const store = createMemoryStore();
    const played = await play({ model: await fronted(front), store });
    front.close();
    expect(played.thrown).toBeInstanceOf(ModelFault);
    expect(played.thrown).toMatchObject({ kind, exitCode: 75 });
    expect(played.failures.map(({ waitMs }) => waitMs === null)).toEqual([false, false, true]);
    expect(seen(played.events)).toEqual({ bids: 0, deliveries: 0, verdicts: 0, ended: 0, costs: 0 });
    const again = await play({ model: await healthy(), store });
    expect([again.thrown, again.log === untroubled]).toEqual([null, true]);
  });

  test('that stays while working: the project is unfinished, not failed, and the run goes on from there', async () => {
    const front = await gate();
    const model = await fronted(front);
    const store = createMemoryStore();
    const played = await play({
      model: {
        ...model,
        ask: (question, signal) => {
          const bids = JSON.stringify(question.turns).includes('Shall we bid');
          Object.assign(front.state, { trouble, left: bids ? 0 : 1_000 });
          return model.ask(question, signal);
        },
      },
      store,
    });
    front.close();
    expect(played.thrown).toMatchObject({ name: 'ModelFault', kind });
    expect(seen(played.events)).toEqual({ bids: 1, deliveries: 0, verdicts: 0, ended: 0, costs: 0 });
    expect(of(played.events, 'AwardAccepted')).toHaveLength(1);
    const again = await play({ model: await healthy(), store });
    expect([again.thrown, again.log === untroubled]).toEqual([null, true]);
  });
});

function seen(events: readonly MarketEvent[]) {
  return {
    bids: of(events, 'BidPlaced').length,
    deliveries: of(events, 'DeliverySubmitted').length,
    verdicts: of(events, 'VerdictRecorded').length,
    ended: of(events, 'AwardEnded').length,
    costs: of(events, 'CostBooked').length,
  };
}

/** Answers that came, and are no answer: not trouble that passes, for the same question gets the same again. */
const NO_ANSWERS = [
  [
    'a refusal',
    { message: { role: 'assistant', content: null, refusal: 'I will not.' }, finish_reason: 'stop' },
    'refused',
  ],
  ['the content filter', { message: { role: 'assistant', content: '' }, finish_reason: 'content_filter' }, 'refused'],
  ['an empty answer', { message: { role: 'assistant', content: '' }, finish_reason: 'stop' }, 'repairs'],
  [
    'an answer cut off by its length',
    { message: { role: 'assistant', content: 'First I' }, finish_reason: 'length' },
    'repairs',
  ],
] as const;

function completion(choice: object): Trouble {
  const usage = { prompt_tokens: 50, completion_tokens: 10, total_tokens: 60 };
  return {
    status: 200,
    body: JSON.stringify({
      id: 'c',
      object: 'chat.completion',
      created: 1,
      model: 'm',
      choices: [{ index: 0, ...choice }],
      usage,
    }),
  };
}

describe.each(NO_ANSWERS)('%s', (_name, choice, why) => {
  const limits = limitsSchema.parse({ repairs: 1 });

  test('to the question for a bid is no bid, and is paid for', async () => {
    const { state, url, close } = await gate();
    Object.assign(state, { trouble: completion(choice), left: 1_000 });
    const model = await connectTo(mock, NAME, { structured: 'text', tools: 'none', baseUrl: url });
    const played = await play({ model, limits });
    close();
    expect([played.thrown, played.failures.length]).toEqual([null, 0]);
    expect(seen(played.events)).toMatchObject({ bids: 0, deliveries: 0, verdicts: 0, ended: 0 });
    expect(played.stops).toEqual(['1: no opinion']);
    expect(played.purse.microUsd).toBe(played.calls.length * (50 + 2 * 10));
  });

  test('to the question for a program hands nothing in that was no program', async () => {
    const { state, url, close } = await gate();
    const model = await connectTo(mock, NAME, { structured: 'text', tools: 'none', baseUrl: url });
    const played = await play({
      model: {
        ...model,
        ask: (question, signal) => {
          const bids = JSON.stringify(question.turns).includes('Shall we bid');
          Object.assign(state, { trouble: completion(choice), left: bids ? 0 : 1 });
          return model.ask(question, signal);
        },
      },
      limits,
    });
    close();
    expect(played.thrown).toBeNull();
    expect(played.stops).toEqual([`1: no program: ${why}`]);
    expect(seen(played.events)).toMatchObject({ bids: 1, deliveries: 0, verdicts: 0, ended: 1 });
    expect(outcomes(played.events)).toEqual(['incomplete']);
  });
});

describe('requests that a provider will not take', () => {
  const refusing = async (body: string) => {
    const { state, url, close } = await gate();
    Object.assign(state, { trouble: { status: 400, body }, left: 1_000 });
    const model = await connectTo(mock, NAME, { structured: 'text', tools: 'none', baseUrl: url });
    const played = await play({ model });
    close();
    return played;
  };

  test.each([
    ['a question longer than the model reads', "This model's maximum context length is 8192 tokens"],
    ['one that the content filter stops', 'The response was filtered: content_filter'],
  ])('%s is no bid, and the others go on', async (_name, message) => {
    const played = await refusing(failed(message));
    expect([played.thrown, played.stops]).toEqual([null, ['1: no opinion']]);
    expect(played.purse.microUsd).toBe(0);
  });

  test('any other is a fault at once, which no second try mends', async () => {
    const played = await refusing(failed('unknown parameter'));
    expect(played.thrown).toMatchObject({ kind: 'bad_request', exitCode: 69 });
    expect(played.failures).toHaveLength(1);
  });
});
