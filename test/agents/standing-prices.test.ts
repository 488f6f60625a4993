/** What the standing says of how its prices came about, and where that is read. */

import { expect, test } from 'vitest';
import { standingOf } from '../../agents/tournament/standing.ts';
import { priceOriginOf } from '../../server/ground.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { smallProject } from '../admission/small-project.ts';

test.each([
  [[{ kind: 'posted' }, { kind: 'posted' }], 'posted', []],
  [
    [
      { kind: 'predicted', method: 'forest' },
      { kind: 'predicted', method: 'forest' },
    ],
    'predicted',
    ['forest'],
  ],
  [
    [
      { kind: 'assigned', method: 'author' },
      { kind: 'predicted', method: 'forest' },
    ],
    'mixed',
    ['author', 'forest'],
  ],
  [[{ kind: 'posted' }, { kind: 'assigned', method: 'author' }], 'mixed', ['author']],
] as const)('prices that came about as %j are called %s', (priceOrigins, kind, methods) => {
  const { prices } = standingOf({ protocol: 'solo', markets: [], roster: [], human: { kind: 'none' }, priceOrigins });
  expect(prices).toMatchObject({ kind, methods });
});

test('a package says how its price came about: posted, assigned by a rule, or predicted by a model', () => {
  const origin = (price: ProjectPackage['price']) => priceOriginOf({ ...smallProject(), price });
  const posted = { min: 50, max: 250, currency: 'EUR' };
  const source = { posted: null, exchange: null };
  expect(origin({ posted, exchange: null, estimate: null })).toEqual({ kind: 'posted' });
  expect(origin({ ...source, estimate: { cents: 1, method: 'author' } })).toEqual({
    kind: 'assigned',
    method: 'author',
  });
  const predicted = { kind: 'predicted', method: 'forest' } as const;
  expect(origin({ ...source, estimate: { cents: 1, ...predicted } })).toEqual(predicted);
  expect(origin(undefined)).toEqual({ kind: 'assigned', method: 'not said' });
});
