/** The earnings race: what was released to each freelancer over market time. */

import { useMemo } from 'react';
import type { RaceStep } from '../../data/earnings.ts';
import type { NameOf } from '../../data/use-floor.ts';
import { Picture, Plot } from '../../parts/picture.tsx';
import { shortMoney } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';
import { seriesColour } from './series-colour.ts';

interface RaceProps {
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

/** Every line begins at nothing and goes on to the end of what is shown. */
function pointsOf({ race, startAt, endAt, ranked }: RaceProps): readonly Point[] {
  return ranked.flatMap((freelancerId) => {
    const own = race.filter((step) => step.freelancerId === freelancerId);
    const last = own.at(-1)?.cents ?? 0;
    return [{ at: startAt, cents: 0 }, ...own, { at: endAt, cents: last }].map(({ at, cents }) => ({
      at: new Date(at),
      cents,
      freelancerId,
    }));
  });
}

export function Race(props: RaceProps) {
  const { race, startAt, endAt, ranked, nameOf, currency } = props;
  const make = useMemo(() => {
    const points = pointsOf({ race, startAt, endAt, ranked, nameOf, currency });
    const rankOf = new Map(ranked.map((id, rank) => [id, rank]));
    return (colour: (token: string) => string): Plot.PlotOptions => ({
      x: { type: 'time', label: null },
      y: { label: null, grid: true, tickFormat: (cents: number) => shortMoney(cents, currency) },
      marginRight: 12,
      marks: [
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
  }, [race, startAt, endAt, ranked, nameOf, currency]);
  return <Picture label={resultWords.standing.raceLabel} make={make} height={300} />;
}
