/** The study's table beside the published one: tasks, and dollars under every candidate pay rule and reading of prices. */

import { decided, type Subject, unitOf, worksOf } from '../analysis/subject.ts';
import { type Cell, type Table, tableOf } from '../analysis/table.ts';
import type { WorkRow } from '../observations/row-schema.ts';
import { mean, sum } from '../statistics/moments.ts';
import { wilsonInterval } from '../statistics/wilson.ts';
import { PAY_RULES, type PayRule } from './pay-rules.ts';
import { PRICE_READINGS, type PricedTask, type PriceReading } from './price-readings.ts';
import {
  impliedBy,
  PUBLISHED,
  PUBLISHED_HUMAN,
  PUBLISHED_MEAN,
  PUBLISHED_POT,
  PUBLISHED_TASKS,
  type PublishedRow,
} from './published.ts';

const published = (name: string): PublishedRow | undefined => PUBLISHED.find((row) => row.name === name);
const nameOf = (work: Pick<WorkRow, 'slug' | 'project' | 'round'>): string => unitOf(work);

function tasksTable(subject: Subject): Table {
  const rows = subject.participants.map(({ name, origin }) => {
    const works = decided(worksOf(subject, name));
    const solved = works.filter(({ result }) => result === 'passed').length;
    const bounds = wilsonInterval(solved, works.length);
    const theirs = published(name);
    const share: Cell = bounds === null ? null : { value: solved / works.length, ...bounds };
    return {
      ...{ freelancer: name, solved, share, origin },
      tasks: works.length,
      publishedSolved: theirs?.solved ?? null,
      publishedShare: theirs === undefined ? null : theirs.solved / PUBLISHED_TASKS,
    };
  });
  const columns = {
    freelancer: ['Freelancer', 'text'],
    solved: ['Solved', 'count'],
    tasks: ['Of', 'count'],
    share: ['Share', 'share'],
    origin: ['Origin', 'text'],
    publishedSolved: [`Published, of ${PUBLISHED_TASKS}`, 'count'],
    publishedShare: ['Share', 'share'],
  } as const;
  const notes = [
    'Wilson 95 %. Published: solved counts as The Register reported them, 22 May 2025.',
    `The study’s human line, above ${PUBLISHED_HUMAN * 100} %, is its authors’ estimate; no trial is reported.`,
  ];
  return tableOf({ name: 'tasks', title: 'Tasks solved', notes }, columns, rows);
}

/** What the published figures say by themselves. */
export function impliedTable(): Table {
  const columns = {
    freelancer: ['Model', 'text'],
    taskShare: ['Task share', 'share'],
    dollarShare: ['Dollar share', 'share'],
    meanSolved: ['Mean price solved', 'cents'],
    meanUnsolved: ['unsolved', 'cents'],
    fiveTests: ['A fifth root', 'share'],
    origin: ['Origin', 'text'],
  } as const;
  const rows = PUBLISHED.map((row) => {
    const { meanSolved, meanUnsolved, ...shares } = impliedBy(row);
    const inCents = { meanSolved: meanSolved * 100, meanUnsolved: meanUnsolved * 100 };
    return { freelancer: row.name, ...shares, ...inCents, origin: 'published' };
  });
  const times = (PUBLISHED_POT / PUBLISHED_TASKS / PUBLISHED_MEAN).toFixed(2);
  const notes = [
    `${PUBLISHED_TASKS} tasks at the published mean of $${PUBLISHED_MEAN} are $${(PUBLISHED_TASKS * PUBLISHED_MEAN).toLocaleString('en-US')}, not $1.6 million: the implied mean is ${times} times as high.`,
    'If a task pays all or nothing, solved tasks would have to cost so much more than unsolved ones. A fifth root: the share of single tests passed if five independent ones make a task.',
  ];
  return tableOf({ name: 'implied', title: 'What the published figures imply', notes }, columns, rows);
}

interface Dollars {
  readonly earned: number;
  readonly pot: number;
}

function dollars(works: readonly WorkRow[], prices: ReadonlyMap<string, number>, rule: PayRule): Dollars {
  const total = (value: (work: WorkRow & { readonly passed: boolean }) => number): number =>
    sum(works.map((work) => (prices.get(nameOf(work)) ?? 0) * value({ ...work, passed: work.result === 'passed' })));
  return { earned: total(rule.earned), pot: total(rule.most) };
}

