/** The work itself: plan and program, the visible cases, repairs from what failed, until they pass or a limit is reached. */

import type { Files } from '../../server/protocol/arena/acceptance.ts';
import type { Draft } from '../../server/protocol/arena/delivery.ts';
import type { ObservedProject } from '../observation.ts';
import { codeOf } from './fences.ts';
import type { Limits } from './limits.ts';
import type { Question, Turn } from './model.ts';
import { codeTurns, noCodeTurn, repairTurn, revisionTurn } from './prompt.ts';
import { LimitReached, type Purpose, type Session } from './session.ts';
import type { PostingDocument, Workbench } from './workbench.ts';

const MAX_TOKENS = 4_000;

export interface Work {
  readonly session: Session;
  readonly workbench: Workbench;
  readonly project: ObservedProject;
  readonly posting: PostingDocument;
  readonly limits: Limits;
  readonly mark: string;
}

export interface Written {
  readonly files: Files;
  /** Whether the visible cases pass; null: nobody could run them. */
  readonly visiblePassed: boolean | null;
  /** Which limit ended the work before they did; null: none. */
  readonly stoppedBy: string | null;
}

function isBetter(draft: Draft | null, than: Draft | null): boolean {
  if (draft === null || than === null) return draft !== null || than === null;
  return draft.casesPassed >= than.casesPassed;
}

/** Asks for programs until the visible cases pass. The best one is kept. Null: there never was a program. */
async function write(work: Work, first: readonly Turn[], purpose: Purpose): Promise<Written | null> {
  const { session, workbench, project, posting, limits, mark } = work;
  const { file } = posting.acceptance;
  let turns = first;
  let best: { readonly files: Files; readonly draft: Draft | null } | null = null;
  const outcome = (stoppedBy: string | null): Written | null =>
    best && { files: best.files, visiblePassed: best.draft?.passed ?? null, stoppedBy };
  for (let round = 0; round <= limits.repairs; round += 1) {
    const question: Question = {
      ...{ turns, schema: null, maxTokens: MAX_TOKENS, temperature: 0 },
      repetition: project.occurrence,
    };
    let text: string;
    try {
      ({ text } = await session.ask(round === 0 ? purpose : 'repair', question));
    } catch (problem) {
      if (problem instanceof LimitReached) return outcome(problem.limit);
      throw problem;
    }
    const code = codeOf(text, file);
    const said: Turn = { role: 'assistant', text };
    if (code === null) {
      turns = [...turns, said, noCodeTurn(file)];
      continue;
    }
    const files = { [file]: code };
    const draft = await workbench.tryOut(project, files);
    if (isBetter(draft, best?.draft ?? null)) best = { files, draft };
    if (draft === null || draft.passed) return outcome(null);
    turns = [...turns, said, repairTurn(draft, file, mark)];
  }
  return outcome('repairs');
}

export function writeProgram(work: Work): Promise<Written | null> {
  return write(work, codeTurns(work.posting, work.mark), 'code');
}

/** Another try after the employer asked for a revision. `outcomes`: how the hidden tests ended, in words. */
export function reviseProgram(work: Work, files: Files, outcomes: string): Promise<Written | null> {
  return write(work, [...codeTurns(work.posting, work.mark), revisionTurn(files, outcomes, work.mark)], 'revision');
}
