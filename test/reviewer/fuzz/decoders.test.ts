/** What the reviewer's own process reads from a child is read strictly: random and damaged bytes never do more than be refused. */

import { expect, test } from 'vitest';
import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { readResult } from '../../../server/reviewer/sandbox/embedded/answer.ts';
import { decodeFiles, encodeFiles } from '../../../server/reviewer/sandbox/embedded/file-list.ts';
import {
  decodeFromChild,
  encodeMessage,
  encodeOutcome,
  encodeReady,
  encodeUnavailable,
  FRAME_MAX_BYTES,
  frameReader,
  LENGTH_BYTES,
} from '../../../server/reviewer/sandbox/embedded/frames.ts';
import { decodeReply, encodeReply } from '../../../server/reviewer/sandbox/embedded/requests.ts';
import { JSON_DEPTH_MAX, parseStrictJson } from '../../../server/reviewer/sandbox/strict-json.ts';
import { FUZZ_SEED, replay, rounds } from '../../helpers/fuzz-settings.ts';
import { LIMITS, taskOf } from '../attacks/honest.ts';

/** First bytes of what the reviewer's process may send to a program that waits. */
const REPLIES = [encodeReply(null), encodeReply(new Uint8Array(0))].map((frame) => frame[LENGTH_BYTES]);
const ROUNDS = rounds(4_000);
const TASKS = ['function', 'stdio', 'files', 'sql'] as const;

function randomBytes(random: Chance, most: number): Buffer {
  return Buffer.from(Array.from({ length: random.below(most) }, () => random.below(256)));
}

/** Flips, cuts, doubles or overwrites with extreme numbers. */
function damaged(random: Chance, given: Buffer): Buffer {
  let bytes = Buffer.from(given);
  for (let times = 1 + random.below(3); times > 0 && bytes.length > 0; times -= 1) {
    const at = random.below(bytes.length);
    const change = random.below(4);
    if (change === 0) bytes[at] = random.below(256);
    else if (change === 1) bytes = bytes.subarray(0, at);
    else if (change === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random.below(at + 1))]);
    else if (at + 4 <= bytes.length) bytes.writeUInt32LE(random.pick([0, 1, 0x7fffffff, 0xffffffff, bytes.length]), at);
  }
  return bytes;
}

function someFiles(random: Chance): Buffer {
  const count = random.below(4);
  const named = Array.from({ length: count }, (_, at): [string, Buffer] => [
    `${random.pick(['a', 'b/', '..', 'é'])}${at}`,
    randomBytes(random, 9),
  ]);
  return Buffer.from(encodeFiles(named));
}

function someBody(random: Chance): Buffer {
  const text = (): Buffer => Buffer.from(random.pick(['[1,2,3]', '{"a":1}', 'x', '']));
  const outcome = (): Buffer =>
    encodeOutcome(
      {
        exit: random.pick(['answered', 'exception', 'crashed'] as const),
        unrepeatable: random.pick([null, 'native_stack'] as const),
        message: 'm',
        form: random.pick(['none', 'json', 'text', 'files', 'rows'] as const),
        answer: random.pick([text, () => someFiles(random), () => Buffer.from('[["n"],[[1]]]')])(),
        stdout: randomBytes(random, 20),
        stderr: randomBytes(random, 20),
        fuel: random.below(1_000),
        memoryBytes: random.below(1_000),
      },
      random.unit(),
    );
  const kept = new Map([['pythonImage', randomBytes(random, 50)]]);
  const makers = [outcome, outcome, () => encodeReady(kept), () => encodeUnavailable('x'), () => encodeMessage(text())];
  return random.pick(makers)().subarray(4);
}

test('frames of a child', () => {
  let taken = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const random = chance(FUZZ_SEED, 'frame', round);
    const body = random.pick([
      () => randomBytes(random, 120),
      () => someBody(random),
      () => damaged(random, someBody(random)),
    ])();
    const message = decodeFromChild(body);
    if (REPLIES.includes(body[0] ?? -1)) expect(() => decodeReply(body), replay(round)).not.toThrow();
    else expect(() => decodeReply(body), replay(round)).toThrow('no reply where one was asked for');
    if (message?.kind !== 'outcome') continue;
    taken += 1;
    const { fuel, memoryBytes } = message.outcome;
    expect(Number.isSafeInteger(fuel) && fuel >= 0 && memoryBytes >= 0 && message.wallMs >= 0, replay(round)).toBe(
      true,
    );
    const task = taskOf(random.pick(TASKS), 'main.py');
    const result = readResult(message, { language: 'python', files: {}, task, limits: LIMITS });
    expect(result.exit === 'answered', replay(round)).toBe(result.answer !== undefined);
    expect(result.message, replay(round)).not.toContain('\n');
  }
  expect(taken).toBeGreaterThan(ROUNDS / 20);
});

