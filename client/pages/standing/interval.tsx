/** A share with how far it may be from the truth, as a picture as small as a word. */

import { percent } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';

interface IntervalProps {
  readonly share: number;
  readonly interval: readonly [number, number];
}

const WIDTH = 72;

export function Interval({ share, interval }: IntervalProps) {
  const [low, high] = interval;
  const label = resultWords.standing.interval(percent(low), percent(high));
  return (
    <svg width={WIDTH} height="12" viewBox={`0 0 ${WIDTH} 12`} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={`M0 6H${WIDTH}`} stroke="var(--line)" strokeWidth="1" />
      <path d={`M${low * WIDTH} 6H${high * WIDTH}`} stroke="var(--accent)" strokeWidth="3" opacity="0.45" />
      <circle cx={share * WIDTH} cy="6" r="3.5" fill="var(--accent)" />
    </svg>
  );
}
