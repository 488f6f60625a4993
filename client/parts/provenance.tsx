/** Where a figure comes from. Every figure of a result has one beside it: simulated is never shown as measured. */

import { words } from '../text/words.ts';
import { Badge, type Tone } from './badge.tsx';

export type Origin = 'measured' | 'simulated' | 'published';

const TONES: Readonly<Record<Origin, Tone>> = { measured: 'good', simulated: 'calm', published: 'accent' };

export function Provenance({ origin }: { readonly origin: Origin }) {
  const { provenance } = words.shell;
  return (
    <Badge tone={TONES[origin]} title={provenance[`${origin}Hint`]}>
      {provenance[origin]}
    </Badge>
  );
}
