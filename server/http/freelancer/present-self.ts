/** The caller as it sees itself: with address and balance where what it came with may tell them. */

import type { Millis } from '../../kernel/clock.ts';
import type { ParticipantId } from '../../kernel/id.ts';
import { changeCredits, creditsNow } from '../../market/participant.ts';
import type { ReadMarket } from '../../protocol/arena/seen/things.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { amountOf, secondsOf } from '../../protocol/freelancer/money.ts';
import type { Balances, WireUser } from '../../protocol/freelancer/user.ts';
import type { UserFlags } from '../../protocol/freelancer/user-flags.ts';
import type { Caller } from '../caller.ts';
import type { RouteOptions } from '../route-options.ts';
import { problems } from '../wire-error.ts';
import type { Look } from './looking.ts';
import { type Private, presentUsers } from './present-user.ts';
import { selfIn } from './threads.ts';

/** Bids that the caller may still place: the market's own rule, over what the caller itself has seen happen. */
export function bidsRemaining(market: ReadMarket, own: ParticipantId, now: Millis): number | null {
  const policy = market.policy?.credits ?? null;
  const participant = market.participants.get(own);
  if (policy === null || participant === undefined) return null;
  const spent = [...market.bids.values()].filter(({ bidderId }) => bidderId === own);
  const changes = [
    ...spent.map(({ placedAt }) => ({ at: placedAt, change: -1 as const })),
    ...market.creditsReturnedAt.map((at) => ({ at, change: 1 as const })),
  ].toSorted((one, other) => one.at - other.at);
  const holder = { credits: policy.initial, creditsAt: participant.registeredAt };
  for (const { at, change } of changes) changeCredits(policy, holder, change, at);
  return creditsNow(policy, holder, now);
}

async function balancesOf(
  { market, place }: Look,
  { ledgers }: Pick<RouteOptions, 'ledgers'>,
  own: ParticipantId,
  now: Millis,
): Promise<Balances> {
  const movements = await ledgers.movements(place.marketId, place.viewer);
  const inWallet = movements.filter(({ account, participantId }) => account === 'wallet' && participantId === own);
  const amount = amountOf(inWallet.reduce((sum, { amountCents }) => sum + amountCents, 0));
  const currency = currencyOf(market.policy?.currency ?? 'USD');
  const skills = market.participants.get(own)?.skills.length ?? 0;
  return {
    balances: [{ amount, bonus_amount: 0, currency }],
    bids_remaining: bidsRemaining(market, own, now),
    jobs_remaining: Math.max(0, (market.policy?.limits.skillsPerParticipant ?? 0) - skills),
    job_changes_remaining: null,
    service_postings_remaining: null,
  };
}

/** A token tells address and balance only where it was given for them; a session is its user in person. */
function mayTell({ pass }: Caller): boolean {
  return pass.kind === 'session' || pass.scopes.includes('fln:user_information');
}

/** Somebody without a part in the market: a name, and a number that names nobody. */
function onlooker({ user }: Caller, email: string | null): Partial<WireUser> & Pick<WireUser, 'id' | 'username'> {
  const { name, createdAt } = user;
  const names = { username: name, public_name: name, display_name: name };
  return { id: 0, ...names, email, role: null, chosen_role: null, registration_date: secondsOf(createdAt) };
}

export async function presentSelf(
  look: Look,
  options: Pick<RouteOptions, 'texts' | 'arena' | 'ledgers'>,
  caller: Caller,
  flags: UserFlags,
): Promise<Partial<WireUser> & Pick<WireUser, 'id' | 'username'>> {
  const told = mayTell(caller);
  const email = told ? caller.user.email : null;
  const own = selfIn(look);
  if (own === null) return onlooker(caller, email);
  const now = await options.arena.engine.now(look.place.marketId);
  const balances = told && flags.has('balance_details') ? await balancesOf(look, options, own, now) : null;
  const secrets: Private = { email, balances };
  const [user] = await presentUsers(look, options, [own], flags, secrets);
  if (user === undefined) throw problems.notFound(`User ${own}`);
  return user;
}
