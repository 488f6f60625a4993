/** What stands above every page of one study with people: its title, its state, what can be done, and its other pages. */

import './people-studies.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';
import { studyQuery } from '../../data/people-studies/queries.ts';
import { day } from '../../text/format.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { StudyControl, StudyState } from './study-control.tsx';

const route = getRouteApi('/signed-in/people-studies/$study');

function Tabs({ study }: { readonly study: string }) {
  const { tabs } = peopleStudiesWords.studies;
  const pages = [
    ['/people-studies/$study', tabs.progress],
    ['/people-studies/$study/payments', tabs.payments],
    ['/people-studies/$study/data', tabs.data],
    ['/people-studies/$study/summary', tabs.summary],
  ] as const;
  return (
    <nav className="tabs" aria-label={tabs.label}>
      {pages.map(([to, text]) => (
        <Link key={to} to={to} params={{ study }} activeOptions={{ exact: true }}>
          {text}
        </Link>
      ))}
    </nav>
  );
}

export function StudyPage() {
  const { study } = route.useParams();
  const { studies: text } = peopleStudiesWords;
  const { data: summary } = useSuspenseQuery(studyQuery(study));
  const { state, title, deleteAt } = summary;
  useTitle(`${study} · ${text.title}`);
  return (
    <>
      <div className="page-head study-head">
        <div>
          <Link className="soft" to="/people-studies">
            {text.title}
          </Link>
          <h1>{title}</h1>
          <div className="row">
            <span role="status">
              <StudyState state={state} />
            </span>
            <span className="soft">{study}</span>
            {deleteAt === null || state === 'deleted' ? null : (
              <span className="soft">{text.deleteAt(day(deleteAt))}</span>
            )}
          </div>
        </div>
        <StudyControl status={summary} />
      </div>
      <Tabs study={study} />
      <Outlet />
    </>
  );
}
