/** A market as somebody who acts in it knows it: opened as it stands, folded as it happens, and the door to act by. */

import { type DeskMarket, emptyDesk, foldDesk } from '../../../server/protocol/arena/seen/desk.ts';
import { readDesk } from '../../../server/protocol/sdk/desk-call.ts';
import type { SessionDoor } from '../../../server/protocol/sdk/session-door.ts';
import { createAudience, type FollowState, followMarket, onePerMarket } from '../follow.ts';

/** The market at one moment. It may be one and the same object as before; `version` says that it changed. */
export interface DeskView extends FollowState {
  readonly version: number;
  readonly market: DeskMarket;
}

export interface Desk {
  readonly door: SessionDoor;
  view(): DeskView;
  subscribe(listener: () => void): () => void;
}

/** Events that come together are shown together. */
const SHOW_MS = 40;

/** One for all pages of work and of hiring in this market. */
export const deskOf = onePerMarket((market: string, forget): Desk => {
  let showing: ReturnType<typeof setTimeout> | undefined;
  let version = 0;
  const followed = followMarket(market, {
    empty: emptyDesk,
    snapshot: ({ http }) => readDesk(http),
    fold: foldDesk,
    changed: (what) => {
      if (what === 'state') show();
      else showing ??= setTimeout(show, SHOW_MS);
    },
  });
  const { door } = followed;
  let view: DeskView = { version, market: followed.folded(), ...followed.state() };
  const audience = createAudience(
    () => view.connection === 'ended',
    () => {
      clearTimeout(showing);
      door.close();
      forget();
    },
  );

  function show(): void {
    clearTimeout(showing);
    showing = undefined;
    version += 1;
    view = { version, market: followed.folded(), ...followed.state() };
    audience.tell();
  }

  return { door, view: () => view, subscribe: audience.subscribe };
});
