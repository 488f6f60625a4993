/** The standing as a table for a terminal: as many columns as fit, the least important left out first. */

import { type Cents, formatCents } from '../../server/kernel/money.ts';
import type { Standing, StandingRow } from './standing-schema.ts';
import { padded, printable, textWidth, truncated, wrapped } from './text-width.ts';

interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** The higher, the earlier it is left out; 0 stays. */
  readonly dropOrder: number;
  readonly cell: (row: StandingRow, currency: string) => string;
}

const NONE = '–';

function money(amount: number, currency: string): string {
  return formatCents(amount as Cents, currency);
}

function percent(share: number | null): string {
  return share === null ? NONE : `${(share * 100).toFixed(1)} %`;
}

function interval({ success }: StandingRow): string {
  const { low, high } = success;
  return low === null || high === null ? NONE : `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`;
}

/** Rank, name, gross earnings and origin always stay: no figure is shown without where it comes from. */
const COLUMNS: readonly Column[] = [
  { title: '#', align: 'right', dropOrder: 0, cell: ({ rank }) => String(rank) },
  { title: 'Freelancer', align: 'left', dropOrder: 0, cell: ({ name }) => printable(name) },
  { title: 'Earned', align: 'right', dropOrder: 0, cell: (row, unit) => money(row.earnings.grossCents, unit) },
  { title: 'Fees', align: 'right', dropOrder: 9, cell: (row, unit) => money(row.earnings.feesCents, unit) },
  { title: 'Costs', align: 'right', dropOrder: 8, cell: (row, unit) => money(row.earnings.ownCostsCents, unit) },
  { title: 'Net', align: 'right', dropOrder: 6, cell: (row, unit) => money(row.earnings.netCents, unit) },
  { title: 'Of pot', align: 'right', dropOrder: 4, cell: (row) => percent(row.earnings.shareOfPot) },
  { title: 'Offered', align: 'right', dropOrder: 13, cell: (row) => String(row.projects.offered) },
  { title: 'Bid', align: 'right', dropOrder: 11, cell: (row) => String(row.projects.bid) },
  { title: 'Won', align: 'right', dropOrder: 5, cell: (row) => String(row.projects.won) },
  { title: 'Passed', align: 'right', dropOrder: 2, cell: (row) => String(row.projects.passed) },
  { title: 'No case', align: 'right', dropOrder: 16, cell: (row) => String(row.projects.failedFully) },
  { title: 'Unscored', align: 'right', dropOrder: 10, cell: (row) => String(row.projects.unscored) },
  { title: 'Success', align: 'right', dropOrder: 1, cell: (row) => percent(row.success.taskShare) },
  { title: '95 %', align: 'right', dropOrder: 7, cell: interval },
  { title: '$ share', align: 'right', dropOrder: 12, cell: (row) => percent(row.success.dollarShare) },
  { title: 'Cases', align: 'right', dropOrder: 14, cell: (row) => percent(row.success.macroCaseRate) },
  { title: 'All cases', align: 'right', dropOrder: 15, cell: (row) => percent(row.success.microCaseRate) },
  { title: 'Of human', align: 'right', dropOrder: 3, cell: ({ human }) => ofHuman(human) },
  { title: 'Origin', align: 'left', dropOrder: 0, cell: ({ provenance }) => provenance.earnings },
];

function ofHuman(human: StandingRow['human']): string {
  if (human === null) return NONE;
  return human.estimate && human.ratio !== null ? `~${percent(human.ratio)}` : percent(human.ratio);
}

const GAP = '  ';
const NAME = 'Freelancer';
const NAME_MAX = 28;
const NAME_MIN = 8;

interface Laid {
  readonly column: Column;
  readonly cells: readonly string[];
  readonly width: number;
}

function lay(column: Column, { rows, currency }: Standing): Laid {
  const cells = rows.map((row) => column.cell(row, currency));
  const widest = Math.max(textWidth(column.title), ...cells.map(textWidth));
  return { column, cells, width: column.title === NAME ? Math.min(NAME_MAX, widest) : widest };
}

function totalWidth(laid: readonly Laid[]): number {
  return laid.reduce((sum, { width }) => sum + width, GAP.length * (laid.length - 1));
}

/** The columns that fit, in the order shown; at last the name gives way. */
function fitting(standing: Standing, width: number): Laid[] {
  let laid = COLUMNS.map((column) => lay(column, standing));
  while (totalWidth(laid) > width) {
    const first = Math.max(...laid.map(({ column }) => column.dropOrder));
    if (first === 0) break;
    laid = laid.filter(({ column }) => column.dropOrder !== first);
  }
  const excess = Math.max(0, totalWidth(laid) - width);
  return laid.map((one) =>
    one.column.title === NAME ? { ...one, width: Math.max(NAME_MIN, one.width - excess) } : one,
  );
}

function lineOf(laid: readonly Laid[], text: (one: Laid) => string): string {
  const cells = laid.map((one) => padded(truncated(text(one), one.width), one.width, one.column.align));
  return cells.join(GAP).trimEnd();
}

function heading(standing: Standing): string {
  const { protocol, payRule, prices, currency } = standing;
  const mean = prices.meanCents === null ? NONE : money(prices.meanCents, currency);
  const median = prices.medianCents === null ? NONE : money(prices.medianCents, currency);
  const sum = money(prices.sumCents, currency);
  return `${protocol}, pays ${payRule}; ${prices.count} projects, ${prices.kind} prices sum ${sum}, mean ${mean}, median ${median}`;
}

function given(kind: Standing['prices']['kind']): string {
  return kind === 'predicted' ? 'predicted' : kind === 'mixed' ? 'assigned or predicted' : 'assigned';
}

function notes({ baseline, pot, prices, rows }: Standing): string[] {
  const potNote = pot === 'posted_prices' ? 'posted prices of all projects offered' : 'prices of all accepted awards';
  const lines = [`Pot: ${potNote}. Human side: ${printable(baseline.description)}.`];
  if (prices.methods.length > 0)
    lines.push(`Prices ${given(prices.kind)} by: ${printable(prices.methods.join('; '))}.`);
  if (rows.some(({ provenance }) => provenance.earnings === 'simulated')) {
    lines.push('Simulated: drawn from a model of a freelancer, not measured.');
  }
  return lines;
}

export interface TableOptions {
  /** Terminal columns to stay within; narrower than the four lasting columns it cannot be. */
  readonly width?: number;
  readonly color?: boolean;
}

interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** As wide as the terminal, coloured unless NO_COLOR says otherwise; 80 plain columns for a file or another program. */
export function screenOptions({ isTTY, columns }: Screen = process.stdout, env = process.env): TableOptions {
  if (isTTY !== true) return {};
  // A terminal that does not know its own width says 0.
  return { width: columns || 80, color: !env.NO_COLOR };
}

/** Lines joined by newlines, ending in one. Plain text unless `color`. */
export function standingTable(standing: Standing, { width = 80, color = false }: TableOptions = {}): string {
  const laid = fitting(standing, width);
  const paint = (code: number, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const lines = [
    ...wrapped(heading(standing), width),
    '',
    paint(
      1,
      lineOf(laid, ({ column }) => column.title),
    ),
    ...standing.rows.map(({ baseline }, index) => {
      const line = lineOf(laid, ({ cells }) => cells[index] ?? '');
      return baseline ? paint(36, line) : line;
    }),
    '',
    ...notes(standing).flatMap((note) => wrapped(note, width).map((line) => paint(2, line))),
  ];
  return `${lines.join('\n')}\n`;
}
