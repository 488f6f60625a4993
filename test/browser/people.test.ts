/** A study with people in the browser: a researcher makes it, people go its whole way, decline, and leave; the researcher reads what came of it. */

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { closeBrowser, expectAccessible, visit } from '../helpers/web.ts';
import { openPeopleStage, type PeopleStage, prolificId } from '../people/people-stage.ts';
import { PROJECTS, studyOf } from '../people/study-file.ts';

const LONG_MS = 60_000;
let stage: PeopleStage;
beforeAll(async () => {
  stage = await openPeopleStage();
}, LONG_MS);
afterAll(async () => {
  await closeBrowser();
  await stage.close();
});

const NAME = 'in-browser';
const [FIRST] = PROJECTS;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true, level: 1 });

async function logIn(page: Page): Promise<void> {
  await page.goto(`${stage.url}/sign-in`);
  await page.getByLabel('Name').fill('Ruth');
  await page.getByLabel('Password').fill('a long password');
  await button(page, 'Sign in').click();
  await page.waitForURL(`${stage.url}/markets`);
}

/** Follows the panel's link; gives the panel's id, which no page ever shows. */
async function join(page: Page): Promise<string> {
  const panelId = prolificId();
  const query = `PROLIFIC_PID=${panelId}&STUDY_ID=${prolificId()}&SESSION_ID=${prolificId()}`;
  await page.goto(`${stage.url}/taking-part/${NAME}?${query}`);
  await heading(page, 'Consent').waitFor();
  expect(page.url()).toBe(`${stage.url}/taking-part/${NAME}`);
  return panelId;
}

async function screen(page: Page): Promise<void> {
  await page.getByLabel('Yes', { exact: true }).check();
  await button(page, 'Go on').click();
}

test(
  'a researcher makes a study; people finish it, decline and leave; what came of it is read',
  async () => {
    const { page: desk } = await visit();
    await logIn(desk);
    await desk.getByRole('link', { name: 'Studies', exact: true }).click();
    await desk.getByRole('link', { name: 'New study' }).click();
    await expectAccessible(desk);
    const file = stringify(
      studyOf({ name: NAME, practice: null, projects: { slugs: [FIRST?.slug] }, redirect: { kind: 'none' } }),
    );
    await desk.getByLabel('YAML').fill(file);
    await button(desk, 'Create study').click();
    await button(desk, 'Open study').click();
    await desk.getByRole('alertdialog').getByRole('button', { name: 'Open study' }).click();
    await button(desk, 'Close study').waitFor();

    const { page } = await visit(390);
    const panelId = await join(page);
    await expectAccessible(page);
    await page.reload();
    await heading(page, 'Consent').waitFor();
    expect(await page.content()).not.toContain(panelId);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(panelId);
    await button(page, 'I agree and take part').click();
    await heading(page, 'Questions about you').waitFor();
    await screen(page);
    await heading(page, 'Work').waitFor({ timeout: LONG_MS });
    await page.reload();
    await page.getByRole('link', { name: /^Open / }).click();
    await page.getByRole('region', { name: 'Study' }).waitFor();
    await page.getByLabel(/^Bid amount/).fill('20');
    await page.getByLabel('Delivered in (days)').fill('1');
    await page.getByLabel('Your proposal').fill('I have done this before.');
    await button(page, 'Place bid').click();
    await button(page, 'Accept').click({ timeout: LONG_MS });
    await page.getByRole('link', { name: 'Open the work place' }).click();
    await button(page, 'Deliver').click({ timeout: LONG_MS });
    await page.getByRole('alertdialog').getByRole('button', { name: 'Deliver', exact: true }).click();
    await page.getByText(/of \d+ cases passed/).waitFor({ timeout: LONG_MS });
    await page.getByRole('link', { name: 'Back to the study' }).click();
    await button(page, 'I am done with the work').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'I am done with the work' }).click();
    await heading(page, 'Two more questions').waitFor({ timeout: LONG_MS });
    await page.getByRole('group', { name: 'Choose the second.' }).getByLabel('second').check();
    await page.getByRole('group', { name: 'Choose the first.' }).getByLabel('first').check();
    await button(page, 'Go on').click();
    await heading(page, 'About the study').waitFor();
    await expectAccessible(page);
    await button(page, 'Finish').click();
    await page.getByText('DONE1234').waitFor();

    const { page: other } = await visit();
    await join(other);
    await button(other, 'I do not take part').click();
    await other.getByText('NOCONS12').waitFor();

    const { page: leaver } = await visit();
    await join(leaver);
    await button(leaver, 'I agree and take part').click();
    await heading(leaver, 'Questions about you').waitFor();
    await button(leaver, 'Leave the study').click();
    await leaver.getByRole('alertdialog').getByRole('button', { name: 'Leave and destroy my data' }).click();
    await heading(leaver, 'You have left the study').waitFor();

    await desk.reload();
    for (const outcome of ['Completed', 'Did not consent', 'Withdrew']) {
      await desk.getByRole('row', { name: `${outcome} 1`, exact: true }).waitFor();
    }
    await expectAccessible(desk);
    await desk.getByRole('link', { name: 'Payments' }).click();
    const saving = desk.waitForEvent('download');
    await desk.getByRole('link', { name: 'Bonuses as CSV' }).click();
    const saved = await readFile(await (await saving).path(), 'utf8');
    // What was handed in passed nothing, so the panel pays the base, and no bonus is due.
    expect(saved).toBe('PROLIFIC_PID,amount\r\n');
  },
  LONG_MS * 3,
);
