/** Finding projects: Freelancer.com's filters on the left, what they find on the right, up to date. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { projectId } from '../../../server/kernel/id.ts';
import { type Found, readSkills, searchProjects } from '../../../server/protocol/sdk/work.ts';
import { useTitle } from '../../app/title.ts';
import { inMarket } from '../../data/market.ts';
import { useMarketNow } from '../../data/use-floor.ts';
import { type AtDesk, ownBid, useDesk } from '../../data/working/use-desk.ts';
import { Badge } from '../../parts/badge.tsx';
import { ButtonLink } from '../../parts/button.tsx';
import { Empty, Loading } from '../../parts/state.tsx';
import { budget, count, duration, money } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { averageOn, bidCountOf, isSealed, STATE_TONES } from './figures.ts';
import { FindFilters } from './find-filters.tsx';
import { type FindSearch, PAGE_SIZE, wireQuery } from './find-search.ts';
import { Invitations } from './invitations.tsx';
import { TroubleNote } from './trouble-note.tsx';

const route = getRouteApi('/signed-in/working/$market/');
const REFRESH_MS = 5_000;

type Hit = Found['projects'][number];

function HitLine({ hit, desk, now }: { readonly hit: Hit; readonly desk: AtDesk; readonly now: number }) {
  const { find, states } = workingWords.working;
  const { market, currency, you } = desk;
  const project = market.projects.get(projectId(hit.id));
  if (project === undefined) return null;
  const own = ownBid(market, project, you);
  const average = averageOn(market, project);
  const bidCount = bidCountOf(market, project);
  const { budgetMinCents, budgetMaxCents, skills } = project.posting;
  return (
    <li className="hit">
      <div className="hit-main">
        <h2 className="hit-title">
          <Link to="/working/$market/projects/$project" params={{ market: desk.name, project: String(hit.id) }}>
            {hit.title === '' ? find.untitled(hit.id) : hit.title}
          </Link>
        </h2>
        <p className="hit-text">{hit.preview_description}</p>
        <div className="row">
          <Badge tone={STATE_TONES[project.status]} dot={project.status === 'open'}>
            {states[project.status]}
          </Badge>
          {own !== null && own.status !== 'retracted' ? (
            <Badge tone="accent">{find.yours(money(own.amountCents, currency))}</Badge>
          ) : null}
          {skills.map((skill) => (
            <span key={skill} className="skill">
              {skill}
            </span>
          ))}
        </div>
      </div>
      <div className="hit-figures">
        <span className="strong">{budget(budgetMinCents, budgetMaxCents, currency)}</span>
        <span className="soft">
          {isSealed(market, project) ? find.sealed : bidCount === null ? '' : find.bids(bidCount, count(bidCount))}
        </span>
        {average === null || isSealed(market, project) ? null : (
          <span className="soft">{find.average(money(average, currency))}</span>
        )}
        {project.status === 'open' ? <span className="soft">{find.left(duration(project.closesAt - now))}</span> : null}
      </div>
    </li>
  );
}

function Pages({
  market,
  search,
  total,
}: {
  readonly market: string;
  readonly search: FindSearch;
  readonly total: number;
}) {
  const { find } = workingWords.working;
  const { page = 1 } = search;
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  if (last === 1 && page === 1) return null;
  const to = (wanted: number) => ({ ...search, page: wanted });
  return (
    <nav className="row find-pages" aria-label={find.results(total, count(total))}>
      {page > 1 ? (
        <ButtonLink to="/working/$market" params={{ market }} search={to(page - 1)} size="small">
          {find.earlier}
        </ButtonLink>
      ) : null}
      <span className="soft">{find.page(count(page), count(last))}</span>
      {page < last ? (
        <ButtonLink to="/working/$market" params={{ market }} search={to(page + 1)} size="small">
          {find.later}
        </ButtonLink>
      ) : null}
    </nav>
  );
}

export function FindPage() {
  const { find } = workingWords.working;
  const { market } = route.useParams();
  const search = route.useSearch();
  useTitle(find.title);
  const desk = useDesk(market);
  const now = useMarketNow(market, desk.market.at);
  const { data: skills } = useQuery({
    queryKey: ['market', market, 'skills'],
    queryFn: () => readSkills(inMarket(market)),
    staleTime: 30_000,
  });
  const { data: found, error } = useQuery({
    queryKey: ['market', market, 'find', search, skills?.length],
    queryFn: () => {
      const { list, query } = wireQuery(search, skills ?? []);
      return searchProjects(inMarket(market), list, query);
    },
    enabled: skills !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const total = found?.total_count ?? found?.projects.length ?? 0;
  return (
    <>
      <div className="page-head">
        <h1>{find.title}</h1>
        <span className="soft" role="status">
          {found === undefined ? '' : find.results(total, count(total))}
        </span>
      </div>
      <div className="find">
        <FindFilters market={market} search={search} skills={skills ?? []} />
        <div className="stack find-hits">
          <Invitations desk={desk} />
          <TroubleNote of={error} />
          {found === undefined ? (
            error === null ? (
              <Loading />
            ) : null
          ) : found.projects.length === 0 ? (
            <div className="card">
              <Empty title={find.nothing}>
                <p>{find.nothingText}</p>
              </Empty>
            </div>
          ) : (
            <ul className="card">
              {found.projects.map((hit) => (
                <HitLine key={hit.id} hit={hit} desk={desk} now={now} />
              ))}
            </ul>
          )}
          <Pages market={market} search={search} total={total} />
        </div>
      </div>
    </>
  );
}
