/** What a person sees when an application asks for a token. */

import type { FastifyReply } from 'fastify';
import type { Seat, User } from '../engine/access.ts';
import { SCOPE_MEANINGS } from '../protocol/arena/scope.ts';
import type { Authorisation, Wanted } from './oauth.ts';
import { type Html, html, sendPage } from './page.ts';

/** Where the redirect leads, as a source of a content security policy; it was checked when it was registered. */
function targetOf({ redirectUri }: Authorisation): string {
  const { protocol, origin } = new URL(redirectUri);
  return protocol === 'http:' || protocol === 'https:' ? origin : protocol;
}

function hidden(name: string, value: string | null): Html {
  return value === null ? html`` : html`<input type="hidden" name="${name}" value="${value}">\n`;
}

/** The request itself travels in the form: nothing about it is kept here until it is granted. */
function requestFields({ application, redirectUri, state }: Authorisation, { scopes, challenge }: Wanted): Html[] {
  return [
    hidden('response_type', 'code'),
    hidden('client_id', application.applicationId),
    hidden('redirect_uri', redirectUri),
    hidden('scope', scopes.join(' ')),
    hidden('state', state),
    hidden('code_challenge', challenge),
    hidden('code_challenge_method', challenge === null ? null : 'S256'),
  ];
}

export interface Question {
  readonly authorisation: Authorisation;
  readonly wanted: Wanted;
}

export function sendTrouble(reply: FastifyReply, trouble: string): FastifyReply {
  return sendPage(reply, { status: 400, title: 'This cannot be asked', body: html`<p role="alert">${trouble}</p>` });
}

export interface LogIn extends Question {
  readonly trouble: string | null;
}

export function sendLogIn(reply: FastifyReply, { authorisation, wanted, trouble }: LogIn): FastifyReply {
  const body = html`<p>${authorisation.application.name} asks for your permission. Who are you?</p>
${trouble === null ? '' : html`<p role="alert">${trouble}</p>`}
<form method="post" action="/oauth/sign-in">
${requestFields(authorisation, wanted)}<p><label>Name <input name="name" required autocomplete="username"></label></p>
<p><label>Password <input name="password" type="password" required autocomplete="current-password"></label></p>
<p><button>Log in</button></p>
</form>`;
  return sendPage(reply, { status: 200, title: 'Log in', body, formTarget: targetOf(authorisation) });
}

export interface Consent extends Question {
  readonly user: User;
  readonly seats: readonly Seat[];
  readonly proof: string;
}

function marketChoice(seats: readonly Seat[]): Html {
  const choices = seats.map(({ marketId }) => html`<option value="${marketId}">${marketId}</option>`);
  return html`<p><label>In <select name="market"><option value="">every market of yours</option>${choices}</select></label></p>`;
}

export function sendConsent(reply: FastifyReply, consent: Consent): FastifyReply {
  const { authorisation, wanted, user, seats, proof } = consent;
  const { application, redirectUri } = authorisation;
  const body = html`<p>You are logged in as ${user.name}. The application ${application.name} wants to:</p>
<ul>${wanted.scopes.map((scope) => html`<li>${SCOPE_MEANINGS[scope]}</li>`)}</ul>
<p>You will be sent to ${redirectUri}</p>
<form method="post" action="/oauth/authorise">
${requestFields(authorisation, wanted)}${hidden('proof', proof)}${marketChoice(seats)}
<p><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Do not allow</button></p>
</form>`;
  return sendPage(reply, { status: 200, title: 'A question to you', body, formTarget: targetOf(authorisation) });
}
