/** What a token may be good for. The first seven are Freelancer.com's own; the last is for what it has no word for. */

import { z } from 'zod';

export const SCOPES = [
  'basic',
  'fln:project_create',
  'fln:project_manage',
  'fln:contest_create',
  'fln:contest_manage',
  'fln:messaging',
  'fln:user_information',
  'arena:market_manage',
] as const;
export type Scope = (typeof SCOPES)[number];
export const scopeSchema = z.enum(SCOPES);

/** What each scope lets a program do, for the person who is asked. */
export const SCOPE_MEANINGS: Readonly<Record<Scope, string>> = {
  basic: 'see what you may see in the market',
  'fln:project_create': 'post projects in your name',
  'fln:project_manage': 'bid, award, accept, deliver and pay in your name',
  'fln:contest_create': 'post contests in your name',
  'fln:contest_manage': 'enter, rate and award contests in your name',
  'fln:messaging': 'read and write your messages',
  'fln:user_information': 'read and change your profile',
  'arena:market_manage': 'run the markets that you own: invites, clocks, deposits, tournaments',
};

/** The numbers by which `advanced_scopes` names scopes besides `basic`, counted from 1. */
const ADVANCED: readonly Scope[] = SCOPES.slice(1, 7);

const words = (text: string): string[] => text.split(/[ ,+]+/).filter(Boolean);

/** The scopes that an authorisation asks for, `basic` always among them; null where it names one that there is not. */
export function scopesAsked(scope: string, advanced: string): readonly Scope[] | null {
  const named = words(scope).map((word) => scopeSchema.safeParse(word).data);
  const numbered = words(advanced).map((word) => (/^[1-9]$/.test(word) ? ADVANCED[Number(word) - 1] : undefined));
  const wanted = new Set<Scope>(['basic']);
  for (const one of [...named, ...numbered]) {
    if (one === undefined) return null;
    wanted.add(one);
  }
  return SCOPES.filter((one) => wanted.has(one));
}
