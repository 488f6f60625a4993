/** Slips in Python, JavaScript, TypeScript and SQL: which are made, and that what comes out is still a program. */

import { afterAll, describe, expect, test } from 'vitest';
import { isJavascript, javascriptEdits } from '../../server/admission/mutate/javascript.ts';
import { chosenEdits, type Edit, mutantOf, type Operator } from '../../server/admission/mutate/mutant.ts';
import { mutantsOf } from '../../server/admission/mutate/mutants.ts';
import { brokenPython, pythonEdits } from '../../server/admission/mutate/python.ts';
import { sqlEdits } from '../../server/admission/mutate/sql.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { smallProject } from './small-project.ts';

const sandbox = await createEmbeddedSandbox({ slots: 1 });
const reviewer = createReviewer({ sandbox, cache: null });
afterAll(() => sandbox.close());

const PYTHON = `"""Größen."""
import math

LIMIT = 3

def pick(items, count=2, *, name="ä", wide=False):
    """Doc."""
    found = []
    for index in range(len(items)):
        item = items[index].strip().lower()
        if not item or item.startswith("#"):
            continue
        if len(item) >= count and item != name:
            found.append(item[1:count])
        while len(found) > LIMIT:
            break
    found.sort(key=len)
    total = sum(len(one) for one in found if one) * 2 - 1
    total += math.floor(total / 2)
    if wide:
        raise ValueError(f"ä {total + 1:>{count}} wide")
    return max(total, -1), sorted(found, reverse=True), any(found)

if __name__ == "__main__":
    print(pick([]))
`;

const JAVASCRIPT = `'use strict';
const { readFileSync } = require('fs');
const LIMIT = 3;
function pick(items, count = 2) {
  let total = 0;
  const found = items.filter((item) => item.trim() !== '' && !item.startsWith('#'));
  for (let index = 0; index < found.length; index++) {
    if (index >= LIMIT || found[index] === 'end') break;
    total += found[index].slice(1, count).length * 2; // total + 1
  }
  found.sort((a, b) => a - b);
  if (total > 100) throw new Error('too much');
  return { total: Math.max(total, -1), all: found.every(Boolean), name: found[0]?.toUpperCase() ?? 'none' };
}
module.exports = { pick };
`;

const changes = (source: string, edits: readonly Edit[], operator: Operator): string[] =>
  edits
    .filter((edit) => edit.operator === operator)
    .map((edit) => `${source.slice(edit.start, edit.end)} -> ${edit.replacement}`);

describe('Python', () => {
  test('every operator finds its places, behind letters of more than one byte too', async () => {
    const edits = await pythonEdits(reviewer, PYTHON);
    const of = (operator: Operator): string[] => changes(PYTHON, edits, operator);
    expect(of('comparison')).toContain('len(item) >= count -> (len(item) > count)');
    expect(of('comparison')).toContain('item != name -> (item == name)');
    expect(of('boolean')).toContain('not item -> (bool(item))');
    expect(of('boolean')).toContain('any(found) -> (all(found))');
    expect(of('arithmetic')).toContain('total += math.floor(total / 2) -> total -= math.floor(total / 2)');
    expect(of('constant')).toContain('3 -> (4)');
    expect(of('constant')).toContain('"#" -> \'\'');
    expect(of('statement deletion')).toContain('found.append(item[1:count]) -> pass');
    expect(of('return value')).toHaveLength(1);
    expect(of('slice')).toContain('count -> (count - 1)');
    expect(of('condition forced')).toContain('one -> False');
    expect(of('min and max')).toContain('max(total, -1) -> (min(total, -1))');
    expect(of('sort order')).toContain('found.sort(key=len) -> (found.sort(key=len, reverse=True))');
    expect(of('sort order')).toContain('sorted(found, reverse=True) -> (sorted(found, reverse=not True))');
    expect(of('loop')).toEqual(expect.arrayContaining(['continue -> break', 'break -> continue']));
    expect(of('loop')).toContain('range(len(items)) -> (range(len(items) + 1))');
    expect(of('text case')).toContain('items[index].strip().lower() -> (items[index].strip().upper())');
    expect(of('default argument')).toEqual(['2 -> None', '"ä" -> None', 'False -> None']);
  });

  test('documentation, types and the call of the main program stay as they are', async () => {
    const edits = await pythonEdits(reviewer, PYTHON);
    const touched = edits.map(({ start, end }) => PYTHON.slice(start, end));
    expect(touched.filter((text) => /Größen|Doc\.|__main__/.test(text))).toEqual([]);
    expect(await pythonEdits(reviewer, 'x: "int" = 1\n')).toHaveLength(2);
  });

  test('every mutant is Python, and another program', async () => {
    const mutants = (await pythonEdits(reviewer, PYTHON)).map((edit) => mutantOf(PYTHON, edit).source);
    expect(mutants.length).toBeGreaterThan(60);
    expect([...(await brokenPython(reviewer, mutants))]).toEqual([]);
    expect(await brokenPython(reviewer, ['x = 1', 'x = = 1', 'x = "\\0"'])).toEqual(new Set([1]));
    expect(mutants).not.toContain(PYTHON);
  });

  test('what is no Python is refused in words', async () => {
    const { acceptance } = smallProject();
    const options = { reviewer, count: 5, seed: 's' };
    const broken = await mutantsOf(acceptance, { 'solution.py': 'def fee(:' }, options);
    expect(broken).toMatchObject({ kind: 'unreadable', why: expect.stringContaining('SyntaxError') });
    expect(await mutantsOf(acceptance, {}, options)).toMatchObject({ kind: 'unreadable' });
  });
});

