/** Task family: patterns with repeats in them, written by several notations: expanded, counted, searched for runs. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './stitch-patterns.programs.ts';
import { DIALS, NOTATIONS, type Notation, VIEWS, type View } from './stitch-patterns-texts.ts';

type Arguments = [string[]];

/** Innermost groups are written out until none is left. */
function groupsOut(text: string, group: RegExp, single: RegExp, bodyFirst: boolean): string | null {
  let rest = text;
  for (;;) {
    const next = rest.replace(group, (whole, a = '', b = '') => {
      const [body, count] = bodyFirst ? [a, b] : [b, a];
      return body === '' || /[^a-z0-9]/.test(body) ? whole : (plain(body, single) ?? '!').repeat(Number(count || 1));
    });
    if (next === rest) return plain(rest, single);
    rest = next;
  }
}

/** Letters with counts, no groups. */
function plain(text: string, single: RegExp): string | null {
  const units = text.match(single) ?? [];
  if (units.join('') !== text) return null;
  return units.map((unit) => unit.replace(/\d/g, '').repeat(Number(unit.replace(/\D/g, '') || 1))).join('');
}

function linesOut(text: string): string | null {
  const stack: { times: number; body: string }[] = [{ times: 1, body: '' }];
  for (const line of text.split('\n')) {
    const repeat = /^repeat ([1-9]\d?)$/.exec(line);
    const top = stack.at(-1);
    if (repeat !== null) stack.push({ times: Number(repeat[1]), body: '' });
    else if (line === 'end') {
      const closed = stack.pop();
      const outer = stack.at(-1);
      if (closed === undefined || outer === undefined || closed.body === '') return null;
      outer.body += closed.body.repeat(closed.times);
    } else if (/^[a-z]+$/.test(line) && top !== undefined) top.body += line;
    else return null;
  }
  return stack.length === 1 ? (stack[0]?.body ?? null) : null;
}

