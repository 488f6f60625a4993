/** Task family: matching sets in SQL (who has all, exactly, none or some of a list), over many-to-many tables. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { type Row, sqlProject } from '../sql-project.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { posting } from './sql-matching-sets.posting.ts';
import {
  byCounts,
  byExistence,
  columnsOf,
  SET_DIALS,
  type SetNames,
  type SetSettings,
  schemaOf,
  wrong,
} from './sql-matching-sets.queries.ts';

const FAMILY = { name: 'sql-matching-sets', category: 'sql' } as const;

const FIRMS = [
  ['a school of crafts', 'student', 'course', 'enrolment'],
  ['an agency for interpreters', 'interpreter', 'language', 'proof'],
  ['a club of restaurant kitchens', 'kitchen', 'dish', 'tasting'],
  ['a volunteer fire brigade', 'member', 'training', 'attendance'],
] as const;

type Data = { readonly [table: string]: readonly Row[] };

/** Sets of things for every owner, compared element by element. */
function answerOf({ relation, links, result }: SetSettings, names: SetNames, data: Data): Row[] {
  const rows = (table: string): readonly Row[] => data[table] ?? [];
  const wanted = rows('wanted').map(([thing]) => thing);
  const chosen = rows(names.owner).flatMap(([id, name, place]) => {
    const own = new Set(
      rows(names.link)
        .filter(([, owner, , grade, year]) => {
          const counts = {
            any: true,
            good: grade !== null && Number(grade) >= names.grade,
            recent: Number(year) >= names.year,
          };
          return owner === id && counts[links];
        })
        .map(([, , thing]) => thing),
    );
    const matched = wanted.filter((thing) => own.has(thing ?? null)).length;
    const others = own.size - matched;
    const fits = {
      all: matched === wanted.length,
      exactly: matched === wanted.length && others === 0,
      none: matched === 0,
      some: matched > 0 && matched < wanted.length,
    }[relation];
    return fits ? [{ name: String(name), place: String(place ?? 'unknown'), matched, others }] : [];
  });
  chosen.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (result === 'names') return chosen.map(({ name }) => [name]);
  if (result === 'counts') {
    return chosen
      .toSorted((a, b) => b.matched + b.others - a.matched - a.others)
      .map(({ name, matched, others }) => [name, matched, others]);
  }
  const places = [...new Set(chosen.map(({ place }) => place))].toSorted();
  return places
    .map((place) => chosen.filter((one) => one.place === place))
    .toSorted((a, b) => b.length - a.length)
    .map((members): Row => [members[0]?.place ?? null, members.length, members[0]?.name ?? null]);
}

const PLACES = ['Ulm', 'Bern', 'unknown', null, 'arles'];

