/** Task family: survey tabulation (counts and percentages of one question, with weights, several choices, silence, code books). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { parseTable } from '../csv.ts';
import { decimalText, divideHalfUp } from '../exact-number.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import { type Piece, type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { tellerOf } from '../study-parts.ts';
import { counted, type SurveySettings, tallied, wrong } from './survey-tabulation.programs.ts';

const FAMILY = { name: 'survey-tabulation', category: 'data_analysis' } as const;

export const SURVEY_DIALS = {
  order: ['count', 'codebook', 'name'],
  choices: ['one', 'several'],
  weights: ['equal', 'weighted'],
  missing: ['own line', 'left out'],
} as const;

export interface SurveyNames {
  readonly topic: string;
  readonly id: string;
  readonly answer: string;
  readonly weight: string;
  readonly options: readonly string[];
}

const TOPICS = [
  ['a library', 'reader', 'opening_hours', 'Early morning|Noon|Afternoon|Evening|Weekend only'],
  ['a canteen', 'guest', 'favourite_dish', 'Soup|Curry|Pasta|Salad bar|Pancakes|Fish'],
  ['a cycling club', 'member', 'route_wanted', 'River|Old railway|Hills|Coast road'],
  ['a housing association', 'flat', 'repair_first', 'Lift|Roof|Windows|Bicycle shed|Heating'],
  ['a language school', 'pupil', 'reason', 'Work|Travel|Family|Exam|Just for fun'],
] as const;

const WEIGHTS = ['weight', 'seats', 'persons', 'factor'] as const;

/** Counts mentions per label first, then adds the lines that the settings ask for. */
function tabulate({ choices, weights, missing, order }: SurveySettings, names: SurveyNames, stdin: string): string {
  const cut = order === 'codebook' ? stdin.indexOf('\n') + 1 : 0;
  const options = stdin.slice(0, cut).trim().split('|');
  const people = parseTable(stdin.slice(cut)).map((row) => ({
    weight: weights === 'equal' ? 1 : Number(row[names.weight] || '1'),
    picks: new Set(
      (choices === 'one' ? [row[names.answer] ?? ''] : (row[names.answer] ?? '').split(';'))
        .map((text) => text.trim())
        .filter((text) => text !== ''),
    ),
  }));
  const weightOf = (keep: (picks: Set<string>) => boolean): number =>
    people.reduce((sum, { weight, picks }) => sum + (keep(picks) ? weight : 0), 0);
  const base = weightOf((picks) => missing === 'own line' || picks.size > 0);
  const found = [...new Set(people.flatMap(({ picks }) => [...picks]))].toSorted();
  const table = (order === 'codebook' ? options : found).map((label): [string, number] => [
    label,
    weightOf((picks) => picks.has(label)),
  ]);
  if (order === 'count') table.sort((a, b) => b[1] - a[1]);
  const strangers = found.filter((label) => !options.includes(label));
  if (order === 'codebook' && strangers.length > 0) {
    table.push(['(other)', strangers.reduce((sum, label) => sum + weightOf((picks) => picks.has(label)), 0)]);
  }
  if (missing === 'own line') table.push(['(no answer)', weightOf((picks) => picks.size === 0)]);
  const written = table.map(([label, total]) => {
    const tenths = base === 0 ? 0 : divideHalfUp(1000 * total, base);
    return `${label},${total},${decimalText(tenths, 1)}`;
  });
  return lines(`${names.answer},count,percent`, ...written, `(base),${base},`);
}

