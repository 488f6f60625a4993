/** Markets as participants see them, put together of what everybody sees and what is their own: equal to the fold of all they hear. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { keptBySize } from '../../server/http/kept-by-size.ts';
import { createOwnMarket, type OwnMarket } from '../../server/http/seen/own-part.ts';
import { createSharedMarket } from '../../server/http/seen/shared-market.ts';
import { createSeenMarkets } from '../../server/http/seen-markets.ts';
import { chance } from '../../server/kernel/prng.ts';
import { partiesOf } from '../../server/market/parties.ts';
import { OWNER_VIEW, type Viewer, view, WATCHER } from '../../server/market/view.ts';
import { deskOf, emptyDesk, foldDesk } from '../../server/protocol/arena/seen/desk.ts';
import { foldSeen } from '../../server/protocol/arena/seen/fold.ts';
import { emptySeenMarket, type ReadMarket, type SeenMarket } from '../../server/protocol/arena/seen/things.ts';
import { playedOut } from '../helpers/random-play.ts';

type Participant = Extract<Viewer, { readonly kind: 'participant' }>;

/** Maps as lists by number: those who see a thing later than others have it elsewhere in the order. */
const plain = (market: ReadMarket): unknown =>
  Object.fromEntries(
    Object.entries(market).map(([key, part]) => [
      key,
      typeof part === 'object' && part !== null && 'get' in part
        ? [...part].sort(([one], [other]) => one - other)
        : part,
    ]),
  );

const withoutCursors = (market: ReadMarket): unknown =>
  JSON.parse(JSON.stringify(plain(market), (key, value: unknown) => (key === 'cursor' ? null : value)));

/** Nothing is said twice or left out: what is counted, asked for and listed is the same. */
function expectOneMap<Id extends number>(map: ReadonlyMap<Id, unknown>): void {
  expect(map.size).toBe([...map].length);
  expect([...map.keys()]).toEqual([...map].map(([id]) => id));
  expect([...map.values()]).toEqual([...map.keys()].map((id) => map.get(id)));
  expect([...map.keys()].every((id) => map.has(id))).toBe(true);
}

test('whoever reads, whenever: what it would have folded of its own events, with documents in its own cursor', () => {
  let [compared, ownThings, publicThings] = [0, 0, 0];
  for (let play = 0; play < 10; play += 1) {
    const { events: played, state } = playedOut(`seen ${play}`, 240);
    // What a bidder says in confidence stands in a bid that everybody sees.
    const events = played.map((event) => (event.type === 'BidPlaced' ? { ...event, confidenceBps: 6_000 } : event));
    const random = chance(`reads ${play}`);
    const shared = createSharedMarket();
    const sides = [...state.participants.values()].map(({ participantId }) => {
      const viewer: Participant = { kind: 'participant', participantId, roles: ['freelancer', 'employer'] };
      // As a page keeps it that has heard everything.
      const desk = { ...emptyDesk(), you: participantId, pastKept: 1 };
      return { viewer, own: createOwnMarket(shared, viewer), whole: emptySeenMarket(), desk };
    });
    const compare = ({ own, whole, viewer }: { own: OwnMarket; whole: SeenMarket; viewer: Participant }): void => {
      const which = `play ${play}, event ${shared.heard()}, participant ${viewer.participantId}`;
      expect(plain(own.whole()), which).toEqual(plain(whole));
      expect(withoutCursors(own.market), which).toEqual(withoutCursors(whole));
      expect(own.market.cursor, which).toBe(whole.cursor);
      compared += 1;
    };
    for (const [index, event] of events.entries()) {
      const at = Math.floor(index / 2);
      shared.hear({ cursor: index + 1, at, event });
      for (const { viewer, whole, desk } of sides) {
        const seen = view(event, viewer, state.policy);
        if (seen === null) continue;
        foldSeen(whole, { cursor: whole.cursor + 1, at, event: seen });
        foldDesk(desk, { cursor: desk.cursor + 1, at, event: seen });
      }
      const side = sides[random.below(sides.length * 8)];
      if (side !== undefined) compare(side);
    }
    for (const side of sides) {
      compare(side);
      const { market } = side.own;
      expectOneMap(market.projects);
      expectOneMap(market.bids);
      expectOneMap(market.messages);
      expectOneMap(market.participants);
      expect(plain(deskOf(side.own.whole(), side.viewer.participantId, 1)), `play ${play}`).toEqual(plain(side.desk));
      ownThings += side.own.size();
      publicThings += shared.everybody.bids.size;
    }
  }
  expect(compared).toBeGreaterThan(200);
  expect(ownThings).toBeGreaterThan(500);
  expect(publicThings).toBeGreaterThan(100);
});

