/** Whether what is shown is what happens now. Said aloud when it changes. */

import type { Connection as State } from '../data/live-floor.ts';
import { words } from '../text/words.ts';
import { Badge, type Tone } from './badge.tsx';

const TONES: Readonly<Record<State, Tone>> = { live: 'good', catching_up: 'calm', lost: 'warn', ended: 'bad' };

export function Connection({ state }: { readonly state: State }) {
  const { live } = words.shell;
  const text = { live: live.live, catching_up: live.catchingUp, lost: live.lost, ended: live.ended }[state];
  return (
    <span role="status">
      <Badge tone={TONES[state]} dot={state === 'live'}>
        {text}
      </Badge>
    </span>
  );
}
