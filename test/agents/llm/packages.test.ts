/** Models that need a package which is no part of the arena: what is said where it is not there, and that it is used where it is. */

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Connection } from '../../../agents/llm/clients.ts';
import { connectModel } from '../../../agents/llm/connect-model.ts';
import { bounded, historyOf, openGgufModel } from '../../../agents/llm/gguf-model.ts';
import { modelNameSchema } from '../../../agents/llm/model-name.ts';
import { packagedClient } from '../../../agents/llm/packaged-client.ts';
import { askStructured } from '../../../agents/llm/structured.ts';
import { question } from '../../helpers/mock-llm.ts';
import { ROOT } from '../../helpers/source-files.ts';

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'arena-packages-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CONNECTION: Connection = {
  baseUrl: null,
  apiKey: 'k',
  structured: 'auto',
  tools: 'auto',
  streaming: false,
  timeoutMs: 60_000,
};

/** A package as a user would install it, beside where the arena is started. */
function install(name: string, manifest: object, files: Readonly<Record<string, string>>): void {
  const dir = join(folder, 'node_modules', name);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name, version: '1.0.0', type: 'module', ...manifest }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(dir, file), text);
}

/** What every LangChain provider's package has: a class over the contract of `@langchain/core`. */
const CHAT = `import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage } from '@langchain/core/messages';
export const VERSION = 'x';
export class ChatHelper {}
export class ChatPretend extends BaseChatModel {
  constructor(fields) { super(fields); this.fields = fields; }
  _llmType() { return 'pretend'; }
  async _generate(messages) {
    const { model, apiKey, maxTokens, temperature, baseUrl } = this.fields;
    const content = JSON.stringify({ model, apiKey, maxTokens, temperature, baseUrl, asked: messages.at(-1).content });
    const usage_metadata = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };
    return { generations: [{ text: content, message: new AIMessage({ content, usage_metadata }) }] };
  }
}
`;

/** Runs in the folder, as the arena would. */
async function inFolder<T>(work: () => Promise<T>): Promise<T> {
  const before = process.cwd;
  process.cwd = () => folder;
  try {
    return await work();
  } finally {
    process.cwd = before;
  }
}

describe('another provider of LangChain’s', () => {
  test.each([
    ['mistralai:mistral-small', '@langchain/mistralai'],
    ['@langchain/community/chat_models/togetherai:m', '@langchain/community'],
    ['@acme/models:m', '@acme/models'],
  ])('%s without its package says which one to install', async (name, wanted) => {
    const asked = connectModel(modelNameSchema.parse(name), CONNECTION);
    await expect(asked).rejects.toMatchObject({ kind: 'not_installed', exitCode: 69 });
    await expect(asked).rejects.toThrow(`npm install ${wanted}`);
  });

  test('one that is installed where the arena was started is asked by the contract of LangChain’s', async () => {
    install('@langchain/pretend', { exports: { '.': { import: './index.js' } } }, { 'index.js': CHAT });
    symlinkSync(join(ROOT, 'node_modules/@langchain/core'), join(folder, 'node_modules/@langchain/core'));
    const name = modelNameSchema.parse('pretend:tiny');
    const connection = { ...CONNECTION, baseUrl: 'http://127.0.0.1:1' };
    const model = await inFolder(() => connectModel(name, connection));
    const reply = await model.ask(question('hello'), never);
    expect(JSON.parse(reply.text)).toEqual({
      ...{ model: 'tiny', apiKey: 'k', maxTokens: 500, temperature: 0, asked: 'hello' },
      baseUrl: 'http://127.0.0.1:1',
    });
    expect(reply.usage).toMatchObject({ input: 3, output: 4 });
    // It has no tools: that is said, and nothing is asked.
    expect(await model.ask(question('hello', { tools: [] }), never)).toMatchObject({ finish: 'no_tools' });
  });

  test('a module inside of a package can be named, and a package without a chat model is told so', async () => {
    const inside = { exports: { './chat_models/*': { import: './chat_models/*.js' }, './chat': './index.js' } };
    install('@acme/kit', inside, { 'index.js': CHAT });
    const construct = await packagedClient('@acme/kit/chat', folder);
    expect(construct({})._llmType()).toBe('pretend');
    install('@acme/empty', { main: 'main.js' }, { 'main.js': 'export class ChatNothing {}' });
    await expect(packagedClient('@acme/empty', folder)).rejects.toThrow('@acme/empty has no chat model');
  });
});

