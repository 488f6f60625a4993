/** What can be done with a tournament in the state that it is in. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  actOnTournament,
  type TournamentAction,
  type TournamentStatus,
} from '../../../server/protocol/sdk/tournament-calls.ts';
import { faultText } from '../../app/trouble.tsx';
import { newKey, session } from '../../data/session.ts';
import { tournamentsQuery } from '../../data/tournaments.ts';
import type { Tone } from '../../parts/badge.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { tournamentWords } from '../../text/tournament-words.ts';

type State = TournamentStatus['state'];

const ACTIONS: Readonly<Record<State, readonly TournamentAction[]>> = {
  created: ['start', 'cancel'],
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  completed: [],
  failed: [],
  cancelled: [],
};

const TONES: Readonly<Record<State, Tone>> = {
  created: 'neutral',
  queued: 'calm',
  running: 'accent',
  paused: 'warn',
  completed: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

export function TournamentState({ state }: { readonly state: State }) {
  return (
    <Badge tone={TONES[state]} dot={state === 'running'}>
      {tournamentWords.tournaments.states[state]}
    </Badge>
  );
}

export function TournamentControl({ status }: { readonly status: TournamentStatus }) {
  const { tournaments: text } = tournamentWords;
  const client = useQueryClient();
  const acting = useMutation({
    mutationFn: (action: TournamentAction) => actOnTournament(session.http, status.tournament, action, newKey()),
    onSettled: () => client.invalidateQueries({ queryKey: tournamentsQuery.queryKey }),
  });
  return (
    <div className="row">
      {ACTIONS[status.state].map((action) => (
        <Button key={action} size="small" disabled={acting.isPending} onClick={() => acting.mutate(action)}>
          {text.actions[action]}
        </Button>
      ))}
      {acting.isError ? (
        <span className="field-error" role="alert">
          {text.failed(faultText(acting.error) ?? String(acting.error))}
        </span>
      ) : null}
    </div>
  );
}