function drawnData(random: Chance, names: SetNames, owners: number, things: number, count: number): Data {
  const wanted = Array.from({ length: 2 + random.below(2) }, (_, at) => at + 1);
  const links = Array.from({ length: owners }, (_, at) => at + 1).flatMap((owner) => {
    const taste = random.below(4);
    const own =
      taste === 0
        ? []
        : taste === 1
          ? wanted
          : Array.from({ length: 1 + random.below(things) }, () => 1 + random.below(things));
    return (taste === 2 ? [...wanted, ...own] : own).map((thing): [number, number] => [owner, thing]);
  });
  return {
    [names.owner]: Array.from(
      { length: owners },
      (_, at): Row => [at + 1, `${'KaBcZ'[at % 5] ?? ''}${(at * 31) % 101}`, random.pick(PLACES)],
    ),
    [names.thing]: Array.from({ length: things }, (_, at): Row => [at + 1, `thing ${at + 1}`]),
    [names.link]: random
      .shuffle(links)
      .slice(0, count)
      .map(
        ([owner, thing], at): Row => [
          at + 1,
          owner,
          thing,
          random.below(9) === 0 ? null : names.grade - 2 + random.below(5) + (random.below(3) > 0 ? 1 : 0),
          names.year - 2 + random.below(5) + (random.below(3) > 0 ? 1 : 0),
        ],
      ),
    wanted: wanted.map((thing): Row => [thing]),
  };
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(SET_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [firm, owner, thing, link] = random.pick(FIRMS);
  const names: SetNames = { firm, owner, thing, link, grade: 3 + random.below(4), year: 2019 + random.below(4) };
  const { grade, year } = names;
  /** `Ann/Ulm=1,2,3-` words: name, place, things; `-` after one makes it bad and old, `+` exactly on the limits. */
  const tables = (text: string, wanted: readonly number[]): Data => {
    const words = text.split(' ').filter((word) => word !== '');
    const links = words.flatMap((word, at) =>
      (word.split('=')[1] ?? '')
        .split(',')
        .filter((part) => part !== '')
        .map((part): Row => {
          const offset = part.endsWith('-') ? -1 : part.endsWith('+') ? 0 : 2;
          return [at + 1, Number(part.replace(/\D/g, '')), grade + offset, year + offset];
        }),
    );
    return {
      [owner]: words.map((word, at): Row => {
        const [name = '', place = ''] = (word.split('=')[0] ?? '').split('/');
        return [at + 1, name, place === '' ? null : place];
      }),
      [thing]: Array.from({ length: 6 }, (_, at): Row => [at + 1, `${thing} ${at + 1}`]),
      [link]: links.map((row, at): Row => [at + 1, ...row]),
      wanted: wanted.map((one): Row => [one]),
    };
  };
  const { first, second } = inTurn('babbbbaaaaaa', index, [
    { how: 'Counts matches and others per owner.', program: byCounts(settings, names) },
    { how: 'Asks whether something is missing or too much.', program: byExistence(settings, names) },
  ]);
  const cases = (entries: Record<string, Data>) =>
    Object.entries(entries).map(([name, data]) => ({ name, tables: data }));
  const everything =
    'Eve/Ulm=1,2 Bob/Bern=1,2,3 Cid/Ulm=1 Dan= Ann/Bern=4,5 Flo/Ulm=2,1 Gus=3,2 Hal/arles=6 Ida/Ulm=2,1,6,5 Jon/Bern=2';
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          `SQL: find ${owner}s by their ${thing}s`,
          `Which ${owner}s fit? SQLite query`,
          `Query over ${owner}, ${thing} and ${link}`,
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['SQL', 'SQLite', 'Database Development'],
      estimatedMinutes:
        { all: 20, exactly: 25, none: 15, some: 25 }[settings.relation] + (settings.result === 'names' ? 0 : 10),
    },
    (offer) =>
      sqlProject<Data>(offer, {
        schema: schemaOf(names),
        columns: columnsOf(settings, names),
        rowsOrdered: true,
        answer: (data) => answerOf(settings, names, data),
        visible: cases({
          'small tables': tables('Bob/Ulm=1,2 Eve/Bern=1 Ann/Ulm=1,2,4 Cid=3', [1, 2]),
          'one only': tables('Ann/Bern=2', [2, 3]),
        }),
        hidden: cases({
          'nobody there': tables('', [1]),
          'some of everything': tables(everything, [2, 1]),
          'nothing wanted': tables('Zoe/Ulm=1 Ann= Kim/Bern=2,3', []),
          'links twice': tables(
            'Zoe/Ulm=1,1 Kim/Bern=1,2,2,1 Ann/Ulm=3,3 Bea/Bern=2,1,4,4,4,5,6 Cox/Ulm=2,2,2,1 Dov/Ulm=1,2,4,5,6 Eli/Bern=1,1,4,5,4',
            [1, 2],
          ),
          'grades and years': tables(
            'Zoe/Ulm=1,2- Kim/Ulm=1+,2+ Ann/Bern=1-,2- Lea=1,2,3- Max/Bern=1+,4- Ned/Ulm=2,1-,1 Ole=3+,4 Pam/Ulm=1,2,3+',
            [1, 2],
          ),
          'unknown places': tables('Zoe=1,2 Kim/unknown=2,1 Ann/Ulm=1,2 Bo=4 Cy/unknown=1 Di=1 Ed/Bern=5', [1, 2]),
          'order of names': tables(
            'bea/Bern=1,2 Bea/Ulm=2,1 Adam/arles=4,5,6 ada/Ulm=1,2,5 zed/Zug=1 Xi/Bern=2 Cy=3 Di/Zug=2,4,5 Ed/arles=1,3',
            [1, 2],
          ),
          'drawn tables': drawnData(random, names, 18, 5, 70),
          'large tables': drawnData(random, names, 100, 8, 600),
        }),
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Matching sets: 36 combinations of relation, links and result. */
export const sqlMatchingSets: StudyFamily = { ...FAMILY, variants: 12, build: variant };
