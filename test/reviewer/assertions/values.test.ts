/** What crosses between assertions and a delivery: plain values of every kind, changes in place, handles, callbacks, errors. */

import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { acceptanceSchema } from '../../../server/protocol/arena/acceptance.ts';
import type { CaseResult } from '../../../server/reviewer/combine.ts';
import { createReviewer } from '../../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../../server/reviewer/trusted-lane.ts';

const sandbox = await createEmbeddedSandbox({ slots: 1 });
const trusted = createTrustedLane({ workers: 1 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });
afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

interface Task {
  readonly delivered: string;
  readonly source: string;
  readonly names?: readonly string[];
  readonly setup?: string;
}

async function judge({ delivered, source, names = [], setup = '' }: Task): Promise<CaseResult | undefined> {
  const [entry, ...others] = [...names, 'f'];
  const acceptance = acceptanceSchema.parse({
    kind: 'assertions',
    language: 'python',
    file: 'main.py',
    entry,
    names: others,
    setup,
    cases: [{ name: 'one', source }],
  });
  const files = { 'main.py': `${delivered}\n` };
  return (await reviewer.runVisible({ files, acceptance, fuelPerCase: 20_000_000 })).cases[0];
}

async function passes(task: Task): Promise<void> {
  const found = await judge(task);
  expect(found?.outcome, found?.details?.difference).toBe('passed');
}

const ECHO = 'def f(value): return value';
const IMPORTS = `
from collections import Counter, OrderedDict, defaultdict, deque
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
`;

const PLAIN = `
values = [None, True, False, 0, -7, 2**53, -2**200, 0.1, 1e300, -0.0, 5e-324, 1+2j, '', 'é😀', '\\ud800x', 'a\\x00b', b'', b'\\xff\\x00',
    [], [1, [2, [3]]], (), (1,), ((), []), {}, {'a': 1, 2: (3,), (4, 5): None, None: b'x', True: 'b'}, set(), {1, 'a', (2,)},
    frozenset({1}), {frozenset({2}): {3}}, bytearray(b'xy'), range(3), range(10, 0, -3), Decimal('1.10'), Decimal('NaN').copy_abs(),
    Fraction(-3, 4), date(2024, 2, 29), datetime(2024, 2, 29, 12, 30, 1, 5), datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=2))),
    time(23, 59), timedelta(days=-1, microseconds=3), Counter('aab'), OrderedDict(b=1, a=2), deque([1, 2], 5), int, str, type(None)]
for value in values:
    back = f(value)
    assert type(back) is type(value), value
    assert repr(back) == repr(value), value
assert [*f({'z': 1, 'a': 2})] == ['z', 'a']
nan = f([float('nan'), float('inf'), float('-inf')])
assert nan[0] != nan[0] and nan[1:] == [float('inf'), float('-inf')]
assert type(f(defaultdict(list, a=[1]))) is defaultdict
same = [1]
back = f([same, same, (same,)])
assert back[0] is back[1] is back[2][0]
`;

test('plain values cross both ways, with their exact type', () =>
  passes({ delivered: ECHO, setup: IMPORTS, source: PLAIN }));

test('subclasses come as what they are at bottom, so honest ones compare as they should', () =>
  passes({
    delivered: `
import collections, enum
Point = collections.namedtuple('Point', 'x y')
class Level(enum.IntEnum): LOW = 3
class Name(str): pass
class Bag(list): pass
def f():
    table = collections.defaultdict(list)
    table['a'].append(1)
    return [Point(1, 2), Level.LOW, Name('n'), Bag([1]), table, collections.Counter('aab'), True]`,
    source: `
point, level, name, bag, table, counts, truth = f()
assert point == (1, 2) and level == 3 and name == 'n' and bag == [1] and table == {'a': [1]}
assert counts == {'a': 2, 'b': 1} and counts['z'] == 0 and truth is True
assert type(level) is int and type(name) is str and type(bag) is list`,
  }));

test('what a call changes in place is changed for the caller, down to the same objects', () =>
  passes({
    delivered: `
def f(table, queue, seen, data, rows=None):
    table['new'] = table.pop('old')
    queue.rotate(1)
    seen.add(4)
    data.extend(b'!')
    if rows:
        rows[0].append(rows.pop())
        return rows[0]`,
    source: `
from collections import deque
inner = [1]
table, queue, seen, data, rows = {'old': inner}, deque([1, 2, 3], 3), {3}, bytearray(b'x'), [[0], [9]]
first, last = rows
assert f(table, queue, seen, data, rows=rows) is first
assert table == {'new': [1]} and table['new'] is inner and queue == deque([3, 1, 2]) and queue.maxlen == 3
assert seen == {3, 4} and data == b'x!' and rows == [[0, [9]]] and first[1] is last
before = [[2], [1]]
try:
    f(before, None, None, None)
except TypeError:
    pass
assert before == [[2], [1]]`,
  }));

