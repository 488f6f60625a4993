/** The work itself: plan and program, the visible cases, repairs from what failed, until they pass or a limit is reached. */

import { known } from '../../server/kernel/assert.ts';
import type { Files } from '../../server/protocol/arena/acceptance.ts';
import type { ObservedProject } from '../observation.ts';
import { createDesk, type Desk } from './desk.ts';
import { codeOf } from './fences.ts';
import type { Limits } from './limits.ts';
import type { Question, Reply, Turn } from './model.ts';
import {
  answerText,
  codeTurns,
  draftText,
  type Findings,
  fenced,
  noCodeTurn,
  postingText,
  repairTurn,
  revisionTurn,
} from './prompt.ts';
import { LimitReached, type Purpose, type Session } from './session.ts';
import { spanned } from './spans.ts';
import { hasRoom, POSTING, toolsFor, type Wish, wishOf } from './tools.ts';
import type { PostingDocument, Workbench } from './workbench.ts';

const FENCE = /^ {0,3}(?:```|~~~)/m;
const QUESTION = /^\s*QUESTION:\s*(?<question>[\s\S]{1,2000})/;

export interface Work {
  readonly session: Session;
  readonly workbench: Workbench;
  readonly project: ObservedProject;
  readonly posting: PostingDocument;
  readonly limits: Limits;
  readonly mark: string;
  /** What the employer had written when the work began. */
  readonly said: readonly string[];
  /** A delivery to be revised, and what was found out about it; null: there is none yet. */
  readonly before: { readonly files: Files; readonly findings: Findings } | null;
}

export interface Written {
  /** Null: there never was a program. */
  readonly files: Files | null;
  /** Whether the visible cases pass; null: nobody could run them. */
  readonly visiblePassed: boolean | null;
  /** What ended the work before they did; null: nothing. */
  readonly stoppedBy: string | null;
}

/** Yields questions to the employer, and goes on with each answer; null: none came. Faults of the provider's pass through. */
export type Working = AsyncGenerator<string, Written, string | null>;

/** The conversation as it stands. */
interface Talk {
  readonly work: Work;
  readonly desk: Desk;
  tools: boolean;
  turns: readonly Turn[];
  questions: number;
  /** Answers in which there was no program. */
  empty: number;
}

function firstTurns({ work, tools, questions }: Omit<Talk, 'turns'>): Turn[] {
  const { posting, said, before, mark } = work;
  const turns = codeTurns(posting, said, { tools, questions }, mark);
  return before === null ? turns : [...turns, revisionTurn(before.files, before.findings, mark)];
}

function begin(work: Work): Talk {
  const desk = createDesk(work.posting.acceptance.file, (files) => work.workbench.tryOut(work.project, files));
  const talk = { work, desk, tools: true, questions: work.limits.questions, empty: 0 };
  return { ...talk, turns: firstTurns(talk) };
}

/** Asks for programs until the visible cases pass, or the model hands in. The best one is kept. */
export async function* writeProgram(work: Work): Working {
  const talk = begin(work);
  const outcome = (stoppedBy: string | null): Written => {
    const best = talk.desk.best();
    return { files: best?.files ?? null, visiblePassed: best?.draft?.passed ?? null, stoppedBy };
  };
  const first: Purpose = work.before === null ? 'code' : 'revision';
  while (talk.empty + talk.desk.runs <= work.limits.repairs) {
    let reply: Reply;
    try {
      reply = await ask(talk, talk.empty + talk.desk.runs === 0 ? first : 'repair');
    } catch (problem) {
      if (problem instanceof LimitReached) return outcome(problem.limit);
      throw problem;
    }
    if (reply.finish === 'refused' || reply.finish === 'too_long') return outcome(reply.finish);
    const ended = reply.calls === undefined ? yield* read(talk, reply) : yield* use(talk, reply);
    if (ended) return outcome(null);
  }
  return outcome(talk.desk.tried?.passed === true ? null : 'repairs');
}

/** With tools where the model has them; else the conversation begins anew without. */
async function ask(talk: Talk, purpose: Purpose): Promise<Reply> {
  const { session, project } = talk.work;
  const question = (): Question => ({
    ...{ turns: talk.turns, schema: null, maxTokens: talk.work.limits.answerTokens, temperature: 0 },
    repetition: project.occurrence,
    ...(talk.tools && { tools: toolsFor(talk.questions) }),
  });
  const reply = await session.ask(purpose, question());
  if (reply.finish !== 'no_tools') return reply;
  talk.tools = false;
  talk.turns = firstTurns(talk);
  return session.ask(purpose, question());
}

/** Takes a program out of plain text, and tries it. True: the work is done. */
async function* read(talk: Talk, { text, finish }: Reply): AsyncGenerator<string, boolean, string | null> {
  const { work, desk } = talk;
  const { file } = work.posting.acceptance;
  const said: Turn = { role: 'assistant', text };
  const question = QUESTION.exec(text)?.groups?.question?.trim();
  if (question !== undefined && talk.questions > 0) {
    talk.turns = [...talk.turns, said, { role: 'user', text: yield* asked(talk, question) }];
    return false;
  }
  // Among tools, or where the answer breaks off, only what stands in a fence is a program: the rest is talk.
  const isTalk = (talk.tools || finish === 'length') && !FENCE.test(text);
  const code = isTalk ? null : codeOf(text, file);
  if (code === null) talk.empty += 1;
  else desk.write(file, code);
  if (!Object.hasOwn(desk.files, file)) {
    talk.turns = [...talk.turns, said, noCodeTurn(file)];
    return false;
  }
  const draft = await desk.run();
  if (draft === null || draft.passed) return true;
  talk.turns = [
    ...talk.turns,
    said,
    code === null && !talk.tools ? noCodeTurn(file) : repairTurn(draft, file, work.mark),
  ];
  return false;
}

async function* asked(talk: Talk, question: string): AsyncGenerator<string, string, string | null> {
  talk.questions -= 1;
  return answerText(yield question, talk.work.mark);
}

/** Uses the tools that the model wants used, in its order. True: it has handed in. */
async function* use(talk: Talk, { text, calls = [] }: Reply): AsyncGenerator<string, boolean, string | null> {
  const results: Turn[] = [];
  for (const call of calls) {
    const wish = wishOf(call);
    const { file } = talk.work.posting.acceptance;
    if (wish.kind === 'deliver' && Object.hasOwn(talk.desk.files, file)) {
      await talk.desk.run();
      return true;
    }
    const said =
      wish.kind === 'ask_employer' && talk.questions > 0
        ? yield* asked(talk, wish.question)
        : await spanned(`execute_tool ${wish.kind}`, { tool: call }, () => done(talk, wish));
    results.push({ role: 'tool', callId: call.id, name: call.name, text: said });
  }
  talk.turns = [...talk.turns, { role: 'assistant', text, calls }, ...results];
  return false;
}

/** Does what a tool does; says in words what came of it. */
async function done({ work, desk }: Talk, wish: Wish): Promise<string> {
  const { file } = work.posting.acceptance;
  const missing = `there is no ${file} yet: write it first`;
  switch (wish.kind) {
    case 'read_file':
      if (wish.path === POSTING) return fenced('posting', postingText(work.posting), work.mark);
      // Every object knows more names than its own: "constructor" is no file.
      return Object.hasOwn(desk.files, wish.path)
        ? known(desk.files[wish.path], 'file')
        : `there is no ${wish.path}; there are ${[POSTING, ...Object.keys(desk.files)].join(', ')}`;
    case 'write_file':
      if (!hasRoom(desk.files, wish.path)) return 'a delivery has no room for another file';
      desk.write(wish.path, wish.content);
      return 'written';
    case 'run_visible_cases': {
      if (!Object.hasOwn(desk.files, file)) return missing;
      const draft = await desk.run();
      return draft === null ? 'nobody can run the tests here: deliver when you are sure' : draftText(draft, work.mark);
    }
    case 'ask_employer':
      return 'no question is left: decide yourself';
    case 'deliver':
      return missing;
    case 'unreadable':
      return wish.why;
  }
}