test('nobody whom an event does not name is told more of it than everybody', () => {
  let told = 0;
  for (let play = 0; play < 8; play += 1) {
    const { events, state } = playedOut(`parties ${play}`, 200);
    for (const event of events) {
      const parties = partiesOf(event);
      const everybodys = view(event, WATCHER, state.policy);
      for (const participantId of state.participants.keys()) {
        const seen = view(event, { kind: 'participant', participantId, roles: [] }, state.policy);
        if (parties.has(participantId)) told += seen === everybodys ? 0 : 1;
        else expect(seen, `${event.type} for ${participantId}`).toEqual(everybodys);
      }
    }
  }
  expect(told).toBeGreaterThan(100);
});

test('a thousand viewers read the log once between them, and hear what happens afterwards', async () => {
  const { events } = playedOut('many', 200);
  const listeners: ((seen: { cursor: number; at: number; event: (typeof events)[number] }) => void)[] = [];
  const followed: Viewer[] = [];
  let stopped = 0;
  const half = Math.floor(events.length / 2);
  const markets = createSeenMarkets({
    follow: async (_, viewer, since, listener) => {
      followed.push(viewer);
      listeners.push(listener);
      for (const [index, event] of events.slice(since, half).entries())
        listener({ cursor: index + 1, at: index, event });
      return () => {
        stopped += 1;
      };
    },
  });
  const viewers = Array.from({ length: 1_000 }, (_, index): Viewer => {
    return { kind: 'participant', participantId: (index + 1) as Participant['participantId'], roles: ['freelancer'] };
  });
  const all = await Promise.all(viewers.map((viewer) => markets.get('m' as never, viewer)));
  const before = all.map(({ cursor }) => cursor);
  for (const [index, event] of events.slice(half).entries()) {
    for (const listener of listeners) listener({ cursor: half + index + 1, at: half + index, event });
  }
  const later = await Promise.all(viewers.map((viewer) => markets.get('m' as never, viewer)));
  expect(later.map(({ cursor }, index) => cursor > (before[index] ?? 0))).toEqual(viewers.map(() => true));
  expect(await markets.get('m' as never, WATCHER)).toMatchObject({ status: later[0]?.status });
  expect(followed).toEqual([OWNER_VIEW]);
  markets.close();
  await Promise.resolve();
  expect(stopped).toBe(1);
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
setFlagsFromString('--no-expose-gc');

test('a market that is given up is kept by nobody who had a part in it', async () => {
  const { events } = playedOut('given up', 60);
  const listening: WeakRef<object>[] = [];
  const markets = createSeenMarkets({
    follow: async (_, _viewer, _since, listener) => {
      listening.push(new WeakRef(listener));
      for (const [index, event] of events.entries()) listener({ cursor: index + 1, at: index, event });
      return () => undefined;
    },
  });
  const viewer: Participant = { kind: 'participant', participantId: 1 as Participant['participantId'], roles: [] };
  const held = async (): Promise<number> => {
    // What was looked at in this turn of the loop is not collected in it.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    return listening.filter((one) => one.deref() !== undefined).length;
  };
  for (let number = 1; number <= 256; number += 1) await markets.get(`m${number}` as never, viewer);
  expect(await held()).toBe(256);
  for (let number = 257; number <= 300; number += 1) await markets.get(`m${number}` as never, viewer);
  expect(await held()).toBe(256);
  expect(await markets.get('m300' as never, viewer)).toMatchObject({ status: expect.any(String) });
  markets.close();
});

test('what is kept is bounded by size: the longest unasked for goes first, the newest never', () => {
  const gone: string[] = [];
  const kept = keptBySize<string>(10, (thing) => gone.push(thing));
  kept.keep('a', 'a', 4);
  kept.keep('b', 'b', 4);
  expect(kept.get('a')).toBe('a');
  kept.keep('c', 'c', 4);
  expect(gone).toEqual(['b']);
  kept.keep('a', 'a', 9);
  expect(gone).toEqual(['b', 'c']);
  kept.keep('d', 'd', 50);
  expect([gone, [...kept.values()]]).toEqual([['b', 'c', 'a'], ['d']]);
  kept.drop('d');
  kept.drop('d');
  kept.keep('e', 'e', 5);
  kept.keep('f', 'f', 5);
  kept.dropWhere((thing) => thing === 'e');
  expect([[...kept.values()], gone.at(-1)]).toEqual([['f'], 'e']);
  kept.keep('g', 'g', 5);
  expect([...kept.values()]).toEqual(['f', 'g']);
});
