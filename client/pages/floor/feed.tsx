/** What happens on the floor, newest first, each in a sentence. */

import { Link } from '@tanstack/react-router';
import type { Seen } from '../../../server/protocol/arena/client.ts';
import { useTitleOf } from '../../data/titles.ts';
import { type NameOf, useFloor } from '../../data/use-floor.ts';
import { Scroller } from '../../parts/scroller.tsx';
import { Empty } from '../../parts/state.tsx';
import { clock, moment, shortMoney } from '../../text/format.ts';
import { sentenceOf, weightOf } from '../../text/sentence.ts';
import { words } from '../../text/words.ts';

interface HappeningProps {
  readonly market: string;
  readonly seen: Seen;
  readonly currency: string;
  readonly nameOf: NameOf;
}

export function Happening({ market, seen, currency, nameOf }: HappeningProps) {
  const { event, at } = seen;
  const projectId = 'projectId' in event && typeof event.projectId === 'number' ? event.projectId : 0;
  const title = useTitleOf(market, projectId);
  const text = sentenceOf(event, {
    who: nameOf,
    project: (id) => (title === null ? words.floor.projects.untitled(id ?? 0) : `“${title}”`),
    money: (cents = 0) => shortMoney(cents, currency),
    time: (then = 0) => moment(then),
  });
  return (
    <div className="feed-line">
      <span className="feed-dot" data-weight={weightOf(event)} aria-hidden="true" />
      <span>{text}</span>
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

export function Feed({ market, nameOf }: FeedProps) {
  const floor = useFloor(market, PAINT_MS);
  const { feed } = words.floor;
  const { happenings, currency } = floor;
  const newest = (index: number): Seen | undefined => happenings[happenings.length - 1 - index];
  return (
    <section className="card" aria-labelledby="feed-title">
      <div className="card-head">
        <h2 id="feed-title">{feed.title}</h2>
      </div>
      {happenings.length === 0 ? (
        <Empty title={feed.none} />
      ) : (
        <Scroller
          label={feed.title}
          count={happenings.length}
          lineHeight={62}
          measured
          keyOf={(index) => newest(index)?.cursor ?? index}
        >
          {(index) => {
            const seen = newest(index);
            return seen === undefined ? null : (
              <Happening market={market} seen={seen} currency={currency} nameOf={nameOf} />
            );
          }}
        </Scroller>
      )}
    </section>
  );
}
