/** Models behind LangChain's chat clients: asked with tools or in a schema where they can, in words where they cannot. */

import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, type AIMessageChunk } from '@langchain/core/messages';
import { concat } from '@langchain/core/utils/stream';
import { type Client, type Connection, clientOf } from './clients.ts';
import { faultOf } from './fault-of.ts';
import { messagesOf, replyOf, toolsOf } from './langchain-reply.ts';
import { type Finish, type Model, ModelFault, type Question, type Reply } from './model.ts';
import { type ModelName, modelText } from './model-name.ts';
import { NO_USAGE } from './usage.ts';

export type { Connection } from './clients.ts';

/** What a provider says with a 400 that is about this question and this model, and no trouble: it always says it again. */
const SAID_NO: readonly (readonly [Finish, RegExp])[] = [
  ['refused', /content_?filter|content_policy|content management policy|safety system/i],
  [
    'too_long',
    /context_length_exceeded|(?:maximum|available) context|context (?:length|window|size)|prompt is too long|too many tokens|maximum number of tokens/i,
  ],
];
const ABOUT_TOOLS = /\btools?\b|tool_choice|function.?call/i;

/** Connects to a model; loads its provider's client only now. Rejects in words where that is not installed. */
export async function connect(name: ModelName, connection: Connection): Promise<Model> {
  const client = await clientOf(name, connection);
  let schemas = connection.structured === 'auto';
  let tools = connection.tools === 'auto';

  async function asked(question: Question, signal: AbortSignal): Promise<Reply> {
    if (question.tools !== undefined) {
      if (!tools) return saidNo('no_tools');
      try {
        return await askWithTools(client, question, signal);
      } catch (problem) {
        const { kind, message } = faultOf(problem, Date.now());
        if (kind !== 'bad_request' || !ABOUT_TOOLS.test(message)) throw problem;
        tools = false;
        return saidNo('no_tools');
      }
    }
    if (schemas && question.schema !== null) {
      try {
        return await askNative(client, question, signal);
      } catch (problem) {
        const { kind, message } = faultOf(problem, Date.now());
        if (kind !== 'bad_request' || finishSaid(message) !== null) throw problem;
        // An endpoint that knows no schemas says so with a 400: from now on it is asked in words.
        schemas = false;
      }
    }
    return askPlain(client, question, signal);
  }

  return {
    name: modelText(name),
    endpoint: connection.baseUrl,
    async ask(question, signal) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(connection.timeoutMs)]);
      try {
        const reply = await asked(question, limit);
        limit.throwIfAborted();
        return reply;
      } catch (problem) {
        if (signal.aborted) throw signal.reason;
        if (limit.aborted) throw new ModelFault('timeout', `no answer within ${connection.timeoutMs} ms`);
        const fault = faultOf(problem, Date.now());
        const finish = fault.kind === 'bad_request' ? finishSaid(fault.message) : null;
        if (finish !== null) return saidNo(finish);
        throw fault;
      }
    },
  };
}

function finishSaid(message: string): Finish | null {
  return SAID_NO.find(([, words]) => words.test(message))?.[0] ?? null;
}

/** A reply without an answer: nothing was used for it. */
function saidNo(finish: Finish): Reply {
  return { text: '', finish, usage: NO_USAGE, model: null };
}

type Asked = Pick<BaseChatModel, 'invoke' | 'stream'>;

/**
 * The whole message, at once or put together from its pieces. Clients are not told to stream by themselves: OpenAI's would
 * count tokens that the provider has counted, with a table that it fetches from somewhere else.
 */
async function messageFrom({ streaming }: Client, model: Asked, question: Question, signal: AbortSignal) {
  if (!streaming) return model.invoke(messagesOf(question), { signal });
  let whole: AIMessageChunk | null = null;
  for await (const piece of await model.stream(messagesOf(question), { signal })) {
    whole = whole === null ? piece : concat(whole, piece);
  }
  if (whole === null) throw new ModelFault('malformed', 'the answer broke off');
  return whole;
}

async function askPlain(client: Client, question: Question, signal: AbortSignal): Promise<Reply> {
  return replyOf(await messageFrom(client, client.make(question, signal), question, signal), client.tellsFinish);
}

async function askWithTools(client: Client, question: Question, signal: AbortSignal): Promise<Reply> {
  const model = client.make(question, signal);
  if (model.bindTools === undefined) return saidNo('no_tools');
  const withTools = model.bindTools(toolsOf(question.tools ?? []));
  return replyOf(await messageFrom(client, withTools, question, signal), client.tellsFinish);
}

/** Asks for JSON in the provider's own way. What could not be read comes back as it was, for the caller to repair. */
async function askNative(client: Client, question: Question, signal: AbortSignal): Promise<Reply> {
  const { schema } = question;
  if (schema === null) return askPlain(client, question, signal);
  const structured = client
    .make(question, signal)
    .withStructuredOutput({ title: schema.name, ...schema.json }, { name: schema.name, includeRaw: true });
  const { raw, parsed } = await structured.invoke(messagesOf(question), { signal });
  if (!AIMessage.isInstance(raw)) throw new ModelFault('malformed', 'the answer is no message of a model');
  const { calls, ...reply } = replyOf(raw, client.tellsFinish);
  if (parsed !== null && parsed !== undefined) return { ...reply, text: JSON.stringify(parsed) };
  const called = calls?.[0]?.input;
  return called === undefined ? reply : { ...reply, text: JSON.stringify(called) };
}
