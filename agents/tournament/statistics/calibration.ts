/** Whether bidders know their own chances: stated confidence beside what happened. */

import { mean, sum } from './moments.ts';

export interface Forecast {
  /** Stated chance to pass, in [0, 1]. */
  readonly stated: number;
  readonly passed: boolean;
}

/** Mean squared distance from stated to happened: 0 is perfect, 0.25 what always saying one half gets (Brier 1950). */
export function brierScore(forecasts: readonly Forecast[]): number | null {
  return mean(forecasts.map(({ stated, passed }) => (stated - (passed ? 1 : 0)) ** 2));
}

/** Mean stated minus share passed: above 0 is too sure. */
export function overconfidence(forecasts: readonly Forecast[]): number | null {
  return mean(forecasts.map(({ stated, passed }) => stated - (passed ? 1 : 0)));
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanStated: number;
  readonly passedShare: number;
}

/** Bins of equal width over [0, 1], the empty ones left out; a forecast of 1 is in the last. */
export function reliability(forecasts: readonly Forecast[], bins = 10): ReliabilityBin[] {
  const inBin = (at: number): Forecast[] =>
    forecasts.filter(({ stated }) => Math.min(bins - 1, Math.floor(stated * bins)) === at);
  return Array.from({ length: bins }, (_, at) => ({ at, found: inBin(at) })).flatMap(({ at, found }) =>
    found.length === 0
      ? []
      : {
          from: at / bins,
          to: (at + 1) / bins,
          count: found.length,
          meanStated: sum(found.map(({ stated }) => stated)) / found.length,
          passedShare: found.filter(({ passed }) => passed).length / found.length,
        },
  );
}

/** Expected calibration error: distance of stated from passed in each bin, weighted by its size. */
export function calibrationError(forecasts: readonly Forecast[], bins = 10): number | null {
  if (forecasts.length === 0) return null;
  const distances = reliability(forecasts, bins).map((bin) => bin.count * Math.abs(bin.meanStated - bin.passedShare));
  return sum(distances) / forecasts.length;
}

/** Murphy's parts (1973) of the Brier score over distinct stated values: score = reliability − resolution + uncertainty. */
export function brierParts(
  forecasts: readonly Forecast[],
): { readonly reliability: number; readonly resolution: number; readonly uncertainty: number } | null {
  const base = mean(forecasts.map(({ passed }) => (passed ? 1 : 0)));
  if (base === null) return null;
  const groups = Map.groupBy(forecasts, ({ stated }) => stated);
  let miss = 0;
  let apart = 0;
  for (const [stated, group] of groups) {
    const share = group.filter(({ passed }) => passed).length / group.length;
    miss += group.length * (stated - share) ** 2;
    apart += group.length * (share - base) ** 2;
  }
  const n = forecasts.length;
  return { reliability: miss / n, resolution: apart / n, uncertainty: base * (1 - base) };
}
