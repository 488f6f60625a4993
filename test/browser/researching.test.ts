/** A researcher in a browser: from the form to the exported result, what a model was asked, two markets beside each other; and help in the form that posts. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HOSTILE, openResearchDesk, type ResearchDesk } from '../helpers/research-desk.ts';
import { triedAgain } from '../helpers/stage.ts';
import { closeBrowser, expectAccessible, signIn, visit } from '../helpers/web.ts';

let desk: ResearchDesk;
const open = async (): Promise<void> => {
  desk = await openResearchDesk();
};
const close = async (): Promise<void> => {
  await closeBrowser();
  await desk.close();
};
beforeAll(open);
afterAll(close);
// The second test looks at what the first has played; both it and the third can be tried again where they stand.
beforeEach(({ task }) => (triedAgain(task) ? closeBrowser() : undefined));

const LONG = { timeout: 120_000 };

test('from the form to the exported result, and what the model was asked', async ({ task }) => {
  if (triedAgain(task)) {
    await close();
    await open();
  }
  const { page } = await visit();
  // A busy machine draws late.
  page.setDefaultTimeout(LONG.timeout);
  await signIn(page, desk.url, 'olga');
  await page.goto(`${desk.url}/tournaments/new`);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('spring');
  await page.getByRole('textbox', { name: 'Projects' }).fill('1');
  await page.getByRole('textbox', { name: 'Roster of your own' }).fill('entries: nobody');
  await page.getByText('The file cannot be played yet').waitFor();
  await page.getByRole('textbox', { name: 'Roster of your own' }).fill(desk.roster);
  await page.getByText('1 project to post, in 1 market.').waitFor(LONG);
  await page.getByRole('cell', { name: /Mini/ }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create and start' }).click();
  await page.getByText('Completed', { exact: true }).waitFor(LONG);
  await page
    .getByText('stands for the human side')
    .or(page.getByRole('cell', { name: 'Mini' }))
    .first()
    .waitFor();
  await page.getByRole('heading', { name: 'By category and price' }).waitFor();
  await page.getByRole('combobox', { name: 'Price' }).selectOption('large');
  await page.getByText('Nobody has worked here yet.').waitFor();
  await expectAccessible(page);

  const file = async (name: string): Promise<string> => {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    return (await page.request.get(`${desk.url}${href}`)).text();
  };
  expect(await file('Standing as CSV')).toMatch(/^rank,name,.*\r\n(?:.*\r\n)?\d,Mini,model,/);
  expect(JSON.parse(await file('Standing as JSON'))).toMatchObject({ result: { protocol: 'auction' } });
  const rows = (await file('Observations as NDJSON')).trim().split('\n');
  const kinds = new Set(rows.map((row) => (JSON.parse(row) as { kind: string }).kind));
  expect(kinds).toEqual(new Set(['project', 'bid', 'work', 'delivery', 'verdict', 'transfer']));

  await page.getByRole('link', { name: 'spring' }).click();
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('link', { name: 'Mini' }).click();
  await page.getByRole('heading', { name: 'Model calls' }).waitFor();
  const bid = page.getByRole('button', { name: /^Bid/ });
  await bid.click();
  await page.getByText(HOSTILE).first().waitFor();
  expect(await bid.getAttribute('aria-expanded')).toBe('true');
  expect(await page.title()).toContain('Mini');
  await page
    .getByText('Passed from')
    .or(page.getByRole('heading', { name: 'Calibration' }))
    .first()
    .waitFor();
  await page.getByRole('img', { name: 'How often deliveries passed, by how sure the bid was' }).waitFor();
  await expectAccessible(page);
}, 600_000);

test('a link shows two markets beside each other, and the same bids are cleared again', async () => {
  const { page } = await visit();
  await signIn(page, desk.url, 'olga');
  await page.goto(`${desk.url}/markets/spring/replay?cursor=9&beside=high-street`);
  await page.getByRole('region', { name: 'spring', exact: true }).waitFor();
  await page.getByRole('region', { name: 'high-street', exact: true }).getByRole('table').waitFor();
  await page.getByRole('button', { name: 'Clear again' }).click();
  await page.getByText(/projects would have had the same winner/).waitFor();
  await page.getByRole('columnheader', { name: 'Would be' }).waitFor();
  await expectAccessible(page);
});

test('an employer has a project written, reads it, and it fills the form', async () => {
  const { page } = await visit();
  await signIn(page, desk.url, 'erin');
  await page.goto(`${desk.url}/hiring/high-street/post`);
  await page.getByRole('textbox', { name: 'What do you need?' }).fill('Add up the orders of each customer.');
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByText(/^Draft 1: /).waitFor(LONG);
  await page.getByText('and the gate admits it').waitFor(LONG);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Fill it into the form' }).click();
  await expect.poll(() => page.getByLabel('Title').inputValue()).toContain('Group a list of orders');
  await page.getByRole('button', { name: '5. Check and post' }).click();
  await page.getByRole('button', { name: 'Post project' }).waitFor();
  expect(await page.getByRole('button', { name: 'Post project' }).isEnabled()).toBe(true);
}, 600_000);
