/** The Android and Go SDKs and a TypeScript client: their calls as they stand on the wire, and what each reads from the answer. */

import { describe, expect, test } from 'vitest';
import { ANDROID_PEOPLE } from './clients/android-people.ts';
import { ANDROID_PROJECTS } from './clients/android-projects.ts';
import { GO, TYPESCRIPT } from './clients/go-and-typescript.ts';
import { type Client, type OtherRow, type Sent, sentBy } from './clients/other-client.ts';
import { expectRefusal, resultOf, type WireAnswer, wireTo } from './clients/wire.ts';
import { openWorld } from './world.ts';

const TABLES: Readonly<Record<Client, readonly OtherRow[]>> = {
  android: [...ANDROID_PROJECTS, ...ANDROID_PEOPLE],
  go: GO,
  typescript: TYPESCRIPT,
};

function expectAnswer(answer: WireAnswer, reads: unknown): void {
  if (typeof reads === 'string' || reads instanceof RegExp) {
    expectRefusal(answer);
    expect(/ExceptionCodes\.([A-Z_]+)/.exec(answer.text)?.[1]).toMatch(reads);
    return;
  }
  const result = resultOf(answer);
  if (typeof reads === 'object') expect({ result }).toMatchObject({ result: reads });
}

describe.each(Object.keys(TABLES) as Client[])('%s', (client) => {
  test('no two rows are the same call', () => {
    const names = TABLES[client].map(({ call }) => call);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(TABLES[client].map((row) => [row.call, row] as const))('%s', async (_call, row) => {
    const { who, given, before = [], sent, reads } = row;
    const world = await openWorld();
    try {
      await given?.(world);
      const send = await wireTo(world);
      const ask = (as: string, one: Sent) => send(sentBy(client, `scenario-${as}`, one));
      for (const [as, one] of before) resultOf(await ask(as, one));
      expectAnswer(await ask(who, sent), reads);
    } finally {
      await world.close();
    }
  });
});
