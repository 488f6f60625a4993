/** What a run asks, and how it was set up so that its figures can be an answer. */

import { type Cents, formatCents } from '../../../server/kernel/money.ts';
import type { Policy } from '../../../server/protocol/arena/wire.ts';
import { type Table, tableOf } from '../analysis/table.ts';
import { truthOf } from '../integrity/truth.ts';
import { isOutside, isPlayed, participantKindOf } from '../roster.ts';
import { type Block, factsOf, type Section, textBlock } from './report-model.ts';
import type { ReportedRun } from './reported-run.ts';

/** More are counted, not listed: a report is to be read. */
const LISTED_MAX = 60;

export function questionOf({ subject }: Pick<ReportedRun, 'subject'>): string {
  return subject.protocol === 'solo'
    ? 'How much of this work can each freelancer do alone, and what would it earn at the posted prices?'
    : 'Who gets the work when all compete for it, at which price, and what is left of it for whom?';
}

function feesText({ fees, currency }: Policy): string {
  const part = (bps: number, least: Cents): string =>
    `${bps / 100} %${least > 0 ? `, at least ${formatCents(least, currency)}` : ''}`;
  if (fees.freelancerBps + fees.freelancerMinCents + fees.employerBps + fees.employerMinCents === 0) return 'none';
  return `freelancer ${part(fees.freelancerBps, fees.freelancerMinCents)}; employer ${part(fees.employerBps, fees.employerMinCents)}`;
}

function pricesText({ standing, analysis }: ReportedRun): string | null {
  if (standing === null) return null;
  const { count, sumCents, meanCents, medianCents, kind, methods } = standing.prices;
  const money = (amount: number | null): string =>
    amount === null ? '–' : formatCents(Math.round(amount) as Cents, analysis.currency);
  const by = methods.length === 0 ? '' : `, by ${methods.join('; ')}`;
  return `${count} ${kind}${by}: sum ${money(sumCents)}, mean ${money(meanCents)}, median ${money(medianCents)}`;
}

function unitOfAnalysis({ subject }: ReportedRun): string {
  return subject.protocol === 'solo'
    ? 'the project; projects of one task family hang together, so intervals are over families'
    : 'within this run the project, over task families; for what a rule of the market does, the whole run is one observation';
}

/** Who is scripted to break the rules: the truth that flags are read against, which no participant and no detector was told. */
function adversariesText({ config, roster }: ReportedRun['record']): string | null {
  const truth = [...truthOf(config, roster)];
  if (truth.length === 0) return null;
  const byKind = Map.groupBy(truth, ([, kind]) => kind);
  return [...byKind].map(([kind, all]) => `${kind}: ${all.map(([name]) => name).join(', ')}`).join('; ');
}

function honeypotsText({ honeypots }: ReportedRun['record']['config']): string | null {
  return honeypots === 0 ? null : `${honeypots} projects more that nobody can pass honestly; they are in no figure`;
}

function rosterTable({ record, subject }: ReportedRun): Table {
  const columns = {
    freelancer: ['Freelancer', 'text'],
    kind: ['Kind', 'text'],
    model: ['Stands for', 'text'],
    rate: ['Set to pass', 'share'],
    source: ['Says', 'text'],
    origin: ['Origin', 'text'],
  } as const;
  const rows = record.roster.entries.slice(0, LISTED_MAX).map((entry) => ({
    freelancer: entry.name,
    kind: participantKindOf(entry),
    model: isOutside(entry) ? null : entry.model,
    rate: isPlayed(entry) ? entry.successRate : null,
    source: isPlayed(entry) ? entry.rateSource : null,
    origin: subject.participants.find(({ name }) => name === entry.name)?.origin ?? null,
  }));
  const count = record.roster.entries.length;
  const more = count > rows.length ? [`The first ${rows.length} of ${count}; all are in the run’s manifest.`] : [];
  const notes = [
    ...more,
    'Set to pass: the chance that a simulated freelancer was given, and who says it. What it then passed was drawn, and judged in the sandbox.',
  ];
  return tableOf({ name: 'roster', title: 'Who took part', notes }, columns, rows);
}

export function designSection(run: ReportedRun): Section {
  const { record, subject, analysis } = run;
  const { config } = record;
  const { policy } = subject;
  const blocks: Block[] = [
    textBlock(questionOf(run)),
    factsOf({
      Protocol: subject.protocol,
      Mechanism: policy.mechanism.kind,
      Bids: `${policy.visibility}${policy.revealAtClose ? ', public once bidding has closed' : ''}`,
      'Pay rule': analysis.payRule,
      Fees: feesText(policy),
      Settlement: policy.settlement,
      Names: policy.identities,
      Corpus: `${config.corpus.name}, seed ${config.corpus.seed}${config.corpus.limit === undefined ? '' : `, the first ${config.corpus.limit}`}`,
      Ambiguity: `${config.corpus.ambiguity} of 3`,
      Rounds: config.rounds,
      Postings: analysis.counts.project,
      'Task families': analysis.families === 0 ? 'not known' : analysis.families,
      Honeypots: honeypotsText(config),
      'Scripted to cheat': adversariesText(record),
      Prices: pricesText(run),
      'Human side': run.standing?.baseline.description,
      'Unit of analysis': unitOfAnalysis(run),
    }),
    { kind: 'table', currency: analysis.currency, table: rosterTable(run) },
  ];
  return { id: 'design', title: 'Question and design', run: subject.name, blocks };
}
