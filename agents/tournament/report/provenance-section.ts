/** Where every figure of a run comes from: which rows it is made of, and whether those were measured, simulated or published. */

import { type Cell, type Table, tableOf } from '../analysis/table.ts';
import { type Block, type Section, textBlock } from './report-model.ts';
import type { ReportedRun } from './reported-run.ts';
import { standingTable } from './result-sections.ts';
import { tablesBeside } from './study-section.ts';

/** The rows that a table is made of, by its name. */
const MADE_OF: Readonly<Record<string, string>> = {
  standing: 'earnings, success and human, below',
  earnings: 'work, transfer',
  success: 'work, verdict',
  repeats: 'work',
  human: 'work, project; the human side as named',
  pairs: 'work of projects that both did',
  ratings: 'work (solo) or bid (auction), as games',
  bidding: 'bid, project',
  forecasts: 'bid, work',
  reliability: 'bid, work',
  market: 'project, work',
  surplus: 'project, work; costs drawn at set-up',
  screens: 'bid',
  turns: 'bid',
  flags: 'the event log, by the detectors of the integrity kit',
  tasks: 'work; published counts beside them',
  implied: 'none: published figures alone',
  fit: 'work, project; published shares',
};
/** Tables of the study are one for each reading of the prices. */
const DOLLARS = 'work, project, under another reading of the prices; published dollars beside them';

export function madeOf(table: string): string | null {
  return table.startsWith('dollars_') ? DOLLARS : (MADE_OF[table] ?? null);
}

const ORIGINS = ['measured', 'simulated', 'published'];

/** The words that its rows carry; where they carry none, those of everybody who took part. */
function originsOf({ rows }: Table, everybody: readonly string[]): string {
  const said = rows.flatMap((row) =>
    Object.values(row).filter((cell): cell is string => typeof cell === 'string' && ORIGINS.includes(cell)),
  );
  return [...new Set(said.length > 0 ? said : everybody)].sort().join(', ');
}

function provenanceTable(run: ReportedRun): Table {
  const { analysis, subject } = run;
  const columns = {
    figures: ['Figures', 'text'],
    origin: ['Origin', 'text'],
    rows: ['Made of the rows', 'text'],
    method: ['How', 'text'],
  } as const;
  const everybody = subject.participants.map(({ origin }) => origin);
  const rows = [standingTable(run), ...analysis.tables, ...tablesBeside(run)].map(
    (table): Record<keyof typeof columns, Cell> => ({
      figures: table.title,
      origin: originsOf(table, everybody),
      rows: madeOf(table.name),
      method: table.notes[0] ?? null,
    }),
  );
  const notes = [
    'measured: somebody or something did the work, and the sandbox judged it. simulated: drawn from a model of a freelancer, whatever sandbox confirmed the result. published: somebody else’s figure, never mixed with what happened here.',
    'Rows are folds of the event log; what each column holds is in the data dictionary. Times are market time.',
  ];
  return tableOf({ name: 'provenance', title: 'Where the figures come from', notes }, columns, rows);
}

export function provenanceSection(run: ReportedRun): Section {
  const counts = Object.entries(run.analysis.counts).map(([kind, count]) => `${kind} ${count}`);
  const blocks: Block[] = [
    { kind: 'table', currency: run.analysis.currency, table: provenanceTable(run) },
    textBlock('Plots are drawn from these tables, and those of prices and of times to award from the rows project.'),
    textBlock(`Rows of this run: ${counts.join(', ')}.`),
  ];
  return { id: 'provenance', title: 'Provenance', run: run.subject.name, blocks };
}
