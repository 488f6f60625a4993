/** The list of one's studies with people. */

import './people-studies.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PeopleStudyStatus } from '../../../server/protocol/sdk/people-calls.ts';
import { useTitle } from '../../app/title.ts';
import { studiesQuery } from '../../data/people-studies/queries.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { ListPage } from '../../parts/list-page.tsx';
import { count, day } from '../../text/format.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { StudyState } from './study-control.tsx';

function Row({ status }: { readonly status: PeopleStudyStatus }) {
  const { studies: text } = peopleStudiesWords;
  return (
    <tr>
      <td>
        <Link className="strong" to="/people-studies/$study" params={{ study: status.study }}>
          {status.study}
        </Link>
        <div className="soft">{status.title}</div>
      </td>
      <td>
        <StudyState state={status.state} />
      </td>
      <td className="number">{count(status.people)}</td>
      <td className="number">{text.ofQuota(count(status.byOutcome.completed), count(status.quota))}</td>
      <td className="number">{count(status.placesLeft)}</td>
      <td className="number">{day(status.createdAt)}</td>
    </tr>
  );
}

export function StudiesPage() {
  const { studies: text } = peopleStudiesWords;
  const { data } = useSuspenseQuery(studiesQuery);
  const { columns } = text;
  useTitle(text.title);
  return (
    <ListPage
      title={text.title}
      text={text.text}
      create={
        <ButtonLink kind="primary" to="/people-studies/new">
          {text.create}
        </ButtonLink>
      }
      none={[text.none, text.noneText]}
      columns={[
        { title: columns.name },
        { title: columns.state },
        ...[columns.people, columns.completed, columns.places, columns.made].map((title) => ({ title, numeric: true })),
      ]}
      lines={data.map((status) => <Row key={status.study} status={status} />)}
    />
  );
}
