/** One project: what is asked for, how its bids fell, who offered what, what was delivered, found and paid. Live. */

import '../floor/floor.css';
import './project.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import type { Seen } from '../../../server/protocol/arena/client.ts';
import type { SeenBid, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useTitle } from '../../app/title.ts';
import { NotFound } from '../../app/trouble.tsx';
import type { Connection as ConnectionState } from '../../data/follow.ts';
import { marketQuery } from '../../data/market.ts';
import { type PostingText, usePosting, useProject } from '../../data/project.ts';
import { type NameOf, useFloor, useFollowing, useMarketNow, useNames } from '../../data/use-floor.ts';
import { Badge } from '../../parts/badge.tsx';
import { Connection } from '../../parts/connection.tsx';
import { budget, count, duration, shortMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { Happening } from '../floor/feed.tsx';
import { Figure } from '../floor/figures.tsx';
import { PROJECT_TONES } from '../floor/project-states.ts';
import { Deliveries } from './deliveries.tsx';
import { Disputes } from './disputes.tsx';
import { type Ladder, ladderOf } from './ladder.ts';
import { Payments } from './payments.tsx';
import { Proposals } from './proposals.tsx';

const route = getRouteApi('/signed-in/markets/$market/projects/$project');
const BidLadder = lazy(async () => ({ default: (await import('./bid-ladder.tsx')).BidLadder }));

interface FactsProps {
  readonly project: SeenProject;
  readonly bids: readonly SeenBid[];
  readonly currency: string;
  readonly now: number;
}

function Facts({ project, bids, currency, now }: FactsProps) {
  const { project: text } = marketWords;
  const { posting, award, status, closesAt, bidCount } = project;
  const standing = bids.filter((bid) => bid.status !== 'retracted');
  const sum = standing.reduce((total, { amountCents }) => total + amountCents, 0);
  return (
    <dl className="figure-list">
      <Figure name={text.budget} value={budget(posting.budgetMinCents, posting.budgetMaxCents, currency)} />
      <Figure name={text.bids} value={count(bidCount ?? standing.length)} />
      <Figure
        name={text.average}
        value={standing.length === 0 ? '–' : shortMoney(Math.round(sum / standing.length), currency)}
      />
      <Figure name={text.timeLeft} value={status === 'open' ? duration(closesAt - now) : text.closed} />
      {award === null || award.priceCents === null ? null : (
        <Figure name={text.price} value={shortMoney(award.priceCents, currency)} />
      )}
    </dl>
  );
}

interface HeadProps {
  readonly market: string;
  readonly project: SeenProject;
  readonly title: string;
  readonly nameOf: NameOf;
  readonly connection: ConnectionState;
  /** The last event that is shown. */
  readonly cursor: number;
}

function Head({ market, project, title, nameOf, connection, cursor }: HeadProps) {
  const { project: text } = marketWords;
  return (
    <div className="page-head">
      <div>
        <Link className="soft" to="/markets/$market" params={{ market }}>
          {market}, {text.back}
        </Link>
        <h1>{title}</h1>
        <div className="row">
          <Badge tone={PROJECT_TONES[project.status]} dot={project.status === 'open'}>
            {marketWords.floor.states[project.status]}
          </Badge>
          <span className="soft">
            {text.mechanisms[project.posting.mechanism.kind] ?? project.posting.mechanism.kind}
          </span>
          <span className="soft">
            {text.employer} {nameOf(project.employerId)}
          </span>
          <Connection state={connection} cursor={cursor} />
        </div>
      </div>
    </div>
  );
}

function Details({ project, posting }: { readonly project: SeenProject; readonly posting: PostingText | null }) {
  const { project: text } = marketWords;
  return (
    <section className="card" aria-labelledby="details-title">
      <div className="card-head">
        <h2 id="details-title">{text.details}</h2>
        <div className="row">
          {project.posting.skills.map((skill) => (
            <span key={skill} className="chip">
              {skill}
            </span>
          ))}
        </div>
      </div>
      <p className="card-body text-block posting-text">{posting?.description ?? text.noText}</p>
    </section>
  );
}

interface LadderCardProps {
  readonly ladder: Ladder;
  readonly currency: string;
  readonly budgetMaxCents: number;
}

function LadderCard(props: LadderCardProps) {
  const { ladder } = props;
  const { project: text } = marketWords;
  return (
    <section className="card" aria-labelledby="ladder-title">
      <div className="card-head">
        <h2 id="ladder-title">{text.ladder.title}</h2>
      </div>
      <div className="card-body">
        {ladder.bids.length === 0 ? (
          <p className="soft">{text.ladder.none}</p>
        ) : (
          <Suspense fallback={<div className="ladder-place" />}>
            <BidLadder {...props} />
          </Suspense>
        )}
      </div>
    </section>
  );
}

interface HistoryProps {
  readonly market: string;
  readonly events: readonly Seen[];
  readonly currency: string;
  readonly nameOf: NameOf;
}

const SHOWN = 60;

function History({ market, events, currency, nameOf }: HistoryProps) {
  const { project: text } = marketWords;
  return (
    <section className="card" aria-labelledby="history-title">
      <div className="card-head">
        <h2 id="history-title">{text.history}</h2>
      </div>
      <ul>
        {events
          .toReversed()
          .slice(0, SHOWN)
          .map((seen) => (
            <li key={seen.cursor}>
              <Happening market={market} seen={seen} currency={currency} nameOf={nameOf} here />
            </li>
          ))}
      </ul>
    </section>
  );
}

/** What is floor here is only whether something happened about this project. */
const PAINT_MS = 250;

export function ProjectPage() {
  const { market, project: number } = route.useParams();
  const projectId = Number(number);
  const { connection } = useFollowing(market);
  const floor = useFloor(market, PAINT_MS);
  const { data: marketNow } = useSuspenseQuery(marketQuery(market));
  const history = useProject(
    market,
    Number.isInteger(projectId) ? projectId : 0,
    floor.projects.get(projectId)?.changed,
  );
  const nameOf = useNames(market);
  const now = useMarketNow(market, floor.at);
  const [project] = history.market.projects.values();
  const posting = usePosting(market, project?.document ?? null);
  const title = posting?.title ?? marketWords.floor.projects.untitled(projectId);
  const ladder = useMemo(() => ladderOf(history.events, nameOf), [history, nameOf]);
  const currency = marketNow.policy?.currency ?? floor.currency;
  useTitle(`${title} · ${market}`);
  if (project === undefined) return <NotFound />;
  const bids = [...history.market.bids.values()];
  return (
    <>
      <Head {...{ market, project, title, nameOf, connection }} cursor={floor.cursor} />
      <Facts project={project} bids={bids} currency={currency} now={now} />
      <div className="project-columns">
        <div>
          <Details project={project} posting={posting} />
          <LadderCard ladder={ladder} currency={currency} budgetMaxCents={project.posting.budgetMaxCents} />
          <Proposals market={market} bids={bids} currency={currency} nameOf={nameOf} />
          <Deliveries market={market} deliveries={[...history.market.deliveries.values()]} nameOf={nameOf} />
        </div>
        <div>
          <Payments milestones={[...history.market.milestones.values()]} currency={currency} />
          <Disputes
            market={market}
            project={project}
            seen={history.market}
            currency={currency}
            nameOf={nameOf}
            arbiter={marketNow.you.kind === 'owner'}
          />
          <History events={history.events} {...{ market, currency, nameOf }} />
        </div>
      </div>
    </>
  );
}
