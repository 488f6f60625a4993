/** One market in the list. */

import { Link } from '@tanstack/react-router';
import type { MarketNow, MarketSeat } from '../../../server/protocol/sdk/market-calls.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { count } from '../../text/format.ts';
import { words } from '../../text/words.ts';
import { ClockHand, clockText } from './clock.tsx';

type State = keyof typeof words.markets.states;
const TONES: Readonly<Record<State, Tone>> = {
  reserved: 'neutral',
  unopened: 'neutral',
  open: 'good',
  held: 'warn',
  closed: 'neutral',
};

export function stateOf(seat: Pick<MarketSeat, 'status'>, now: MarketNow | undefined): State {
  if (seat.status === 'reserved' || now === undefined) return 'reserved';
  return now.status === 'open' && now.clock.paused ? 'held' : now.status;
}

export function MarketState({ state }: { readonly state: State }) {
  return (
    <Badge tone={TONES[state]} dot={state === 'open'}>
      {words.markets.states[state]}
    </Badge>
  );
}

export function roleText({ kind, roles }: Pick<MarketSeat, 'kind' | 'roles'>): string {
  const { you } = words.markets;
  return kind === 'participant' ? roles.map((role) => you[role]).join(', ') : you[kind];
}

export function MarketLine({ seat, now }: { readonly seat: MarketSeat; readonly now: MarketNow | undefined }) {
  const { market } = seat;
  const figure = (value: number | undefined): string => (value === undefined ? '–' : count(value));
  return (
    <tr>
      <td>
        {seat.status === 'opened' ? (
          <Link className="strong" to="/markets/$market" params={{ market }}>
            {market}
          </Link>
        ) : (
          <span className="strong">{market}</span>
        )}
      </td>
      <td>
        <MarketState state={stateOf(seat, now)} />
      </td>
      <td>{roleText(seat)}</td>
      <td className="number">{figure(now?.counts.projects)}</td>
      <td className="number">{figure(now?.counts.openProjects)}</td>
      <td className="number">{figure(now?.counts.bids)}</td>
      <td className="number">{figure(now?.counts.deliveries)}</td>
      <td>
        {now === undefined ? null : seat.kind === 'owner' && now.status === 'open' && now.clock.kind !== 'wall' ? (
          <ClockHand market={market} clock={now.clock} />
        ) : (
          <span className="soft">{clockText(now.clock)}</span>
        )}
      </td>
    </tr>
  );
}
