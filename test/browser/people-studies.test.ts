/** Studies with people in a researcher's browser, from the form to the closed study; people come over HTTP meanwhile. */

import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { peopleKit } from '../../cli/people-kit.ts';
import { known } from '../../server/kernel/assert.ts';
import { openedFor } from '../helpers/stage.ts';
import { closeBrowser, expectAccessible, type ServedWeb, serveWeb, visit } from '../helpers/web.ts';
import { Bot } from '../people/people-stage.ts';

let web: ServedWeb;
openedFor(
  async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'studies-')), 'arena.db');
    web = await serveWeb({ file, scenario: null, workers: 1, people: peopleKit({}) });
  },
  async () => {
    await closeBrowser();
    await web.close();
  },
);

const PASSWORD = 'a long password';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const fileText = (page: Page): Promise<string> => page.getByLabel('YAML').inputValue();

async function comeAsResearcher(page: Page): Promise<void> {
  await page.goto(`${web.url}/sign-up?invite=${known(web.serving.ownerLink, 'link')}`);
  await page.getByLabel('Name').fill('Ruth');
  await page.getByLabel('Password').fill(PASSWORD);
  await button(page, 'Create account').click();
}

/** What the browser saved when this was pressed. */
async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** From an empty list, by way of everything that is wrong, to a study. */
async function createStudy(page: Page): Promise<void> {
  await link(page, 'Studies').click();
  await page.getByText('No study with people yet').waitFor();
  await expectAccessible(page);
  await link(page, 'New study').click();
  await page.getByLabel('Name', { exact: true }).fill('Not a name');
  await page.getByLabel('Work', { exact: true }).fill('an hour');
  await button(page, 'Create study').click();
  await page.getByText('things are to be put right.').waitFor();
  const told = (field: string) => page.getByLabel(field, { exact: true }).locator('xpath=ancestor::div[1]');
  await told('Name').getByText('lower-case letters, digits and dashes, at most 32 of them').waitFor();
  await told('Approval').getByText('This is needed.').waitFor();
  await told('Work').getByText('A number.').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Name', { exact: true }).fill('pilot');
  await page.getByLabel('Work', { exact: true }).fill('45');
  await page.getByLabel('Approval').fill('Board of tests, 2026-1');
  await page.getByLabel('Contact').fill('board@example.org');
  await page.getByLabel('Practice project').fill('no-such-project');
  await expect.poll(() => fileText(page)).toContain('work: 45');
  await button(page, 'Create study').click();
  // What only the server knows is told at its field, too.
  await told('Practice project').getByText('there is no project no-such-project').waitFor();
  await page.getByLabel('Practice project').fill('');
  // The file is the form's other side, and keeps what the form does not know.
  const text = await fileText(page);
  expect(text).not.toContain('practice');
  await page.getByLabel('YAML').fill(`# Ours.\n${text}attentionMisses: [\n`);
  await page.getByText('The form waits until the file can be read again.').waitFor();
  await page.getByLabel('YAML').fill(`# Ours.\n${text.replace('baseCents: 900', 'baseCents: 700')}`);
  expect(await page.getByLabel('For completing, in cents').inputValue()).toBe('700');
  await page.getByLabel('People who may complete').fill('2');
  await page.getByLabel('Projects, one a line').fill('text-layout-1');
  expect(await fileText(page)).toContain('# Ours.');
  await button(page, 'Create study').click();
  await page.getByRole('heading', { level: 1, name: 'Small coding projects for pay' }).waitFor();
}

/** One whose browser says no to the third of the questions, so that no sandbox is waited for; and one who does not agree. */
async function takePart(study: string): Promise<{ readonly done: Bot; readonly declined: Bot }> {
  const done = new Bot(web.url, study);
  await done.join();
  await done.consent();
  await done.step({ step: 'eligibility', answers: [0] });
  await done.until('work');
  await done.step({ step: 'work' });
  await done.until('attention');
  await done.step({ step: 'attention', answers: [2] });
  await done.step({ step: 'debrief', comment: '=1+1' });
  const declined = new Bot(web.url, study);
  await declined.join();
  await declined.consent(false);
  return { done, declined };
}

test('a researcher makes a study, lets people in, reads what they did, and closes it', async () => {
  const { page, context } = await visit();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await comeAsResearcher(page);
  await createStudy(page);
  await button(page, 'Open study').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Open study' }).click();
  await button(page, 'Close study').waitFor();
  await button(page, 'Copy link').click();
  await button(page, 'Copied').waitFor();
  const copied = await page.evaluate(() => {
    const { clipboard } = navigator as unknown as { clipboard: { readText(): Promise<string> } };
    return clipboard.readText();
  });
  expect(copied).toContain('/taking-part/pilot?PROLIFIC_PID=');

  const { done } = await takePart('pilot');
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) });
  await row('Did not consent').getByText('1', { exact: true }).waitFor();
  await row('Completed').getByText('1', { exact: true }).waitFor();
  await row('Ended').getByText('2', { exact: true }).waitFor();
  await expectAccessible(page);

  await link(page, 'Payments').click();
  await page.getByText(done.ids.panelId).waitFor();
  await page.getByText('£7.00 in all').waitFor();
  await expectAccessible(page);
  const payments = await saved(page, () => link(page, 'Bonuses as CSV').click());
  expect(payments.name).toBe('pilot-bonuses.csv');
  expect(payments.text.split(/\r?\n/)[0]).toBe('PROLIFIC_PID,amount');

  await link(page, 'Data').click();
  await page.getByText('What the columns mean: People').click();
  await page.getByText('The stage before the end').waitFor();
  await expectAccessible(page);
  const people = await saved(page, () => link(page, 'People as CSV').click());
  expect(people.text).toContain(done.pseudonym);
  expect(people.text).not.toContain(done.ids.panelId);
  const dictionary = await saved(page, () => button(page, 'Dictionary of all tables as CSV').click());
  const [head = ''] = people.text.split(/\r?\n/);
  for (const column of head.split(',')) expect(dictionary.text).toContain(`"people","${column}",`);

  await link(page, 'Review board').click();
  await page.getByText('Board of tests, 2026-1').waitFor();
  await page.getByRole('heading', { name: 'What is stored' }).waitFor();
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  expect(await button(page, 'Print').isVisible()).toBe(false);
  expect(await page.getByText('How to leave').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });

  await button(page, 'Close study').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close study' }).click();
  await button(page, 'Open again').waitFor();
  expect(
    await new Bot(web.url, 'pilot').ask('POST', '/api/arena/1.0/people-studies/pilot/join', done.ids),
  ).toMatchObject({
    status: 200,
  });
  const late = new Bot(web.url, 'pilot');
  expect(await late.ask('POST', late.path('/join'), late.ids)).toMatchObject({ status: 409, code: 'CLOSED' });
}, 600_000);
