/** One's bid on a project: the form, or how the bid stands, or why there can be none. */

import { useState } from 'react';
import type { SeenBid, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useText } from '../../data/project.ts';
import { useAlone } from '../../data/taking-part.ts';
import { type AtDesk, type Legal, legalOf, ownBid, useSend } from '../../data/working/use-desk.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { count, moment, money } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { blockedBy } from './bid-fields.ts';
import { BidForm } from './bid-form.tsx';
import { isSealed, liveBids, rankOf } from './figures.ts';
import { TroubleNote } from './trouble-note.tsx';

interface PanelProps {
  readonly desk: AtDesk;
  readonly project: SeenProject;
  readonly legal: Legal;
}

function Rank({ desk, project, bid }: Omit<PanelProps, 'legal'> & { readonly bid: SeenBid }) {
  const { bid: text } = workingWords.working;
  const { market } = desk;
  if (useAlone(desk.name)) return null;
  if (isSealed(market, project)) return <p className="soft">{text.sealed}</p>;
  const bids = liveBids(market, project);
  const rank = rankOf(bids, bid);
  return (
    <p>
      <Badge tone={rank === 1 ? 'good' : 'neutral'}>
        {rank === 1 ? text.lowest : text.rank(count(rank), count(bids.length))}
      </Badge>
    </p>
  );
}

function Standing({ desk, project, legal, bid }: PanelProps & { readonly bid: SeenBid }) {
  const { bid: text, bidStates } = workingWords.working;
  const [changing, setChanging] = useState(false);
  const proposal = useText(desk.name, bid.proposal) ?? '';
  const retracting = useSend(desk);
  const mayAmend = legalOf(legal, 'AmendBid') !== undefined;
  const mayRetract = legalOf(legal, 'RetractBid') !== undefined;
  if (changing) {
    return (
      <BidForm
        desk={desk}
        project={project}
        legal={legal}
        bid={bid}
        proposal={proposal}
        onDone={() => setChanging(false)}
      />
    );
  }
  const retract = (): void =>
    retracting.mutate({ about: `retract ${bid.bidId}`, make: () => ({ type: 'RetractBid', bidId: bid.bidId }) });
  return (
    <div className="stack">
      <div className="row own-bid">
        <span className="own-amount">{money(bid.amountCents, desk.currency)}</span>
        <span>{text.inDays(count(bid.days))}</span>
        <Badge tone={bid.status === 'placed' ? 'accent' : 'neutral'}>{bidStates[bid.status]}</Badge>
      </div>
      {bid.status === 'placed' ? <Rank desk={desk} project={project} bid={bid} /> : null}
      <p className="soft">{text.placedAt(moment(bid.placedAt))}</p>
      {proposal === '' ? null : <p className="text-block">{proposal}</p>}
      <TroubleNote of={retracting.error} />
      <div className="row">
        {mayAmend ? <Button onClick={() => setChanging(true)}>{text.edit}</Button> : null}
        {mayRetract ? (
          <Confirm
            trigger={<Button kind="quiet">{text.retract}</Button>}
            title={text.retractTitle}
            text={text.retractText}
            yes={text.retract}
            no={text.keep}
            onYes={retract}
          />
        ) : null}
      </div>
    </div>
  );
}

export function BidPanel({ desk, project, legal }: PanelProps) {
  const { bid: text } = workingWords.working;
  const bid = ownBid(desk.market, project, desk.you);
  const standing = bid !== null && bid.status !== 'retracted';
  const mayPlace = legalOf(legal, 'PlaceBid') !== undefined;
  if (project.posting.mechanism.kind === 'contest') return null;
  return (
    <section className="card" aria-labelledby="bid-title">
      <div className="card-head">
        <h2 id="bid-title">{standing ? text.yours : text.title}</h2>
      </div>
      <div className="card-body">
        {standing ? (
          <Standing desk={desk} project={project} legal={legal} bid={bid} />
        ) : mayPlace ? (
          <BidForm desk={desk} project={project} legal={legal} bid={null} onDone={() => undefined} />
        ) : (
          <p className="soft">{blockedBy(desk.market, project, desk.you)}</p>
        )}
      </div>
    </section>
  );
}
