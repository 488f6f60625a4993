/** What a viewer's fold says of its own bid credits, beside what the market itself says, over whole random lives. */

import { expect, test } from 'vitest';
import { bidsRemaining } from '../../server/http/freelancer/present-self.ts';
import { creditsNow } from '../../server/market/participant.ts';
import { type Viewer, view } from '../../server/market/view.ts';
import { foldSeen } from '../../server/protocol/arena/seen/fold.ts';
import { emptySeenMarket, type SeenMarket } from '../../server/protocol/arena/seen/things.ts';
import type { TestMarket } from '../helpers/given.ts';
import { playedOut } from '../helpers/random-play.ts';

const PLAYS = 24;

function seenBy(market: TestMarket, viewer: Viewer): SeenMarket {
  const seen = emptySeenMarket();
  let cursor = 0;
  for (const [index, event] of market.events.entries()) {
    const shown = view(event, viewer, market.state.policy);
    if (shown === null) continue;
    cursor += 1;
    foldSeen(seen, { cursor, at: market.times[index] ?? 0, event: shown });
  }
  return seen;
}

test('bid credits, out of what their holder saw happen', () => {
  let spent = 0;
  for (let play = 0; play < PLAYS; play += 1) {
    const market = playedOut(`credits ${play}`, 160);
    const { credits } = market.state.policy;
    if (credits === null) continue;
    for (const participant of market.state.participants.values()) {
      const { participantId, roles } = participant;
      const seen = seenBy(market, { kind: 'participant', participantId, roles: [...roles] });
      const { now } = market;
      const expected = creditsNow(credits, participant, now);
      expect([play, participantId, bidsRemaining(seen, participantId, now)]).toEqual([play, participantId, expected]);
      spent += [...seen.bids.values()].filter(({ bidderId }) => bidderId === participantId).length;
    }
  }
  expect(spent).toBeGreaterThan(PLAYS);
});
