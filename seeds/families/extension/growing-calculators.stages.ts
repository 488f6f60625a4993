/** What the stages of the family `growing-calculators` are, and the calculator told again with copied stacks. */

import type { Stage } from '../staged.ts';

/** The new words: the stack after one, `error`, or `unknown` where it is not among them. Variables are changed in place. */
export interface Words extends Stage {
  readonly about: string;
  readonly words: readonly string[];
  readonly edges: Readonly<Record<string, readonly string[]>>;
  readonly apply: (
    stack: readonly number[],
    word: string,
    variables: Map<string, number>,
  ) => readonly number[] | 'error' | 'unknown';
}

export type Manner = 'bases' | 'definitions' | 'back';

export interface Manners extends Stage {
  readonly about: string;
  readonly manner: Manner;
  readonly lines: readonly string[];
  readonly edges: Readonly<Record<string, readonly string[]>>;
}

const RADIX: Readonly<Record<string, number>> = { hex: 16, bin: 2, dec: 10 };

/** All that is printed for the lines. */
export function calculated(lines: readonly string[], { apply }: Words, manner: Manner): string[] {
  const [variables, definitions, printed] = [
    new Map<string, number>(),
    new Map<string, readonly string[]>(),
    [] as string[],
  ];
  const history: (readonly number[])[] = [];
  let stack: readonly number[] = [];
  let radix = 10;
  const meaning = (word: string) => (manner === 'definitions' ? (definitions.get(word) ?? [word]) : [word]);
  const after = (now: readonly number[], word: string): readonly number[] | 'error' => {
    if (manner === 'bases' && RADIX[word] !== undefined) {
      radix = RADIX[word] ?? 10;
      return now;
    }
    if (/^-?\d+$/.test(word) || (manner === 'bases' && /^0[xb][0-9a-f]+$/.test(word))) return [...now, Number(word)];
    const [last, second] = [now.at(-1), now.at(-2)];
    if (word === '.' && last !== undefined) {
      printed.push(last.toString(radix));
      return now.slice(0, -1);
    }
    if (!'+-*'.includes(word)) {
      const told = apply(now, word, variables);
      return told === 'unknown' ? 'error' : told;
    }
    if (last === undefined || second === undefined) return 'error';
    return [...now.slice(0, -2), word === '+' ? second + last : word === '-' ? second - last : second * last];
  };
  for (const line of lines) {
    const words = line.split(' ').filter((word) => word !== '');
    const before = manner === 'back' && line === 'back' ? history.pop() : stack;
    if (manner === 'back' && line === 'back') {
      if (before === undefined) printed.push('error');
      else stack = before;
      continue;
    }
    history.push(stack);
    if (manner === 'definitions' && words[0] === ':') {
      definitions.set(words[1] ?? '', words.slice(2, -1).flatMap(meaning));
      continue;
    }
    let now: readonly number[] | 'error' = stack;
    for (const word of words.flatMap(meaning)) if (now !== 'error') now = after(now, word);
    if (now === 'error') printed.push('error');
    else stack = now;
  }
  return printed;
}
