/** One study with people, as its researcher reads it. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';
import { peopleStudyQuery } from '../../data/people-studies.ts';
import { peopleStudyWords as words } from '../../text/people-study-words.ts';
import { Blinding, Counts } from './counts.tsx';
import { BaselineCard, ExportsCard, PaymentsCard } from './data-cards.tsx';
import { ReviewCard } from './review-card.tsx';
import { JoinLink, StudyControl, StudyState } from './study-control.tsx';

const route = getRouteApi('/signed-in/people-studies/$study');

export function StudyPage() {
  const { study } = route.useParams();
  const { data: summary } = useSuspenseQuery(peopleStudyQuery(study));
  useTitle(`${study} · ${words.title}`);
  return (
    <>
      <div className="page-head">
        <div>
          <Link className="soft" to="/people-studies">
            {words.title}
          </Link>
          <h1>{summary.title}</h1>
          <div className="row">
            <StudyState state={summary.state} />
            <span className="soft">{study}</span>
          </div>
        </div>
        <StudyControl status={summary} />
      </div>
      <div className="stack">
        <JoinLink link={summary.link} />
        <Counts summary={summary} />
        <PaymentsCard study={study} />
        <ExportsCard study={study} />
        <Blinding blinding={summary.blinding} />
        <BaselineCard study={study} />
        <ReviewCard study={study} />
      </div>
    </>
  );
}
