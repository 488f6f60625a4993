/** The runner protocol under trouble: strangers, overload, broken connections, answers that are none, a stop in the middle. */

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createRunnerServer } from '../../server/reviewer/sandbox/remote/server.ts';
import { jsonText } from '../../server/reviewer/sandbox/remote/wire.ts';
import { createRemoteSandbox } from '../../server/reviewer/sandbox/remote.ts';
import {
  type RunOptions,
  type RunRequest,
  type RunResult,
  type Sandbox,
  SandboxUnavailable,
} from '../../server/reviewer/sandbox.ts';
import { startRunner, type Work } from '../helpers/arena-work.ts';
import { callOf } from './contract/requests.ts';

const TOKEN = 'a-token-of-some-length';
const IMAGE = 'a'.repeat(64);
const folder = mkdtempSync(join(tmpdir(), 'arena-remote-'));
const tokenFile = join(folder, 'token');
const closing: (() => unknown)[] = [];
let work: Work;

beforeAll(async () => {
  writeFileSync(tokenFile, `${TOKEN}\n`);
  work = await startRunner('--workers', '1', '--token-file', tokenFile);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  await work.stop();
  rmSync(folder, { recursive: true });
});

const RESULT: RunResult = {
  exit: 'answered',
  unrepeatable: null,
  answer: { kind: 'value', value: [-0, 1e300] },
  message: '',
  stdout: '',
  stderr: '',
  fuel: 1,
  memoryBytes: 1,
  wallMs: 1,
};

/** A sandbox of which only `run` matters. */
function sandboxOf(run: Sandbox['run'], imageHash = IMAGE): Sandbox {
  const walls = ['none'];
  return {
    name: 'stub',
    tier: 'embedded',
    packages: [],
    imageHash,
    walls,
    languages: ['python'],
    run,
    close: async () => {},
  };
}

async function listening(server: Server): Promise<URL> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function connected(url: URL, token: string | null = null, silenceMs = 120_000): Promise<Sandbox> {
  const sandbox = await createRemoteSandbox({ url, token, silenceMs });
  closing.push(() => sandbox.close());
  return sandbox;
}

async function served(run: Sandbox['run'], runsMax = 10): Promise<{ sandbox: Sandbox; url: URL }> {
  const { server } = createRunnerServer({ sandbox: sandboxOf(run), token: null, runsMax });
  const url = await listening(server);
  return { sandbox: await connected(url), url };
}

const request = (sandbox: Sandbox): RunRequest =>
  callOf(sandbox, 'python', 'def solve(a):\n    return sorted(a)', [[2, 1]]);
const unavailable = (words: string): object =>
  expect.objectContaining({ name: 'SandboxUnavailable', message: expect.stringContaining(words) });

test('who knows the token may run programs; nobody else hears anything', async () => {
  const sandbox = await connected(work.url, TOKEN);
  expect((await sandbox.run(request(sandbox))).answer).toEqual({ kind: 'value', value: [1, 2] });
  for (const token of [null, '', TOKEN.slice(1), `${TOKEN}x`, TOKEN.toUpperCase()]) {
    await expect(createRemoteSandbox({ url: work.url, token })).rejects.toEqual(unavailable('token'));
  }
  const paths = ['/', '/v1/sandbox', '/v1/runs', '/v1/runs/x/replies/1'];
  for (const path of paths) expect((await fetch(new URL(path, work.url))).status, path).toBe(401);
});

