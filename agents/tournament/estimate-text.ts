/** The estimate of a run's cost, as people read it: a line for each model, and what it comes to in all. */

import type { CostRange } from '../llm/estimate.ts';
import type { PriceTable } from '../llm/usage.ts';
import { padded, printable, textWidth } from './text-width.ts';

export interface Estimated {
  readonly name: string;
  readonly model: string;
  /** At an address of one's own, and not at the provider's. */
  readonly isOwn: boolean;
  readonly range: CostRange;
}

export interface Total {
  readonly least: number;
  readonly likely: number;
  readonly most: number;
  /** Whether a model is asked at its provider's and has no price. */
  readonly unknown: boolean;
}

export function totalOf(estimates: readonly Estimated[]): Total {
  const sum = (which: 'least' | 'likely' | 'most'): number =>
    estimates.reduce((total, { range }) => total + (range.usd?.[which] ?? 0), 0);
  const unknown = estimates.some(({ range, isOwn }) => range.usd === null && !isOwn);
  return { least: sum('least'), likely: sum('likely'), most: sum('most'), unknown };
}

/** Four digits behind the point where it is cents, two where it is dollars. */
function dollars(amount: number): string {
  return `$${amount.toFixed(amount < 1 ? 4 : 2)}`;
}

function costText({ least, likely, most }: NonNullable<CostRange['usd']>): string {
  return `${dollars(likely)} likely, ${dollars(least)} to ${dollars(most)}`;
}

export function estimateText(tournament: string, estimates: readonly Estimated[], { on, source }: PriceTable): string {
  const rows = estimates.map(({ name, model, range: { calls, usd } }) => [
    printable(name),
    printable(model),
    `${calls.least} to ${calls.most} calls`,
    usd === null ? 'no price' : costText(usd),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => textWidth(row[column] ?? ''))));
  const lines = rows.map((row) => `  ${row.map((cell, at) => padded(cell, widths[at] ?? 0, 'left')).join('  ')}`);
  const total = totalOf(estimates);
  const unknown = total.unknown ? ', and what has no price' : '';
  return `${[
    `${tournament}: what its models may cost, by estimate (prices of ${on}: ${printable(source)})`,
    ...lines.map((line) => line.trimEnd()),
    `  in all ${costText(total)}${unknown}`,
  ].join('\n')}\n`;
}
