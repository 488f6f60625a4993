/** Task family: configuration files of several dialects: read into flat paths, looked up, or laid over each other. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Files } from '../../../server/protocol/arena/acceptance.ts';
import { filesProject, lines, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram } from './config-dialects.alternatives.ts';
import { referenceProgram } from './config-dialects.programs.ts';
import { DIALECTS, DIALS, type Dialect, USES, type Use } from './config-dialects-texts.ts';

type Settings = Map<string, string>;

/** The settings in order, or the number of the first bad line. */
function parsed(text: string, dialect: Dialect): Settings | number {
  const settings: Settings = new Map();
  const rows = text.split('\n').slice(0, -1);
  let section = '';
  const names: string[] = [];
  let held = '';
  let openBlock = false;
  for (const [at, raw] of rows.entries()) {
    const row = raw.trimEnd();
    if (dialect === 'indented') {
      if (/^ *(?:#.*)?$/.test(row)) continue;
      const found = /^((?: {2})*)([a-z0-9_]+):(?: (.*))?$/.exec(row);
      const depth = (found?.[1] ?? '').length / 2;
      if (found === null || depth > names.length || (depth === names.length && names.length > 0 && !openBlock))
        return at + 1;
      names.length = depth;
      names.push(found[2] ?? '');
      openBlock = (found[3] ?? '') === '';
      if (settings.has(names.join('.'))) return at + 1;
      settings.set(names.join('.'), found[3] ?? '');
      continue;
    }
    if (dialect === 'typed') {
      if (/^(?:#.*)?$/.test(row)) continue;
      const table = /^\[([a-z0-9_]+(?:\.[a-z0-9_]+)*)\]$/.exec(row);
      const pair = /^([a-z0-9_]+) = (?:"((?:[^"\\]|\\["\\n])*)"|(true|false)|(0|-?[1-9][0-9]*))$/.exec(row);
      if (table !== null) {
        section = `${table[1]}.`;
        continue;
      }
      const path = section + (pair?.[1] ?? '');
      if (pair === null || settings.has(path)) return at + 1;
      const text = pair[2]?.replace(/\\(.)/g, (_, sign) => (sign === 'n' ? '|' : sign));
      settings.set(path, text ?? pair[3] ?? pair[4] ?? '');
      continue;
    }
    if (dialect === 'sections') {
      const body = row.trim();
      if (/^[;#]/.test(body) || body === '') continue;
      const heading = /^\[([A-Za-z0-9_ ]+)\]$/.exec(body);
      const equals = body.indexOf('=');
      if (heading !== null) section = `${(heading[1] ?? '').trim().toLowerCase()}.`;
      else if (equals <= 0 || !/^[A-Za-z0-9_]+$/.test(body.slice(0, equals).trim())) return at + 1;
      else
        settings.set(
          section + body.slice(0, equals).trim().toLowerCase(),
          (body.slice(equals + 1).split(' ;')[0] ?? '').trim(),
        );
      continue;
    }
    const body = held + row.trimStart();
    if (held === '' && /^(?:[#!].*)?$/.test(body)) continue;
    if (body.endsWith('\\')) {
      held = body.slice(0, -1);
      if (at < rows.length - 1) continue;
      return at + 1;
    }
    held = '';
    const found = /^([A-Za-z0-9_.]+) *(?:[=:]| ) *(.*)$/.exec(body);
    if (found === null) return at + 1;
    settings.set(found[1] ?? '', found[2] ?? '');
  }
  return settings;
}

const byPath = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);

function answer(dialect: Dialect, use: Use, files: Files): Files {
  const main = parsed(files['base.conf'] ?? '', dialect);
  const bad = (name: string, line: number): Files => ({ 'out.txt': `${name}: error in line ${line}\n` });
  if (typeof main === 'number') return bad('base.conf', main);
  if (use === 'list')
    return {
      'out.txt': lines(
        ...[...main].toSorted(byPath).map(([path, value]) => `${path}=${value}`),
        `${main.size} settings`,
      ),
    };
  if (use === 'lookup') {
    const wanted = (files['paths.txt'] ?? '').split('\n').slice(0, -1);
    return {
      'out.txt': lines(
        ...wanted.map((path) => {
          const below = [...main.keys()].filter((name) => name.startsWith(`${path}.`)).length;
          return main.has(path)
            ? `${path}: ${main.get(path)}`
            : below > 0
              ? `${path}: group of ${below}`
              : `${path}: missing`;
        }),
      ),
    };
  }
  const local = parsed(files['local.conf'] ?? '', dialect);
  if (typeof local === 'number') return bad('local.conf', local);
  const merged = [...new Map([...main, ...local])].toSorted(byPath);
  const mark = (path: string, value: string): string =>
    !main.has(path) ? '+' : local.has(path) && main.get(path) !== value ? '*' : ' ';
  return { 'out.txt': lines(...merged.map(([path, value]) => `${mark(path, value)}${path}=${value}`)) };
}

function drawnText(random: Chance, dialect: Dialect, count: number, faults: boolean): string {
  const { stock, broken } = DIALECTS[dialect];
  const rows: string[] = [];
  const bad = faults ? random.below(count * 2) : -1;
  for (let at = 0; at < count; at += 1) {
    const unique = random.pick([at, at, at % 7]);
    rows.push(
      ...(at === bad
        ? [random.pick(broken)]
        : random
            .pick(stock)
            .map((row) => row.replaceAll('N', String(dialect === 'indented' || dialect === 'typed' ? at : unique)))),
    );
  }
  return lines(...rows);
}

function rules(dialect: Dialect, use: Use, random: Chance): Rule<Files>[] {
  const { told, stock, broken, samples, slips } = DIALECTS[dialect];
  const rows = (n: number): string[] => stock.flatMap((block) => block.map((row) => row.replaceAll('N', String(n))));
  const wanted = [...DIALECTS[dialect].paths, 'nothing.here', 'top', ''];
  const files = (base: string, local: string): Files => {
    if (use === 'list') return { 'base.conf': base };
    return use === 'lookup'
      ? { 'base.conf': base, 'paths.txt': lines(...wanted) }
      : { 'base.conf': base, 'local.conf': local };
  };
  const sampleCases = samples.map(
    (sample, at) =>
      [`written so ${at + 1}`, files(lines(...sample), lines(...(samples[(at + 1) % samples.length] ?? [])))] as const,
  );
  return [
    {
      told,
      cases: {
        ...Object.fromEntries(sampleCases),
        'all forms': files(lines(...rows(1)), lines(...rows(2))),
        ...Object.fromEntries(
          broken.map((row, at) => [
            `wrong line ${at + 1}`,
            files(lines(...rows(3).slice(0, 2), row), lines(...rows(4))),
          ]),
        ),
      },
      slips,
    },
    {
      told: USES[use].told,
      cases: {
        'empty file': files('', ''),
        'wrong in the second file': files(lines(...rows(5)), lines(...rows(6).slice(0, 1), broken[0] ?? '')),
        'equal files': files(lines(...rows(7)), lines(...rows(7))),
        drawn: files(drawnText(random, dialect, 8, false), drawnText(random, dialect, 8, false)),
        'drawn, perhaps wrong': files(drawnText(random, dialect, 12, true), drawnText(random, dialect, 5, true)),
        'long file': files(drawnText(random, dialect, 200, false), drawnText(random, dialect, 150, false)),
      },
      slips: USES[use].slips,
    },
  ];
}

export const configDialects: StudyFamily = {
  name: 'config-dialects',
  category: 'parsing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'config-dialects', index);
    const { dialect, use } = settingsOf(DIALS, index);
    const { title, plain, minutes } = DIALECTS[dialect];
    const product = random.pick(['Heron', 'Basalt', 'Quillon', 'Marlow', 'Tidepool']);
    const inputs = { list: 'base.conf', lookup: 'base.conf and paths.txt', layers: 'base.conf and local.conf' }[use];
    const sample = (n: number): Files => {
      const base = lines(...plain.map((row) => row.replaceAll('N', String(n))));
      if (use === 'list') return { 'base.conf': base };
      return use === 'lookup'
        ? { 'base.conf': base, 'paths.txt': lines(...DIALECTS[dialect].paths.slice(0, 2)) }
        : {
            'base.conf': base,
            'local.conf': lines(...plain.slice(0, -1).map((row) => row.replaceAll('N', String(n)))),
          };
    };
    return ruledProject<Files>(
      {
        family: configDialects,
        index,
        seed,
        title: `${USES[use].title} (${title})`,
        opening: [
          `Python program solution.py for the settings of ${product}. It reads ${inputs} from its folder and writes out.txt there.`,
          `Our product ${product} has its own kind of settings files and we need a small Python program, solution.py. It is started in a folder with ${inputs} and leaves a file out.txt there.`,
          `solution.py (Python 3) processes configuration files of ${product}: it reads ${inputs} in the working directory and writes out.txt.`,
        ],
        rules: rules(dialect, use, random),
        closing: [
          'Files are ASCII, every line ends with "\\n". White space at line ends is dropped first. Standard library only.',
          'All files are plain ASCII with a line end after each line; blanks at the end of a line are to be forgotten before anything else. No packages, please.',
          'Files are ASCII; every line is terminated by "\\n". Trailing white space of lines is removed in advance. Third-party packages are not permitted.',
        ],
        skills: ['Python', 'Parsing', 'Configuration'],
        estimatedMinutes: minutes + USES[use].minutes,
        visible: { 'a small file': sample(1), 'another small file': sample(2) },
        reference: referenceProgram(dialect, use),
        alternative: {
          how: 'Splits lines with string methods in place of regular expressions, and keeps settings in a sorted list.',
          program: alternativeProgram(dialect, use),
        },
      },
      (posting, parts) => filesProject(PYTHON, posting, { ...parts, answer: (files) => answer(dialect, use, files) }),
    );
  },
};
