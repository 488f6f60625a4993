/** What came out: the standing with its intervals, in short, in plots, and every table of the analysis. */

import { cellText } from '../analysis/analysis-text.ts';
import { type Cell, type Table, tableOf } from '../analysis/table.ts';
import { plotsOf } from './plots.ts';
import { type Block, listBlock, type Section, textBlock } from './report-model.ts';
import type { ReportedRun } from './reported-run.ts';

const COLUMNS = {
  rank: ['#', 'count'],
  freelancer: ['Freelancer', 'text'],
  origin: ['Origin', 'text'],
  gross: ['Earned', 'cents'],
  net: ['Net', 'cents'],
  shareOfPot: ['Of pot', 'share'],
  passed: ['Passed', 'count'],
  decided: ['Of', 'count'],
  taskShare: ['Success', 'share'],
  overFamilies: ['… over families', 'share'],
  dollarShare: ['Dollar share', 'share'],
  human: ['Of human', 'share'],
  cost: ['Costs ÷ solved', 'number'],
} as const;

type Row = Readonly<Record<string, Cell>>;

export function tableNamed({ analysis }: Pick<ReportedRun, 'analysis'>, name: string): Table | undefined {
  return analysis.tables.find((table) => table.name === name);
}

/** The row of a freelancer in a table of the analysis; empty where it has none. */
function rowOf(run: ReportedRun, name: string, freelancer: string): Row {
  return tableNamed(run, name)?.rows.find((row) => row.freelancer === freelancer) ?? {};
}

export function numberIn(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'object' && cell !== null ? cell.value : null;
}

/** The analysis has an interval; where its human side lies in a file beside the run, the standing has the figure alone. */
function humanCell(run: ReportedRun, freelancer: string): Cell {
  const cell = rowOf(run, 'human', freelancer).ratio;
  return cell ?? run.standing?.rows.find(({ name }) => name === freelancer)?.human?.ratio ?? null;
}

/** By gross earnings, equals by name: the standing's own order. */
export function standingRows(run: ReportedRun): Record<keyof typeof COLUMNS, Cell>[] {
  const rows = run.subject.participants.map(({ name }) => {
    const [earnings, success] = [rowOf(run, 'earnings', name), rowOf(run, 'success', name)];
    const cellIn = (row: Row, key: string): Cell => row[key] ?? null;
    return {
      freelancer: name,
      gross: cellIn(earnings, 'gross'),
      net: cellIn(earnings, 'net'),
      shareOfPot: cellIn(earnings, 'shareOfPot'),
      passed: cellIn(success, 'passed'),
      decided: cellIn(success, 'decided'),
      taskShare: cellIn(success, 'taskShare'),
      overFamilies: cellIn(success, 'overFamilies'),
      dollarShare: cellIn(success, 'dollarShare'),
      human: humanCell(run, name),
      cost: cellIn(earnings, 'costPerSolvedDollar'),
      origin: cellIn(earnings, 'origin'),
    };
  });
  const gross = (row: (typeof rows)[number]): number => numberIn(row.gross) ?? 0;
  return rows
    .toSorted((one, other) => gross(other) - gross(one) || (one.freelancer < other.freelancer ? -1 : 1))
    .map((row, at) => ({ rank: at + 1, ...row }));
}

export function standingTable(run: ReportedRun): Table {
  const notes = [
    'Earned: released to the freelancer before fees. Net: less fees and own costs of models and sandboxes.',
    'In brackets 95 %. Success: passed of decided, Wilson, which takes projects as independent; over families: the same share with a t interval over task families, which hang together. Shares of pot and dollars and the human ratio: BCa bootstrap over families.',
    'No interval: there are too few families, or nothing varied. A lost bid is no failure and in no rate.',
    'Costs ÷ solved: what a solved dollar cost the freelancer, its own costs over the prices of what it passed.',
  ];
  return tableOf({ name: 'standing', title: 'By gross earnings', notes }, COLUMNS, standingRows(run));
}

/** More names are counted, not told. */
const NAMES_MAX = 12;

/** What was flagged stands at the top as well: whoever reads a standing should know whom somebody has doubts about. */
function flaggedOf(run: ReportedRun): string[] {
  const flags = tableNamed(run, 'flags');
  if (flags === undefined) return [];
  if (flags.rows.length === 0) return ['The detectors of cheating flagged nobody.'];
  const byDetector = Map.groupBy(flags.rows, ({ looksLike }) => String(looksLike));
  const told = [...byDetector].map(([looksLike, rows]) => {
    const names = [...new Set(rows.flatMap(({ who }) => String(who).split(', ')))];
    const more = names.length - NAMES_MAX;
    return `${looksLike}: ${names.slice(0, NAMES_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  });
  return [
    `Flagged, which is a suspicion and no verdict: ${told.join('; ')}. Why stands under Flags; no figure follows from it.`,
  ];
}

/** Sentences that the figures carry, and no more. */
function shortOf(run: ReportedRun): string[] {
  const { analysis, subject } = run;
  const [first] = standingRows(run);
  const { counts, currency } = analysis;
  const simulated = subject.participants.filter(({ origin }) => origin === 'simulated').length;
  const all = subject.participants.length;
  const money = (cell: Cell | undefined): string => cellText(cell ?? null, 'cents', currency);
  const share = (cell: Cell | undefined): string => cellText(cell ?? null, 'share', currency);
  const market = tableNamed(run, 'market')?.rows[0];
  return [
    `${counts.project ?? 0} postings, ${counts.bid ?? 0} bids, ${counts.work ?? 0} works, ${counts.delivery ?? 0} deliveries, ${counts.verdict ?? 0} verdicts.`,
    ...(first === undefined
      ? []
      : [
          `${String(first.freelancer)} earned most: ${money(first.gross)} gross, ${money(first.net)} net, at a success of ${share(first.taskShare)}.`,
        ]),
    ...(market === undefined ? [] : [`Without an accepted award: ${share(market.unfilled)} of the projects.`]),
    ...flaggedOf(run),
    simulated === 0
      ? 'Nobody who took part was simulated.'
      : `${simulated === all ? 'Everybody' : `${simulated} of ${all}`} who took part was simulated: drawn from a model of a freelancer, not measured.`,
  ];
}

export function shortSection(run: ReportedRun): Section {
  const blocks: Block[] = [
    listBlock(shortOf(run)),
    { kind: 'table', currency: run.analysis.currency, table: standingTable(run) },
  ];
  return { id: 'standing', title: 'Standing', run: run.subject.name, blocks };
}

export function plotSection(run: ReportedRun): Section {
  const blocks = plotsOf(run).map((plot): Block => ({ kind: 'plot', plot }));
  return { id: 'plots', title: 'In plots', run: run.subject.name, blocks };
}

export function tablesSection({ analysis, subject }: ReportedRun): Section {
  const blocks: Block[] = [
    textBlock('Every table that the statistics of a run have, each with how its figures are made.'),
    ...analysis.tables.map((table): Block => ({ kind: 'table', currency: analysis.currency, table })),
  ];
  return { id: 'tables', title: 'All figures', run: subject.name, blocks };
}
