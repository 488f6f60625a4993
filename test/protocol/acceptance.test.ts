/** What an acceptance and a set of files must be, and what is said about one that is not. */

import { expect, test } from 'vitest';
import { z } from 'zod';
import { acceptanceSchema, filesSchema } from '../../server/protocol/arena/acceptance.ts';

const complaint = (schema: z.ZodType, value: unknown): string => {
  const { error } = schema.safeParse(value);
  return error === undefined ? '' : z.prettifyError(error);
};

const command = (given: object = {}): object => ({
  ...{ kind: 'stdio', language: 'command', file: 'main.sh' },
  ...{ environment: { tier: 'native', start: ['sh', '/delivery/main.sh'] } },
  ...{ cases: [{ name: 'one', stdin: '1', expected: '1' }], ...given },
});

test('a command says how it is started, and is not called', () => {
  expect(complaint(acceptanceSchema, command())).toBe('');
  for (const environment of [undefined, { tier: 'native' }, { tier: 'native', packages: ['gcc'] }]) {
    const said = complaint(acceptanceSchema, command({ environment }));
    expect(said).toContain('language command needs the command line that starts the program');
    expect(said).toContain('environment.start');
  }
  const called = { kind: 'function', entry: 'solve', cases: [{ name: 'one', args: [], expected: 1 }] };
  expect(complaint(acceptanceSchema, command(called))).toContain('a command is started, not called');
});

test('programs of other languages need no start command', () => {
  expect(complaint(acceptanceSchema, command({ language: 'python', environment: undefined }))).toBe('');
});

test('a file of the one name that a copy would lose is refused, not dropped', () => {
  for (const text of ['{"a.py": "x", "__proto__": "y"}', '{"__proto__": {"polluted": "y"}}']) {
    expect(complaint(filesSchema, JSON.parse(text))).toContain('no file can be named __proto__');
  }
  const like = JSON.parse('{"__proto__/a.py": "x", "constructor": "y", "a/__proto__": "z"}');
  expect(filesSchema.parse(like)).toEqual(like);
  expect(complaint(filesSchema, { '../up': 'x' })).not.toBe('');
  expect(complaint(filesSchema, ['x'])).not.toBe('');
});
