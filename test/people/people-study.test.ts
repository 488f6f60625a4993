/** Studies over HTTP with a real sandbox and a database file: programs beside people, and whoever waits in vain. */

import { expect, test } from 'vitest';
import type { z } from 'zod';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { RULES } from '../../server/http/rules.ts';
import { secretHashOf } from '../../server/http/secret.ts';
import { known } from '../../server/kernel/assert.ts';
import { marketId, participantId } from '../../server/kernel/id.ts';
import { EMPLOYER_ID } from '../../server/people/study-markets.ts';
import type {
  MeasuredBaseline,
  Payments,
  PeopleSummary,
  studyMarketsSchema,
} from '../../server/protocol/arena/people-study-results.ts';
import { SCOPES } from '../../server/protocol/arena/scope.ts';
import { openedFor } from '../helpers/stage.ts';
import { endBidding, TOGETHER } from '../helpers/study-market.ts';
import {
  API,
  Bot,
  endedIn as ended,
  Hand,
  openPeopleStage,
  type PeopleStage,
  POLL,
  type Told,
  Visitor,
} from './people-stage.ts';
import { MEASURED } from './study-file.ts';

let stage: PeopleStage;
openedFor(
  async () => {
    stage = await openPeopleStage();
  },
  () => stage.close(),
);

const read = <T>(study: string, path = ''): Promise<T> =>
  stage.researcher.done<T>('GET', `${API}/people-studies/${study}${path}`);
const bots = (study: string, count: number): Bot[] => Array.from({ length: count }, () => new Bot(stage.url, study));

/** Programs on the seats that the researcher has for them, for as long as the market is open. */
async function programsIn(study: string): Promise<Hand[]> {
  const { markets } = await read<z.output<typeof studyMarketsSchema>>(study, '/markets');
  const seats = markets.flatMap(({ market, programSeats }) => programSeats.map((seat) => ({ market, seat })));
  return Promise.all(
    seats.map(async ({ market, seat }) => {
      const path = `${API}/people-studies/${study}/markets/${market}/seats/${seat}`;
      const { token } = await stage.researcher.done<{ token: string }>('POST', path, {});
      const headers = { 'freelancer-oauth-v1': token };
      return new Hand(new Visitor(stage.url), market, { words: 'Here is a program.', amount: 15, headers });
    }),
  );
}

/** What every value of an answer looks like, without what it says: digits are digits, letters letters. */
function formOf(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/[0-9]+/g, '0').replaceAll(/[a-f]+(?=0)|[A-Z](?=0)/g, 'x');
  if (typeof value === 'number') return Number.isInteger(value) ? 'whole' : 'part';
  if (Array.isArray(value)) return value.map(formOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, formOf(inner)]));
}

/** Somebody on the employer's seat, who sees all that an employer sees: nobody has one in a real study. */
async function employerIn(market: string): Promise<Record<string, string>> {
  const store = await openSqliteStore({ file: stage.file });
  const added = await store.access.addUser({ name: `boss-${market}`, email: null, passwordHash: null, createdAt: 0 });
  const { userId } = known(added, 'user');
  const seat = {
    userId,
    marketId: marketId(market),
    kind: 'participant',
    participantId: participantId(EMPLOYER_ID),
  } as const;
  await store.access.addSeat(seat);
  const token = `fla_boss-${market}`;
  const rest = { scopes: SCOPES, roles: [], label: '', createdAt: 0, expiresAt: null, usesLeft: null };
  const pass = { kind: 'token', secretHash: secretHashOf(token), userId, marketId: marketId(market), ...rest } as const;
  await store.access.addPass(pass);
  await store.close();
  return { 'freelancer-oauth-v1': token };
}

const MINE = ['proposal', 'description', 'amount', 'period', 'submitdate', 'time_submitted', 'id', 'bidder_id'];