/** The part of node-llama-cpp that is used, without a model: it tells what it was asked. */
const LLAMA = `export async function getLlama() {
  return {
    loadModel: async ({ modelPath }) => ({
      tokenize: (text) => text.split(' '),
      createContext: async () => ({ getSequence: () => ({
        contextSize: 400,
        tokenMeter: { getState: () => ({}), diff: () => ({ usedInputTokens: 11, usedOutputTokens: 5 }) },
        clearHistory: async () => undefined,
      }) }),
    }),
    createGrammarForJsonSchema: async (schema) => schema,
    dispose: async () => undefined,
  };
}
let running = 0;
export class LlamaChatSession {
  setChatHistory(history) { this.history = history; }
  async promptWithMeta(text, { maxTokens, grammar, seed, signal }) {
    running += 1;
    if (running > 1) throw new Error('two at once');
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    signal.throwIfAborted();
    const said = { text, history: this.history, maxTokens, seed, held: grammar !== undefined };
    return { responseText: grammar ? JSON.stringify({ ok: true }) : JSON.stringify(said), stopReason: maxTokens < 50 ? 'maxTokens' : 'eogToken' };
  }
  dispose() {}
}
`;

describe('a model file run in this process', () => {
  const file = join(folder, 'model.gguf');
  writeFileSync(file, 'GGUF');

  test('a file that is not there, and a library that is not there, are said', async () => {
    await expect(openGgufModel('/nowhere.gguf', CONNECTION)).rejects.toThrow('there is no model file /nowhere.gguf');
    const asked = openGgufModel(file, CONNECTION);
    await expect(asked).rejects.toMatchObject({ kind: 'not_installed', exitCode: 69 });
    await expect(asked).rejects.toThrow('npm install node-llama-cpp');
  });

  test('questions are asked one at a time, held to their schema, and no longer than what the model can read', async () => {
    install('node-llama-cpp', { exports: { '.': { import: './index.js' } } }, { 'index.js': LLAMA });
    const model = await openGgufModel(file, CONNECTION, folder);
    expect(model.name).toBe(`gguf:${file}`);
    const turns = [
      { role: 'system', text: 'brief' },
      { role: 'user', text: 'one' },
      { role: 'user', text: 'two' },
    ] as const;
    const [plain, cut, tools, long] = await Promise.all([
      model.ask(question('', { turns }), never),
      model.ask(question('x', { maxTokens: 20 }), never),
      model.ask(question('x', { tools: [] }), never),
      model.ask(question('word '.repeat(350)), never),
    ]);
    expect(JSON.parse(plain.text)).toEqual({
      ...{ text: 'one\n\ntwo', history: [{ type: 'system', text: 'brief' }], seed: 1, held: false },
      maxTokens: 400 - 3 - 3 * 24,
    });
    expect(plain).toMatchObject({ finish: 'stop', usage: { input: 11, output: 5 } });
    expect([cut.finish, tools.finish, long.finish]).toEqual(['length', 'no_tools', 'too_long']);
    const wanted = { name: 'ok', schema: z.strictObject({ ok: z.boolean() }), turns, maxTokens: 100, temperature: 0 };
    const answer = await askStructured((one) => model.ask(one, never), { ...wanted, repetition: 1, repairs: 0 });
    expect(answer).toEqual({ ok: true, value: { ok: true }, repairs: 0 });
    await expect(model.ask(question('x'), AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });

  test('texts in a grammar are bounded by what an answer may be long', () => {
    const text = { type: 'string' };
    const schema = {
      type: 'object',
      properties: { a: { ...text, maxLength: 20_000 }, b: { ...text, enum: ['x'] }, c: { ...text, maxLength: 5 } },
    };
    expect(bounded(schema, 100)).toEqual({
      type: 'object',
      properties: { a: { ...text, maxLength: 100 }, b: { ...text, enum: ['x'] }, c: { ...text, maxLength: 5 } },
    });
    expect(bounded({ ...text, maxLength: 20_000 }, 4_000)).toEqual(text);
  });

  test('an answer that is the last turn is gone on from with an empty question', () => {
    expect(
      historyOf([
        { role: 'user', text: 'a' },
        { role: 'assistant', text: 'b' },
      ]),
    ).toEqual({
      before: [
        { type: 'user', text: 'a' },
        { type: 'model', response: ['b'] },
      ],
      last: '',
    });
  });
});
