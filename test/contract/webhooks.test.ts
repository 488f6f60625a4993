/** Webhooks: what every access store must do with them. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import type { AccessStore } from '../../server/engine/access.ts';
import { ATTEMPTS_KEPT, type NewWebhook, type Webhook, type WebhookAttempt } from '../../server/engine/webhook.ts';
import { known } from '../../server/kernel/assert.ts';
import { marketId, passId, userId, webhookId } from '../../server/kernel/id.ts';

const folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HOOK: NewWebhook = {
  userId: userId(1),
  marketId: marketId('market-a'),
  passId: passId(4),
  url: 'https://example.org/hook',
  eventTypes: ['BidAwarded', 'VerdictRecorded'],
  secret: 'whsec_c2VjcmV0',
  createdAt: 5,
  cursor: 17,
  write: null,
};
const FRESH = { status: 'active', failures: 0, failingSince: null, nextTryAt: null } as const;

let files = 0;
const STORES: Readonly<Record<string, () => Promise<AccessStore>>> = {
  memory: async () => createMemoryAccess(),
  sqlite: async () => {
    files += 1;
    return (await openSqliteStore({ file: join(folder, `webhooks-${files}.db`) })).access;
  },
};

async function opened(open: () => Promise<AccessStore>): Promise<AccessStore> {
  const access = await open();
  for (const name of ['Ada', 'Bob']) await access.addUser({ name, email: null, passwordHash: null, createdAt: 5 });
  return access;
}

async function added(access: AccessStore, hook: Partial<NewWebhook> = {}): Promise<Webhook> {
  return known(await access.addWebhook({ ...HOOK, ...hook }, 100), 'webhook');
}

function attempt(number: number, hook: Webhook): WebhookAttempt {
  return {
    webhookId: hook.webhookId,
    messageId: `msg_${number}`,
    at: number,
    durationMs: 3,
    status: 200,
    problem: null,
  };
}

describe.each(Object.entries(STORES))('%s', (_name, open) => {
  test('a webhook is kept as it was made, and found by number, by user and as active', async () => {
    const access = await opened(open);
    const hook = await added(access);
    expect(hook).toEqual({ ...HOOK, ...FRESH, webhookId: 1 });
    const all = await added(access, { eventTypes: [], passId: null, userId: userId(2) });
    expect(await access.webhook(hook.webhookId)).toEqual(hook);
    expect(await access.webhook(webhookId(9))).toBeNull();
    expect(await access.webhooksOf(userId(2))).toEqual([all]);
    expect(await access.activeWebhooks()).toEqual([hook, all]);
  });

  test('a user has so many and no more, however many ask at once; the same write makes one', async () => {
    const access = await opened(open);
    const tries = await Promise.all(Array.from({ length: 7 }, () => access.addWebhook(HOOK, 3)));
    expect(tries.filter((one) => one !== null).length).toBe(3);
    expect(await access.addWebhook({ ...HOOK, userId: userId(2) }, 3)).not.toBeNull();
    const write = { key: '2/k', fingerprint: 'f' };
    const first = await access.addWebhook({ ...HOOK, userId: userId(2), write }, 3);
    expect(await access.addWebhook({ ...HOOK, userId: userId(2), secret: 'other', write }, 2)).toEqual(first);
  });

  test('progress is noted for those that are there, and for them alone', async () => {
    const access = await opened(open);
    const [hook, other] = [await added(access), await added(access)];
    await access.removeWebhook(other.webhookId);
    const failing = { status: 'active', cursor: 20, failures: 2, failingSince: 7, nextTryAt: 9 } as const;
    const progress = [hook, other].map(({ webhookId: id }) => ({ webhookId: id, ...failing }));
    await access.noteWebhooks(progress, [attempt(1, hook), attempt(2, other)]);
    expect(await access.webhook(hook.webhookId)).toEqual({ ...hook, ...failing });
    expect(await access.webhook(other.webhookId)).toBeNull();
    expect(await access.attemptsOf(other.webhookId)).toEqual([]);
    await access.noteWebhooks([{ webhookId: hook.webhookId, ...failing, status: 'gone' }], []);
    expect(await access.activeWebhooks()).toEqual([]);
    expect((await access.webhooksOf(userId(1))).map(({ status }) => status)).toEqual(['gone']);
  });

  test('the last attempts are kept, newest first, and go with their webhook', async () => {
    const access = await opened(open);
    const [hook, other] = [await added(access), await added(access)];
    const many = Array.from({ length: ATTEMPTS_KEPT + 5 }, (_, index) => attempt(index, hook));
    const failed = { ...attempt(999, other), status: null, problem: 'ECONNREFUSED' };
    await access.noteWebhooks([], many.slice(0, 3));
    await access.noteWebhooks([], [...many.slice(3), failed]);
    expect(await access.attemptsOf(hook.webhookId)).toEqual(many.slice(5).reverse());
    expect(await access.attemptsOf(other.webhookId)).toEqual([failed]);
    await access.removeWebhook(hook.webhookId);
    expect(await access.attemptsOf(hook.webhookId)).toEqual([]);
    expect(await added(access)).toMatchObject({ webhookId: 3 });
  });
});
