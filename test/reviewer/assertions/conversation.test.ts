/** The relay between both sides, with sides of our own making: turns, ends, trouble, and what each means for the verdict. */

import { expect, test } from 'vitest';
import {
  type Conversation,
  converse,
  MESSAGES_MAX,
  type Side,
} from '../../../server/reviewer/assertions/conversation.ts';
import { outcomeOf } from '../../../server/reviewer/assertions/outcome.ts';
import type { Exchange, RunResult } from '../../../server/reviewer/sandbox.ts';
import { SandboxUnavailable } from '../../../server/reviewer/sandbox.ts';

const RESULT: RunResult = {
  exit: 'answered',
  unrepeatable: null,
  answer: { kind: 'value', value: null },
  message: '',
  stdout: '',
  stderr: '',
  fuel: 1,
  memoryBytes: 1,
  wallMs: 1,
};
const PASSED: RunResult = { ...RESULT, answer: { kind: 'value', value: { end: 'passed', message: '' } } };
const bytes = (text: string): Uint8Array => Buffer.from(text);
const textOf = (message: Uint8Array | null): string | null =>
  message === null ? null : Buffer.from(message).toString();

/** Loads, then answers every question with itself and an exclamation mark. */
const echo: Side = async (exchange) => {
  for (let heard = await exchange(bytes('loaded')); heard !== null; )
    heard = await exchange(bytes(`${textOf(heard)}!`));
  return RESULT;
};

function asking(times: number, heard: (string | null)[] = []): Side {
  return async (exchange) => {
    heard.push(textOf(await exchange(bytes('begin'))));
    for (let n = 0; n < times; n += 1) heard.push(textOf(await exchange(bytes(`question ${n}`))));
    return PASSED;
  };
}

test('messages go to and fro in turns; the loading says nothing, and the end is told', async () => {
  const heard: (string | null)[] = [];
  const found = await converse(asking(2, heard), echo);
  expect(heard).toEqual(['', 'question 0!', 'question 1!']);
  expect(found).toMatchObject({ endedBy: 'assertions', heard: 2 });
  expect(outcomeOf(found).outcome).toBe('passed');
});

test('a delivery is not started before the assertions speak, and not at all when they never do', async () => {
  let begun = false;
  const delivery: Side = async (exchange) => {
    begun = true;
    return echo(exchange);
  };
  const silent: Side = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(begun).toBe(false);
    return PASSED;
  };
  expect(await converse(silent, delivery)).toMatchObject({ delivery: null, heard: 0 });
  expect(begun).toBe(false);
});

const failing = (times: number, exit: RunResult['exit']): Side => {
  return async (exchange: Exchange) => {
    for (let n = 0; n < times; n += 1) await exchange(bytes('x'));
    const { answer: _answer, ...rest } = RESULT;
    return exit === 'answered' ? RESULT : { ...rest, exit };
  };
};

test('a delivery that ends first is judged by how it ended, whatever the assertions say then', async () => {
  for (const exit of ['exited', 'exception', 'time_limit', 'memory_limit', 'compile_error', 'answered'] as const) {
    for (const times of [0, 1, 3]) {
      const found = await converse(asking(9), failing(times, exit));
      expect(found.endedBy).toBe('delivery');
      expect(outcomeOf(found).outcome).toBe(exit === 'answered' ? 'exited' : exit);
    }
  }
});

test('a delivery that ends badly when nobody asks any more does not pass', async () => {
  const spinning: Side = async (exchange) => {
    await echo(exchange);
    const { answer: _answer, ...rest } = RESULT;
    return { ...rest, exit: 'time_limit' };
  };
  expect(outcomeOf(await converse(asking(1), spinning)).outcome).toBe('time_limit');
});

test('a conversation without end is cut at the same message each time', async () => {
  const found = await converse(asking(MESSAGES_MAX + 10), echo);
  expect(found).toMatchObject({ endedBy: 'messages', heard: MESSAGES_MAX + 1 });
  expect(outcomeOf(found).outcome).toBe('time_limit');
});

test('trouble of either side ends both, and only a delivery that spoke can have brought our side down', async () => {
  const dying = (times: number): Side => {
    return async (exchange) => {
      for (let n = 0; n < times; n += 1) await exchange(bytes('x'));
      throw new SandboxUnavailable('gone', true);
    };
  };
  const died = async (assertions: Side, delivery: Side): Promise<boolean> => {
    const problem: unknown = await converse(assertions, delivery).catch((thrown: unknown) => thrown);
    expect(problem).toBeInstanceOf(SandboxUnavailable);
    return problem instanceof SandboxUnavailable && problem.diedUnderRun;
  };
  expect(await died(asking(5), dying(0))).toBe(true);
  expect(await died(asking(5), dying(3))).toBe(true);
  expect(await died(dying(0), echo)).toBe(false);
  expect(await died(dying(1), echo)).toBe(false);
  expect(await died(dying(2), echo)).toBe(true);
});

test('our own side may fail by itself or by what it was given; only the latter is a verdict', () => {
  const { answer: _answer, ...rest } = RESULT;
  const of = (end: Partial<RunResult>, heard: number): Conversation => ({
    assertions: { ...(end.exit === undefined ? RESULT : rest), ...end },
    delivery: RESULT,
    endedBy: 'assertions',
    heard,
  });
  for (const exit of ['time_limit', 'memory_limit', 'crashed', 'output_limit'] as const) {
    expect(() => outcomeOf(of({ exit }, 0))).toThrow('by themselves');
    expect(outcomeOf(of({ exit }, 1)).outcome).toBe(exit);
  }
  for (const exit of ['exited', 'exception', 'compile_error', 'bad_answer'] as const) {
    expect(() => outcomeOf(of({ exit }, 1))).toThrow('by themselves');
  }
  for (const value of [null, true, 'passed', { end: 'passed' }, { end: 'passed', message: '', more: 1 }]) {
    expect(() => outcomeOf(of({ answer: { kind: 'value', value } }, 1))).toThrow('without a report');
  }
  expect(() => outcomeOf(of({ answer: { kind: 'value', value: { end: 'gone', message: '' } } }, 1))).toThrow();
});
