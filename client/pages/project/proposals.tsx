/** Who offered what, as on Freelancer.com's page of proposals. */

import type { SeenBid, SeenBidStatus } from '../../../server/protocol/arena/seen/things.ts';
import { useText } from '../../data/project.ts';
import type { NameOf } from '../../data/use-floor.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { clock, count, shortMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';

const TONES: Readonly<Record<SeenBidStatus, Tone>> = {
  placed: 'accent',
  retracted: 'neutral',
  awarded: 'warn',
  accepted: 'good',
  declined: 'bad',
  revoked: 'bad',
  lapsed: 'bad',
  lost: 'neutral',
};

interface ProposalProps {
  readonly market: string;
  readonly bid: SeenBid;
  readonly currency: string;
  readonly nameOf: NameOf;
}

function Proposal({ market, bid, currency, nameOf }: ProposalProps) {
  const { proposals: text } = marketWords.project;
  const proposal = useText(market, bid.proposal);
  return (
    <li className="proposal">
      <span className="avatar" aria-hidden="true">
        {nameOf(bid.bidderId).slice(0, 2)}
      </span>
      <div>
        <div className="row">
          <span className="strong">{nameOf(bid.bidderId)}</span>
          <Badge tone={TONES[bid.status]}>{text.states[bid.status]}</Badge>
          <time className="soft" dateTime={new Date(bid.placedAt).toISOString()}>
            {clock(bid.placedAt)}
          </time>
        </div>
        <p className="text-block">{proposal ?? <span className="soft">{text.noProposal}</span>}</p>
      </div>
      <div className="project-cell">
        <span className="strong">{shortMoney(bid.amountCents, currency)}</span>
        <small>
          {count(bid.days)} {text.days.toLowerCase()}
        </small>
      </div>
    </li>
  );
}

interface ProposalsProps extends Omit<ProposalProps, 'bid'> {
  readonly bids: readonly SeenBid[];
}

export function Proposals({ bids, ...rest }: ProposalsProps) {
  const { proposals: text, ladder } = marketWords.project;
  const ordered = bids.toSorted((a, b) => a.amountCents - b.amountCents || a.bidId - b.bidId);
  return (
    <section className="card" aria-labelledby="proposals-title">
      <div className="card-head">
        <h2 id="proposals-title">
          {text.title} <span className="soft">{count(bids.length)}</span>
        </h2>
      </div>
      {bids.length === 0 ? (
        <p className="card-body soft">{ladder.none}</p>
      ) : (
        <ul>
          {ordered.map((bid) => (
            <Proposal key={bid.bidId} bid={bid} {...rest} />
          ))}
        </ul>
      )}
    </section>
  );
}
