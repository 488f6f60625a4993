/** The list of one's studies with people. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';
import { peopleStudiesQuery } from '../../data/people-studies.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Empty } from '../../parts/state.tsx';
import { count } from '../../text/format.ts';
import { peopleStudyWords as words } from '../../text/people-study-words.ts';
import { StudyState } from './study-control.tsx';

export function StudiesPage() {
  const { data } = useSuspenseQuery(peopleStudiesQuery);
  const { columns } = words;
  useTitle(words.title);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p>{words.text}</p>
        </div>
        <ButtonLink kind="primary" to="/people-studies/new">
          {words.create}
        </ButtonLink>
      </div>
      <section className="card table-scroll" aria-label={words.title}>
        {data.length === 0 ? (
          <Empty title={words.none}>
            <p>{words.noneText}</p>
          </Empty>
        ) : (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{columns.study}</th>
                <th scope="col">{columns.state}</th>
                <th scope="col">{columns.people}</th>
                <th scope="col">{columns.completed}</th>
                <th scope="col">{columns.places}</th>
              </tr>
            </thead>
            <tbody>
              {data.map(({ study, state, people, byOutcome, placesLeft }) => (
                <tr key={study}>
                  <td>
                    <Link className="strong" to="/people-studies/$study" params={{ study }}>
                      {study}
                    </Link>
                  </td>
                  <td>
                    <StudyState state={state} />
                  </td>
                  <td>{count(people)}</td>
                  <td>{count(byOutcome.completed)}</td>
                  <td>{count(placesLeft)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}
