/** What goes wrong in a study with people, in the browser: bad links, double clicks, two tabs, a lost connection, times that run out, data that are deleted. */

import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { known } from '../../server/kernel/assert.ts';
import type { Payments } from '../../server/protocol/arena/people-study-results.ts';
import { openedFor } from '../helpers/stage.ts';
import { TOGETHER } from '../helpers/study-market.ts';
import {
  arrive,
  button,
  dialogButton,
  heading,
  type Ids,
  join,
  link,
  logIn,
  newIds,
  queryOf,
  said,
} from '../helpers/study-pages.ts';
import { closeBrowser, visit } from '../helpers/web.ts';
import { API, Bot, openPeopleStage, type PeopleStage } from '../people/people-stage.ts';
import { MEASURED } from '../people/study-file.ts';

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

const ALONE = { projects: { packages: MEASURED.packages.slice(0, 1) }, practice: null };

/** Who is here is asked before somebody comes, and answered when they have: the head says who came. */
async function joinSlowly(page: Page, study: string): Promise<Ids> {
  const come = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const answerLate = async (route: Route): Promise<void> => {
    const response = await route.fetch();
    await come.promise;
    await route.fulfill({ response });
    answered.resolve();
  };
  await page.route('**/api/arena/1.0/account', answerLate, { times: 1 });
  const ids = await join(page, stage, study);
  come.resolve();
  await answered.promise;
  await button(page, 'Sign out').waitFor();
  return ids;
}

/** Somebody else follows a link in the same browser, at the same stage: the first tab is then theirs, and holds nothing of the one before. */
async function becomesAnother(page: Page, second: Page, study: string): Promise<void> {
  const other = new Bot(stage.url, study);
  await other.join();
  await other.consent();
  await second.goto(`${stage.url}/taking-part/${study}?${queryOf(other.ids)}`);
  await second.getByText(other.pseudonym).waitFor();
  await page.getByText(other.pseudonym).waitFor();
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
}

test(
  'links that lead nowhere say so, a double click is one, two tabs are one person, and a lost connection comes back',
  async () => {
    const study = await stage.create(ALONE);
    const { page, context } = await visit(390);
    const follow = async (path: string, words: string): Promise<void> => {
      await page.goto(`${stage.url}/taking-part/${path}`);
      await page.getByRole('alert').getByText(words).waitFor();
    };
    const ids = queryOf(newIds());
    await follow(study, 'the link that you followed is not complete');
    await follow(`${study}?${ids}&SESSION_ID=another`, 'the link that you followed is not complete');
    await follow(`${study}?PROLIFIC_PID=me&STUDY_ID=it&SESSION_ID=now`, 'This link is not one of the panel’s');
    await follow(`%3Cimg%20src=x%3E%2F..%22?${ids}`, 'There is no such study.');
    await follow(`no-such-study?${ids}`, 'There is no such study.');

    const own = await joinSlowly(page, study);
    const second = await context.newPage();
    await second.goto(page.url());
    await heading(second, 'Consent').waitFor();
    // The second tab does not hear what the first one does.
    await second.route('**/me', (route) => route.abort());
    await button(page, 'I agree and take part').dblclick();
    await heading(page, 'Questions about you').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await button(second, 'I do not take part').click();
    await second.getByText('This step was done before.').waitFor();
    await second.unroute('**/me');
    await heading(second, 'Questions about you').waitFor({ timeout: LONG_MS });

    await page.getByLabel('Yes', { exact: true }).check();
    await becomesAnother(page, second, study);
    // Back by one's own link, to what was answered before.
    await page.goto(`${stage.url}/taking-part/${study}?${queryOf(own)}`);
    await heading(page, 'Questions about you').waitFor();
    expect(await page.getByLabel('Yes', { exact: true }).isChecked()).toBe(true);
    await context.setOffline(true);
    await said(page, 'No connection since').waitFor();
    await button(page, 'Go on').click();
    await context.setOffline(false);
    await heading(page, 'Work').waitFor({ timeout: LONG_MS });
    await said(page, 'No connection since').waitFor({ state: 'detached' });
  },
  LONG_MS * 6,
);

const timeOver = (page: Page): Promise<void> => heading(page, 'The time was over').waitFor({ timeout: LONG_MS });

