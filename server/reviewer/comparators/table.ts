/** Table: CSV texts compared as tables whose columns are matched by header and whose cells compare by column type. */

import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Comparator, Json } from '../../protocol/arena/acceptance.ts';
import { type Comparison, differs, inWords } from './comparison.ts';
import { parseCsv } from './csv.ts';
import { compareExact } from './exact.ts';
import { readNumber } from './float.ts';
import { type ComparableRow, compareRows } from './rows.ts';

export type TableComparator = Extract<Comparator, { kind: 'table' }>;
type ColumnType = TableComparator['columns'][string];

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function readTable(text: string): Result<Table, string> {
  const parsed = parseCsv(text);
  if (!parsed.ok) return parsed;
  const [header, ...rows] = parsed.value;
  if (header === undefined) return refuse('there is no header row');
  if (new Set(header).size !== header.length) return refuse('two columns have the same name');
  const ragged = rows.findIndex((row) => row.length !== header.length);
  if (ragged !== -1) return refuse(`row ${ragged + 2} has not as many cells as the header`);
  return accept({ header, rows });
}

const INTEGER = /^[+-]?\d+$/;
const DATE =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function integerKey(cell: string): string | null {
  const text = cell.trim();
  if (!INTEGER.test(text)) return null;
  const digits = text.replace(/^[+-]?0*(?=\d)/, '');
  return text.startsWith('-') && digits !== '0' ? `-${digits}` : digits;
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** A moment as a text: no time means midnight, no zone means UTC. Null for what is no date of the calendar. */
function dateKey(cell: string): string | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] =
    DATE.exec(cell.trim()) ?? [];
  if (year === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  const minutes = Number(hour) * 60 + Number(minute) - offsetMinutes(zone);
  return `${date.getTime() + minutes * 60_000 + Number(second) * 1_000}.${fraction.replace(/0+$/, '')}`;
}

/** A cell that does not say what its column's type asks for compares as the text it is. */
function comparableRow(cells: readonly string[], types: readonly ColumnType[]): ComparableRow {
  const numbers: number[] = [];
  const key = cells.map((cell, index): Json => {
    const type = types[index];
    if (type === 'number') {
      const number = readNumber(cell.trim());
      if (number === null || !Number.isFinite(number)) return cell;
      numbers.push(number);
      return null;
    }
    const same = type === 'integer' ? integerKey(cell) : type === 'date' ? dateKey(cell) : null;
    return same === null ? cell : [same];
  });
  return { key: JSON.stringify(key), numbers };
}

function headerDifference(expected: readonly string[], answer: readonly string[]): string | null {
  const missing = expected.find((name) => !answer.includes(name));
  if (missing !== undefined) return `column ${inWords(missing)} is missing`;
  const extra = answer.find((name) => !expected.includes(name));
  return extra === undefined ? null : `column ${inWords(extra)} is not expected`;
}

/** Columns may come in any order. Values that are no texts, and an expected text that is no table, compare exactly. */
export function compareTable(expected: Json, answer: Json, comparator: TableComparator): Comparison {
  if (typeof expected !== 'string' || typeof answer !== 'string') return compareExact(expected, answer);
  const wanted = readTable(expected);
  if (!wanted.ok) return compareExact(expected, answer);
  const got = readTable(answer);
  if (!got.ok) return differs(`the answer is no CSV table: ${got.error}`);
  const { header } = wanted.value;
  const columns = headerDifference(header, got.value.header);
  if (columns !== null) return differs(columns);
  const types = header.map((name) =>
    Object.hasOwn(comparator.columns, name) ? (comparator.columns[name] ?? 'text') : 'text',
  );
  const places = header.map((name) => got.value.header.indexOf(name));
  return compareRows(
    wanted.value.rows.map((row) => comparableRow(row, types)),
    got.value.rows.map((row) =>
      comparableRow(
        places.map((place) => row[place] ?? ''),
        types,
      ),
    ),
    comparator.rowsOrdered,
    (one, other) => Math.abs(one - other) <= comparator.absolute,
  );
}
