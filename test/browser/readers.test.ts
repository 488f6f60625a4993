/** Who reads the pages: by keyboard, which must be seen in both themes; in another locale; and of projects that lie behind. */

import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { cents, connect, type NetworkClient, projectId } from '../../server/protocol/sdk/sdk.ts';
import { ringTroubles } from '../helpers/focus-rings.ts';
import { openedFor } from '../helpers/stage.ts';
import { closeBrowser, expectAccessible, type ServedWeb, seeIn, serveWeb, signIn, visit } from '../helpers/web.ts';

let web: ServedWeb;
openedFor(
  async () => {
    web = await serveWeb();
  },
  async () => {
    await closeBrowser();
    await web.close();
  },
);

const MARKET = '/markets/high-street';

async function open(page: Page, path: string, words: string | RegExp): Promise<void> {
  await page.goto(`${web.url}${path}`);
  await page.getByText(words).first().waitFor();
}

async function expectRings(page: Page): Promise<void> {
  // What has the focus is marked only for whoever uses the keyboard.
  await page.keyboard.press('Tab');
  for (const theme of ['light', 'dark'] as const) {
    await seeIn(page, theme);
    expect(await page.evaluate(ringTroubles), `${theme} ${page.url()}`).toEqual({
      seen: expect.any(Number),
      troubles: [],
    });
  }
}

test('whatever can be pressed or filled in shows by a ring of 3 to 1 that it has the focus, in both themes', async () => {
  const { page } = await visit();
  await open(page, '/', 'How a project goes');
  await expectRings(page);
  await signIn(page, web.url, 'olga');
  for (const [path, words] of [
    [MARKET, 'fay bid $120 on'],
    [`${MARKET}/standing`, 'Earnings race'],
    [`${MARKET}/log`, 'fay joined as freelancer'],
    [`${MARKET}/projects/1`, 'Cheap and careful.'],
  ] as const) {
    await open(page, path, words);
    await expectRings(page);
  }
  const { page: hal } = await visit(390);
  await signIn(hal, web.url, 'hal');
  for (const [path, words] of [
    ['/working/high-street', 'Mend the sorting'],
    ['/hiring/high-street/post', 'Fill in an example'],
  ] as const) {
    await open(hal, path, words);
    await expectRings(hal);
  }
});

test('a German browser has money, counts and times as Germans write them, and takes amounts as they type them', async () => {
  const { page: other } = await visit();
  const german = { locale: 'de-DE', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' } as const;
  const context = await other
    .context()
    .browser()
    ?.newContext({ ...german, viewport: { width: 1_280, height: 900 } });
  if (context === undefined) throw new Error('the browser has gone');
  onTestFinished(() => context.close());
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', ({ message }) => troubles.push(message));
  const body = () => page.locator('main').innerText();
  await signIn(page, web.url, 'olga');
  await open(page, MARKET, 'fay bid 120 $ on');
  await page.getByText('lowest 99 $').waitFor();
  // A canvas says nothing; the axis of the other picture is text.
  await open(page, `${MARKET}/projects/1`, '30 $ - 250 USD');
  const axis = page.getByRole('img', { name: 'Bids over market time' });
  await axis
    .getByText(/^\d\d:\d\d(:\d\d)?$/)
    .first()
    .waitFor();
  await axis
    .getByText(/^\d{1,2}\. \p{L}+\.?$/u)
    .first()
    .waitFor();
  await open(page, `${MARKET}/ledger`, 'The lines add up');
  await page.getByRole('combobox').selectOption({ label: 'erin' });
  await page.getByText('5.000,00 $').first().waitFor();
  expect(await body()).toMatch(/\d{2}\.\d{2}\.\d{4}, \d{2}:\d{2}:\d{2}/);
  // Nothing is left as an American would write it.
  expect(await body()).not.toMatch(/\$\d|\d,\d{3}\b|\b[AP]M\b/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, web.url, 'fay');
  await open(page, '/working/high-street/projects/3', 'Find customers who never came back');
  const amount = page.getByLabel('Bid amount (USD)');
  await amount.fill('60.50');
  await page.getByText(/Paid to you: 54,45\s\$/).waitFor();
  await amount.fill('1.250');
  await page.getByText(/Paid to you: 1\.125,00\s\$/).waitFor();
  await amount.fill('112,50');
  await page.getByText(/Paid to you: 101,25\s\$/).waitFor();
  await page.getByLabel('Delivered in (days)').fill('1');
  await page.getByRole('button', { name: 'Place bid' }).click();
  await page.getByText('Your bid is the lowest').waitFor();
  await page.getByRole('button', { name: 'Change bid' }).click();
  expect(await amount.inputValue()).toBe('112,50');
  expect(troubles).toEqual([]);
});

const BEHIND = 12;

/** Cancels the first project, and posts and cancels so many more that it is long behind its employer. */
async function leaveBehind(erin: NetworkClient): Promise<void> {
  const done = async (id: string, command: Parameters<NetworkClient['send']>[1]): Promise<void> =>
    expect(await erin.send(id, command)).toMatchObject({ ok: true });
  await done('cancel/1', { type: 'CancelProject', projectId: projectId(1) });
  const contentHash = await erin.put({ mediaType: 'text/plain', nonce: 'again', body: 'Once more.' });
  const terms = { contentHash, acceptanceHash: contentHash, caseCount: 1, skills: ['python'], postedPriceCents: null };
  const budget = { budgetMinCents: cents(1_000), budgetMaxCents: cents(3_000), mechanism: null, assigneeId: null };
  for (let project = 4; project < 4 + BEHIND; project += 1) {
    await done(`post/${project}`, { type: 'PostProject', ...terms, ...budget, biddingMs: null, draft: false });
    await done(`cancel/${project}`, { type: 'CancelProject', projectId: projectId(project) });
  }
}

test('what is over is told where it is kept: others’ past by the market, one’s own far past with its bids counted', async () => {
  const erin = await connect({ url: web.url, token: 'scenario-erin' });
  await leaveBehind(erin);
  erin.close();
  const { page: gus } = await visit(390);
  await signIn(gus, web.url, 'gus');
  await open(gus, '/working/high-street?state=all&sort=oldest', 'Add up last month');
  await gus.getByRole('link', { name: 'Add up last month' }).click();
  await gus.getByText('Bidding on this project is over.').waitFor();
  await expectAccessible(gus);
  await gus.getByRole('link', { name: 'It is over: what others bid, delivered and were paid' }).click();
  await gus.getByRole('heading', { name: 'Proposals 2' }).waitFor();
  await gus.getByText('Cheap and careful.').waitFor();

  const { page } = await visit();
  await signIn(page, web.url, 'erin');
  await open(page, '/hiring/high-street/projects/1', '2 bids that were not awarded are no longer listed here');
  expect(await page.getByRole('definition').allInnerTexts()).toContain('2');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See all of them' }).click();
  await page.getByText('Cheap and careful.').waitFor();
});
