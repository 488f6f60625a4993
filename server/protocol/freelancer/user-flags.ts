/** The flags that ask for details of users, in every spelling that Freelancer.com's clients are known to use. */

import type { z } from 'zod';
import { flag } from './params.ts';

export const USER_FLAGS = [
  'details',
  'avatar',
  'country_details',
  'profile_description',
  'display_info',
  'jobs',
  'balance_details',
  'qualification_details',
  'membership_details',
  'financial_details',
  'location_details',
  'portfolio_details',
  'preferred_details',
  'badge_details',
  'status',
  'reputation',
  'employer_reputation',
  'reputation_extra',
  'employer_reputation_extra',
  'cover_image',
  'past_covers',
  'responsiveness',
  'corporate_accounts',
  'recommendations',
] as const;
export type UserFlag = (typeof USER_FLAGS)[number];
/** What somebody wants to know of users. */
export type UserFlags = ReadonlySet<UserFlag>;

/** The Python SDK leaves the prefix away for these on every call; the Android and Go clients have names of their own. */
const WITHOUT_PREFIX = ['cover_image', 'past_covers', 'responsiveness', 'corporate_accounts'] as const;
const OTHER_NAMES = {
  past_cover_images: 'past_covers',
  user_past_cover_images: 'past_covers',
  user_past_cover_image: 'past_covers',
  corporate_users: 'corporate_accounts',
  user_corporate_users: 'corporate_accounts',
} as const satisfies Readonly<Record<string, UserFlag>>;

type Bare = UserFlag;
type Elsewhere = `user_${UserFlag}` | (typeof WITHOUT_PREFIX)[number] | keyof typeof OTHER_NAMES;
type Fields<N extends string> = { [K in N]: z.ZodOptional<typeof flag> };

const prefixed = USER_FLAGS.map((name) => [`user_${name}`, name] as const);
/** Every spelling with what it asks for. */
const MEANINGS: ReadonlyMap<string, UserFlag> = new Map<string, UserFlag>([
  ...prefixed,
  ...USER_FLAGS.map((name) => [name, name] as const),
  ...Object.entries(OTHER_NAMES),
]);

function fieldsOf<N extends string>(names: readonly N[]): Fields<N> {
  return Object.fromEntries(names.map((name) => [name, flag.optional()])) as Fields<N>;
}

const onOtherCalls = [...prefixed.map(([name]) => name), ...WITHOUT_PREFIX, ...Object.keys(OTHER_NAMES)] as Elsewhere[];

/** On calls about something else. Bare names are other things there: `jobs` is a filter, `reputation` a field of bids. */
export const userContainerFlags: Fields<Elsewhere> = fieldsOf(onOtherCalls);

/** On calls about users, and on milestones: with and without the prefix. */
export const userFlags: Fields<Elsewhere | Bare> = fieldsOf([...onOtherCalls, ...USER_FLAGS]);

/** What the query asks of users; null where it does not ask for users at all. */
export function userFlagsIn(query: object, declared: object = userContainerFlags): UserFlags | null {
  const wanted = Object.entries(query).flatMap(([name, value]) => {
    const meaning = value === true && Object.hasOwn(declared, name) ? MEANINGS.get(name) : undefined;
    return meaning === undefined ? [] : [meaning];
  });
  return wanted.length === 0 ? null : new Set(wanted);
}
