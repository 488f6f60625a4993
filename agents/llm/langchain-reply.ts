/** Between our questions and LangChain's messages: turns go out in the provider's own form, its count of tokens comes back. */

import { AIMessage, type BaseMessageLike, ToolMessage, type UsageMetadata } from '@langchain/core/messages';
import { z } from 'zod';
import { type Finish, ModelFault, type Question, type Reply, type Tool, type ToolCall, type Turn } from './model.ts';
import { type Usage, usageSchema } from './usage.ts';

const FINISHES: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  tool_use: 'stop',
  tool_calls: 'stop',
  function_call: 'stop',
  completed: 'stop',
  length: 'length',
  max_tokens: 'length',
  max_output_tokens: 'length',
  incomplete: 'length',
  content_filter: 'refused',
  refusal: 'refused',
  failed: 'refused',
};

/** Longer than any answer that limits allow to be asked for. */
const ANSWER_CHARACTERS = 2_000_000;

const rawSchema = z.object({ choices: z.array(z.object({ message: z.object({ refusal: z.string().nullish() }) })) });

function messageOf(turn: Turn): BaseMessageLike {
  switch (turn.role) {
    case 'system':
      return ['system', turn.text];
    case 'user':
      return ['human', turn.text];
    case 'assistant': {
      const tool_calls = (turn.calls ?? []).map(({ id, name, input }) => ({ id, name, args: asArguments(input) }));
      return tool_calls.length === 0 ? ['assistant', turn.text] : new AIMessage({ content: turn.text, tool_calls });
    }
    case 'tool':
      return new ToolMessage({ content: turn.text, tool_call_id: turn.callId, name: turn.name });
  }
}

function asArguments(input: unknown): Record<string, unknown> {
  return typeof input === 'object' && input !== null ? { ...input } : {};
}

export function messagesOf({ turns }: Question): BaseMessageLike[] {
  return turns.map(messageOf);
}

/** In OpenAI's form, which every client of LangChain's turns into its provider's. */
export function toolsOf(tools: readonly Tool[]) {
  return tools.map(({ name, description, json }) => ({
    type: 'function' as const,
    function: { name, description, parameters: { ...json } },
  }));
}

/** What the model wants done: also calls that its client could not read, as the text that they are. */
function callsOf({ tool_calls = [], invalid_tool_calls = [] }: AIMessage): ToolCall[] {
  const named = (id: string | undefined, at: number): string => id ?? `call-${at + 1}`;
  return [
    ...tool_calls.map(({ id, name, args }, at) => ({ id: named(id, at), name, input: args as unknown })),
    ...invalid_tool_calls.map(({ id, name = '', args = '' }, at) => ({
      id: named(id, tool_calls.length + at),
      name,
      input: args as unknown,
    })),
  ];
}

/** `tellsFinish`: its client says how an answer ended, so that one which does not say is a piece of one. */
export function replyOf(message: AIMessage, tellsFinish: boolean): Reply {
  const said: unknown = message.response_metadata;
  const metadata = (typeof said === 'object' && said !== null ? said : {}) as Readonly<Record<string, unknown>>;
  const reason = [
    reasonIn(metadata.incomplete_details),
    ...['finish_reason', 'stop_reason', 'done_reason', 'status'].map((key) => metadata[key]),
  ].find(isText);
  const refusal = message.additional_kwargs.refusal ?? refusalIn(message.additional_kwargs.__raw_response);
  const usage = usageOf(message.usage_metadata);
  const calls = callsOf(message);
  const ended = reason !== undefined || usage !== null || (!tellsFinish && message.text !== '');
  // Some clients call a stream that broke off an answer: that is trouble, not an answer.
  if (!ended) throw new ModelFault('malformed', 'the answer broke off');
  const text = isText(refusal) ? refusal : message.text;
  // A server that heeds no limit of tokens must not fill memory and record with one answer.
  const isCut = text.length > ANSWER_CHARACTERS;
  const finish = isCut ? 'length' : (FINISHES[reason ?? ''] ?? 'other');
  return {
    text: isCut ? text.slice(0, ANSWER_CHARACTERS) : text,
    finish: isText(refusal) ? 'refused' : finish,
    ...(calls.length > 0 && { calls }),
    usage,
    model: [metadata.model_name, metadata.model].find(isText) ?? null,
  };
}

/** LangChain drops what OpenAI's chat interface says of a refusal: it stands in the raw answer only. */
function refusalIn(raw: unknown): unknown {
  const read = rawSchema.safeParse(raw);
  return read.success ? read.data.choices[0]?.message.refusal : undefined;
}

function reasonIn(details: unknown): unknown {
  return typeof details === 'object' && details !== null && 'reason' in details ? details.reason : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Null where the provider said nothing, or nothing that can be a count: unknown is not zero, and a record has to be readable again. */
function usageOf(counted: UsageMetadata | undefined): Usage | null {
  if (counted === undefined) return null;
  const { input_tokens: input, output_tokens: output, input_token_details, output_token_details } = counted;
  const read = usageSchema.safeParse({
    input,
    output,
    cacheRead: input_token_details?.cache_read ?? 0,
    cacheWrite: input_token_details?.cache_creation ?? 0,
    reasoning: output_token_details?.reasoning ?? 0,
  });
  return read.success ? read.data : null;
}
