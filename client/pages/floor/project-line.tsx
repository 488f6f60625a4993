/** One project on the floor: what it is, how its bids stand, how long is left, what became of it. */

import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { FloorProject } from '../../../server/protocol/arena/floor/floor.ts';
import { useTitleOf } from '../../data/titles.ts';
import type { NameOf } from '../../data/use-floor.ts';
import { Badge } from '../../parts/badge.tsx';
import { Spark } from '../../parts/spark.tsx';
import { budget, count, duration, shortMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { DELIVERY_TONES, PROJECT_TONES } from './project-states.ts';

interface ProjectLineProps {
  readonly market: string;
  readonly project: FloorProject;
  /** The project's own: a line is painted again when this changed, and not for every event of the market. */
  readonly changed: number;
  readonly currency: string;
  /** Market time left for bids, already in words; null where bidding is over. */
  readonly left: string | null;
  readonly nameOf: NameOf;
}

export function timeLeft({ status, closesAt }: FloorProject, now: number): string | null {
  return status === 'open' ? duration(closesAt - now) : null;
}

function Bids({ project, currency }: Pick<ProjectLineProps, 'project' | 'currency'>) {
  const { projects: text } = marketWords.floor;
  const { lows, lowestCents, bidCount } = project;
  const [from] = lows;
  return (
    <div className="project-cell">
      <span>{bidCount === 0 ? text.noBids : text.bids(count(bidCount), bidCount === 1)}</span>
      {lowestCents === null ? null : (
        <small>
          {text.lowest} {shortMoney(lowestCents, currency)}
        </small>
      )}
      {from === undefined || lowestCents === null ? null : (
        <Spark values={lows} label={text.ladder(shortMoney(from, currency), shortMoney(lowestCents, currency))} />
      )}
    </div>
  );
}

function Outcome({ project, currency, nameOf }: Pick<ProjectLineProps, 'project' | 'currency' | 'nameOf'>) {
  const { projects: text, deliveries } = marketWords.floor;
  const { freelancerId, priceCents, delivery, casesPassed, caseCount } = project;
  if (freelancerId === null) return <div className="project-cell" />;
  return (
    <div className="project-cell">
      <span className="project-award">
        {priceCents === null ? '' : `${shortMoney(priceCents, currency)} `}
        <span className="soft">{text.to(nameOf(freelancerId))}</span>
      </span>
      {delivery === null ? null : <Badge tone={DELIVERY_TONES[delivery]}>{deliveries[delivery]}</Badge>}
      {casesPassed === null || caseCount === null ? null : <small>{text.cases(casesPassed, caseCount)}</small>}
    </div>
  );
}

export const ProjectLine = memo(function ProjectLine(props: ProjectLineProps) {
  const { market, project, currency, left, nameOf } = props;
  const { projects: text, states } = marketWords.floor;
  const { projectId, status, budgetMinCents, budgetMaxCents, skills } = project;
  const title = useTitleOf(market, projectId);
  return (
    <div className="project-line">
      <div>
        <Link
          className="project-name"
          to="/markets/$market/projects/$project"
          params={{ market, project: String(projectId) }}
        >
          {title ?? text.untitled(projectId)}
        </Link>
        <div className="project-meta">
          <Badge tone={PROJECT_TONES[status]} dot={status === 'open'}>
            {states[status]}
          </Badge>
          <span>{budget(budgetMinCents, budgetMaxCents, currency)}</span>
          <span>{skills.slice(0, 3).join(', ')}</span>
        </div>
      </div>
      <Bids project={project} currency={currency} />
      <div className="project-cell">
        <span>{left === null ? <span className="soft">{text.closed}</span> : text.left(left)}</span>
      </div>
      <Outcome project={project} currency={currency} nameOf={nameOf} />
    </div>
  );
});
