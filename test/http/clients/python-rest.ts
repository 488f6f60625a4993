/** What the Python SDK calls besides: skills, tracks, contests. */

import { expect } from 'vitest';
import { accepted } from './given.ts';
import type { SdkCall } from './python-sdk.ts';
import type { Result, Row } from './row.ts';

const POINT = { latitude: -33.86, longitude: 151.2 };
const track: SdkCall = {
  method: 'POST',
  path: 'projects/0.1/tracks/',
  json: { user_id: 2, project_id: 1, track_point: POINT },
};
const asTrack = (result: Result): void =>
  expect(result).toMatchObject({
    id: expect.any(Number),
    user_id: 2,
    project_id: 1,
    time_started: expect.any(Number),
    track_points: [{ ...POINT, time_created: expect.any(Number) }],
  });

export const OTHER_ROWS: readonly Row[] = [
  {
    call: 'get_jobs',
    who: 'fay',
    request: {
      method: 'GET',
      path: 'projects/0.1/jobs/',
      query: [
        ['jobs[]', 3],
        ['jobs[]', 9],
        ['seo_details', true],
        ['lang', 'en'],
      ],
    },
    reads: (result) => {
      const jobs = result as unknown as readonly Result[];
      expect(jobs.map(({ id }) => id).sort()).toEqual([3, 9]);
      for (const job of jobs) {
        expect(job).toMatchObject({ name: expect.any(String), seo_url: expect.any(String) });
        expect(job).toHaveProperty('seo_info');
      }
    },
  },
  {
    call: 'post_track',
    who: 'fay',
    given: accepted,
    request: track,
    reads: asTrack,
    unknown: { ...track, json: { user_id: 2, project_id: 999_999, track_point: POINT } },
  },
  {
    call: 'update_track',
    who: 'fay',
    given: accepted,
    before: [['fay', track]],
    request: { method: 'PUT', path: 'projects/0.1/tracks/1/', json: { track_point: POINT, stop_tracking: false } },
    reads: (result) => expect(result).toMatchObject({ ...POINT, time_created: expect.any(Number) }),
    unknown: { method: 'PUT', path: 'projects/0.1/tracks/999999/', json: { track_point: POINT, stop_tracking: true } },
  },
  {
    call: 'get_track_by_id',
    who: 'fay',
    given: accepted,
    before: [['fay', track]],
    request: {
      method: 'GET',
      path: 'projects/0.1/tracks/1/',
      query: [
        ['track_point_limit', 10],
        ['track_point_offset', 0],
      ],
    },
    reads: asTrack,
    unknown: { method: 'GET', path: 'projects/0.1/tracks/999999/' },
  },
  {
    call: 'create_contest',
    who: 'erin',
    request: {
      method: 'POST',
      path: 'contests/0.1/contests/',
      json: {
        title: 'The shortest sieve',
        description: 'Primes below a million.',
        type: 'freemium',
        duration: 7,
        job_ids: [3, 7],
        currency_id: 1,
        prize: 100,
      },
    },
    reads: (result) =>
      expect(result).toMatchObject({
        id: expect.any(Number),
        owner_id: 1,
        title: 'The shortest sieve',
        description: 'Primes below a million.',
        type: 'freemium',
        duration: 7,
        jobs: expect.any(Array),
        currency: { id: 1, code: 'USD' },
        prize: 100,
      }),
  },
];
