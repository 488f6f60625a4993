/** Calls of models in the words of the Inspect log format: usage, messages and events, from a run's transcript and record. */

import { z } from 'zod';
import { type RecordedCall, recordedCallSchema } from '../../llm/recording.ts';
import { usageSchema as tokenSchema } from '../../llm/usage.ts';
import type { InspectEvent, InspectMessage, InspectOutput, InspectUsage } from './inspect-schema.ts';

/** What is needed of a line of the transcript. */
const lineSchema = z.object({
  freelancer: z.string(),
  market: z.string(),
  project: z.string(),
  purpose: z.string(),
  turn: z.int(),
  key: z.string(),
  finish: z.string(),
  usage: tokenSchema.nullable(),
  microUsd: z.number().nullable(),
  workingMs: z.number(),
});
export type CallLine = z.infer<typeof lineSchema>;

const turnSchema = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'user']), text: z.string() }),
  z.object({
    role: z.literal('assistant'),
    text: z.string(),
    calls: z.array(z.object({ id: z.string(), name: z.string(), input: z.unknown() })).optional(),
  }),
  z.object({ role: z.literal('tool'), callId: z.string(), name: z.string(), text: z.string() }),
]);
type Turn = z.infer<typeof turnSchema>;
const questionSchema = z.object({ turns: z.array(turnSchema), temperature: z.number(), maxTokens: z.number() });

/** Lines that are none are left out: whoever counts them has `model_call` rows, which refuse them. */
export function callLines(lines: readonly string[]): CallLine[] {
  return lines.flatMap((line) => lineSchema.safeParse(JSON.parse(line)).data ?? []);
}

export function recordedCalls(lines: readonly string[]): Map<string, RecordedCall> {
  const calls = lines.flatMap((line) => recordedCallSchema.safeParse(JSON.parse(line)).data ?? []);
  return new Map(calls.map((call) => [call.key, call]));
}

export function usageOf(lines: readonly CallLine[]): InspectUsage | null {
  const counted = lines.flatMap(({ usage }) => usage ?? []);
  if (counted.length === 0) return null;
  const total = (value: (one: (typeof counted)[number]) => number): number =>
    counted.reduce((sum, one) => sum + value(one), 0);
  const priced = lines.flatMap(({ microUsd }) => microUsd ?? []);
  return {
    input_tokens: total(({ input, cacheRead, cacheWrite }) => Math.max(0, input - cacheRead - cacheWrite)),
    output_tokens: total(({ output }) => output),
    total_tokens: total(({ input, output }) => input + output),
    input_tokens_cache_read: total(({ cacheRead }) => cacheRead),
    input_tokens_cache_write: total(({ cacheWrite }) => cacheWrite),
    reasoning_tokens: total(({ reasoning }) => reasoning),
    // A sum that leaves out calls without a price would look like the whole.
    total_cost: priced.length === lines.length ? priced.reduce((sum, one) => sum + one, 0) / 1e6 : null,
  };
}

const asArguments = (input: unknown): Record<string, z.core.util.JSONType> => {
  const parsed = z.record(z.string(), z.json()).safeParse(input);
  return parsed.success ? parsed.data : { input: JSON.stringify(input) ?? '' };
};

function messageOf(turn: Turn): InspectMessage {
  if (turn.role === 'tool') return { role: 'tool', content: turn.text, tool_call_id: turn.callId, function: turn.name };
  if (turn.role !== 'assistant') return { role: turn.role, content: turn.text };
  const calls = (turn.calls ?? []).map(({ id, name, input }) => ({
    id,
    function: name,
    arguments: asArguments(input),
    type: 'function' as const,
  }));
  return { role: 'assistant', content: turn.text, ...(calls.length > 0 && { tool_calls: calls }) };
}

const STOPS = { stop: 'stop', length: 'max_tokens', refused: 'content_filter', too_long: 'model_length' } as const;

export interface Told {
  readonly messages: readonly InspectMessage[];
  readonly output: InspectOutput;
  readonly config: Record<string, number>;
}

/** Null where the call is not on record. */
export function toldBy(call: RecordedCall | undefined, model: string, line: CallLine): Told | null {
  const question = questionSchema.safeParse(call?.question);
  if (call === undefined || !question.success) return null;
  const { text, finish, calls } = call.reply;
  const stop = finish === 'no_tools' || finish === 'other' ? 'unknown' : STOPS[finish];
  const message = messageOf({ role: 'assistant', text, ...(calls !== undefined && { calls: [...calls] }) });
  const usage = usageOf([line]);
  const { turns, temperature, maxTokens } = question.data;
  return {
    messages: turns.map(messageOf),
    output: {
      model,
      choices: [{ message, stop_reason: calls !== undefined && calls.length > 0 ? 'tool_calls' : stop }],
      completion: text,
      ...(usage !== null && { usage }),
    },
    config: { temperature, max_tokens: maxTokens },
  };
}

export function modelEvent(told: Told, { workingMs }: CallLine, timestamp: string, span: string): InspectEvent {
  const { messages, output, config } = told;
  return {
    event: 'model',
    ...{ timestamp, working_start: 0, span_id: span, model: output.model, input: [...messages], output, config },
    tools: [],
    tool_choice: 'auto',
    working_time: workingMs / 1_000,
  };
}