test('a stream of frames, however it is cut', () => {
  for (let round = 0; round < ROUNDS / 10; round += 1) {
    const random = chance(FUZZ_SEED, 'stream', round);
    const bodies = Array.from({ length: random.below(6) }, () => randomBytes(random, 60));
    const head = (length: number): Buffer => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(length);
      return bytes;
    };
    const hostile = random.below(3) === 0;
    const tail = hostile
      ? Buffer.concat([head(FRAME_MAX_BYTES + 1 + random.below(1_000)), randomBytes(random, 30)])
      : head(0).subarray(0, 0);
    const stream = Buffer.concat([...bodies.flatMap((body) => [head(body.length), body]), tail]);
    const heard: Buffer[] = [];
    let oversized = 0;
    const read = frameReader(
      (body) => heard.push(Buffer.from(body)),
      () => {
        oversized += 1;
      },
    );
    for (let at = 0; at < stream.length && oversized === 0; ) {
      const end = at + 1 + random.below(random.pick([3, 50, 500]));
      read(stream.subarray(at, end));
      at = end;
    }
    expect(heard, replay(round)).toEqual(bodies);
    expect(oversized, replay(round)).toBe(hostile ? 1 : 0);
  }
});

test('lists of files', () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const random = chance(FUZZ_SEED, 'files', round);
    const bytes = random.below(3) === 0 ? randomBytes(random, 60) : damaged(random, someFiles(random));
    const files = decodeFiles(bytes);
    if (files !== undefined) expect(Buffer.from(encodeFiles([...files])), replay(round)).toEqual(bytes);
  }
});

function someJson(random: Chance, depth: number): unknown {
  const leaf = [
    () => null,
    () => random.below(1_000) / 8 - 50,
    () => `${random.below(99)}\u0001é😀"\\`,
    () => random.below(2) === 0,
  ];
  if (depth === 0 || random.below(3) === 0) return random.pick<() => unknown>(leaf)();
  const items = Array.from({ length: random.below(4) }, () => someJson(random, depth - 1));
  return random.below(2) === 0
    ? items
    : Object.fromEntries(items.map((item, at) => [`${at}${random.pick(['', 'k', '__proto__'])}`, item]));
}

test('JSON: what is accepted, JSON.parse reads alike', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\u0',
    '\\ud800',
    '1e999',
    '-',
    '01',
    '.5',
    'nul',
    'NaN',
    '\u0000',
    '\ufeff',
    ' ',
    '"a":1',
    '\ud800',
  ];
  let accepted = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const random = chance(FUZZ_SEED, 'json', round);
    let text = JSON.stringify(someJson(random, 5));
    for (let times = random.below(3); times > 0; times -= 1) {
      const at = random.below(text.length + 1);
      text = text.slice(0, at) + random.pick(pieces) + text.slice(at + random.below(3));
    }
    const read = parseStrictJson(text);
    if (!read.ok) continue;
    accepted += 1;
    expect(read.value, replay(round)).toEqual(JSON.parse(text));
  }
  expect(accepted).toBeGreaterThan(ROUNDS / 5);
});

test('JSON of many levels and of a megabyte is read or refused at once', () => {
  const texts = [
    '['.repeat(1_000_000),
    '{"a":'.repeat(200_000),
    `${'['.repeat(JSON_DEPTH_MAX + 1)}${']'.repeat(JSON_DEPTH_MAX + 1)}`,
  ];
  for (const text of texts) expect(parseStrictJson(text).ok).toBe(false);
  const wide = `[${'1,'.repeat(400_000)}"${'\\u0041'.repeat(50_000)}"]`;
  expect(parseStrictJson(wide)).toMatchObject({ ok: true });
  expect(parseStrictJson('9'.repeat(1_000_000)).ok).toBe(false);
  expect(parseStrictJson(`"${'\\'.repeat(999_999)}`).ok).toBe(false);
});
