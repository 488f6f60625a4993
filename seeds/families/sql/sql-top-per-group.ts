/** Task family: the best of every group in SQL (with ties, exactly n, the share of the best, the latest), over given tables. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { divideHalfUp } from '../exact-number.ts';
import { type Row, sqlProject } from '../sql-project.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { posting } from './sql-top-per-group.posting.ts';
import {
  bySubqueries,
  byWindows,
  columnsOf,
  schemaOf,
  TOP_DIALS,
  type TopNames,
  type TopSettings,
  wrong,
} from './sql-top-per-group.queries.ts';

const FAMILY = { name: 'sql-top-per-group', category: 'sql' } as const;

const FIRMS = [
  ['an insurance broker', 'region', 'agent', 'contract'],
  ['a chain of bakeries', 'town', 'branch', 'receipt'],
  ['a lending library for tools', 'district', 'member', 'loan'],
  ['a marketplace for crafts', 'country', 'maker', 'sale'],
] as const;

type Data = { readonly [table: string]: readonly Row[] };

/** Walks over the areas and ranks by comparing entries. */
function answerOf({ kind, measure, scope }: TopSettings, names: TopNames, data: Data): Row[] {
  const rows = (table: string): readonly Row[] => data[table] ?? [];
  return rows(names.area)
    .toSorted((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1))
    .flatMap(([areaId, area = null]): Row[] => {
      const entries = rows(names.person).flatMap(([id, owner, name]) => {
        const own = rows(names.deal).filter(([, person]) => person === id);
        if (owner !== areaId || own.length < (scope === 'busy' ? names.least : 1)) return [];
        const sum = own.reduce((total, [, , , cents]) => total + Number(cents), 0);
        const value = { sum, count: own.length, average: divideHalfUp(sum, own.length) }[measure];
        const day =
          own
            .map(([, , date]) => String(date))
            .toSorted()
            .at(-1) ?? '';
        return [{ name: String(name), value, day }];
      });
      if (entries.length === 0) return scope === 'all groups' ? [[area, null, null, null]] : [];
      const byName = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      const best = byName.toSorted((a, b) => b.value - a.value);
      const whole = entries.reduce((total, { value }) => total + value, 0);
      const [first] = best;
      if (kind === 'share' && first) return [[area, first.name, first.value, divideHalfUp(1000 * first.value, whole)]];
      const [latest] = best.toSorted((a, b) => (a.day > b.day ? -1 : a.day < b.day ? 1 : 0));
      if (kind === 'latest' && latest) return [[area, latest.name, latest.day, latest.value]];
      return best.flatMap(({ name, value }, at): Row[] => {
        const place = kind === 'exactly' ? at + 1 : 1 + best.filter((other) => other.value > value).length;
        return place <= names.top ? [[area, place, name, value]] : [];
      });
    });
}

