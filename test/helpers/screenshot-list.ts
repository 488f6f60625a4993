/** Which pages are taken by `npm run screenshots`, as whom, and what is done there first. */

import type { Page } from 'playwright-core';
import { STUDY_SHOTS } from './screenshot-study.ts';

export interface Shot {
  readonly name: string;
  /** What it is, under the picture. */
  readonly title: string;
  readonly who: string | null;
  readonly path: string;
  /** Something to be done first, such as opening a part of the page. */
  readonly before?: (page: Page) => Promise<unknown>;
  readonly quality?: number;
  /** Of the picture to the page; a phone's is never made smaller. */
  readonly scale?: number;
}

const STUDY = '/markets/study-auction';
const WORKS = '/working/works';
const HIRING = '/hiring/works';
/** Below the bars that stay where they are. */
const BARS = 190;

/** Scrolls the page, and no list in it, so that the part of this heading stands above everything else. */
async function toTop(page: Page, heading: string): Promise<void> {
  const box = await page.getByRole('heading', { name: heading }).boundingBox();
  await page.evaluate(`scrollBy(0, ${(box?.y ?? 0) - BARS})`);
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const as = (who: string | null, shots: readonly Omit<Shot, 'who'>[]): readonly Shot[] =>
  shots.map((shot) => ({ ...shot, who }));

export const SHOTS: readonly Shot[] = [
  ...as(null, [
    { name: 'home', title: 'The door', path: '/' },
    { name: 'sign-in', title: 'Sign in', path: '/sign-in' },
    { name: 'sign-up', title: 'Sign up', path: '/sign-up' },
  ]),
  ...as('olga', [
    { name: 'markets', title: 'Markets', path: '/markets' },
    { name: 'floor', title: 'The floor of a market', path: STUDY },
    {
      name: 'standing',
      title: 'Its standing, beside the human side',
      path: `${STUDY}/standing`,
      before: (page) =>
        page.getByRole('combobox', { name: 'Human baseline' }).selectOption({ label: 'Human engineer' }),
    },
    {
      name: 'replay',
      title: 'Replay, two markets beside each other',
      path: `${STUDY}/replay?cursor=420&beside=spring`,
    },
    {
      name: 're-clear',
      title: 'The same bids under another mechanism',
      path: `${STUDY}/replay`,
      before: async (page) => {
        await press('Clear again')(page);
        await page.getByText(/would have had the same winner/).waitFor();
        await toTop(page, 'Clear the same bids');
      },
    },
    { name: 'people', title: 'Who takes part', path: `${STUDY}/people` },
    {
      name: 'person',
      title: 'A simulated freelancer: record, costs, calibration',
      path: `${STUDY}/people/4`,
    },
    {
      name: 'model-calls',
      title: 'A model: every call, and what was said',
      path: '/markets/spring/people',
      before: async (page) => {
        await page.getByRole('link', { name: 'Mini' }).click();
        await page.getByRole('button', { name: /^Bid/ }).click();
        await page.getByText('Answered', { exact: true }).waitFor();
        await toTop(page, 'Model calls');
      },
    },
    { name: 'ledger', title: 'The ledger', path: `${STUDY}/ledger` },
    { name: 'log', title: 'The log in sentences', path: `${STUDY}/log` },
    { name: 'project', title: 'A project as its watchers see it', path: `${STUDY}/projects/1` },
    { name: 'dispute', title: 'A disputed project, before its arbiter', path: '/markets/works/projects/3' },
    { name: 'tournaments', title: 'Tournaments', path: '/tournaments' },
    { name: 'new-tournament', title: 'A new tournament, with its estimate', path: '/tournaments/new' },
    { name: 'tournament', title: 'The standing of a tournament', path: '/tournaments/study-auction' },
  ]),
  ...as('erin', [
    { name: 'hiring', title: 'Hiring: markets', path: '/hiring' },
    { name: 'hiring-projects', title: 'Hiring: my projects', path: `${HIRING}?list=work` },
    { name: 'hiring-post', title: 'Hiring: the form, with help by a model', path: `${HIRING}/post` },
    {
      name: 'hiring-cases',
      title: 'Hiring: cases of a project',
      path: `${HIRING}/post`,
      before: async (page) => {
        await press('Fill in an example')(page);
        await press('3. Cases')(page);
      },
    },
    { name: 'hiring-proposals', title: 'Hiring: bids beside each other', path: `${HIRING}/projects/1` },
    {
      name: 'hiring-delivery',
      title: 'Hiring: a delivery with its verdict',
      path: `${HIRING}/projects/2`,
    },
    {
      name: 'hiring-payments',
      title: 'Hiring: payments and a dispute',
      path: `${HIRING}/projects/3?tab=payments`,
    },
    { name: 'hiring-money', title: 'Hiring: money', path: `${HIRING}/money` },
  ]),
  ...as('fay', [
    { name: 'working', title: 'Work: markets', path: '/working' },
    { name: 'working-find', title: 'Work: find projects', path: WORKS },
    { name: 'working-mine', title: 'Work: my projects', path: `${WORKS}/mine` },
    { name: 'working-offer', title: 'Work: a project and one’s bid', path: `${WORKS}/projects/1` },
    { name: 'working-place', title: 'Work: the work place', path: `${WORKS}/projects/2/place` },
  ]),
  ...as('gus', [{ name: 'working-dispute', title: 'Work: a dispute', path: `${WORKS}/projects/3` }]),
  ...as('fay', [{ name: 'working-money', title: 'Work: money and active time', path: `${WORKS}/money` }]),
  ...STUDY_SHOTS,
];