test('people and programs share markets: nobody can tell them apart but by what they write; guesses are measured', async () => {
  const study = await stage.create({
    projects: MEASURED,
    practice: null,
    conditions: [{ ...TOGETHER, programs: 1 }],
    attention: [],
  });
  const four = bots(study, 4);
  await Promise.all(four.map((bot) => bot.join().then(() => bot.consent())));
  await Promise.all(four.map((bot) => bot.step({ step: 'eligibility', answers: [0] })));
  const waits = new Bot(stage.url, study);
  await waits.join();
  await waits.consent();
  const lobby = await waits.step({ step: 'eligibility', answers: [0] });
  expect(lobby.at).toMatchObject({ stage: 'lobby', waiting: 1, wanted: 2 });
  const places = await Promise.all(four.map((bot) => bot.until('work')));
  const programs = await programsIn(study);
  expect(programs).toHaveLength(2);
  const seen = new Set<string>();
  const play = Promise.all(four.map((bot, index) => bot.work(20 + index)));
  const over = play.then(() => true);
  const wait = (): Promise<boolean> => new Promise((resolve) => setTimeout(resolve, 150, false));
  for (const program of programs) for (const project of [1, 2]) await program.take(project);
  for (const [index, { market }] of places.entries()) {
    const path = `/m/${market}/api/projects/0.1/bids?limit=100`;
    // Two people and a program, each on both projects.
    const told = () => stage.researcher.done<{ bids: readonly unknown[] }>('GET', path);
    await expect.poll(async () => (await told()).bids.length, POLL).toBe(6);
    await endBidding(stage.researcher, known(four[index], 'bot'), market);
  }
  while (!(await Promise.race([over, wait()]))) {
    for (const program of programs) {
      await program.take(1);
      await program.take(2);
      if (program.delivered.size === 0 || seen.has(program.market)) continue;
      seen.add(program.market);
      await blindIn(program.market, four);
    }
  }
  expect(seen.size).toBeGreaterThan(0);

  for (const bot of four) {
    const { at } = await bot.state();
    if (at.stage !== 'guess') throw new Error(`at ${at.stage}`);
    expect(at.items.length).toBeGreaterThan(1);
    const forms = new Set(at.items.map((item) => Object.keys(item).join()));
    expect(forms.size).toBe(1);
    for (const { at: time, name, item } of at.items) {
      expect(time % 3_600_000).toBe(0);
      expect(name).toMatch(/^Freelancer [A-Z][2-9]$/);
      expect(item).toMatch(/^[0-9a-f]{16}$/);
    }
    const stranger = { item: 'another', guess: 'person', confidence: 60 } as const;
    expect(await bot.ask('POST', bot.path('/steps'), { step: 'guess', guesses: [stranger] })).toMatchObject({
      code: 'GUESSES',
    });
    // Right about words, with the certainty of whoever wrote them.
    const guesses = at.items.map(({ item, text, files }) => {
      const guess = text === 'Here is a program.' ? ('program' as const) : ('person' as const);
      return { item, guess, confidence: files === null ? 100 : 50 };
    });
    await bot.step({ step: 'guess', guesses });
    expect(ended(await bot.step({ step: 'debrief', comment: '' }))).toMatchObject({ outcome: 'completed' });
  }
  const { blinding } = await read<PeopleSummary>(study);
  expect(blinding.all.of).toBeGreaterThan(4);
  expect(blinding.all.low).toBeLessThan(blinding.all.share ?? 0);
  expect(blinding.ofPeople.of + blinding.ofPrograms.of).toBe(blinding.all.of);
  const { verdicts } = await read<MeasuredBaseline>(study, '/baseline');
  // A lost bid is no try: of two projects in two markets programs won some, and what they did is not people's.
  expect(verdicts.length).toBeLessThan(4);

  stage.pass(11);
  // Whoever waited in vain is not told that they were slow, and has a code of their own.
  expect(await waits.until('ended')).toMatchObject({
    ...{ outcome: 'timed_out', reason: 'too_few_came', code: 'INVAIN12' },
    redirectUrl: 'https://app.prolific.com/submissions/complete?cc=INVAIN12',
  });
  const { rows } = await read<Payments>(study, '/payments');
  const mine = rows.find(({ panelId }) => panelId === waits.ids.panelId);
  expect(mine).toMatchObject({ reason: 'too_few_came', baseCents: 20 });
  expect(await read<PeopleSummary>(study)).toMatchObject({ waitedInVain: 1, byOutcome: { timed_out: 1 } });
}, 300_000);

test('a market that cannot be opened keeps nobody waiting for good; a study without a code for it tells the one of lost time', async () => {
  const [first] = MEASURED.packages;
  const { file } = known(first, 'project').acceptance;
  const broken = { ...first, answerKey: { ...first?.answerKey, reference: { [file]: 'raise ValueError()\n' } } };
  const codes = { completed: 'DONE1234', screenedOut: 'SCREEN12', failedAttention: 'ATTENT12', noConsent: 'NOCONS12' };
  const change = { projects: { packages: [broken] }, codes: { ...codes, timedOut: 'TIMEOU12' }, practice: null };
  const study = await stage.create({ ...change, eligibility: [] });
  const [stuck, slow] = bots(study, 2);
  await stuck?.join();
  await stuck?.consent();
  await slow?.join();
  stage.pass(35);
  expect(ended(known(await slow?.state(), 'state'))).toMatchObject({ reason: 'stage_time_over', code: 'TIMEOU12' });
  expect((await stuck?.state())?.at).toEqual({ stage: 'lobby', waiting: 1, wanted: 1 });
  stage.pass(6);
  expect(await stuck?.until('ended')).toMatchObject({ reason: 'market_not_opened', code: 'TIMEOU12' });
  expect(stage.log.join()).toContain(known(first, 'project').slug);
  const { rows } = await read<Payments>(study, '/payments');
  expect(rows.map(({ reason, baseCents }) => `${reason} ${baseCents}`).sort()).toEqual([
    'market_not_opened 20',
    'stage_time_over 0',
  ]);
}, 300_000);