function drawnData(random: Chance, names: TopNames, areas: number, persons: number, deals: number): Data {
  const label = (at: number, stem: string): string => `${stem}${'abCDef'[at % 6] ?? ''}${Math.floor(at / 6)}`;
  return {
    [names.area]: random.shuffle(Array.from({ length: areas }, (_, at): Row => [at + 1, label(at, 'A')])),
    [names.person]: Array.from(
      { length: persons },
      (_, at): Row => [at + 1, 1 + random.below(areas), label((at * 7) % persons, 'p')],
    ),
    [names.deal]: Array.from(
      { length: deals },
      (_, at): Row => [
        at + 1,
        1 + Math.floor(persons * random.unit() ** 1.7),
        `2024-0${1 + random.below(9)}-${10 + random.below(19)}`,
        50 * (1 + random.below(9)) + random.below(2),
      ],
    ),
  };
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(TOP_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [firm, area, person, deal] = random.pick(FIRMS);
  const names: TopNames = { firm, area, person, deal, top: 2 + random.below(2), least: 2 + random.below(2) };
  /** `N:Ann=5,5@03` words: area, person, cents of deals (on a day of March). */
  const tables = (areas: string, text: string): Data => {
    const list = areas.split(' ').filter((name) => name !== '');
    const words = text.split(' ').filter((word) => word !== '');
    const deals = words.flatMap((word, at) =>
      (word.split('=')[1] ?? '')
        .split(',')
        .filter((part) => part !== '')
        .map((part): Row => {
          const [cents = '0', day = '10'] = part.split('@');
          return [0, at + 1, `2024-03-${day}`, Number(cents)];
        }),
    );
    return {
      [area]: list.map((name, at): Row => [at + 1, name]),
      [person]: words.map(
        (word, at): Row => [
          at + 1,
          1 + list.indexOf(word.split(':')[0] ?? ''),
          (word.split(':')[1] ?? '').split('=')[0] ?? '',
        ],
      ),
      [deal]: deals.map(([, ...rest], at): Row => [at + 1, ...rest]),
    };
  };
  const { first, second } = inTurn('abbabbbbbaab', index, [
    { how: 'Window functions over the totals.', program: byWindows(settings, names) },
    { how: 'Subqueries that count who is ahead.', program: bySubqueries(settings, names) },
  ]);
  const cases = (entries: Record<string, Data>) =>
    Object.entries(entries).map(([name, data]) => ({ name, tables: data }));
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`SQL: the best ${person}s of every ${area}`, `Report per ${area} (SQLite)`, `One SQLite query about ${deal}s`][
          index % 3
        ] ?? '',
      text: posting(settings, names, index),
      skills: ['SQL', 'SQLite', 'Reporting'],
      estimatedMinutes:
        { ties: 20, exactly: 20, share: 30, latest: 25 }[settings.kind] + (settings.scope === 'all groups' ? 10 : 0),
    },
    (offer) =>
      sqlProject<Data>(offer, {
        schema: schemaOf(names),
        columns: columnsOf(settings, names),
        rowsOrdered: true,
        answer: (data) => answerOf(settings, names, data),
        visible: cases({
          'small tables': tables(
            'North South',
            'North:Eve=300@01,200@09,100@11 North:Bob=400@02,100@20,50@21 South:Cid=90@05,90@05,95@06 North:Dan=10@28,20@28,35@27',
          ),
          'one of each': tables('West', 'West:Ann=100@01,150@02,125@03'),
        }),
        hidden: cases({
          'nothing there': tables('North South East', 'North:Ann= South:Ben='),
          'no groups': tables('', ''),
          'equal values': tables(
            'B A',
            'A:Zoe=100@09,200@09,300@01 A:Yan=300@09,200@02,100@01 A:Max=200@09,200@01,200@03 A:Kim=600@09,1@01,2@01 B:Sue=5@09,6@01,7@02 B:Ann=6@02,6@09,6@01 A:Lea=100@09,300@02,200@01 A:Gus=3@04,3@05,3@06',
          ),
          'somebody without': tables(
            'North South East',
            'North:Ann=40@01,50@02,60@03 North:Ben= South:Cid= South:Dov=70@07 East:Eve= North:Fay=500@09 North:Gus=1@10,2@11,4@12 South:Hal=9@01,10@02',
          ),
          'several rows': tables(
            'N M',
            'N:a=10@02,15@02,20@02 N:b=46@01 N:c=11@02,12@02,12@03,5@03 M:d=7@04,8@05,8@04 M:e=23@05,23@05 N:f=44@03,2@03',
          ),
          'upper and lower case': tables(
            'north North NORTH',
            'north:ann=10@01,10@02,10@03 north:Ann=10@01,10@02,10@03 North:bob=5@02,5@02,5@02 NORTH:Zed=3@03,3@04,3@05 north:ANN=10@01,10@02,10@03',
          ),
          'drawn tables': drawnData(random, names, 4, 15, 70),
          'large tables': drawnData(random, names, 12, 90, 700),
        }),
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** The best of every group: 36 combinations of kind, measure and scope. */
export const sqlTopPerGroup: StudyFamily = { ...FAMILY, variants: 12, build: variant };
