/** Recursion through the C code of the interpreter ends as it does in any Python: with a RecursionError, not with a crash. */

import { afterAll, expect, test } from 'vitest';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { DEFAULT_LIMITS, type RunResult } from '../../server/reviewer/sandbox.ts';

const sandbox = await createEmbeddedSandbox({ slots: 1 });
afterAll(() => sandbox.close());

function run(source: string): Promise<RunResult> {
  return sandbox.run({
    language: 'python',
    files: { 'main.py': source },
    task: { kind: 'function', file: 'main.py', entry: 'solve', args: [1] },
    limits: DEFAULT_LIMITS,
  });
}

/** Each goes `n` levels deep, and every level passes through C. */
const PROGRAMS: Readonly<Record<string, (n: number) => string>> = {
  memoised: (n) => `
import functools
@functools.cache
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
def solve(a): return depth(${n})`,
  'a key function': (n) => `
def solve(a, n=${n}): return 0 if n == 0 else sorted([a], key=lambda x: solve(a, n - 1))[0]`,
  map: (n) => `
def solve(a, n=${n}): return 0 if n == 0 else sum(map(lambda x: solve(a, n - 1), [1]))`,
  generators: (n) => `
def solve(a, n=${n}): return 0 if n == 0 else sum(solve(a, n - 1) for _ in [1])`,
  constructors: (n) => `
class Node:
    def __init__(self, n): self.next = Node(n - 1) if n else None
def solve(a): return Node(${n}) is None`,
  equality: (n) => `
class Node:
    def __init__(self, next): self.next = next
    def __eq__(self, other): return self.next == other.next
def solve(a):
    one = other = None
    for _ in range(${n}): one, other = Node(one), Node(other)
    return one == other`,
};

test.each(Object.entries(PROGRAMS))(
  '%s: three hundred levels are nothing, two thousand too many',
  async (_name, program) => {
    expect(await run(program(300))).toMatchObject({ exit: 'answered' });
    expect(await run(program(2_000))).toMatchObject({
      exit: 'exception',
      message: expect.stringContaining('RecursionError'),
    });
  },
);

test('a long chain of branches compiles', async () => {
  const branches = Array.from({ length: 400 }, (_, n) => `    elif a == ${n + 2}: return ${n}`).join('\n');
  expect(await run(`def solve(a):\n    if a == 1: return 'first'\n${branches}\n`)).toMatchObject({
    answer: { kind: 'value', value: 'first' },
  });
});
