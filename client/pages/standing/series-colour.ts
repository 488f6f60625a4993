/** Colours of lines, by rank: as many as can be told apart. */

export const SERIES = 8;

/** The name of a token; whoever comes later is drawn faint. */
export function seriesColour(rank: number): string {
  return rank < SERIES ? `--series-${rank + 1}` : '--line-strong';
}
