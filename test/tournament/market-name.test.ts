/** Solo markets never share a name, whatever the freelancers are called. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { soloMarketNames } from '../../agents/tournament/market-name.ts';

test('a market bears its freelancer’s name', () => {
  expect(soloMarketNames('study', ['GPT-4o-mini', 'Claude 3.5 Haiku'])).toEqual([
    'study-gpt-4o-mini',
    'study-claude-3-5-haiku',
  ]);
});

test('names that come to the same, or to nothing, are told apart by their places', () => {
  expect(soloMarketNames('x', ['A b', 'a-B', '日本', '中国', 'c'])).toEqual([
    'x-a-b--1',
    'x-a-b--2',
    'x--3',
    'x--4',
    'x-c',
  ]);
  expect(soloMarketNames('x', ['a', 'A', 'a 2', 'a--2'])).toEqual(['x-a--1', 'x-a--2', 'x-a-2--3', 'x-a-2--4']);
});

test('no two freelancers of different names meet in one market', () => {
  const letter = fc.constantFrom('a', 'A', '-', ' ', '1', '2', '日', '\u001b', '/', '.');
  const name = fc.array(letter, { minLength: 1, maxLength: 5 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
      const markets = soloMarketNames('t-1', names);
      expect(new Set(markets).size).toBe(names.length);
      for (const market of markets) expect(market).toMatch(/^t-1-[a-z0-9-]+$/);
    }),
  );
});
