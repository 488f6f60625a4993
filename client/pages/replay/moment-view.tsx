/** A market at one moment: its counts, its projects then, what had just happened. */

import { z } from 'zod';
import type { Seen } from '../../../server/protocol/arena/client.ts';
import type { StateThen } from '../../../server/protocol/sdk/calls.ts';
import { useTitleOf } from '../../data/titles.ts';
import type { NameOf } from '../../data/use-floor.ts';
import { Badge } from '../../parts/badge.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { count, shortMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { resultWords } from '../../text/result-words.ts';
import { Happening } from '../floor/feed.tsx';
import { PROJECT_TONES } from '../floor/project-states.ts';
import { SHOWN } from './use-moment.ts';

const projectSchema = z.object({
  projectId: z.number(),
  status: z.enum(['draft', 'open', 'bidding_closed', 'awarded', 'in_progress', 'completed', 'expired', 'cancelled']),
  bidIds: z.array(z.number()),
  award: z.object({ priceCents: z.number().nullable(), freelancerId: z.number() }).nullable(),
});
const bidSchema = z.object({ projectId: z.number(), amountCents: z.number(), status: z.string() });
type ProjectThen = z.output<typeof projectSchema>;

interface LineProps {
  readonly market: string;
  readonly project: ProjectThen;
  readonly lowestCents: number | undefined;
  readonly currency: string;
  readonly nameOf: NameOf;
}

function ProjectRow({ market, project, lowestCents, currency, nameOf }: LineProps) {
  const title = useTitleOf(market, project.projectId);
  const { award, status, bidIds, projectId } = project;
  return (
    <tr>
      <td>{title ?? marketWords.floor.projects.untitled(projectId)}</td>
      <td>
        <Badge tone={PROJECT_TONES[status]}>{marketWords.floor.states[status]}</Badge>
      </td>
      <td className="number">{count(bidIds.length)}</td>
      <td className="number">{lowestCents === undefined ? '–' : shortMoney(lowestCents, currency)}</td>
      <td className="number">
        {award === null
          ? '–'
          : award.priceCents === null
            ? nameOf(award.freelancerId)
            : shortMoney(award.priceCents, currency)}
      </td>
    </tr>
  );
}

interface MomentViewProps {
  readonly market: string;
  readonly state: StateThen;
  readonly events: readonly Seen[];
  readonly currency: string;
  readonly nameOf: NameOf;
}

/** The lowest bid that stood, by project. */
function lowestOf(state: StateThen): ReadonlyMap<number, number> {
  const lowest = new Map<number, number>();
  for (const given of state.state.bids ?? []) {
    const { success, data } = bidSchema.safeParse(given);
    if (!success || data.status === 'retracted') continue;
    lowest.set(data.projectId, Math.min(lowest.get(data.projectId) ?? Number.POSITIVE_INFINITY, data.amountCents));
  }
  return lowest;
}

function Counts({ state }: Pick<MomentViewProps, 'state'>) {
  const { replay: text } = resultWords;
  return (
    <dl className="figure-list" aria-label={text.state}>
      {(['projects', 'bids', 'deliveries', 'participants'] as const).map((part) => (
        <div key={part} className="figure">
          <dt>{text.counts[part]}</dt>
          <dd>{count(state.counts[part])}</dd>
        </div>
      ))}
    </dl>
  );
}

export function MomentView({ market, state, events, currency, nameOf }: MomentViewProps) {
  const { replay: text } = resultWords;
  const head = text.projectHead;
  const lowest = lowestOf(state);
  const projects = (state.state.projects ?? []).flatMap((given) => projectSchema.safeParse(given).data ?? []);
  const shown = projects.toReversed().slice(0, SHOWN);
  return (
    <div className="stack">
      <Counts state={state} />
      <section className="card table-scroll" aria-label={`${text.projects} ${market}`}>
        <table className="table">
          <TableHead
            columns={[
              { title: head.project },
              { title: head.state },
              { title: head.bids, numeric: true },
              { title: head.lowest, numeric: true },
              { title: head.price, numeric: true },
            ]}
          />
          <tbody>
            {shown.map((project) => (
              <ProjectRow
                key={project.projectId}
                market={market}
                project={project}
                lowestCents={lowest.get(project.projectId)}
                currency={currency}
                nameOf={nameOf}
              />
            ))}
          </tbody>
        </table>
        {shown.length < state.counts.projects ? (
          <p className="card-note">{text.first(count(shown.length), count(state.counts.projects))}</p>
        ) : null}
      </section>
      <section className="card" aria-label={`${text.happened} ${market}`}>
        <div className="card-head">
          <h3>{text.happened}</h3>
        </div>
        <ul>
          {events.toReversed().map((seen) => (
            <li key={seen.cursor}>
              <Happening market={market} seen={seen} currency={currency} nameOf={nameOf} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
