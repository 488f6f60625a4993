/** OAuth2's own words (RFC 6749, 7636): what may go wrong, what is asked for, and how an application proves itself. */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AccessStore, Application } from '../engine/access.ts';
import { applicationId } from '../kernel/id.ts';
import { type Scope, scopesAsked } from '../protocol/arena/scope.ts';
import { secretHashOf } from './secret.ts';

export type OAuthCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'access_denied';

/** What OAuth2 says no with. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthCode;

  constructor(code: OAuthCode, description: string) {
    super(description);
    this.code = code;
  }
}

/** A parameter given twice comes as a list, and is none: each may come once (RFC 6749 §3.1). */
export function single(fields: unknown, name: string): string | null {
  if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, name)) return null;
  const value = (fields as Record<string, unknown>)[name];
  if (typeof value === 'string') return value === '' ? null : value;
  throw new OAuthError('invalid_request', `${name}: once`);
}

export function equalTexts(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

/** Whether the verifier is the one that the challenge was made of (S256). */
export function verifies(challenge: string, verifier: string): boolean {
  const made = createHash('sha256').update(verifier).digest('base64url');
  return equalTexts(made, challenge);
}

/** What is asked for, once it is certain who asks and where the answer goes. */
export interface Authorisation {
  readonly application: Application;
  readonly redirectUri: string;
  readonly state: string | null;
}

/** Throws where nobody may be sent anywhere: an answer to an address that nobody registered is a gift to its owner. */
export async function authorisationOf(access: AccessStore, fields: unknown): Promise<Authorisation> {
  const clientId = single(fields, 'client_id');
  const application = clientId === null ? null : await access.application(applicationId(clientId));
  if (application === null || application.revokedAt !== null) {
    throw new OAuthError('invalid_client', 'client_id: no application of this name is registered here');
  }
  const redirectUri = single(fields, 'redirect_uri');
  if (redirectUri === null || !application.redirectUris.includes(redirectUri)) {
    throw new OAuthError('invalid_request', 'redirect_uri: not one that this application registered');
  }
  return { application, redirectUri, state: single(fields, 'state') };
}

export interface Wanted {
  readonly scopes: readonly Scope[];
  readonly challenge: string | null;
}

/** The rest of the request; what is wrong with it is told to the application. */
export function wantedOf({ application }: Authorisation, fields: unknown): Wanted {
  if (single(fields, 'response_type') !== 'code') {
    throw new OAuthError('unsupported_response_type', 'response_type: code');
  }
  const scopes = scopesAsked(single(fields, 'scope') ?? '', single(fields, 'advanced_scopes') ?? '');
  if (scopes === null) throw new OAuthError('invalid_scope', 'scope: names one that there is not');
  const challenge = single(fields, 'code_challenge');
  if (challenge === null) {
    if (application.secretHash === null)
      throw new OAuthError('invalid_request', 'code_challenge: needed without a secret');
    return { scopes, challenge };
  }
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge) || single(fields, 'code_challenge_method') !== 'S256') {
    throw new OAuthError('invalid_request', 'code_challenge: of the method S256');
  }
  return { scopes, challenge };
}

/** The redirect URI with these parameters more; those that it has stay (RFC 6749 §4.1.2). */
export function redirectWith(redirectUri: string, added: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(added).filter((pair): pair is [string, string] => pair[1] !== null);
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${new URLSearchParams(given)}`;
}

/** What a form of ours carries, so that a form of another site is told from it: only we can make it, for one session. */
export function formProof(key: string, passId: number, authorisation: Authorisation, wanted: Wanted): string {
  const { application, redirectUri, state } = authorisation;
  const said = [passId, application.applicationId, redirectUri, state, wanted.scopes, wanted.challenge];
  return createHmac('sha256', key)
    .update(JSON.stringify(['oauth form', ...said]))
    .digest('base64url');
}

/** `Basic`, or the two fields of the form, never both (RFC 6749 §2.3). */
export function credentialsIn(header: string | undefined, fields: unknown): { id: string; secret: string | null } {
  const id = single(fields, 'client_id');
  const secret = single(fields, 'client_secret');
  const basic = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (basic === undefined) {
    if (id === null) throw new OAuthError('invalid_client', 'client_id: which application asks?');
    return { id, secret };
  }
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const split = text.indexOf(':');
  const [name, word] = [text.slice(0, Math.max(0, split)), text.slice(split + 1)].map(formDecoded);
  if (split < 1 || name === undefined || word === undefined || secret !== null || (id !== null && id !== name)) {
    throw new OAuthError('invalid_client', 'Say who asks once: by Basic or in the form');
  }
  return { id: name, secret: word === '' ? null : word };
}

function formDecoded(text: string): string | undefined {
  return new URLSearchParams(`x=${text}`).get('x') ?? undefined;
}

/** The application that these credentials prove. Says the same of a wrong name and of a wrong secret. */
export async function provenApplication(
  access: AccessStore,
  { id, secret }: { readonly id: string; readonly secret: string | null },
): Promise<Application> {
  const application = await access.application(applicationId(id));
  const secretHash = application?.secretHash ?? null;
  const proven = secretHash === null ? secret === null : equalTexts(secretHashOf(secret ?? ''), secretHash);
  if (application === null || application.revokedAt !== null || !proven) {
    throw new OAuthError('invalid_client', 'No application has this name and secret');
  }
  return application;
}
