/** Task family: chemical formulas taken apart: atoms counted, masses added, formulas put in order, equations checked. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject, type Slip } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram } from './chemical-formulas.alternatives.ts';
import { referenceProgram } from './chemical-formulas.programs.ts';
import { DIALS, MASSES, NOTATIONS, type Notation, OUTPUTS, type Output } from './chemical-formulas-texts.ts';

type Arguments = [string[]];
type Atoms = Map<string, number>;

const ELEMENT = '(?:Na|Mg|Al|Cl|Ca|Fe|Cu|H|C|N|O|S|K)';
const COUNT = '(?:[1-9][0-9]*)?';

function added(target: Atoms, atoms: Atoms, times: number): Atoms {
  for (const [name, count] of atoms) target.set(name, (target.get(name) ?? 0) + count * times);
  return target;
}

/** Elements and counts, no brackets. */
function simple(text: string): Atoms | null {
  if (!new RegExp(`^(?:${ELEMENT}${COUNT})+$`).test(text)) return null;
  const atoms: Atoms = new Map();
  for (const [, name = '', count = ''] of text.matchAll(/([A-Z][a-z]?)(\d*)/g))
    added(atoms, new Map([[name, 1]]), Number(count || 1));
  return atoms;
}

/** Innermost brackets are counted and put aside under a name of their own until none is left. */
function bracketed(text: string, square: boolean): Atoms | null {
  const aside: Atoms[] = [];
  let rest = text;
  const inner = square ? /\(([^()[\]]*)\)(\d*)|\[([^()[\]]*)\](\d*)/ : /\(([^()[\]]*)\)(\d*)/;
  const flat = (part: string): Atoms | null => {
    if (!new RegExp(`^(?:${ELEMENT}${COUNT}|<\\d+>)+$`).test(part)) return null;
    const atoms: Atoms = new Map();
    for (const [piece] of part.matchAll(/<\d+>|[A-Z][a-z]?\d*/g)) {
      added(
        atoms,
        piece.startsWith('<') ? (aside[Number(piece.slice(1, -1))] ?? new Map()) : (simple(piece) ?? new Map()),
        1,
      );
    }
    return atoms;
  };
  if (/[<>]/.test(text)) return null;
  for (let match = inner.exec(rest); match !== null; match = inner.exec(rest)) {
    const [whole, round, roundCount, squared, squareCount] = match;
    const count = round === undefined ? (squareCount ?? '') : (roundCount ?? '');
    const atoms = flat(round ?? squared ?? '');
    if (atoms === null || count.startsWith('0') || (!square && (round ?? '').includes('<'))) return null;
    aside.push(added(new Map(), atoms, Number(count || 1)));
    rest = `${rest.slice(0, match.index)}<${aside.length - 1}>${rest.slice(match.index + whole.length)}`;
  }
  return flat(rest);
}

function atomsOf(text: string, notation: Notation): Atoms | null {
  if (notation === 'groups') return bracketed(text, true);
  if (notation === 'hydrates') {
    const total: Atoms = new Map();
    for (const part of text.split('*')) {
      const [, count = '', body = ''] = /^([1-9]\d*)?(.*)$/.exec(part) ?? [];
      const atoms = bracketed(body, false);
      if (atoms === null) return null;
      added(total, atoms, Number(count || 1));
    }
    return total;
  }
  const match = /^([^^]*)(?:\^([2-9]?)([+-]))?$/.exec(text);
  const atoms = match === null ? null : simple(match[1] ?? '');
  if (match?.[3] !== undefined) atoms?.set('charge', Number(match[2] || 1) * (match[3] === '+' ? 1 : -1));
  return atoms;
}

const inOrder = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1);

function equation(text: string, notation: Notation): Json {
  const sides = text.split(' = ');
  if (sides.length !== 2) return null;
  const balance: Atoms = new Map();
  for (const [at, side] of sides.entries()) {
    for (const term of side.split(' + ')) {
      const [, factor = '', formula = ''] = /^(?:([1-9]\d*) )?(.*)$/.exec(term) ?? [];
      const atoms = atomsOf(formula, notation);
      if (atoms === null) return null;
      added(balance, atoms, Number(factor || 1) * (at === 0 ? 1 : -1));
    }
  }
  return [...balance]
    .filter(([, count]) => count !== 0)
    .toSorted(inOrder)
    .map(([name, count]) => [name, count]);
}

function answer(notation: Notation, output: Output, [texts]: Arguments): Json {
  return texts.map((text) => {
    if (output === 'equations') return equation(text, notation);
    const atoms = atomsOf(text, notation);
    if (atoms === null) return null;
    const sorted = [...atoms].toSorted(inOrder);
    if (output === 'counts') return sorted.map(([name, count]) => [name, count]);
    if (output === 'mass') return sorted.reduce((sum, [name, count]) => sum + (MASSES[name] ?? 0) * count, 0);
    const rank = (name: string): number => (atoms.has('C') ? ['C', 'H'].indexOf(name) + 1 || 3 : 3);
    const hill = sorted.filter(([name]) => name !== 'charge').toSorted((a, b) => rank(a[0]) - rank(b[0]));
    const charge = atoms.get('charge');
    const tail =
      charge === undefined ? '' : `^${Math.abs(charge) > 1 ? Math.abs(charge) : ''}${charge > 0 ? '+' : '-'}`;
    return hill.map(([name, count]) => name + (count > 1 ? count : '')).join('') + tail;
  });
}

