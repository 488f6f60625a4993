/** What each viewer of a played market is shown, as text. */

import type { ParticipantId } from '../../server/kernel/id.ts';
import { type Viewer, view, WATCHER } from '../../server/market/view.ts';
import type { TestMarket } from './given.ts';

const viewerOf = (market: TestMarket, id: ParticipantId): Viewer => ({
  kind: 'participant',
  participantId: id,
  roles: [...(market.state.participants.get(id)?.roles ?? [])],
});

/** Everything that a viewer is ever shown, as it would go over the wire, with the time of each event. */
export function shown(market: TestMarket, viewer: Viewer): string {
  const lines = market.events.map((event, index) => [market.times[index], view(event, viewer, market.state.policy)]);
  return JSON.stringify(lines.filter(([, seen]) => seen !== null));
}

/** The watcher and every participant, by name. */
export function everybody(market: TestMarket): (readonly [string, Viewer])[] {
  const participants = [...market.state.participants.keys()];
  return [['watcher', WATCHER], ...participants.map((id) => [String(id), viewerOf(market, id)] as const)];
}
