/** The contract of the port, second part: how a sandbox behaves towards its caller. */

import { afterAll, describe, expect, test } from 'vitest';
import { type RunResult, type Sandbox, SandboxUnavailable } from '../../../server/reviewer/sandbox.ts';
import type { Subject } from './answers.ts';
import { FUNCTIONS } from './programs.ts';
import { callOf } from './requests.ts';

const HONEST = FUNCTIONS.python?.honest ?? '';
/** One call into C: no budget of counted work ends it. */
const SPIN = 'def solve(a):\n    return sum(range(10**13))';

const ASKING = `import os
def solve(words):
    heard = []
    for word in words:
        os.write(5, word.encode())
        heard.append(os.read(5, 100_000).decode())
    return heard`;

function honest(sandbox: Sandbox): Promise<RunResult> {
  return sandbox.run(callOf(sandbox, 'python', HONEST, [[3, 1, 2]]));
}

const RIGHT = { exit: 'answered', answer: { kind: 'value', value: [1, 2, 3] } };

function testDescription({ sandbox }: Subject): void {
  test('it says what it is', () => {
    const { name, imageHash, walls, languages, tier, packages } = sandbox();
    expect(name).not.toBe('');
    expect(imageHash).toMatch(/^[0-9a-f]{64}$/);
    expect(walls.length).toBeGreaterThan(2);
    expect(languages.length).toBeGreaterThan(0);
    expect(tier === 'embedded' ? packages.length : 0).toBe(0);
  });
}

function testAborts({ sandbox }: Subject): void {
  test('an abort ends what runs and what waits, with its reason, and the next run is right', async () => {
    const control = new AbortController();
    const runs = Array.from({ length: 4 }, () =>
      sandbox().run(callOf(sandbox(), 'python', SPIN, [1]), { signal: control.signal }),
    );
    setTimeout(() => control.abort(new Error('enough')), 300);
    for (const outcome of await Promise.allSettled(runs)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'enough' } });
    }
    expect(await honest(sandbox())).toMatchObject(RIGHT);
  });

  test('an abort that came before the run begins nothing', async () => {
    const run = sandbox().run(callOf(sandbox(), 'python', HONEST, [[1]]), {
      signal: AbortSignal.abort(new Error('no')),
    });
    await expect(run).rejects.toThrow('no');
  });
}

function testWallClock({ sandbox }: Subject): void {
  test('what the wall clock ended says so, and disturbs nobody beside it', async () => {
    const runaway = sandbox().run(callOf(sandbox(), 'python', SPIN, [1], { timeMs: 700 }));
    const beside = await Promise.all(Array.from({ length: 5 }, () => honest(sandbox())));
    for (const result of beside) expect(result).toMatchObject(RIGHT);
    expect(await runaway).toMatchObject({ exit: 'time_limit', unrepeatable: 'wall_clock' });
  });

  test('a run that asks to be alone answers, also among others', async () => {
    const request = callOf(sandbox(), 'python', HONEST, [[3, 1, 2]]);
    const runs = [honest(sandbox()), sandbox().run(request, { alone: true }), honest(sandbox())];
    for (const result of await Promise.all(runs)) expect(result).toMatchObject(RIGHT);
  });

  test('nothing of a run is left for the next', async () => {
    const marking =
      'import builtins, os\ndef solve(a):\n    seen = hasattr(builtins, "mark")\n    builtins.mark = 1\n    return seen';
    for (let round = 0; round < 3; round += 1) {
      const answer = (await sandbox().run(callOf(sandbox(), 'python', marking, [1]))).answer;
      expect(answer).toEqual({ kind: 'value', value: false });
    }
  });
}

function testExchange({ sandbox }: Subject): void {
  test('a program exchanges messages, and its waiting does not count', async () => {
    const exchange = async (message: Uint8Array): Promise<Uint8Array> => {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      return Buffer.from(`${Buffer.from(message).toString()}!`);
    };
    const request = callOf(sandbox(), 'python', ASKING, [['one', 'zwölf', 'three']], { timeMs: 3_000 });
    const result = await sandbox().run(request, { exchange });
    expect(result, result.stderr).toMatchObject({ exit: 'answered' });
    expect(result.answer).toEqual({ kind: 'value', value: ['one!', 'zwölf!', 'three!'] });
  });

  test('a message of a hundred kilobytes crosses whole, both ways', async () => {
    const words = ['x'.repeat(90_000)];
    const result = await sandbox().run(callOf(sandbox(), 'python', ASKING, [words]), {
      exchange: async (message) => Buffer.from(message),
    });
    expect(result.answer).toEqual({ kind: 'value', value: words });
  });

  test('a program whose other side is away hears that, and does not hang', async () => {
    for (const options of [{}, { exchange: async () => null }, { exchange: () => Promise.reject(new Error('gone')) }]) {
      const twice = callOf(sandbox(), 'python', ASKING, [['one', 'two']], { timeMs: 30_000 });
      const result = await sandbox().run(twice, options);
      expect(result).toMatchObject({ exit: 'exception', message: expect.stringContaining('BrokenPipeError') });
    }
  });

  test('a run with an exchange is ended by the wall clock at once', async () => {
    const result = await sandbox().run(callOf(sandbox(), 'python', SPIN, [1], { timeMs: 500 }), {
      exchange: async () => null,
    });
    expect(result).toMatchObject({ exit: 'time_limit', unrepeatable: 'wall_clock' });
  });
}

function testNoExchange({ sandbox }: Subject): void {
  test('a run with an exchange that it cannot carry is a fault, told in words', async () => {
    const run = sandbox().run(callOf(sandbox(), 'python', ASKING, [['one']]), { exchange: async () => null });
    await expect(run).rejects.toMatchObject({
      name: 'SandboxUnavailable',
      message: expect.stringContaining('message'),
    });
  });
}

/** How a sandbox behaves; `create` makes one more of the kind, to be closed. */
export function contractOfConduct(
  subject: Subject,
  create: () => Promise<Sandbox>,
  exchange: 'carried' | 'refused' = 'carried',
): void {
  describe('conduct', () => {
    testDescription(subject);
    testAborts(subject);
    testWallClock(subject);
    if (exchange === 'carried') testExchange(subject);
    else testNoExchange(subject);

    let closing: Sandbox | undefined;
    afterAll(() => closing?.close());
    test('what runs or waits when it closes is a fault of ours, and so is everything later', async () => {
      const made = await create();
      closing = made;
      const runs = [1, 2, 3, 4].map(() => made.run(callOf(made, 'python', SPIN, [1])));
      const settled = Promise.allSettled(runs);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await made.close();
      for (const outcome of await settled) {
        expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(SandboxUnavailable);
      }
      await expect(honest(made)).rejects.toBeInstanceOf(SandboxUnavailable);
      await made.close();
    });
  });
}
