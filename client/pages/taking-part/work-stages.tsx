/** The stages in which somebody is in a market: practice, the lobby before it, and the work. */

import { Link } from '@tanstack/react-router';
import type { PeopleState, PeopleStep } from '../../../server/protocol/sdk/people-calls.ts';
import { useTitleOf } from '../../data/titles.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { count } from '../../text/format.ts';
import { takingPartWords as words } from '../../text/taking-part-words.ts';

export type At<S extends PeopleState['at']['stage']> = Extract<PeopleState['at'], { stage: S }>;

export interface StageProps<S extends PeopleState['at']['stage']> {
  readonly at: At<S>;
  /** What is being answered is kept by this name until it is sent. */
  readonly name: string;
  readonly busy: boolean;
  readonly step: (step: PeopleStep) => void;
}

export function Practice({ at, busy, step }: Omit<StageProps<'practice'>, 'name'>) {
  const { practice: text } = words;
  return (
    <div className="card-body stack">
      <p>{text.text}</p>
      {at.projectId === null || at.market === null ? (
        <p role="status">{text.waiting}</p>
      ) : (
        <div className="row">
          <ButtonLink
            kind={at.deliveries === 0 ? 'primary' : 'plain'}
            to="/working/$market/projects/$project"
            params={{ market: at.market, project: String(at.projectId) }}
          >
            {text.open}
          </ButtonLink>
        </div>
      )}
      <p className="soft" role="status">
        {at.deliveries === 0 ? text.notYet : text.delivered(count(at.deliveries))}
      </p>
      <div className="row">
        <Button
          kind={at.deliveries === 0 ? 'plain' : 'primary'}
          disabled={busy || at.deliveries === 0}
          onClick={() => step({ step: 'practice' })}
        >
          {text.done}
        </Button>
      </div>
    </div>
  );
}

export function Lobby({ at }: { readonly at: At<'lobby'> }) {
  return (
    <div className="card-body stack">
      <p>{words.lobby.text}</p>
      <p role="status">{words.lobby.waiting(count(at.waiting), count(at.wanted))}</p>
    </div>
  );
}

interface OpenProjectProps {
  readonly market: string;
  readonly projectId: number;
  readonly name: string;
  readonly over: boolean;
}

function OpenProject({ market, projectId, name, over }: OpenProjectProps) {
  const title = useTitleOf(market, projectId) ?? name;
  return (
    <Link to="/working/$market/projects/$project" params={{ market, project: String(projectId) }}>
      {over ? title : words.work.open(title)}
    </Link>
  );
}

export function Work({ at, busy, step }: Omit<StageProps<'work'>, 'name'>) {
  const { work: text } = words;
  return (
    <div className="card-body stack">
      <p>{text.text}</p>
      <ol className="stack" aria-label={text.projects}>
        {at.projects.map(({ projectId, status }, place) => {
          const name = text.project(count(place + 1));
          return (
            <li key={name} className="row">
              <Badge tone={status === 'open' ? 'accent' : 'neutral'}>{text.status[status]}</Badge>
              {projectId === null ? (
                name
              ) : (
                <OpenProject market={at.market} projectId={projectId} name={name} over={status === 'over'} />
              )}
            </li>
          );
        })}
      </ol>
      <div className="row">
        <ButtonLink to="/working/$market" params={{ market: at.market }} search={{}}>
          {text.all}
        </ButtonLink>
        <Confirm
          trigger={<Button disabled={busy}>{text.finish}</Button>}
          title={text.finishTitle}
          text={text.finishText}
          yes={text.finish}
          no={text.finishNo}
          onYes={() => step({ step: 'work' })}
        />
      </div>
    </div>
  );
}
