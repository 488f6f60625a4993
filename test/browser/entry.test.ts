/** Coming in: what a stranger sees, signing in and out, what is kept from whom, and what the first page weighs. */

import { expect, test } from 'vitest';
import { openedFor } from '../helpers/stage.ts';
import { closeBrowser, expectAccessible, type ServedWeb, serveWeb, signIn, visit } from '../helpers/web.ts';

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

test('a stranger is led to the sign-in and then to the page that was wanted', async () => {
  const { page } = await visit();
  await page.goto(`${web.url}/markets/high-street`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('Name').fill('walt');
  await page.getByLabel('Password').fill('not his password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('Name or password are not right.').waitFor();
  await page.getByLabel('Password').fill('high-street');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'high-street' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/markets/high-street');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto(`${web.url}/markets`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('a link cannot send whoever signs in to another site', async () => {
  const { page } = await visit();
  await page.goto(`${web.url}/sign-in?from=${encodeURIComponent('//evil.example/')}`);
  await page.getByLabel('Name').fill('walt');
  await page.getByLabel('Password').fill('high-street');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${web.url}/markets`);
});

test('home, markets and what is not there can be heard and seen in both themes', async () => {
  const { page } = await visit();
  await page.goto(web.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page);
  await signIn(page, web.url, 'olga');
  await page.getByRole('link', { name: 'high-street' }).waitFor();
  await expectAccessible(page);
  await page.goto(`${web.url}/markets/nowhere`);
  await page.getByText('There is no such market, or you have no seat in it.').waitFor();
  await expectAccessible(page);
  await page.goto(`${web.url}/sign-in/no/such/page`);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.getByRole('button', { name: 'Theme: Light' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Theme: Dark' }).waitFor();
});

test('the keyboard comes to the content at once, and to every link of the head', async () => {
  const { page } = await visit();
  await page.goto(web.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.locator('main:focus').count()).toBe(1);
});

/** What a first visit may weigh, as it comes over the network, until the list of markets stands. */
const FIRST_LOAD_MAX = 180_000;

test('the first load is light: the list of markets comes with less than 180 kB', async () => {
  const { page } = await visit();
  await signIn(page, web.url, 'walt');
  // What the sign-in still fetches is not of this load.
  await page.getByRole('link', { name: 'high-street' }).waitFor();
  await page.waitForLoadState('networkidle');
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  // What is asked of the API depends on the market: only the app itself is weighed.
  const own = new Set<string>();
  let bytes = 0;
  client.on('Network.responseReceived', ({ requestId, response }) => {
    if (!response.url.includes('/api/')) own.add(requestId);
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (own.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(`${web.url}/markets`);
  await page.getByRole('link', { name: 'high-street' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(FIRST_LOAD_MAX);
});
