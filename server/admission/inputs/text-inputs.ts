/** Further texts like those of the cases: lines and numbers of one are mixed with those of others. The first line, a header, stays. */

import type { Chance } from '../../kernel/prng.ts';
import type { Json } from '../../protocol/arena/acceptance.ts';
import { type Change, changedJson, valuesSeen } from './json-inputs.ts';

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

function changedLine(line: string, others: readonly string[], { style, random }: Change): string {
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
    if (style === 'bold') choices.push('0', String(2 * value), random.pick(seen));
    return line.slice(0, index) + random.pick(choices) + line.slice(index + found.length);
  }
  const at = random.below(Math.max(1, line.length));
  return random.unit() < 0.5
    ? line.slice(0, at) + line.slice(at + 1)
    : line.slice(0, at) + line.slice(at, at + 1) + line.slice(at);
}

function changedLines(text: string, others: readonly string[], change: Change): string {
  const { style, random } = change;
  const end = text.endsWith('\n') ? '\n' : '';
  const lines = (end === '' ? text : text.slice(0, -1)).split('\n');
  const first = lines.length > 1 && random.unit() < 0.9 ? 1 : 0;
  const at = first + random.below(Math.max(1, lines.length - first));
  const pool = others.flatMap((other) => other.split('\n').slice(1)).filter((line) => line !== '');
  const [before, here, after] = [lines.slice(0, at), lines.slice(at, at + 1), lines.slice(at + 1)];
  const taken = pool.length > 0 ? [random.pick(pool)] : here;
  if (style === 'bold' && random.unit() < 0.2) {
    const body = lines.slice(first);
    return [...lines.slice(0, first), ...random.pick([[], [...body, ...body], pool.slice(0, 40)])].join('\n') + end;
  }
  const next = random.pick([
    [...before, ...after],
    [...before, ...here, ...here, ...after],
    [...before, ...taken, ...here, ...after],
    [...before, ...here.map((line) => changedLine(line, lines, change)), ...after],
    [...before, ...here.map((line) => changedLine(line, lines, change)), ...after],
    [...lines.slice(0, first), ...random.shuffle(lines.slice(first))],
  ]);
  return next.join('\n') + (next.length === 0 ? '' : end);
}

/** A text changed in one to three places; JSON stays JSON. `others`: what the cases have in its place. */
export function changedText(text: string, others: readonly string[], change: Change): string {
  const { random } = change;
  const parsed = jsonOf(text);
  if (parsed !== undefined) {
    const seen = valuesSeen(others.map(jsonOf).filter((one) => one !== undefined));
    const spaces = /^[[{]\n( +)/.exec(text)?.[1]?.length ?? 0;
    return JSON.stringify(changedJson(parsed, seen, change), null, spaces) + (text.endsWith('\n') ? '\n' : '');
  }
  let changed = text;
  for (let left = 1 + random.below(3); left > 0; left -= 1) changed = changedLines(changed, others, change);
  return changed;
}

const CELL = String.raw`(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?|NULL)`;
const TUPLE = String.raw`\(\s*${CELL}(?:\s*,\s*${CELL})*\s*\)`;
/** The rows of one insert, as they follow its VALUES. */
const ROWS = new RegExp(String.raw`(?<=\bVALUES\s*)${TUPLE}(?:\s*,\s*${TUPLE})+`, 'gi');

const cellsOf = (row: string): string[] => row.match(new RegExp(CELL, 'gi')) ?? [];

/**
 * Rows of one insert with a row left out, or with a cell that another row has in its column. Only columns in which a value repeats
 * are changed: the others may be keys, and a set-up that breaks one does not stand.
 */
function changedRows(text: string, random: Chance): string {
  const rows = text.match(new RegExp(TUPLE, 'gi')) ?? [];
  const at = random.below(Math.max(1, rows.length));
  const others = rows.filter((_, index) => index !== at);
  if (random.unit() < 0.4) return others.join(', ');
  const table = rows.map(cellsOf);
  const repeats = (table[at] ?? []).flatMap((_, column) => {
    const values = table.map((row) => row[column] ?? 'NULL');
    return new Set(values).size < values.length ? [{ column, values }] : [];
  });
  if (repeats.length === 0) return others.join(', ');
  const { column, values } = random.pick(repeats);
  const by = random.pick(values);
  const changed = (table[at] ?? []).map((cell, index) => (index === column ? by : cell));
  return rows.map((row, index) => (index === at ? `(${changed.join(', ')})` : row)).join(', ');
}

/** Set-up statements with the rows of their inserts changed. */
export function changedSetup(setup: string, random: Chance): string {
  let changed = setup;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const inserts = [...changed.matchAll(ROWS)];
    if (inserts.length === 0) return changed;
    const { index, 0: rows } = random.pick(inserts);
    changed = changed.slice(0, index) + changedRows(rows, random) + changed.slice(index + rows.length);
  }
  return changed;
}
