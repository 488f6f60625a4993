/** Files sent along with messages: several at once, within limits, fetched as the very bytes, and gone when erased. */

import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UPLOAD_FILE_MAX } from '../../server/http/plugins/uploads.ts';
import { type Multipart, multipart } from './multipart.ts';
import { openWorld, type World } from './world.ts';

const MESSAGES = '/api/messages/0.1';
const BYTES = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await ask('erin', {
    method: 'POST',
    url: `${MESSAGES}/threads/`,
    payload: { 'members[]': [2], context_type: 'project', context: 1, message: 'The file?' },
  });
});
afterAll(() => world.close());

async function ask(who: string, request: InjectOptions) {
  return world.ask(who, request);
}

const send = (parts: Multipart, url = 'threads/1/messages/', headers: object = {}): InjectOptions => {
  const form = multipart(parts);
  return { method: 'POST', url: `${MESSAGES}/${url}`, payload: form.payload, headers: { ...form.headers, ...headers } };
};

interface Sent {
  readonly id: number;
  readonly message: string;
  readonly attachments: readonly { readonly key: string; readonly filename: string; readonly message_id: number }[];
}

async function sent(parts: Multipart, url?: string): Promise<Sent> {
  const { status, body, text } = await ask('fay', send(parts, url));
  expect(status, text).toBe(200);
  return body.result as Sent;
}

const fetchFile = (who: string, id: number, name: string) =>
  world.app.inject({
    url: `${MESSAGES}/messages/${id}/${encodeURIComponent(name)}`,
    headers: { 'freelancer-oauth-v1': `scenario-${who}` },
  });