function posting({ order, choices, weights, missing }: SurveySettings, names: SurveyNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { topic, id, answer, weight } = names;
  const columns = weights === 'equal' ? `${id},${answer}` : `${id},${answer},${weight}`;
  return [
    tell.say(
      `Tabulate one question of a survey.\n\nProgram: solution.py (Python 3, standard library). CSV on standard input with the header ${columns}; result on standard output. Cells hold no commas and no quotes.\n`,
      `Hi, I help ${topic} with a survey and so far I count the answers by hand in a spreadsheet, never again! Please write me a little Python script, solution.py, that I feed the export on standard input; it prints the table that I paste in the report. The export is a plain CSV file whose first line of the table reads ${columns}, and nobody can type a comma or a quote, the form does not let them.`,
      `Forwarded from the office of ${topic}:\n> We need the script solution.py (Python without extra packages). In: export of the form on stdin, CSV with columns ${columns}, never a comma or quote inside of a cell. Out: stdout.\n`,
    ),
    tell.need(
      [
        `Output is CSV: the header ${answer},count,percent, one line per answer, and last the line "(base),N," where N is the base (its percent is empty).`,
        `It should print a header ${answer},count,percent and then a line for each answer; the very last line is (base), the base, and an empty percent, like "(base),12,".`,
        `Print CSV. Header: ${answer},count,percent. Below it the answers. At the end a line (base) with the base as its count and nothing as its percent, for example (base),12,`,
      ],
      'few people',
      'drawn answers',
      'large survey',
    ),
    tell.need(
      [
        `Percent = count / base x 100 with exactly one decimal, halves rounded up (6.25 becomes 6.3); 0.0 where the base is 0. Nobody in the file: that is a table, too.`,
        `The percentage is the count out of the base, one decimal always, and an exact half goes up, so one in sixteen is 6.3. With an empty list of people the base is 0, and every percentage that is printed is 0.0.`,
        `Percentages refer to the base. One digit after the point, half rounds up: 6.25 is shown as 6.3. If the base is 0, show 0.0. A file with the header line only must work.`,
      ],
      'one in sixteen',
      'nobody',
    ),
    choices === 'one'
      ? tell.need(
          [
            `Everyone gives one answer. Blanks before and after it do not count; capitals do ("tea" and "Tea" differ).`,
            `There is one answer for each person, and people leave stray blanks around it that you should drop, but please leave the capital letters alone: Tea and tea stay two answers.`,
            `One answer each. Strip blanks at both ends, keep upper and lower case apart.`,
          ],
          'blanks and capitals',
        )
      : tell.need(
          [
            `A cell may hold several answers, separated by semicolons. Blanks around each do not count, empty parts are ignored, and an answer that the same person names twice counts once. Capitals matter. Percentages may add up to more than 100.`,
            `People could tick as many answers as they liked; the export glues them together with semicolons, with or without a blank beside it and now and then with nothing between two of them. If somebody has the same one twice, that is a single vote. Upper and lower case are different answers, and it is all right that the percentages exceed 100 together.`,
            `Several answers are possible, split the cell at ";". Strip each part, skip empty parts, count repeated parts of one cell one time only. Case-sensitive. The base stays the people, not the ticks.`,
          ],
          'blanks and capitals',
          'named twice',
        ),
    weights === 'equal'
      ? tell.say(
          `\n- Every line of the table is one person with one vote.`,
          'Each line counts the same.',
          `\nEvery row is one vote.`,
        )
      : tell.need(
          [
            `Counts and base are sums of the column ${weight} (whole number from 0 to 1000) instead of numbers of lines. An empty ${weight} means 1.`,
            `Not all lines weigh the same: wherever I wrote count or base, add up the column ${weight}, which holds whole numbers between 0 and 1000. Some are blank, take 1 for these.`,
            `Weighting: a row counts as many times as ${weight} says (integer, 0 to 1000; if the cell is empty, once). This goes for all counts and for the base.`,
          ],
          'weights',
        ),
    missing === 'own line'
      ? tell.need(
          [
            `Who gave no answer (empty or blank cell) belongs to the base and is shown as "(no answer)", directly before the base, even if its count is 0.`,
            `Somebody who left the question blank is still part of the base, and I want to see them: the line before the base is always (no answer), also when it is zero.`,
            `Empty cells: they are in the base. Last but one line: (no answer) with their count and percent, always printed.`,
          ],
          'silent people',
          'everybody silent',
        )
      : tell.need(
          [
            `Who gave no answer (cell empty or only blanks) is left out: neither in a line nor in the base.`,
            `If the cell is blank the person did not take part as far as I am concerned, so ignore that line altogether, in the base as well.`,
            `Rows with an empty cell are to be skipped completely; the base is the people who answered something.`,
          ],
          'silent people',
          'everybody silent',
        ),
    order === 'count'
      ? tell.need(
          [
            'Sort the answers by count, highest first; equal counts alphabetically (by character code).',
            'Most frequent answer on top please, and where two have the same count sort them by their text, plain code order.',
            'Order: descending by count, then ascending by answer (plain string comparison).',
          ],
          'equal counts',
        )
      : order === 'name'
        ? tell.need(
            [
              'Sort the answers by their text, in order of character codes, whatever their counts.',
              'Keep the answers in order of their text (plain code order, so capitals come before small letters), I look them up by name.',
              'Order: ascending by answer, plain string comparison, independent of counts.',
            ],
            'equal counts',
          )
        : tell.need(
            [
              'Before the CSV header, the input has one line with the options in the order of the questionnaire, separated by "|". Show every option in this order, also those that nobody chose. All other answers are summed up as "(other)", behind the options; without such answers there is no such line.',
              'The very first line of the input, above the CSV, lists the options of the questionnaire with | between them. My table should follow that list, including options that got zero. Things that people typed in themselves go together in one line (other) after the listed options, adding up all their counts, and if there are none leave the line away.',
              'Line 1 of stdin is the code book: options separated by |, the CSV begins on line 2. List all options in that order (zero too). Answers outside the code book: one line (other) following the options, the sum of their counts, only if there is any such answer.',
            ],
            'equal counts',
            'few people',
          ),
    tell.say(
      '',
      'Thank you, it saves me an evening a month.',
      '\n> Please bid with a short note how you test such scripts.',
    ),
  ];
}

