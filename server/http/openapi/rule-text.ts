/** Rules of routes in words, for the OpenAPI document. */

import { CSRF_HEADER } from '../plugins/gate.ts';
import type { Proof, Rule, Standing } from '../rules.ts';

const EVERY_STANDING = 5;

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function seated(of: readonly Standing[]): string {
  if (of.length === EVERY_STANDING) return 'For everybody with a seat in the market.';
  return `For ${listed(of.map((one) => `${one}s`))} of the market.`;
}

function audience(rule: Exclude<Rule, { who: 'anyone' }>): string {
  if (rule.who === 'seat') return seated(rule.of);
  return rule.who === 'researcher' ? 'For researchers.' : 'For everybody who is logged in.';
}

function proofText(proof: Proof, writes: boolean): string {
  const csrf = writes ? ` with the header \`${CSRF_HEADER}\`` : '';
  if (proof === 'session') return `Only with a session${csrf}; no token is good for this.`;
  return `With a token of the scope \`${proof}\`, or a session${csrf}.`;
}

/** Who may use the route, and with what. */
export function ruleText(rule: Rule, writes: boolean): string {
  if (rule.who === 'anyone') return 'For anybody, without logging in.';
  const own = rule.objects === 'own' ? ' What is somebody else’s is answered with 403 or 404.' : '';
  return `${audience(rule)} ${proofText(rule.proof, writes)}${own}`;
}

/** The ways to show that one may, as OpenAPI has them: any one of them is enough. */
export function securityOf(rule: Rule, writes: boolean): readonly Readonly<Record<string, readonly string[]>>[] {
  if (rule.who === 'anyone') return [];
  const session = writes ? { session: [], csrf: [] } : { session: [] };
  const { proof } = rule;
  if (proof === 'session') return [session];
  return [{ token: [proof] }, { bearer: [proof] }, { oauth: [proof] }, session];
}
