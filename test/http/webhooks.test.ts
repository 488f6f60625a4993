/** Webhooks over real connections: who is told what, signed by whom, and who may have one. */

import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyWebhook } from '../../server/protocol/sdk/sdk.ts';
import { type Receiver, receiver } from '../helpers/receiver.ts';
import { tokenOf } from './keys.ts';
import {
  amend,
  ask,
  clientOf,
  hook,
  host,
  type Made,
  opened,
  register,
  soon,
  statusOf,
  useStage,
} from './webhook-stage.ts';

useStage();

test('what comes after the registration is sent, in order, each signed with the secret that was shown once', async () => {
  const made = await register('scenario-gus');
  expect(made).toMatchObject({
    webhookId: 1,
    status: 'active',
    secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
  });
  for (let count = 0; count < 5; count += 1) await amend();
  await soon(() => expect(hook.received.length).toBe(5));
  const seen = (await clientOf(3).read(0, 1_000)).slice(-5);
  expect(hook.received.map(({ message: { data } }) => data)).toEqual(
    seen.map((one) => ({ market: 'high-street', ...one })),
  );
  for (const { headers, body, id, message } of hook.received) {
    expect(id).toBe(`msg_1_${message.data.cursor}`);
    const signed = `${id}.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(made.secret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    const told = await verifyWebhook({ secret: made.secret, headers, body });
    expect(told).toMatchObject({ id, type: 'BidAmended', market: 'high-street', cursor: message.data.cursor });
  }
  expect(await ask('scenario-gus', 'GET', '').then(({ text }) => text)).not.toContain(made.secret);
});

test('a message that was changed, is old, or was signed by somebody else is not taken for genuine', async () => {
  const { secret } = await register('scenario-gus');
  await amend();
  await soon(() => expect(hook.received.length).toBe(1));
  const [{ headers, body }] = hook.received as [Receiver['received'][0]];
  const now = Number(headers['webhook-timestamp']) * 1_000;
  expect(await verifyWebhook({ secret, headers, body, now })).not.toBeNull();
  const others = { ...headers, 'webhook-signature': `v1,AAAA v2,x ${headers['webhook-signature']}` };
  expect(await verifyWebhook({ secret, headers: others, body, now })).not.toBeNull();
  const wrong = [
    { secret, headers, body: body.replace('high-street', 'low-street'), now },
    { secret: `whsec_${Buffer.alloc(32).toString('base64')}`, headers, body, now },
    { secret, headers: { ...headers, 'webhook-id': 'msg_1_1' }, body, now },
    { secret, headers: { ...headers, 'webhook-timestamp': String(now / 1_000 + 1) }, body, now },
    { secret, headers: { ...headers, 'webhook-signature': undefined }, body, now },
    { secret, headers: { ...headers, 'webhook-signature': '' }, body, now },
    { secret, headers, body, now: now + 301_000 },
    { secret, headers, body, now: now - 301_000 },
  ];
  for (const one of wrong) expect(await verifyWebhook(one)).toBeNull();
});

test('a webhook tells what its user may see: no sealed bid of a rival; and only the types that were asked for', async () => {
  await host.close();
  await opened({}, true);
  await register('scenario-gus');
  const own = await receiver();
  await register('scenario-fay', { url: own.url, events: ['BidRetracted', 'BidAmended'] });
  await amend();
  const employer = clientOf(1);
  expect(await employer.send('cancel', { type: 'CancelProject', projectId: 2 as never })).toMatchObject({ ok: true });
  await soon(() => expect(hook.taken().map(({ message }) => message.type)).toContain('ProjectCancelled'));
  await soon(() => expect(own.taken().map(({ message }) => message.type)).toEqual(['BidAmended']));
  expect(JSON.stringify(hook.received.map(({ body }) => body))).not.toContain('BidAmended');
});

test('with its token a webhook ends; made in person, it does not', async () => {
  const { secret, pass } = await tokenOf(host, 'gus');
  const made = await register(secret);
  await host.access.revokePass(pass.passId, Date.now());
  await amend();
  await soon(async () => expect(await statusOf('scenario-gus', made)).toMatchObject({ status: 'revoked' }));
  expect(hook.received).toEqual([]);
  const { secret: narrow } = await tokenOf(host, 'gus', { scopes: ['fln:messaging'] });
  expect((await ask(narrow, 'POST', '', { url: hook.url })).status).toBe(403);
});

test('a ping is sent at once, and told about; what is removed is sent nothing more', async () => {
  const made = await register('scenario-gus');
  const { result } = await ask('scenario-gus', 'POST', `/${made.webhookId}/ping`);
  expect(result).toMatchObject({ status: 200, problem: null, messageId: expect.stringContaining('msg_1_ping_') });
  const [{ headers, body }] = hook.received as [Receiver['received'][0]];
  expect(await verifyWebhook({ secret: made.secret, headers, body })).toMatchObject({ type: 'Ping', event: null });
  expect((await ask('scenario-gus', 'DELETE', `/${made.webhookId}`)).status).toBe(200);
  await amend();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(hook.received.length).toBe(1);
  expect((await ask('scenario-gus', 'POST', `/${made.webhookId}/ping`)).status).toBe(404);
});

test('a user has ten; one write makes one, and tells its secret again; from the past where that is asked for', async () => {
  const key = { 'idempotency-key': 'hook', authorization: 'Bearer scenario-hal', 'content-type': 'application/json' };
  const url = `${host.url}/m/high-street/api/arena/1.0/webhooks`;
  const post = async (body: object) => {
    const answer = await fetch(url, { method: 'POST', headers: key, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as { result: Made } };
  };
  const first = await post({ url: hook.url, since: 0 });
  expect((await post({ url: hook.url, since: 0 })).body.result).toEqual(first.body.result);
  expect((await post({ url: hook.url, since: 1 })).status).toBe(409);
  await soon(async () => expect(hook.taken().length).toBe((await clientOf(4).read(0, 1_000)).length));
  for (let count = 1; count < 10; count += 1) await register('scenario-hal');
  expect(await ask('scenario-hal', 'POST', '', { url: hook.url })).toMatchObject({
    status: 409,
    text: expect.stringContaining('LIMIT_REACHED'),
  });
});

test('without leave to go anywhere, a webhook is to a public address by https', async () => {
  await host.close();
  await opened({ toAnywhere: false });
  for (const url of [hook.url, 'https://127.0.0.1/', 'https://u:p@example.org/', 'nowhere']) {
    expect(await ask('scenario-gus', 'POST', '', { url })).toMatchObject({
      status: 400,
      text: expect.stringMatching(/url: /),
    });
  }
  expect(await ask('scenario-gus', 'POST', '', { url: hook.url, events: ['Nothing'] })).toMatchObject({ status: 400 });
});
