/** A market's log as rows, and the rows of several markets together. */

import type { ProjectId } from '../../../server/kernel/id.ts';
import { type Folded, foldProjects, placeIn } from './fold-projects.ts';
import { deliveryRows, verdictRows, workRows } from './fold-work.ts';
import type { ObservedMarket } from './observed-market.ts';
import type { Observed, ProjectRow, TransferRow } from './row-schema.ts';

function transferRows(market: ObservedMarket, { projects }: Folded): TransferRow[] {
  const projectOf = new Map<number, ProjectId>();
  for (const { seq, event } of market.events) {
    if ('projectId' in event && event.projectId !== null) projectOf.set(seq, event.projectId);
  }
  return market.transfers.map(({ seq, line, at, code, from, to, amountCents }) => {
    const projectId = projectOf.get(seq);
    const place = placeIn(market, projectId === undefined ? undefined : projects.get(projectId));
    return { kind: 'transfer', ...place, at, seq, line, code, fromAccount: from, toAccount: to, amountCents };
  });
}

/** Every row but those of model calls, which no log knows of. */
export function observeMarket(market: ObservedMarket): Observed {
  const folded = foldProjects(market);
  const project = [...folded.projects.values()].map(({ posting: _posting, ...row }): ProjectRow => row);
  return {
    project,
    bid: [...folded.bids.values()],
    work: workRows(market, folded),
    delivery: deliveryRows(market, folded),
    verdict: verdictRows(market, folded),
    transfer: transferRows(market, folded),
    model_call: [],
  };
}

export function together(all: readonly Observed[]): Observed {
  return {
    project: all.flatMap(({ project }) => project),
    bid: all.flatMap(({ bid }) => bid),
    work: all.flatMap(({ work }) => work),
    delivery: all.flatMap(({ delivery }) => delivery),
    verdict: all.flatMap(({ verdict }) => verdict),
    transfer: all.flatMap(({ transfer }) => transfer),
    model_call: all.flatMap(({ model_call: calls }) => calls),
  };
}
