/** Watching a market in a browser: what happens appears as it happens, through a lost server and back; every page can be heard. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bidId, cents, connect, type NetworkClient, participantId, projectId } from '../../server/protocol/sdk/sdk.ts';
import { openedFor } from '../helpers/stage.ts';
import { closeBrowser, expectAccessible, type ServedWeb, serveWeb, signIn, visit } from '../helpers/web.ts';
import { HIGH_STREET } from '../http/world.ts';

/** Its clock can be held and stepped. */
const scenario = { ...HIGH_STREET, policy: { ...HIGH_STREET.policy, clock: { kind: 'paced' as const, speed: 60 } } };

let folder: string;
let file: string;
let web: ServedWeb;
openedFor(
  async () => {
    folder = mkdtempSync(join(tmpdir(), 'arena-web-'));
    file = join(folder, 'web.db');
    web = await serveWeb({ file, scenario });
  },
  async () => {
    await closeBrowser();
    await web.close();
    rmSync(folder, { recursive: true, force: true });
  },
);

async function as<T>(name: string, work: (client: NetworkClient) => Promise<T>): Promise<T> {
  const client = await connect({ url: web.url, token: `scenario-${name}` });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

/** Changes fay's bid on the first project. */
async function amend(id: string, dollars: number): Promise<void> {
  const answer = await as('fay', (client) =>
    client.send(id, {
      type: 'AmendBid',
      bidId: bidId(1),
      amountCents: cents(dollars * 100),
      days: 3,
      qualityBps: 10_000,
      proposalHash: null,
    }),
  );
  expect(answer).toMatchObject({ ok: true });
}

test('a bid appears on the floor and in the ladder as it is placed, also after the server was away', async () => {
  const { page } = await visit();
  await signIn(page, web.url, 'olga');
  await page.getByRole('link', { name: 'high-street' }).click();
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByText('fay bid $120 on').first().waitFor();
  await expectAccessible(page);
  await amend('amend/1', 81);
  await page.getByText('fay changed the bid').first().waitFor();
  await page.getByText('lowest $81').waitFor();

  const { port } = web;
  await web.close();
  await page.getByText('Connection lost, trying again').waitFor();
  web = await serveWeb({ file, scenario: null, port });
  await amend('amend/2', 73);
  await page.getByText('lowest $73').waitFor();
  await page.getByText('Live', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'Add up last month' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Add up last month' }).waitFor();
  await page.getByText('Cheap and careful.').waitFor();
  await page.getByRole('img', { name: 'Bids over market time' }).waitFor();
  await expectAccessible(page);
});

test('the owner holds the clock and steps it; a watcher sees it and has no hand on it', async () => {
  const owner = await visit();
  await signIn(owner.page, web.url, 'olga');
  await owner.page.getByRole('button', { name: 'Pause' }).click();
  await owner.page.getByText('Held', { exact: true }).waitFor();
  await owner.page.getByRole('button', { name: 'Resume' }).click();
  await owner.page.getByRole('button', { name: 'Pause' }).waitFor();
  const watcher = await visit(390);
  await signIn(watcher.page, web.url, 'walt');
  await watcher.page.getByText('Watcher').waitFor();
  expect(await watcher.page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
});

test('what an agent wrote is text, whatever it looks like', async () => {
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await as('gus', async (client) => {
    const proposalHash = await client.put({ mediaType: 'text/plain', nonce: 'hostile', body: hostile });
    const terms = { amountCents: cents(9_000), days: 2, qualityBps: 10_000, proposalHash, confidenceBps: null };
    expect(await client.send('hostile', { type: 'PlaceBid', projectId: projectId(3), ...terms })).toMatchObject({
      ok: true,
    });
  });
  const { page } = await visit();
  await signIn(page, web.url, 'olga');
  await page.goto(`${web.url}/markets/high-street/projects/3`);
  await page.getByText(hostile).waitFor();
  expect(await page.title()).toContain('Freelance Arena');
});

test('a link to a moment shows that moment; the same bids can be cleared again', async () => {
  const { page } = await visit();
  await signIn(page, web.url, 'olga');
  await page.goto(`${web.url}/markets/high-street/replay?cursor=9`);
  await page.getByText('event 9 of').waitFor();
  // It stays where it is while the market goes on.
  const told = await page.getByText('event 9 of').textContent();
  await as('fay', async (client) => {
    const cost = { type: 'BookCost', participantId: participantId(2), amountCents: cents(1) } as const;
    await client.send('cost/replay', { ...cost, costKind: 'time', projectId: null });
  });
  await expect.poll(() => page.getByText('event 9 of').textContent()).not.toBe(told);
  await page.getByRole('button', { name: 'One event on' }).click();
  await page.waitForURL(/cursor=10/);
  await page.getByRole('combobox', { name: 'Go by' }).selectOption('at');
  await page.waitForURL(/[?&]at=\d+/);
  const { at } = Object.fromEntries(new URL(page.url()).searchParams);
  await page.goto(`${web.url}/markets/high-street/replay?at=${at}`);
  await page.getByRole('slider', { name: 'Market time' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear again' }).click();
  await page.getByText(/projects would have had the same winner|No project was cleared/).waitFor();
});

test.each([
  ['standing', 'Earnings race'],
  ['people', 'Freelancer'],
  ['people/2', 'What it did'],
  ['ledger', 'The lines add up to the balance, to the cent.'],
  ['log', 'fay joined as freelancer'],
])('%s can be heard and seen in both themes', async (path, words) => {
  const { page } = await visit();
  await signIn(page, web.url, 'olga');
  await page.goto(`${web.url}/markets/high-street/${path}`);
  await page.getByText(words).first().waitFor();
  await expectAccessible(page);
});

test('the form writes the file, and what the server says of it is told', async () => {
  const { page } = await visit();
  await signIn(page, web.url, 'olga');
  await page.getByRole('link', { name: 'Tournaments' }).click();
  await page.getByRole('link', { name: 'New tournament' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('spring');
  await page.getByRole('combobox', { name: 'Mechanism' }).selectOption('vickrey');
  const file = page.getByRole('textbox', { name: 'YAML; every setting of the guide may stand here.' });
  expect(await file.inputValue()).toContain('name: spring');
  expect(await file.inputValue()).toContain('mechanism: { kind: vickrey }');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create only' }).click();
  await page.getByRole('alert').getByText('This server plays no tournaments').waitFor();
});
