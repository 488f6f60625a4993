/** One project of the employer's: how it stands, what is next, and its parts. */

import { getRouteApi, Link } from '@tanstack/react-router';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useTitle } from '../../app/title.ts';
import { NotFound } from '../../app/trouble.tsx';
import { useLegal, useMarketNow, usePosting } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { useOwnProject } from '../../data/hiring/own.ts';
import { averageOn, bidCountOf, waitingOf } from '../../data/hiring/standing.ts';
import { budget, count, duration, moment, shortMoney } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { Deliveries } from './deliveries.tsx';
import { Messages } from './messages.tsx';
import { NextStep } from './next-step.tsx';
import { Payments } from './payments.tsx';
import { PostingView } from './posting-view.tsx';
import { ProjectState } from './project-state.tsx';
import { Proposals } from './proposals.tsx';
import { Reviews } from './reviews.tsx';
import { PROJECT_TABS, type ProjectTab } from './tabs.ts';

const route = getRouteApi('/signed-in/hiring/$market/projects/$project');

function Facts({ project, now }: { readonly project: SeenProject; readonly now: number }) {
  const { seen } = useLive();
  const { facts, left, over } = hiringWords.hiring;
  const currency = seen.policy?.currency ?? 'USD';
  const { posting, award, closesAt } = project;
  const average = averageOn(seen, project);
  const price = award?.priceCents ?? null;
  const dueBy = award?.deliverBy ?? null;
  return (
    <dl className="figure-list">
      <div className="figure">
        <dt>{facts.budget}</dt>
        <dd>{budget(posting.budgetMinCents, posting.budgetMaxCents, currency)}</dd>
      </div>
      <div className="figure">
        <dt>{facts.bids}</dt>
        <dd>{count(bidCountOf(seen, project))}</dd>
      </div>
      {price === null ? (
        <div className="figure">
          <dt>{facts.average}</dt>
          <dd>{average === null ? '–' : shortMoney(average, currency)}</dd>
        </div>
      ) : (
        <div className="figure">
          <dt>{facts.price}</dt>
          <dd>{shortMoney(price, currency)}</dd>
        </div>
      )}
      <div className="figure">
        <dt>{dueBy === null ? facts.ends : facts.due}</dt>
        <dd>
          {(dueBy ?? closesAt) > now && award?.status !== 'ended' ? left(duration((dueBy ?? closesAt) - now)) : over}
          <div className="figure-note">{moment(dueBy ?? closesAt)}</div>
        </dd>
      </div>
    </dl>
  );
}

function Tabs({
  market,
  project,
  tab,
}: {
  readonly market: string;
  readonly project: string;
  readonly tab: ProjectTab;
}) {
  const { tabs } = hiringWords.hiring;
  return (
    <nav className="tabs" aria-label={tabs.label}>
      {PROJECT_TABS.map((one) => (
        <Link
          key={one}
          to="/hiring/$market/projects/$project"
          params={{ market, project }}
          search={{ tab: one }}
          aria-current={one === tab ? 'page' : undefined}
        >
          {tabs[one]}
        </Link>
      ))}
    </nav>
  );
}

/** What most come for, while nobody chose: bids until there is an award, then the work. */
function usualTab({ status, deliveryIds }: SeenProject): ProjectTab {
  if (status === 'draft') return 'details';
  if (status !== 'in_progress' && status !== 'completed') return 'proposals';
  return deliveryIds.length > 0 ? 'deliveries' : 'payments';
}

function Shown({ project }: { readonly project: SeenProject }) {
  const { market, seen } = useLive();
  const params = route.useParams();
  const { hiring } = hiringWords;
  const { tab = usualTab(project) } = route.useSearch();
  const posting = usePosting(project.document);
  const legal = useLegal(Number(project.projectId));
  const now = useMarketNow();
  const title = posting?.title || hiring.untitled(Number(project.projectId));
  useTitle(title);
  const part = { project, legal };
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          <div className="row">
            <ProjectState project={project} />
            <ul className="skills">
              {project.posting.skills.map((skill) => (
                <li key={skill}>{skill}</li>
              ))}
            </ul>
          </div>
        </div>
      </div>
      <Facts project={project} now={now} />
      <NextStep {...part} waiting={waitingOf(seen, project, now)} />
      <Reviews {...part} />
      <Tabs market={market} project={params.project} tab={tab} />
      {tab === 'proposals' ? <Proposals {...part} /> : null}
      {tab === 'deliveries' ? <Deliveries {...part} /> : null}
      {tab === 'payments' ? <Payments {...part} /> : null}
      {tab === 'messages' ? <Messages {...part} /> : null}
      {tab !== 'details' ? null : posting === null ? (
        <p className="notice">{hiring.erased}</p>
      ) : posting === undefined ? null : (
        <PostingView
          posting={posting}
          hiddenCount={project.posting.caseCount - (posting.acceptance?.cases.length ?? 0)}
        />
      )}
    </>
  );
}

export function ProjectPage() {
  const { project: number } = route.useParams();
  const project = useOwnProject(Number(number));
  return project === null ? <NotFound /> : <Shown project={project} />;
}
