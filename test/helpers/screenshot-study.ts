/** A study with people for the screenshots: somebody stays at each stage of it, and its researcher has something to read. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { z } from 'zod';
import { known } from '../../server/kernel/assert.ts';
import { sha256 } from '../../server/kernel/hash.ts';
import type { studyMarketsSchema } from '../../server/protocol/arena/people-study-results.ts';
import { HIGH_STREET } from '../http/world.ts';
import { API, Bot, Hand, STUDY_ID, Visitor } from '../people/people-stage.ts';
import { MEASURED, studyOf } from '../people/study-file.ts';
import { endBidding, TOGETHER } from './study-market.ts';
import { queryOf } from './study-pages.ts';

const NAME = 'two-in-a-market';
const PRACTICE = 'with-practice';
const HIRING = 'with-employer';
const STUDIES = `${API}/people-studies`;
const LONG = 90;
const LIMITS = Object.fromEntries(
  ['consent', 'eligibility', 'practice', 'lobby', 'hiring', 'work', 'attention', 'guess', 'debrief'].map((one) => [
    one,
    LONG,
  ]),
);
const COMMON = {
  title: 'Small coding projects for pay',
  ethics: { approval: 'Review board of the university, 2026-114', contact: 'board@example.org' },
  consent: {
    version: '2',
    text: 'You will bid on small coding projects and write programs for them. A reviewer runs your programs against cases, and what passes is paid in the market. It takes about an hour.',
  },
  eligibility: [
    {
      question: 'Which language do you write well enough to solve small tasks without help?',
      answers: ['Python', 'JavaScript', 'Neither'],
      accepted: ['Python', 'JavaScript'],
    },
  ],
  attention: [
    {
      question: 'To show that you read this, choose the third answer.',
      answers: ['The first', 'The second', 'The third'],
      accepted: ['The third'],
    },
  ],
  debrief:
    'Thank you. We compare what people and programs earn on the same projects. In some markets programs took part beside you.',
  limitMinutes: LIMITS,
} as const;

/** The panel's id of whoever is at a stage; the same for every picture. */
const idOf = (who: string): string => sha256(who).slice(0, 24);
const idsOf = (who: string) => ({ panelId: idOf(who), panelStudyId: STUDY_ID, panelSessionId: idOf(`${who} session`) });

function person(url: string, study: string, who: string): Bot {
  const bot = new Bot(url, study);
  Object.assign(bot.ids, idsOf(who));
  return bot;
}

async function toLobby(bot: Bot): Promise<Bot> {
  await bot.join();
  await bot.consent();
  await bot.step({ step: 'eligibility', answers: [0] });
  return bot;
}

const WORDS = [
  'I have written reports like this for two years, and test the empty day first.',
  'Done today, with tests for empty lines.',
] as const;
const AGAIN_MS = 200;
const TRIES = 100;

/** Two who share a market: each bids on one of its projects and is awarded it. */
async function bidTogether(owner: Visitor, pair: readonly [Bot, Bot]) {
  const [place] = await Promise.all(pair.map((bot) => bot.until('work')));
  const { market, projects } = known(place, 'a market');
  const hands = pair.map((bot, index) => new Hand(bot, market, { words: WORDS[index] ?? '', amount: 22 + 3 * index }));
  const tasks = hands.map((hand, index) => ({ hand, project: known(projects[index]?.projectId ?? null, 'a project') }));
  for (const { hand, project } of tasks) await hand.take(project);
  await endBidding(owner, pair[0], market);
  return tasks;
}

/** Each delivers as well; the second hands in what is wrong. */
async function workTogether(owner: Visitor, pair: readonly [Bot, Bot]): Promise<void> {
  const tasks = await bidTogether(owner, pair);
  for (const [index, { hand, project }] of tasks.entries()) {
    const deliver = () => (index === 0 ? hand.take(project) : hand.handIn(project, 'not done yet'));
    let tries = 0;
    for (; tries < TRIES && !(await deliver()); tries += 1) await sleep(AGAIN_MS);
    if (tries === TRIES) throw new Error('nothing was awarded, or what was delivered was not taken');
  }
  await pair[0].until('work', (at) => at.projects[0]?.status === 'over');
}

