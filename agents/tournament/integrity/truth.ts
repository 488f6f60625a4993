/** Who in a tournament is an adversary, as its configuration and roster say: the truth that detectors are measured by. */

import type { TournamentConfig } from '../config.ts';
import type { Roster } from '../roster.ts';

export const ADVERSARY_KINDS = [
  'ring',
  'sybil',
  'abandon',
  'copy',
  'memorise',
  'tamper',
  'inject',
  'leak',
  'shill',
  'ghost',
] as const;
export type AdversaryKind = (typeof ADVERSARY_KINDS)[number];

/** By name; who is not in it is honest. */
export type Truth = ReadonlyMap<string, AdversaryKind>;

/** An employer that falls silent on most of its projects is a ghost. */
const GHOST_FROM = 0.5;

export function truthOf(config: Pick<TournamentConfig, 'employers'>, roster: Roster): Truth {
  const truth = new Map<string, AdversaryKind>();
  for (const entry of roster.entries) {
    if ('adversary' in entry && entry.adversary !== undefined) truth.set(entry.name, entry.adversary.kind);
  }
  for (const { name, ghosting } of config.employers) if (ghosting >= GHOST_FROM) truth.set(name, 'ghost');
  return truth;
}
