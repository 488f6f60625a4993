/** What a bundle says of people where it is no honest one: refused in one line that a person can read. */

import { expect, test } from 'vitest';
import { bundledPeople } from '../../agents/tournament/export/bundled-people.ts';

const MEASURED = '{ "config": { "baseline": { "kind": "measured" } } }';
const STANDING = '{ "baseline": {} }';

test.each([
  [{}, 'what it says of people cannot be read: expected object, received null'],
  [
    { 'manifest.json': '{', 'standing.json': STANDING },
    'what it says of people cannot be read: Expected property name',
  ],
  [{ 'manifest.json': '{ "config": {} }', 'standing.json': STANDING }, 'cannot be read: config.baseline: is missing'],
  [{ 'manifest.json': MEASURED, 'standing.json': '{}' }, 'cannot be read: baseline: is missing'],
  [{ 'manifest.json': MEASURED, 'standing.json': STANDING }, 'people.json is missing'],
  [{ 'manifest.json': MEASURED, 'standing.json': STANDING, 'people.json': '[]' }, 'cannot be read: people.json'],
])('%j is refused: %s', (parts, why) => {
  const found = bundledPeople(new Map(Object.entries(parts)));
  expect(found).toEqual({ outcome: 'refused', why: expect.stringContaining(why) });
  expect(JSON.stringify(found)).not.toContain('\\n');
});
