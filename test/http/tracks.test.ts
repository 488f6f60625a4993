/** Tracks over Freelancer.com's wire: led by the freelancer at work, read by the parties, kept beside the market. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMemoryRecords } from '../../db/memory/records.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { buildServer } from '../../server/http/server.ts';
import { createTracks } from '../../server/http/tracks.ts';
import { marketId } from '../../server/kernel/id.ts';
import { tokenOf } from './keys.ts';
import { awarded, done, ended, PROJECTS, post, putJson, told } from './requests.ts';
import { openWorld, type World } from './world.ts';

const URL = `${PROJECTS}/tracks`;
const HOME = { latitude: -33.8, longitude: 151.2 };
const SHOP = { latitude: -33.9, longitude: 151.1 };
const BEGIN = { user_id: 2, project_id: 1, track_point: HOME };

interface Track {
  readonly id: number;
  readonly time_stopped: number | null;
  readonly track_points: object[];
}

let world: World;
beforeAll(async () => {
  world = await awarded(await openWorld());
});
afterAll(() => world.close());

test('a track begins with a point, goes on, stops, and is read in pages', async () => {
  const own = await awarded(await openWorld());
  expect(await done(own, 'fay', post(`${URL}/`, BEGIN))).toEqual({
    id: 1,
    user_id: 2,
    project_id: 1,
    time_started: expect.any(Number),
    time_stopped: null,
    track_points: [{ ...HOME, time_created: expect.any(Number) }],
  });
  const moved = await done(own, 'fay', putJson(`${URL}/1/`, { track_point: SHOP, stop_tracking: false }));
  expect(moved).toEqual({ ...SHOP, time_created: expect.any(Number) });
  await done(own, 'fay', putJson(`${URL}/1/`, { track_point: HOME, stop_tracking: true }));
  expect(await done<Track>(own, 'erin', `${URL}/1/?track_point_limit=10&track_point_offset=0`)).toMatchObject({
    time_stopped: expect.any(Number),
    track_points: [HOME, SHOP, HOME],
  });
  expect(await done<Track>(own, 'fay', `${URL}/1?track_point_limit=1&track_point_offset=1`)).toMatchObject({
    track_points: [SHOP],
  });
  expect(await told(own, 'fay', putJson(`${URL}/1`, { track_point: SHOP }))).toBe('409 TRACK_STOPPED');
  // The next one has a number of its own, and stops without a point.
  expect(await done<Track>(own, 'fay', post(URL, BEGIN))).toMatchObject({ id: 2 });
  await done(own, 'fay', putJson(`${URL}/2`, { stop_tracking: 'True' }));
  expect((await done<Track>(own, 'fay', `${URL}/2`)).track_points.length).toBe(1);
  await own.close();
});

test.each([
  ['fay', post(URL, { ...BEGIN, user_id: 3 }), '403 NOT_ALLOWED'],
  ['gus', post(URL, { ...BEGIN, user_id: 3 }), '403 NOT_ALLOWED'],
  ['fay', post(URL, { ...BEGIN, project_id: 2 }), '403 NOT_ALLOWED'],
  ['fay', post(URL, { ...BEGIN, project_id: 99 }), '404 NOT_FOUND'],
  ['fay', post(URL, { ...BEGIN, track_point: { latitude: 91, longitude: 0 } }), '400 BAD_FORM'],
  ['fay', post(URL, { ...BEGIN, track_point: undefined }), '400 BAD_FORM'],
  ['erin', post(URL, BEGIN), '403 NOT_ALLOWED'],
  ['fay', putJson(`${URL}/99`, { track_point: HOME }), '404 NOT_FOUND'],
  ['fay', putJson(`${URL}/-1`, { stop_tracking: true }), '404 NOT_FOUND'],
  ['fay', { url: `${URL}/99/` }, '404 NOT_FOUND'],
])('%s asking %j hears %s', async (who, request, heard) => {
  expect(await told(world, who, request)).toBe(heard);
});

test('strangers do not learn where somebody was, nor that anybody was followed', async () => {
  const { id } = await done<Track>(world, 'fay', post(URL, BEGIN));
  for (const who of ['gus', 'hal', 'rita', 'walt'])
    expect(await told(world, who, `${URL}/${id}`)).toBe('404 NOT_FOUND');
  for (const who of ['fay', 'erin', 'olga']) expect((await done<Track>(world, who, `${URL}/${id}`)).id).toBe(id);
  expect(await told(world, 'fay', putJson(`${URL}/${id}`, {}))).toBe('400 BAD_FORM');
});

test('a project names its tracks to those who may read them', async () => {
  const own = await awarded(await openWorld());
  await done(own, 'fay', post(URL, BEGIN));
  const asked = `${PROJECTS}/projects/1/?track_details=True`;
  for (const who of ['fay', 'erin', 'olga']) expect(await done(own, who, asked)).toMatchObject({ track_ids: [1] });
  expect(await done(own, 'gus', asked)).toMatchObject({ track_ids: [] });
  expect(await done(own, 'fay', `${PROJECTS}/projects/1`)).toMatchObject({ track_ids: null });
  await own.close();
});

test('nobody is followed once the work is over', async () => {
  const own = await awarded(await openWorld());
  await done(own, 'fay', post(URL, BEGIN));
  await done(own, 'erin', putJson(`${PROJECTS}/projects/1`, { action: 'complete' }));
  expect(await told(own, 'fay', putJson(`${URL}/1`, { track_point: SHOP }))).toBe('403 NOT_ALLOWED');
  expect(await told(await ended(await openWorld()), 'fay', post(URL, BEGIN))).toBe('403 NOT_ALLOWED');
  await own.close();
});

test('the same idempotency key again is the same track, and the same point, again', async () => {
  const own = await awarded(await openWorld());
  const headers = { 'idempotency-key': 't1' };
  const first = await done<Track>(own, 'fay', { ...post(URL, BEGIN), headers });
  expect(await done<Track>(own, 'fay', { ...post(URL, BEGIN), headers })).toEqual(first);
  const elsewhere = { ...post(URL, { ...BEGIN, track_point: SHOP }), headers };
  expect(await told(own, 'fay', elsewhere)).toBe('409 IDEMPOTENCY_CONFLICT');
  const move = { ...putJson(`${URL}/1`, { track_point: SHOP }), headers: { 'idempotency-key': 't2' } };
  await done(own, 'fay', move);
  await done(own, 'fay', move);
  const stop = { ...putJson(`${URL}/1`, { stop_tracking: true }), headers: { 'idempotency-key': 't3' } };
  await done(own, 'fay', stop);
  await done(own, 'fay', stop);
  expect((await done<Track>(own, 'fay', `${URL}/1`)).track_points.length).toBe(2);
  await own.close();
});

test('points that come at the same time are all kept, and a restart forgets none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracks-'));
  const file = join(folder, 'arena.db');
  const market = marketId('a');
  const point = (key: string) => ({ ...HOME, at: 5, key });
  const store = await openSqliteStore({ file });
  const tracks = createTracks(store.records);
  const begun = ['a', 'b', 'c'].map((key) =>
    tracks.start(market, { projectId: 1, participantId: 2, point: point(key) }),
  );
  expect((await Promise.all(begun)).map(({ trackId }) => trackId)).toEqual([1, 2, 3]);
  await Promise.all(Array.from({ length: 20 }, (_, index) => tracks.update(market, 2, point(`p${index}`), null)));
  await store.close();
  const again = await openSqliteStore({ file });
  const kept = await createTracks(again.records).get(market, 2);
  expect(kept?.points.length).toBe(21);
  expect(await createTracks(again.records).get(marketId('b'), 2)).toBeNull();
  await again.close();
  rmSync(folder, { recursive: true });
});

test('a track has an end, and so has the number of tracks of a project', async () => {
  const tracks = createTracks(createMemoryRecords());
  const market = marketId('a');
  const start = (key: string) =>
    tracks.start(market, { projectId: 1, participantId: 2, point: { ...HOME, at: 1, key } });
  for (let count = 0; count < 100; count += 1) await start(`k${count}`);
  await expect(start('one too many')).rejects.toThrow('at most 100');
  for (let count = 1; count < 2_000; count += 1)
    await tracks.update(market, 1, { ...HOME, at: 2, key: `p${count}` }, null);
  await expect(tracks.update(market, 1, { ...HOME, at: 3, key: 'x' }, null)).rejects.toThrow('at most 2000');
});

test('a server that keeps nothing beside its markets says so', async () => {
  const own = await awarded(await openWorld());
  const app = await buildServer({ arena: own.arena, access: own.access, wallNow: Date.now, log: null });
  const { headers } = await tokenOf(own, 'fay', { marketId: own.marketId });
  const answer = await app.inject({ ...post(URL, BEGIN), headers });
  expect([answer.statusCode, answer.json()]).toMatchObject([
    409,
    { error_code: 'ProjectExceptionCodes.TRACKS_NOT_KEPT' },
  ]);
  await app.close();
  await own.close();
});
