/** Floor and desk of a large market in a browser: they open as they stand while bids fall, and stand again after the server was away. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import { marketId, participantId } from '../../server/kernel/id.ts';
import { emptyFloor } from '../../server/protocol/arena/floor/floor.ts';
import { foldFloor } from '../../server/protocol/arena/floor/fold.ts';
import { emptyDesk, foldDesk } from '../../server/protocol/arena/seen/desk.ts';
import { readDesk } from '../../server/protocol/sdk/desk-call.ts';
import { readFloor } from '../../server/protocol/sdk/floor-call.ts';
import { createHttp } from '../../server/protocol/sdk/http.ts';
import { bidId, cents, connect, type NetworkClient } from '../../server/protocol/sdk/sdk.ts';
import { fillLargeMarket } from '../helpers/large-market.ts';
import { openedFor } from '../helpers/stage.ts';
import { closeBrowser, expectAccessible, type ServedWeb, serveWeb, signIn, visit } from '../helpers/web.ts';
import { HIGH_STREET } from '../http/world.ts';

const PEOPLE = 1_000;
const BIDS = 6_500;

let folder: string;
let file: string;
let web: ServedWeb;
openedFor(
  async () => {
    folder = mkdtempSync(join(tmpdir(), 'arena-floor-'));
    file = join(folder, 'large.db');
    await fillLargeMarket(file, PEOPLE, BIDS);
    web = await serveWeb({ file, scenario: null });
  },
  async () => {
    await closeBrowser();
    await web.close();
    rmSync(folder, { recursive: true, force: true });
  },
);

async function amend(client: NetworkClient, turn: number): Promise<void> {
  const terms = { days: 3, qualityBps: 10_000, proposalHash: null };
  const amountCents = cents(9_900 - (turn % 9_000));
  const answer = await client.send(`amend/${turn}`, { type: 'AmendBid', bidId: bidId(1), amountCents, ...terms });
  expect(answer).toMatchObject({ ok: true });
}

/** Changes one bid again and again, until it is told to stop: something always happens. */
function bidOn(client: NetworkClient): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const bidding = (async () => {
    for (let turn = 0; !stopping.signal.aborted; turn += 1) await amend(client, turn);
  })();
  return {
    stop: () => {
      stopping.abort();
      return bidding;
    },
  };
}

const LONG_MS = 120_000;
const COMMON = { market: marketId(HIGH_STREET.market), patienceMs: 0, tryMs: 60_000 };
const PEOPLE_IN_ORDER = HIGH_STREET.people.filter(
  ({ roles }) => !roles.includes('owner') && !roles.includes('watcher'),
);
const FAY = participantId(PEOPLE_IN_ORDER.findIndex(({ name }) => name === 'fay') + 1);

test(
  'thousands of events and bids that go on: it opens without reading them, is live, and comes back in a quiet market',
  async () => {
    const fay = await connect({ url: web.url, token: 'scenario-fay' });
    const bidding = bidOn(fay);
    const { page } = await visit();
    await signIn(page, web.url, 'olga');
    let reads = 0;
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.endsWith('/events')) reads += 1;
    });
    await page.getByRole('link', { name: HIGH_STREET.market }).click();
    await page.getByText('Live', { exact: true }).waitFor({ timeout: LONG_MS });
    expect(reads).toBeLessThan(10);
    await page.getByText('fay changed the bid').first().waitFor();
    await bidding.stop();
    await amend(fay, 8_765);
    await page.getByRole('combobox', { name: 'Order' }).selectOption('changed');
    await page.getByText('lowest $11.35').waitFor();
    await expectAccessible(page);
    fay.close();

    const { port } = web;
    await web.close();
    await page.getByText('Connection lost, trying again').waitFor();
    await page.getByText(/^Shown up to event [\d,]+\.$/).waitFor();
    web = await serveWeb({ file, scenario: null, port });
    // Nothing happens in the market, and yet the page knows that it is there again.
    await page.getByText('Live', { exact: true }).waitFor({ timeout: LONG_MS });
  },
  LONG_MS * 4,
);