function referencesOut(text: string): string | null {
  const items: string[] = [];
  for (const word of text.split(' ')) {
    const match = /^(?:([a-z]+)|#([1-9]\d?))(?:\*([1-9]\d?))?$/.exec(word);
    const body = match?.[1] ?? items[Number(match?.[2] ?? 0) - 1];
    if (match === null || body === undefined) return null;
    items.push(body.repeat(Number(match[3] ?? 1)));
  }
  return items.join('');
}

function expanded(text: string, notation: Notation): string | null {
  if (text === '') return null;
  if (notation === 'lines') return linesOut(text);
  if (notation === 'references') return referencesOut(text);
  if (notation === 'behind')
    return groupsOut(text, /\(([^()]*)\)([1-9]\d?(?!\d))?(?!\d)/g, /[a-z](?:[1-9]\d?)?/g, true);
  return groupsOut(text, /(?<!\d)([1-9]\d?)?\[([^[\]]*)\]/g, /(?:[1-9]\d?)?[a-z]/g, false);
}

function answer(notation: Notation, view: View, [texts]: Arguments): Json {
  return texts.map((text) => {
    const row = expanded(text, notation);
    if (row === null) return null;
    if (view === 'rows') return row.match(/.{1,20}/g) ?? [];
    if (view === 'counts') {
      const letters = [...new Set(row)].sort();
      const counted = letters.map((letter) => [letter, row.split(letter).length - 1] as const);
      return counted.toSorted((a, b) => b[1] - a[1]).map(([letter, count]) => [letter, count]);
    }
    const runs = [...row.matchAll(/(.)\1*/g)].map(([run, letter = '']) => ({ letter, size: run.length }));
    const most = Math.max(...runs.map(({ size }) => size));
    const first = runs.findIndex(({ size }) => size === most);
    return [
      runs[first]?.letter ?? '',
      most,
      runs.slice(0, first).reduce((sum, { size }) => sum + size, 0) + 1,
      runs.length,
    ];
  });
}

function drawnText(random: Chance, notation: Notation, depth: number): string {
  const letter = () => random.pick(['k', 'k', 'p', 'p', 'y', 's']);
  const count = () => random.pick(['', '2', '3', '4']);
  const letters = () => Array.from({ length: 1 + random.below(3) }, letter).join('');
  const parts = Array.from({ length: 1 + random.below(3) }, (_, at) => {
    const inner = depth > 0 && random.below(2) === 0 ? drawnText(random, notation, depth - 1) : '';
    if (notation === 'behind') return inner === '' ? letter() + count() : `(${inner})${count()}`;
    if (notation === 'front') return inner === '' ? count() + letter() : `${count()}[${inner}]`;
    if (notation === 'lines') return inner === '' ? letters() : `repeat ${1 + random.below(4)}\n${inner}\nend`;
    return (at > 0 && random.below(2) === 0 ? `#${1 + random.below(at)}` : letters()) + random.pick(['', '*2', '*3']);
  });
  const joined = parts.join(notation === 'lines' ? '\n' : notation === 'references' ? ' ' : '');
  return random.below(40) === 0 ? `${joined}0` : joined;
}

function rules(notation: Notation, view: View, random: Chance): Rule<Arguments>[] {
  const { told, good, bad, slips } = NOTATIONS[notation];
  const drawn = (count: number): string[] => Array.from({ length: count }, () => drawnText(random, notation, 2));
  return [
    {
      told,
      cases: {
        'well written': [[...good]],
        'badly written': [[...bad]],
        'well and badly written': [[...bad, ...good].toReversed()],
        'one at a time': [[good.at(-1) ?? '']],
      },
      slips,
    },
    {
      told: VIEWS[view].told,
      cases: {
        'no patterns': [[]],
        'many alike': [[...good, ...good]],
        drawn: [drawn(12)],
        'more drawn': [drawn(30)],
        'many patterns': [drawn(150)],
      },
      slips: VIEWS[view].slips,
    },
  ];
}

export const stitchPatterns: StudyFamily = {
  name: 'stitch-patterns',
  category: 'parsing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'stitch-patterns', index);
    const { notation, view } = settingsOf(DIALS, index);
    const { title, minutes, plain: simple } = NOTATIONS[notation];
    const entry = random.pick(VIEWS[view].entries);
    const craft = random.pick(['knitting', 'weaving', 'bead work', 'drum practice', 'embroidery']);
    return ruledProject<Arguments>(
      {
        family: stitchPatterns,
        index,
        seed,
        title: `${VIEWS[view].title} for ${craft} patterns (${title})`,
        opening: [
          `solution.py (Python): ${entry}(patterns) for ${craft}. List of strings in, list of results out, same order; None for a pattern that is wrong.`,
          `My ${craft} patterns are written in a short form, where every small letter is a step. Please write ${entry}(patterns) in Python, file solution.py: it takes a list of patterns and returns a list with one result for each, in order. If a pattern is not written by the rules the result is None.`,
          `solution.py shall define ${entry}(patterns), mapping a list of ${craft} patterns (strings) to the list of their results in order. The result for a pattern that violates the notation is None.`,
        ],
        rules: rules(notation, view, random),
        closing: [
          'No pattern has more than 50,000 steps written out. Standard library only.',
          'Written out, a pattern has fifty thousand steps at the very most. Nothing to install, please.',
          'An expanded pattern has at most 50,000 steps. Third-party packages are not available.',
        ],
        skills: ['Python', 'Parsing', 'Algorithms'],
        estimatedMinutes: minutes + VIEWS[view].minutes,
        visible: { 'two patterns': [[...simple]], 'one pattern': [[simple[1]]] },
        reference: referenceProgram(notation, view, entry),
        alternative: {
          how: 'Recursion or rewriting by regular expressions where the reference keeps a stack.',
          program: alternativeProgram(notation, view, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(notation, view, args),
        }),
    );
  },
};
