/** My Projects, as an employer has them: open for bidding, in work, past, drafts; and what waits for the employer. */

import { getRouteApi, Link } from '@tanstack/react-router';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useTitle } from '../../app/title.ts';
import { useMarketNow, usePosting } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { useOwnProjects } from '../../data/hiring/own.ts';
import { averageOn, bidCountOf, isYours, type List, listOf, waitingOf } from '../../data/hiring/standing.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Empty } from '../../parts/state.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { budget, count, duration, shortMoney } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { ProjectState, WaitingFor } from './project-state.tsx';
import { PROJECT_LISTS } from './tabs.ts';

const route = getRouteApi('/signed-in/hiring/$market/');

function Line({ project, now }: { readonly project: SeenProject; readonly now: number }) {
  const { market, seen } = useLive();
  const { hiring } = hiringWords;
  const posting = usePosting(project.document);
  const currency = seen.policy?.currency ?? 'USD';
  const { projectId, posting: terms, status, closesAt } = project;
  const average = averageOn(seen, project);
  const number = Number(projectId);
  return (
    <tr>
      <td>
        <Link
          className="strong"
          to="/hiring/$market/projects/$project"
          params={{ market, project: String(number) }}
          search={{}}
        >
          {posting?.title || hiring.untitled(number)}
        </Link>
        <div className="soft">{terms.skills.join(', ')}</div>
      </td>
      <td>
        <ProjectState project={project} />
        {status === 'open' ? <div className="soft">{hiring.left(duration(closesAt - now))}</div> : null}
      </td>
      <td className="number">{budget(terms.budgetMinCents, terms.budgetMaxCents, currency)}</td>
      <td className="number">{count(bidCountOf(seen, project))}</td>
      <td className="number">{average === null ? '–' : shortMoney(average, currency)}</td>
      <td>
        <WaitingFor waiting={waitingOf(seen, project, now)} />
      </td>
    </tr>
  );
}

function Lists({ chosen, all }: { readonly chosen: List; readonly all: readonly SeenProject[] }) {
  const { market } = route.useParams();
  const { lists } = hiringWords.hiring;
  return (
    <nav className="chips" aria-label={lists.label}>
      {PROJECT_LISTS.map((list) => (
        <Link
          key={list}
          to="/hiring/$market"
          params={{ market }}
          search={{ list }}
          aria-current={list === chosen ? 'page' : undefined}
        >
          {lists[list]} <span className="chip-count">{count(all.filter((one) => listOf(one) === list).length)}</span>
        </Link>
      ))}
    </nav>
  );
}

/** Where nobody chose: the first list in which something waits for the employer, else the first with anything. */
function firstList(all: readonly SeenProject[], isWaiting: (project: SeenProject) => boolean): List {
  const waiting = PROJECT_LISTS.find((list) => all.some((one) => listOf(one) === list && isWaiting(one)));
  return waiting ?? PROJECT_LISTS.find((list) => all.some((one) => listOf(one) === list)) ?? 'open';
}

export function MyProjectsPage() {
  const { hiring } = hiringWords;
  const { market, list } = { ...route.useParams(), ...route.useSearch() };
  useTitle(hiring.myProjects);
  const { seen } = useLive();
  const all = useOwnProjects();
  const now = useMarketNow();
  const chosen = list ?? firstList(all, (project) => isYours(waitingOf(seen, project, now)));
  const shown = all.filter((project) => listOf(project) === chosen);
  const { columns } = hiring;
  return (
    <>
      <h1>{hiring.myProjects}</h1>
      <Lists chosen={chosen} all={all} />
      <section className="card table-scroll" aria-label={hiring.lists[chosen]}>
        {shown.length === 0 ? (
          <Empty title={hiring.empty[chosen]}>
            <p>{hiring.empty.text}</p>
            <ButtonLink to="/hiring/$market/post" params={{ market }}>
              {hiring.post}
            </ButtonLink>
          </Empty>
        ) : (
          <table className="table">
            <TableHead
              columns={[
                { title: columns.project },
                { title: columns.state },
                { title: columns.budget, numeric: true },
                { title: columns.bids, numeric: true },
                { title: columns.average, numeric: true },
                { title: columns.next },
              ]}
            />
            <tbody>
              {shown.map((project) => (
                <Line key={project.projectId} project={project} now={now} />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}
