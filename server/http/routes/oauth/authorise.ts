/** Where applications send people to ask them for a token: the question, the log-in before it, and the answer. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pass, User } from '../../../engine/access.ts';
import { marketId } from '../../../kernel/id.ts';
import { authoriseQuery, consentForm, signInForm } from '../../../protocol/arena/oauth.ts';
import type { Caller } from '../../caller.ts';
import {
  type Authorisation,
  authorisationOf,
  equalTexts,
  formProof,
  OAuthError,
  redirectWith,
  single,
  type Wanted,
  wantedOf,
} from '../../oauth.ts';
import { sendConsent, sendLogIn, sendTrouble } from '../../oauth-pages.ts';
import { pageAnswer, pageOrProblem, redirectAnswer } from '../../openapi/page-answers.ts';
import { isOurOwn } from '../../same-origin.ts';
import { newSecret, secretHashOf } from '../../secret.ts';
import { WireError } from '../../wire-error.ts';
import type { AccessRouteOptions } from '../access.ts';

/** Long enough to be redirected, too short to be found in a log. */
const CODE_MS = 60_000;
/** Freelancer.com's clients use the first; the second is the standard's. */
const PATHS = ['/oauth/authorise', '/oauth/authorize'] as const;

const PAGES =
  'For browsers: answers are pages and redirects. What is wrong is told to the application where it is known.';
const FORMS = ['application/x-www-form-urlencoded'] as const;
const away = {
  303: redirectAnswer('Back to the application, with a code or with what is wrong'),
  400: pageOrProblem('Nobody may be sent anywhere: a page that says why'),
};

const asks = {
  tags: ['OAuth'],
  summary: 'Ask a person for a token',
  notes: PAGES,
  reads: { querystring: authoriseQuery },
  problems: [401],
  response: { 200: pageAnswer('The question; or a log-in, where nobody is logged in'), ...away },
} as const;
const answers = {
  tags: ['OAuth'],
  summary: 'Allow an application a token, or not',
  notes: PAGES,
  consumes: FORMS,
  reads: { body: consentForm },
  problems: [401],
  response: { 200: pageAnswer('A log-in, where nobody is logged in any more'), ...away },
} as const;
const signsIn = {
  tags: ['OAuth'],
  operationId: 'signInForApplication',
  summary: 'Log in, to be asked by an application',
  notes: PAGES,
  consumes: FORMS,
  reads: { body: signInForm },
  response: {
    200: pageAnswer('The log-in again, and why'),
    ...away,
    303: redirectAnswer('To the question; or back to the application, with what is wrong'),
  },
};

type Asking = { readonly authorisation: Authorisation; readonly wanted: Wanted };

/** Only a session can say yes: a token must not beget tokens. */
async function personOf(request: FastifyRequest): Promise<Caller | null> {
  const caller = await request.callerIfAny();
  return caller?.pass.kind === 'session' ? caller : null;
}

export function addAuthoriseRoutes(app: FastifyInstance, options: AccessRouteOptions): void {
  const { access, wallNow, entrance } = options;
  const { passwords, sessions, signingKey, settings } = entrance;

  /** Runs `work`; what goes wrong is told to the application where it is known, and else to the person. */
  async function asking(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (asking: Asking) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    reply.header('cache-control', 'no-store');
    const fields = request.method === 'POST' ? request.body : request.query;
    let authorisation: Authorisation | null = null;
    try {
      authorisation = await authorisationOf(access, fields);
      return await work({ authorisation, wanted: wantedOf(authorisation, fields) });
    } catch (thrown) {
      if (!(thrown instanceof OAuthError)) throw thrown;
      if (authorisation === null) return sendTrouble(reply, thrown.message);
      const { redirectUri, state } = authorisation;
      const told = { error: thrown.code, error_description: thrown.message, state };
      return reply.redirect(redirectWith(redirectUri, told), 303);
    }
  }

  const ask = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    asking(request, reply, async ({ authorisation, wanted }) => {
      const person = await personOf(request);
      if (person === null) return sendLogIn(reply, { authorisation, wanted, trouble: null });
      const seats = await access.seatsOf(person.user.userId);
      const proof = formProof(signingKey, person.pass.passId, authorisation, wanted);
      return sendConsent(reply, { authorisation, wanted, user: person.user, seats, proof });
    });

  async function codeFor(user: User, market: string | null, { authorisation, wanted }: Asking): Promise<string> {
    const { application, redirectUri } = authorisation;
    const seats = await access.seatsOf(user.userId);
    if (market !== null && !seats.some((seat) => seat.marketId === market)) {
      throw new OAuthError('invalid_request', 'market: not one of yours');
    }
    const secret = newSecret();
    await access.addPass({
      kind: 'code',
      secretHash: secretHashOf(secret),
      userId: user.userId,
      marketId: market === null ? null : marketId(market),
      scopes: wanted.scopes,
      roles: [],
      label: application.name,
      createdAt: wallNow(),
      expiresAt: wallNow() + CODE_MS,
      usesLeft: 1,
      applicationId: application.applicationId,
      binding: { redirectUri, challenge: wanted.challenge },
    } satisfies Omit<Pass, 'passId' | 'revokedAt' | 'parentId' | 'write'>);
    return secret;
  }

  const answer = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    asking(request, reply, async (asked) => {
      const { authorisation, wanted } = asked;
      const person = await personOf(request);
      if (person === null) return sendLogIn(reply, { authorisation, wanted, trouble: null });
      const proof = formProof(signingKey, person.pass.passId, authorisation, wanted);
      const shown = single(request.body, 'proof') ?? '';
      if (!equalTexts(shown, proof) || !isOurOwn(request.headers, settings.publicUrl)) {
        return sendTrouble(reply, 'This form is not one of ours, or it is an old one. Go back to the application.');
      }
      const { redirectUri, state } = authorisation;
      if (single(request.body, 'decision') !== 'allow') throw new OAuthError('access_denied', 'The person said no');
      const code = await codeFor(person.user, single(request.body, 'market'), asked);
      return reply.redirect(redirectWith(redirectUri, { code, state }), 303);
    });

  for (const path of PATHS) {
    const name = path.endsWith('ise') ? '' : 'InTheStandardsSpelling';
    app.get(path, { schema: { ...asks, operationId: `askForToken${name}` } }, ask);
    app.post(path, { schema: { ...answers, operationId: `answerApplication${name}` } }, answer);
  }

  app.post('/oauth/sign-in', { schema: signsIn }, (request, reply) =>
    asking(request, reply, async ({ authorisation, wanted }) => {
      const again = (trouble: string) => sendLogIn(reply, { authorisation, wanted, trouble });
      if (!isOurOwn(request.headers, settings.publicUrl)) return again('Log in on this page');
      try {
        const name = single(request.body, 'name') ?? '';
        const user = await passwords.check(name, single(request.body, 'password') ?? '', request.ip);
        await sessions.open(request, reply, user);
      } catch (thrown) {
        if (thrown instanceof WireError) return again(thrown.message);
        throw thrown;
      }
      // The question is asked anew, of the one who has just logged in.
      const { application, redirectUri, state } = authorisation;
      const { scopes, challenge } = wanted;
      const question = redirectWith('/oauth/authorise', {
        response_type: 'code',
        client_id: application.applicationId,
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        code_challenge: challenge,
        code_challenge_method: challenge === null ? null : 'S256',
      });
      return reply.redirect(question, 303);
    }),
  );
}