function drawnFormula(random: Chance, notation: Notation): string {
  const names = Object.keys(MASSES);
  const atom = () => random.pick(names) + random.pick(['', '', '2', '3', '12']);
  const some = (least: number) => Array.from({ length: least + random.below(3) }, atom).join('');
  const group = () => `(${some(1)})${random.pick(['', '2', '4'])}`;
  if (random.below(9) === 0)
    return random.pick([`${some(1)}x`, `(${some(1)}`, `${some(1)}0`, `${some(1)})`, `${some(1)}^`, 'Zz2']);
  if (notation === 'groups')
    return random.pick([some(1), some(1) + group(), `[${some(1)}${group()}]3${atom()}`, `((${some(1)})2${atom()})2`]);
  if (notation === 'hydrates')
    return random.pick([
      some(1),
      `${some(1)}${group()}`,
      `${some(1)}*${2 + random.below(9)}H2O`,
      `3${some(1)}*${some(1)}${group()}`,
    ]);
  return some(1) + random.pick(['', '^+', '^-', '^2+', '^3-']);
}

const CHARGE_WEIGHS: Slip = ['charge-weighs', 'A charge weighs nothing.', '.get(name, 0)', '.get(name, 1)'];

function rules(notation: Notation, output: Output, random: Chance): Rule<Arguments>[] {
  const { told, good, bad, slips } = NOTATIONS[notation];
  const formulas = (count: number) => Array.from({ length: count }, () => drawnFormula(random, notation));
  const asked = (list: readonly string[]): Arguments => {
    if (output !== 'equations') return [[...list]];
    return [
      list.map(
        (formula, at) =>
          `${at % 3 === 1 ? '2 ' : ''}${formula} + ${list[(at + 1) % list.length]} = ${list[(at + (at % 2)) % list.length]} + ${list[(at + 1) % list.length]}`,
      ),
    ];
  };
  return [
    {
      told,
      cases: {
        'well written': asked(good),
        'each well written one twice': asked(good.flatMap((formula) => [formula, formula])),
        'badly written': output === 'equations' ? [bad.map((formula) => `${formula} + H2O = ${formula}`)] : asked(bad),
        'single elements': asked(Object.keys(MASSES)),
      },
      slips: output === 'mass' && notation === 'charges' ? [...slips.slice(0, 1), CHARGE_WEIGHS] : slips,
    },
    {
      told: OUTPUTS[output].told(notation),
      cases: {
        'special entries': [[...OUTPUTS[output].special]],
        'no entries': [[]],
        drawn: asked(formulas(12)),
        'more drawn': asked(formulas(30)),
        'many entries': asked(formulas(200)),
      },
      slips: OUTPUTS[output].slips,
    },
  ];
}

export const chemicalFormulas: StudyFamily = {
  name: 'chemical-formulas',
  category: 'parsing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'chemical-formulas', index);
    const { output, notation } = settingsOf(DIALS, index);
    const { title, parameter, entries, plain, minutes } = OUTPUTS[output];
    const entry = random.pick(entries);
    const who = random.pick([
      'chemistry teachers',
      'a water laboratory',
      'a school book publisher',
      'a fertiliser works',
      'a glaze workshop',
    ]);
    return ruledProject<Arguments>(
      {
        family: chemicalFormulas,
        index,
        seed,
        title: `${title} (${NOTATIONS[notation].title})`,
        opening: [
          `solution.py, Python: ${entry}(${parameter}). List of strings in, list of results out, same order; None for an entry that is not well written.`,
          `We are ${who} and need a parser for formulas, as a Python function ${entry}(${parameter}) in solution.py. It takes a list of strings and returns a list with one result for each, in order. If an entry is not written according to the rules, its result is None.`,
          `${entry}(${parameter}), to be defined in solution.py for ${who}, maps a list of strings to the list of their results. The result for a string that does not conform to the notation is None.`,
        ],
        rules: rules(notation, output, random),
        closing: [
          `Elements: ${Object.keys(MASSES).join(', ')}; any other symbol is not well written. Standard library only.`,
          `The only elements that we use are ${Object.keys(MASSES).join(', ')}; whatever else looks like one is badly written. No extra packages, please.`,
          `The admissible elements are ${Object.keys(MASSES).join(', ')}. Any other symbol is non-conforming. Only the standard library may be used.`,
        ],
        skills: ['Python', 'Parsing', 'Chemistry'],
        estimatedMinutes: minutes + NOTATIONS[notation].minutes,
        visible: { 'two entries': [[plain[0], plain[1]]], 'one entry': [[plain[1]]] },
        reference: referenceProgram(notation, output, entry),
        alternative: {
          how: 'Another parser: regular expressions in place of reading sign by sign, or the other way round.',
          program: alternativeProgram(notation, output, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(notation, output, args),
        }),
    );
  },
};
