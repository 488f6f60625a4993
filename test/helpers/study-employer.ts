/** A study whose market has a person as its employer, with one bid before them: drawn from two who came, a program beside them. */

import { expect } from 'vitest';
import type { z } from 'zod';
import { known } from '../../server/kernel/assert.ts';
import type { studyMarketsSchema } from '../../server/protocol/arena/people-study-results.ts';
import { API, Bot, Hand, type PeopleStage, POLL, Visitor } from '../people/people-stage.ts';
import { MEASURED } from '../people/study-file.ts';
import { endBidding } from './study-market.ts';

const HOURS_MS = 6 * 3_600_000;
/** Bidding ends when the test says so, and leaves time for the choice. */
const EMPLOYED = {
  ...{ name: 'hired', employer: 'person', people: 1, programs: 1 },
  market: { fees: 'none', deadlines: { biddingMs: HOURS_MS } },
};
const WORK_MINUTES = 600;

async function seatOfProgram({ researcher, url }: PeopleStage, study: string, words: string): Promise<Hand> {
  const studies = `${API}/people-studies/${study}/markets`;
  const { markets } = await researcher.done<z.output<typeof studyMarketsSchema>>('GET', studies);
  const { market, programSeats } = known(markets[0], 'market');
  const { token } = await researcher.done<{ token: string }>(
    'POST',
    `${studies}/${market}/seats/${programSeats[0]}`,
    {},
  );
  return new Hand(new Visitor(url), market, { words, amount: 15, headers: { 'freelancer-oauth-v1': token } });
}

/** The employer, who has a bid with these words on the first project to choose, and none on the second. */
export async function employerChoosing(stage: PeopleStage, words: string): Promise<Bot> {
  const nothingElse = { practice: null, eligibility: [], attention: [], limitMinutes: { work: WORK_MINUTES } };
  const study = await stage.create({ projects: MEASURED, conditions: [EMPLOYED], ...nothingElse });
  const pair = [new Bot(stage.url, study), new Bot(stage.url, study)] as const;
  for (const bot of pair) {
    await bot.join();
    await bot.consent();
  }
  const stages = () => Promise.all(pair.map(async (bot) => (await bot.state()).at.stage));
  await expect.poll(async () => (await stages()).sort(), POLL).toEqual(['hiring', 'work']);
  const [employer, freelancer] = (await stages())[0] === 'hiring' ? pair : [pair[1], pair[0]];
  const program = await seatOfProgram(stage, study, words);
  await program.take(1);
  await endBidding(stage.researcher, freelancer, program.market);
  await employer.until('hiring', ({ projects }) => projects.every(({ bids }) => bids !== null));
  return employer;
}
