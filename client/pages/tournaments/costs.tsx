/** What the file on the page will come to: projects, markets, and dollars where language models take part. */

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProblemFault } from '../../../server/protocol/sdk/http.ts';
import type { TournamentEstimate } from '../../../server/protocol/sdk/tournament-calls.ts';
import { faultText } from '../../app/trouble.tsx';
import { estimateQuery } from '../../data/tournaments.ts';
import { TableHead } from '../../parts/table-head.tsx';
import { count, smallDollars } from '../../text/format.ts';
import { tournamentWords } from '../../text/tournament-words.ts';

const SETTLE_MS = 400;

/** The text, once nobody has typed for a moment. */
function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

type Range = NonNullable<TournamentEstimate['total']>['usd'];

function rangeText({ least, likely, most }: Range): string {
  const dollars = (usd: number): string => smallDollars(usd * 1_000_000);
  return tournamentWords.tournaments.form.likely(dollars(likely), dollars(least), dollars(most));
}

function Models({ models, total, prices }: TournamentEstimate) {
  const { form } = tournamentWords.tournaments;
  if (total === null) return <p className="soft">{form.free}</p>;
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <TableHead
            columns={[
              { title: form.costHead.model },
              { title: form.costHead.calls, numeric: true },
              { title: form.costHead.cost, numeric: true },
            ]}
          />
          <tbody>
            {models.map(({ name, model, calls, usd }) => (
              <tr key={name}>
                <td>
                  {name} <span className="soft">{model}</span>
                </td>
                <td className="number">{form.calls(count(calls.least), count(calls.most))}</td>
                <td className="number">{usd === null ? form.noPrice : rangeText(usd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="strong">
        {form.together}: {rangeText(total.usd)}
        {total.unknown ? form.unknown : ''}
      </p>
      <p className="soft">
        {form.estimated} {prices === null ? '' : form.prices(prices.on, prices.source)}
      </p>
    </>
  );
}

/** What the server says is wrong with the file; other trouble in its usual words. */
function whyNot(thrown: unknown): string {
  if (thrown instanceof ProblemFault && thrown.problem.status === 400) return thrown.problem.message;
  return faultText(thrown) ?? String(thrown);
}

/** A roster of one's own; where there is none, the file names one that comes with the arena. */
export const rosterIn = (roster: string): { readonly roster?: string } => (roster.trim() === '' ? {} : { roster });

export function Costs({ file, roster }: { readonly file: string; readonly roster: string }) {
  const { form } = tournamentWords.tournaments;
  const wanted = { config: useSettledText(file), ...rosterIn(useSettledText(roster)) };
  const { data, error } = useQuery(estimateQuery(wanted));
  return (
    <section className="stack" aria-labelledby="cost-title">
      <h3 id="cost-title">{form.cost}</h3>
      {error === null ? null : (
        <p className="field-error" role="status">
          {form.wrong(whyNot(error))}
        </p>
      )}
      {data === undefined || error !== null ? null : (
        <>
          <p>{form.size(count(data.projects), form.markets(data.markets, count(data.markets)))}</p>
          <Models {...data} />
        </>
      )}
    </section>
  );
}
