/** The market at a moment of its past, as one viewer saw it then: the same fold as now, ended earlier. */

import type { Engine } from '../../engine/engine.ts';
import type { MarketId } from '../../kernel/id.ts';
import type { Viewer } from '../../market/view.ts';
import { STATE_PARTS, type StatePart } from '../../protocol/arena/events.ts';
import { foldSeen } from '../../protocol/arena/seen/fold.ts';
import { emptySeenMarket, type SeenMarket } from '../../protocol/arena/seen/things.ts';

export interface Moment {
  readonly at: number;
  readonly cursor: number;
}

const PAGE = 2_000;

/** Everything up to the moment, whichever of the two comes first. */
export async function marketAt(
  engine: Engine,
  marketId: MarketId,
  viewer: Viewer,
  moment: Moment,
): Promise<SeenMarket> {
  const market = emptySeenMarket();
  for (;;) {
    const page = await engine.read(marketId, viewer, market.cursor, PAGE);
    for (const seen of page) {
      if (seen.cursor > moment.cursor || seen.at > moment.at) return market;
      foldSeen(market, seen);
    }
    if (page.length < PAGE) return market;
  }
}

export function countsOf(market: SeenMarket): Record<StatePart, number> {
  return Object.fromEntries(STATE_PARTS.map((part) => [part, market[part].size])) as Record<StatePart, number>;
}

export interface PartQuery {
  readonly parts: readonly StatePart[];
  readonly project: number | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Those parts of the market as lists. A participant belongs to no project, and so is in every one. */
export function partsOf(market: SeenMarket, { parts, project, limit, offset }: PartQuery): object {
  const here = (thing: object): boolean =>
    project === undefined || !('projectId' in thing) || Number(thing.projectId) === project;
  return Object.fromEntries(
    [...new Set(parts)].map((part) => {
      const all: object[] = [...market[part].values()];
      return [part, all.filter(here).slice(offset, offset + limit)];
    }),
  );
}
