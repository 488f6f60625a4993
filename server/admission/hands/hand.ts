/** The same program as somebody else would have written it: what it does stays, what can be said another way is said so. */

import { chance } from '../../kernel/prng.ts';
import type { WritingHand } from '../../protocol/arena/ground.ts';
import { type Line, linesOf } from './lines.ts';
import { JAVASCRIPT_WAYS, PYTHON_WAYS, SQL_WAYS, type Way } from './ways.ts';

export interface Hand extends WritingHand {
  /** Which project: everybody has habits, and decides anew at each place. */
  readonly work: string;
}

const HABIT_FROM = 0.15;
const HABIT_TO = 0.85;
const NAMES = ['result', 'answer', 'value', 'outcome', 'found', 'chosen', 'given', 'wanted'] as const;

function habit({ key, share }: Hand, kind: string): number {
  return share * (HABIT_FROM + (HABIT_TO - HABIT_FROM) * chance(key, 'habit', kind).unit());
}

/** Whether this hand says it the other way at this place. */
function turns(hand: Hand, kind: string, place: string | number): boolean {
  return chance(hand.key, 'way', hand.work, kind, place).unit() < habit(hand, kind);
}

/** Names that the program does not have. */
function freshNames(hand: Hand, program: string): () => string {
  const first = chance(hand.key, 'names', hand.work).pick(NAMES);
  let number = 0;
  return () => {
    let name: string;
    do {
      number += 1;
      name = number === 1 ? first : `${first}_${number}`;
    } while (new RegExp(`\\b${name}\\b`).test(program));
    return name;
  };
}

/** Runs of functions one after the other may stand in any order: each is known by its name once all are there. */
function reordered(hand: Hand, lines: readonly string[], begins: RegExp): string[] {
  const done: string[] = [];
  let run: string[][] = [];
  const flush = (): void => {
    const order = chance(hand.key, 'order', hand.work, done.length).shuffle(run);
    done.push(...(turns(hand, 'order', done.length) ? order : run).flat());
    run = [];
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    // What stands above a function to change it is of that function and no other.
    if (!begins.test(line) || lines[at - 1]?.startsWith('@') === true) {
      flush();
      done.push(line);
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < lines.length && /^(?:\s|$|\})/.test(lines[end] ?? '')) end += 1;
    run.push(lines.slice(at, end));
    at = end;
  }
  flush();
  return done;
}

interface Place {
  readonly line: Line;
  readonly at: number;
  readonly before: string;
  readonly name: () => string;
}

/** By which way comes first is drawn too: a line that can be said in several is said in one. */
function otherWay(hand: Hand, ways: readonly Way[], { line, at, before, name }: Place): readonly string[] | null {
  for (const { kind, say } of chance(hand.key, 'which', hand.work, at).shuffle(ways)) {
    const said = turns(hand, kind, at) ? say(line, before, name) : null;
    if (said !== null) return said;
  }
  return null;
}

function written(hand: Hand, program: string, language: 'python' | 'javascript', ways: readonly Way[]): string {
  const name = freshNames(hand, program);
  let before = '';
  const lines = linesOf(program, language).flatMap((line, at) => {
    const said = otherWay(hand, ways, { line, at, before, name }) ?? [line.text];
    if (line.text.trim() !== '') before = line.code;
    return said;
  });
  // A block may hold text that begins a line: then nothing is moved.
  const isSplit = linesOf(program, language).some(
    ({ text, isWhole }) => !isWhole && /^\S/.test(text) && !/^["'/#)\]}*]/.test(text),
  );
  const begins = language === 'python' ? /^def \w+\([^=]*\):/ : /^(?:async )?function\b/;
  return (isSplit ? lines : reordered(hand, lines, begins)).join('\n');
}

function query(hand: Hand, text: string): string {
  // What is in quotes is not looked into.
  const pieces = text.split(/('(?:[^']|'')*')/);
  const turned = SQL_WAYS.filter(({ kind }, at) => turns(hand, kind, at));
  return pieces
    .map((piece, at) => {
      if (at % 2 === 1) return piece;
      const kinds = new Set<string>();
      return turned.reduce((said, { kind, from, to }) => {
        if (kinds.has(kind) || said.search(from) === -1) return said;
        kinds.add(kind);
        return said.replace(from, to);
      }, piece);
    })
    .join('');
}

/** Languages that nobody has other ways for stay as they are. */
export function inHand(hand: Hand, program: string, language: string): string {
  switch (language) {
    case 'python':
      return written(hand, program, 'python', PYTHON_WAYS);
    case 'javascript':
    case 'typescript':
      return written(hand, program, 'javascript', JAVASCRIPT_WAYS);
    case 'sql':
      return query(hand, program);
    default:
      return program;
  }
}