/** Lets time go on until the stage that this one is at has so many minutes left, however long things took until here. */
async function passUntil(bot: Bot, minutes: number): Promise<void> {
  const { stageEndsAt, now } = await bot.state();
  stage.pass((known(stageEndsAt, 'end') - now) / 60_000 - minutes);
}

/** Opens the page of somebody who came this far without one. */
async function openAs(bot: Bot): Promise<Page> {
  const { page } = await visit();
  await page.goto(`${stage.url}/taking-part/${bot.study}?${queryOf(bot.ids)}`);
  await button(page, 'Leave the study').waitFor();
  return page;
}

test(
  'time that runs out is told ahead, whether the page is open or closed, and data that the researcher deletes are gone from it',
  async () => {
    const study = await stage.create(ALONE);
    const pairs = await stage.create({ ...ALONE, conditions: [TOGETHER], eligibility: [] });
    const [open, closed, waits] = [new Bot(stage.url, study), new Bot(stage.url, study), new Bot(stage.url, pairs)];
    await Promise.all([open.toWork(), closed.toWork(), waits.join().then(() => waits.consent())]);
    const [atWork, away, inLobby] = [await openAs(open), await openAs(closed), await openAs(waits)];
    await link(atWork, /^Open /).click();
    await said(atWork, 'Projects: 1 open, 0 over').waitFor();
    await atWork.goBack();
    await heading(atWork, 'Work').waitFor();
    await atWork.goForward();
    await away.goto('about:blank');

    await said(inLobby, '1 of 2 are here.').waitFor();
    await passUntil(waits, 1.9);
    await said(inLobby, 'Less than two minutes are left.').waitFor();
    stage.pass(2);
    await heading(inLobby, 'Too few others came').waitFor({ timeout: LONG_MS });
    await inLobby.getByText('which is no fault of yours').waitFor();
    await inLobby.getByText('INVAIN12').waitFor();
    const { rows } = await stage.researcher.done<Payments>('GET', `${API}/people-studies/${pairs}/payments`);
    expect(rows).toMatchObject([{ outcome: 'timed_out', baseCents: 20, bonusCents: 0 }]);

    await passUntil(open, -0.1);
    await said(atWork, 'This part is over.').waitFor({ timeout: LONG_MS });
    await link(atWork, 'Back to the study').click();
    await heading(atWork, 'A few more questions').waitFor();
    await away.goto(`${stage.url}/taking-part/${study}`);
    await heading(away, 'A few more questions').waitFor();
    await away.goto('about:blank');
    stage.pass(16);
    await timeOver(atWork);
    await atWork.getByText('A step was not done within its time.').waitFor();
    await away.goto(`${stage.url}/taking-part/${study}`);
    await timeOver(away);
    await away.getByText('TIMEOU12').waitFor();

    await closeAndDelete(study);
    await atWork.reload();
    await atWork.getByText('the link that you followed is not complete').waitFor();
  },
  LONG_MS * 6,
);

/** By the researcher's page; somebody is at the consent meanwhile, and somebody comes too late. */
async function closeAndDelete(study: string): Promise<void> {
  const { page: desk } = await visit();
  await logIn(desk, stage);
  const { page: early } = await visit();
  await join(early, stage, study);
  await desk.goto(`${stage.url}/people-studies/${study}`);
  await button(desk, 'Close study').click();
  await dialogButton(desk, 'Close study').click();
  await button(desk, 'Open again').waitFor();
  const { page: late } = await visit();
  await late.goto(`${stage.url}/taking-part/${study}?${queryOf(newIds())}`);
  await late.getByText('This study takes nobody in at the moment.').waitFor();
  // Who is inside goes on.
  await button(early, 'I agree and take part').click();
  await arrive(early, 'Questions about you');

  await link(desk, 'Payments').click();
  await desk.getByRole('row').nth(1).waitFor();
  await button(desk, 'Delete personal data').click();
  await dialogButton(desk, 'Delete personal data').click();
  await desk.getByText('Personal data deleted', { exact: true }).waitFor();
  await desk.getByText('Nobody is due anything yet.').waitFor();
  await early.getByText('You are not in this study any more').waitFor();
  await late.reload();
  await late.goto(`${stage.url}/taking-part/${study}?${queryOf(newIds())}`);
  await late.getByText('There is no such study.').waitFor();
}
