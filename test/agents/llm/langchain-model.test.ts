/** The real LangChain clients against a provider over HTTP: answers, counts of tokens, and every kind of trouble. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerBytes } from '../../../agents/llm/bounded-fetch.ts';
import { faultOf } from '../../../agents/llm/fault-of.ts';
import { ModelFault } from '../../../agents/llm/model.ts';
import { askStructured } from '../../../agents/llm/structured.ts';
import { connectTo, PROVIDER_MODELS, question, startMockLlm } from '../../helpers/mock-llm.ts';

const never = new AbortController().signal;
let mock: LLMock;
beforeAll(async () => {
  mock = await startMockLlm();
});
afterAll(() => mock.stop());
beforeEach(() => void mock.reset());

describe.each(PROVIDER_MODELS)('%s', (name) => {
  test('a question is answered, with the finish and the model that answered', async () => {
    mock.onMessage('hello', { content: 'good day' });
    const model = await connectTo(mock, name);
    const reply = await model.ask(question('hello'), never);
    expect(reply).toMatchObject({ text: 'good day', finish: 'stop', model: name.slice(name.indexOf(':') + 1) });
    expect(reply.usage).not.toBeNull();
  });

  test('system and earlier turns arrive in their roles', async () => {
    mock.onMessage('again', { content: 'yes' });
    const turns = [
      { role: 'system', text: 'be brief' },
      { role: 'user', text: 'first' },
      { role: 'assistant', text: 'said' },
      { role: 'user', text: 'again' },
    ] as const;
    await (await connectTo(mock, name)).ask(question('', { turns }), never);
    expect(mock.getLastRequest()?.body).toMatchObject({
      messages: turns.map(({ role, text }) => ({ role, content: text })),
    });
  });

  test('an answer in a schema comes back as its JSON', async () => {
    const schema = z.strictObject({ bid: z.boolean(), cents: z.number().int() });
    const answer = { bid: true, cents: 1_500 };
    mock.on(
      { predicate: ({ tools }) => (tools?.length ?? 0) > 0 },
      { toolCalls: [{ name: 'offer', arguments: JSON.stringify(answer) }] },
    );
    mock.on({}, { content: JSON.stringify(answer) });
    const model = await connectTo(mock, name);
    const wanted = {
      name: 'offer',
      schema,
      turns: question('price?').turns,
      maxTokens: 100,
      temperature: 0,
      repetition: 1,
      repairs: 0,
    };
    expect(await askStructured((one) => model.ask(one, never), wanted)).toEqual({
      ok: true,
      value: answer,
      repairs: 0,
    });
  });

  test.each([
    [429, 'rate_limited'],
    [500, 'overloaded'],
    [503, 'overloaded'],
    [401, 'refused_key'],
    [400, 'bad_request'],
  ] as const)('status %i is the fault %s', async (status, kind) => {
    mock.nextRequestError(status, { message: 'no' });
    const problem = await (await connectTo(mock, name))
      .ask(question('hello'), never)
      .catch((thrown: unknown) => thrown);
    expect(problem).toBeInstanceOf(ModelFault);
    expect(problem).toMatchObject({ kind });
    expect(JSON.stringify(problem) + String((problem as Error).stack)).not.toContain('key-that-must-not-be-told');
  });

  test('no answer in time is a fault; an abort is none, but its own reason', async () => {
    const server = createServer(() => undefined);
    const url = await listening(server);
    const slow = await connectTo(mock, name, { baseUrl: url, timeoutMs: 200 });
    await expect(slow.ask(question('hello'), never)).rejects.toMatchObject({ kind: 'timeout' });
    const stop = new AbortController();
    const asked = (await connectTo(mock, name, { baseUrl: url })).ask(question('hello'), stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(asked).rejects.toThrow('enough');
    server.closeAllConnections();
    server.close();
  });

  test('nobody there is a fault', async () => {
    const gone = await startMockLlm();
    const model = await connectTo(gone, name);
    await gone.stop();
    await expect(model.ask(question('hello'), never)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that gives one answer to everything: what no kept mock would say. */
