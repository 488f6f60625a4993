/**
 * The official Python SDK's whole surface: every call of it as it stands on the wire, hand-written, one row each, with
 * what the client reads from the answer, and the same about things that are not there.
 */

import { describe, expect, test } from 'vitest';
import { MONEY_ROWS } from './clients/python-money.ts';
import { PEOPLE_ROWS } from './clients/python-people.ts';
import { PROJECT_ROWS } from './clients/python-projects.ts';
import { OTHER_ROWS } from './clients/python-rest.ts';
import { onTheWire, type SdkCall } from './clients/python-sdk.ts';
import type { Result, Row } from './clients/row.ts';
import { expectRefusal, resultOf, type WireAnswer, wireTo } from './clients/wire.ts';
import { openWorld } from './world.ts';

const ROWS: readonly Row[] = [...PROJECT_ROWS, ...OTHER_ROWS, ...MONEY_ROWS, ...PEOPLE_ROWS];

type Ask = (who: string, call: SdkCall) => Promise<WireAnswer>;

/** A world in the row's state and a client that reaches it, until it is done. */
async function stage({ given, before = [] }: Partial<Row>, act: (ask: Ask) => Promise<void>): Promise<void> {
  const world = await openWorld();
  try {
    await given?.(world);
    const send = await wireTo(world);
    const ask: Ask = (who, call) => send(onTheWire(`scenario-${who}`, call));
    for (const [who, call] of before) resultOf(await ask(who, call));
    await act(ask);
  } finally {
    await world.close();
  }
}

test('there are 49 rows, and each is another call', () => {
  expect(ROWS.length).toBe(49);
  expect(new Set(ROWS.map(({ call }) => call)).size).toBe(49);
  for (const { request } of ROWS) expect(request.path).toMatch(/^(projects|users|messages|contests)\/0\.1\/.*\/$/);
});

test.each(ROWS.map((row) => [row.call, row] as const))('%s gives the client what it reads', async (_call, row) => {
  await stage(row, async (ask) => {
    const result = resultOf(await ask(row.who, row.request));
    if (row.reads !== 'status') row.reads(result as Result);
  });
});

describe('about something that is not there', () => {
  const rows = ROWS.flatMap(({ call, who, given, unknown }) =>
    unknown === undefined ? [] : [{ call, who, unknown, row: given === undefined ? {} : { given } }],
  );
  test.each(rows)('$call', async ({ who, unknown, row }) => {
    await stage(row, async (ask) => expectRefusal(await ask(who, unknown)));
  });
});

test('every call with a token that opens nothing', async () => {
  await stage({}, async (ask) => {
    for (const { call, request } of ROWS) {
      const answer = await ask('nobody-at-all', request);
      expect([call, answer.status]).toEqual([call, 401]);
      expectRefusal(answer);
    }
  });
});
