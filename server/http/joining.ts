/**
 * How a user gets a seat. An invite is first claimed, in one step with whatever else the store does for the sign-up; then
 * the claim becomes a participant and a seat. Each step may be done again: what a crash left half done is finished when
 * the user next comes in.
 */

import { createHmac } from 'node:crypto';
import { isLive, type NewPass, type Pass, type Seat, type User } from '../engine/access.ts';
import { known } from '../kernel/assert.ts';
import { canonicalJson } from '../kernel/hash.ts';
import type { ContentHash, MarketId } from '../kernel/id.ts';
import type { ParticipantKind, Role } from '../market/command.ts';
import type { OwnerClient } from '../protocol/arena/client.ts';
import { PROFILE_MEDIA_TYPE } from '../protocol/arena/profile.ts';
import type { ServerOptions } from './ports.ts';
import { refused } from './refusal-map.ts';
import { newSecret, secretHashOf } from './secret.ts';
import { eventIn } from './sending.ts';
import { problems } from './wire-error.ts';

export interface Joining {
  /** The invite or owner link that the secret opens, or a 404. */
  invite(secret: string): Promise<Pass>;
  /** What somebody gets who claims the invite; null for an owner link, which gives no seat. */
  claimOf(invite: Pass, wishes: Wishes): Omit<NewPass, 'userId'> | null;
  /** The same without an invite, where the market takes anybody. A 404 where it does not. */
  openClaim(marketId: MarketId, roles: readonly Role[], wishes: Wishes): Promise<Omit<NewPass, 'userId'>>;
  /** Takes the invite for a user who has an account; the same one twice is one claim. */
  claim(user: User, invite: Pass | null, claim: Omit<NewPass, 'userId'>): Promise<void>;
  /** Makes the first researcher the owner of the markets that have none: those of tournaments played before. */
  adopt(user: User): Promise<void>;
  /** Turns the user's claims into seats. Gives the reasons of those that could not become one now. */
  settle(user: User): Promise<readonly unknown[]>;
}

/** What a newcomer says about itself. */
export interface Wishes {
  readonly participantKind: ParticipantKind;
  readonly skills: readonly string[];
}

interface Settling {
  readonly user: User;
  readonly marketId: MarketId;
  readonly claim: Pass;
}

const INVITING: ReadonlySet<string> = new Set(['invite', 'owner_link']);
/** A claim that could not become a seat in this time is given up. */
const CLAIM_MS = 2_592_000_000;

export function createJoining(options: Pick<ServerOptions, 'arena' | 'access' | 'wallNow'>, key: string): Joining {
  const { arena, access, wallNow } = options;

  function newClaim(marketId: MarketId, roles: readonly Role[], parent: Pass | null, wishes: Wishes) {
    return {
      kind: 'invite',
      // Its holder is known by name: nobody is ever given this secret.
      secretHash: secretHashOf(newSecret()),
      marketId,
      scopes: [],
      roles,
      label: canonicalJson(wishes),
      createdAt: wallNow(),
      expiresAt: wallNow() + CLAIM_MS,
      usesLeft: 1,
      parentId: parent?.passId ?? null,
    } as const;
  }

  /** One command for each user, whatever claims there are: whoever claims twice at once is registered once. */
  async function registered(owner: OwnerClient, { user, marketId, claim }: Settling): Promise<Seat> {
    const { userId, name } = user;
    const { participantKind, skills } = JSON.parse(claim.label) as Wishes;
    // The same each time, or the command would be another one; and nobody can guess it, or names could be tried out.
    const nonce = createHmac('sha256', key).update(`profile/${marketId}/${userId}`).digest('hex').slice(0, 32);
    const profileHash: ContentHash = await owner.put({
      mediaType: PROFILE_MEDIA_TYPE,
      nonce,
      body: canonicalJson({ name }),
    });
    const { roles } = claim;
    const command = { type: 'RegisterParticipant', roles, participantKind, skills, profileHash } as const;
    const answer = await owner.send(`seat-of-user/${userId}`, command);
    if (!answer.ok) throw refused(answer.refusal);
    const participantId = known(eventIn(answer.events, 'ParticipantRegistered')?.participantId, 'new participant');
    return { userId, marketId, kind: 'participant', participantId };
  }

  async function settleOne(user: User, claim: Pass): Promise<void> {
    const marketId = known(claim.marketId, 'market of a claim');
    const seats = await access.seatsOf(user.userId);
    if (!seats.some((seat) => seat.marketId === marketId)) {
      const watching: Seat = { userId: user.userId, marketId, kind: 'watcher' };
      const owner = arena.connectOwner(marketId);
      await access.addSeat(claim.roles.length === 0 ? watching : await registered(owner, { user, marketId, claim }));
    }
    await access.usePass(claim.passId);
  }

  return {
    invite: async (secret) => {
      const pass = await access.passByHash(secretHashOf(secret));
      if (pass === null || !INVITING.has(pass.kind) || pass.userId !== null)
        throw problems.notFound('A usable invite of this secret');
      return pass;
    },
    claimOf: (invite, wishes) =>
      invite.kind === 'owner_link'
        ? null
        : newClaim(known(invite.marketId, 'market of an invite'), invite.roles, invite, wishes),
    openClaim: async (marketId, roles, wishes) => {
      const admission = await access.admissionOf(marketId);
      // A market that takes nobody in is answered like one that does not exist.
      if (admission.kind !== 'open') throw problems.notFound(`An open market ${marketId}`);
      const closed = roles.find((role) => !admission.roles.includes(role));
      if (closed !== undefined) throw problems.notAllowed(`Nobody becomes ${closed} here without an invite`);
      return newClaim(marketId, roles, null, wishes);
    },
    claim: async (user, invite, claim) => {
      const own = { ...claim, userId: user.userId };
      if (invite === null) {
        const [seat] = (await access.seatsOf(user.userId)).filter(({ marketId }) => marketId === claim.marketId);
        if (seat === undefined) await access.addPass(own);
        return;
      }
      const mine = (await access.passesOf(user.userId)).some(({ parentId }) => parentId === invite.passId);
      if (mine) return;
      const taken = isLive(invite, wallNow()) ? await access.exchange(invite.passId, [own]) : null;
      if (taken === null) throw problems.notFound('A usable invite of this secret');
    },
    adopt: async ({ userId }) => {
      for (const marketId of await arena.engine.markets()) {
        const owned = (await access.seatsIn(marketId)).some(({ kind }) => kind === 'owner');
        if (!owned) await access.addSeat({ userId, marketId, kind: 'owner' });
      }
    },
    settle: async (user) => {
      const passes = await access.passesOf(user.userId);
      const claims = passes.filter((pass) => pass.kind === 'invite' && isLive(pass, wallNow()));
      const tried = await Promise.allSettled(claims.map((claim) => settleOne(user, claim)));
      return tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    },
  };
}
