/** The frames to a child: a program crosses once, every run after it says only what is its own. */

import { expect, test } from 'vitest';
import { LENGTH_BYTES, type SentRequest } from '../../server/reviewer/sandbox/embedded/frames.ts';
import {
  decodeReply,
  encodeReply,
  requestReader,
  requestWriter,
} from '../../server/reviewer/sandbox/embedded/requests.ts';
import { createWallTimer } from '../../server/reviewer/sandbox/embedded/wall-timer.ts';
import { DEFAULT_LIMITS } from '../../server/reviewer/sandbox.ts';

const limits = { ...DEFAULT_LIMITS, fuel: 2 ** 52 + 1, timeMs: 0.5 };

function stdio(files: Record<string, string>, stdin: string): SentRequest {
  return {
    language: 'python',
    files,
    task: { kind: 'stdio', file: 'a.py', stdin, argv: ['x'] },
    limits,
    exchanges: false,
  };
}

/** Sends all of them through one pipe. */
function through(requests: readonly SentRequest[]): { read: SentRequest[]; sizes: number[] } {
  const write = requestWriter();
  const frames = requests.map((request) => write(request));
  let all = Buffer.concat(frames);
  const readFrame = (): Buffer => {
    const end = LENGTH_BYTES + all.readUInt32LE(0);
    const body = all.subarray(LENGTH_BYTES, end);
    all = all.subarray(end);
    return body;
  };
  const next = requestReader(readFrame);
  return { read: requests.map(() => next()), sizes: frames.map((frame) => frame.length) };
}

test('requests arrive as they were, half surrogates, odd names and all', () => {
  const odd = JSON.parse('{"__proto__": "x", "b/c.py": "\\ud800 é \\u0000", "10": "", "2": "y"}') as Record<
    string,
    string
  >;
  const sent: SentRequest[] = [
    stdio({ 'a.py': 'print(1)' }, 'first'),
    stdio(odd, '\ud800'),
    {
      ...stdio(odd, ''),
      task: { kind: 'function', file: 'a.py', entry: 'f', args: [1.5, null, { __proto__: null, a: [] }] },
    },
    { ...stdio({}, ''), task: { kind: 'sql', file: 'a.sql', setup: 'CREATE' }, language: 'sql' },
  ];
  expect(JSON.stringify(through(sent).read)).toBe(JSON.stringify(sent));
  expect(through(sent).read[0]?.limits).toEqual(limits);
});

test('whether somebody answers crosses with each run, and only a reply is a reply', () => {
  const asking = { ...stdio({}, ''), exchanges: true };
  expect(through([asking, stdio({}, ''), asking]).read.map(({ exchanges }) => exchanges)).toEqual([true, false, true]);
  const body = (frame: Buffer): Buffer => frame.subarray(LENGTH_BYTES);
  expect(decodeReply(body(encodeReply(null)))).toBe(null);
  expect(decodeReply(body(encodeReply(Buffer.from('yes'))))).toEqual(Uint8Array.from(Buffer.from('yes')));
  const write = requestWriter();
  expect(() => decodeReply(body(write(asking)))).toThrow('no reply');
  expect(() => decodeReply(body(write(asking)))).toThrow('no reply');
});

test('a program that was sent before crosses no second time', () => {
  const program = { 'a.py': 'x'.repeat(100_000) };
  const { sizes } = through([stdio(program, '1'), stdio({ ...program }, '2'), stdio(program, '3')]);
  expect(sizes[0]).toBeGreaterThan(100_000);
  expect(sizes[1]).toBeLessThan(200);
  expect(sizes[2]).toBeLessThan(200);
});

test('a program that is another in any way is sent anew, also when the caller changed the very object', () => {
  const program: Record<string, string> = { 'a.py': '1', 'b.py': '2' };
  const write = requestWriter();
  const bytes = (files: Record<string, string>): number => write(stdio(files, '')).length;
  const isNew = (files: Record<string, string>): boolean => {
    const first = bytes(files);
    return first > bytes(files);
  };
  expect(isNew(program)).toBe(true);
  expect(isNew(program)).toBe(false);
  program['b.py'] = '3';
  expect(isNew(program)).toBe(true);
  expect(isNew({ 'b.py': '3', 'a.py': '1' })).toBe(true);
  expect(isNew({ 'b.py': '3' })).toBe(true);
  expect(isNew({ 'b.py': '3', toString: '1' })).toBe(true);
});

test('a wall timer rings once for the last span that was started, and not for one that was stopped', async () => {
  const rings: number[] = [];
  const timer = createWallTimer(() => rings.push(performance.now()));
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  for (let count = 0; count < 1_000; count += 1) {
    timer.start(5);
    timer.stop();
  }
  await pause(30);
  expect(rings).toEqual([]);
  timer.start(1e12);
  const startedAt = performance.now();
  timer.start(40);
  while (rings.length === 0) await pause(5);
  expect(rings[0]).toBeGreaterThanOrEqual(startedAt + 40);
  timer.start(20);
  timer.start(1e12);
  await pause(60);
  expect(rings).toHaveLength(1);
  timer.stop();
});
