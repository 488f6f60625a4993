/** What a viewer's fold says of its own wallet and credits, beside what the market itself says, over whole random lives. */

import { expect, test } from 'vitest';
import { bidsRemaining } from '../../server/http/freelancer/present-self.ts';
import { walletOf } from '../../server/market/account.ts';
import { creditsNow } from '../../server/market/participant.ts';
import { balanceOf } from '../../server/market/state.ts';
import { OWNER_VIEW, type Viewer, view, WATCHER } from '../../server/market/view.ts';
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

test('one’s own wallet to the cent, and nobody else’s; the owner knows them all', () => {
  let funded = 0;
  for (let play = 0; play < PLAYS; play += 1) {
    const market = playedOut(`purse ${play}`, 160);
    const wallets = seenBy(market, OWNER_VIEW).purses;
    expect(seenBy(market, WATCHER).purses.size).toBe(0);
    for (const { participantId, roles } of market.state.participants.values()) {
      const real = balanceOf(market.state, walletOf(participantId));
      const own = seenBy(market, { kind: 'participant', participantId, roles: [...roles] }).purses;
      expect([play, participantId, own.get(participantId)?.walletCents ?? 0]).toEqual([play, participantId, real]);
      expect(wallets.get(participantId)?.walletCents ?? 0).toBe(real);
      expect([...own.keys()].filter((id) => id !== participantId)).toEqual([]);
      if (real > 0) funded += 1;
    }
  }
  expect(funded).toBeGreaterThan(PLAYS);
});

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
