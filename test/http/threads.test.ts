/** Threads over HTTP: begun in every encoding that clients use, listed, filtered, marked. */

import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import { conversation, done, type Found, MESSAGES, NEW, post, put, refused, upload } from './conversation.ts';
import { openWorld } from './world.ts';

describe('a thread is begun', () => {
  const AS_JSON = { 'members[]': [2], context_type: 'PROJECT', context: 1, message: 'Which month?' };
  test.each<[string, InjectOptions]>([
    ['by a form', post('threads/', NEW)],
    ['by JSON', post('threads', AS_JSON)],
    ['by JSON without brackets', post('threads', { ...AS_JSON, members: ['2'], 'members[]': undefined })],
    [
      'by multipart',
      upload('threads/', {
        fields: [
          ['members[]', '2'],
          ['context_type', 'project'],
          ['context', '1'],
          ['message', 'Which month?'],
          ['thread_type', 'private_chat'],
        ],
        files: [],
      }),
    ],
  ])('%s', async (_how, request) => {
    const world = await openWorld();
    const thread = await done(world, 'erin', request);
    expect(thread).toMatchObject({
      id: 1,
      folder: 'inbox',
      is_read: true,
      message_count: 1,
      thread: {
        thread_type: 'private_chat',
        time_created: expect.any(Number),
        members: [1, 2],
        context: { id: 1, type: 'project' },
        owner: 1,
        message: { message: 'Which month?', from_user: 1 },
      },
    });
    // The same two about the same project again: it is the same thread.
    expect(await done(world, 'fay', request)).toMatchObject({ id: 1, message_count: 2, thread: { owner: 1 } });
    await world.close();
  });

  test('to everybody, by its employer', async () => {
    const world = await openWorld();
    const all = { context_type: 'project', context: 1, message: 'The file has a header.', thread_type: 'group' };
    expect(await done(world, 'erin', post('threads/', all))).toMatchObject({
      thread: { thread_type: 'group', members: [1], read_privacy: 'all', write_privacy: 'owner' },
    });
    expect(await done(world, 'walt', 'threads/?last_message=True')).toMatchObject({
      threads: [{ id: 1, thread: { message: { message: 'The file has a header.' } } }],
    });
    expect(await refused(world, 'gus', post('threads/1/messages', { message: 'And a footer?' }))).toBe(
      '403 MESSAGES_CLOSED',
    );
    await world.close();
  });

  const of = (change: object) => post('threads/', { ...AS_JSON, ...change });
  test.each<[string, string, InjectOptions, string]>([
    ['about a project that is not there', 'erin', of({ context: 99 }), '404 NOT_FOUND'],
    ['about nothing', 'erin', of({ context_type: 'none' }), '400 BAD_FORM'],
    ['with nobody', 'erin', of({ 'members[]': [] }), '400 BAD_FORM'],
    ['with somebody who is not there', 'erin', of({ 'members[]': [77] }), '404 NOT_FOUND'],
    ['with several', 'erin', of({ 'members[]': [2, 3] }), '403 GROUP_CLOSED'],
    ['between bidders', 'gus', of({}), '403 MESSAGES_CLOSED'],
    ['without a word', 'erin', of({ message: ' ' }), '400 BAD_FORM'],
    ['with too many', 'erin', of({ message: 'x'.repeat(20_001) }), '400 BAD_FORM'],
    ['by an onlooker', 'walt', of({}), '403 NOT_ALLOWED'],
  ])('and not %s', async (_what, who, request, code) => {
    const world = await openWorld();
    expect(await refused(world, who, request)).toBe(code);
    await world.close();
  });

  test('before the employer wrote, where the market wants it so', async () => {
    const world = await openWorld((scenario) => ({
      ...scenario,
      policy: { ...scenario.policy, questions: 'employer_first' },
    }));
    const ask = post('threads/', { context_type: 'project', context: 1, message: 'Which month?' });
    expect(await refused(world, 'fay', ask)).toBe('403 MESSAGES_CLOSED');
    await done(world, 'erin', post('threads/', NEW));
    expect(await done(world, 'fay', ask)).toMatchObject({ id: 1 });
    await world.close();
  });
});

