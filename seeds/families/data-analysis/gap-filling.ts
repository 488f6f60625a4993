/** Task family: gaps in measurement series (by day, month or hour; four ways to fill, limits, marks), as files. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Files } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { csvText, parseTable } from '../csv.ts';
import { filesProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { GAP_DIALS, type GapNames, posting } from './gap-filling.posting.ts';
import { byCells, byGaps, type GapSettings, wrong } from './gap-filling.programs.ts';

const FAMILY = { name: 'gap-filling', category: 'data_analysis' } as const;

const PLACES = [
  ['a small weather station', 'temperature'],
  ['three beehives with scales', 'weight_kg'],
  ['the water meter of an allotment garden', 'litres'],
  ['a greenhouse', 'humidity'],
  ['a solar roof', 'kwh'],
] as const;

/** The label of step `number`, counted from the start of 1970. */
function labelOf(step: GapSettings['step'], number: number): string {
  if (step === 'month') return new Date(Date.UTC(1970, number, 1)).toISOString().slice(0, 7);
  const iso = new Date(number * (step === 'day' ? 86_400_000 : 3_600_000)).toISOString();
  return step === 'day' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

function numberOf(step: GapSettings['step'], label: string): number {
  if (step === 'month') return (Number(label.slice(0, 4)) - 1970) * 12 + Number(label.slice(5)) - 1;
  const moment = Date.parse(step === 'day' ? label : `${label.replace(' ', 'T')}:00Z`);
  return moment / (step === 'day' ? 86_400_000 : 3_600_000);
}

/** Asks for each missing step how far the readings on both sides are. */
function filled({ method, step, limit, marks }: GapSettings, names: GapNames, files: Files): Files {
  const rows = parseTable(files['readings.csv'] ?? '').map((row) => ({
    at: numberOf(step, row[names.time] ?? ''),
    text: row[names.value] ?? '',
  }));
  const readings = new Map(rows.filter(({ text }) => text !== '').map(({ at, text }) => [at, Number(text)]));
  const from = Math.min(...rows.map(({ at }) => at));
  const until = Math.max(...rows.map(({ at }) => at));
  const guess = (at: number): number | null => {
    let back = 1;
    while (at - back >= from && !readings.has(at - back)) back += 1;
    let ahead = 1;
    while (at + ahead <= until && !readings.has(at + ahead)) ahead += 1;
    if (limit === 'short gaps' && back + ahead - 1 > names.limit) return null;
    if (limit === 'first steps' && back > names.limit) return null;
    const before = readings.get(at - back) ?? null;
    const after = readings.get(at + ahead) ?? null;
    if (method === 'carry') return before;
    if (method === 'following') return after;
    if (method === 'linear') {
      return before === null || after === null ? null : (before * ahead + after * back) / (back + ahead);
    }
    return after === null || (before !== null && back <= ahead) ? before : after;
  };
  const lines: (string | number)[][] = [];
  for (let at = from; at <= until; at += 1) {
    const reading = readings.get(at);
    const value = reading ?? guess(at);
    const source = reading !== undefined ? 'read' : value === null ? 'none' : 'filled';
    lines.push([labelOf(step, at), value ?? '', ...(marks === 'marked' ? [source] : [])]);
  }
  const header = [names.time, names.value, ...(marks === 'marked' ? [names.source] : [])];
  return { 'filled.csv': csvText([header, ...lines]) };
}

/** Values by step from `start`: a number is a reading, null an empty cell, undefined a missing line. */
type Series = readonly (number | null | undefined)[];

function inputOf(step: GapSettings['step'], start: number, series: Series): [string, string][] {
  return series.flatMap((value, at): [string, string][] =>
    value === undefined ? [] : [[labelOf(step, start + at), value === null ? '' : String(value)]],
  );
}

function drawnSeries(random: Chance, count: number): Series {
  const series: (number | null | undefined)[] = [];
  while (series.length < count) {
    for (let run = random.below(5); run >= 0; run -= 1) series.push((random.below(20_000) - 3_000) / 100);
    const gap = random.pick([null, undefined]);
    for (let run = random.below(7); run > 0; run -= 1) series.push(gap);
  }
  return [4.5, ...series.slice(0, count), null];
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(GAP_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [place, value] = random.pick(PLACES);
  const { step } = settings;
  const names: GapNames = {
    place,
    time: { day: 'date', month: 'month', hour: 'time' }[step],
    value,
    source: random.pick(['source', 'origin', 'kind']),
    limit: 2 + random.below(2),
  };
  const year = numberOf(step, step === 'month' ? '2023-12' : step === 'day' ? '2024-02-27' : '2023-12-31 21:00');
  const write = (rows: readonly (readonly string[])[]): Files => ({
    'readings.csv': csvText([[names.time, names.value], ...rows]),
  });
  const series = (...values: Series): Files => write(inputOf(step, year, values));
  const missing = (length: number): undefined[] => Array.from({ length }, () => undefined);
  const drawn = (count: number): Files =>
    write(random.shuffle(inputOf(step, year - random.below(500), drawnSeries(random, count))));
  const [a, b, c] = inputOf(step, year, [7, 1.5, 4]);
  const { first, second } = inTurn('abbbaaabbabb', index, [
    { how: 'Numbers the steps and fills gap after gap.', program: byGaps(settings, names) },
    { how: 'Walks from label to label and looks at the readings on both sides.', program: byCells(settings, names) },
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          'Fill the gaps in our readings',
          `Python script: complete a series by ${step} with missing values`,
          `Missing ${step}s in ${names.value} data`,
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Data Cleansing', 'Time Series Analysis'],
      estimatedMinutes: 40 + (settings.limit === 'none' ? 0 : 15) + (step === 'day' ? 0 : 10),
    },
    (offer) =>
      filesProject(PYTHON, offer, {
        answer: (files) => filled(settings, names, files),
        comparator: { kind: 'table', columns: { [names.value]: 'number' }, absolute: 1e-6, rowsOrdered: true },
        visible: { 'a short series': series(2, 3.5, null, 5), 'no gap': series(1, 2, 3) },
        hidden: {
          'header only': write([]),
          'one line': series(12.25),
          'a gap': series(10, undefined, null, 4, 5, null, 8),
          'a draw': series(1, undefined, 9, null, null, null, 20),
          'missing lines': series(3, undefined, undefined, 9, undefined, 1),
          'empty at both ends': series(null, undefined, 6, null, 8, undefined, null),
          'over a border': series(5, null, undefined, 11, undefined, 6, 7),
          'unordered and repeated': write(
            [c, a, b, [a?.[0] ?? '', ''], [c?.[0] ?? '', '40'], [labelOf(step, year + 6), '']].map((row) => row ?? []),
          ),
          ...(settings.limit !== 'none' && {
            'as long as the limit': series(2, ...missing(names.limit), 20, 21),
            'longer than the limit': series(2, ...missing(names.limit + 1), 20, ...missing(names.limit + 3), 5, 6),
          }),
          'drawn readings': drawn(40),
          'large series': drawn(700),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Gap filling: 72 combinations of method, step, limit and marks. */
export const gapFilling: StudyFamily = { ...FAMILY, variants: 12, build: variant };
