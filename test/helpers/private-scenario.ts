/** A scenario's world in a database of its own, with tokens that are in no scenario: it can be served again and again. */

import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import type { Scenario } from '../../server/protocol/arena/scenario.ts';
import { playScenario } from '../../server/scenario.ts';
import { HIGH_STREET } from '../http/world.ts';

export const privateToken = (person: string): string => `private-${person}`;

export async function fillDatabase(
  file: string,
  change: (scenario: Scenario) => Scenario = (same) => same,
): Promise<void> {
  const store = await openSqliteStore({ file });
  const arena = createArena({ store });
  const people = HIGH_STREET.people.map((person) => ({ ...person, token: privateToken(person.name) }));
  await playScenario(arena, store.access, change({ ...HIGH_STREET, people }));
  await arena.close();
}