const guessed = async (bot: Bot): Promise<void> => {
  const { at } = await bot.state();
  if (at.stage !== 'guess') return;
  const guesses = at.items.map(({ item }, index) => ({
    item,
    guess: index === 0 ? ('person' as const) : ('program' as const),
    confidence: 65 + 5 * index,
  }));
  await bot.step({ step: 'guess', guesses });
};

/** Out of the work, and past the questions after it. */
async function toGuesses(bot: Bot, answer = 2): Promise<void> {
  await bot.step({ step: 'work' });
  await bot.until('attention');
  await bot.step({ step: 'attention', answers: [answer] });
}

/** Somebody at each stage, whom the pictures come back as; in this order, so that they meet in pairs. */
async function fillPairs(url: string, owner: Visitor): Promise<void> {
  const one = (who: string): Bot => person(url, NAME, who);
  const meet = async (first: string, second: string): Promise<readonly [Bot, Bot]> => [
    await toLobby(one(first)),
    await toLobby(one(second)),
  ];
  const pair = async (first: string, second: string): Promise<readonly [Bot, Bot]> => {
    const two = await meet(first, second);
    await workTogether(owner, two);
    return two;
  };
  const [done, failing] = await pair('ended', 'failing');
  await toGuesses(done);
  await guessed(done);
  await done.step({ step: 'debrief', comment: 'The second project was unclear about empty lines.' });
  await toGuesses(failing, 0);
  const [guessing, debriefed] = await pair('guess', 'debrief');
  await toGuesses(guessing);
  await toGuesses(debriefed);
  await guessed(debriefed);
  const [attentive] = await pair('attention', 'second');
  await attentive.step({ step: 'work' });
  await bidTogether(owner, await meet('work', 'third'));
  await toLobby(one('lobby'));
  await one('consent').join();
  const eligible = one('eligibility');
  await eligible.join();
  await eligible.consent();
  const unwilling = one('unwilling');
  await unwilling.join();
  await unwilling.consent(false);
}

/** One of two is drawn to be the employer, and has the bids of the other and of a program before them. */
async function fillHiring(url: string, owner: Visitor): Promise<void> {
  const pair = [await toLobby(person(url, HIRING, 'hiring')), await toLobby(person(url, HIRING, 'hired'))];
  const isAtWork = async (bot: Bot): Promise<boolean> => (await bot.state()).at.stage === 'work';
  let freelancer: Bot | undefined;
  for (let tries = 0; tries < TRIES && freelancer === undefined; tries += 1) {
    await sleep(AGAIN_MS);
    for (const bot of pair) if (await isAtWork(bot)) freelancer = bot;
  }
  const working = known(freelancer, 'a freelancer');
  const { market, projects } = await working.until('work');
  const { markets } = await owner.done<z.output<typeof studyMarketsSchema>>('GET', `${STUDIES}/${HIRING}/markets`);
  const seat = known(markets[0]?.programSeats[0], 'a seat');
  const { token } = await owner.done<{ token: string }>(
    'POST',
    `${STUDIES}/${HIRING}/markets/${market}/seats/${seat}`,
    {},
  );
  const hands = [
    new Hand(working, market, { words: WORDS[0], amount: 22 }),
    new Hand(new Visitor(url), market, { words: WORDS[1], amount: 19, headers: { 'freelancer-oauth-v1': token } }),
  ];
  for (const hand of hands) for (const { projectId } of projects) await hand.take(known(projectId, 'a project'));
  await endBidding(owner, working, market);
}

async function make(owner: Visitor, change: Record<string, unknown>): Promise<void> {
  const study = studyOf({ ...COMMON, ...change });
  await owner.done('POST', STUDIES, { study });
  await owner.done('POST', `${STUDIES}/${study.name}/open`, {});
}

