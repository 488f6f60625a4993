/** One's own projects: bids that wait, work under way, what is over. */

import { getRouteApi, Link } from '@tanstack/react-router';
import type { SeenBid, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useTitle } from '../../app/title.ts';
import { useTitleOf } from '../../data/titles.ts';
import { useMarketNow } from '../../data/use-floor.ts';
import { type AtDesk, useDesk } from '../../data/working/use-desk.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { ButtonLink } from '../../parts/button.tsx';
import { Empty } from '../../parts/state.tsx';
import { count, duration, money } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { averageOn, bidCountOf, isSealed } from './figures.ts';

const route = getRouteApi('/signed-in/working/$market/mine');

interface Mine {
  readonly project: SeenProject;
  readonly bid: SeenBid;
}
type Kind = 'bids' | 'current' | 'past';

const TONES: Readonly<Partial<Record<SeenBid['status'], Tone>>> = {
  awarded: 'calm',
  accepted: 'accent',
  placed: 'good',
};

function kindOf({ project, bid }: Mine): Kind {
  if (bid.status === 'placed' || bid.status === 'awarded') return 'bids';
  return bid.status === 'accepted' && project.award?.status === 'in_progress' ? 'current' : 'past';
}

/** The last bid on each project that one has bid on; newest first. */
function mineOf({ market, you }: AtDesk): readonly Mine[] {
  const found = new Map<number, Mine>();
  for (const bid of market.bids.values()) {
    const project = market.projects.get(bid.projectId);
    if (bid.bidderId === you && project !== undefined) found.set(bid.projectId, { project, bid });
  }
  return [...found.values()].toSorted((a, b) => b.bid.changedAt - a.bid.changedAt);
}

function Action({ desk, project, bid }: Mine & { readonly desk: AtDesk }) {
  const { mine } = workingWords.working;
  const params = { market: desk.name, project: String(project.projectId) };
  if (bid.status === 'accepted' && project.award?.status === 'in_progress') {
    return (
      <ButtonLink size="small" kind="primary" to="/working/$market/projects/$project/place" params={params}>
        {mine.work}
      </ButtonLink>
    );
  }
  const awarded = bid.status === 'awarded';
  return (
    <ButtonLink
      size="small"
      kind={awarded ? 'primary' : 'plain'}
      to="/working/$market/projects/$project"
      params={params}
    >
      {awarded ? mine.answer : mine.look}
    </ButtonLink>
  );
}

function Line({ desk, one, now }: { readonly desk: AtDesk; readonly one: Mine; readonly now: number }) {
  const { bidStates, find, project: projectText } = workingWords.working;
  const { project, bid } = one;
  const { market, currency } = desk;
  const title = useTitleOf(desk.name, project.projectId) ?? find.untitled(project.projectId);
  const average = averageOn(market, project);
  const sealed = isSealed(market, project);
  const due =
    project.award?.status === 'in_progress'
      ? project.award.deliverBy
      : project.status === 'open'
        ? project.closesAt
        : null;
  return (
    <tr>
      <td>
        <Link
          to="/working/$market/projects/$project"
          params={{ market: desk.name, project: String(project.projectId) }}
        >
          {title}
        </Link>
      </td>
      <td className="number">{sealed ? find.sealed : count(bidCountOf(market, project) ?? 0)}</td>
      <td className="number">{money(bid.amountCents, currency)}</td>
      <td className="number">{sealed || average === null ? '–' : money(average, currency)}</td>
      <td>
        <Badge tone={TONES[bid.status] ?? 'neutral'}>{bidStates[bid.status]}</Badge>
      </td>
      <td className="number">{due === null ? '–' : due > now ? duration(due - now) : projectText.overdue}</td>
      <td>
        <Action desk={desk} {...one} />
      </td>
    </tr>
  );
}

function Section({
  desk,
  kind,
  rows,
  now,
}: {
  readonly desk: AtDesk;
  readonly kind: Kind;
  readonly rows: readonly Mine[];
  readonly now: number;
}) {
  const { mine } = workingWords.working;
  const none = { bids: mine.noBids, current: mine.noCurrent, past: mine.noPast }[kind];
  const heads = [mine.project, mine.bidCount, mine.bid, mine.average, mine.state, mine.due, mine.action];
  return (
    <section className="card" aria-labelledby={`mine-${kind}`}>
      <div className="card-head">
        <h2 id={`mine-${kind}`}>{mine[kind]}</h2>
        <span className="soft">{count(rows.length)}</span>
      </div>
      {rows.length === 0 ? (
        <p className="card-body soft">{none}</p>
      ) : (
        <div className="table-scroll">
          <table className="table mine-table">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th
                    key={head}
                    scope="col"
                    className={
                      [mine.bidCount, mine.bid, mine.average, mine.due].includes(head as never) ? 'number' : undefined
                    }
                  >
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <Line key={one.bid.bidId} desk={desk} one={one} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function MinePage() {
  const { mine } = workingWords.working;
  const { market } = route.useParams();
  useTitle(mine.title);
  const desk = useDesk(market);
  const now = useMarketNow(market, desk.market.at);
  const all = mineOf(desk);
  const of = (kind: Kind): readonly Mine[] => all.filter((one) => kindOf(one) === kind);
  return (
    <>
      <div className="page-head">
        <h1>{mine.title}</h1>
      </div>
      {all.length === 0 ? (
        <div className="card">
          <Empty title={mine.noBids}>
            <ButtonLink kind="primary" to="/working/$market" params={{ market }} search={{}}>
              {mine.find}
            </ButtonLink>
          </Empty>
        </div>
      ) : (
        (['current', 'bids', 'past'] as const).map((kind) => (
          <Section key={kind} desk={desk} kind={kind} rows={of(kind)} now={now} />
        ))
      )}
    </>
  );
}
