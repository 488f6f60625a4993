/** A plan for a terminal: numbers first, then what they take for granted. */

import { type Cents, formatCents } from '../../../server/kernel/money.ts';
import type { Unit } from '../analysis/table.ts';
import { span } from '../progress.ts';
import { padded, printable, textWidth, wrapped } from '../text-width.ts';
import type { TimeEstimate } from './measured.ts';
import type { Plan, PlannedCost } from './plan.ts';
import type { PowerLine } from './power.ts';

/** A figure in its unit; differences of shares are points of a hundred. */
export function inUnit(value: number, unit: Unit): string {
  if (unit === 'cents') return formatCents(Math.round(value) as Cents, 'USD');
  if (unit === 'share') return `${(100 * value).toFixed(1)} %`;
  return String(Number(value.toPrecision(3)));
}

function costText({ least, likely, most, unknown, models }: PlannedCost): string {
  if (models === 0) return 'nothing: no freelancer is a language model';
  const dollars = (amount: number): string => `$${amount.toFixed(amount < 1 ? 4 : 2)}`;
  const rest = unknown ? ', and what has no price' : '';
  return `${dollars(likely)} likely, ${dollars(least)} to ${dollars(most)}${rest}; an estimate, before any run`;
}

function timeText(time: TimeEstimate | null): string {
  if (time === null) return 'unknown: no earlier run was given (--from DIR)';
  const { seconds, basis, measuredRuns, workers, processors } = time;
  const how =
    basis === 'same_runs' ? 'of the same treatments' : 'by their postings, since not all treatments were among them';
  const where = `${workers.length === 0 ? 'an unknown number of' : workers.join(' or ')} workers on ${processors.map(printable).join(', ')}`;
  return `about ${span(seconds)}, from ${measuredRuns} measured runs ${how}; ${where}`;
}

function powerCells(line: PowerLine, unit: Unit): string[] {
  const { effect, power, detectable, wantedPairs, wantedRuns } = line;
  const size = (one: { readonly difference: number | null; readonly standardized: number | null } | null): string => {
    if (one === null || (one.difference === null && one.standardized === null)) return '–';
    const parts = [
      one.difference === null ? null : inUnit(one.difference, unit),
      one.standardized === null ? null : `${Number(one.standardized.toPrecision(3))} SD`,
    ];
    return parts.filter((part) => part !== null).join(' = ');
  };
  return [
    line.outcome,
    line.contrast,
    size(effect),
    power === null ? '–' : power.toFixed(2),
    size(detectable),
    wantedPairs === null ? '–' : `${wantedPairs} (${wantedRuns} runs)`,
  ];
}

function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => textWidth(row[at] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0, 'left'))
      .join('  ')
      .trimEnd(),
  );
}

function deviationNotes(power: readonly PowerLine[], unitOf: (outcome: string) => Unit): string[] {
  const notes = power.map(({ outcome, contrast, deviation }) =>
    deviation === null
      ? `${outcome}, ${contrast}: nobody has said how far it spreads over repetitions, so there is no power in its own unit; say effect.deviation, or give an earlier experiment (--from DIR).`
      : `${outcome}, ${contrast}: a deviation of ${inUnit(deviation.value, unitOf(outcome))} over repetitions, ${printable(deviation.source)}.`,
  );
  return [...new Set(notes)];
}

/** `wanted`: the power that runs are counted for. `unitOf`: by name of outcome. */
export function planText(plan: Plan, wanted: number, unitOf: (outcome: string) => Unit, width = 100): string {
  const { name, question, design, treatments, repetitions, runs, cost, time, power, assumptions } = plan;
  const head = ['Outcome', 'Contrast', 'Effect', 'Power', `Found with ${wanted}`, `Repetitions for ${wanted}`];
  return [
    `${name}: ${printable(question)}`,
    '',
    `Design  ${design.replace('_', ' ')}: ${treatments.length} treatments, ${repetitions} repetitions`,
    `Runs    ${runs}`,
    `Cost    ${costText(cost)}`,
    `Time    ${timeText(time)}`,
    '',
    ...tableLines([
      ['Treatment', 'Runs', 'Postings a run'],
      ...treatments.map((one) => [one.name, String(one.runs), String(one.postings)]),
    ]),
    '',
    ...tableLines([head, ...power.map((line) => powerCells(line, unitOf(line.outcome)))]),
    '',
    ...[...assumptions, ...deviationNotes(power, unitOf)].flatMap((note) => wrapped(note, width)),
    '',
  ].join('\n');
}
