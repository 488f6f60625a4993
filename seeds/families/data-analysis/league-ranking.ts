/** Task family: ranking with ties (four ways to number equals, high or low scores, classes, missing results), in JavaScript. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { javascriptFunction } from '../javascript-project.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { posting, RANKING_DIALS, type RankingNames } from './league-ranking.posting.ts';
import { counted, type RankingSettings, sorted, wrong } from './league-ranking.programs.ts';

const FAMILY = { name: 'league-ranking', category: 'data_analysis' } as const;

const EVENTS = {
  high: [
    ['our quiz league', 'quizTable', 'team', 'points', 'division'],
    ['the bake-off of the parish', 'bakeOffPlaces', 'baker', 'marks', 'section'],
    ['a sales contest between our branches', 'salesRanking', 'seller', 'deals', 'region'],
  ],
  low: [
    ['the village fun run', 'runResults', 'runner', 'seconds', 'ageClass'],
    ['a company golf day', 'golfPlaces', 'player', 'strokes', 'flight'],
    ['the regatta on our lake', 'regattaTable', 'boat', 'penalty', 'boatClass'],
  ],
} as const;

type Row = { readonly [key: string]: string | number | null };

/** Finds places from the sorted distinct scores and their running counts. */
function ranking({ ties, scope, missing, best }: RankingSettings, names: RankingNames, entries: Row[]): Row[] {
  const { who, score, group } = names;
  const places = (rivals: readonly Row[]): Map<number, number> => {
    const counts = new Map<number, number>();
    for (const { [score]: value } of rivals) {
      if (typeof value === 'number') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    let before = 0;
    const order = [...counts].toSorted(([a], [b]) => (best === 'high' ? b - a : a - b));
    return new Map(
      order.map(([value, count], at) => {
        const place = {
          standard: before + 1,
          dense: at + 1,
          modified: before + count,
          fractional: before + (count + 1) / 2,
        };
        before += count;
        return [value, place[ties]] as const;
      }),
    );
  };
  const overall = places(entries);
  const inGroup = new Map(
    entries.map(({ [group]: name }) => [name, places(entries.filter((other) => other[group] === name))] as const),
  );
  const rows = entries.flatMap((entry): Row[] => {
    const value = entry[score];
    if (typeof value !== 'number' && missing === 'left out') return [];
    const all = typeof value === 'number' ? (overall.get(value) ?? null) : null;
    const own = typeof value === 'number' ? (inGroup.get(entry[group])?.get(value) ?? null) : null;
    if (scope === 'both') return [{ place: all, ...entry, placeInGroup: own }];
    return [{ place: scope === 'all' ? all : own, ...entry }];
  });
  const key = (row: Row): string =>
    [
      scope === 'per group' ? row[group] : '',
      row.place === null ? 'z' : String(2 * Number(row.place)).padStart(9, '0'),
      row[who],
    ].join('\u0001');
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

const PEOPLE =
  'Ada Ben Cleo Dov Eve Fay Gus Hal Ida Jon Kim Lea Max Nia Oli Pia Quin Rob Sue Tom Uma Vic Wes Xia Yan Zoe'.split(
    ' ',
  );

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(RANKING_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [event, entry, who, score, group] = random.pick<(typeof EVENTS)['high' | 'low'][number]>(EVENTS[settings.best]);
  const names: RankingNames = { event, entry, who, score, group };
  const groups = random.shuffle(['A', 'B', 'C', 'D']);
  const row = (name: string, value: number | null, at = 0): Row => ({
    [who]: name,
    [group]: groups[at] ?? 'A',
    [score]: value,
  });
  const scores = (...values: (number | null)[]): [Row[]] => [
    random
      .shuffle(PEOPLE)
      .slice(0, values.length)
      .map((name, at) => row(name, values[at] ?? null, at % 2)),
  ];
  const drawn = (source: Chance, count: number): [Row[]] => [
    Array.from({ length: count }, (_, at) =>
      row(
        `${source.pick(PEOPLE)} ${count - at}`,
        source.below(9) === 0 ? null : source.below(Math.ceil(count / 4)) - 3,
        source.below(4),
      ),
    ),
  ];
  const first = settings.ties === 'modified' || settings.ties === 'fractional' ? 'counted' : 'sorted';
  const programs = {
    counted: { how: 'Counts for each entry those who are better or equal.', program: counted(settings, names) },
    sorted: { how: 'Sorts once and walks over runs of equal scores.', program: sorted(settings, names) },
  };
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          `Places with ties for ${event}`,
          `Result list for ${event} (JavaScript)`,
          'Ranking function that treats equals as we want',
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['JavaScript', 'Algorithm', 'Data Processing'],
      estimatedMinutes: { all: 20, 'per group': 30, both: 35 }[settings.scope],
    },
    (offer) =>
      javascriptFunction<[Row[]]>(offer, {
        entry,
        answer: (entries) => ranking(settings, names, entries),
        visible: [
          { name: 'four entries', args: scores(10, 7, 7, 3) },
          { name: 'one without result', args: scores(5, null, 9) },
        ],
        hidden: [
          { name: 'no entries', args: [[]] },
          {
            name: 'equals',
            args: [
              ['Yan', 'Ida', 'Tom', 'Ada', 'Sue', 'Ben'].map((name, at) => row(name, [4, 9, 4, 9, 1, 4][at] ?? 0)),
            ],
          },
          { name: 'three equals', args: scores(8, 8, 8, 8, 8, 8, 2, 12) },
          { name: 'zero and below', args: scores(0, -2, 4, 0, -2.5, 1) },
          {
            name: 'several groups',
            args: [
              ['Lea', 'Max', 'Kim', 'Jon', 'Nia', 'Oli', 'Pia'].map((name, at) =>
                row(name, [3, 5, 5, 3, 1, 5, 3][at] ?? 0, (at * 3) % 4),
              ),
            ],
          },
          { name: 'without result', args: scores(null, 4, null, 6, 4, null, 6) },
          { name: 'nobody has a result', args: scores(null, null, null) },
          { name: 'drawn entries', args: drawn(random, 30) },
          { name: 'large field', args: drawn(random, 320) },
        ],
        reference: programs[first].program,
        wrong: wrong(settings, names),
      }),
    programs[first === 'counted' ? 'sorted' : 'counted'],
  );
}

/** Ranking with ties: 48 combinations of ties, direction, groups and missing results. */
export const leagueRanking: StudyFamily = { ...FAMILY, variants: 12, build: variant };
