/** Spans by the GenAI conventions, for whoever registers an SDK: what they hold, how they nest, and that none is needed. */

import { context, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitsSchema } from '../../../agents/llm/limits.ts';
import { ModelFault, type Reply } from '../../../agents/llm/model.ts';
import { createSession, emptyPurse } from '../../../agents/llm/session.ts';
import { spanned } from '../../../agents/llm/spans.ts';
import { question } from '../../helpers/mock-llm.ts';

const exporter = new InMemorySpanExporter();
const REPLY: Reply = {
  text: 'a secret answer',
  finish: 'stop',
  usage: { input: 10, cacheRead: 4, cacheWrite: 1, output: 6, reasoning: 2 },
  model: 'gpt-4o-mini-2024',
};

function session(reply: () => Promise<Reply>) {
  const ask = async () => ({ ...(await reply()), workingMs: 1, waitedMs: 0, attempts: 1 });
  return createSession({
    ...{ market: 'm', project: '7', agent: 'Mini', model: 'openai-responses:gpt-4o-mini', ask },
    ...{ limits: limitsSchema.parse({}), price: null, purse: emptyPurse() },
    ...{ signal: new AbortController().signal, onCall: () => undefined },
  });
}

test('without an SDK the work is done all the same', async () => {
  expect((await session(async () => REPLY).ask('bid', question('x'))).text).toBe('a secret answer');
  expect(exporter.getFinishedSpans()).toEqual([]);
});

beforeAll(() => exporter.reset());
afterAll(() => {
  trace.disable();
  context.disable();
});

test('a call is a span of its model inside that of its freelancer, counted as the conventions count', async () => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const one = session(async () => REPLY);
  const about = { agent: 'Mini', conversation: one.conversation };
  await spanned('invoke_agent Mini', about, async () => {
    await one.ask('code', question('a secret question'));
    const tool = { id: 'c1', name: 'write_file', input: { content: 'a secret file' } };
    await spanned('execute_tool write_file', { tool }, async () => 'written');
  });
  const [chat, tool, agent] = exporter.getFinishedSpans();
  expect(chat?.name).toBe('chat gpt-4o-mini');
  expect(chat?.kind).toBe(SpanKind.CLIENT);
  expect(chat?.attributes).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.agent.name': 'Mini',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4o-mini',
    'gen_ai.request.max_tokens': 500,
    'gen_ai.request.temperature': 0,
    'gen_ai.conversation.id': 'm/7',
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.response.model': 'gpt-4o-mini-2024',
    'gen_ai.usage.input_tokens': 10,
    'gen_ai.usage.output_tokens': 6,
    'gen_ai.usage.cache_read.input_tokens': 4,
    'gen_ai.usage.cache_creation.input_tokens': 1,
    'gen_ai.usage.reasoning.output_tokens': 2,
  });
  expect(tool?.attributes).toMatchObject({ 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'write_file' });
  expect([agent?.name, agent?.attributes['gen_ai.operation.name']]).toEqual(['invoke_agent Mini', 'invoke_agent']);
  expect([chat?.parentSpanContext?.spanId, tool?.parentSpanContext?.spanId]).toEqual([
    agent?.spanContext().spanId,
    agent?.spanContext().spanId,
  ]);
  // What was said stays in the run's own folder.
  expect(JSON.stringify(exporter.getFinishedSpans().map(({ attributes }) => attributes))).not.toContain('secret');
});

test('a fault is told by its kind', async () => {
  exporter.reset();
  const troubled = session(() => Promise.reject(new ModelFault('rate_limited', 'slow')));
  await expect(troubled.ask('bid', question('x'))).rejects.toThrow('slow');
  expect(exporter.getFinishedSpans()[0]?.attributes['error.type']).toBe('rate_limited');
});
