/** Task family: two versions of a text compared line by line: which lines are the same, and how the changes are shown. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { divideHalfUp } from '../exact-number.ts';
import { PYTHON, stdioProject, lines as textOf } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram } from './text-diff.alternatives.ts';
import { alignmentEdits, referenceProgram } from './text-diff.programs.ts';
import { ALIGNMENT, DIALS, SHOWN, type Shown, UNITS, type Unit } from './text-diff-texts.ts';

interface Line {
  readonly number: number;
  readonly text: string;
  readonly key: string;
}

function linesOf(text: string, unit: Unit): Line[] {
  const raw = text
    .split('\n')
    .slice(0, -1)
    .map((line, at) => ({ number: at + 1, text: line }));
  if (unit === 'joined') {
    const found: { number: number; text: string }[] = [];
    let open = false;
    for (const { number, text: line } of raw) {
      const last = found.at(-1);
      const body = line.replace(/\\$/, '');
      if (open && last !== undefined) last.text += body.trimStart();
      else found.push({ number, text: body });
      open = body !== line;
    }
    return found.map((line) => ({ ...line, key: line.text.trimEnd() }));
  }
  if (unit === 'loose') {
    return raw
      .map((line) => ({ ...line, key: line.text.toLowerCase().replace(/[^a-z0-9]/g, '') }))
      .filter(({ key }) => key !== '');
  }
  return raw
    .filter(({ text: line }) => !/^ *#/.test(line))
    .map((line) => ({ ...line, key: line.text.replace(/\S*\d\S*/g, '0') }));
}

interface Hunk {
  readonly removed: Line[];
  readonly added: Line[];
}

type Part = Hunk | { readonly old: Line; readonly kept: Line };