describe('threads', () => {
  test('listed with what the flags ask for, and filtered', async () => {
    const world = await conversation();
    await done(world, 'hal', post('threads/', 'members[]=2&context_type=project&context=3&message=Hello'));
    const plain = await done<Found>(world, 'fay', 'threads/');
    expect(plain).toMatchObject({
      threads: [
        { id: 3, message_count: null, message_unread_count: null, attachments: null, thread: { message: null } },
        { id: 1 },
      ],
      users: null,
      context_details: null,
      unread_thread_count: null,
    });
    const flags =
      'message_count=True&unread_count=True&last_message=True&unread_thread_count=True&user_details=True&context_details=True&thread_attachments=True&count=True';
    expect(await done(world, 'fay', `threads/?threads%5B%5D=1&${flags}`)).toMatchObject({
      threads: [
        {
          id: 1,
          is_read: false,
          message_count: 2,
          message_unread_count: 1,
          attachments: [],
          thread: { message: { id: 2 } },
        },
      ],
      users: { 1: { username: 'erin' }, 2: { username: 'fay' } },
      context_details: { projects: { 1: { id: 1, title: expect.any(String) } } },
      unread_thread_count: 2,
      total_count: 1,
    });
    const ids = async (query: string) =>
      (await done<{ threads: { id: number }[] }>(world, 'fay', `threads/?${query}`)).threads.map(({ id }) => id);
    expect(await ids('threads=1')).toEqual([1]);
    expect(await ids('contexts[]=3')).toEqual([3]);
    expect(await ids('members[]=4')).toEqual([3]);
    expect(await ids('owners[]=1&owners[]=2')).toEqual([1]);
    expect(await ids('thread_types[]=primary')).toEqual([3, 1]);
    expect(await ids('thread_types[]=group')).toEqual([]);
    expect(await ids('is_muted=True')).toEqual([]);
    expect(await ids('limit=1&offset=1')).toEqual([1]);
    expect(await ids('folders[]=inbox&context_type=project')).toEqual([3, 1]);
    await world.close();
  });

  test.each([
    ['a form', (action: string) => put('threads/', `threads%5B%5D=1&action=${action}`)],
    ['JSON', (action: string) => put('threads', { threads: [1], action })],
    ['the query', (action: string) => put(`threads/?threads[]=1&action=${action}`)],
    ['a path', (action: string) => put(`threads/1?action=${action}`)],
  ])('read, muted and put away by %s, for oneself only', async (_how, act) => {
    const world = await conversation();
    const seen = async (who: string) => {
      const { is_read, is_muted, folder, time_read } = await done(world, who, 'threads/1');
      return [is_read, is_muted, folder, time_read === null];
    };
    expect(await seen('erin')).toEqual([false, false, 'inbox', true]);
    for (const action of ['read', 'mute', 'archive']) await done(world, 'erin', act(action));
    expect(await seen('erin')).toEqual([true, true, 'archived', false]);
    expect(await seen('fay')).toEqual([false, false, 'inbox', true]);
    expect(await done(world, 'erin', 'threads/?folders[]=archived&is_muted=1&is_read=1')).toHaveProperty(
      'threads.0.id',
      1,
    );
    await done(world, 'fay', post('threads/1/messages', { message: 'Or June?' }));
    expect(await seen('erin')).toEqual([false, true, 'archived', false]);
    for (const action of ['unread', 'unmute', 'unarchive']) await done(world, 'erin', act(action));
    expect(await seen('erin')).toEqual([false, false, 'inbox', true]);
    await done(world, 'erin', put('threads/1', { action: 'move', target: 'freelancer' }));
    expect(await seen('erin')).toEqual([false, false, 'freelancer', true]);
    await world.close();
  });

  test('compact drops what is null or empty, and keeps what a client counts on', async () => {
    const world = await conversation();
    for (const url of [
      'threads/?compact=True&last_message=True&user_details=True&thread_attachments=True',
      'messages/?compact&user_details&thread_details',
    ]) {
      const { text } = await world.ask('erin', { url: `${MESSAGES}/${url}` });
      const { threads, messages, users } = (JSON.parse(text) as { result: Found }).result;
      const told = JSON.stringify([messages ?? threads, users]);
      expect(told).not.toMatch(/null|\[\]|\{\}/);
      expect(told).toContain('"id":1');
    }
    expect(await done(world, 'erin', 'threads/?compact=1&contexts[]=9')).toMatchObject({ threads: [] });
    expect(await done(world, 'erin', 'threads/1?compact=1')).not.toHaveProperty('time_read');
    await world.close();
  });

  test('all that a filter lets through, at once', async () => {
    const world = await conversation();
    await done(world, 'hal', post('threads/', 'members[]=2&context_type=project&context=3&message=Hello'));
    await done(world, 'fay', put('threads/?is_read=False', 'action=read'));
    expect(await done(world, 'fay', 'threads/?unread_thread_count=True')).toMatchObject({ unread_thread_count: 0 });
    await world.close();
  });

  test('searched, with what was found', async () => {
    const world = await conversation();
    expect(await done(world, 'fay', 'threads/search/?query=month&thread_details=true')).toMatchObject({
      threads: [{ id: 1, highlights: [{ message_id: 1, text: ['Which month?'] }] }],
    });
    expect(await done(world, 'gus', 'threads/search/?query=month')).toMatchObject({ threads: [], unfiltered_count: 0 });
    await world.close();
  });

  test.each<[string, InjectOptions | string, string]>([
    ['an action that there is not', put('threads/', 'threads[]=1&action=burn'), '400 BAD_FORM'],
    ['no action', put('threads/', 'threads[]=1'), '400 BAD_FORM'],
    ['a folder without its name', put('threads/', 'threads[]=1&action=move'), '400 BAD_FORM'],
    ['one thread of two', put('threads/', 'threads[]=1&threads[]=9&action=read'), '404 NOT_FOUND'],
    ['more members', put('threads/1/members', 'members[]=3&action=add'), '403 GROUP_CLOSED'],
    ['members of no thread', put('threads/9/members', 'members[]=3&action=add'), '404 NOT_FOUND'],
    ['typing in no thread', post('threads/9/typing/', ''), '404 NOT_FOUND'],
    ['a word in no thread', post('threads/9/messages/', 'message=x'), '404 NOT_FOUND'],
    ['no such thread', 'threads/9', '404 NOT_FOUND'],
    ['no such message', 'messages/9', '404 NOT_FOUND'],
    ['no such file', 'messages/1/a.txt', '404 NOT_FOUND'],
  ])('%s', async (_what, request, code) => {
    const world = await conversation();
    expect(await refused(world, 'erin', request)).toBe(code);
    await world.close();
  });

  test('that somebody types is taken and told to nobody', async () => {
    const world = await conversation();
    expect(await done(world, 'fay', post('threads/1/typing/', ''))).toBeUndefined();
    await world.close();
  });
});
