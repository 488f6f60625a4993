/** Brings a tournament's market to its first moment: opened, everybody registered and funded, deliveries prepared. */

import { assert } from '../../server/kernel/assert.ts';
import { canonicalJson } from '../../server/kernel/hash.ts';
import { participantId as asParticipantId, type ParticipantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { keyedHash } from '../../server/kernel/prng.ts';
import type { OwnerClient } from '../../server/protocol/arena/client.ts';
import type { CommandRequest, ParticipantKind, Policy, Role } from '../../server/protocol/arena/wire.ts';

/** Who is to be registered, in this order: the order gives the numbers. */
export interface Applicant {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly participantKind: ParticipantKind;
  readonly skills: readonly string[];
  readonly depositCents: number;
}

const PROFILE_MEDIA_TYPE = 'application/vnd.freelance-arena.profile+json';

/** Does one step of the set-up; a refusal here is a mistake of ours or of the configuration, so it stops the run. */
async function demand(owner: OwnerClient, key: string, request: CommandRequest): Promise<void> {
  const answer = await owner.send(key, request);
  assert(answer.ok, `${request.type} refused: ${answer.ok ? '' : `${answer.refusal.code} ${answer.refusal.detail}`}`);
}

/** How far an earlier run got: how many registrations and deposits are in the log. */
async function alreadyDone(owner: OwnerClient, expected: number): Promise<{ registered: number; deposits: number }> {
  const seen = await owner.read(0, 1 + 3 * expected);
  const count = (type: string): number => seen.filter(({ event }) => event.type === type).length;
  return { registered: count('ParticipantRegistered'), deposits: count('FundsDeposited') };
}

/**
 * Opens the market and registers the applicants in order, or goes on where a killed run stopped. Returns their numbers,
 * which are always 1, 2, 3 …
 */
export async function setUpMarket(
  owner: OwnerClient,
  policy: Policy,
  seed: string,
  applicants: readonly Applicant[],
): Promise<readonly ParticipantId[]> {
  const opened = await owner.send('open', { type: 'OpenMarket', policy, seed });
  if (!opened.ok && opened.refusal.code !== 'market_exists') {
    throw new Error(`the market cannot be opened: ${opened.refusal.code} ${opened.refusal.detail}`);
  }
  const done = await alreadyDone(owner, applicants.length);
  for (const [index, applicant] of applicants.entries()) {
    if (index < done.registered) continue;
    const { name, roles, participantKind, skills } = applicant;
    const nonce = keyedHash(seed, 'profile', index).slice(0, 32);
    const profileHash = await owner.put({ mediaType: PROFILE_MEDIA_TYPE, nonce, body: canonicalJson({ name }) });
    await demand(owner, `register/${index}`, {
      type: 'RegisterParticipant',
      roles,
      participantKind,
      skills,
      profileHash,
    });
  }
  const funded = applicants.map(({ depositCents }, index) => ({ depositCents, id: asParticipantId(index + 1) }));
  for (const [index, { depositCents, id }] of funded.filter((one) => one.depositCents > 0).entries()) {
    if (index < done.deposits) continue;
    await demand(owner, `deposit/${id}`, { type: 'Deposit', participantId: id, amountCents: cents(depositCents) });
  }
  return funded.map(({ id }) => id);
}
