/** An employer that is a language model: posts on schedule, and decides what the market leaves to an employer. */

import { keyedHash } from '../../../server/kernel/prng.ts';
import type { Action, Agent } from '../../agent.ts';
import type { Observation, ObservedProject } from '../../observation.ts';
import type { ObservedDelivery } from '../../observed-delivery.ts';
import { type AwardRule, chooseBid } from '../../scripted/award-rule.ts';
import {
  createPoster,
  endForNothing,
  hasPassed,
  heldBy,
  putIntoEscrow,
  ratingOf,
  releaseAll,
  reviewable,
  type ScheduledProject,
} from '../../scripted/employer.ts';
import { doAll } from '../at-once.ts';
import { type Opinion, opinionOf, reviewOf } from './accepting.ts';
import { type Choice, chooseByModel } from './choosing.ts';
import { createDesk, type DeskSettings, type EmployerDesk, orNull } from './desk.ts';
import { type IncomingQuestion, readOn, textOf } from './inbox.ts';
import { answerTurns } from './prompt.ts';

export interface LlmEmployer extends DeskSettings {
  readonly projects: readonly ScheduledProject[];
  /** Who is chosen where the mechanism leaves it to the employer: by the model, or by a scripted rule. */
  readonly awardRule: AwardRule | 'model';
  /**
   * What is paid under settlement `employer`. `passed`: what passed the tests, whatever a delivery says to the model, which may ask
   * for a revision first. `model`: what the model accepts, also where tests failed.
   */
  readonly release: 'passed' | 'model';
  /** Whether so much can be decided at once without a cap in dollars being met on the way; not said: anything. */
  readonly mayRunAtOnce?: (count: number) => boolean;
}

/** Letters that one project may cost an employer. */
const ANSWERS_MAX = 20;
const ANSWER_CHARACTERS = 2_000;
const QUESTION_CHARACTERS = 4_000;

/** What has been decided already; with recorded calls the same comes out again. */
interface Memory {
  readonly chosen: Map<string, Action[]>;
}

type Deciding = { readonly employer: LlmEmployer; readonly desk: EmployerDesk; readonly memory: Memory };

export function createLlmEmployer(employer: LlmEmployer): Agent {
  const poster = createPoster(employer.projects);
  const choices: Choice[] = [];
  const desk = createDesk({ ...employer, onChoice: (choice) => choices.push(choice) });
  const deciding: Deciding = { employer, desk, memory: { chosen: new Map() } };
  /** In the order of the projects, whoever was answered first. */
  function tellChoices(): void {
    for (const choice of choices.toSorted((one, other) => one.project - other.project)) employer.onChoice(choice);
    choices.length = 0;
  }
  return {
    name: employer.name,
    // It thinks for long: what a kill meets is a thought then, and not the middle of everybody's actions.
    asked: 'at_once',
    async act(observation) {
      await readOn(deciding.desk.inbox, employer.client, observation.self, observation.cursor);
      const posted = poster(observation);
      const own = [...observation.live.values()].filter(({ employerId }) => employerId === observation.self);
      const works = [
        ...own.map((project) => () => tend(deciding, observation, project)),
        ...[...observation.unreviewed.values()].map((project) => () => review(deciding, observation, project)),
      ];
      const decided = await doAll(works, employer.mayRunAtOnce?.(works.length) ?? true);
      tellChoices();
      return { actions: [...posted.actions, ...decided.flat()], wakeAt: posted.wakeAt };
    },
  };
}

/** Decides once under this name, and says the same again afterwards. */
async function once({ memory }: Deciding, name: string, decide: () => Promise<Action[]>): Promise<Action[]> {
  const before = memory.chosen.get(name);
  if (before !== undefined) return before;
  const actions = await decide();
  memory.chosen.set(name, actions);
  return actions;
}

async function tend(deciding: Deciding, observation: Observation, project: ObservedProject): Promise<Action[]> {
  const answers = await answerAll(deciding, project);
  const { award, status, posting, projectId } = project;
  if (award === null) {
    if (status !== 'bidding_closed' || posting.mechanism.kind !== 'buyer_determined') return answers;
    return [...answers, ...(await awardOne(deciding, observation, project))];
  }
  // Everywhere else the verdict pays, and nothing is left to decide.
  if (award.status !== 'in_progress' || observation.policy?.settlement !== 'employer') return answers;
  if (project.milestones.length === 0) return [...answers, ...putIntoEscrow(award)];
  const held = heldBy(project);
  if (held === undefined) return [...answers, ...endForNothing(projectId)];
  return [...answers, ...(await settle(deciding, observation, project))];
}

