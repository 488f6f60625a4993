/** The earnings race: what was released to each freelancer over market time, or what was left of it. */

import { useMemo } from 'react';
import type { RaceStep } from '../../data/earnings.ts';
import type { NameOf } from '../../data/use-floor.ts';
import { Picture, Plot, timeAxis } from '../../parts/picture.tsx';
import { shortMoney } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';
import { SERIES, seriesColour } from './series-colour.ts';

export type RaceKind = 'gross' | 'net';

interface RaceProps {
  readonly kind: RaceKind;
  readonly race: readonly RaceStep[];
  readonly startAt: number;
  readonly endAt: number;
  /** In the order of their colours: the best first. */
  readonly ranked: readonly number[];
  readonly nameOf: NameOf;
  readonly currency: string;
}

interface Point {
  readonly at: Date;
  readonly cents: number;
  readonly freelancerId: number;
}

/** Every line begins at nothing and goes on to the end of what is shown, where it stands as the table says. */
function pointsOf({ race, kind, startAt, endAt, ranked }: Omit<RaceProps, 'nameOf' | 'currency'>): readonly Point[] {
  return ranked.flatMap((freelancerId) => {
    const own = race
      .filter((step) => step.freelancerId === freelancerId)
      .map(({ at, grossCents, netCents }) => ({ at, cents: kind === 'gross' ? grossCents : netCents }));
    const last = own.at(-1)?.cents ?? 0;
    const shown = own.filter(({ at }) => at <= endAt);
    return [{ at: startAt, cents: 0 }, ...shown, { at: endAt, cents: last }].map(({ at, cents }) => ({
      at: new Date(at),
      cents,
      freelancerId,
    }));
  });
}

/** Whose line is which, in the order of rank; those without a colour of their own are one. */
function Legend({ ranked, nameOf }: Pick<RaceProps, 'ranked' | 'nameOf'>) {
  const { others } = resultWords.standing;
  const named = ranked.slice(0, SERIES).map((id, rank) => [seriesColour(rank), nameOf(id)] as const);
  const keys = ranked.length > SERIES ? [...named, [seriesColour(SERIES), others] as const] : named;
  return (
    <ul className="legend race-legend">
      {keys.map(([colour, name]) => (
        <li key={colour} className="legend-key" style={{ '--key': `var(${colour})` } as React.CSSProperties}>
          {name}
        </li>
      ))}
    </ul>
  );
}

export function Race(props: RaceProps) {
  const { race, kind, startAt, endAt, ranked, nameOf, currency } = props;
  const make = useMemo(() => {
    const points = pointsOf({ race, kind, startAt, endAt, ranked });
    const rankOf = new Map(ranked.map((id, rank) => [id, rank]));
    return (colour: (token: string) => string): Plot.PlotOptions => ({
      x: { type: 'time', axis: null },
      y: { label: null, grid: true, tickFormat: (cents: number) => shortMoney(cents, currency) },
      marginRight: 12,
      marks: [
        timeAxis(),
        Plot.ruleY([0], { stroke: colour('--line') }),
        Plot.line(points, {
          x: 'at',
          y: 'cents',
          z: 'freelancerId',
          curve: 'step-after',
          stroke: ({ freelancerId }: Point) =>
            colour(seriesColour(rankOf.get(freelancerId) ?? Number.POSITIVE_INFINITY)),
          strokeWidth: 2,
          title: ({ freelancerId }: Point) => nameOf(freelancerId),
        }),
      ],
    });
  }, [race, kind, startAt, endAt, ranked, nameOf, currency]);
  return (
    <>
      <Legend ranked={ranked} nameOf={nameOf} />
      <Picture label={resultWords.standing.raceLabels[kind]} make={make} height={300} />
    </>
  );
}
