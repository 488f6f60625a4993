/** A tournament that a server played, as rows: the same as `arena run` leaves of a folder, out of the server's own markets. */

import { privateCosts, type RunRecord } from '../agents/tournament/analysis/run-record.ts';
import type { TournamentConfig } from '../agents/tournament/config.ts';
import { caseKindsIn } from '../agents/tournament/observations/case-kinds.ts';
import { observeMarket } from '../agents/tournament/observations/observe-market.ts';
import type { CaseKinds, ProjectFacts, Who } from '../agents/tournament/observations/observed-market.ts';
import type { Roster } from '../agents/tournament/roster.ts';
import type { Arena } from '../server/app.ts';
import { acceptanceHashOf, priceOriginOf } from '../server/ground.ts';
import { type ContentHash, marketId, type ParticipantId } from '../server/kernel/id.ts';
import type { MarketEvent } from '../server/market/event.ts';
import { postings } from '../server/market/postings.ts';
import type { TournamentPlan } from '../server/tournament-kit.ts';
import { builtBetween, corpusOf } from './corpus-of.ts';

const PAGE = 1_000;

async function factsOf(config: TournamentConfig): Promise<Map<ContentHash, ProjectFacts>> {
  const facts = new Map<ContentHash, ProjectFacts>();
  for (const one of await builtBetween(corpusOf(config))) {
    const { slug, family, estimatedMinutes } = one;
    const origin = priceOriginOf(one);
    const priceMethod = origin.kind === 'posted' ? null : origin.method;
    facts.set(acceptanceHashOf(one), { slug, family, estimatedMinutes, priceKind: origin.kind, priceMethod });
  }
  return facts;
}

/** All that the market's owner may see, which is all of it. */
async function logOf(arena: Arena, market: string) {
  const owner = arena.connectOwner(marketId(market));
  const log: { seq: number; at: number; event: MarketEvent }[] = [];
  for (;;) {
    const page = await owner.read(log.at(-1)?.seq ?? 0, PAGE);
    for (const { cursor, at, event } of page) log.push({ seq: cursor, at, event: event as MarketEvent });
    if (page.length < PAGE) break;
  }
  const bodyOf = async (hash: ContentHash, seq: number): Promise<unknown> => {
    const found = await owner.get(hash, seq);
    return found === null || found === 'erased' ? null : JSON.parse(found.body);
  };
  return { log, bodyOf };
}

/** Rows of one market, one JSON value a line. */
async function linesOf(arena: Arena, market: string, record: RunRecord): Promise<string> {
  const { log, bodyOf } = await logOf(arena, market);
  const freelancers = new Map<ParticipantId, Who>();
  const kinds = new Map<ContentHash, CaseKinds | null>();
  for (const { seq, event } of log) {
    if (event.type === 'VerdictRecorded')
      kinds.set(event.evidenceHash, caseKindsIn(await bodyOf(event.evidenceHash, seq)));
    if (event.type !== 'ParticipantRegistered' || !event.roles.includes('freelancer')) continue;
    const profile = (await bodyOf(event.profileHash, seq)) as { readonly name: string } | null;
    const name = profile?.name ?? `participant ${event.participantId}`;
    freelancers.set(event.participantId, { name, kind: event.participantKind });
  }
  const transfers = log.flatMap(({ seq, at, event }) =>
    postings(event).map((transfer, line) => ({ ...transfer, seq, line, at })),
  );
  const rows = observeMarket({
    ...{ market, events: log, transfers, freelancers, costCents: privateCosts(record) },
    projectFacts: (hash) => record.projects.get(hash) ?? null,
    caseKinds: (hash) => kinds.get(hash) ?? null,
  });
  return Object.values(rows)
    .flat()
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
}

/** Every row but those of model calls, which no log knows of; a piece for each market. */
export async function* observationsOf(plan: TournamentPlan, arena: Arena): AsyncGenerator<string> {
  const [config, roster] = [plan.config as TournamentConfig, plan.roster as Roster];
  const projects = await factsOf(config);
  const record: RunRecord = { dir: '', config, roster, corpusHash: '', projects, calls: [], people: null };
  for (const market of plan.markets) yield await linesOf(arena, market, record);
}
