/** A mutant: the reference solution with one small slip in it. The cases of a good project notice it. */

import { chance } from '../../kernel/prng.ts';

export const OPERATORS = [
  'arithmetic',
  'comparison',
  'boolean',
  'constant',
  'statement deletion',
  'return value',
  'slice',
  'condition forced',
  'min and max',
  'sort order',
  'loop',
  'text case',
  'default argument',
  'query clause',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** One change of a text: characters `start` to `end` (UTF-16, end not included) become `replacement`. */
export interface Edit {
  readonly operator: Operator;
  /** 1-based. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export interface Mutant {
  readonly operator: Operator;
  readonly line: number;
  readonly from: string;
  readonly to: string;
  /** The whole program, changed. */
  readonly source: string;
}

export function lineAt(source: string, index: number): number {
  let line = 1;
  for (let at = source.indexOf('\n'); at !== -1 && at < index; at = source.indexOf('\n', at + 1)) line += 1;
  return line;
}

export function mutantOf(source: string, { operator, line, start, end, replacement }: Edit): Mutant {
  return {
    operator,
    line,
    from: source.slice(start, end),
    to: replacement,
    source: source.slice(0, start) + replacement + source.slice(end),
  };
}

/**
 * At most `count` of the edits, those of every operator as evenly as there are any: long programs have hundreds of constants, and
 * they would crowd out what says more. Same seed, same choice; in the order of the program.
 */
export function chosenEdits(source: string, edits: readonly Edit[], count: number, seed: string): readonly Edit[] {
  const seen = new Set([source]);
  const distinct = edits.filter((edit) => {
    const { source: mutated } = mutantOf(source, edit);
    if (seen.has(mutated)) return false;
    seen.add(mutated);
    return true;
  });
  const random = chance(seed, 'mutants');
  const groups = OPERATORS.map((operator) => random.shuffle(distinct.filter((edit) => edit.operator === operator)));
  const chosen: Edit[] = [];
  for (let round = 0; chosen.length < count && groups.some((group) => group.length > round); round += 1) {
    for (const group of groups) {
      const edit = group[round];
      if (edit !== undefined && chosen.length < count) chosen.push(edit);
    }
  }
  return chosen.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** In one line, for people. */
export function describeMutant({ operator, line, from, to }: Mutant): string {
  const short = (text: string): string => {
    const flat = text.replace(/\s+/g, ' ').trim();
    return flat.length > 60 ? `${flat.slice(0, 57)}...` : flat;
  };
  return `line ${line}, ${operator}: ${short(from)} -> ${to === '' ? '(nothing)' : short(to)}`;
}
