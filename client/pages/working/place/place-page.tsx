/** The work place of a project: code on one side, what is wanted and what came of it on the other. */

import { getRouteApi, Link } from '@tanstack/react-router';
import { type DragEvent, lazy, Suspense, useState } from 'react';
import type { SeenProject } from '../../../../server/protocol/arena/seen/things.ts';
import { useTitle } from '../../../app/title.ts';
import { useAccount } from '../../../data/session.ts';
import { useMarketNow } from '../../../data/use-floor.ts';
import { IDLE_AFTER_MS, useActiveTime } from '../../../data/working/active-time.ts';
import type { Saved } from '../../../data/working/kept.ts';
import { type PostingSaid, usePostingOf } from '../../../data/working/posting.ts';
import { type AtDesk, useLegal } from '../../../data/working/use-desk.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Empty, Loading } from '../../../parts/state.tsx';
import { clock, duration } from '../../../text/format.ts';
import { workingWords } from '../../../text/working-words.ts';
import { ExampleList } from '../examples.tsx';
import { STATE_TONES } from '../figures.ts';
import { useOffer } from '../use-offer.ts';
import { DeliverBar } from './deliver-bar.tsx';
import { FileBar, takeUploads } from './file-bar.tsx';
import { OwnDeliveries } from './own-deliveries.tsx';
import { RunResults } from './run-results.tsx';
import { useWork, type Work } from './use-work.ts';

const route = getRouteApi('/signed-in/working/$market/projects/$project/place');
const Editor = lazy(async () => ({ default: (await import('./editor.tsx')).Editor }));
const ANY_FILE = 'solution.py';

function SavedNote({ saved }: { readonly saved: Saved }) {
  const { place: text } = workingWords.working;
  switch (saved.kind) {
    case 'saved':
      return <span className="soft">{text.saved(clock(saved.at))}</span>;
    case 'saving':
      return <span className="soft">{text.saving}</span>;
    case 'refused':
      return (
        <strong className="field-error" role="alert">
          {text.notSaved}
        </strong>
      );
    default:
      return <span className="soft">{text.empty}</span>;
  }
}

function ActiveTime({
  market,
  project,
  userId,
}: {
  readonly market: string;
  readonly project: number;
  readonly userId: number;
}) {
  const { active } = workingWords.working;
  const { activeMs, counting } = useActiveTime(market, project, userId);
  return (
    <span className="row active-time">
      <span className="soft">{active.title}</span>
      <span className="number strong">{duration(activeMs)}</span>
      <Badge tone={counting ? 'good' : 'neutral'} dot={counting}>
        {counting ? active.counting : active.paused}
      </Badge>
      <span className="field-hint active-hint">{active.hint(duration(IDLE_AFTER_MS))}</span>
    </span>
  );
}

/** Where code is written; files that are dropped on it are taken in. */
function Code({ work, mainFile }: { readonly work: Work; readonly mainFile: string }) {
  const { place: text } = workingWords.working;
  const [trouble, setTrouble] = useState<string | null>(null);
  const { files, current } = work.draft;
  const drop = (event: DragEvent): void => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void takeUploads(work, [...event.dataTransfer.files]).then(setTrouble);
  };
  return (
    <section className="card code" aria-label={text.files} onDrop={drop} onDragOver={(event) => event.preventDefault()}>
      <FileBar work={work} mainFile={mainFile} onTrouble={setTrouble} />
      {trouble === null ? null : (
        <p className="notice" data-tone="bad" role="alert">
          {trouble}
        </p>
      )}
      <Suspense fallback={<Loading />}>
        <Editor
          key={current}
          path={current}
          text={files[current] ?? ''}
          onChange={(value) => work.write(current, value)}
        />
      </Suspense>
      <div className="row code-foot">
        <span className="soft" id="editor-keys">
          {text.keys}
        </span>
        <SavedNote saved={work.saved} />
      </div>
    </section>
  );
}

function Beside({ posting, work }: { readonly posting: PostingSaid; readonly work: Work }) {
  const { place: text } = workingWords.working;
  return (
    <>
      {work.running.data === undefined ? null : (
        <section className="card" aria-labelledby="results-title">
          <div className="card-head">
            <h2 id="results-title">{text.results}</h2>
          </div>
          <div className="card-body">
            <RunResults run={work.running.data} />
          </div>
        </section>
      )}
      <section className="card" aria-labelledby="examples-title">
        <div className="card-head">
          <h2 id="examples-title">{workingWords.working.project.examples}</h2>
        </div>
        <div className="card-body">
          <ExampleList examples={posting.acceptance} open={work.running.data === undefined} />
        </div>
      </section>
      <section className="card" aria-labelledby="posting-title">
        <div className="card-head">
          <h2 id="posting-title">{text.posting}</h2>
        </div>
        <div className="card-body">
          <p className="text-block">{posting.description}</p>
        </div>
      </section>
    </>
  );
}

interface PlaceProps {
  readonly desk: AtDesk;
  readonly project: SeenProject;
  readonly posting: PostingSaid;
}

function Place({ desk, project, posting }: PlaceProps) {
  const { place: text, states, project: projectText, find } = workingWords.working;
  const account = useAccount();
  const userId = account?.userId ?? 0;
  const now = useMarketNow(desk.name, desk.market.at);
  const legal = useLegal(desk, project);
  const mainFile = posting.acceptance?.file ?? ANY_FILE;
  const work = useWork(desk.name, project, mainFile, userId);
  const title = posting.title || find.untitled(project.projectId);
  useTitle(`${text.title}: ${title}`);
  const due = project.award?.status === 'in_progress' ? project.award.deliverBy : null;
  return (
    <>
      <div className="page-head">
        <div>
          <Link
            className="soft"
            to="/working/$market/projects/$project"
            params={{ market: desk.name, project: String(project.projectId) }}
          >
            {text.back}
          </Link>
          <h1>{title}</h1>
          <div className="row">
            <Badge tone={STATE_TONES[project.status]}>{states[project.status]}</Badge>
            {due === null ? null : (
              <span className="soft">
                {projectText.deadline} {due > now ? duration(due - now) : projectText.overdue}
              </span>
            )}
          </div>
        </div>
        <ActiveTime market={desk.name} project={project.projectId} userId={userId} />
      </div>
      <div className="place">
        <div className="stack place-code">
          <Code work={work} mainFile={mainFile} />
          <DeliverBar desk={desk} project={project} legal={legal} work={work} />
        </div>
        <div className="stack">
          <OwnDeliveries desk={desk} project={project} work={work} />
          <Beside posting={posting} work={work} />
        </div>
      </div>
    </>
  );
}

/** The posting says what the main file is called, so it is waited for. */
function Waiting({ desk, project }: Omit<PlaceProps, 'posting'>) {
  const posting = usePostingOf(desk.name, project);
  if (posting === undefined) return <Loading />;
  if (posting === null) return <Empty title={workingWords.working.project.noText} />;
  return <Place desk={desk} project={project} posting={posting} />;
}

export function PlacePage() {
  const { market, project: named } = route.useParams();
  const { desk, project } = useOffer(market, named);
  if (project === null) return <Empty title={workingWords.working.missing} />;
  return <Waiting desk={desk} project={project} />;
}
