/** The page of the runner protocol is what a real runner does: each request shown is sent, each answer shown has its fields. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRunner, type Work } from '../helpers/arena-work.ts';
import { codeBlocks } from '../helpers/markdown.ts';
import { ROOT } from '../helpers/source-files.ts';

const blocks = codeBlocks(readFileSync(join(ROOT, 'docs/remote-runner.md'), 'utf8'));
const requests = blocks.filter(({ language }) => language === 'http').map(({ text }) => text);
const answers = blocks.filter(({ language }) => language === 'json').map(({ text }) => text);

let work: Work;
beforeAll(async () => {
  work = await startRunner('--workers', '1');
});
afterAll(() => work.stop());

async function send(text: string, imageHash = ''): Promise<{ status: number; text: string }> {
  const [, method = '', path = '', body = ''] = /^([A-Z]+) (\S+)\n?([\s\S]*)$/.exec(text) ?? [];
  const filled = body.replace('"imageHash": "…"', `"imageHash": "${imageHash}"`);
  const headers = { 'content-type': 'application/json' };
  const options = body.trim() === '' ? { method } : { method, headers, body: filled };
  const response = await fetch(new URL(path, work.url), options);
  return { status: response.status, text: await response.text() };
}

test('what a runner is', async () => {
  const { status, text } = await send(requests[0] ?? '');
  expect(status).toBe(200);
  const shown = JSON.parse(answers[0] ?? '');
  const said = JSON.parse(text);
  expect(Object.keys(said).sort()).toEqual(Object.keys(shown).sort());
  expect(said).toMatchObject({ protocol: shown.protocol, tier: shown.tier, packages: shown.packages });
});

test('a run', async () => {
  const { imageHash } = JSON.parse((await send(requests[0] ?? '')).text);
  const { status, text } = await send(requests[1] ?? '', imageHash);
  expect(status).toBe(200);
  const [started, result] = (answers[1] ?? '').split(/\n(?=\{)/).map((one) => JSON.parse(one));
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => kind !== 'waiting');
  expect(lines.map((line) => Object.keys(line))).toEqual([Object.keys(started), Object.keys(result)]);
  expect(Object.keys(lines[1].result).sort()).toEqual(Object.keys(result.result).sort());
  expect(lines[1].result).toMatchObject({ exit: 'answered', answer: result.result.answer });
  expect((await send(requests[1] ?? '', 'f'.repeat(64))).status).toBe(409);
});

test('a reply that no run waits for', async () => {
  expect((await send(requests[2] ?? '')).status).toBe(404);
});
