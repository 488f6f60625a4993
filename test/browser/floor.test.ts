/** The floor of a large market in a browser: it opens as it stands while bids fall, and stands again after the server was away. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyFloor } from '../../server/protocol/arena/floor/floor.ts';
import { foldFloor } from '../../server/protocol/arena/floor/fold.ts';
import { readFloor } from '../../server/protocol/sdk/floor-call.ts';
import { createHttp } from '../../server/protocol/sdk/http.ts';
import { bidId, cents, connect, type NetworkClient } from '../../server/protocol/sdk/sdk.ts';
import { fillLargeMarket } from '../helpers/large-market.ts';
import { closeBrowser, expectAccessible, type ServedWeb, serveWeb, signIn, visit } from '../helpers/web.ts';
import { HIGH_STREET } from '../http/world.ts';

const PEOPLE = 1_000;
const BIDS = 6_500;
const folder = mkdtempSync(join(tmpdir(), 'arena-floor-'));
const file = join(folder, 'large.db');

let web: ServedWeb;
beforeAll(async () => {
  await fillLargeMarket(file, PEOPLE, BIDS);
  web = await serveWeb({ file, scenario: null });
}, 120_000);
afterAll(async () => {
  await closeBrowser();
  await web.close();
  rmSync(folder, { recursive: true, force: true });
});

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
  LONG_MS * 2,
);

test('the floor that is answered is the fold of all that its viewer sees', async () => {
  const { signal } = new AbortController();
  const common = { origin: web.url, market: HIGH_STREET.market, patienceMs: 0, tryMs: 60_000, signal };
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
