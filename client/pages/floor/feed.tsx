/** What happens on the floor, newest first, each in a sentence. It holds still for whoever points at it or reads it by keyboard. */

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Seen } from '../../../server/protocol/arena/client.ts';
import { useTitleOf } from '../../data/titles.ts';
import { type NameOf, useFloor } from '../../data/use-floor.ts';
import { Scroller } from '../../parts/scroller.tsx';
import { Empty } from '../../parts/state.tsx';
import { clock, count, moment, shortMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { sentenceOf, weightOf } from '../../text/sentence.ts';

interface HappeningProps {
  readonly market: string;
  readonly seen: Seen;
  readonly currency: string;
  readonly nameOf: NameOf;
  /** Whether it stands on the page of the project, which then need not be named. */
  readonly here?: boolean;
}

export function Happening({ market, seen, currency, nameOf, here = false }: HappeningProps) {
  const { event, at } = seen;
  const projectId = 'projectId' in event && typeof event.projectId === 'number' ? event.projectId : 0;
  const title = useTitleOf(market, projectId);
  const { untitled, thisOne, thisOneFirst } = marketWords.floor.projects;
  const sentence = sentenceOf(event, {
    who: nameOf,
    project: (id) => (here ? thisOne : title === null ? untitled(id ?? 0) : `“${title}”`),
    money: (cents = 0) => shortMoney(cents, currency),
    time: (then = 0) => moment(then),
  });
  const text = here && sentence.startsWith(thisOne) ? `${thisOneFirst}${sentence.slice(thisOne.length)}` : sentence;
  return (
    <div className="feed-line">
      <span className="feed-dot" data-weight={weightOf(event)} aria-hidden="true" />
      <span className="feed-text">{text}</span>
      <Link className="feed-time" to="/markets/$market/replay" params={{ market }} search={{ cursor: seen.cursor }}>
        <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
      </Link>
    </div>
  );
}

interface FeedProps {
  readonly market: string;
  readonly nameOf: NameOf;
}

const PAINT_MS = 250;
const LINE_HEIGHT = 62;

/** Lines that nobody could point at, because they have moved on by then, are held for whoever tries. */
function useHeld(happenings: readonly Seen[]) {
  const [held, setHeld] = useState<readonly Seen[] | null>(null);
  const hold = (): void => setHeld((before) => before ?? [...happenings]);
  const letGo = (): void => setHeld(null);
  const handlers = {
    onPointerEnter: ({ pointerType }: React.PointerEvent) => (pointerType === 'mouse' ? hold() : undefined),
    onPointerLeave: letGo,
    onFocus: hold,
    onBlur: letGo,
  };
  return { shown: held ?? happenings, isHeld: held !== null, handlers };
}

export function Feed({ market, nameOf }: FeedProps) {
  const { happenings, currency, cursor } = useFloor(market, PAINT_MS);
  const { feed } = marketWords.floor;
  const { shown, isHeld, handlers } = useHeld(happenings);
  const newest = (index: number): Seen | undefined => shown[shown.length - 1 - index];
  const newer = cursor - (shown.at(-1)?.cursor ?? cursor);
  return (
    <section className="card" aria-labelledby="feed-title">
      <div className="card-head">
        <h2 id="feed-title">{feed.title}</h2>
        {isHeld ? <span className="soft">{feed.held(count(newer))}</span> : null}
      </div>
      {happenings.length === 0 ? (
        <Empty title={feed.none} />
      ) : (
        <div {...handlers}>
          <Scroller
            label={feed.title}
            count={shown.length}
            lineHeight={LINE_HEIGHT}
            // By place, not by event: what comes is written into the lines that stand, which costs a part of new ones.
            keyOf={(index) => index}
          >
            {(index) => {
              const seen = newest(index);
              return seen === undefined ? null : (
                <Happening market={market} seen={seen} currency={currency} nameOf={nameOf} />
              );
            }}
          </Scroller>
        </div>
      )}
    </section>
  );
}
