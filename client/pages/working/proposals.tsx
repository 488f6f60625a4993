/** Bids of a project that one may see: one's own first, then by amount. */

import { Link } from '@tanstack/react-router';
import { isPast } from '../../../server/protocol/arena/seen/desk.ts';
import type { SeenBid, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useNames } from '../../data/use-floor.ts';
import type { AtDesk } from '../../data/working/use-desk.ts';
import { Badge } from '../../parts/badge.tsx';
import { count, money } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { isSealed } from './figures.ts';
import { OwnText } from './own-text.tsx';

const SHOWN = 50;

interface ProposalsProps {
  readonly desk: AtDesk;
  readonly project: SeenProject;
}

/** What others have finished, and most of what lies far behind oneself, is not kept here: where it is told, as far as one may see it. */
function Elsewhere({ desk, project }: ProposalsProps) {
  const { proposals: text } = workingWords.working;
  const params = { market: desk.name, project: String(project.projectId) };
  return (
    <p className="card-body soft">
      <Link to="/markets/$market/projects/$project" params={params}>
        {text.past}
      </Link>
    </p>
  );
}

export function Proposals({ desk, project }: ProposalsProps) {
  const { proposals: text, bidStates, bid: bidText } = workingWords.working;
  const { market, you, currency } = desk;
  const nameOf = useNames(desk.name);
  const bids = project.bidIds.flatMap((id): SeenBid[] => {
    const bid = market.bids.get(id);
    return bid === undefined || bid.status === 'retracted' ? [] : [bid];
  });
  const own = ({ bidderId }: SeenBid): number => (bidderId === you ? 0 : 1);
  const past = isPast(market, project) || (project.bidsLeftOut ?? 0) > 0;
  const told = past || isSealed(market, project);
  const sorted = bids.toSorted((a, b) => own(a) - own(b) || a.amountCents - b.amountCents).slice(0, SHOWN);
  return (
    <section className="card offer-words" aria-labelledby="proposals-title">
      <div className="card-head">
        <h2 id="proposals-title">{text.title}</h2>
        <span className="soft">{told ? '' : count(bids.length)}</span>
      </div>
      {past ? <Elsewhere desk={desk} project={project} /> : null}
      {!past && isSealed(market, project) ? <p className="card-body soft">{bidText.sealed}</p> : null}
      {sorted.length === 0 && !told ? <p className="card-body soft">{text.none}</p> : null}
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