test('objects stay where they are: attributes, methods, items, iteration, text, and identity', () =>
  passes({
    names: ['Node'],
    delivered: `
class Node:
    def __init__(self, value, next=None): self.value, self.next = value, next
    def __len__(self): return 1 + (len(self.next) if self.next else 0)
    def __iter__(self):
        node = self
        while node:
            yield node.value
            node = node.next
    def __getitem__(self, key): return list(self)[key]
    def __setitem__(self, key, value): self.value = value
    def __str__(self): return '>'.join(map(str, self))
    def __repr__(self): return f'Node({self.value})'
    def last(self, *, default=None): return self.next.last() if self.next else self
def f(node): return node.next`,
    source: `
end = Node(3)
chain = Node(1, next=Node(2, end))
assert list(chain) == [1, 2, 3] and len(chain) == 3 and chain[1] == 2 and chain[-1] == 3
assert str(chain) == '1>2>3' and repr(chain) == 'Node(1)' and f'{chain}' == '1>2>3'
assert chain.last() is end and f(f(chain)) is end and chain != end and {end: 1}[chain.last(default=0)] == 1
assert 3 in chain and 4 not in chain and sorted(chain, reverse=True) == [3, 2, 1]
end.value = 30
chain[0] = 10
assert [chain.value, end.value, hasattr(end, 'nothing')] == [10, 30, False]
assert end.next is None and not isinstance(end, Node.__class__ if False else list)`,
  }));

test('functions, built-in functions and iterators of the assertions can be lent', () =>
  passes({
    delivered: `
def f(function, items, more=()):
    try:
        return [function(item) for item in items] + list(more)
    except ZeroDivisionError as problem:
        return str(problem)`,
    source: `
assert f(lambda x: x * 2, [1, 2]) == [2, 4]
assert f(len, ['a', 'bb'], (n for n in range(2))) == [1, 2, 0, 1]
assert f(str, iter([1])) == ['1'] and f(lambda x: 1 // x, [0]) == 'integer division or modulo by zero'
seen = []
assert f(seen.append, [[1], {'a': 2}]) == [None, None] and seen == [[1], {'a': 2}]
assert f(lambda x: f(len, [x]), ['abc']) == [[3]]`,
  }));

test('exceptions come as the nearest one that every Python has, with their arguments', () =>
  passes({
    delivered: `
class Own(KeyError): pass
def f(n):
    if n == 0: raise ValueError('no', 5)
    if n == 1: raise Own('missing')
    if n == 2: return open('/nowhere')
    raise Exception(object())`,
    source: `
def raised(n):
    try:
        f(n)
    except Exception as problem:
        return problem
assert type(raised(0)) is ValueError and raised(0).args == ('no', 5)
assert type(raised(1)) is KeyError and str(raised(1)) == "'missing'"
assert type(raised(2)) is FileNotFoundError and raised(2).errno == 44
assert type(raised(3)) is Exception and len(raised(3).args) == 1`,
  }));

test('lines of assert, functions named test and test classes are all run', async () => {
  const source = (line: string) => `
import unittest
assert f(1) == 1
def check(candidate): assert candidate(2) == 2
def test_three(): assert f(3) == 3
class Tests(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.four = 4
    def test_four(self): self.assertEqual(f(4), self.four)
${line}`;
  await passes({ delivered: ECHO, source: source('') });
  for (const n of [1, 2, 3, 4]) {
    const delivered = `def f(n): return 0 if n == ${n} else n`;
    expect((await judge({ delivered, source: source('') }))?.outcome, String(n)).toBe('wrong_answer');
  }
});

test('an assertion is named with its line, and an exception of the delivery is its own outcome', async () => {
  expect(await judge({ delivered: 'def f(n): return n', source: '\nassert f(1) == 2, "two"' })).toMatchObject({
    outcome: 'wrong_answer',
    details: {
      difference: 'line 2, assert f(1) == 2, "two": AssertionError: two',
      input: { text: '\nassert f(1) == 2, "two"' },
    },
  });
  expect(await judge({ delivered: 'def f(n): return n', source: 'assert f(1) + None' })).toMatchObject({
    outcome: 'wrong_answer',
    details: { difference: expect.stringContaining('TypeError') },
  });
  expect((await judge({ delivered: 'def f(n): 1 / 0', source: 'assert f(1)' }))?.outcome).toBe('exception');
});

const OURS: Readonly<Record<string, string>> = {
  'are no Python': 'def check(candidate:',
  'import what is not there': 'import numpy\nassert f(1)',
  'name what is not there': 'assert f(1) == one',
  'fail before they ask': 'assert False\nf(1)',
  'never ask': 'assert True',
  'hand over what cannot cross': 'class Own: pass\ntry:\n    f(Own())\nexcept Exception:\n    pass',
  'end their interpreter': 'import os\nf(1)\nos._exit(0)',
  'never end before they ask': 'while True: pass',
};

test.each(Object.entries(OURS))('assertions that %s are our fault', async (_what, source) => {
  await expect(judge({ delivered: ECHO, source })).rejects.toMatchObject({ reason: 'checker_failed' });
});

test('the work of both sides is counted, and equal each time', async () => {
  const task = { delivered: ECHO, source: 'for n in range(200): assert f(n) == n\nsum(k for k in range(100_000))' };
  const [one, other] = [await judge(task), await judge(task)];
  expect(one).toEqual(other);
  expect(one?.fuel).toBeGreaterThan(2_000);
});

test('the example on the page about writing a project stands', async () => {
  const page = readFileSync(new URL('../../../docs/writing-a-project.md', import.meta.url), 'utf8');
  const acceptance = acceptanceSchema.parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''));
  const outcomes = async (body: string): Promise<readonly string[]> => {
    const files = { 'solution.py': `def drop_every_third(items):\n    ${body}\n` };
    return (await reviewer.runVisible({ files, acceptance })).cases.map(({ outcome }) => outcome);
  };
  expect(await outcomes('del items[2::3]')).toEqual(['passed', 'passed']);
  expect(await outcomes('del items[1::3]')).toEqual(['wrong_answer', 'passed']);
});