async function answering(status: number, headers: Record<string, string>, body: string) {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body));
  return { url: await listening(server), close: () => server.close() };
}

describe('trouble in the answer itself', () => {
  test.each(PROVIDER_MODELS)('%s: what is no JSON is a fault', async (name) => {
    const server = await answering(200, { 'content-type': 'application/json' }, '{"choices": [{"mess');
    const model = await connectTo(mock, name, { baseUrl: server.url });
    await expect(model.ask(question('hello'), never)).rejects.toMatchObject({ name: 'ModelFault' });
    server.close();
  });

  test.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after-ms': '250' }, 250],
  ])('%j is how long to wait', async (headers, ms) => {
    const server = await answering(
      429,
      { ...headers, 'content-type': 'application/json' },
      '{"error":{"message":"slow"}}',
    );
    const model = await connectTo(mock, 'openai:gpt-4o-mini', { baseUrl: server.url });
    const problem = await model.ask(question('hello'), never).catch((thrown: unknown) => thrown);
    expect(problem).toBeInstanceOf(ModelFault);
    expect(problem).toMatchObject({ kind: 'rate_limited', retryAfterMs: ms });
    server.close();
  });

  test('a date to wait for is read against the clock', () => {
    const at = Date.parse('2026-01-01T00:00:00Z');
    const thrown = Object.assign(new Error('slow'), {
      status: 429,
      headers: { 'Retry-After': 'Thu, 01 Jan 2026 00:01:30 GMT' },
    });
    expect(faultOf(thrown, at).retryAfterMs).toBe(90_000);
    expect(faultOf(thrown, at + 3_600_000).retryAfterMs).toBe(0);
  });
});

test('cached and reasoning tokens are counted by the provider, as parts of input and output', async () => {
  const usage = {
    prompt_tokens: 100,
    completion_tokens: 30,
    total_tokens: 130,
    prompt_tokens_details: { cached_tokens: 64 },
    completion_tokens_details: { reasoning_tokens: 20 },
  };
  const message = { role: 'assistant', content: 'x' };
  const body = {
    id: 'c',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message, finish_reason: 'length' }],
    usage,
  };
  const server = await answering(200, { 'content-type': 'application/json' }, JSON.stringify(body));
  const reply = await (await connectTo(mock, 'openai:m', { baseUrl: server.url })).ask(question('hello'), never);
  expect(reply.usage).toEqual({ input: 100, cacheRead: 64, cacheWrite: 0, output: 30, reasoning: 20 });
  expect(reply.finish).toBe('length');
  server.close();
});

test.each([1e18, -1, 0.5, 'many'])('%j tokens are no count: what was used is unknown', async (prompt_tokens) => {
  const choices = [{ index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }];
  const usage = { prompt_tokens, completion_tokens: 1, total_tokens: 1 };
  const body = { id: 'c', object: 'chat.completion', created: 1, model: 'm', choices, usage };
  const server = await answering(200, { 'content-type': 'application/json' }, JSON.stringify(body));
  const reply = await (await connectTo(mock, 'openai:m', { baseUrl: server.url })).ask(question('hello'), never);
  expect(reply).toMatchObject({ text: 'x', usage: null });
  server.close();
});

test('an answer of a server that heeds no limit is cut, and told to be', async () => {
  const choices = [{ index: 0, message: { role: 'assistant', content: 'x'.repeat(2_000_100) }, finish_reason: 'stop' }];
  const body = { id: 'c', object: 'chat.completion', created: 1, model: 'm', choices };
  const server = await answering(200, { 'content-type': 'application/json' }, JSON.stringify(body));
  const reply = await (await connectTo(mock, 'openai:m', { baseUrl: server.url })).ask(question('hello'), never);
  expect([reply.text.length, reply.finish]).toEqual([2_000_000, 'length']);
  server.close();
});

