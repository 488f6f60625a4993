/** What guests may ask for: those who take part in a study with people, and programs on its seats. */

import { ruleOf } from './rules.ts';

/** What somebody of a study with people needs: their way through it, their own account, and the market they sit in. */
const GUESTS = /^(GET|POST) \/api\/arena\/1\.0\/people-studies\/:study\/(me|steps|withdrawal)$/;
/** Calls that leave the server, and doors of programs, are not part of taking part. */
const NOT_FOR_GUESTS = /\/(webhooks|mcp)\b/;

/** Whether a guest may come as far as the rule. */
export function isForGuests(method: string, url: string): boolean {
  const name = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  if (GUESTS.test(name) || name === 'GET /api/arena/1.0/account' || name === 'GET /api/arena/1.0/markets') return true;
  const rule = ruleOf(method, url);
  return rule?.who === 'seat' && !NOT_FOR_GUESTS.test(url);
}
