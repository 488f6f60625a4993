/** The earnings race: what was released, and what is left of it after fees and own costs, step by step as the table has it in the end. */

import { expect, test } from 'vitest';
import { EVERYTHING, earningsOf } from '../../client/data/earnings.ts';
import type { Seen } from '../../server/protocol/arena/client.ts';

const PROJECT = 1;
const FREELANCER = 2;

/** As a page hears them; of each event only what is read. */
const heard = [
  { type: 'ProjectPosted', projectId: PROJECT, posting: { skills: ['python'], budgetMaxCents: 3_000 } },
  { type: 'CostBooked', participantId: FREELANCER, amountCents: 7, costKind: 'model' },
  {
    type: 'MilestoneReleased',
    projectId: PROJECT,
    freelancerId: FREELANCER,
    amountCents: 2_000,
    freelancerFeeCents: 500,
  },
  { type: 'CostBooked', participantId: FREELANCER, amountCents: 3, costKind: 'sandbox' },
].map((event, index) => ({ cursor: index + 1, at: 10 * index, event })) as unknown as readonly Seen[];

test('costs are taken off when they are booked, fees with what was released', () => {
  const { race, earners, lastAt } = earningsOf(heard, EVERYTHING);
  expect(race.map(({ at, grossCents, netCents }) => [at, grossCents, netCents])).toEqual([
    [10, 0, -7],
    [20, 2_000, 1_493],
    [30, 2_000, 1_490],
  ]);
  const { grossCents = 0, feesCents = 0, costCents = 0 } = earners.get(FREELANCER) ?? {};
  expect(grossCents - feesCents - costCents).toBe(race.at(-1)?.netCents);
  expect(lastAt).toBe(20);
});

test('of a part of the projects costs are left out: they belong to none of them', () => {
  const { race } = earningsOf(heard, { ...EVERYTHING, skill: 'python' });
  expect(race.map(({ netCents }) => netCents)).toEqual([1_500]);
});
