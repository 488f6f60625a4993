/** Who takes part. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Person } from '../../../server/protocol/sdk/market-calls.ts';
import { useTitle } from '../../app/title.ts';
import { peopleQuery } from '../../data/market.ts';
import { type Column, SortTable } from '../../parts/sort-table.tsx';
import { Empty } from '../../parts/state.tsx';
import { resultWords } from '../../text/result-words.ts';
import { words } from '../../text/words.ts';

const route = getRouteApi('/signed-in/markets/$market/people');

function kindText(kind: string | null): string {
  const kinds: Readonly<Record<string, string>> = resultWords.standing.kinds;
  return kind === null ? '–' : (kinds[kind] ?? kind);
}

function columnsOf(market: string): readonly Column<Person>[] {
  const { people: text } = resultWords;
  return [
    {
      key: 'name',
      title: text.name,
      value: ({ name }) => name,
      cell: ({ participantId, name, withdrawn }) => (
        <>
          <Link
            className="strong"
            to="/markets/$market/people/$participant"
            params={{ market, participant: String(participantId) }}
          >
            {name ?? `#${participantId}`}
          </Link>
          {withdrawn ? <span className="soft"> {text.withdrawn}</span> : null}
        </>
      ),
    },
    {
      key: 'kind',
      title: text.kind,
      value: (one) => one.participantKind,
      cell: (one) => kindText(one.participantKind),
    },
    {
      key: 'roles',
      title: text.roles,
      value: ({ roles }) => roles.join(),
      cell: ({ roles }) => roles.map((role) => words.markets.you[role]).join(', '),
    },
    {
      key: 'skills',
      title: text.skills,
      cell: ({ skills }) => <span className="soft">{skills.length === 0 ? '–' : skills.join(', ')}</span>,
    },
  ];
}

export function PeoplePage() {
  const { market } = route.useParams();
  const { data: people } = useSuspenseQuery(peopleQuery(market));
  useTitle(`${resultWords.people.title} · ${market}`);
  return (
    <section className="card" aria-label={resultWords.people.title}>
      {people.length === 0 ? (
        <Empty title={resultWords.people.none} />
      ) : (
        <SortTable
          label={resultWords.people.title}
          columns={columnsOf(market)}
          rows={people}
          keyOf={({ participantId }) => participantId}
          sortedBy=""
        />
      )}
    </section>
  );
}
