/** Task family: cohort retention (months, quarters, weeks or own days; three ways to count; counts, shares or all together). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { COHORT_DIALS, type CohortNames, type CohortSettings, posting } from './cohort-retention.posting.ts';
import { bySets, byText, wrong } from './cohort-retention.programs.ts';

const FAMILY = { name: 'cohort-retention', category: 'data_analysis' } as const;

const FIRMS = [
  ['a climbing gym', 'retention', 'member'],
  ['a newsletter with a shop', 'cohort_table', 'reader'],
  ['a bike rental', 'returning_riders', 'rider'],
  ['a small game studio', 'player_cohorts', 'player'],
] as const;

const DAY_MS = 86_400_000;
const dayOf = (text: string): number => Date.parse(text) / DAY_MS;
const textOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The number of the calendar period of a day (counted from 1970), and its name. */
function periodOf(period: CohortSettings['period'], day: number): readonly [number, string] {
  const text = textOf(day);
  const month = (Number(text.slice(0, 4)) - 1970) * 12 + Number(text.slice(5, 7)) - 1;
  if (period === 'quarter') return [Math.floor(month / 3), `${text.slice(0, 4)}-Q${Math.floor((month % 12) / 3) + 1}`];
  if (period !== 'week') return [month, text.slice(0, 7)];
  const week = Math.floor((day + 3) / 7);
  return [week, textOf(week * 7 - 3)];
}

/** Asks for every cohort and offset who counts, from the plain list. */
function retention({ period, cell, form, horizon }: CohortSettings, pairs: [string, string][], width: number): Json {
  const days = pairs.map(([who, text]) => [who, dayOf(text)] as const);
  const people = [...new Set(days.map(([who]) => who))].map((who) => {
    const own = days.filter(([other]) => other === who).map(([, day]) => day);
    const start = Math.min(...own);
    const offset = (day: number): number =>
      period === 'own days' ? Math.floor((day - start) / 30) : periodOf(period, day)[0] - periodOf(period, start)[0];
    return { start, cohort: periodOf(period, start)[1], offsets: own.map(offset) };
  });
  const latest = Math.max(...days.map(([, day]) => day));
  const rows = [...new Set(people.map(({ cohort }) => cohort))].toSorted().map((cohort) => {
    const members = people.filter((person) => person.cohort === cohort);
    const length =
      horizon === 'given' ? width : periodOf(period, latest)[0] - periodOf(period, members[0]?.start ?? 0)[0] + 1;
    const kept = Array.from({ length }, (_, at) => {
      const counts = ({ offsets }: (typeof members)[number]): boolean => {
        if (cell === 'active') return offsets.includes(at);
        if (cell === 'came back') return offsets.some((offset) => offset >= at);
        return Array.from({ length: at + 1 }, (_unused, before) => before).every((before) => offsets.includes(before));
      };
      return members.filter(counts).length;
    });
    return { cohort, size: members.length, kept };
  });
  if (form === 'counts') return rows;
  if (form === 'shares')
    return Object.fromEntries(rows.map(({ cohort, size, kept }) => [cohort, kept.map((count) => count / size)]));
  const longest = Math.max(0, ...rows.map(({ kept }) => kept.length));
  return Array.from({ length: longest }, (_, at) => {
    const reaching = rows.filter(({ kept }) => kept.length > at);
    return [
      at,
      reaching.reduce((sum, { size }) => sum + size, 0),
      reaching.reduce((sum, { kept }) => sum + (kept[at] ?? 0), 0),
    ];
  });
}

function drawnDays(random: Chance, people: number, count: number, span: number): [string, string][] {
  const start = dayOf('2022-11-01') + random.below(200);
  const joined = Array.from({ length: people }, () => random.below(Math.ceil(span * 0.7)));
  return Array.from({ length: count }, (): [string, string] => {
    const who = random.below(people);
    const at = (joined[who] ?? 0) + Math.floor((span * random.unit() ** 2) / 2);
    return [`p${who}`, textOf(start + Math.min(at, span))];
  });
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(COHORT_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [firm, entry, who] = random.pick(FIRMS);
  const names: CohortNames = { firm, entry, who };
  const span = settings.period === 'week' ? 70 : settings.period === 'quarter' ? 900 : 330;
  type Arguments = [[string, string][], number];
  const trim = (days: [string, string][], width: number): Arguments =>
    settings.horizon === 'given' ? [days, width] : ([days] as unknown as Arguments);
  /** `a:2024-03-05` words. */
  const days = (text: string): [string, string][] =>
    text.split(' ').map((word) => [word.slice(0, 1), word.slice(2)] as [string, string]);
  const { first, second } = inTurn('bbbbabbbaabb', index, [
    { how: 'Keeps a set of offsets for everybody and counts them.', program: bySets(settings, names) },
    { how: 'Sorts the texts of the dates and fills the rows person by person.', program: byText(settings, names) },
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`Retention by cohort for ${firm}`, `Do our ${who}s stay? Cohort table in Python`, 'Cohort analysis function'][
          index % 3
        ] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Data Analysis', 'Statistics'],
      estimatedMinutes: 50 + (settings.form === 'pooled' ? 15 : 0) + (settings.period === 'own days' ? 10 : 0),
    },
    (offer) =>
      functionProject<Arguments>(PYTHON, offer, {
        entry,
        answer: (pairs, width) => retention(settings, pairs, width),
        comparator: { kind: 'float', absolute: 1e-9, relative: 1e-9 },
        visible: {
          'a few people': trim(
            days('a:2024-01-03 b:2024-01-20 a:2024-02-14 c:2024-02-01 a:2024-04-02 b:2024-04-30 c:2024-02-09'),
            4,
          ),
          'one person': trim(days('z:2023-06-05'), 2),
        },
        hidden: {
          nobody: trim([], 3),
          'borders of periods': trim(
            days(
              'a:2024-03-31 a:2024-04-01 b:2024-04-07 b:2024-04-08 c:2024-02-29 c:2024-03-29 c:2024-03-30 c:2024-04-29 d:2024-06-30 d:2024-07-01 d:2024-04-01',
            ),
            5,
          ),
          'a leap of years': trim(
            days('a:2023-12-28 a:2024-01-02 b:2023-12-31 b:2024-03-01 c:2024-01-01 a:2025-01-01'),
            6,
          ),
          'a break': trim(
            days(
              'a:2024-05-06 a:2024-05-16 a:2024-06-17 a:2024-09-02 b:2024-05-07 b:2024-09-10 c:2024-05-08 c:2024-07-30 c:2024-06-11 c:2024-12-20',
            ),
            7,
          ),
          'length of rows': trim(
            days('a:2024-01-01 b:2024-06-03 b:2024-06-04 c:2024-01-25 a:2024-02-20 c:2024-02-28'),
            3,
          ),
          unordered: trim(
            days('b:2024-08-20 a:2024-07-09 b:2024-07-02 a:2024-06-30 b:2024-05-21 a:2024-06-30 c:2024-08-21'),
            4,
          ),
          'long ago': trim(days('a:2015-02-27 a:2015-03-29 b:2015-03-01 b:2015-05-02 b:2016-02-29'), 9),
          'drawn days': trim(drawnDays(random, 12, 60, span), 6),
          'large list': trim(drawnDays(random, 60, 800, span), 8),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Cohort retention: 72 combinations of period, way to count, form and horizon. */
export const cohortRetention: StudyFamily = { ...FAMILY, variants: 12, build: variant };
