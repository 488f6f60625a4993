/** One market of a run as rows, with the names of those in it. */

import { privateCosts, type RunRecord } from '../agents/tournament/analysis/run-record.ts';
import type { Subject } from '../agents/tournament/analysis/subject.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { caseKindsIn } from '../agents/tournament/observations/case-kinds.ts';
import { observeMarket } from '../agents/tournament/observations/observe-market.ts';
import type { CaseKinds, ToldEvent, Who } from '../agents/tournament/observations/observed-market.ts';
import type { Observed } from '../agents/tournament/observations/row-schema.ts';
import type { ContentStore } from '../server/engine/ports.ts';
import { type ContentHash, contentHash, type ParticipantId } from '../server/kernel/id.ts';
import { postings } from '../server/market/postings.ts';
import type { BodyOf, WatchedMarket } from './watched-run.ts';

export interface ObservedLog extends WatchedMarket, Pick<Subject, 'seats' | 'policy'> {
  readonly observed: Observed;
}

/** Contents as JSON; null where they were erased or never here. */
export function bodiesOf(contents: ContentStore): BodyOf {
  return async (hash) => {
    const found = await contents.get(contentHash(hash));
    return found === null || found === 'erased' ? null : JSON.parse(found.body);
  };
}

export async function observeLog(
  { market, events }: Pick<WatchedMarket, 'market' | 'events'>,
  record: Pick<RunRecord, 'config' | 'roster' | 'projects'>,
  bodyOf: BodyOf,
): Promise<ObservedLog> {
  const freelancers = new Map<ParticipantId, Who>();
  const employers = new Map<number, string>();
  const kinds = new Map<ContentHash, CaseKinds | null>();
  let policy: Subject['policy'] | null = null;
  for (const { event } of events) {
    if (event.type === 'MarketOpened') policy = event.policy;
    else if (event.type === 'VerdictRecorded')
      kinds.set(event.evidenceHash, caseKindsIn(await bodyOf(event.evidenceHash)));
    else if (event.type === 'ParticipantRegistered') {
      const profile = (await bodyOf(event.profileHash)) as { readonly name: string } | null;
      const name = profile?.name ?? `participant ${event.participantId}`;
      if (event.roles.includes('freelancer'))
        freelancers.set(event.participantId, { name, kind: event.participantKind });
      else if (event.roles.includes('employer')) employers.set(event.participantId, name);
    }
  }
  if (policy === null) throw new InputError(`${market} holds no market that was opened`);
  const transfers = events.flatMap(({ seq, at, event }) =>
    postings(event).map((transfer, line) => ({ ...transfer, seq, line, at })),
  );
  const observed = observeMarket({
    ...{ market, events, transfers, freelancers },
    projectFacts: (hash) => record.projects.get(hash) ?? null,
    costCents: privateCosts(record),
    caseKinds: (hash) => kinds.get(hash) ?? null,
  });
  const seats = [...freelancers].map(([id, { name }]) => ({ market, participant: Number(id), name }));
  return { market, events: events satisfies readonly ToldEvent[], employers, observed, seats, policy };
}
