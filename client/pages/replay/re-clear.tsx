/** The same bids under another mechanism: who would have won, and at what price. The server's answer; nothing is written. */

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type ReClearing, type ReClearings, reClear } from '../../../server/protocol/sdk/calls.ts';
import { faultText } from '../../app/trouble.tsx';
import { inMarket } from '../../data/market.ts';
import { newKey } from '../../data/session.ts';
import { useTitleOf } from '../../data/titles.ts';
import type { NameOf } from '../../data/use-floor.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { count, shortMoney, signedMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { resultWords } from '../../text/result-words.ts';

type Clearing = ReClearings['clearings'][number];
type Award = Clearing['recorded']['award'];

const CHOICES = ['fp_sealed', 'vickrey', 'lottery', 'posted', 'buyer_determined'] as const;
type Choice = (typeof CHOICES)[number];

interface LineProps {
  readonly market: string;
  readonly clearing: Clearing;
  readonly currency: string;
  readonly nameOf: NameOf;
}

function Line({ market, clearing, currency, nameOf }: LineProps) {
  const { replay: text } = resultWords;
  const { projectId, bidCount, recorded, recleared, sameWinner, priceDifferenceCents } = clearing;
  const title = useTitleOf(market, projectId);
  const written = (award: Award): string =>
    award === null ? text.nobodyWon : `${nameOf(award.bidderId)}, ${shortMoney(award.priceCents, currency)}`;
  return (
    <tr>
      <td>{title ?? marketWords.floor.projects.untitled(projectId)}</td>
      <td className="number">{count(bidCount)}</td>
      <td className="re-clear-who">{written(recorded.award)}</td>
      <td className="re-clear-who">
        {written(recleared.award)}{' '}
        <Badge tone={sameWinner ? 'neutral' : 'warn'}>{sameWinner ? text.same : text.other}</Badge>
      </td>
      <td className="number">{priceDifferenceCents === null ? '–' : signedMoney(priceDifferenceCents, currency)}</td>
    </tr>
  );
}

function Results({ found, ...rest }: { readonly found: ReClearings } & Omit<LineProps, 'clearing'>) {
  const { replay: text } = resultWords;
  const { clearings } = found;
  if (clearings.length === 0) return <p className="card-body soft">{text.reclearNone}</p>;
  const same = clearings.filter(({ sameWinner }) => sameWinner).length;
  const difference = clearings.reduce((sum, { priceDifferenceCents }) => sum + (priceDifferenceCents ?? 0), 0);
  return (
    <>
      <p className="card-body" role="status">
        {text.summary(count(same), count(clearings.length))} {text.priceSum(signedMoney(difference, rest.currency))}
      </p>
      <div className="table-scroll">
        <table className="table">
          <TableHead
            columns={[
              { title: text.columns.project },
              { title: text.columns.bids, numeric: true },
              { title: text.columns.recorded },
              { title: text.columns.recleared },
              { title: text.columns.difference, numeric: true },
            ]}
          />
          <tbody>
            {clearings.slice(0, 200).map((clearing) => (
              <Line key={clearing.projectId} clearing={clearing} {...rest} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export function ReClear(props: Omit<LineProps, 'clearing'>) {
  const { project } = marketWords;
  const { replay: text } = resultWords;
  const [kind, setKind] = useState<Choice>('vickrey');
  const clearing = useMutation({
    mutationFn: () => reClear(inMarket(props.market), { mechanism: { kind } as ReClearing['mechanism'] }, newKey()),
  });
  return (
    <section className="card" aria-labelledby="reclear-title">
      <div className="card-head">
        <div>
          <h2 id="reclear-title">{text.reclear}</h2>
          <p className="soft">{text.reclearText}</p>
        </div>
        <div className="row">
          <SelectField
            label={text.mechanism}
            hiddenLabel
            value={kind}
            onChoose={setKind}
            options={CHOICES.map((one) => [one, project.mechanisms[one] ?? one] as const)}
          />
          <Button disabled={clearing.isPending} onClick={() => clearing.mutate()}>
            {text.run}
          </Button>
        </div>
      </div>
      {clearing.isError ? (
        <p className="notice" data-tone="bad" role="alert">
          {faultText(clearing.error) ?? String(clearing.error)}
        </p>
      ) : null}
      {clearing.data === undefined ? null : <Results found={clearing.data} {...props} />}
    </section>
  );
}