const shareOf = ({ earned, pot }: Dollars): number | null => (pot === 0 ? null : earned / pot);

function readingTable(subject: Subject, reading: PriceReading, prices: ReadonlyMap<string, number>): Table {
  const columns = {
    freelancer: ['Freelancer', 'text'],
    pot: ['Pot', 'cents'],
    earned: ['All or nothing', 'cents'],
    allOrNothing: ['Share', 'share'],
    proportional: ['Proportional', 'share'],
    perTest: ['A price for each test', 'share'],
    origin: ['Origin', 'text'],
    publishedDollars: ['Published', 'cents'],
    publishedShare: ['Share', 'share'],
  } as const;
  const rows = subject.participants.map(({ name, origin }) => {
    const works = decided(worksOf(subject, name));
    const [whole, part, each] = PAY_RULES.map((rule) => dollars(works, prices, rule));
    const theirs = published(name);
    return {
      freelancer: name,
      pot: whole?.pot ?? null,
      earned: whole?.earned ?? null,
      allOrNothing: whole === undefined ? null : shareOf(whole),
      proportional: part === undefined ? null : shareOf(part),
      perTest: each === undefined ? null : shareOf(each),
      origin,
      publishedDollars: theirs === undefined ? null : theirs.dollars * 100,
      publishedShare: theirs === undefined ? null : theirs.dollars / PUBLISHED_POT,
    };
  });
  const notes = [`Prices: ${reading.about}. Shares are of what all decided tasks pay at most.`];
  return tableOf({ name: `dollars_${reading.key}`, title: `Dollars: ${reading.title}`, notes }, columns, rows);
}

/** How far each pair of reading and rule is from the published dollar shares. */
function fitTable(
  subject: Subject,
  readings: readonly (readonly [PriceReading, ReadonlyMap<string, number>])[],
): Table {
  const columns = {
    reading: ['Prices', 'text'],
    rule: ['Pay rule', 'text'],
    pot: ['Pot of 1,115', 'cents'],
    distance: ['Off by', 'share'],
    largest: ['At most', 'share'],
  } as const;
  const rows = readings.flatMap(([reading, prices]) =>
    PAY_RULES.map((rule) => {
      const found = PUBLISHED.flatMap((row) => {
        const works = decided(worksOf(subject, row.name));
        const own = dollars(works, prices, rule);
        const share = shareOf(own);
        const each = { off: (share ?? 0) - row.dollars / PUBLISHED_POT, perTask: own.pot / works.length };
        return share === null ? [] : [each];
      });
      const squares = mean(found.map(({ off }) => off ** 2));
      const perTask = mean(found.map((one) => one.perTask));
      return {
        reading: reading.title,
        rule: rule.title,
        pot: perTask === null ? null : perTask * PUBLISHED_TASKS,
        distance: squares === null ? null : Math.sqrt(squares),
        largest: found.length === 0 ? null : Math.max(...found.map(({ off }) => Math.abs(off))),
      };
    }),
  );
  const notes = [
    'Off by: root of the mean squared distance of dollar shares from the published ones, over the models of the study that took part; then the largest.',
    'What fits best is a candidate, not a finding: outcomes here are not the study’s, and its tasks, tests and prices are not published.',
  ];
  return tableOf({ name: 'fit', title: 'Which reading comes near', notes }, columns, rows);
}

/** Tasks of the run, once each. */
function tasksOf(subject: Subject): PricedTask[] {
  const tasks = new Map(
    subject.observed.project.map((project): [string, PricedTask] => [
      nameOf(project),
      { slug: nameOf(project), priceCents: project.postedPriceCents, estimatedMinutes: project.estimatedMinutes },
    ]),
  );
  return [...tasks.values()];
}

/** Of a `solo` run. */
export function studyTables(subject: Subject): Table[] {
  const tasks = tasksOf(subject);
  const readings = PRICE_READINGS.flatMap((reading) => {
    const prices = reading.prices(tasks);
    return prices === null ? [] : [[reading, prices] as const];
  });
  return [
    tasksTable(subject),
    impliedTable(),
    ...readings.map(([reading, prices]) => readingTable(subject, reading, prices)),
    fitTable(subject, readings),
  ];
}
