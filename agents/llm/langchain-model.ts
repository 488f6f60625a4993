/** Models behind LangChain's chat clients: the question goes out in the provider's own form, its count of tokens comes back. */

import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, type BaseMessageLike, type UsageMetadata } from '@langchain/core/messages';
import { faultOf } from './fault-of.ts';
import { type Finish, type Model, ModelFault, type Question, type Reply } from './model.ts';
import { type ModelName, modelText } from './model-name.ts';
import type { Usage } from './usage.ts';

export interface Connection {
  /** Another address than the provider's own: any OpenAI-compatible endpoint, say. */
  readonly baseUrl: string | null;
  /** Null: from the provider's own environment variable. */
  readonly apiKey: string | null;
  /** `auto`: the provider's way of answering in a schema, and plain text where it refuses that. */
  readonly structured: 'auto' | 'text';
  readonly timeoutMs: number;
}

type Settings = Pick<Question, 'maxTokens' | 'temperature'>;
type Maker = (settings: Settings, signal: AbortSignal) => BaseChatModel;

const FINISHES: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  tool_use: 'stop',
  tool_calls: 'stop',
  completed: 'stop',
  length: 'length',
  max_tokens: 'length',
  incomplete: 'length',
  content_filter: 'refused',
  refusal: 'refused',
};

/** Connects to a model; loads its provider's client only now. Rejects in words where that is not installed. */
export async function connect(name: ModelName, connection: Connection): Promise<Model> {
  const make = await makerOf(name, connection);
  let native = connection.structured === 'auto';
  return {
    name: modelText(name),
    endpoint: connection.baseUrl,
    async ask(question, signal) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(connection.timeoutMs)]);
      try {
        if (native && question.schema !== null) {
          try {
            return whole(await askNative(make, question, limit), limit);
          } catch (problem) {
            if (faultOf(problem, Date.now()).kind !== 'bad_request') throw problem;
            // An endpoint that knows no schemas says so with a 400: from now on it is asked in words.
            native = false;
          }
        }
        return whole(await askPlain(make, question, limit), limit);
      } catch (problem) {
        if (signal.aborted) throw signal.reason;
        if (limit.aborted) throw new ModelFault('timeout', `no answer within ${connection.timeoutMs} ms`);
        throw faultOf(problem, Date.now());
      }
    },
  };
}

/** Some clients call a stream that broke off an answer, an empty one: that is trouble, not an answer. */
function whole(reply: Reply, limit: AbortSignal): Reply {
  limit.throwIfAborted();
  if (reply.text === '' && reply.usage === null) throw new ModelFault('malformed', 'the answer broke off');
  return reply;
}

async function makerOf({ provider, model }: ModelName, { baseUrl, apiKey, timeoutMs }: Connection): Promise<Maker> {
  // Retries are ours: those of the clients would hide from us what was waited for.
  const common = { model, maxRetries: 0, ...(apiKey !== null && { apiKey }) };
  switch (provider) {
    case 'openai': {
      const { ChatOpenAI } = await import('@langchain/openai');
      const configuration = { ...(baseUrl !== null && { baseURL: baseUrl }), timeout: timeoutMs };
      return (settings) => new ChatOpenAI({ ...common, ...settings, configuration });
    }
    case 'anthropic': {
      const { ChatAnthropic } = await import('@langchain/anthropic');
      return (settings) =>
        new ChatAnthropic({ ...common, ...settings, ...(baseUrl !== null && { anthropicApiUrl: baseUrl }) });
    }
    case 'ollama': {
      const { ChatOllama } = await import('@langchain/ollama');
      return ({ maxTokens, temperature }, signal) =>
        new ChatOllama({
          ...common,
          temperature,
          numPredict: maxTokens,
          ...(baseUrl !== null && { baseUrl }),
          // Its client hears of an abort only once an answer has begun.
          fetch: (target, init) => fetch(target, { ...init, signal }),
        });
    }
    default:
      throw new ModelFault('bad_request', `there is no provider "${provider}": use openai, anthropic or ollama`);
  }
}

function settingsOf({ maxTokens, temperature }: Question): Settings {
  return { maxTokens, temperature };
}

function messagesOf({ turns }: Question): BaseMessageLike[] {
  return turns.map(({ role, text }): BaseMessageLike => [role === 'user' ? 'human' : role, text]);
}

async function askPlain(make: Maker, question: Question, signal: AbortSignal): Promise<Reply> {
  return replyOf(await make(settingsOf(question), signal).invoke(messagesOf(question), { signal }));
}

/** Asks for JSON in the provider's own way. What could not be read comes back as it was, for the caller to repair. */
async function askNative(make: Maker, question: Question, signal: AbortSignal): Promise<Reply> {
  const { schema } = question;
  if (schema === null) return askPlain(make, question, signal);
  const structured = make(settingsOf(question), signal).withStructuredOutput(
    { title: schema.name, ...schema.json },
    {
      name: schema.name,
      includeRaw: true,
    },
  );
  const { raw, parsed } = await structured.invoke(messagesOf(question), { signal });
  if (!AIMessage.isInstance(raw)) throw new ModelFault('malformed', 'the answer is no message of a model');
  const reply = replyOf(raw);
  const called = raw.tool_calls?.[0]?.args;
  if (parsed !== null && parsed !== undefined) return { ...reply, text: JSON.stringify(parsed) };
  return called === undefined ? reply : { ...reply, text: JSON.stringify(called) };
}

function replyOf(message: AIMessage): Reply {
  const said: unknown = message.response_metadata;
  const metadata = (typeof said === 'object' && said !== null ? said : {}) as Readonly<Record<string, unknown>>;
  const reason = ['finish_reason', 'stop_reason', 'done_reason', 'status'].map((key) => metadata[key]).find(isText);
  const refusal = message.additional_kwargs.refusal;
  return {
    text: isText(refusal) ? refusal : message.text,
    finish: isText(refusal) ? 'refused' : (FINISHES[reason ?? ''] ?? 'other'),
    usage: usageOf(message.usage_metadata),
    model: [metadata.model_name, metadata.model].find(isText) ?? null,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Null where the provider said nothing: unknown is not zero. */
function usageOf(counted: UsageMetadata | undefined): Usage | null {
  if (counted === undefined) return null;
  const { input_tokens: input, output_tokens: output, input_token_details, output_token_details } = counted;
  return {
    input,
    output,
    cacheRead: input_token_details?.cache_read ?? 0,
    cacheWrite: input_token_details?.cache_creation ?? 0,
    reasoning: output_token_details?.reasoning ?? 0,
  };
}
