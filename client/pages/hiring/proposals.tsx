/** Bids beside each other: sortable by what an employer weighs, each with its proposal; and the award, where it is made by hand. */

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SeenBid } from '../../../server/protocol/arena/seen/things.ts';
import { troubleText, useAct, useDocument, useMarketNow, useNames } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { bidsOn, reputationOf } from '../../data/hiring/standing.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty } from '../../parts/state.tsx';
import { count, decimal, money, relative } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { AwardDialog } from './award-dialog.tsx';
import { Invite } from './invite.tsx';
import type { PartProps } from './next-step.tsx';

const KEYS = ['bidder', 'reputation', 'amount', 'days', 'placed'] as const;
type Key = (typeof KEYS)[number];
interface Sorting {
  readonly key: Key;
  readonly down: boolean;
}

const TONES: Readonly<Record<SeenBid['status'], Tone>> = {
  placed: 'good',
  retracted: 'neutral',
  awarded: 'accent',
  accepted: 'accent',
  declined: 'warn',
  revoked: 'neutral',
  lapsed: 'warn',
  lost: 'neutral',
};

function useSorted(bids: readonly SeenBid[], { key, down }: Sorting): readonly SeenBid[] {
  const { seen } = useLive();
  const names = useNames();
  const value = (bid: SeenBid): number | string => {
    if (key === 'bidder') return names(bid.bidderId) ?? '';
    if (key === 'reputation') return reputationOf(seen, bid.bidderId).ratingAverage ?? 0;
    return key === 'amount' ? bid.amountCents : key === 'days' ? bid.days : bid.placedAt;
  };
  const sign = down ? -1 : 1;
  return bids.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    return sign * (typeof one === 'string' ? one.localeCompare(String(other)) : one - Number(other));
  });
}

function Heads({ sorting, onSort }: { readonly sorting: Sorting; readonly onSort: (sorting: Sorting) => void }) {
  const { columns } = hiringWords.bids;
  return (
    <tr>
      {KEYS.map((key) => {
        const chosen = sorting.key === key;
        return (
          <th
            key={key}
            scope="col"
            className={key === 'amount' || key === 'days' ? 'number' : undefined}
            aria-sort={chosen ? (sorting.down ? 'descending' : 'ascending') : undefined}
          >
            <button
              type="button"
              className="sort-button"
              onClick={() => onSort({ key, down: chosen ? !sorting.down : key === 'reputation' })}
            >
              {columns[key]}
              {chosen ? <Icon name={sorting.down ? 'down' : 'up'} size={12} /> : null}
            </button>
          </th>
        );
      })}
      <th scope="col">{columns.state}</th>
    </tr>
  );
}

function Standing({ bid }: { readonly bid: SeenBid }) {
  const { seen } = useLive();
  const { noReviews, rating, completed } = hiringWords.bids;
  const { ratingAverage, reviewCount, completed: done, ended } = reputationOf(seen, bid.bidderId);
  return (
    <>
      <div>{ratingAverage === null ? noReviews : rating(decimal(ratingAverage, 1), reviewCount)}</div>
      {ended === 0 ? null : <div className="soft">{completed(count(done), count(ended))}</div>}
    </>
  );
}

function Proposal({ bid, name }: { readonly bid: SeenBid; readonly name: string }) {
  const { expand, noProposal } = hiringWords.bids;
  const text = useDocument(bid.proposal);
  const shown = bid.proposal === null ? noProposal : text === null ? hiringWords.hiring.erased : (text ?? '');
  return (
    <tr className="proposal-row">
      <td colSpan={6}>
        <details open>
          <summary>{expand(name)}</summary>
          <p className="own-text">{shown}</p>
        </details>
      </td>
    </tr>
  );
}

