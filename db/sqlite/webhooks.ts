/** Webhooks, how far they have come, and what was tried last, in SQLite. */

import type { Database } from 'better-sqlite3';
import type { WriteMark } from '../../server/engine/access.ts';
import {
  ATTEMPTS_KEPT,
  type NewWebhook,
  type Webhook,
  type WebhookAttempt,
  type WebhookProgress,
  type WebhookStatus,
  type WebhookStore,
} from '../../server/engine/webhook.ts';
import { known } from '../../server/kernel/assert.ts';
import { marketId, passId, userId, type WebhookId, webhookId } from '../../server/kernel/id.ts';
import { guarded } from './fault.ts';

interface WebhookRow {
  webhook_id: number;
  user_id: number;
  market_id: string;
  pass_id: number | null;
  url: string;
  event_types: string;
  secret: string;
  created_at: number;
  status: WebhookStatus;
  viewer_cursor: number;
  failures: number;
  failing_since: number | null;
  next_try_at: number | null;
  write_key: string | null;
  write_fingerprint: string | null;
}
interface AttemptRow {
  webhook_id: number;
  message_id: string;
  at: number;
  duration_ms: number;
  status: number | null;
  problem: string | null;
}

function readMark({ write_key: key, write_fingerprint: fingerprint }: WebhookRow): WriteMark | null {
  return key === null ? null : { key, fingerprint: known(fingerprint, 'fingerprint of a write') };
}

function readWebhook(row: WebhookRow): Webhook {
  return {
    webhookId: webhookId(row.webhook_id),
    userId: userId(row.user_id),
    marketId: marketId(row.market_id),
    passId: row.pass_id === null ? null : passId(row.pass_id),
    url: row.url,
    eventTypes: JSON.parse(row.event_types) as Webhook['eventTypes'],
    secret: row.secret,
    createdAt: row.created_at,
    status: row.status,
    cursor: row.viewer_cursor,
    failures: row.failures,
    failingSince: row.failing_since,
    nextTryAt: row.next_try_at,
    write: readMark(row),
  };
}

function readAttempt({ webhook_id, message_id, at, duration_ms, status, problem }: AttemptRow): WebhookAttempt {
  return {
    webhookId: webhookId(webhook_id),
    messageId: message_id,
    at,
    durationMs: duration_ms,
    status,
    problem,
  };
}

const ADD = `insert into webhooks
  (user_id, market_id, pass_id, url, event_types, secret, created_at, status, viewer_cursor, failures,
   write_key, write_fingerprint)
  values (?, ?, ?, ?, ?, ?, ?, 'active', ?, 0, ?, ?) returning *`;
const NOTE = `update webhooks set status = ?, viewer_cursor = ?, failures = ?, failing_since = ?, next_try_at = ?
  where webhook_id = ?`;
const ADD_ATTEMPT = `insert into webhook_attempts (webhook_id, message_id, at, duration_ms, status, problem)
  select ?, ?, ?, ?, ?, ? where exists (select 1 from webhooks where webhook_id = ?)`;
const TRIM = `delete from webhook_attempts where webhook_id = ? and attempt_id <=
  (select attempt_id from webhook_attempts where webhook_id = ? order by attempt_id desc limit 1 offset ${ATTEMPTS_KEPT})`;
const ATTEMPTS = 'select * from webhook_attempts where webhook_id = ? order by attempt_id desc';

function prepareAdding(client: Database): WebhookStore['addWebhook'] {
  const add = client.prepare<unknown[], WebhookRow>(ADD);
  const byWrite = client.prepare<[string], WebhookRow>('select * from webhooks where write_key = ?');
  const count = client.prepare<[number], number>('select count(*) from webhooks where user_id = ?').pluck();
  const addOnce = client.transaction((webhook: NewWebhook, most: number): Webhook | null => {
    const { userId: user, marketId: market, passId: pass, url, eventTypes, secret, createdAt, cursor, write } = webhook;
    const made = write === null ? undefined : byWrite.get(write.key);
    if (made !== undefined) return readWebhook(made);
    if ((count.get(user) ?? 0) >= most) return null;
    const mark = [write?.key ?? null, write?.fingerprint ?? null];
    const row = add.get(user, market, pass, url, JSON.stringify(eventTypes), secret, createdAt, cursor, ...mark);
    return readWebhook(known(row, 'webhook'));
  });
  return async (webhook, most) => guarded(() => addOnce.immediate(webhook, most));
}

function prepareNoting(client: Database): WebhookStore['noteWebhooks'] {
  const note = client.prepare(NOTE);
  const addAttempt = client.prepare(ADD_ATTEMPT);
  const trim = client.prepare(TRIM);
  const noteAll = client.transaction((progress: readonly WebhookProgress[], attempts: readonly WebhookAttempt[]) => {
    for (const { webhookId: id, status, cursor, failures, failingSince, nextTryAt } of progress) {
      note.run(status, cursor, failures, failingSince, nextTryAt, id);
    }
    for (const { webhookId: id, messageId, at, durationMs, status, problem } of attempts) {
      addAttempt.run(id, messageId, at, durationMs, status, problem, id);
    }
    for (const id of new Set(attempts.map((one) => one.webhookId))) trim.run(id, id);
  });
  return async (progress, attempts) => {
    guarded(() => noteAll.immediate(progress, attempts));
  };
}

/** The statements of `client`, whose tables must be of the current version. */
export function prepareWebhooks(client: Database): WebhookStore {
  const byId = client.prepare<[number], WebhookRow>('select * from webhooks where webhook_id = ?');
  const ofUser = client.prepare<[number], WebhookRow>('select * from webhooks where user_id = ? order by webhook_id');
  const active = client.prepare<[], WebhookRow>("select * from webhooks where status = 'active' order by webhook_id");
  const attempts = client.prepare<[number], AttemptRow>(ATTEMPTS);
  const remove = client.prepare('delete from webhooks where webhook_id = ?');
  const removeAttempts = client.prepare('delete from webhook_attempts where webhook_id = ?');
  const removeAll = client.transaction((id: WebhookId) => {
    remove.run(id);
    removeAttempts.run(id);
  });
  return {
    addWebhook: prepareAdding(client),
    webhook: async (id) =>
      guarded(() => {
        const row = byId.get(id);
        return row === undefined ? null : readWebhook(row);
      }),
    webhooksOf: async (id) => guarded(() => ofUser.all(id).map(readWebhook)),
    activeWebhooks: async () => guarded(() => active.all().map(readWebhook)),
    noteWebhooks: prepareNoting(client),
    attemptsOf: async (id) => guarded(() => attempts.all(id).map(readAttempt)),
    removeWebhook: async (id) => {
      guarded(() => removeAll.immediate(id));
    },
  };
}
