/** Webhooks: for agents that cannot hold a connection. Each is its user's own, and tells what that user may see. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Webhook, WebhookAttempt } from '../../../engine/webhook.ts';
import { webhookId } from '../../../kernel/id.ts';
import {
  attemptSchema,
  attemptsSchema,
  madeWebhookSchema,
  newWebhookSchema,
  webhookSchema,
  webhooksSchema,
} from '../../../protocol/arena/webhook.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { described } from '../../arena/described.ts';
import { lookOf } from '../../freelancer/looking.ts';
import { markOf, settleRepeat } from '../../made-once.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import type { WebhookSettings } from '../../settings.ts';
import { urlFault } from '../../webhooks/address.ts';
import { newWebhookSecret } from '../../webhooks/message.ts';
import type { Webhooks } from '../../webhooks/webhooks.ts';
import { problems, WireError } from '../../wire-error.ts';

export interface WebhookRouteOptions extends RouteOptions {
  readonly webhooks: Webhooks;
  readonly webhookSettings: WebhookSettings;
}

const HOOKS = `${ARENA}/webhooks`;
const params = z.object({ webhook_id: integer });
const tag = 'Webhooks';

function presentWebhook(webhook: Webhook): object {
  const { webhookId: id, marketId: market, url, eventTypes: events, status } = webhook;
  const { createdAt, cursor, failures, failingSince, nextTryAt } = webhook;
  return { webhookId: id, market, url, events, status, createdAt, cursor, failures, failingSince, nextTryAt };
}

function presentAttempt({ messageId, at, durationMs, status, problem }: WebhookAttempt): object {
  return { messageId, at, durationMs, status, problem };
}

/** The webhook of the path, which must be the caller's own, in the market of this request. */
async function ownWebhook(request: FastifyRequest, { access, webhooks }: WebhookRouteOptions): Promise<Webhook> {
  const [{ user }, { marketId }] = [await request.caller(), await request.place()];
  const { webhook_id: wanted } = request.params as z.output<typeof params>;
  await webhooks.flush();
  const found = await access.webhook(webhookId(wanted));
  if (found === null || found.userId !== user.userId || found.marketId !== marketId) {
    throw problems.notFound(`Webhook ${wanted}`);
  }
  return found;
}

function addMaking(instance: FastifyInstance, options: WebhookRouteOptions): void {
  const { access, webhooks, wallNow, webhookSettings } = options;
  const { perUser, toAnywhere } = webhookSettings;
  instance.withTypeProvider<ZodTypeProvider>().post(
    HOOKS,
    described(
      {
        tag,
        operationId: 'createWebhook',
        summary: 'Have events of the market sent to a URL',
        result: madeWebhookSchema,
      },
      { body: newWebhookSchema },
    ),
    async (request) => {
      const { user, pass } = await request.caller();
      const { place, market } = await lookOf(request, options);
      const { url, events, since } = request.body;
      const fault = urlFault(url, toAnywhere);
      if (fault !== null) throw problems.badForm(`url: ${fault}`);
      const write = markOf(request, user, 'webhook');
      const wanted = {
        userId: user.userId,
        marketId: place.marketId,
        // With the token goes what was made with it: whoever stole one keeps nothing when it is revoked.
        passId: pass.kind === 'token' ? pass.passId : null,
        url,
        eventTypes: [...new Set(events)],
        secret: newWebhookSecret(),
        createdAt: wallNow(),
        cursor: Math.min(since ?? market.cursor, market.cursor),
        write,
      };
      const made = await access.addWebhook(wanted, perUser);
      if (made === null) {
        const message = `At most ${perUser} webhooks for each user: remove one first`;
        throw new WireError({ status: 409, code: 'RestExceptionCodes.LIMIT_REACHED', message });
      }
      // The secret of a repeated write is the first one's: it can be read, so nobody needs another.
      if (made.secret !== wanted.secret) await settleRepeat(made, write, async () => true);
      webhooks.open(made);
      return success(request, { ...presentWebhook(made), secret: made.secret });
    },
  );
}

function addReading(instance: FastifyInstance, options: WebhookRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { access, webhooks } = options;

  app.get(
    HOOKS,
    described(
      { tag, operationId: 'listWebhooks', summary: 'One’s own webhooks in the market', result: webhooksSchema },
      {},
    ),
    async (request) => {
      const [{ user }, { marketId }] = [await request.caller(), await request.place()];
      await webhooks.flush();
      const own = (await access.webhooksOf(user.userId)).filter((one) => one.marketId === marketId);
      return success(request, { webhooks: own.map(presentWebhook) });
    },
  );

  app.get(
    `${HOOKS}/:webhook_id/attempts`,
    described(
      {
        tag,
        operationId: 'listWebhookAttempts',
        summary: 'What was tried last for a webhook, and what came of it',
        result: attemptsSchema,
      },
      { params },
    ),
    async (request) => {
      const { webhookId: id } = await ownWebhook(request, options);
      return success(request, { attempts: (await access.attemptsOf(id)).map(presentAttempt) });
    },
  );
}

function addActions(instance: FastifyInstance, options: WebhookRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { access, webhooks } = options;

  app.post(
    `${HOOKS}/:webhook_id/ping`,
    described(
      {
        tag,
        operationId: 'pingWebhook',
        summary: 'Send a message that is no event, and hear what came of it',
        result: attemptSchema,
      },
      { params },
    ),
    async (request) => success(request, presentAttempt(await webhooks.ping(await ownWebhook(request, options)))),
  );

  app.post(
    `${HOOKS}/:webhook_id/resume`,
    described(
      {
        tag,
        operationId: 'resumeWebhook',
        summary: 'Go on with a webhook that has ended, or try at once what waits',
        result: webhookSchema,
      },
      { params },
    ),
    async (request) => {
      const webhook = await ownWebhook(request, options);
      await webhooks.resume(webhook);
      return success(request, presentWebhook((await access.webhook(webhook.webhookId)) ?? webhook));
    },
  );

  app.delete(
    `${HOOKS}/:webhook_id`,
    described({ tag, operationId: 'removeWebhook', summary: 'Remove a webhook', result: null }, { params }),
    async (request) => {
      await webhooks.remove((await ownWebhook(request, options)).webhookId);
      return success(request);
    },
  );
}

export function addWebhookRoutes(app: FastifyInstance, options: WebhookRouteOptions): void {
  addMaking(app, options);
  addReading(app, options);
  addActions(app, options);
}
