/** Messages over HTTP: written, listed, searched, erased; told to nobody but the parties. */

import { describe, expect, test } from 'vitest';
import { contentHash } from '../../server/kernel/id.ts';
import { conversation, done, MESSAGES, post, refused } from './conversation.ts';

describe('messages', () => {
  test.each([
    ['a form', post('threads/1/messages/', 'message=%E2%82%AC+10', { 'idempotency-key': 'k' })],
    ['JSON', post('threads/1/messages', { message: '€ 10' }, { 'idempotency-key': 'k' })],
    ['the other path', post('threads/1/messages_new', { message: '€ 10' }, { 'idempotency-key': 'k' })],
  ])('written by %s; the same key again is the same message', async (_how, request) => {
    const world = await conversation();
    const written = await done(world, 'fay', request);
    expect(written).toMatchObject({
      id: 3,
      thread_id: 1,
      message: '€ 10',
      from_user: 2,
      from_user_id: 2,
      attachments: [],
    });
    expect(await done(world, 'fay', request)).toEqual(written);
    const other = { ...request, payload: { message: 'Another.' } };
    expect(await refused(world, 'fay', { ...other, headers: { 'idempotency-key': 'k' } })).toBe(
      '409 IDEMPOTENCY_CONFLICT',
    );
    await world.close();
  });

  test('listed newest first, filtered, with users and threads beside them', async () => {
    const world = await conversation();
    const ids = async (who: string, query: string) => {
      const found = await done<{ messages: { id: number }[]; unfiltered_count: number }>(
        world,
        who,
        `messages/?${query}`,
      );
      return [found.unfiltered_count, ...found.messages.map(({ id }) => id)];
    };
    expect(await ids('erin', 'threads%5B%5D=1&limit=10&offset=0')).toEqual([2, 2, 1]);
    expect(await ids('erin', 'messages=1')).toEqual([2, 1]);
    expect(await ids('erin', 'messages=1&messages=2&senders[]=2')).toEqual([2, 2]);
    expect(await ids('erin', 'contexts[]=1&context_type=project')).toEqual([2, 2, 1]);
    expect(await ids('erin', 'contexts[]=2')).toEqual([2]);
    expect(await ids('erin', 'context_type=contest')).toEqual([2]);
    expect(await ids('erin', 'is_read=False')).toEqual([2, 2]);
    expect(await ids('fay', 'is_read=0')).toEqual([2, 1]);
    expect(await ids('erin', 'limit=1&offset=1')).toEqual([2, 1]);
    expect(await ids('erin', 'to_updated_time=1')).toEqual([2]);
    expect(await ids('erin', 'from_updated_time=1')).toEqual([2, 2, 1]);
    expect(await ids('gus', 'threads[]=1')).toEqual([0]);
    const url = 'messages/?threads[]=1&user_details=True&thread_details=True&count=True';
    expect(await done(world, 'erin', url)).toMatchObject({
      users: { 1: { username: 'erin' }, 2: { username: 'fay' } },
      threads: { 1: { id: 1 } },
      total_count: 2,
    });
    expect(await done(world, 'fay', 'messages/1')).toMatchObject({ id: 1, message: 'Which month?' });
    await world.close();
  });

  test('searched for words, with those beside them', async () => {
    const world = await conversation();
    await done(world, 'erin', post('threads/1/messages/', 'message=Thank+you.'));
    const ids = async (query: string) => {
      const found = await done<{ messages: { id: number }[] }>(world, 'erin', `messages/search/?${query}`);
      return found.messages.map(({ id }) => id);
    };
    expect(await ids('thread_id=1&query=may&limit=20&offset=0')).toEqual([2]);
    expect(await ids('query=MONTH+which')).toEqual([1]);
    expect(await ids('query=')).toEqual([3, 2, 1]);
    expect(await ids('query=may&window_above=1')).toEqual([2, 1]);
    expect(await ids('query=may&window_below=1')).toEqual([3, 2]);
    expect(await ids('query=absent')).toEqual([]);
    expect(await refused(world, 'gus', 'messages/search/?thread_id=1&query=may')).toBe('404 NOT_FOUND');
    await world.close();
  });
});

test('nobody but the parties and the owner finds anything of a thread, nor in what is told of erased words', async () => {
  const world = await conversation();
  for (const who of ['gus', 'hal', 'rita', 'walt']) {
    for (const url of ['threads/', 'messages/', 'messages/search/?query=', 'threads/search/?query=month']) {
      const { text } = await world.ask(who, { url: `${MESSAGES}/${url}` });
      expect(text).not.toMatch(/month|May/);
    }
  }
  expect(await done(world, 'olga', 'messages/')).toMatchObject({
    messages: [{ message: 'May.' }, { message: 'Which month?' }],
  });
  await world.close();
});

test('an erased message is empty at once, for everybody who had read it', async () => {
  const world = await conversation();
  expect(await done(world, 'erin', 'messages/2')).toMatchObject({ message: 'May.', remove_reason: null });
  const fay = world.arena.connect(world.marketId, { kind: 'participant', participantId: 2 as never });
  const own = (await fay.legal()).filter(({ type }) => type === 'EraseContent');
  const written = (await fay.read(0, 1_000)).flatMap(({ event }) =>
    event.type === 'MessagePosted' && event.fromId === 2 ? [event.contentHash] : [],
  );
  const [hash = contentHash('')] = written;
  expect(own).toContainEqual({ type: 'EraseContent', contentHash: hash });
  expect((await fay.send('erase', { type: 'EraseContent', contentHash: hash })).ok).toBe(true);
  for (const who of ['erin', 'fay', 'olga']) {
    expect(await done(world, who, 'messages/2')).toMatchObject({ message: '', remove_reason: 'other', from_user: 2 });
  }
  expect(await done(world, 'erin', 'messages/1')).toMatchObject({ message: 'Which month?' });
  await world.close();
});
