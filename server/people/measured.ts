/** What people did with the projects, one row for each person and project that was offered them alone or awarded to them. */

import { projectId } from '../kernel/id.ts';
import type { MarketEvent } from '../market/event.ts';
import type { MarketState } from '../market/state.ts';
import type { MeasuredBaseline } from '../protocol/arena/people-study-results.ts';
import { named, type PeopleContext } from './context.ts';
import type { Study, StudyMarket } from './persons.ts';
import { isAlone } from './study-policy.ts';

type Verdict = MeasuredBaseline['verdicts'][number];

export interface TriedProject extends Required<Verdict> {
  readonly pseudonym: string;
  readonly market: string;
  readonly projectId: number;
  /** What the verdict earned, before fees. */
  readonly grossCents: number;
}

interface Times {
  readonly acceptedAt: number;
  lastVerdictAt: number | null;
}

const PAGE = 1_000;

async function timesIn({ arena }: PeopleContext, market: string): Promise<ReadonlyMap<number, Times>> {
  const times = new Map<number, Times>();
  for (let since = 0; ; ) {
    const page = await arena.engine.read(named(market), { kind: 'owner' }, since, PAGE);
    for (const { at, event: seen } of page) {
      // The owner's view hides nothing.
      const event = seen as MarketEvent;
      if (event.type === 'AwardAccepted') times.set(event.projectId, { acceptedAt: at, lastVerdictAt: null });
      const known = event.type === 'VerdictRecorded' ? times.get(event.projectId) : undefined;
      if (known !== undefined) known.lastVerdictAt = at;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return times;
    since = last.cursor;
  }
}

interface Trying {
  readonly state: MarketState;
  readonly times: ReadonlyMap<number, Times>;
  readonly activeMs: (participant: number, project: number) => number | null;
  readonly alone: boolean;
}

/** Null where it was not theirs: a bid that lost is no failure. */
function tried(
  market: StudyMarket,
  seat: StudyMarket['body']['seats'][number],
  posted: StudyMarket['body']['posted'][number],
  { state, times, activeMs, alone }: Trying,
): TriedProject | null {
  const project = state.projects.get(projectId(posted.projectId));
  const own = project?.award?.freelancerId === seat.participantId && project.award.status !== 'pending';
  if (project === undefined || seat.pseudonym === null || (!own && !alone)) return null;
  const bid = [...state.bids.values()].find(
    (one) => one.projectId === project.projectId && one.bidderId === seat.participantId,
  );
  const deliveries = [...state.deliveries.values()].filter(
    (one) => one.projectId === project.projectId && one.freelancerId === seat.participantId,
  );
  // Our fault is not their failure.
  if (deliveries.length > 0 && deliveries.every(({ status }) => status === 'voided')) return null;
  const scores = deliveries.flatMap(({ scoreBps }) => (scoreBps === null ? [] : [scoreBps]));
  const time = own ? times.get(project.projectId) : undefined;
  return {
    pseudonym: seat.pseudonym,
    market: market.market,
    projectId: posted.projectId,
    slug: posted.slug,
    acceptanceHash: posted.acceptanceHash,
    condition: market.body.condition,
    passed: deliveries.some(({ status }) => status === 'passed'),
    askedCents: bid?.amountCents ?? null,
    priceCents: own ? (project.award?.priceCents ?? null) : null,
    activeMs: activeMs(seat.participantId, posted.projectId),
    elapsedMs: time === undefined || time.lastVerdictAt === null ? null : time.lastVerdictAt - time.acceptedAt,
    attempts: deliveries.length,
    scoreBps: scores.length === 0 ? null : Math.max(...scores),
    grossCents: own ? (project.award?.releasedCents ?? 0) : 0,
  };
}

/** Of everybody whose data are still there; `over`: only of markets that have come to their end. */
export async function triedProjects(
  context: PeopleContext,
  study: Study,
  { over }: { readonly over: boolean },
): Promise<readonly TriedProject[]> {
  const { persons, markets, activeTimes } = context;
  const here = new Set((await persons.all(study.name)).flatMap(({ pseudonym, userId }) => (userId ? [pseudonym] : [])));
  const rows: TriedProject[] = [];
  for (const market of await persons.markets(study.name)) {
    const { body } = market;
    if (body.kind !== 'work' || body.state === 'opening' || (over && body.state !== 'over')) continue;
    const condition = study.body.spec.conditions.find(({ name }) => name === body.condition);
    const times = await activeTimes.list(named(market.market));
    const activeMs = (participant: number, project: number): number | null =>
      times.find((one) => one.participantId === participant && one.projectId === project)?.activeMs ?? null;
    const trying = {
      state: await markets.stateOf(named(market.market)),
      times: await timesIn(context, market.market),
      activeMs,
      alone: condition !== undefined && isAlone(condition),
    };
    for (const seat of body.seats) {
      if (seat.pseudonym === null || !here.has(seat.pseudonym)) continue;
      rows.push(...body.posted.flatMap((posted) => tried(market, seat, posted, trying) ?? []));
    }
  }
  return rows.sort((one, other) => (`${one.pseudonym}/${one.slug}` < `${other.pseudonym}/${other.slug}` ? -1 : 1));
}

const numbered = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export function baselineOf(study: Study, rows: readonly TriedProject[]): MeasuredBaseline {
  const people = new Set(rows.map(({ pseudonym }) => pseudonym)).size;
  return {
    source: `people study ${study.name}: ${numbered(rows.length, 'try', 'tries')} of ${numbered(people, 'person', 'people')}`,
    study: study.name,
    ...(people === 0 ? {} : { people }),
    verdicts: rows.map(({ pseudonym: _who, market: _market, projectId: _project, grossCents: _gross, ...row }) => row),
  };
}
