/** What is to be written for a project now: the attempts so far one after the other, with questions asked and answered. */

import { MINUTE_MS, type Millis } from '../../server/kernel/clock.ts';
import type { Observation, ObservedProject } from '../observation.ts';
import type { ObservedMessage } from '../observed-message.ts';
import { type Work, type Working, type Written, writeProgram } from './coding.ts';
import type { Workbench } from './workbench.ts';

/** Who has won a project reads what else is written to it before it begins. */
export const READING_MS: Millis = MINUTE_MS;
/** An answer is waited for at most so long, and at most a quarter of the time that is left. */
const ANSWER_MS: Millis = 240 * MINUTE_MS;
/** A question that does not appear after so many sendings was refused. */
const SENDINGS_MAX = 3;

/** One attempt at the program, as far as it has come. */
interface Task {
  readonly working: Working;
  step: IteratorResult<string, Written>;
  sendings: number;
}

/** The attempts at one project. It can be lost: with recorded calls the same comes out again. */
export interface WorkOrder {
  readonly tasks: Map<number, Task>;
  /** Questions asked in all attempts. */
  asked: number;
}

export const emptyOrder = (): WorkOrder => ({ tasks: new Map(), asked: 0 });

export type Progress =
  | { readonly kind: 'written'; readonly written: Written }
  /** `number`: which of the project's questions it is, from 1. */
  | { readonly kind: 'asks'; readonly question: string; readonly number: number }
  | { readonly kind: 'waits'; readonly until: Millis };

/** Where an answer to the question stands, or until when to wait for one. */
function answerTo(
  { messages, employerId }: ObservedProject,
  question: ObservedMessage,
  deliverBy: Millis,
): { readonly answer: ObservedMessage | null; readonly until: Millis } {
  const left = Math.max(0, deliverBy - question.at);
  const until = question.at + Math.max(1, Math.min(ANSWER_MS, Math.floor(left / 4)));
  const after = messages.find(
    ({ fromId, cursor, at }) => fromId === employerId && cursor > question.cursor && at < until,
  );
  return { answer: after ?? null, until };
}

function ownMessages({ observation, project }: Place): ObservedMessage[] {
  return project.messages.filter(({ fromId }) => fromId === observation.self);
}

/** Texts of the employer's from before `at`: what is read once is what is read again after a restart. */
export async function saidBefore(workbench: Workbench, project: ObservedProject, at: Millis): Promise<string[]> {
  const letters = project.messages.filter((one) => one.fromId === project.employerId && one.at < at);
  const texts = await Promise.all(
    letters.map(({ contentHash, cursor }) => workbench.text({ hash: contentHash, cursor })),
  );
  return texts.filter((text) => text !== null);
}

interface Place {
  readonly observation: Observation;
  readonly project: ObservedProject;
  readonly workbench: Workbench;
  /** When the work is due. */
  readonly endsAt: Millis;
}

/** What the employer says to the question; null: nothing. A moment: until then it still may. */
async function heard(place: Place, question: ObservedMessage): Promise<string | null | Millis> {
  const { observation, project, workbench, endsAt } = place;
  const { answer, until } = answerTo(project, question, endsAt);
  if (answer !== null) return workbench.text({ hash: answer.contentHash, cursor: answer.cursor });
  return observation.now < until ? until : null;
}

/** Goes on with an attempt until it is written, or the employer has to be asked or waited for. */
export async function goOn(
  order: WorkOrder,
  number: number,
  begin: () => Promise<Work>,
  place: Place,
): Promise<Progress> {
  let task = order.tasks.get(number);
  if (task === undefined) {
    const working = writeProgram(await begin());
    task = { working, step: await next(order, working, null), sendings: 0 };
    order.tasks.set(number, task);
  }
  while (task.step.done !== true) {
    const question = ownMessages(place)[order.asked - 1];
    if (question === undefined && task.sendings < SENDINGS_MAX) {
      task.sendings += 1;
      return { kind: 'asks', question: task.step.value, number: order.asked };
    }
    const answer = question === undefined ? null : await heard(place, question);
    if (typeof answer === 'number') return { kind: 'waits', until: answer };
    task.step = await next(order, task.working, answer);
  }
  return { kind: 'written', written: task.step.value };
}

/** The next question, or the program. What fails is forgotten, all of it: it begins anew, and what was asked is on record. */
async function next(
  order: WorkOrder,
  working: Working,
  answer: string | null,
): Promise<IteratorResult<string, Written>> {
  try {
    const step = await working.next(answer);
    if (step.done !== true) order.asked += 1;
    return step;
  } catch (problem) {
    order.tasks.clear();
    order.asked = 0;
    throw problem;
  }
}