type Person = readonly [answer: string, weight: number | ''];

function surveyInput(settings: SurveySettings, names: SurveyNames, people: readonly Person[]): string {
  const weighted = settings.weights === 'weighted';
  const rows = people.map(([answer, weight], at) => `${at + 1},${answer}${weighted ? `,${weight}` : ''}`);
  const header = `${names.id},${names.answer}${weighted ? `,${names.weight}` : ''}`;
  return lines(...(settings.order === 'codebook' ? [names.options.join('|')] : []), header, ...rows);
}

function drawnPeople(random: Chance, settings: SurveySettings, names: SurveyNames, count: number): Person[] {
  const pool = [...names.options.slice(1), 'Something else', names.options[1]?.toUpperCase() ?? ''];
  return Array.from({ length: count }, (): Person => {
    const picks = Array.from({ length: settings.choices === 'one' ? 1 : random.below(4) }, () => random.pick(pool));
    const answer = random.below(8) === 0 ? random.pick(['', '  ']) : picks.join(random.pick([';', '; ', ' ;;']));
    return [answer, random.below(9) === 0 ? '' : random.below(40)];
  });
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(SURVEY_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [topic, id, answer, options] = random.pick(TOPICS);
  const names: SurveyNames = {
    topic,
    id,
    answer,
    weight: random.pick(WEIGHTS),
    options: random.shuffle(options.split('|')),
  };
  const [a = '', b = '', c = '', d = ''] = names.options;
  const input = (...people: Person[]): string => surveyInput(settings, names, people);
  const join = settings.choices === 'one' ? a : `${a};${b}`;
  const weighted = settings.weights === 'weighted';
  const programs = { tallied: tallied(settings, names), counted: counted(settings, names) };
  const drawn = (count: number): string => surveyInput(settings, names, drawnPeople(random, settings, names, count));
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          'Tabulate a survey question from a CSV export',
          'Script that counts survey answers and percentages',
          'Survey results table in Python',
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Data Analysis', 'Statistics'],
      estimatedMinutes: 30 + (settings.order === 'codebook' ? 10 : 0) + (settings.choices === 'several' ? 10 : 0),
    },
    (offer) =>
      stdioProject(PYTHON, offer, {
        answer: (stdin) => tabulate(settings, names, stdin),
        visible: {
          'few people': input([a, 1], [b, 2], [join, 1], ['', 1], [b, 2], [a, 3]),
          'one answer': input([c, 4]),
        },
        hidden: {
          nobody: input(),
          'one in sixteen': input([a, 1], ...Array.from({ length: 15 }, (): Person => [b, 1])),
          'blanks and capitals': input([` ${a} `, 1], [a, 1], [a.toLowerCase(), 1], [`${b}  `, 1]),
          ...(settings.choices === 'several' && { 'named twice': input([`${join}; ${a};`, 2], [b, 1], [c, 1]) }),
          ...(weighted && { weights: input([a, 0], [b, 1000], [c, ''], [d, 7], [a, 3]) }),
          'everybody silent': input(['', 1], [' ', 4]),
          'silent people': input([a, 5], ['', 2], ['   ', 1], [b, 1], ['', '']),
          'equal counts': input([d, 2], [c, 2], [b, 2], [a, 2], ['Zither', 5], [d, 3]),
          'drawn answers': drawn(40),
          'large survey': drawn(600),
        },
        reference: weighted ? programs.counted : programs.tallied,
        wrong: wrong(settings, names),
      }),
    weighted
      ? { how: 'Reads with csv, tallies in a dictionary and rounds whole numbers.', program: programs.tallied }
      : { how: 'Reads without csv, tallies in a Counter and rounds decimals.', program: programs.counted },
  );
}

/** Survey tabulation: 24 combinations of order, choices, weights and silence. */
export const surveyTabulation: StudyFamily = { ...FAMILY, variants: 12, build: variant };
