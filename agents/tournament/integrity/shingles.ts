/** Programs as sets of short runs of tokens: equal for copies with other comments, other layout and other names. */

const SHINGLE_TOKENS = 6;

const TOKEN =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}_$][\p{L}\p{N}_$]*|\p{N}+(?:\.\p{N}+)?|[^\s\p{L}\p{N}_$]/gu;
const COMMENT = /\/\*[\s\S]*?\*\/|(?:#|\/\/|--(?=\s))[^\n]*/g;
const NAME = /^[\p{L}_$]/u;

/** Names are numbered anew in each run, so that to rename all of them changes nothing. */
function runText(tokens: readonly string[]): string {
  const numbers = new Map<string, number>();
  return tokens
    .map((token) => {
      if (!NAME.test(token)) return token;
      const number = numbers.get(token) ?? numbers.size;
      numbers.set(token, number);
      return `name${number}`;
    })
    .join(' ');
}

export function shinglesOf(program: string): Set<string> {
  const tokens = program.replace(COMMENT, '').match(TOKEN) ?? [];
  const found = new Set<string>();
  for (let start = 0; start < Math.max(1, tokens.length - SHINGLE_TOKENS + 1); start += 1) {
    found.add(runText(tokens.slice(start, start + SHINGLE_TOKENS)));
  }
  return found;
}

/** Jaccard's index: what both have, over what either has. */
export function sharedShare(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const shingle of one) if (other.has(shingle)) common += 1;
  const either = one.size + other.size - common;
  return either === 0 ? 1 : common / either;
}