test('two files, as the Python SDK sends them: names apart, no words', async () => {
  const { id, message, attachments } = await sent({
    fields: [
      ['attachments[]', 'may.csv'],
      ['attachments[]', 'sums.bin'],
    ],
    files: [
      ['files[]', 'may.csv', 'north;1,20\n'],
      ['files[]', 'sums.bin', BYTES],
    ],
  });
  expect(message).toBe('');
  expect(attachments).toMatchObject([
    { filename: 'may.csv', message_id: id },
    { filename: 'sums.bin', message_id: id },
  ]);
  for (const wanted of ['sums.bin', attachments[1]?.key ?? '']) {
    const file = await fetchFile('erin', id, wanted);
    expect(file.statusCode).toBe(200);
    expect(file.rawPayload.equals(BYTES)).toBe(true);
    expect(file.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="sums.bin"; filename*=UTF-8''sums.bin`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  }
  const listed = await ask('erin', { url: `${MESSAGES}/threads/?threads[]=1&thread_attachments=True` });
  expect(listed.body.result).toMatchObject({ threads: [{ attachments: expect.arrayContaining([...attachments]) }] });
});

test('words and files together, as the Android SDK sends them', async () => {
  const fields: Multipart['fields'] = [
    ['message', 'Here.'],
    ['client_message_id', 'c-1'],
  ];
  const result = await sent({ fields, files: [['files[]', 'a.txt', 'x']] });
  expect(result).toMatchObject({ message: 'Here.', client_message_id: 'c-1', attachments: [{ filename: 'a.txt' }] });
});

test('a new thread may begin with a file', async () => {
  const about: Multipart['fields'] = [
    ['context_type', 'project'],
    ['context', '3'],
    ['thread_type', 'private_chat'],
  ];
  const { status, body, text } = await ask(
    'fay',
    send({ fields: about, files: [['files[]', 'a.txt', 'x']] }, 'threads/'),
  );
  expect(status, text).toBe(200);
  expect(body.result).toMatchObject({ attachments: [{ filename: 'a.txt' }], thread: { members: [4, 2] } });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\\\temp\\\\a.txt', 'a.txt'],
  ['über — größe.txt', 'über — größe.txt'],
  ['..', 'attachment-1'],
  [`${'n'.repeat(300)}.txt`, 'n'.repeat(200)],
  [`${'n'.repeat(199)}\u{1f600}.txt`, `${'n'.repeat(199)}`],
])('the name %s is kept as %s', async (given, kept) => {
  const { id, attachments } = await sent({ fields: [['message', '']], files: [['files[]', given, 'x']] });
  expect(attachments.map(({ filename }) => filename)).toEqual([kept]);
  expect((await fetchFile('fay', id, attachments[0]?.key ?? '')).statusCode).toBe(200);
});

describe('limits', () => {
  const file = (bytes: number, index = 0): Multipart['files'][number] => [
    'files[]',
    `f${index}.bin`,
    Buffer.alloc(bytes, index + 1),
  ];
  test.each<[string, Multipart, number]>([
    ['one file of the largest size', { fields: [], files: [file(UPLOAD_FILE_MAX)] }, 200],
    ['one byte more', { fields: [], files: [file(UPLOAD_FILE_MAX + 1)] }, 413],
    ['ten files', { fields: [], files: Array.from({ length: 10 }, (_, index) => file(1, index)) }, 200],
    ['eleven files', { fields: [], files: Array.from({ length: 11 }, (_, index) => file(1, index)) }, 413],
    ['too much together', { fields: [], files: [0, 1, 2].map((index) => file(1_600_000, index)) }, 413],
    ['too many fields', { fields: Array.from({ length: 300 }, (_, index) => [`f${index}`, 'x']), files: [] }, 413],
    ['neither word nor file', { fields: [['attachments[]', 'a.txt']], files: [] }, 400],
  ])('%s', async (_what, parts, status) => {
    const answer = await ask('fay', send(parts));
    expect(answer.status, answer.text).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json');
    if (status !== 200)
      expect(answer.body).toMatchObject({ message: expect.any(String), error_code: expect.any(String) });
  });

  test.each([
    ['no boundary', { 'content-type': 'multipart/form-data' }],
    ['another boundary', { 'content-type': 'multipart/form-data; boundary=other' }],
  ])('%s', async (_what, headers) => {
    const answer = await ask('fay', send({ fields: [['message', 'x']], files: [] }, undefined, headers));
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).toMatchObject({ message: expect.any(String), error_code: expect.any(String) });
  });

  test('a body that ends too early', async () => {
    const form = multipart({ fields: [], files: [['files[]', 'a.txt', 'x']] });
    const payload = form.payload.subarray(0, form.payload.length - 20);
    const answer = await ask('fay', {
      method: 'POST',
      url: `${MESSAGES}/threads/1/messages/`,
      payload,
      headers: form.headers,
    });
    expect(answer.status, answer.text).toBe(400);
  });

  test('routes that take no files say so', async () => {
    const answer = await ask('fay', send({ fields: [['message', 'x']], files: [] }, 'threads/1/typing'));
    expect(answer).toMatchObject({ status: 415, body: { error_code: 'RestExceptionCodes.UNSUPPORTED_MEDIA_TYPE' } });
  });
});

test('a stranger fetches nothing, by name or by key; a key opens nothing in another message', async () => {
  const { id, attachments } = await sent({ fields: [], files: [['files[]', 'secret.txt', 'secret']] });
  const key = attachments[0]?.key ?? '';
  for (const who of ['gus', 'hal', 'rita', 'walt']) {
    for (const name of ['secret.txt', key]) expect((await fetchFile(who, id, name)).statusCode).toBe(404);
  }
  expect((await fetchFile('fay', 1, key)).statusCode).toBe(404);
  expect((await fetchFile('olga', id, key)).body).toBe('secret');
});

test('an erased file is gone; the message that carried it stays', async () => {
  const { id, attachments } = await sent({ fields: [['message', 'Look.']], files: [['files[]', 'a.txt', 'private']] });
  const fay = world.arena.connect(world.marketId, { kind: 'participant', participantId: 2 as never });
  const erased = await fay.send('erase', { type: 'EraseContent', contentHash: (attachments[0]?.key ?? '') as never });
  expect(erased.ok).toBe(true);
  expect((await fetchFile('erin', id, 'a.txt')).statusCode).toBe(404);
  expect((await ask('erin', { url: `${MESSAGES}/messages/${id}` })).body.result).toMatchObject({ message: 'Look.' });
});

test('the same idempotency key is the same message with the same files', async () => {
  const parts: Multipart = { fields: [], files: [['files[]', 'a.txt', 'once']] };
  const headers = { 'idempotency-key': 'files-once' };
  const first = await ask('fay', send(parts, undefined, headers));
  const again = await ask('fay', send(parts, undefined, headers));
  expect(again.body.result).toEqual(first.body.result);
});

test('who fills the disk is told to wait, and others are not', async () => {
  const own = await openWorld();
  const about = { 'members[]': [2], context_type: 'project', context: 1, message: 'The file?' };
  await own.ask('erin', { method: 'POST', url: `${MESSAGES}/threads/`, payload: about });
  const heavy = (index: number) =>
    send({
      fields: [],
      files: [0, 1].map(
        (part) => ['files[]', 'f.bin', Buffer.alloc(UPLOAD_FILE_MAX - 1_000, index * 2 + part)] as const,
      ),
    });
  const statuses: number[] = [];
  for (let index = 0; index < 20 && !statuses.includes(429); index += 1) {
    statuses.push((await own.ask('fay', heavy(index))).status);
  }
  expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
  expect(statuses.at(-1)).toBe(429);
  expect((await own.ask('erin', heavy(99))).status).toBe(200);
  await own.close();
});
