/** The time that was spent at work, by project, and the way to have it as a file. */

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ActiveTime, readActiveTimes } from '../../../server/protocol/sdk/work.ts';
import { inMarket } from '../../data/market.ts';
import { useTitleOf } from '../../data/titles.ts';
import { Provenance } from '../../parts/provenance.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { count, duration } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';

function Line({ market, one }: { readonly market: string; readonly one: ActiveTime }) {
  const title = useTitleOf(market, one.projectId) ?? workingWords.working.find.untitled(one.projectId);
  return (
    <tr>
      <td>
        <Link to="/working/$market/projects/$project" params={{ market, project: String(one.projectId) }}>
          {title}
        </Link>
      </td>
      <td className="number">{duration(one.activeMs)}</td>
      <td className="number">{count(one.sittingCount)}</td>
    </tr>
  );
}

export function ActiveTimes({ market }: { readonly market: string }) {
  const { money: text } = workingWords.working;
  const { data } = useQuery({
    queryKey: ['market', market, 'active-time'],
    queryFn: () => readActiveTimes(inMarket(market)),
  });
  const address = `/m/${market}/api/arena/1.0/active-time?limit=10000`;
  return (
    <section className="card" aria-labelledby="active-title">
      <div className="card-head">
        <h2 id="active-title">{text.active}</h2>
        <span className="row">
          <Provenance origin="measured" />
          <a href={`${address}&format=csv`} download>
            {text.activeCsv}
          </a>
          <a href={address} download="active-time.json">
            {text.activeJson}
          </a>
        </span>
      </div>
      {data === undefined || data.length === 0 ? (
        <p className="card-body soft">{text.activeNone}</p>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <TableHead
              columns={[
                { title: text.project },
                { title: text.activeTime, numeric: true },
                { title: text.sittings, numeric: true },
              ]}
            />
            <tbody>
              {data.map((one) => (
                <Line key={one.projectId} market={market} one={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="card-body soft">{text.measured}</p>
    </section>
  );
}
