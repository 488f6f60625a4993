/** What a participant paid from its own pocket: for models, for sandboxes, for time. */

import { useMemo } from 'react';
import type { Seen } from '../../../server/protocol/arena/client.ts';
import { Provenance } from '../../parts/provenance.tsx';
import { callWords } from '../../text/call-words.ts';
import { decimal, fineMoney, money } from '../../text/format.ts';
import { Figure } from '../floor/figures.tsx';
import type { StandingLine } from '../standing/lines.ts';

const KINDS = ['model', 'sandbox', 'time'] as const;

function sumsOf(events: readonly Seen[], participantId: number): Readonly<Record<(typeof KINDS)[number], number>> {
  const sums = { model: 0, sandbox: 0, time: 0 };
  for (const { event } of events) {
    if (event.type !== 'CostBooked' || event.participantId !== participantId || event.costKind === undefined) continue;
    sums[event.costKind] += event.amountCents ?? 0;
  }
  return sums;
}

interface CostsProps {
  readonly events: readonly Seen[];
  readonly line: StandingLine;
  readonly currency: string;
}

export function CostsCard({ events, line, currency }: CostsProps) {
  const { costs: text } = callWords;
  const { freelancerId, passed, costPerDollar, origin } = line;
  const sums = useMemo(() => sumsOf(events, freelancerId), [events, freelancerId]);
  const all = KINDS.reduce((sum, kind) => sum + sums[kind], 0);
  return (
    <section className="card" aria-labelledby="costs-title">
      <div className="card-head">
        <div>
          <h2 id="costs-title">
            {text.title} <Provenance origin={origin} />
          </h2>
          <p className="soft">{text.text}</p>
        </div>
      </div>
      {all === 0 ? (
        <p className="card-body soft">{text.none}</p>
      ) : (
        <dl className="figure-list">
          {KINDS.map((kind) => (
            <Figure key={kind} name={text.kinds[kind]} value={money(sums[kind], currency)} />
          ))}
          <Figure name={text.all} value={money(all, currency)} />
          {passed === 0 ? null : <Figure name={text.perProject} value={fineMoney(all / passed, currency)} />}
          {costPerDollar === null ? null : <Figure name={text.perDollar} value={decimal(costPerDollar, 4)} />}
        </dl>
      )}
    </section>
  );
}