const AMENDED = 2_100;

/** So many events into the file while no server has it: more than a page that comes back reads one by one. */
async function fillWhileAway(): Promise<void> {
  const store = await openSqliteStore({ file, survives: 'process_death' });
  const arena = createArena({ store });
  try {
    const fay = { kind: 'participant', participantId: FAY } as const;
    const door = arena.connect(marketId(HIGH_STREET.market), fay);
    const terms = { days: 3, qualityBps: 10_000, proposalHash: null };
    const answers = await Promise.all(
      Array.from({ length: AMENDED }, (_, turn) =>
        door.send(`away/${turn}`, { type: 'AmendBid', bidId: bidId(1), amountCents: cents(9_900 - turn), ...terms }),
      ),
    );
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
  } finally {
    await arena.close();
  }
}

test(
  'a desk opens without reading the past, and after a long absence as it stands again',
  async () => {
    const fay = await connect({ url: web.url, token: 'scenario-fay' });
    await amend(fay, 8_766);
    fay.close();
    const { page, context } = await visit();
    await signIn(page, web.url, 'fay');
    // Beside it a page that only asks now and then: it says when it was last answered.
    const people = await context.newPage();
    await people.goto(`${web.url}/markets/${HIGH_STREET.market}/people`);
    await people.getByRole('cell', { name: 'erin' }).waitFor();
    const noConnection = people.getByRole('status').getByText(/^No connection since [\d:]+ [AP]M, trying again\./);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(/.*\//, '')));
    const times = (path: string): number => asked.filter((one) => one === path).length;
    await page.goto(`${web.url}/working/${HIGH_STREET.market}/projects/1`);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByText('$11.34').first().waitFor();
    expect([times('desk'), times('events')]).toEqual([1, 1]);

    const { port } = web;
    await web.close();
    await page.getByText('Connection lost, trying again').waitFor();
    await noConnection.waitFor();
    await expectAccessible(people);
    expect(await people.getByRole('cell', { name: 'erin' }).isVisible()).toBe(true);
    await fillWhileAway();
    web = await serveWeb({ file, scenario: null, port });
    await page.getByText('Live', { exact: true }).waitFor({ timeout: LONG_MS });
    await page
      .getByText(`$${(9_900 - AMENDED + 1) / 100}`)
      .first()
      .waitFor();
    // What it had heard last is asked for once more, then two pages are read, a snapshot is taken, and the rest is read.
    expect(times('desk')).toBe(2);
    await noConnection.waitFor({ state: 'hidden' });
  },
  LONG_MS * 4,
);

test('the desk that is answered is the fold of all that its viewer sees', async () => {
  const { signal } = new AbortController();
  const http = createHttp({ ...COMMON, origin: web.url, token: 'scenario-fay', signal });
  const fay = await connect({ url: web.url, token: 'scenario-fay' });
  const folded = { ...emptyDesk(), you: FAY };
  for (const seen of await fay.read(0, Number.MAX_SAFE_INTEGER)) foldDesk(folded, seen);
  fay.close();
  expect(await readDesk(http)).toEqual(folded);
  expect(folded.bids.size).toBe(BIDS + HIGH_STREET.bids.length);
});

test('the floor that is answered is the fold of all that its viewer sees', async () => {
  const { signal } = new AbortController();
  const common = { ...COMMON, origin: web.url, signal };
  const olga = await connect({ url: web.url, token: 'scenario-olga' });
  const folded = emptyFloor();
  for (const seen of await olga.read(0, Number.MAX_SAFE_INTEGER)) foldFloor(folded, seen);
  olga.close();
  const answered = await readFloor(createHttp({ ...common, token: 'scenario-olga' }));
  expect(answered.happenings).toHaveLength(300);
  // The list of happenings is cut now and then; only its end is told.
  expect(answered).toEqual({ ...folded, happenings: folded.happenings.slice(-answered.happenings.length) });
  const byFay = await readFloor(createHttp({ ...common, token: 'scenario-fay' }));
  expect(byFay.totals.bids).toBe(BIDS + HIGH_STREET.bids.length);
});
