/** A study with people in the browser: made by a researcher, gone through by keyboard alone, declined, left; and what came of it. */

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { known } from '../../server/kernel/assert.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { choose, confirm, fill, focusEditor, leaveEditor, press, tabTo, writeCode } from '../helpers/keyboard.ts';
import { openedFor } from '../helpers/stage.ts';
import { employerChoosing } from '../helpers/study-employer.ts';
import { endBidding, TOGETHER } from '../helpers/study-market.ts';
import { arrive, button, dialogButton, heading, join, link, logIn, queryOf, said } from '../helpers/study-pages.ts';
import { closeBrowser, expectAccessible, visit } from '../helpers/web.ts';
import { Bot, Hand, openPeopleStage, type PeopleStage } from '../people/people-stage.ts';
import { PROJECTS, studyOf } from '../people/study-file.ts';

const LONG_MS = 120_000;
let stage: PeopleStage;
openedFor(
  async () => {
    stage = await openPeopleStage();
  },
  async () => {
    await closeBrowser();
    await stage.close();
  },
);

const NAME = 'in-browser';
const SLUGS = PROJECTS.slice(0, 2).map(({ slug }) => slug);

/** At once, as from a clipboard: typed in, so much would take Chromium half a minute. */
async function paste(area: Locator, text: string): Promise<void> {
  await area.evaluate((element, pasted) => {
    const { HTMLTextAreaElement, Event } = globalThis as unknown as {
      HTMLTextAreaElement: { readonly prototype: object };
      Event: new (type: string, init: { bubbles: boolean }) => never;
    };
    // The element's own setter is React's, which takes its value for the one that it knows.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(element, pasted);
    (element as unknown as { dispatchEvent(event: object): void }).dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

async function makeStudy(desk: Page): Promise<void> {
  await logIn(desk, stage);
  await link(desk, 'Studies').click();
  await link(desk, 'New study').click();
  const study = studyOf({ name: NAME, projects: { slugs: SLUGS }, conditions: [TOGETHER], redirect: { kind: 'none' } });
  const file = stringify(study);
  await paste(desk.getByLabel('YAML'), `${file}${'# much to say\n'.repeat(5_000)}`);
  // The server would not take it, and the page does not wait for its no.
  await desk.getByText('at most 65,536 are taken').waitFor();
  expect(await button(desk, 'Create study').isDisabled()).toBe(true);
  await desk.getByLabel('YAML').fill(file);
  await button(desk, 'Create study').click();
  await press(desk, button(desk, 'Open study'));
  await confirm(desk, 'Open study');
  await button(desk, 'Close study').waitFor();
  await said(desk, 'Open').waitFor();
  // The button that was pressed is gone: the focus is where one can go on.
  await expect.poll(() => desk.locator(':focus').innerText(), { timeout: LONG_MS }).toContain('Close study');
}

/** Reloads, and finds the stage that it was. */
async function reload(page: Page, stageTitle: string): Promise<void> {
  await page.reload();
  await heading(page, stageTitle).waitFor();
}

/** Bids on the project whose page this is, and accepts what is awarded, once it is. */
async function bid(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Study' }).waitFor();
  await fill(page, /^Bid amount/, '20');
  await fill(page, 'Delivered in (days)', '1');
  await fill(page, 'Your proposal', 'I have done this before.');
  await press(page, button(page, 'Place bid'));
  await button(page, 'Place bid').waitFor({ state: 'detached' });
}

async function toPlace(page: Page): Promise<ProjectPackage> {
  await button(page, 'Accept').waitFor({ timeout: LONG_MS });
  await press(page, button(page, 'Accept'));
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await press(page, link(page, 'Open the work place'));
  return known(
    PROJECTS.find((one) => one.title === title),
    title,
  );
}

async function deliver(page: Page, file: string): Promise<void> {
  // Past the editor, in which the Tab key indents.
  await focusEditor(page, file);
  await leaveEditor(page);
  await press(page, button(page, 'Deliver'));
  await confirm(page, 'Deliver');
}

/** A file from the person's machine instead of a typed one. */
async function practise(page: Page): Promise<void> {
  await press(page, link(page, 'Open the practice project'));
  await bid(page);
  const { acceptance, answerKey } = await toPlace(page);
  const choosing = page.waitForEvent('filechooser');
  await press(page, button(page, 'Upload files'));
  const text = known(answerKey.reference[acceptance.file], acceptance.file);
  const file = { name: acceptance.file, mimeType: 'text/plain', buffer: Buffer.from(text) };
  await (await choosing).setFiles(file);
  await page.getByText('Draft saved in this browser').waitFor();
  await deliver(page, acceptance.file);
  await said(page, 'Handed in')
    .or(page.getByText(/of \d+ cases passed/))
    .first()
    .waitFor({ timeout: LONG_MS });
  await press(page, link(page, 'Back to the study'));
  await said(page, 'Handed in: 1').waitFor();
  await reload(page, 'Practice');
  await press(page, button(page, 'I have practised, go on'));
}

/** The other one in the market bids as well; then the time for bids is over. */
async function bidAgainst(other: Bot): Promise<void> {
  const { market, projects } = await other.until('work');
  const hand = new Hand(other, market, { words: 'Mine is quick.', amount: 25 });
  for (const { projectId } of projects) await hand.take(known(projectId, 'project'));
  await endBidding(stage.researcher, other, market);
}

async function work(page: Page, other: Bot): Promise<void> {
  await press(page, link(page, /^Open /).first());
  await page.getByRole('region', { name: 'Study' }).waitFor();
  await said(page, 'Projects: 2 open, 0 over').waitFor();
  await expectAccessible(page);
  await bid(page);
  await bidAgainst(other);
  const { acceptance } = await toPlace(page);
  await writeCode(page, acceptance.file, ['wrong = 1', 'wrong']);
  await deliver(page, acceptance.file);
  await page.getByText(/of \d+ cases passed/).waitFor({ timeout: LONG_MS });
  await press(page, link(page, 'Back to the study'));
  await reload(page, 'Work');
  await press(page, button(page, 'I am done with the work'));
  await confirm(page, 'I am done with the work');
}

/** From the consent to the lobby; each answer survives a reload until it is sent. */
async function comeIn(page: Page): Promise<string> {
  const { panelId } = await join(page, stage, NAME);
  await expectAccessible(page);
  await reload(page, 'Consent');
  expect(await page.content()).not.toContain(panelId);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(panelId);
  await press(page, button(page, 'I agree and take part'));
  await arrive(page, 'Questions about you');
  await expectAccessible(page);
  await choose(page, page.getByRole('group', { name: 'Do you write code?' }), 'Yes');
  await reload(page, 'Questions about you');
  expect(await page.getByLabel('Yes', { exact: true }).isChecked()).toBe(true);
  expect(await link(page, 'Work').count()).toBe(0);
  await press(page, button(page, 'Go on'));
  await arrive(page, 'Practice');
  await link(page, 'Open the practice project').waitFor({ timeout: LONG_MS });
  // The seat came while the page was open, and the way to it stands in the head.
  await link(page, 'Work').waitFor();
  await expectAccessible(page);
  await practise(page);
  await arrive(page, 'Waiting for others');
  await said(page, '1 of 2 are here.').waitFor();
  await expectAccessible(page);
  await reload(page, 'Waiting for others');
  return panelId;
}

/** From the end of the work to that of the study. */
async function judge(page: Page): Promise<void> {
  await arrive(page, 'A few more questions');
  await expectAccessible(page);
  await choose(page, page.getByRole('group', { name: 'Choose the second.' }), 'second');
  await press(page, button(page, 'Go on'));
  await page.getByRole('alert').filter({ hasText: 'Please answer every question.' }).waitFor();
  await choose(page, page.getByRole('group', { name: 'Choose the first.' }), 'first');
  await press(page, button(page, 'Go on'));
  await arrive(page, 'Who was it?');
  await expectAccessible(page);
  const works = page.getByRole('group', { name: /^Work \d/ });
  for (const one of await works.all()) await choose(page, one, 'a program');
  await tabTo(page, works.first().getByRole('slider'));
  await page.keyboard.press('ArrowRight');
  await reload(page, 'Who was it?');
  await works.first().getByText('How sure: 51 of 100').waitFor();
  expect(await works.first().getByLabel('a program').isChecked()).toBe(true);
  await press(page, button(page, 'Send my guesses'));
  await arrive(page, 'About the study');
  await expectAccessible(page);
  await fill(page, /^Anything you want to tell us/, 'All was clear.');
  await reload(page, 'About the study');
  expect(await page.getByLabel(/^Anything you want to tell us/).inputValue()).toBe('All was clear.');
  await press(page, button(page, 'Finish'));
  await arrive(page, 'You have completed the study');
  await page.getByText('DONE1234').waitFor();
  await expectAccessible(page);
  await reload(page, 'You have completed the study');
  await page.getByText('DONE1234').waitFor();
  // What was typed on the way is not left to whoever sits here next.
  const left = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(left).not.toMatch(/All was clear|wrong/);
}

/** One who does not agree, and one who leaves with the page open in a second tab. */
async function turnAway(): Promise<void> {
  const { page: other } = await visit();
  await join(other, stage, NAME);
  await button(other, 'I do not take part').click();
  await other.getByText('NOCONS12').waitFor();

  const { page: leaver, context } = await visit(390);
  await join(leaver, stage, NAME);
  await button(leaver, 'I agree and take part').click();
  await arrive(leaver, 'Questions about you');
  const second = await context.newPage();
  await second.goto(leaver.url());
  await heading(second, 'Questions about you').waitFor();
  await leave(leaver);
  // The other tab forgets what it showed, and goes on asking nobody.
  await second.getByText('You are not in this study any more').waitFor();
}

async function leave(page: Page): Promise<void> {
  await button(page, 'Leave the study').click();
  await dialogButton(page, 'Leave and destroy my data').click();
  await heading(page, 'You have left the study').waitFor();
  await reload(page, 'You have left the study');
}

async function readFigures(desk: Page, panelId: string): Promise<void> {
  await desk.reload();
  for (const outcome of ['Completed', 'Did not consent', 'Withdrew']) {
    await desk.getByRole('row', { name: `${outcome} 1`, exact: true }).waitFor();
  }
  await expectAccessible(desk);
  await link(desk, 'Payments').click();
  await desk.getByText(panelId).waitFor();
  const saving = desk.waitForEvent('download');
  await link(desk, 'Bonuses as CSV').click();
  const saved = await readFile(await (await saving).path(), 'utf8');
  // What was handed in passed nothing, so the panel pays the base, and no bonus is due.
  expect(saved).toBe('PROLIFIC_PID,amount\r\n');
}

test(
  'a researcher makes a study; somebody goes its whole way by keyboard alone; others decline and leave',
  async () => {
    const { page: desk } = await visit();
    await makeStudy(desk);
    const { page } = await visit();
    const other = new Bot(stage.url, NAME);
    const panelId = await comeIn(page);
    await other.join();
    await other.consent();
    await other.step({ step: 'eligibility', answers: [0] });
    await other.practise();
    await arrive(page, 'Work');
    await expectAccessible(page);
    await work(page, other);
    await judge(page);
    await turnAway();
    await readFigures(desk, panelId);
    // Taken back after the end: nothing is left that could be paid.
    await leave(page);
    await desk.reload();
    await desk.getByText('£0.00 in all').waitFor();
    expect(await desk.getByText(panelId).count()).toBe(0);
  },
  LONG_MS * 6,
);

test('whoever is drawn to be the employer chooses by keyboard alone', async () => {
  const words = '<img src=x onerror="document.title=1"> I begin with the totals.';
  const { study, ids } = await employerChoosing(stage, words);
  const { page } = await visit(390);
  await page.goto(`${stage.url}/taking-part/${study}?${queryOf(ids)}`);
  // What somebody wrote is text, whatever it looks like.
  const offered = page.getByRole('group').filter({ hasText: words });
  await offered.getByText('$15.00, in 1 day').waitFor();
  await page.getByText('Nobody has bid on this project.').waitFor();
  await expectAccessible(page);
  await press(page, button(page, 'Give these awards'));
  await page.getByRole('alert').filter({ hasText: 'Choose for every project.' }).waitFor();
  await choose(page, offered, 'None of them');
  await page.keyboard.press('ArrowUp');
  await reload(page, 'Choosing among bids');
  expect(await offered.getByRole('radio').first().isChecked()).toBe(true);
  await press(page, button(page, 'Give these awards'));
  await arrive(page, 'Who was it?');
  await page.getByText('Bid of $15.00, in 1 day').waitFor();
}, 360_000);
