/** A provider without a model: answers OpenAI's, Anthropic's and Ollama's clients over HTTP from a list, and fails when told to. */

import { type FixtureMatch, LLMock } from '@copilotkit/aimock';
import { z } from 'zod';

const share = z.number().min(0).max(1).default(0);
const text = z.string().min(1).max(100_000);

const replySchema = z.union([
  z.strictObject({
    /** Tools that it wants used, for conversations in which they are offered. */
    calls: z
      .array(z.strictObject({ name: text, input: z.record(z.string(), z.unknown()).default({}) }))
      .min(1)
      .max(50),
  }),
  z.strictObject({
    answer: text,
    /** Why the answer ends; `length` is one that was cut off. */
    finish: z.enum(['stop', 'length', 'content_filter']).default('stop'),
  }),
  z.strictObject({
    status: z.number().int().min(400).max(599),
    message: z.string().default('told to fail'),
    retryAfterSeconds: z.number().min(0).max(3_600).optional(),
  }),
]);

export const mockAnswersSchema = z.strictObject({
  /** The first that fits answers. */
  answers: z
    .array(
      z.strictObject({
        /** Stands in the last message; nothing fits every one. */
        last: text.optional(),
        /** Stand anywhere in the conversation. */
        about: z.array(text).max(20).default([]),
        /** So many results of tools stand in it; left out: any number. */
        results: z.number().int().min(0).optional(),
        reply: replySchema,
      }),
    )
    .max(10_000)
    .default([]),
  /** Shares of all calls that end in trouble, whatever they ask. */
  trouble: z.strictObject({ rateLimited: share, overloaded: share, malformed: share, cut: share }).prefault({}),
  latencyMs: z.number().int().min(0).max(30_000).default(0),
});
export type MockAnswers = z.infer<typeof mockAnswersSchema>;

type Asked = Parameters<NonNullable<FixtureMatch['predicate']>>[0];

/** What it says of a project to whoever asks for a bid, unless the list has another answer: nobody's opinion, and marked so. */
const OPINION = JSON.stringify({
  ...{ bid: true, amountUsd: 50, days: 3, chance: 0.5, minutes: 60, costUsd: 1 },
  proposal: 'A made-up proposal of a mock provider.',
});

interface Fitting {
  readonly last?: string | undefined;
  readonly about?: readonly string[];
  readonly results?: number | undefined;
}

function fits({ last, about = [], results }: Fitting, { messages }: Asked): boolean {
  const counted = messages.filter(({ role }) => role === 'tool').length;
  if (results !== undefined && counted !== results) return false;
  const said = messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
  const whole = said.join('\n');
  return (last === undefined || (said.at(-1) ?? '').includes(last)) && about.every((words) => whole.includes(words));
}

/** Starts it on the loopback address; port 0 takes a free one. Rejects where the port is taken. */
export async function startMockProvider({ answers, trouble, latencyMs }: MockAnswers, port: number): Promise<LLMock> {
  const { rateLimited, overloaded, malformed, cut } = trouble;
  const chaos = { rateLimitRate: rateLimited, dropRate: overloaded, malformedRate: malformed, disconnectRate: cut };
  const mock = new LLMock({ port, host: '127.0.0.1', logLevel: 'silent', chaos: { ...chaos, latencyMs } });
  for (const { reply, ...fitting } of answers) {
    const match: FixtureMatch = { predicate: (asked) => fits(fitting, asked) };
    if ('calls' in reply) {
      const toolCalls = reply.calls.map(({ name, input }) => ({ name, arguments: JSON.stringify(input) }));
      mock.on(match, { toolCalls });
    } else if ('answer' in reply) mock.on(match, { content: reply.answer, finishReason: reply.finish });
    else {
      const { status, message, retryAfterSeconds } = reply;
      mock.on(match, {
        error: { message },
        status,
        ...(retryAfterSeconds !== undefined && { retryAfter: retryAfterSeconds }),
      });
    }
  }
  mock.on({ predicate: (asked) => fits({ last: 'must fit this JSON Schema' }, asked) }, { content: OPINION });
  mock.on({}, { content: 'A mock provider writes no programs. Give it answers: arena mock-llm --answers FILE' });
  await mock.start();
  return mock;
}
