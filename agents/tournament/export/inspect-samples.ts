/** Deliveries of one freelancer as samples of the Inspect log format, with what led to them as events. */

import type { RecordedCall } from '../../llm/recording.ts';
import type { Subject } from '../analysis/subject.ts';
import type { BidRow, DeliveryRow, VerdictRow, WorkRow } from '../observations/row-schema.ts';
import { type CallLine, modelEvent, toldBy, usageOf } from './inspect-calls.ts';
import type { InspectEvent, InspectSample } from './inspect-schema.ts';

export interface InspectSource {
  readonly subject: Subject;
  /** What was posted, by answer key; a project that is not in it is named by its slug alone. */
  readonly postings: ReadonlyMap<string, string>;
  readonly calls: readonly CallLine[];
  readonly recorded: ReadonlyMap<string, RecordedCall>;
}

/** Somebody's work at one project, and what it is called in the log. */
export interface Doing {
  readonly freelancer: string;
  readonly model: string;
}

/** Market time, which is virtual, as the format writes moments. */
export const momentText = (at: number): string => new Date(at).toISOString().replace(/Z$/, '+00:00');

const idOf = ({ slug, project }: Pick<WorkRow, 'slug' | 'project'>): string =>
  (slug ?? `project-${project}`).replaceAll(/[^A-Za-z0-9._-]/g, '-');

type Placed = Pick<WorkRow, 'market' | 'project'>;
const isAt =
  ({ market, project }: Placed) =>
  (row: Placed): boolean =>
    row.market === market && row.project === project;

type Score = NonNullable<InspectSample['scores']>[string];

function scoresOf(work: WorkRow, verdict: VerdictRow | undefined): Record<string, Score> | null {
  if (verdict === undefined && work.result === 'unscored') return null;
  const [passed, count] = [verdict?.casesPassed ?? 0, verdict?.caseCount ?? work.caseCount];
  const metadata = { status: verdict?.status ?? 'nothing delivered', earned_cents: work.grossCents };
  const explanation = `${passed} of ${count} cases`;
  const score = (value: string | number): Score => ({ value, answer: null, explanation, metadata, history: [] });
  return { passed: score(verdict?.status === 'passed' ? 'C' : 'I'), cases: score(count === 0 ? 0 : passed / count) };
}

interface Delivered {
  readonly work: WorkRow;
  readonly bid: BidRow | undefined;
  /** Undefined: nothing was handed in. */
  readonly delivery: DeliveryRow | undefined;
  readonly verdict: VerdictRow | undefined;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly epoch: number;
}

function info(
  source: string,
  at: number,
  span: string,
  data: Record<string, string | number | boolean | null>,
): InspectEvent {
  return { event: 'info', timestamp: momentText(at), working_start: 0, span_id: span, source, data };
}

function eventsOf(source: InspectSource, doing: Doing, one: Delivered, calls: readonly CallLine[]): InspectEvent[] {
  const { work, bid, delivery, verdict, isFirst } = one;
  const span = `${work.market}/${work.project}`;
  const begun = bid?.placedAt ?? work.acceptedAt ?? delivery?.at ?? 0;
  const over = verdict?.at ?? work.endedAt ?? begun;
  const bidding =
    bid === undefined || !isFirst
      ? []
      : [
          info('auction', bid.placedAt, span, {
            kind: 'bid',
            amount_cents: bid.firstCents,
            days: bid.days,
            confidence_bps: bid.confidenceBps,
          }),
        ];
  const award =
    work.acceptedAt === null || !isFirst
      ? []
      : [info('auction', work.acceptedAt, span, { kind: 'award', price_cents: work.priceCents })];
  const asked = calls.flatMap((line) => {
    const told = toldBy(source.recorded.get(line.key), doing.model, line);
    return told === null ? [] : [modelEvent(told, line, momentText(work.acceptedAt ?? begun), span)];
  });
  const scores = scoresOf(work, verdict);
  const score: InspectEvent[] =
    scores?.passed === undefined
      ? []
      : [
          {
            event: 'score',
            timestamp: momentText(over),
            working_start: 0,
            span_id: span,
            score: scores.passed,
            intermediate: !one.isLast,
          },
        ];
  const paid =
    one.isLast && work.endedAt !== null
      ? [info('ledger', work.endedAt, span, { kind: 'paid', gross_cents: work.grossCents, fee_cents: work.feeCents })]
      : [];
  return [
    { event: 'span_begin', timestamp: momentText(begun), working_start: 0, id: span, name: span, type: 'project' },
    ...[...bidding, ...award, ...asked, ...score, ...paid],
    {
      event: 'span_end',
      timestamp: momentText(Math.max(over, paid.length > 0 ? (work.endedAt ?? over) : over)),
      working_start: 0,
      id: span,
    },
  ];
}

function sampleOf(source: InspectSource, doing: Doing, one: Delivered): InspectSample {
  const { work, bid, delivery } = one;
  // What a freelancer asked its model for a project is not told apart by deliveries: it stands at the first.
  const calls = one.isFirst
    ? source.calls.filter(
        (line) =>
          line.freelancer === doing.freelancer && line.market === work.market && line.project === String(work.project),
      )
    : [];
  const last = calls.at(-1);
  const told = last === undefined ? null : toldBy(source.recorded.get(last.key), doing.model, last);
  const usage = usageOf(calls);
  const key = source.subject.observed.project.find(isAt(work))?.acceptanceHash ?? '';
  return {
    id: idOf(work),
    epoch: one.epoch,
    input: source.postings.get(key) ?? `The project ${idOf(work)}.`,
    target: `all ${work.caseCount} cases pass`,
    messages: told === null ? [] : [...told.messages, ...told.output.choices.map(({ message }) => message)],
    output: told?.output ?? { model: doing.model, choices: [], completion: '' },
    scores: scoresOf(work, one.verdict),
    metadata: {
      market: work.market,
      project: work.project,
      family: work.family,
      round: work.round,
      attempt: delivery?.attempt ?? null,
      last_delivery: one.isLast,
      files_sha256: delivery?.filesHash ?? null,
      result: work.result,
      price_cents: work.priceCents,
      bid_cents: bid?.amountCents ?? null,
      origin: work.origin,
    },
    store: {},
    events: eventsOf(source, doing, one, calls),
    model_usage: usage === null ? {} : { [doing.model]: usage },
    role_usage: {},
    attachments: {},
  };
}

/** One a delivery, in the order of projects; work without any is one too, or its failure would be lost. A lost bid is none. */
export function samplesOf(source: InspectSource, doing: Doing): InspectSample[] {
  const { work, bid, delivery, verdict } = source.subject.observed;
  const own = <T extends { readonly freelancer: string }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.freelancer === doing.freelancer);
  const [bids, deliveries, verdicts] = [own(bid), own(delivery), own(verdict)];
  const epochs = new Map<string, number>();
  return own(work).flatMap((done) => {
    const handed: (DeliveryRow | undefined)[] = deliveries.filter(isAt(done));
    if (handed.length === 0) handed.push(undefined);
    return handed.map((one, index) => {
      const epoch = (epochs.get(idOf(done)) ?? 0) + 1;
      epochs.set(idOf(done), epoch);
      return sampleOf(source, doing, {
        work: done,
        bid: bids.find(isAt(done)),
        delivery: one,
        verdict: verdicts.find((found) => isAt(done)(found) && found.delivery === one?.delivery),
        isFirst: index === 0,
        isLast: index === handed.length - 1,
        epoch,
      });
    });
  });
}