describe('JavaScript and TypeScript', () => {
  const edits = javascriptEdits(JAVASCRIPT, false);
  const of = (operator: Operator): string[] => changes(JAVASCRIPT, edits, operator);

  test('every operator finds its places', () => {
    expect(of('comparison')).toEqual(expect.arrayContaining(['< -> <=', '>= -> >', '=== -> !==']));
    expect(of('boolean')).toEqual(expect.arrayContaining(['&& -> ||', 'every -> some', '?? -> &&']));
    expect(of('arithmetic')).toEqual(expect.arrayContaining(['+= -> -=', 'index++ -> index--', '* -> /']));
    expect(of('constant')).toEqual(expect.arrayContaining(['3 -> 4', "'end' -> ''", "'' -> 'x'"]));
    expect(of('statement deletion')).toContain('found.sort((a, b) => a - b) -> void 0');
    expect(of('return value')).toHaveLength(1);
    expect(of('slice')).toContain('count -> (count) + 1');
    expect(of('condition forced')).toContain('total > 100 -> false');
    expect(of('min and max')).toEqual(['max -> min']);
    expect(of('sort order')).toEqual([' -> .reverse()']);
    expect(of('loop')).toEqual(['break; -> continue;']);
    expect(of('text case')).toEqual(expect.arrayContaining(['.trim() -> ', 'toUpperCase -> toLowerCase']));
    expect(of('default argument')).toEqual(['count = 2 -> count']);
  });

  test('directives, names of modules and comments stay as they are', () => {
    const touched = edits.map(({ start, end }) => JAVASCRIPT.slice(start, end));
    expect(touched.filter((text) => /'use strict'|'fs'/.test(text))).toEqual([]);
    const comment = JAVASCRIPT.indexOf('// total');
    expect(edits.filter(({ start }) => start > comment && start < comment + 12)).toEqual([]);
  });

  test('types are no part of the program', () => {
    const source =
      "type Mode = 'a' | 'b';\nexport function twice(x: 1 | 2 = 1): number { return (x as number) * 2; }\n";
    const found = javascriptEdits(source, true);
    expect(found.map(({ line }) => line)).not.toContain(1);
    expect(changes(source, found, 'default argument')).toEqual(['x: 1 | 2 = 1 -> x: 1 | 2']);
    expect(changes(source, found, 'constant')).toEqual(['1 -> 0', '1 -> 2', '2 -> 3', '2 -> 1']);
  });

  test('every mutant is a program', () => {
    const mutants = edits.map((edit) => mutantOf(JAVASCRIPT, edit).source);
    expect(mutants.filter((source) => !isJavascript(source, false))).toEqual([]);
    expect(isJavascript('const = 1', false)).toBe(false);
  });
});

test('SQL: clauses, aggregates and conditions, and the AND of BETWEEN is none', () => {
  const query =
    "SELECT DISTINCT a, SUM(b) FROM t LEFT JOIN u ON t.id = u.id -- a < b\nWHERE c BETWEEN 1 AND 5 AND d > 'x' ORDER BY a DESC";
  const edits = sqlEdits(query);
  expect(changes(query, edits, 'boolean')).toEqual(['AND -> OR']);
  expect(changes(query, edits, 'query clause')).toEqual(['DISTINCT -> ', 'SUM -> AVG', 'SUM -> MAX', 'LEFT -> ']);
  expect(changes(query, edits, 'comparison')).toEqual(['= -> <>', '> -> >=', '> -> <=']);
  expect(changes(query, edits, 'sort order')).toEqual(['DESC -> ASC']);
  expect(() => sqlEdits('DROP TABLE t')).toThrow(SyntaxError);
});

test('the choice is the seed’s, and gives every operator its turn', () => {
  const edits = javascriptEdits(JAVASCRIPT, false);
  const operators = new Set(edits.map(({ operator }) => operator));
  const chosen = chosenEdits(JAVASCRIPT, edits, operators.size, 'a');
  expect(new Set(chosen.map(({ operator }) => operator))).toEqual(operators);
  expect(chosenEdits(JAVASCRIPT, edits, 20, 'a')).toEqual(chosenEdits(JAVASCRIPT, edits, 20, 'a'));
  expect(chosenEdits(JAVASCRIPT, edits, 20, 'b')).not.toEqual(chosenEdits(JAVASCRIPT, edits, 20, 'a'));
  expect(chosenEdits(JAVASCRIPT, [...edits, ...edits], 1_000, 'a').length).toBeLessThanOrEqual(edits.length);
});
