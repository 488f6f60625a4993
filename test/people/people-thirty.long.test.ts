/** A whole study over HTTP with a real sandbox and a database file: thirty bots with every outcome there is. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type {
  Payments,
  PeopleExport,
  PeopleSummary,
  studyMarketsSchema,
} from '../../server/protocol/arena/people-study-results.ts';
import { API, Bot, endedIn as ended, openPeopleStage, type PeopleStage, POLL } from './people-stage.ts';
import { MEASURED } from './study-file.ts';

let stage: PeopleStage;
beforeAll(async () => {
  stage = await openPeopleStage();
});
afterAll(() => stage.close());

const read = <T>(study: string, path = ''): Promise<T> =>
  stage.researcher.done<T>('GET', `${API}/people-studies/${study}${path}`);
const bots = (study: string, count: number): Bot[] => Array.from({ length: count }, () => new Bot(stage.url, study));

test('thirty people go every way there is through one study, and are counted, coded and paid for it', async () => {
  const study = await stage.create({ projects: MEASURED, practice: null, conditions: [{ name: 'alone' }] });
  const [complete, inattentive, unwilling, unfit, leaving, vanishing] = [4, 2, 5, 5, 5, 5].map((n) => bots(study, n));
  const outcomes: Record<string, string | null> = {};

  for (const bot of unwilling ?? []) {
    await bot.join();
    const end = ended(await bot.consent(false));
    expect(end).toMatchObject({ outcome: 'no_consent', code: 'NOCONS12', debrief: null });
  }
  for (const bot of unfit ?? []) {
    await bot.join();
    await bot.consent();
    const end = ended(await bot.step({ step: 'eligibility', answers: [1] }));
    expect(end).toMatchObject({ outcome: 'screened_out', code: 'SCREEN12' });
    expect(end?.redirectUrl).toBe('https://app.prolific.com/submissions/complete?cc=SCREEN12');
  }
  // Kept before it was told: who asks again, or comes back by the link, is told the same.
  const [again] = unfit ?? [];
  const back = new Bot(stage.url, study);
  Object.assign(back.ids, again?.ids);
  expect(ended(await back.join())).toMatchObject({ outcome: 'screened_out', code: 'SCREEN12' });

  for (const bot of complete?.slice(0, 2) ?? []) await bot.toWork();
  await Promise.all(complete?.slice(0, 2).map((bot) => bot.work()) ?? []);
  for (const bot of complete?.slice(2) ?? []) {
    await bot.toWork();
    await bot.step({ step: 'work' });
    await bot.until('attention');
  }
  for (const bot of complete ?? []) expect(ended(await bot.finish())).toMatchObject({ outcome: 'completed' });
  for (const bot of inattentive ?? []) {
    await bot.toWork();
    await bot.step({ step: 'work' });
    await bot.until('attention');
    expect(ended(await bot.finish(false))).toMatchObject({ outcome: 'failed_attention', code: 'ATTENT12' });
  }
  const steps = [
    async () => undefined,
    (bot: Bot) => bot.consent(),
    async (bot: Bot) => {
      await bot.consent();
      await bot.step({ step: 'eligibility', answers: [0] });
      await bot.until('work');
    },
    async (bot: Bot) => {
      await bot.toWork();
      await bot.step({ step: 'work' });
      await bot.until('attention');
    },
    async (bot: Bot) => {
      await bot.toWork();
      await bot.step({ step: 'work' });
      await bot.until('attention');
      await bot.finish();
    },
  ];
  for (const [index, bot] of (leaving ?? []).entries()) {
    await bot.join();
    await steps[index]?.(bot);
    await bot.done('POST', bot.path('/withdrawal'), {});
    expect((await bot.ask('GET', bot.path('/me'))).status).toBe(401);
    expect(await bot.ask('POST', bot.path('/join'), bot.ids)).toMatchObject({ status: 410, code: 'WITHDRAWN' });
    outcomes[bot.pseudonym] = 'withdrawn';
  }
  for (const [index, bot] of (vanishing ?? []).entries()) {
    await bot.join();
    if (index < 4) await steps[index]?.(bot);
    else {
      await steps[3]?.(bot);
      await bot.step({ step: 'attention', answers: [1, 0] });
    }
  }
  const [forger] = bots(study, 1);
  await expect(forger?.ask('POST', forger.path('/join'), { ...forger.ids, panelId: 'x' })).resolves.toMatchObject({
    status: 403,
    code: 'WRONG_LINK',
  });
  const taken = { ...forger?.ids, panelId: complete?.[0]?.ids.panelId };
  await expect(forger?.ask('POST', forger.path('/join'), taken)).resolves.toMatchObject({ code: 'TAKEN_PART' });

  // Who vanished at work is brought on by the end of its time, and then does not answer there either.
  const timedOut = async (): Promise<number> => (await read<PeopleSummary>(study)).byOutcome.timed_out;
  stage.pass(180);
  await expect.poll(timedOut, POLL).toBe(4);
  await expect.poll(async () => (await read<PeopleSummary>(study)).byStage.attention, POLL).toBe(1);
  stage.pass(20);
  await expect.poll(timedOut, POLL).toBe(5);
  const summary = await read<PeopleSummary>(study);
  expect(summary.byOutcome).toEqual({
    completed: 4,
    screened_out: 5,
    failed_attention: 2,
    no_consent: 5,
    timed_out: 5,
    withdrawn: 5,
  });
  expect(summary).toMatchObject({ people: 26, placesLeft: 46, byStage: { ended: 26 } });

  const payments = await read<Payments>(study, '/payments');
  const due = (bot: Bot | undefined) => payments.rows.find(({ panelId }) => panelId === bot?.ids.panelId);
  expect(due(complete?.[0])).toMatchObject({ baseCents: 600, bonusCents: 400 });
  expect(due(complete?.[3])).toMatchObject({ baseCents: 600, bonusCents: 0 });
  expect(due(unfit?.[0])).toMatchObject({ baseCents: 20, bonusCents: 0 });
  expect(due(inattentive?.[0])).toMatchObject({ baseCents: 0 });
  // Whoever had done the work and did not click the last button is paid like the others.
  expect(due(vanishing?.[4])).toMatchObject({ outcome: 'timed_out', baseCents: 600 });
  expect(due(vanishing?.[2])).toMatchObject({ outcome: 'timed_out', baseCents: 0 });
  for (const bot of leaving ?? []) expect(due(bot)).toBeUndefined();
  const csv = await stage.researcher.ask('GET', `${API}/people-studies/${study}/payments?format=csv`);
  const lines = csv.text.trimEnd().split('\r\n');
  expect(lines[0]).toBe('PROLIFIC_PID,amount');
  expect(lines.slice(1).sort()).toEqual(
    complete
      ?.slice(0, 2)
      .map((bot) => `${bot.ids.panelId},4.00`)
      .sort(),
  );

  const people = await read<PeopleExport>(study, '/export?table=people');
  const column = people.columns.findIndex((one) => one.column === 'outcome');
  for (const [pseudonym, outcome] of Object.entries(outcomes)) {
    expect(people.rows.find(([name]) => name === pseudonym)?.[column]).toBe(outcome);
  }
  expect(people.rows.map(([name]) => name)).toEqual(people.rows.map(([name]) => name).sort());
  const { markets } = await read<z.output<typeof studyMarketsSchema>>(study, '/markets');
  expect(new Set(markets.map(({ status }) => status))).toEqual(new Set(['over']));
  expect(stage.log).toEqual([]);
}, 180_000);