/** Begins an answer, and goes on with it as long as anybody reads. `written`: how many bytes the reader took. */
async function endless(type: string, begin: string, more: string) {
  let written = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': type }).write(begin);
    const write = (): void => {
      while (!response.destroyed && response.write(more)) written += more.length;
    };
    response.on('drain', write);
    write();
  });
  const url = await listening(server);
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, written: () => written, close };
}

test.each(PROVIDER_MODELS)('%s: an answer without end is read so far and no further', async (name) => {
  const server = await endless('application/json', '{"id": "', 'x'.repeat(1_048_576));
  const model = await connectTo(mock, name, { baseUrl: server.url, timeoutMs: 600_000, structured: 'text' });
  await expect(model.ask(question('hello'), never)).rejects.toMatchObject({ kind: 'malformed' });
  expect(server.written()).toBeLessThan(2 * answerBytes(500));
  server.close();
});

test('nor is one that comes in pieces', async () => {
  const delta = { role: 'assistant', content: 'x'.repeat(262_144) };
  const piece = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta }] };
  const server = await endless('text/event-stream', '', `data: ${JSON.stringify(piece)}\n\n`);
  const given = { baseUrl: server.url, timeoutMs: 600_000, structured: 'text', streaming: true } as const;
  const model = await connectTo(mock, 'openai:m', given);
  await expect(model.ask(question('hello'), never)).rejects.toMatchObject({ kind: 'malformed' });
  expect(server.written()).toBeLessThan(2 * answerBytes(500));
  server.close();
});

test("Anthropic's cached tokens are part of the input, as everywhere", async () => {
  const usage = { input_tokens: 10, output_tokens: 5, cache_read_input_tokens: 70, cache_creation_input_tokens: 20 };
  const body = {
    id: 'm',
    type: 'message',
    role: 'assistant',
    model: 'c',
    content: [{ type: 'text', text: 'x' }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage,
  };
  const server = await answering(200, { 'content-type': 'application/json' }, JSON.stringify(body));
  const reply = await (await connectTo(mock, 'anthropic:c', { baseUrl: server.url })).ask(question('hello'), never);
  expect(reply.usage).toEqual({ input: 100, cacheRead: 70, cacheWrite: 20, output: 5, reasoning: 0 });
  server.close();
});

test('an endpoint that knows no schemas is asked in words from then on', async () => {
  const answer = { ok: true };
  mock.on(
    { predicate: ({ response_format, tools }) => response_format !== undefined || tools !== undefined },
    { error: { message: 'response_format is not supported' }, status: 400 },
  );
  mock.on({}, { content: `Here you are: ${JSON.stringify(answer)}` });
  const model = await connectTo(mock, 'openai:local');
  const schema = z.strictObject({ ok: z.boolean() });
  const wanted = {
    name: 'ok',
    schema,
    turns: question('ok?').turns,
    maxTokens: 100,
    temperature: 0,
    repetition: 1,
    repairs: 0,
  };
  expect(await askStructured((one) => model.ask(one, never), wanted)).toMatchObject({ ok: true, value: answer });
  expect(mock.getRequests()).toHaveLength(2);
  await askStructured((one) => model.ask(one, never), wanted);
  expect(mock.getRequests()).toHaveLength(3);
});

test('an answer that does not fit is given back with what is wrong', async () => {
  const schema = z.strictObject({ cents: z.number().int().positive() });
  mock.on(
    { predicate: ({ messages }) => messages.some(({ content }) => String(content).includes('does not fit')) },
    { content: '{"cents": 5}' },
  );
  mock.on({}, { content: 'About five, {"cents": -5}.' });
  const model = await connectTo(mock, 'openai:local', { structured: 'text' });
  const wanted = {
    name: 'price',
    schema,
    turns: question('price?').turns,
    maxTokens: 100,
    temperature: 0,
    repetition: 1,
    repairs: 1,
  };
  expect(await askStructured((one) => model.ask(one, never), wanted)).toEqual({
    ok: true,
    value: { cents: 5 },
    repairs: 1,
  });
  expect(await askStructured((one) => model.ask(one, never), { ...wanted, repairs: 0 })).toMatchObject({ ok: false });
});
