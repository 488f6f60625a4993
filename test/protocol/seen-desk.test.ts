/** A desk that was opened in the middle is the desk of whoever heard everything, for each viewer of markets played at random. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { known } from '../../server/kernel/assert.ts';
import { bidId, projectId } from '../../server/kernel/id.ts';
import { OWNER_VIEW, type Seen, type Viewer, view, WATCHER } from '../../server/market/view.ts';
import { deskAnswer, deskFrom, deskSchema } from '../../server/protocol/arena/seen/answer.ts';
import { type DeskMarket, emptyDesk, foldDesk, isPast, PAST_KEPT } from '../../server/protocol/arena/seen/desk.ts';
import { foldSeen } from '../../server/protocol/arena/seen/fold.ts';
import { emptySeenMarket, type SeenMarket } from '../../server/protocol/arena/seen/things.ts';
import { by, offer, openMarket, posting, type TestMarket } from '../helpers/given.ts';
import { playedOut } from '../helpers/random-play.ts';
import { deposit, WEALTH } from '../helpers/scene.ts';

const STEPS = 220;

function viewersOf({ state }: TestMarket): readonly Viewer[] {
  const people = [...state.participants.values()].map(
    ({ participantId, roles }): Viewer => ({ kind: 'participant', participantId, roles: [...roles] }),
  );
  return [OWNER_VIEW, WATCHER, ...people];
}

/** What the viewer hears, in its own cursor. The time of each event is its place: what it is matters to no fold. */
function heardBy(market: TestMarket, viewer: Viewer): readonly Seen[] {
  const shown = market.events.flatMap((event, at) => {
    const seen = view(event, viewer, market.state.policy);
    return seen === null ? [] : [{ at, event: seen }];
  });
  return shown.map((one, index) => ({ ...one, cursor: index + 1 }));
}

const youOf = (viewer: Viewer): DeskMarket['you'] => (viewer.kind === 'participant' ? viewer.participantId : null);

function seenIn(heard: readonly Seen[]): SeenMarket {
  const market = emptySeenMarket();
  for (const seen of heard) foldSeen(market, seen);
  return market;
}

/** Opened by one answer, as it comes over the network, after so many events, and followed from there. */
function openedAt(heard: readonly Seen[], cut: number, you: DeskMarket['you'], pastKept?: number): DeskMarket {
  const wire: unknown = JSON.parse(JSON.stringify(deskAnswer(seenIn(heard.slice(0, cut)), you, pastKept)));
  const desk = deskFrom(deskSchema.parse(wire));
  for (const seen of heard.slice(cut)) foldDesk(desk, seen);
  return desk;
}

function wholeOf(heard: readonly Seen[], you: DeskMarket['you'], pastKept = PAST_KEPT): DeskMarket {
  const desk = { ...emptyDesk(), you, pastKept };
  for (const seen of heard) foldDesk(desk, seen);
  return desk;
}

/** Maps as lists in their order: which one is told of first must be the same as well. */
const plain = (desk: DeskMarket): unknown =>
  JSON.parse(JSON.stringify(desk, (_, value: unknown) => (value instanceof Map ? [...value] : value)));

test('for every viewer, wherever it was opened: equal to the fold of the whole log', () => {
  let [forgotten, kept, leftOut] = [0, 0, 0];
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3 }),
      (seed, cuts) => {
        const market = playedOut(`desk/${seed}`, STEPS);
        for (const viewer of viewersOf(market)) {
          const you = youOf(viewer);
          const heard = heardBy(market, viewer);
          // A play is too short for more projects behind oneself than are kept: every second one keeps but one.
          const pastKept = seed % 2 === 0 ? PAST_KEPT : 1;
          const whole = wholeOf(heard, you, pastKept);
          for (const part of [0, ...cuts, 1]) {
            const cut = Math.floor(part * heard.length);
            expect(plain(openedAt(heard, cut, you, pastKept)), `seed ${seed}, cut ${cut}`).toEqual(plain(whole));
          }
          for (const { bidsLeftOut = 0 } of whole.projects.values()) leftOut += bidsLeftOut;
          const { bids } = seenIn(heard);
          forgotten += bids.size - whole.bids.size;
          kept += whole.bids.size;
        }
      },
    ),
    { numRuns: 8 },
  );
  // Else the property would hold for a desk that forgets nothing, or everything.
  expect(forgotten).toBeGreaterThan(20);
  expect(kept).toBeGreaterThan(20);
  expect(leftOut).toBeGreaterThan(0);
});

