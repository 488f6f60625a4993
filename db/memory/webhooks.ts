/** Webhooks in memory, for tests and for scenarios that keep nothing. */

import { ATTEMPTS_KEPT, type Webhook, type WebhookAttempt, type WebhookStore } from '../../server/engine/webhook.ts';
import { type WebhookId, webhookId } from '../../server/kernel/id.ts';
import { webhookOf } from '../access-rules.ts';

export function createMemoryWebhooks(): WebhookStore {
  const webhooks = new Map<WebhookId, Webhook>();
  const attempts = new Map<WebhookId, readonly WebhookAttempt[]>();
  let last = 0;
  const found = (wanted: (webhook: Webhook) => boolean): Webhook[] => [...webhooks.values()].filter(wanted);
  return {
    addWebhook: async (webhook, most) => {
      const [made] = found(({ write }) => write !== null && write.key === webhook.write?.key);
      if (made !== undefined) return made;
      if (found(({ userId }) => userId === webhook.userId).length >= most) return null;
      last += 1;
      const added = webhookOf(webhook, webhookId(last));
      webhooks.set(added.webhookId, added);
      return added;
    },
    webhook: async (id) => webhooks.get(id) ?? null,
    webhooksOf: async (id) => found(({ userId }) => userId === id),
    activeWebhooks: async () => found(({ status }) => status === 'active'),
    noteWebhooks: async (progress, tried) => {
      for (const one of progress) {
        const webhook = webhooks.get(one.webhookId);
        if (webhook !== undefined) webhooks.set(one.webhookId, { ...webhook, ...one });
      }
      for (const one of tried) {
        if (!webhooks.has(one.webhookId)) continue;
        attempts.set(one.webhookId, [one, ...(attempts.get(one.webhookId) ?? [])].slice(0, ATTEMPTS_KEPT));
      }
    },
    attemptsOf: async (id) => attempts.get(id) ?? [],
    removeWebhook: async (id) => {
      webhooks.delete(id);
      attempts.delete(id);
    },
  };
}
