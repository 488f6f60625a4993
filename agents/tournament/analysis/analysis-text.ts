/** An analysis for a terminal: every table with its notes, cells with their intervals. */

import { type Cents, formatCents } from '../../../server/kernel/money.ts';
import { padded, printable, textWidth, wrapped } from '../text-width.ts';
import type { Analysis } from './analysis.ts';
import type { Cell, Table, Unit } from './table.ts';

const NONE = '–';
const GAP = '  ';

export function numberText(value: number, unit: Unit, currency: string): string {
  switch (unit) {
    case 'cents':
      return formatCents(Math.round(value) as Cents, currency);
    case 'share':
      return `${(value * 100).toFixed(1)} %`;
    case 'count':
      return String(value);
    case 'p':
      return value < 0.001 ? '< 0.001' : value.toFixed(3);
    default:
      return Math.abs(value) >= 1_000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
  }
}

/** Bounds follow in brackets; a share's unit stands once. */
export function cellText(cell: Cell | undefined, unit: Unit, currency: string): string {
  if (cell === null || cell === undefined) return NONE;
  if (typeof cell === 'string') return printable(cell);
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') return numberText(cell, unit, currency);
  const [low, high] = [cell.low, cell.high].map((bound) => numberText(bound, unit, currency).replace(/ %$/, ''));
  return `${numberText(cell.value, unit, currency)} [${low}, ${high}]`;
}

/** A table with its title and notes, one text a line. */
export function tableLines(table: Table, currency: string, width: number): string[] {
  const columns = table.columns.map(({ key, title, unit }) => {
    const cells = table.rows.map((row) => cellText(row[key], unit, currency));
    const align = unit === 'text' || unit === 'yes_no' ? ('left' as const) : ('right' as const);
    return { title, cells, align, width: Math.max(textWidth(title), ...cells.map(textWidth)) };
  });
  const line = (text: (column: (typeof columns)[number]) => string): string =>
    columns
      .map((column) => padded(text(column), column.width, column.align))
      .join(GAP)
      .trimEnd();
  return [
    table.title,
    '',
    line(({ title }) => title),
    ...table.rows.map((_, at) => line(({ cells }) => cells[at] ?? '')),
    '',
    ...(table.notes.length === 0 ? [] : [...table.notes.flatMap((note) => wrapped(note, width)), '']),
  ];
}

/** One table alone. */
export function tableText(table: Table, currency: string, width = 100): string {
  return tableLines(table, currency, width).join('\n');
}

/** Lines joined by newlines, ending in one. Notes keep within `width`; tables are as wide as they are. */
export function analysisText(
  { run, protocol, payRule, currency, families, counts, tables }: Analysis,
  width = 100,
): string {
  const clusters =
    families === 0 ? 'task families not known: every project stands for itself' : `${families} task families`;
  const origin = tables.some(({ rows }) => rows.some((row) => row.origin === 'simulated'))
    ? ['Simulated: drawn from a model of a freelancer, not measured.', '']
    : [];
  return [
    `${run}: ${protocol}, pays ${payRule}; ${counts.project ?? 0} postings, ${counts.bid ?? 0} bids, ${counts.work ?? 0} works, ${counts.verdict ?? 0} verdicts; ${clusters}. In brackets: 95 %.`,
    '',
    ...origin,
    ...tables.flatMap((table) => tableLines(table, currency, width)),
  ].join('\n');
}
