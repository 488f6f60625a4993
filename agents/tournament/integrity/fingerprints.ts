/** Programs as sets of fingerprints (Schleimer, Wilkerson and Aiken 2003): equal for copies with other comments, layout and names. */

import { keyedHash } from '../../../server/kernel/prng.ts';

/** Tokens in a run: shorter ones everybody has, longer ones one small change breaks many of. */
const RUN_TOKENS = 6;
/** Of so many runs in a row the one with the least hash is kept. */
const WINDOW = 3;

const TOKEN =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}_$][\p{L}\p{N}_$]*|\p{N}+(?:\.\p{N}+)?|===|!==|[=!<>+*&|-]=|=>|[^\s\p{L}\p{N}_$]/gu;
const COMMENT = /\/\*[\s\S]*?\*\/|(?:#|\/\/|--(?=\s))[^\n]*/g;
const NAME = /^[\p{L}_$]/u;
/** Words of the languages: they are what a program does, and no name that its author chose. */
const WORDS = new Set(
  (
    'and as assert async await break case catch class const continue def default del do elif else except export False finally for from ' +
    'function global if import in instanceof is lambda let new None nonlocal not null of or pass raise return static super switch this throw ' +
    'True true false try typeof undefined var void while with yield len range sorted sum min max list dict set str int float ' +
    'enumerate zip map filter reduce push join split replace append ' +
    'SELECT FROM WHERE GROUP BY ORDER HAVING JOIN LEFT INNER ON AS AND OR NOT CASE WHEN THEN ELSE END OVER PARTITION WITH UNION ALL DISTINCT'
  ).split(' '),
);

/** Names are numbered anew in each run, so that to rename all of them changes nothing. */
function runText(tokens: readonly string[]): string {
  const numbers = new Map<string, number>();
  return tokens
    .map((token) => {
      if (!NAME.test(token) || WORDS.has(token) || WORDS.has(token.toUpperCase())) return token;
      const number = numbers.get(token) ?? numbers.size;
      numbers.set(token, number);
      return `name${number}`;
    })
    .join(' ');
}

function runsOf(program: string): string[] {
  const tokens = program.replace(COMMENT, '').match(TOKEN) ?? [];
  const count = Math.max(1, tokens.length - RUN_TOKENS + 1);
  return Array.from({ length: count }, (_, at) => runText(tokens.slice(at, at + RUN_TOKENS)));
}

/** Every run of tokens: what is to be taken out is taken out wherever it stands. */
export function allRunsOf(program: string): Set<string> {
  return new Set(runsOf(program));
}

/** Every match that is a window longer than a run is found by one of them at least, wherever it stands; runs that were given to everybody left out. */
export function fingerprintsOf(program: string, given: ReadonlySet<string> = new Set()): Set<string> {
  const runs = runsOf(program);
  const hashes = runs.map((run) => keyedHash('fingerprint', run).slice(0, 8));
  const kept = new Set<string>();
  for (let start = 0; start <= Math.max(0, runs.length - WINDOW); start += 1) {
    let least = start;
    for (let at = start; at < Math.min(runs.length, start + WINDOW); at += 1) {
      if ((hashes[at] ?? '') <= (hashes[least] ?? '')) least = at;
    }
    const run = runs[least] ?? '';
    if (!given.has(run)) kept.add(run);
  }
  return kept;
}
