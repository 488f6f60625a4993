/** How a market's clock goes, in words, and the hand on it, which comes when somebody may use it. */

import { lazy, Suspense } from 'react';
import type { Clock } from '../../../server/protocol/sdk/market-calls.ts';
import { decimal } from '../../text/format.ts';
import { words } from '../../text/words.ts';

const ClockControl = lazy(async () => ({ default: (await import('./clock-control.tsx')).ClockControl }));

export function speedText(speed: number | null): string {
  const { clock } = words.markets;
  return speed === null ? clock.fast : clock.paced(Number.isInteger(speed) ? String(speed) : decimal(speed));
}

export function clockText({ kind, speed, paused }: Clock): string {
  const { clock } = words.markets;
  const base = kind === 'wall' ? clock.wall : speed === null ? clock.virtual : speedText(speed);
  return paused ? `${base}, ${clock.held}` : base;
}

interface ClockHandProps {
  readonly market: string;
  readonly clock: Clock;
}

/** For its owner. In words until the hand is there. */
export function ClockHand({ market, clock }: ClockHandProps) {
  return (
    <Suspense fallback={<span className="soft">{clockText(clock)}</span>}>
      <ClockControl market={market} clock={clock} />
    </Suspense>
  );
}
