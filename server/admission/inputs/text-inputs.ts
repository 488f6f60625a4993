/** Further texts like those of the cases: lines and numbers of one are mixed with those of others. The first line, a header, stays. */

import type { Chance } from '../../kernel/prng.ts';
import type { Json } from '../../protocol/arena/acceptance.ts';
import { changedJson, valuesSeen } from './json-inputs.ts';

const NUMBER = /\d+(?:\.\d+)?/g;

function jsonOf(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}

function changedLine(line: string, others: readonly string[], random: Chance): string {
  const numbers = [...line.matchAll(NUMBER)];
  if (numbers.length > 0 && random.unit() < 0.6) {
    const { index, 0: found } = random.pick(numbers);
    const seen = others.flatMap((other) => other.match(NUMBER) ?? []);
    const value = Number(found);
    const same = seen.filter((other) => other.length === found.length);
    const choices = [
      String(value + 1),
      String(Math.max(0, value - 1)),
      ...(same.length > 0 ? [random.pick(same)] : []),
    ];
    return line.slice(0, index) + random.pick(choices) + line.slice(index + found.length);
  }
  const at = random.below(Math.max(1, line.length));
  return random.unit() < 0.5
    ? line.slice(0, at) + line.slice(at + 1)
    : line.slice(0, at) + line.slice(at, at + 1) + line.slice(at);
}

function changedLines(text: string, others: readonly string[], random: Chance): string {
  const end = text.endsWith('\n') ? '\n' : '';
  const lines = (end === '' ? text : text.slice(0, -1)).split('\n');
  const first = lines.length > 1 && random.unit() < 0.9 ? 1 : 0;
  const at = first + random.below(Math.max(1, lines.length - first));
  const pool = others.flatMap((other) => other.split('\n').slice(1)).filter((line) => line !== '');
  const [before, here, after] = [lines.slice(0, at), lines.slice(at, at + 1), lines.slice(at + 1)];
  const taken = pool.length > 0 ? [random.pick(pool)] : here;
  const next = random.pick([
    [...before, ...after],
    [...before, ...here, ...here, ...after],
    [...before, ...taken, ...here, ...after],
    [...before, ...here.map((line) => changedLine(line, lines, random)), ...after],
    [...before, ...here.map((line) => changedLine(line, lines, random)), ...after],
    [...lines.slice(0, first), ...random.shuffle(lines.slice(first))],
  ]);
  return next.join('\n') + (next.length === 0 ? '' : end);
}

/** A text changed in one to three places; JSON stays JSON. `others`: what the cases have in its place. */
export function changedText(text: string, others: readonly string[], random: Chance): string {
  const parsed = jsonOf(text);
  if (parsed !== undefined) {
    const seen = valuesSeen(others.map(jsonOf).filter((one) => one !== undefined));
    const spaces = /^[[{]\n( +)/.exec(text)?.[1]?.length ?? 0;
    return JSON.stringify(changedJson(parsed, seen, random), null, spaces) + (text.endsWith('\n') ? '\n' : '');
  }
  let changed = text;
  for (let left = 1 + random.below(3); left > 0; left -= 1) changed = changedLines(changed, others, random);
  return changed;
}

const TUPLES = /\(\s*(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?|NULL)(?:\s*,\s*(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?|NULL))*\s*\)/gi;
const CELL = /'(?:[^']|'')*'|-?\d+(?:\.\d+)?|NULL/gi;

/** One cell becomes what another row has in its column. */
function changedTuple(tuple: string, rows: readonly string[], random: Chance): string {
  const cells = [...tuple.matchAll(CELL)];
  const alike = rows.map((row) => row.match(CELL) ?? []).filter((row) => row.length === cells.length);
  if (cells.length === 0 || alike.length === 0) return tuple;
  const column = random.below(cells.length);
  const cell = cells[column];
  const by = random.pick(alike)[column];
  if (cell === undefined || by === undefined) return tuple;
  return tuple.slice(0, cell.index) + by + tuple.slice(cell.index + cell[0].length);
}

/** Set-up statements with the rows of their inserts changed. */
export function changedSetup(setup: string, random: Chance): string {
  let changed = setup;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const tuples = [...changed.matchAll(TUPLES)];
    if (tuples.length === 0) return changed;
    const tuple = random.pick(tuples);
    const rows = tuples.map((found) => found[0]);
    const next = changedTuple(tuple[0], rows, random);
    changed = changed.slice(0, tuple.index) + next + changed.slice(tuple.index + tuple[0].length);
  }
  return changed;
}