export async function fillStudies(url: string): Promise<void> {
  const owner = new Visitor(url);
  await owner.done('POST', `${API}/log-in`, { name: 'olga', password: HIGH_STREET.name });
  await make(owner, { name: NAME, practice: null, projects: MEASURED, conditions: [TOGETHER], quota: 40 });
  await make(owner, { name: PRACTICE, quota: 12 });
  await make(owner, { name: 'pilot-of-may', projects: MEASURED, practice: null, quota: 4 });
  await owner.done('POST', `${STUDIES}/pilot-of-may/close`, {});
  const market = { fees: 'none', deadlines: { biddingMs: 3_600_000 } };
  const hired = { name: 'hired', employer: 'person', people: 1, programs: 1, market };
  await make(owner, {
    ...{ name: HIRING, practice: null, projects: MEASURED, conditions: [hired], quota: 8 },
    limitMinutes: { ...LIMITS, work: 4 * LONG },
  });
  await fillPairs(url, owner);
  await fillHiring(url, owner);
  const practising = await toLobby(person(url, PRACTICE, 'practice'));
  await practising.until('practice', ({ projectId }) => projectId !== null);
}

/** The link that leads whoever is at a stage back to it. */
const at = (who: string, study = NAME): string => `/taking-part/${study}?${queryOf(idsOf(who))}`;
const STUDY = `/people-studies/${NAME}`;
/** Many pages, mostly of words: smaller pictures, which are still read. */
const LOOK = { quality: 14, scale: 0.7 } as const;

/** As `screenshots.ts` takes them. */
export const STUDY_SHOTS = [
  { name: 'studies', title: 'Studies with people', who: 'olga', path: '/people-studies' },
  { name: 'study-new', title: 'A new study: a form over its file', who: 'olga', path: '/people-studies/new' },
  { name: 'study-progress', title: 'How a study goes', who: 'olga', path: STUDY },
  { name: 'study-payments', title: 'What its people are due', who: 'olga', path: `${STUDY}/payments` },
  { name: 'study-data', title: 'Its tables under pseudonyms', who: 'olga', path: `${STUDY}/data` },
  {
    name: 'study-take-out',
    title: 'Its measured baseline, and leaving by letter',
    who: 'olga',
    path: `${STUDY}/data`,
    before: (page: Page) => page.getByRole('textbox', { name: 'Pseudonym' }).scrollIntoViewIfNeeded(),
  },
  { name: 'study-summary', title: 'Its summary for a review board', who: 'olga', path: `${STUDY}/summary` },
  { name: 'part-consent', title: 'Taking part: consent', who: null, path: at('consent') },
  { name: 'part-eligibility', title: 'Taking part: who may', who: null, path: at('eligibility') },
  { name: 'part-practice', title: 'Taking part: practice', who: null, path: at('practice', PRACTICE) },
  { name: 'part-lobby', title: 'Taking part: waiting for others', who: null, path: at('lobby') },
  { name: 'part-work', title: 'Taking part: work', who: null, path: at('work') },
  {
    name: 'part-hiring',
    title: 'Taking part: choosing among bids',
    who: null,
    path: at('hiring', HIRING),
    before: async (page: Page) => {
      const choosing = page.getByRole('heading', { name: 'Choosing among bids', level: 1 });
      // Which of the two is the employer was drawn.
      if (!(await choosing.isVisible())) await page.goto(new URL(at('hired', HIRING), page.url()).href);
      await choosing.waitFor();
      await page
        .getByText('None of them')
        .first()
        .evaluate((element) => element.scrollIntoView({ block: 'center' }));
    },
  },
  { name: 'part-attention', title: 'Taking part: questions after the work', who: null, path: at('attention') },
  { name: 'part-guess', title: 'Taking part: a person or a program?', who: null, path: at('guess') },
  { name: 'part-debrief', title: 'Taking part: what the study was about', who: null, path: at('debrief') },
  { name: 'part-ended', title: 'Taking part: the end', who: null, path: at('ended') },
].map((shot) => ({ ...shot, ...LOOK }));
