/** Whether what is shown is what happens now, and up to where it is known where it is not. Said aloud when it changes. */

import type { Connection as State } from '../data/follow.ts';
import { count } from '../text/format.ts';
import { words } from '../text/words.ts';
import { Badge, type Tone } from './badge.tsx';

const TONES: Readonly<Record<State, Tone>> = { live: 'good', catching_up: 'calm', lost: 'warn', ended: 'bad' };

interface ConnectionProps {
  readonly state: State;
  /** The last event that is shown. */
  readonly cursor: number;
}

export function Connection({ state, cursor }: ConnectionProps) {
  const { live } = words.shell;
  const text = { live: live.live, catching_up: live.catchingUp, lost: live.lost, ended: live.ended }[state];
  return (
    <span className="connection" role="status">
      <Badge tone={TONES[state]} dot={state === 'live'}>
        {text}
      </Badge>
      {state === 'lost' ? <span className="soft">{live.standsAt(count(cursor))}</span> : null}
    </span>
  );
}