/** Walks from the start; where lines differ, the table of common lengths of the rests decides. */
function partsOf(old: readonly Line[], fresh: readonly Line[]): Part[] {
  const width = fresh.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const same = old[i]?.key === fresh[j]?.key;
      common[i * width + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: Part[] = [];
  const hunk = (): Hunk => {
    const last = parts.at(-1);
    if (last !== undefined && 'added' in last) return last;
    const opened = { removed: [], added: [] };
    parts.push(opened);
    return opened;
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [before, after] = [old[i], fresh[j]];
    if (before !== undefined && after !== undefined && before.key === after.key) {
      parts.push({ old: before, kept: after });
      [i, j] = [i + 1, j + 1];
    } else if (before !== undefined && (after === undefined || at(i + 1, j) >= at(i, j + 1))) {
      hunk().removed.push(before);
      i += 1;
    } else if (after !== undefined) {
      hunk().added.push(after);
      j += 1;
    }
  }
  return parts;
}

function numbers(lines: readonly Line[]): string {
  const [first, last] = [lines[0]?.number, lines.at(-1)?.number];
  return first === last ? `${first}` : `${first}-${last}`;
}

function shownPart(part: Part, shown: Shown): string[] {
  if (shown === 'commands') {
    if ('kept' in part) return [];
    const { removed, added } = part;
    if (added.length === 0) return [`delete ${numbers(removed)}`];
    if (removed.length === 0) return [`insert ${numbers(added)}`];
    return [`change ${numbers(removed)} to ${numbers(added)}`];
  }
  if (shown === 'marked') {
    if ('kept' in part) return [`= ${part.kept.text}`];
    return [...part.removed.map(({ text }) => `- ${text}`), ...part.added.map(({ text }) => `+ ${text}`)];
  }
  if ('kept' in part) return [];
  return Array.from({ length: Math.max(part.removed.length, part.added.length) }, (_, at) => {
    const [before, after] = [part.removed[at], part.added[at]];
    const left = before === undefined ? '' : `${before.number}: ${before.text}`;
    return `${left} => ${after === undefined ? '' : `${after.number}: ${after.text}`}`.trim();
  });
}

function answer(stdin: string, shown: Shown, unit: Unit): string {
  const cut = `\n${stdin}`.indexOf('\n=====\n');
  const [old, fresh] = [linesOf(stdin.slice(0, cut), unit), linesOf(stdin.slice(cut + 6), unit)];
  const parts = partsOf(old, fresh);
  if (shown !== 'summary') return textOf(...parts.flatMap((part) => shownPart(part, shown)));
  let [best, run, start, from]: [number, number, number, number] = [0, 0, 0, 0];
  for (const part of parts) {
    if ('added' in part) {
      run = 0;
      continue;
    }
    if (run === 0) from = part.old.number;
    run += 1;
    if (run > best) [best, start] = [run, from];
  }
  const kept = parts.filter((part) => 'kept' in part).length;
  const all = old.length + fresh.length;
  const tenths = all === 0 ? 1000 : divideHalfUp(2000 * kept, all);
  return textOf(
    `kept ${kept}`,
    `removed ${old.length - kept}`,
    `added ${fresh.length - kept}`,
    `similarity ${Math.floor(tenths / 10)}.${tenths % 10}%`,
    best === 0 ? 'longest none' : `longest ${best} from ${start}`,
  );
}

const both = (old: readonly string[], fresh: readonly string[]): string => textOf(...old, '=====', ...fresh);

function drawnPair(random: Chance, unit: Unit, count: number): string {
  const stock = UNITS[unit].stock;
  const old = Array.from({ length: count }, () => random.pick(stock));
  const fresh = old.flatMap((line) =>
    random.pick([[line], [line], [line], [], [random.pick(stock), line], [random.pick(stock)]]),
  );
  return both(old, fresh);
}

function rules(shown: Shown, unit: Unit, random: Chance): Rule<string>[] {
  const { told, edges, slips, stock } = UNITS[unit];
  const [a = '', b = '', c = '', d = ''] = stock;
  const [tie = ['', ''], longer = ['', '']] = alignmentEdits(shown, unit);
  const cases = Object.entries(edges).map(([name, [old, fresh]]) => [name, both(old, fresh)] as const);
  return [
    { told, cases: Object.fromEntries(cases), slips },
    {
      told: ALIGNMENT,
      cases: {
        swapped: both([a, b, c], [b, a, c]),
        'several ways': both([a, b, c, a, b, b, a], [c, b, a, b, a, c]),
        drawn: drawnPair(random, unit, 14),
        'long text': drawnPair(random, unit, 130),
      },
      slips: [
        ['adds-first', 'At equal lengths the line counts as removed.', ...tie],
        ['greedy', 'As many lines as possible are kept.', ...longer],
      ],
    },
    {
      told: SHOWN[shown].told,
      cases: {
        'nothing in common': both([a, b], [c, d, c]),
        'old text empty': both([], [a, b]),
        'new text empty': both([a, b, c], []),
        'both empty': both([], []),
        'no change': both([a, b, a], [a, b, a]),
        'several changes': both([a, b, c, d, a, b], [c, b, d, d, a, c, c, b, a, a]),
      },
      slips: SHOWN[shown].slips,
    },
  ];
}

export const textDiff: StudyFamily = {
  name: 'text-diff',
  category: 'text_processing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'text-diff', index);
    const { shown, unit } = settingsOf(DIALS, index);
    const [a = '', b = '', c = '', d = ''] = UNITS[unit].stock;
    const office = random.pick(['translation agency', 'town archive', 'print shop', 'hosting team', 'choir']);
    return ruledProject<string>(
      {
        family: textDiff,
        index,
        seed,
        title: `${SHOWN[shown].title} ${UNITS[unit].title}`,
        opening: [
          'stdin -> stdout, Python, solution.py. Input: the old text, a line "=====", the new text (the first such line separates). Every line ends with "\\n"; either text may have no lines.',
          `Dear freelancers, our ${office} wants to see at a glance what has changed between two versions of a text. I imagine a Python program solution.py which gets both on standard input, first the old one, then a line that consists of five equals signs (only the first such line separates), then the new one, and prints its findings. A text can also have no lines at all. All lines end with a line end.`,
          'The program solution.py (Python 3) reads from standard input the lines of the old text, one line "=====" (its first occurrence), and the lines of the new text, each terminated by "\\n", and writes the result to standard output. Either text may be empty.',
        ],
        rules: rules(shown, unit, random),
        closing: [
          'White space differences in the output are not judged (runs count as one blank). Texts: ASCII, up to 200 lines. Only the standard library; a result of no lines is fine.',
          'The texts have at most 200 lines, plain ASCII. I will not be picky about the number of blanks in the output. If there is nothing to print, print nothing.',
          'Each text has no more than 200 lines, in ASCII. Runs of white space in the output are compared as a single space. The output may be empty where nothing is to be reported.',
        ],
        skills: ['Python', 'Algorithms', 'Text Processing'],
        estimatedMinutes: SHOWN[shown].minutes + (unit === 'joined' ? 30 : 10),
        visible: {
          'one line more': both([a, b, c], [a, b, d, c]),
          'one line less': both([d, a, b], [a, b]),
        },
        reference: referenceProgram(shown, unit),
        alternative: {
          how: 'Steps over the common beginning, then keeps the lengths of common rests in a dictionary from the end.',
          program: alternativeProgram(shown, unit),
        },
      },
      (posting, parts) => stdioProject(PYTHON, posting, { ...parts, answer: (stdin) => answer(stdin, shown, unit) }),
    );
  },
};
