/** Statements against the ledger itself, and standings as each may see them. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import type { Store } from '../../server/engine/ports.ts';
import { csvOf } from '../../server/http/arena/csv.ts';
import { known } from '../../server/kernel/assert.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { ARENA, awardToFay, type JudgedWorld, openJudgedWorld, PACKAGES, verdictOf } from './judged-world.ts';

let sandbox: Sandbox;
let world: JudgedWorld;
const store: Store = createMemoryStore();
const PROJECT = known(
  PACKAGES.find(({ acceptance }) => acceptance.language === 'python'),
  'a project in Python',
);
const RISKY = { ...PROJECT, title: '=HYPERLINK("http://evil.example","click")' };

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
  world = await openJudgedWorld(sandbox, { policy: { fees: 'freelancer_com' }, store });
  const projectId = await awardToFay(world, RISKY);
  const { deliveryId } = await world.done<{ deliveryId: number }>('fay', 'POST', `/projects/${projectId}/deliveries`, {
    files: PROJECT.answerKey.reference,
  });
  await verdictOf(world, 'fay', deliveryId);
  await world.done('fay', 'POST', '/commands', {
    type: 'BookCost',
    participantId: 3,
    amountCents: 120,
    costKind: 'model',
    projectId,
  });
  await world.done('fay', 'POST', '/commands', { type: 'WithdrawFunds', participantId: 3, amountCents: 1_000 });
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

interface Statement {
  readonly walletCents: number;
  readonly outlayCents: number;
  readonly count: number;
  readonly lines: readonly { code: string; account: string; amountCents: number; balanceCents: number }[];
}

/** The same account out of the store's own ledger, which no view has touched. */
async function fromLedger(account: string): Promise<object[]> {
  let balanceCents = 0;
  return (await store.transfers(world.marketId, 0, 1_000_000)).flatMap(({ code, from, to, amountCents, at }) => {
    if (from !== account && to !== account) return [];
    const signed = to === account ? Number(amountCents) : -amountCents;
    balanceCents += signed;
    return [{ at, code, amountCents: signed, balanceCents, other: to === account ? from : to }];
  });
}

test.each([
  ['fay', 3],
  ['erin', 2],
  ['gus', 4],
] as const)('what %s sees of its accounts is what the ledger holds, line for line', async (who, participantId) => {
  const mine = await world.done<Statement>(who, 'GET', '/statement?limit=10000');
  for (const account of ['wallet', 'outlay']) {
    const lines = mine.lines.filter((line) => line.account === account);
    const ledger = await fromLedger(`${account}/${participantId}`);
    expect(lines.length).toBe(ledger.length);
    expect(lines).toMatchObject(ledger);
  }
  expect(mine.walletCents).toBe(mine.lines.findLast(({ account }) => account === 'wallet')?.balanceCents ?? 0);
  const owners = await world.done<Statement>('olga', 'GET', `/statement?limit=10000&participant=${participantId}`);
  expect(owners).toEqual(mine);
});

test('fay’s statement is not empty, and adds up: 50.00 less the fee, less what was withdrawn', async () => {
  const mine = await world.done<Statement>('fay', 'GET', '/statement');
  expect(mine).toMatchObject({ walletCents: 5_000 - 500 - 1_000, outlayCents: -120, count: 3 });
  expect(mine.lines.map(({ code }) => code)).toEqual(['release', 'cost', 'payout']);
  const second = await world.done<Statement>('fay', 'GET', '/statement?limit=1&offset=1');
  expect(second.lines).toEqual(mine.lines.slice(1, 2));
});

test('nobody reads another’s accounts, and a watcher has none', async () => {
  const foreign = await world.ask('gus', { url: `${ARENA}/statement?participant=3` });
  expect(foreign.status).toBe(403);
  expect((await world.ask('olga', { url: `${ARENA}/statement` })).status).toBe(400);
  expect((await world.ask('olga', { url: `${ARENA}/statement?participant=99` })).status).toBe(404);
});

test('as CSV no title of anybody’s is a formula', async () => {
  const { text, headers } = await world.ask('fay', { url: `${ARENA}/statement?format=csv` });
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  const [head, first, , third] = text.split('\r\n');
  expect(head).toBe('at,account,code,amount,balance,other,project,title');
  expect(first).toMatch(/^\d{4}-.*Z,wallet,release,45,45,escrow\/\d+,1,"'=HYPERLINK\(""http:/);
  expect(third).toMatch(/,payout,-10,35,world,,$/);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['a "b", c', '"a ""b"", c"'],
  ['plain', 'plain'],
])('a cell %j is written %j', (text, cell) => {
  expect(csvOf(['x'], [[text]])).toBe(`x\r\n${cell}\r\n`);
});

interface Standing {
  readonly orderedBy: string;
  readonly rows: readonly object[];
}

test('the owner’s standing is by money; others know their own money and what everybody completed', async () => {
  const owner = await world.done<Standing>('olga', 'GET', '/standing');
  expect(owner.orderedBy).toBe('netCents');
  expect(owner.rows).toMatchObject([
    {
      rank: 1,
      name: 'fay',
      awards: 1,
      completed: 1,
      deliveriesPassed: 1,
      earnedCents: 4_500,
      costCents: 120,
      netCents: 4_380,
    },
    { rank: 2, name: 'gus', awards: 0, earnedCents: 0, netCents: 0 },
  ]);
  const gus = await world.done<Standing>('gus', 'GET', '/standing');
  expect(gus.orderedBy).toBe('completed');
  expect(gus.rows).toMatchObject([
    { name: 'fay', completed: 1, earnedCents: null, costCents: null, netCents: null },
    { name: 'gus', completed: 0, earnedCents: 0 },
  ]);
});