type See = (path: string) => Promise<Told>;

/** Every read of a market there is, now and later: each route has its line in the rules. */
const DOORS = Object.entries(RULES).flatMap(([name, { who }]) => {
  const [method, path = ''] = name.split(' ');
  return method === 'GET' && who === 'seat' ? [path.replaceAll(/:[a-z_]+/g, '1')] : [];
});

/** As the market's employer sees them, and as one of the people does, who is asked to guess in the end. */
async function blindIn(market: string, people: readonly Bot[]): Promise<void> {
  const headers = await employerIn(market);
  const employer = new Visitor(stage.url);
  await blindFor((path) => employer.ask('GET', `/m/${market}${path}`, undefined, headers), EMPLOYER_ID);
  const places = await Promise.all(people.map(async (bot) => ({ bot, at: (await bot.state()).at })));
  const here = places.find(({ at }) => at.stage === 'work' && at.market === market);
  if (here === undefined || here.at.stage !== 'work') return;
  const see: See = (path) => here.bot.ask('GET', `/m/${market}${path}`);
  await blindFor(see, here.at.participantId);
  const own = ((await here.bot.ask('GET', `${API}/account`)).result as { name: string }).name;
  const strangers = people.filter((bot) => bot !== here.bot).map(({ pseudonym }) => pseudonym);
  for (const path of DOORS) {
    const { text } = await see(path);
    // One's own kind is told, which is the same of everybody who works here.
    expect(text.replaceAll(own, ''), path).not.toMatch(/person-[0-9a-f]{18}|"(?:guest|human|model)"/);
    expect(text.split('"external"').length, path).toBeLessThan(3);
    for (const pseudonym of strangers) expect(text, path).not.toContain(pseudonym);
  }
}

/** Every record of a person and of a program has the same fields, of the same forms; what is the viewer's own is left out. */
async function blindFor(ask: See, self: number): Promise<void> {
  const see = async (path: string): Promise<unknown> => (await ask(path)).result;
  const { participants } = (await see(`${API}/participants`)) as { participants: Record<string, unknown>[] };
  const freelancers = participants.filter(({ participantId: number }) => Number(number) > 2 && Number(number) !== self);
  expect(freelancers).toHaveLength(self === EMPLOYER_ID ? 3 : 2);
  expect(new Set(freelancers.map((one) => JSON.stringify(formOf(one)))).size).toBe(1);
  const ids = freelancers.map(({ participantId: number }) => `users[]=${number}`).join('&');
  const users = (await see(`/api/users/0.1/users?${ids}`)) as { users: Record<string, unknown> };
  const shown = Object.values(users.users).map((one) => {
    // Reputation is what they did, which is theirs.
    const { reputation: _reputation, ...rest } = one as Record<string, unknown>;
    return JSON.stringify(formOf(rest));
  });
  expect(new Set(shown).size).toBe(1);
  const { bids } = (await see('/api/projects/0.1/bids?projects[]=1&projects[]=2')) as {
    bids: Record<string, unknown>[];
  };
  const placed = bids.filter(({ bidder_id: by }) => by !== self);
  // Sealed, nobody but the employer sees them.
  if (self === EMPLOYER_ID) expect(placed.length).toBeGreaterThan(1);
  const plain = placed.map((one) => {
    const kept = Object.entries(one).filter(([key]) => !MINE.includes(key) && !/award|status|time|rank/.test(key));
    return JSON.stringify(formOf(Object.fromEntries(kept)));
  });
  expect(new Set(plain).size, plain.join('\n')).toBeLessThan(2);
  const told = (await see(`${API}/events?limit=500`)) as {
    events: { event: { type: string; participantId?: number; bidderId?: number; freelancerId?: number } }[];
  };
  // What everybody is told of oneself.
  const events = told.events.filter(
    ({ event }) => ![event.participantId, event.bidderId, event.freelancerId].includes(self),
  );
  for (const type of ['ParticipantRegistered', 'BidPlaced', 'DeliverySubmitted']) {
    const found = events.filter(({ event }) => event.type === type).map(({ event }) => event);
    const freelancing = found.filter(
      (event) => JSON.stringify(event).includes('freelancer') || type !== 'ParticipantRegistered',
    );
    expect(new Set(freelancing.map((event) => Object.keys(event).join())).size, type).toBeLessThan(2);
  }
  expect(JSON.stringify([freelancers, users, placed, events])).not.toMatch(/guest|person-|"human"|"external"|"model"/);
}
