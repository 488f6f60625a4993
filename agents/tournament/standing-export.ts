/** The standing as files for other programs: CSV for spreadsheets, JSON for everything else. */

import { canonicalJson } from '../../server/kernel/hash.ts';
import { type Standing, type StandingRow, standingSchema } from './standing-schema.ts';

type Cell = string | number | boolean | null;

const CSV_COLUMNS: Readonly<Record<string, (row: StandingRow) => Cell>> = {
  rank: ({ rank }) => rank,
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  model: ({ model }) => model,
  baseline: ({ baseline }) => baseline,
  gross_cents: ({ earnings }) => earnings.grossCents,
  fees_cents: ({ earnings }) => earnings.feesCents,
  own_costs_cents: ({ earnings }) => earnings.ownCostsCents,
  net_cents: ({ earnings }) => earnings.netCents,
  pot_cents: ({ earnings }) => earnings.potCents,
  share_of_pot: ({ earnings }) => earnings.shareOfPot,
  offered: ({ projects }) => projects.offered,
  bid: ({ projects }) => projects.bid,
  won: ({ projects }) => projects.won,
  passed: ({ projects }) => projects.passed,
  failed: ({ projects }) => projects.failed,
  failed_fully: ({ projects }) => projects.failedFully,
  unscored: ({ projects }) => projects.unscored,
  task_share: ({ success }) => success.taskShare,
  task_share_low: ({ success }) => success.low,
  task_share_high: ({ success }) => success.high,
  dollar_share: ({ success }) => success.dollarShare,
  macro_case_rate: ({ success }) => success.macroCaseRate,
  micro_case_rate: ({ success }) => success.microCaseRate,
  human_ratio: ({ human }) => human?.ratio ?? null,
  human_earnings_cents: ({ human }) => human?.baselineCents ?? null,
  human_is_estimate: ({ human }) => human?.estimate ?? null,
  calibration_rate: ({ calibration }) => calibration?.rate ?? null,
  calibration_source: ({ calibration }) => calibration?.source ?? null,
  earnings_origin: ({ provenance }) => provenance.earnings,
  costs_origin: ({ provenance }) => provenance.costs,
  success_origin: ({ provenance }) => provenance.success,
  human_origin: ({ provenance }) => provenance.human,
};

/** Characters that a terminal would obey; line ends and tabs are the quoting's business. */
const CONTROLS = /(?![\t\r\n])\p{Cc}/gu;

/** A text that a spreadsheet would run as a formula is led by a quote; numbers stay numbers, negative ones too. */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const plain = cell.replace(CONTROLS, ' ');
  const text = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180 with a header, lines ending in CRLF. An empty cell: there is no such figure. */
export function standingCsv({ rows }: Standing): string {
  const lines = [Object.keys(CSV_COLUMNS).join(',')];
  const columns = Object.values(CSV_COLUMNS);
  for (const row of rows) lines.push(columns.map((cell) => csvCell(cell(row))).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** Canonical JSON with a newline at its end: equal standings give equal bytes. A value that breaks the schema throws. */
export function standingJson(standing: Standing): string {
  return `${canonicalJson(standingSchema.parse(standing))}\n`;
}
