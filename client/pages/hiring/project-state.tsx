/** A project's state and what it waits for, in the colours of what they mean. */

import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { isYours, type Waiting } from '../../data/hiring/standing.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { hiringWords } from '../../text/hiring-words.ts';

const TONES: Readonly<Record<SeenProject['status'], Tone>> = {
  draft: 'neutral',
  open: 'good',
  bidding_closed: 'warn',
  awarded: 'accent',
  in_progress: 'accent',
  completed: 'good',
  expired: 'neutral',
  cancelled: 'neutral',
};

export function ProjectState({ project: { status, award } }: { readonly project: SeenProject }) {
  const { states, ended } = hiringWords.hiring;
  const outcome = status === 'completed' ? award?.outcome : null;
  if (outcome === 'incomplete' || outcome === 'unscored') return <Badge tone="warn">{ended[outcome]}</Badge>;
  return (
    <Badge tone={TONES[status]} dot={status === 'open'}>
      {states[status]}
    </Badge>
  );
}

export function WaitingFor({ waiting }: { readonly waiting: Waiting }) {
  const text = hiringWords.hiring.waiting[waiting];
  return isYours(waiting) ? <Badge tone="warn">{text}</Badge> : <span className="soft">{text}</span>;
}