function Line({
  bid,
  legal,
  onAward,
}: { readonly bid: SeenBid; readonly onAward: () => void } & Pick<PartProps, 'legal'>) {
  const { seen } = useLive();
  const { hiring, bids } = hiringWords;
  const name = useNames()(bid.bidderId) ?? hiring.participant(bid.bidderId);
  const act = useAct();
  const now = useMarketNow();
  const can = (type: 'AwardBid' | 'RevokeAward'): boolean =>
    legal.some((one) => one.type === type && one.bidId === bid.bidId);
  return (
    <>
      <tr className="bid-row">
        <td>
          <span className="who">
            <span className="avatar" aria-hidden="true">
              {name.slice(0, 2)}
            </span>
            <span className="strong">{name}</span>
          </span>
        </td>
        <td>
          <Standing bid={bid} />
        </td>
        <td className="number strong">{money(bid.amountCents, seen.policy?.currency ?? 'USD')}</td>
        <td className="number">{bids.days(bid.days)}</td>
        <td>{relative(bid.placedAt - now)}</td>
        <td>
          <div className="row">
            <Badge tone={TONES[bid.status]}>{bids.states[bid.status]}</Badge>
            {can('AwardBid') ? (
              <Button size="small" kind="primary" aria-label={`${hiring.actions.award}: ${name}`} onClick={onAward}>
                {hiring.actions.award}
              </Button>
            ) : null}
            {can('RevokeAward') ? (
              <Button
                size="small"
                disabled={act.isPending}
                onClick={() => act.mutate({ type: 'RevokeAward', bidId: bid.bidId })}
              >
                {hiring.actions.revoke}
              </Button>
            ) : null}
          </div>
          {act.isError ? (
            <p className="field-error" role="alert">
              {hiring.failed(troubleText(act.error))}
            </p>
          ) : null}
        </td>
      </tr>
      <Proposal bid={bid} name={name} />
    </>
  );
}

/** Of what lies far behind, most bids are told by the market's own page alone. */
function LeftOut({ project }: Pick<PartProps, 'project'>) {
  const { market } = useLive();
  const { bidsLeftOut = 0, projectId } = project;
  if (bidsLeftOut === 0) return null;
  return (
    <p className="notice">
      {hiringWords.bids.leftOut(bidsLeftOut, count(bidsLeftOut))}{' '}
      <Link to="/markets/$market/projects/$project" params={{ market, project: String(projectId) }}>
        {hiringWords.bids.leftOutLink}
      </Link>
    </p>
  );
}

export function Proposals({ project, legal }: PartProps) {
  const { seen } = useLive();
  const { bids: text } = hiringWords;
  const [sorting, setSorting] = useState<Sorting>({ key: 'amount', down: false });
  const [awarding, setAwarding] = useState<SeenBid | null>(null);
  const all = useSorted(bidsOn(seen, project), sorting);
  const { kind } = project.posting.mechanism;
  const rule = kind === 'buyer_determined' ? text.byHand : text.awardsItself(text.mechanisms[kind]);
  const hidden = all.length === 0 && (project.bidCount ?? 0) > 0 && project.bidsLeftOut === undefined;
  return (
    <section className="stack" aria-label={hiringWords.hiring.tabs.proposals}>
      <p className="notice">
        {rule} {seen.policy?.visibility === 'open' ? text.openText : text.sealedText}
      </p>
      <LeftOut project={project} />
      <div className="card table-scroll">
        {all.length === 0 ? (
          <Empty title={hidden ? text.hiddenText : text.none}>
            <p>{text.noneText}</p>
          </Empty>
        ) : (
          <table className="table bid-table" aria-label={text.table}>
            <thead>
              <Heads sorting={sorting} onSort={setSorting} />
            </thead>
            <tbody>
              {all.map((bid) => (
                <Line key={bid.bidId} bid={bid} legal={legal} onAward={() => setAwarding(bid)} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Invite project={project} legal={legal} />
      {awarding === null ? null : <AwardDialog bid={awarding} onClose={() => setAwarding(null)} />}
    </section>
  );
}