async function post(path: string, body: string, type = 'application/json'): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': type };
  const response = await fetch(new URL(path, work.url), { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

test('what is no order is refused in words, and the runner stays well', async () => {
  const order = { protocol: 1, imageHash: IMAGE, alone: false, exchange: false };
  expect(await post('/v1/runs', '{', 'text/plain')).toMatchObject({ status: 415 });
  expect(await post('/v1/runs', '{')).toMatchObject({ status: 400, text: expect.stringContaining('no JSON') });
  expect(await post('/v1/runs', '['.repeat(200_000))).toMatchObject({ status: 400 });
  expect(await post('/v1/runs', JSON.stringify({ ...order, extra: 1 }))).toMatchObject({ status: 400 });
  const good = request(await connected(work.url, TOKEN));
  const wrong = { ...good, files: { '../outside': '' } };
  expect(await post('/v1/runs', JSON.stringify({ ...order, request: wrong }))).toMatchObject({ status: 400 });
  expect(await post('/v1/runs', JSON.stringify({ ...order, request: { ...good, expected: 1 } }))).toMatchObject({
    status: 400,
  });
  expect(await post('/v1/runs', JSON.stringify({ ...order, request: good }))).toMatchObject({ status: 409 });
  expect(await post('/v1/runs/00000000-0000-0000-0000-000000000000/replies/1', '{"body":null}')).toMatchObject({
    status: 404,
  });
  expect(await post('/v1/nothing', '{}')).toMatchObject({ status: 404 });
  expect(await post('/v1/runs', 'x'.repeat(67_108_865)).catch(() => ({ status: 413 }))).toMatchObject({ status: 413 });
  const sandbox = await connected(work.url, TOKEN);
  expect((await sandbox.run(request(sandbox))).exit).toBe('answered');
});

test('values cross with the sign of a zero and their full size, and depths as deep as anywhere', async () => {
  let deep: RunResult['answer'] & object = { kind: 'value', value: 1 };
  for (let level = 0; level < 200; level += 1) deep = { kind: 'value', value: [deep.value] };
  const { sandbox } = await served(async () => RESULT);
  const answer = (await sandbox.run(request(sandbox))).answer;
  expect(answer?.kind === 'value' && Array.isArray(answer.value) && Object.is(answer.value[0], -0)).toBe(true);
  const { sandbox: other } = await served(async () => ({ ...RESULT, answer: deep }));
  expect((await other.run(request(other))).answer).toEqual(deep);
});

test('a full runner says when to come again, which is a fault and no verdict', async () => {
  const { promise, resolve } = Promise.withResolvers<RunResult>();
  const begun = Promise.withResolvers<void>();
  const hold = (): Promise<RunResult> => {
    begun.resolve();
    return promise;
  };
  const { sandbox, url } = await served(hold, 1);
  const first = sandbox.run(request(sandbox));
  await begun.promise;
  await expect.poll(() => fetch(new URL('/v1/sandbox', url)).then(({ status }) => status)).toBe(200);
  await expect
    .poll(() => sandbox.run(request(sandbox)).catch((problem: Error) => problem.message))
    .toMatch(/503.*come again in 1 s/);
  resolve(RESULT);
  expect(await first).toEqual(RESULT);
});

test('trouble of the sandbox over there is told with whether it died under the run', async () => {
  for (const died of [true, false]) {
    const { sandbox } = await served(() => Promise.reject(new SandboxUnavailable('it died', died)));
    await expect(sandbox.run(request(sandbox))).rejects.toMatchObject({
      name: 'SandboxUnavailable',
      diedUnderRun: died,
    });
  }
});

test('a caller that goes away ends its run', async () => {
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  const begun = Promise.withResolvers<void>();
  const run = (_request: RunRequest, { signal }: RunOptions = {}): Promise<RunResult> =>
    new Promise((_, reject) => {
      begun.resolve();
      signal?.addEventListener('abort', () => {
        resolve('ended');
        reject(signal.reason);
      });
    });
  const { sandbox } = await served(run);
  const control = new AbortController();
  const aborted = sandbox.run(request(sandbox), { signal: control.signal });
  void begun.promise.then(() => control.abort(new Error('enough')));
  await expect(aborted).rejects.toThrow('enough');
  expect(await ended).toBe('ended');
});

/** A runner that introduces itself well and answers each run with `answer`. */
async function liar(answer: RequestListener, silenceMs?: number): Promise<Sandbox> {
  const { name, tier, packages, imageHash, walls, languages } = sandboxOf(async () => RESULT);
  const card = jsonText({ protocol: 1, name, tier, packages, imageHash, walls, languages });
  const server = createServer((asked, response) => {
    if (asked.method === 'GET') response.end(card);
    else answer(asked, response);
  });
  const url = await listening(server);
  // Who is patient for so short a time only may miss the introduction.
  return vi.waitFor(() => connected(url, null, silenceMs), { timeout: 120_000 });
}

const STARTED = { kind: 'started', run: '00000000-0000-0000-0000-000000000000', imageHash: IMAGE };
const wire = { ...RESULT, answer: { kind: 'value', json: '1' } };
const saying = (...frames: readonly unknown[]): string => frames.map((frame) => `${JSON.stringify(frame)}\n`).join('');

test.each([
  ['nothing', ''],
  ['no JSON', 'hello\n'],
  ['another order', saying({ kind: 'result', result: wire })],
  ['an unknown frame', saying(STARTED, { kind: 'verdict', passed: true })],
  ['more after the result', saying(STARTED, { kind: 'result', result: wire }, { kind: 'waiting' })],
  ['a started run twice', saying(STARTED, STARTED)],
  ['an exit that is none', saying(STARTED, { kind: 'result', result: { ...wire, exit: 'passed' } })],
  ['a field more', saying(STARTED, { kind: 'result', result: { ...wire, score: 1 } })],
  ['no answer', saying(STARTED, { kind: 'result', result: { ...wire, answer: undefined } })],
  [
    'an answer of another kind',
    saying(STARTED, { kind: 'result', result: { ...wire, answer: { kind: 'text', text: '1' } } }),
  ],
  ['an answer with a failure', saying(STARTED, { kind: 'result', result: { ...wire, exit: 'exception' } })],
  [
    'a key twice in the answer',
    saying(STARTED, { kind: 'result', result: { ...wire, answer: { kind: 'value', json: '{"a":1,"a":2}' } } }),
  ],
  ['half a result', saying(STARTED, { kind: 'result', result: wire }).slice(0, -40)],
  ['fuel that is no count', saying(STARTED, { kind: 'result', result: { ...wire, fuel: -1 } })],
])('a runner that says %s gives a fault, never a result', async (_what, text) => {
  const sandbox = await liar((_asked, response) => response.end(text));
  await expect(sandbox.run(request(sandbox))).rejects.toBeInstanceOf(SandboxUnavailable);
});

test('a runner that says more than any result can be is left', async () => {
  const sandbox = await liar((_asked, response) => {
    const more = (): unknown => response.write('x'.repeat(1_048_576), () => response.destroyed || more());
    more();
  });
  await expect(sandbox.run(request(sandbox))).rejects.toEqual(unavailable('more than it may'));
});

test('a runner that falls silent, or hangs up, gives a fault', async () => {
  const silent = await liar((_asked, response) => response.write(saying(STARTED)), 1_000);
  await expect(silent.run(request(silent))).rejects.toBeInstanceOf(SandboxUnavailable);
  const rude = await liar((asked) => asked.socket.destroy());
  await expect(rude.run(request(rude))).rejects.toBeInstanceOf(SandboxUnavailable);
});

test('a runner whose image changes is taken no more', async () => {
  const sandbox = await liar((_asked, response) => response.end(saying({ ...STARTED, imageHash: 'b'.repeat(64) })));
  await expect(sandbox.run(request(sandbox))).rejects.toEqual(unavailable('image of the runner has changed'));
  await expect(sandbox.run(request(sandbox))).rejects.toEqual(unavailable('start again'));
});

test('what is no runner, or another version of one, is not taken', async () => {
  const answering = async (body: string): Promise<URL> =>
    listening(createServer((_asked, response) => response.end(body)));
  for (const body of ['<html>', '{}', '{"protocol":2}']) {
    await expect(createRemoteSandbox({ url: await answering(body), token: null })).rejects.toEqual(
      unavailable('no runner'),
    );
  }
  const nobody = new URL('http://127.0.0.1:1');
  await expect(createRemoteSandbox({ url: nobody, token: null })).rejects.toBeInstanceOf(SandboxUnavailable);
});

test('Ctrl-C lets a run end and takes no further one', async () => {
  const other = await startRunner('--workers', '1');
  const sandbox = await connected(other.url);
  const slow = callOf(
    sandbox,
    'python',
    'import os\ndef solve(a):\n    os.write(5, b"x")\n    os.read(5, 9)\n    return a',
    [7],
  );
  let stopped: Promise<unknown> = Promise.resolve();
  const exchange = async (): Promise<Uint8Array> => {
    // A run that came before the runner has heard Ctrl-C would be taken, and wait behind this one.
    const heard = once(other.child.stderr as Readable, 'data');
    stopped = other.stop();
    await heard;
    await expect(sandbox.run(request(sandbox))).rejects.toThrow(/503: the runner is stopping/);
    return Buffer.of(1);
  };
  expect((await sandbox.run(slow, { exchange })).answer).toEqual({ kind: 'value', value: 7 });
  expect(await stopped).toMatchObject({ code: 0, stderr: 'Stopping: what runs is finished first.\n' });
});

test('a machine that is switched off in the middle of a run is a fault', async () => {
  const other = await startRunner('--workers', '1');
  const sandbox = await connected(other.url);
  const spin = callOf(sandbox, 'python', 'def solve(a):\n    return sum(range(10**13))', [1]);
  const run = sandbox.run({ ...spin, limits: { ...spin.limits, fuel: 1e12 } });
  setTimeout(() => void other.kill(), 300);
  await expect(run).rejects.toBeInstanceOf(SandboxUnavailable);
  await expect(sandbox.run(request(sandbox))).rejects.toBeInstanceOf(SandboxUnavailable);
});
