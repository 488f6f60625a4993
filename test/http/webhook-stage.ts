/** A listening arena, a receiver on this machine, and what webhook tests ask of both. */

import { afterEach, beforeEach, expect, vi } from 'vitest';
import { DEFAULT_WEBHOOKS, type WebhookSettings } from '../../server/http/settings.ts';
import { participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import type { ArenaClient } from '../../server/protocol/arena/client.ts';
import type { CommandRequest } from '../../server/protocol/arena/wire.ts';
import { type ListeningArena, listeningArena } from '../helpers/listening-arena.ts';
import { type Receiver, receiver } from '../helpers/receiver.ts';

const QUICK: WebhookSettings = {
  ...DEFAULT_WEBHOOKS,
  toAnywhere: true,
  // Longer than a busy machine holds an answer back: what is posted twice is a finding.
  timeoutMs: 30_000,
  firstRetryMs: 10,
  longestRetryMs: 50,
};

export let host: ListeningArena;
export let hook: Receiver;

export async function opened(settings: Partial<WebhookSettings> = {}, sealed = false): Promise<void> {
  host = await listeningArena(
    (scenario) => (sealed ? { ...scenario, policy: { ...scenario.policy, visibility: 'sealed' } } : scenario),
    { webhooks: { ...QUICK, ...settings } },
  );
}

/** A fresh arena and receiver for each test of the file. */
export function useStage(): void {
  beforeEach(async () => {
    hook = await receiver();
    await opened();
  });
  afterEach(() => host.close());
}

export interface Made {
  readonly webhookId: number;
  readonly secret: string;
  readonly status: string;
}

export async function ask(token: string, method: string, path: string, body?: object, url = host.url) {
  const answer = await fetch(`${url}/m/high-street/api/arena/1.0/webhooks${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { result } = (await answer.clone().json()) as { result?: unknown };
  return { status: answer.status, result, text: await answer.text() };
}

export async function register(token: string, more: object = {}, url = host.url): Promise<Made> {
  const { status, result, text } = await ask(token, 'POST', '', { url: hook.url, ...more }, url);
  expect(status, text).toBe(200);
  return result as Made;
}

export async function statusOf(token: string, { webhookId }: Made): Promise<Record<string, unknown> | undefined> {
  const { result } = await ask(token, 'GET', '');
  return (result as { webhooks: Record<string, unknown>[] }).webhooks.find((one) => one.webhookId === webhookId);
}

export function clientOf(number: number): ArenaClient {
  return host.arena.connect(host.marketId, { kind: 'participant', participantId: participantId(number) });
}

export let amendments = 0;
export async function amend(by: ArenaClient = clientOf(2)): Promise<void> {
  amendments += 1;
  const terms = { amountCents: cents(12_000 - amendments), days: 3, qualityBps: 10_000, proposalHash: null };
  const answer = await by.send(`amend/${amendments}`, { type: 'AmendBid', bidId: 1, ...terms } as CommandRequest);
  expect(answer).toMatchObject({ ok: true });
}

export const soon = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 120_000 });
export const amounts = (): unknown[] =>
  hook.taken().map(({ message: { data } }) => 'amountCents' in data.event && data.event.amountCents);
