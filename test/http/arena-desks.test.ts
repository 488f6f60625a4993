/** The arena's reviewer outlives the process: what was handed in while it was away is judged when it is back, once. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import { createDesks } from '../../server/desks.ts';
import { createJudging, type ServerJudging } from '../../server/judging.ts';
import { known } from '../../server/kernel/assert.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { awardToFay, openJudgedWorld, PACKAGES } from './judged-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-desks-'));
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const PROJECT = known(
  PACKAGES.find(({ acceptance }) => acceptance.language === 'python'),
  'a project in Python',
);

test('handed in while the desk is closed, judged after the restart, and a fault of ours only puts it off', async () => {
  const file = join(folder, 'judged.db');
  const first = await openSqliteStore({ file });
  const world = await openJudgedWorld(sandbox, { store: first, records: first.records });
  const projectId = await awardToFay(world, PROJECT);
  world.desks.close();
  const { deliveryId } = await world.done<{ deliveryId: number }>('fay', 'POST', `/projects/${projectId}/deliveries`, {
    files: PROJECT.answerKey.reference,
  });
  expect((await world.ask('fay', { url: `/m/bench/api/arena/1.0/deliveries/${deliveryId}/verdict` })).status).toBe(404);
  await world.close();

  const store = await openSqliteStore({ file });
  const { records } = store;
  const arena = createArena({ store });
  const judging = createJudging({ reviewer: createReviewer({ sandbox }), records, concurrency: 2 });
  let faults = 0;
  const shaky: ServerJudging = {
    ...judging,
    review: async (...given) => {
      faults += 1;
      if (faults === 1) throw new Error('the sandbox is away');
      return judging.review(...given);
    },
  };
  const reasons: string[] = [];
  const desks = createDesks({ arena, records, judging: shaky, report: (reason) => reasons.push(reason) });
  await desks.start();
  const verdicts = async (): Promise<number> => {
    const events = await store.events(world.marketId, 0, 10_000);
    return events.filter(({ event }) => event.type === 'VerdictRecorded').length;
  };
  for (let tries = 0; (await verdicts()) === 0 && tries < 1_800; tries += 1)
    await new Promise((done) => setTimeout(done, 50));
  expect(await verdicts()).toBe(1);
  expect(reasons).toEqual(['reviewer of bench: the sandbox is away']);
  desks.close();
  await arena.close();
});