test('within its bound nothing of one’s own is forgotten, nor of anything that goes on', () => {
  for (const seed of ['own/1', 'own/2', 'own/3', 'own/4']) {
    const market = playedOut(seed, STEPS);
    for (const viewer of viewersOf(market)) {
      const you = youOf(viewer);
      const heard = heardBy(market, viewer);
      const seen = seenIn(heard);
      const desk = wholeOf(heard, you, Number.MAX_SAFE_INTEGER);
      expect([...desk.projects.keys()]).toEqual([...seen.projects.keys()]);
      expect(desk.reviews).toEqual(seen.reviews);
      for (const [id, project] of seen.projects) {
        const mine = project.employerId === you || project.award?.freelancerId === you;
        if (mine) expect(desk.projects.get(id)).toEqual(project);
        const past = isPast({ ...seen, you }, project);
        expect(known(desk.projects.get(id), 'project').bidIds).toHaveLength(past ? 0 : project.bidIds.length);
      }
      const ownBids = [...seen.bids.values()].filter(({ bidderId }) => bidderId === you);
      for (const bid of ownBids) expect(desk.bids.get(bid.bidId)).toEqual(bid);
    }
  }
});

const PROJECTS = 40;
const BIDDERS = 50;

/** An employer with forty projects behind, on each of which fifty freelancers had bid. */
function pastOfAnEmployer(): { readonly market: TestMarket; readonly employer: DeskMarket['you'] } {
  const market = openMarket({ visibility: 'open', mechanism: { kind: 'buyer_determined' } });
  const employer = market.register('employer');
  const freelancers = Array.from({ length: BIDDERS }, () => market.register('freelancer'));
  deposit(market, employer, WEALTH);
  for (let number = 1; number <= PROJECTS; number += 1) {
    market.done(by(employer), posting());
    for (const freelancer of freelancers) market.done(by(freelancer), offer(number, 5_000));
    market.done(by(employer), { type: 'AwardBid', bidId: bidId((number - 1) * BIDDERS + 1) });
    market.done(by(employer), { type: 'CancelProject', projectId: projectId(number) });
  }
  return { market, employer };
}

test('an employer’s own past is bounded: the last ten with every bid, of older ones what was awarded, the others counted', () => {
  const { market, employer } = pastOfAnEmployer();
  const heard = heardBy(market, {
    kind: 'participant',
    participantId: known(employer, 'employer'),
    roles: ['employer'],
  });
  const answer = deskAnswer(seenIn(heard), employer);
  expect(answer.projects).toHaveLength(PROJECTS);
  expect(answer.bids).toHaveLength(PAST_KEPT * BIDDERS + (PROJECTS - PAST_KEPT));
  const desk = wholeOf(heard, employer);
  const told = [...desk.projects.values()].map(({ bidIds, bidsLeftOut = 0 }) => [bidIds.length, bidsLeftOut]);
  const [older, newest] = [told.slice(0, -PAST_KEPT), told.slice(-PAST_KEPT)];
  expect(new Set(older.map(String))).toEqual(new Set([`1,${BIDDERS - 1}`]));
  expect(new Set(newest.map(String))).toEqual(new Set([`${BIDDERS},0`]));
  expect(plain(deskFrom(deskSchema.parse(JSON.parse(JSON.stringify(answer)))))).toEqual(plain(desk));
});
