/** A model file run in this process by node-llama-cpp: one question at a time, JSON held to its schema by a grammar. */

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Connection } from './clients.ts';
import { type Finish, type Model, ModelFault, type Question, type Reply, type Turn } from './model.ts';
import { optionalPackage } from './optional-package.ts';
import { NO_USAGE } from './usage.ts';

type Said =
  | { readonly type: 'system' | 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: readonly string[] };

interface Meter {
  readonly usedInputTokens: number;
  readonly usedOutputTokens: number;
}

interface Sequence {
  readonly contextSize: number;
  readonly tokenMeter: { getState(): Meter; diff(before: Meter): Meter };
  clearHistory(): Promise<void>;
}

interface PromptOptions {
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number;
  readonly grammar?: object;
  readonly signal: AbortSignal;
}

interface ChatSession {
  setChatHistory(history: readonly Said[]): void;
  promptWithMeta(
    text: string,
    options: PromptOptions,
  ): Promise<{ readonly responseText: string; readonly stopReason: string }>;
  dispose(): void;
}

interface LoadedFile {
  createContext(options: object): Promise<{ getSequence(): Sequence }>;
  tokenize(text: string): readonly number[];
}

interface Llama {
  loadModel(options: { readonly modelPath: string }): Promise<LoadedFile>;
  createGrammarForJsonSchema(schema: object): Promise<object>;
  dispose(): Promise<void>;
}

/** The part of node-llama-cpp 3 that is used: it is no dependency, so its own types are not here. */
interface LlamaPackage {
  getLlama(options: object): Promise<Llama>;
  readonly LlamaChatSession: new (options: object) => ChatSession;
}

interface Opened {
  readonly llama: Llama;
  readonly file: LoadedFile;
  readonly sequence: Sequence;
  readonly Session: LlamaPackage['LlamaChatSession'];
}

/** Longer contexts cost memory from the start. */
const CONTEXT_TOKENS = 8_192;
/** What a model's own form of a chat adds to each turn, generously. */
const TOKENS_PER_TURN = 24;
const LEAST_ANSWER_TOKENS = 64;

async function open(path: string, folder: string | undefined): Promise<Opened> {
  const place = resolve(path);
  if (!existsSync(place)) throw new ModelFault('not_installed', `there is no model file ${path}`);
  const library = (await optionalPackage('node-llama-cpp', `gguf:${path}`, folder)) as LlamaPackage;
  // Without these it would compile itself and write about it on the screen.
  const llama = await library.getLlama({ gpu: 'auto', build: 'never', progressLogs: false, logLevel: 'error' });
  const file = await llama.loadModel({ modelPath: place });
  // One core is left to the market and its sandbox: threads of the model's that wait for a core wait for each other.
  const threads = Math.max(1, availableParallelism() - 1);
  const context = await file.createContext({ contextSize: { max: CONTEXT_TOKENS }, threads });
  return { llama, file, sequence: context.getSequence(), Session: library.LlamaChatSession };
}

/** Turns as the library wants them: those of one side after the other are one, since not every model's form knows more. */
export function historyOf(turns: readonly Turn[]): { readonly before: readonly Said[]; readonly last: string } {
  const merged: { role: 'system' | 'user' | 'assistant'; text: string }[] = [];
  for (const { role: given, text } of turns) {
    const role = given === 'tool' ? 'user' : given;
    const last = merged.at(-1);
    if (last?.role === role) last.text += `\n\n${text}`;
    else merged.push({ role, text });
  }
  const asked = merged.at(-1)?.role === 'user' ? merged.pop() : undefined;
  const before = merged.map(
    ({ role, text }): Said => (role === 'assistant' ? { type: 'model', response: [text] } : { type: role, text }),
  );
  return { before, last: asked?.text ?? '' };
}

function finishOf(stopReason: string): Finish {
  return stopReason === 'maxTokens' ? 'length' : 'stop';
}

/** Longer texts make a grammar that takes minutes to read. */
const GRAMMAR_TEXT = 1_000;

/** The schema with texts no longer than an answer may be: a small model that has begun to repeat itself does not stop. */
export function bounded(schema: unknown, maxTokens: number): unknown {
  if (Array.isArray(schema)) return schema.map((one) => bounded(one, maxTokens));
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, bounded(value, maxTokens)]));
  if (inner.type !== 'string' || inner.enum !== undefined) return inner;
  const { maxLength: given, ...rest } = inner;
  const most = Math.min(typeof given === 'number' ? given : Number.POSITIVE_INFINITY, maxTokens);
  return most > GRAMMAR_TEXT ? rest : { ...rest, maxLength: most };
}

async function answer({ llama, file, sequence, Session }: Opened, question: Question, signal: AbortSignal) {
  const { turns, schema, maxTokens, temperature, repetition } = question;
  const asked = turns.reduce((sum, { text }) => sum + file.tokenize(text).length + TOKENS_PER_TURN, 0);
  const left = sequence.contextSize - asked;
  if (left < LEAST_ANSWER_TOKENS) return reply('', 'too_long', NO_USAGE);
  const grammar =
    schema === null
      ? {}
      : { grammar: await llama.createGrammarForJsonSchema(bounded(schema.json, maxTokens) as object) };
  // Nothing is kept from question to question: equal questions shall get equal answers, whatever was asked between them.
  await sequence.clearHistory();
  const before = sequence.tokenMeter.getState();
  const session = new Session({ contextSequence: sequence, autoDisposeSequence: false });
  try {
    const history = historyOf(turns);
    session.setChatHistory(history.before);
    const { responseText, stopReason } = await session.promptWithMeta(history.last, {
      ...{ maxTokens: Math.min(maxTokens, left), temperature, seed: repetition, signal },
      ...grammar,
    });
    const { usedInputTokens: input, usedOutputTokens: output } = sequence.tokenMeter.diff(before);
    return reply(responseText, finishOf(stopReason), { ...NO_USAGE, input, output });
  } finally {
    session.dispose();
  }
}

function reply(text: string, finish: Finish, usage: Reply['usage']): Reply {
  return { text, finish, usage, model: null };
}

/** Opens the file. Rejects with a `ModelFault` where it, or the package, is not there. */
export async function openGgufModel(
  path: string,
  { timeoutMs, structured }: Pick<Connection, 'timeoutMs' | 'structured'>,
  folder?: string,
): Promise<Model> {
  const opened = await open(path, folder);
  let before: Promise<unknown> = Promise.resolve();
  return {
    name: `gguf:${path}`,
    endpoint: null,
    ask(question, signal) {
      const mine = before.then(async () => {
        signal.throwIfAborted();
        if (question.tools !== undefined) return reply('', 'no_tools', NO_USAGE);
        const limit = AbortSignal.timeout(timeoutMs);
        const asked = structured === 'text' ? { ...question, schema: null } : question;
        try {
          return await answer(opened, asked, AbortSignal.any([signal, limit]));
        } catch (problem) {
          if (signal.aborted) throw signal.reason;
          if (limit.aborted) throw new ModelFault('timeout', `no answer within ${timeoutMs} ms`);
          const text = problem instanceof Error ? problem.message : String(problem);
          throw new ModelFault('bad_request', text, null, problem);
        }
      });
      before = mine.catch(() => undefined);
      return mine;
    },
    close: () => opened.llama.dispose(),
  };
}
