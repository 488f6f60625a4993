/** `arena mock-llm` as a process of its own: the real clients talk to it, and it fails as it is told to. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../../agents/llm/langchain-model.ts';
import { modelNameSchema } from '../../../agents/llm/model-name.ts';
import { ENTRY, start } from '../../helpers/arena-command.ts';
import { PROVIDER_MODELS, question } from '../../helpers/mock-llm.ts';

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'arena-mock-'));
afterAll(() => rmSync(folder, { recursive: true }));

function mockLlm(answers: string): ChildProcess {
  const file = join(folder, 'answers.yaml');
  writeFileSync(file, answers);
  return start(process.execPath, [ENTRY, 'mock-llm', '--answers', file], folder);
}

async function said(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text;
}

let child: ChildProcess;
let url: string;
beforeAll(async () => {
  child = mockLlm(
    'answers:\n  - { last: hello, about: [cart], reply: { answer: good day } }\n  - { last: wait, reply: { status: 429, retryAfterSeconds: 3 } }\n  - { last: use, results: 0, reply: { calls: [{ name: run, input: { fast: true } }] } }\n',
  );
  url = /Anthropic and Ollama \((http:\S+)\)/.exec(await said(child.stdout))?.[1] ?? '';
});

test.each(PROVIDER_MODELS)(
  '%s gets the answer of the list, its trouble, and the default for the rest',
  async (name) => {
    const baseUrl = name.startsWith('openai') ? `${url}/v1` : url;
    const given = { apiKey: 'k', structured: 'text', tools: 'auto', streaming: false, timeoutMs: 60_000 } as const;
    const model = await connect(modelNameSchema.parse(name), { baseUrl, ...given });
    expect((await model.ask(question('the cart says hello'), never)).text).toBe('good day');
    expect((await model.ask(question('hello'), never)).text).toContain('writes no programs');
    const tools = [{ name: 'run', description: 'runs', json: { type: 'object', properties: {} } }];
    expect((await model.ask(question('use it', { tools }), never)).calls).toEqual([
      { id: expect.any(String), name: 'run', input: { fast: true } },
    ]);
    await expect(model.ask(question('wait'), never)).rejects.toMatchObject({ kind: 'rate_limited' });
  },
);

test('Ctrl-C ends it', async () => {
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('a file of answers that is none is refused by its line', async () => {
  const wrong = mockLlm('answers:\n  - { last: x, reply: { status: 200 } }\n');
  const [text, [code]] = await Promise.all([said(wrong.stderr), once(wrong, 'close')]);
  expect(code).toBe(65);
  expect(text).toContain('line 2');
});
