/** The employer of a study at their page: projects first, then all bids at once, a choice for each by keyboard or mouse, and on to the guesses. */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { known } from '../../server/kernel/assert.ts';
import type { studyMarketsSchema } from '../../server/protocol/arena/people-study-results.ts';
import { closeBrowser, expectAccessible, visit } from '../helpers/web.ts';
import { API, Hand, openPeopleStage, type PeopleStage, prolificId, STUDY_ID, Visitor } from '../people/people-stage.ts';
import { MEASURED } from '../people/study-file.ts';

const LONG_MS = 60_000;
let stage: PeopleStage;
beforeAll(async () => {
  stage = await openPeopleStage();
}, LONG_MS);
afterAll(async () => {
  await closeBrowser();
  await stage.close();
});

const HIRED = {
  name: 'hired',
  employer: 'person',
  people: 1,
  programs: 1,
  market: { fees: 'none', deadlines: { biddingMs: 900_000 } },
};
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true, level: 1 });

async function join(study: string, width: number): Promise<Page> {
  const { page } = await visit(width);
  const query = `PROLIFIC_PID=${prolificId()}&STUDY_ID=${STUDY_ID}&SESSION_ID=${prolificId()}`;
  await page.goto(`${stage.url}/taking-part/${study}?${query}`);
  await page.getByRole('button', { name: 'I agree and take part' }).click();
  return page;
}

test(
  'an employer reads the projects, sees all bids at once, and chooses one or none for each',
  async () => {
    const alone = { practice: null, eligibility: [], attention: [], conditions: [HIRED] };
    const study = await stage.create({ projects: MEASURED, ...alone });
    const pages = [await join(study, 390), await join(study, 390)];
    const roles = pages.map(async (page) => {
      await Promise.race(
        ['Choosing among bids', 'Work'].map((name) => heading(page, name).waitFor({ timeout: LONG_MS })),
      );
      return heading(page, 'Work').isVisible();
    });
    const [firstWorks] = await Promise.all(roles);
    const page = known(pages[firstWorks ? 1 : 0], 'page of the employer');
    await page.getByText('bids are still coming in').waitFor();
    await expectAccessible(page);

    const { markets } = await stage.researcher.done<z.output<typeof studyMarketsSchema>>(
      'GET',
      `${API}/people-studies/${study}/markets`,
    );
    const { market, programSeats } = known(markets[0], 'market');
    const path = `${API}/people-studies/${study}/markets/${market}/seats/${programSeats[0]}`;
    const { token } = await stage.researcher.done<{ token: string }>('POST', path, {});
    const words = '<img src=x onerror="document.title=1"> I would begin with the totals.';
    const headers = { 'freelancer-oauth-v1': token };
    await new Hand(new Visitor(stage.url), market, { words, amount: 15, headers }).take(1);

    const give = page.getByRole('button', { name: 'Give these awards' });
    await give.waitFor({ timeout: LONG_MS });
    await expectAccessible(page);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    // What somebody wrote is text, whatever it looks like.
    await page.getByText(words).waitFor();
    await page.getByText('Nobody has bid on this project.').waitFor();
    await give.click();
    await page.getByRole('alert').filter({ hasText: 'Choose for every project.' }).waitFor();
    await page.getByRole('radio', { name: /^Freelancer/ }).check();
    await give.click();
    await heading(page, 'Who was it?').waitFor({ timeout: LONG_MS });
  },
  3 * LONG_MS,
);
