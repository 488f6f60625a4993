/** What an invite link and the owner link lead to: a form for a name and a password. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isLive, type Pass } from '../../../engine/access.ts';
import { signUpSchema } from '../../../protocol/arena/account.ts';
import { describeIssues } from '../../../protocol/arena/command.ts';
import { pageAnswer, pageOrProblem } from '../../openapi/page-answers.ts';
import { html, sendPage } from '../../page.ts';
import { isOurOwn } from '../../same-origin.ts';
import { problems, WireError } from '../../wire-error.ts';
import type { AccessRouteOptions } from '../access.ts';

const params = z.object({ link: z.string() });
const form = z.object({ name: z.string().default(''), password: z.string().default('') });

const NOTES = 'For browsers: the answer is a page. Trouble with the form comes as the same page with status 400.';
const pages = (description: string) => ({ 200: pageAnswer(description) });
const FORM_PROBLEMS = pageOrProblem('The same page, which says what is wrong; or the link is none');

function welcome({ kind, marketId, roles }: Pass): string {
  if (kind === 'owner_link') return 'This link makes you a researcher here: you may open markets, and own them.';
  const as = roles.length === 0 ? 'to watch' : `as ${roles.join(' and ')}`;
  return `You are invited to the market ${marketId ?? ''}, ${as}.`;
}

function sendForm(reply: FastifyReply, invite: Pass, trouble: string | null): FastifyReply {
  const body = html`<p>${welcome(invite)}</p>
${trouble === null ? '' : html`<p role="alert">${trouble}</p>`}
<form method="post">
<p><label>Name <input name="name" required maxlength="60" autocomplete="username"></label></p>
<p><label>Password, at least 10 characters
<input name="password" type="password" required minlength="10" maxlength="200" autocomplete="new-password"></label></p>
<p><button>Sign up</button></p>
</form>`;
  return sendPage(reply, { status: trouble === null ? 200 : 400, title: 'Freelance Arena', body });
}

export function addJoinPage(instance: FastifyInstance, { entrance, wallNow }: AccessRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/join/:link',
    {
      schema: {
        tags: ['Account'],
        operationId: 'getJoinPage',
        summary: 'Open an invite link',
        params,
        notes: NOTES,
        response: pages('A form for a name and a password'),
      },
    },
    async (request, reply) => {
      const invite = await entrance.joining.invite(request.params.link);
      if (!isLive(invite, wallNow())) throw problems.notFound('A usable invite of this secret');
      return sendForm(reply, invite, null);
    },
  );

  app.post(
    '/join/:link',
    {
      schema: {
        tags: ['Account'],
        operationId: 'joinByPage',
        summary: 'Sign up on the page of an invite link',
        params,
        body: form,
        consumes: ['application/x-www-form-urlencoded'],
        problems: [401, 403],
        notes: NOTES,
        response: { ...pages('Welcome, and the cookie of a session'), 400: FORM_PROBLEMS },
      },
    },
    async (request, reply) => {
      if (!isOurOwn(request.headers, entrance.settings.publicUrl)) throw problems.notAllowed('Open the link itself');
      const { link } = request.params;
      const invite = await entrance.joining.invite(link);
      const wanted = signUpSchema.safeParse({ ...request.body, invite: link });
      if (!wanted.success) return sendForm(reply, invite, describeIssues(wanted.error));
      try {
        const user = await entrance.signingUp.signUp(wanted.data, { market: null, address: request.ip });
        await entrance.sessions.open(request, reply, user);
        const body = html`<p>You are logged in as ${user.name}.</p>`;
        return sendPage(reply, { status: 200, title: 'Welcome', body });
      } catch (thrown) {
        if (thrown instanceof WireError && thrown.problem.status === 409)
          return sendForm(reply, invite, thrown.message);
        throw thrown;
      }
    },
  );
}