/** Asked again only when the set is another: after an award that was declined or lapsed. */
function awardOne(deciding: Deciding, observation: Observation, project: ObservedProject): Promise<Action[]> {
  const { employer, desk } = deciding;
  const open = [...project.bids.values()].filter(({ status }) => status === 'placed').map(({ bidId }) => bidId);
  return once(deciding, `award/${project.projectId}/${open.join(',')}`, async () => {
    const bid =
      employer.awardRule === 'model'
        ? await chooseByModel(desk, observation, project)
        : chooseBid(employer.awardRule, employer.seed, observation, project);
    if (bid === null) return [];
    const { bidId } = bid;
    return [{ kind: 'command', key: `award/${bidId}`, request: { type: 'AwardBid', bidId } }];
  });
}

async function answerAll(deciding: Deciding, project: ObservedProject): Promise<Action[]> {
  const asked = deciding.desk.inbox.questions.filter(({ projectId }) => projectId === project.projectId);
  const actions: Action[] = [];
  for (const [index, question] of asked.entries()) {
    if (question.answered || index >= ANSWERS_MAX) continue;
    actions.push(
      ...(await once(deciding, `answer/${question.messageId}`, () => answer(deciding.desk, project, question))),
    );
  }
  return actions;
}

async function answer(desk: EmployerDesk, project: ObservedProject, question: IncomingQuestion): Promise<Action[]> {
  const asked = await textOf(desk.client, question);
  if (asked === null) return [];
  const { session, posting, mark } = await desk.about(project);
  const turns = answerTurns(posting, asked.slice(0, QUESTION_CHARACTERS), mark);
  const reply = await orNull(() =>
    session.ask('answer', { turns, schema: null, maxTokens: 600, temperature: 0, repetition: project.occurrence }),
  );
  const text = reply?.finish === 'refused' ? '' : (reply?.text.trim().slice(0, ANSWER_CHARACTERS) ?? '');
  if (text === '') return [];
  const { messageId, fromId } = question;
  return [{ kind: 'message', key: `answer/${messageId}`, projectId: project.projectId, toId: fromId, text }];
}

/** Whether the market would still take another delivery. */
function mayAskAgain({ policy, now }: Observation, { award, deliveries }: ObservedProject): boolean {
  const inTime = award !== null && award.deliverBy !== null && now < award.deliverBy;
  return inTime && deliveries.length < (policy?.limits.deliveriesPerAward ?? 1);
}

/** Pays for the last delivery, or asks for another, or waits. */
async function settle(deciding: Deciding, observation: Observation, project: ObservedProject): Promise<Action[]> {
  const last = project.deliveries.at(-1);
  if (last === undefined || (last.status !== 'passed' && last.status !== 'failed')) return [];
  const again = mayAskAgain(observation, project);
  return once(deciding, `settle/${last.deliveryId}`, async () => {
    const opinion = await opinionOf(deciding.desk, project, last, again);
    return settled(deciding.employer, project, last, opinion, again);
  });
}

function settled(
  { release }: LlmEmployer,
  project: ObservedProject,
  last: ObservedDelivery,
  opinion: Opinion | null,
  again: boolean,
): Action[] {
  const { deliveryId } = last;
  if (opinion?.accept === false && again) {
    return [{ kind: 'ask_revision', key: `revise/${deliveryId}`, deliveryId, text: opinion.revision }];
  }
  const accepted = opinion === null ? hasPassed(project) : opinion.accept;
  // What passed the tests that the posting promised is owed once no revision can be asked for.
  const pays = release === 'model' ? accepted || last.status === 'passed' : hasPassed(project);
  const held = heldBy(project);
  return pays && held !== undefined ? releaseAll(held) : [];
}

async function review(deciding: Deciding, observation: Observation, project: ObservedProject): Promise<Action[]> {
  const award = reviewable(observation, project);
  if (award === null) return [];
  const { employer, desk } = deciding;
  const { projectId } = project;
  return once(deciding, `review/${projectId}`, async () => {
    const said = await reviewOf(desk, project);
    const { rating, comment } = said ?? { rating: ratingOf(project), comment: '' };
    const nonce = keyedHash(employer.seed, 'review', observation.self, projectId).slice(0, 32);
    const commentHash =
      comment === '' ? null : await employer.client.put({ mediaType: 'text/plain', nonce, body: comment });
    const toId = award.freelancerId;
    const request = { type: 'PostReview', projectId, toId, rating, commentHash } as const;
    return [{ kind: 'command', key: `review/${projectId}`, request }];
  });
}
