/** A user in Freelancer.com's form: a participant of the market, by what the viewer knows; details only where a flag asks. */

import type { Millis } from '../../kernel/clock.ts';
import type { ParticipantId } from '../../kernel/id.ts';
import type { ReadMarket, SeenParticipant } from '../../protocol/arena/seen/things.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { jobOf } from '../../protocol/freelancer/job.ts';
import { secondsOf } from '../../protocol/freelancer/money.ts';
import type { Reputation } from '../../protocol/freelancer/reputation.ts';
import type { Balances, UserRole, WireUser } from '../../protocol/freelancer/user.ts';
import type { UserFlags } from '../../protocol/freelancer/user-flags.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';
import { presentReputation } from './present-reputation.ts';
import { readParts, recordsOf } from './track-record.ts';

const NAME_CHARACTERS = 100;
const DESCRIPTION_CHARACTERS = 10_000;

/** What a participant says about itself; behind a pseudonym, its number. */
export interface Profile {
  readonly name: string;
  readonly description: string;
}

export async function profileOf(
  { place }: Look,
  { texts }: Pick<RouteOptions, 'texts'>,
  { participantId, profile }: SeenParticipant,
): Promise<Profile> {
  const said = profile === null ? null : await texts.profile(place.marketId, place.viewer, profile);
  const description = typeof said?.description === 'string' ? said.description : '';
  const name = said === null || said.name.trim() === '' ? `participant-${participantId}` : said.name;
  return { name: name.slice(0, NAME_CHARACTERS), description: description.slice(0, DESCRIPTION_CHARACTERS) };
}

/** Whom a client should take somebody for who may be both: the one that earns. */
export function chosenRoleOf({ roles }: Pick<SeenParticipant, 'roles'>): UserRole | null {
  if (roles.includes('freelancer')) return 'freelancer';
  return roles.includes('employer') ? 'employer' : null;
}

/** What only the user itself is told. */
export interface Private {
  readonly email: string | null;
  readonly balances: Balances | null;
}
const NOTHING_PRIVATE: Private = { email: null, balances: null };

const NO_PICTURES = { avatar: null, avatar_large: null, avatar_cdn: null, avatar_large_cdn: null, cover_image: null };
const NOWHERE = {
  country: { name: null, code: null, flag_url: null },
  city: null,
  latitude: null,
  longitude: null,
  vicinity: null,
  administrative_area: null,
  full_address: null,
};
const UNUSED = {
  suspended: false,
  force_verify: false,
  limited_account: false,
  tagline: null,
  hourly_rate: null,
  timezone: null,
  primary_language: 'en',
  recommendations: null,
  responsiveness: null,
  corporate: null,
};
/** Nobody is checked for who it is; that somebody can pay is checked when an award is accepted. */
const UNVERIFIED = {
  payment_verified: false,
  email_verified: false,
  deposit_made: false,
  phone_verified: false,
  identity_verified: false,
  facebook_connected: false,
  linkedin_connected: false,
  freelancer_verified_user: false,
  custom_charge_verified: false,
};

/** Everybody has the same package: the market's policy. */
function membershipOf({ policy }: ReadMarket): WireUser['membership_package'] {
  if (policy === null) return null;
  const { credits, limits } = policy;
  return {
    id: 1,
    name: 'arena',
    bid_limit: credits?.cap ?? null,
    bid_refresh_rate: credits === null ? null : credits.refillMs / 1_000,
    job_limit: limits.skillsPerParticipant,
    job_change_limit: null,
    service_posting_limit: null,
    time_bid_refreshed: null,
    duration_type: null,
  };
}

