/** Participants: who takes part, with which rights, skills and bid credits. */

import { Bug, known } from '../kernel/assert.ts';
import type { Placed } from './event.ts';
import type { CreditPolicy } from './policy.ts';
import type { Credits, MarketState } from './state.ts';

/** Bid credits at `now`: one drips in every `refillMs` until the cap is reached. Unlimited without a credit policy. */
export function creditsNow(policy: CreditPolicy | null, { credits, creditsAt }: Credits, now: number): number {
  if (policy === null) return Number.POSITIVE_INFINITY;
  const dripped = Math.floor((now - creditsAt) / policy.refillMs);
  return Math.min(Math.max(policy.cap, credits), credits + dripped);
}

/** Spends (−1) or gives back (+1) a credit, keeping the part of the next drip that has already passed. */
export function changeCredits(policy: CreditPolicy | null, holder: Credits, change: 1 | -1, now: number): void {
  if (policy === null) return;
  const dripped = Math.floor((now - holder.creditsAt) / policy.refillMs);
  const before = creditsNow(policy, holder, now);
  holder.creditsAt = before >= policy.cap ? now : holder.creditsAt + dripped * policy.refillMs;
  holder.credits = Math.min(Math.max(policy.cap, before), before + change);
}

export function evolveParticipant(state: MarketState, { event, at }: Placed): void {
  switch (event.type) {
    case 'ParticipantRegistered':
      state.next.participant = event.participantId + 1;
      state.participants.set(event.participantId, {
        participantId: event.participantId,
        roles: new Set(event.roles),
        participantKind: event.participantKind,
        skills: new Set(event.skills),
        profileHash: event.profileHash,
        withdrawn: false,
        credits: state.policy.credits?.initial ?? 0,
        creditsAt: at,
        reputation: { reviewCount: 0, ratingSum: 0, completedCount: 0, incompleteCount: 0 },
      });
      return;
    case 'ParticipantWithdrawn':
      known(state.participants.get(event.participantId), 'participant').withdrawn = true;
      return;
    case 'SkillsChanged':
      known(state.participants.get(event.participantId), 'participant').skills = new Set(event.skills);
      return;
    case 'CreditsReturned':
      for (const id of event.participantIds) {
        changeCredits(state.policy.credits, known(state.participants.get(id), 'participant'), 1, at);
      }
      return;
    default:
      throw new Bug(`participant: ${event.type}`);
  }
}
