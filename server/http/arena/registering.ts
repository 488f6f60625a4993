/** Participants that an owner puts into a market, by name. */

import { known } from '../../kernel/assert.ts';
import { canonicalJson, sha256 } from '../../kernel/hash.ts';
import type { ParticipantId } from '../../kernel/id.ts';
import type { OwnerClient } from '../../protocol/arena/client.ts';
import { PROFILE_MEDIA_TYPE } from '../../protocol/arena/profile.ts';
import type { ParticipantKind, Role } from '../../protocol/arena/wire.ts';
import { refused } from '../refusal-map.ts';
import { eventIn } from '../sending.ts';

export interface Registration {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly participantKind: ParticipantKind;
  readonly skills: readonly string[];
}

/** The key of one part of a write, of bounded length and the same each time. */
export function partOfKey(key: string, part: string): string {
  return `${part}/${sha256(key)}`;
}

/** The same key again is the same participant again. */
export async function registerNamed(
  owner: OwnerClient,
  key: string,
  { name, roles, participantKind, skills }: Registration,
): Promise<ParticipantId> {
  const body = canonicalJson({ name });
  const profileHash = await owner.put({ mediaType: PROFILE_MEDIA_TYPE, nonce: partOfKey(key, 'profile'), body });
  const command = { type: 'RegisterParticipant', roles, participantKind, skills, profileHash } as const;
  const answer = await owner.send(partOfKey(key, 'register'), command);
  if (!answer.ok) throw refused(answer.refusal);
  return known(eventIn(answer.events, 'ParticipantRegistered')?.participantId, 'new participant');
}