function detailsOf(market: ReadMarket, participant: SeenParticipant, profile: Profile, flags: UserFlags) {
  const located = flags.has('country_details') || flags.has('location_details');
  return {
    display_name: flags.has('display_info') ? profile.name : null,
    profile_description: flags.has('profile_description') ? profile.description : null,
    location: located ? NOWHERE : null,
    primary_currency: flags.has('financial_details') ? currencyOf(market.policy?.currency ?? 'USD') : null,
    jobs: flags.has('jobs') ? participant.skills.map((skill) => jobOf(skill)) : null,
    qualifications: flags.has('qualification_details') ? [] : null,
    badges: flags.has('badge_details') ? [] : null,
    status: flags.has('status') ? { ...UNVERIFIED, profile_complete: participant.profile !== null } : null,
    membership_package: flags.has('membership_details') ? membershipOf(market) : null,
    preferred_freelancer: flags.has('preferred_details') ? false : null,
    past_cover_images: flags.has('past_covers') ? [] : null,
    corporate_users: flags.has('corporate_accounts') ? [] : null,
  };
}

interface Records {
  readonly reputation: Reputation | null;
  readonly employer_reputation: Reputation | null;
  readonly portfolio_count: number | null;
}

/** What each of these has done, as far as the flags ask for it. */
async function recordsFor(
  look: Look,
  options: Pick<RouteOptions, 'texts'>,
  ids: readonly number[],
  flags: UserFlags,
  now: Millis,
) {
  const { market } = look;
  const wants = (role: UserRole): 'no' | 'plain' | 'extra' => {
    const name = role === 'freelancer' ? 'reputation' : 'employer_reputation';
    if (flags.has(`${name}_extra`)) return 'extra';
    return flags.has(name) ? 'plain' : 'no';
  };
  const counted = flags.has('portfolio_details');
  const asFreelancer = recordsOf(market, 'freelancer', wants('freelancer') === 'no' && !counted ? [] : ids);
  const asEmployer = recordsOf(market, 'employer', wants('employer') === 'no' ? [] : ids);
  await readParts(look, options, asFreelancer);
  await readParts(look, options, asEmployer);
  const told = (id: number, role: UserRole): Reputation | null => {
    const record = (role === 'freelancer' ? asFreelancer : asEmployer).get(id);
    if (record === undefined || wants(role) === 'no') return null;
    const extra = wants(role) === 'extra';
    return presentReputation(id, role, record, now, { jobHistory: extra, projectStats: extra, rehireRates: extra });
  };
  return (id: number): Records => ({
    reputation: told(id, 'freelancer'),
    employer_reputation: told(id, 'employer'),
    portfolio_count: counted ? (asFreelancer.get(id)?.works.filter(({ completed }) => completed).length ?? 0) : null,
  });
}

/** The users of these ids, in their order; who is not known to the viewer is left out. */
export async function presentUsers(
  look: Look,
  options: Pick<RouteOptions, 'texts' | 'arena'>,
  ids: Iterable<number>,
  flags: UserFlags,
  own: Private = NOTHING_PRIVATE,
): Promise<readonly WireUser[]> {
  const { market, place } = look;
  const found = [...new Set(ids)].flatMap((id) => market.participants.get(id as ParticipantId) ?? []);
  const now = await options.arena.engine.now(place.marketId);
  const profiles = await Promise.all(found.map((participant) => profileOf(look, options, participant)));
  const numbers = found.map(({ participantId }) => Number(participantId));
  const recordOf = await recordsFor(look, options, numbers, flags, now);
  return found.map((participant, index): WireUser => {
    const { participantId, registeredAt, withdrawn } = participant;
    const profile = profiles[index] ?? { name: '', description: '' };
    return {
      id: participantId,
      username: profile.name,
      public_name: profile.name,
      email: own.email,
      role: chosenRoleOf(participant),
      chosen_role: chosenRoleOf(participant),
      registration_date: secondsOf(registeredAt),
      closed: withdrawn,
      is_active: !withdrawn,
      account_balances: own.balances,
      ...NO_PICTURES,
      ...UNUSED,
      ...detailsOf(market, participant, profile, flags),
      ...recordOf(participantId),
    };
  });
}

/** The `users` container beside a list: by id; null where nobody asked for users. */
export async function usersOf(
  look: Look,
  options: Pick<RouteOptions, 'texts' | 'arena'>,
  ids: Iterable<number>,
  flags: UserFlags | null,
): Promise<Record<string, WireUser> | null> {
  if (flags === null) return null;
  const users = await presentUsers(look, options, ids, flags);
  return Object.fromEntries(users.map((user) => [String(user.id), user]));
}
