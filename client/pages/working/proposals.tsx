/** Bids of a project that one may see: one's own first, then by amount. */

import type { SeenBid, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useNames } from '../../data/use-floor.ts';
import type { AtDesk } from '../../data/working/use-desk.ts';
import { Badge } from '../../parts/badge.tsx';
import { count, money } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { isSealed } from './figures.ts';
import { OwnText } from './own-text.tsx';

const SHOWN = 50;

export function Proposals({ desk, project }: { readonly desk: AtDesk; readonly project: SeenProject }) {
  const { proposals: text, bidStates, bid: bidText } = workingWords.working;
  const { market, you, currency } = desk;
  const nameOf = useNames(desk.name);
  const bids = project.bidIds.flatMap((id): SeenBid[] => {
    const bid = market.bids.get(id);
    return bid === undefined || bid.status === 'retracted' ? [] : [bid];
  });
  const own = ({ bidderId }: SeenBid): number => (bidderId === you ? 0 : 1);
  const sorted = bids.toSorted((a, b) => own(a) - own(b) || a.amountCents - b.amountCents).slice(0, SHOWN);
  return (
    <section className="card offer-words" aria-labelledby="proposals-title">
      <div className="card-head">
        <h2 id="proposals-title">{text.title}</h2>
        <span className="soft">{isSealed(market, project) ? '' : count(bids.length)}</span>
      </div>
      {isSealed(market, project) ? <p className="card-body soft">{bidText.sealed}</p> : null}
      {sorted.length === 0 && !isSealed(market, project) ? <p className="card-body soft">{text.none}</p> : null}
      <ul>
        {sorted.map((bid) => (
          <li key={bid.bidId} className="bid-card" data-own={bid.bidderId === you}>
            <div className="row">
              <span className="strong">{bid.bidderId === you ? text.you : nameOf(bid.bidderId)}</span>
              {bid.status === 'placed' ? null : <Badge>{bidStates[bid.status]}</Badge>}
              <span className="bid-terms">
                <span className="strong">{money(bid.amountCents, currency)}</span>{' '}
                <span className="soft">{text.days(count(bid.days))}</span>
              </span>
            </div>
            <OwnText market={desk.name} document={bid.proposal} none={text.noText} />
          </li>
        ))}
      </ul>
    </section>
  );
}
