/** A project as a freelancer meets it: what is wanted, what it pays, one's own bid, and all that follows from it. */

import { getRouteApi, Link } from '@tanstack/react-router';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useTitle } from '../../app/title.ts';
import { useAccount } from '../../data/session.ts';
import { useAlone } from '../../data/taking-part.ts';
import { useMarketNow, useNames } from '../../data/use-floor.ts';
import { useActiveTime } from '../../data/working/active-time.ts';
import { usePostingOf } from '../../data/working/posting.ts';
import { type AtDesk, useLegal } from '../../data/working/use-desk.ts';
import { Badge } from '../../parts/badge.tsx';
import { ButtonLink } from '../../parts/button.tsx';
import { Empty } from '../../parts/state.tsx';
import { budget, count, decimal, duration, money } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { AwardPanel } from './award-panel.tsx';
import { BidPanel } from './bid-panel.tsx';
import { Disputes } from './disputes.tsx';
import { ExampleList } from './examples.tsx';
import { averageOn, bidCountOf, isSealed, STATE_TONES } from './figures.ts';
import { InvitedNote } from './invitations.tsx';
import { Messages } from './messages.tsx';
import { Payments } from './payments.tsx';
import { Proposals } from './proposals.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { useOffer } from './use-offer.ts';

const route = getRouteApi('/signed-in/working/$market/projects/$project');

function Figures({
  desk,
  project,
  now,
}: {
  readonly desk: AtDesk;
  readonly project: SeenProject;
  readonly now: number;
}) {
  const { project: text, find } = workingWords.working;
  const { market, currency } = desk;
  const { budgetMinCents, budgetMaxCents } = project.posting;
  const sealed = isSealed(market, project);
  // Where the only bid is one's own there is nothing to count, and no average.
  const alone = useAlone(desk.name);
  const average = alone ? null : averageOn(market, project);
  const bidCount = bidCountOf(market, project);
  return (
    <dl className="figure-list figures-fill">
      <div className="figure">
        <dt>{text.budget}</dt>
        <dd>{budget(budgetMinCents, budgetMaxCents, currency)}</dd>
      </div>
      {alone ? null : (
        <div className="figure">
          <dt>{text.bids}</dt>
          <dd>{sealed ? find.sealed : bidCount === null ? '–' : count(bidCount)}</dd>
        </div>
      )}
      {sealed || average === null ? null : (
        <div className="figure">
          <dt>{text.average}</dt>
          <dd>{money(average, currency)}</dd>
        </div>
      )}
      <div className="figure">
        <dt>{text.timeLeft}</dt>
        <dd>{project.status === 'open' ? duration(project.closesAt - now) : text.ends}</dd>
      </div>
    </dl>
  );
}

function Employer({ desk, project }: { readonly desk: AtDesk; readonly project: SeenProject }) {
  const { project: text } = workingWords.working;
  const nameOf = useNames(desk.name);
  const { employerId } = project;
  const ratings = [...desk.market.reviews.values()].filter(({ toId, revealed }) => toId === employerId && revealed);
  const posted = [...desk.market.projects.values()].filter((one) => one.employerId === employerId).length;
  const mean = ratings.reduce((sum, { rating }) => sum + rating, 0) / ratings.length;
  return (
    <section className="card card-body stack" aria-labelledby="employer-title">
      <h2 id="employer-title">{text.employer}</h2>
      <p className="strong">{nameOf(employerId)}</p>
      <p className="soft">
        {ratings.length === 0 ? text.noRating : text.rating(decimal(mean, 1), count(ratings.length))}
        <br />
        {text.posted(count(posted))}
      </p>
    </section>
  );
}

function Details({ desk, project }: { readonly desk: AtDesk; readonly project: SeenProject }) {
  const { project: text, mechanisms } = workingWords.working;
  const posting = usePostingOf(desk.name, project);
  const { skills, mechanism, caseCount } = project.posting;
  const takenAtOnce = useAlone(desk.name) && mechanism.kind === 'buyer_determined';
  return (
    <>
      <section className="card" aria-labelledby="details-title">
        <div className="card-head">
          <h2 id="details-title">{text.details}</h2>
          <span className="soft">{text.number(String(project.projectId))}</span>
        </div>
        <div className="card-body stack">
          <p className="text-block">{posting === null ? text.noText : (posting?.description ?? '')}</p>
          {posting?.estimatedMinutes ? (
            <p className="soft">{text.estimate(duration(posting.estimatedMinutes * 60_000))}</p>
          ) : null}
          <div className="row">
            {skills.map((skill) => (
              <span key={skill} className="skill">
                {skill}
              </span>
            ))}
          </div>
          <p className="soft">
            <span className="strong">{text.mechanism}:</span>{' '}
            {takenAtOnce ? text.alone : (mechanisms[mechanism.kind] ?? mechanism.kind)}
          </p>
        </div>
      </section>
      <section className="card" aria-labelledby="examples-title">
        <div className="card-head">
          <h2 id="examples-title">{text.examples}</h2>
          <span className="soft">{caseCount > 0 ? text.cases(count(caseCount)) : ''}</span>
        </div>
        <div className="card-body">
          <ExampleList examples={posting?.acceptance ?? null} open={false} />
        </div>
      </section>
    </>
  );
}

function Offer({ desk, project }: { readonly desk: AtDesk; readonly project: SeenProject }) {
  const { project: text, states, find } = workingWords.working;
  const account = useAccount();
  const alone = useAlone(desk.name);
  const now = useMarketNow(desk.name, desk.market.at);
  const legal = useLegal(desk, project);
  const posting = usePostingOf(desk.name, project);
  const title = posting?.title || find.untitled(project.projectId);
  useTitle(title);
  useActiveTime(desk.name, project.projectId, account?.userId ?? 0);
  const parties = { desk, project, legal };
  const own = project.award?.freelancerId === desk.you;
  return (
    <>
      <div className="page-head">
        <div>
          <Link className="soft" to="/working/$market" params={{ market: desk.name }} search={{}}>
            {text.back}
          </Link>
          <h1>{title}</h1>
          <div className="row">
            <Badge tone={STATE_TONES[project.status]} dot={project.status === 'open'}>
              {states[project.status]}
            </Badge>
          </div>
        </div>
        {own || posting?.acceptance == null ? null : (
          <ButtonLink
            to="/working/$market/projects/$project/place"
            params={{ market: desk.name, project: String(project.projectId) }}
          >
            {text.practise}
          </ButtonLink>
        )}
      </div>
      <InvitedNote desk={desk} project={project} />
      <Figures desk={desk} project={project} now={now} />
      <div className="offer">
        <div className="stack offer-main">
          <Details desk={desk} project={project} />
          {alone ? null : <Proposals desk={desk} project={project} />}
          <Messages {...parties} />
        </div>
        <div className="stack offer-side">
          <AwardPanel {...parties} now={now} />
          <BidPanel {...parties} />
          {own && project.award?.status !== 'pending' ? <Payments {...parties} /> : null}
          {own ? <Disputes {...parties} /> : null}
          <ReviewPanel {...parties} />
          <Employer desk={desk} project={project} />
        </div>
      </div>
    </>
  );
}

export function OfferPage() {
  const { market, project: named } = route.useParams();
  const { desk, project } = useOffer(market, named);
  if (project === null) return <Empty title={workingWords.working.missing} />;
  return <Offer desk={desk} project={project} />;
}
