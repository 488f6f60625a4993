/** What an employer's model makes of a delivery and of a finished project, where the market leaves it to the employer. */

import { z } from 'zod';
import { evidenceSchema } from '../../../server/protocol/arena/delivery.ts';
import type { ObservedProject } from '../../observation.ts';
import type { ObservedDelivery } from '../../observed-delivery.ts';
import { askStructured } from '../structured.ts';
import { type EmployerDesk, orNull } from './desk.ts';
import { textOf } from './inbox.ts';
import { acceptTurns, reviewTurns } from './prompt.ts';

const COMMENT_CHARACTERS = 1_000;

const acceptanceSchema = z.object({
  accept: z.boolean().describe('whether you accept it as it is'),
  revision: z.string().max(4_000).describe('what is to be done otherwise; empty where you accept'),
});

export interface Opinion {
  readonly accept: boolean;
  /** What the freelancer is told; never empty where it is not accepted. */
  readonly revision: string;
}

/** How the tests went, in numbers of ours: no text of the delivery's is in it. */
async function testsOf({ client, inbox }: EmployerDesk, { deliveryId, status }: ObservedDelivery): Promise<string> {
  const text = await textOf(client, inbox.evidence.get(deliveryId));
  const read = evidenceSchema.safeParse(text === null ? null : jsonOf(text));
  const said = status === 'passed' ? 'they passed' : 'they did not all pass';
  return read.success ? `${said}, ${read.data.casesPassed} of ${read.data.caseCount}` : said;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    // Cut, because it was too long for a prompt.
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** Null: no answer that can be read. */
export async function opinionOf(
  desk: EmployerDesk,
  project: ObservedProject,
  delivery: ObservedDelivery,
  mayAskAgain: boolean,
): Promise<Opinion | null> {
  const { session, posting, mark } = await desk.about(project);
  const files = (await textOf(desk.client, desk.inbox.files.get(delivery.deliveryId))) ?? 'Nothing that can be read.';
  const turns = acceptTurns({ posting, files, tests: await testsOf(desk, delivery), mayAskAgain }, mark);
  const answer = await orNull(() =>
    askStructured((question) => session.ask('accept', question), {
      ...{ name: 'acceptance', schema: acceptanceSchema, turns, maxTokens: 600, temperature: 0 },
      ...{ repetition: project.occurrence, repairs: 2 },
    }),
  );
  if (answer?.ok !== true) return null;
  const wish = answer.value.revision.trim().slice(0, COMMENT_CHARACTERS);
  return {
    accept: answer.value.accept,
    revision: wish === '' ? 'Please look at the posting once more: not everything is there.' : wish,
  };
}

const reviewSchema = z.object({
  rating: z.number().int().min(1).max(5).describe('1 to 5'),
  comment: z.string().max(4_000).describe('one or two sentences'),
});

function outcomeText({ award, deliveries }: ObservedProject): string {
  const passed = deliveries.some(({ status }) => status === 'passed');
  const tries = deliveries.length === 1 ? 'one delivery' : `${deliveries.length} deliveries`;
  return `${award?.outcome ?? 'over'}, after ${tries}, ${passed ? 'which passed your tests' : 'none of which passed your tests'}`;
}

/** Null: no answer that can be read. */
export async function reviewOf(
  desk: EmployerDesk,
  project: ObservedProject,
): Promise<{ readonly rating: number; readonly comment: string } | null> {
  const { session, posting, mark } = await desk.about(project);
  const turns = reviewTurns(posting, outcomeText(project), mark);
  const answer = await orNull(() =>
    askStructured((question) => session.ask('review', question), {
      ...{ name: 'review', schema: reviewSchema, turns, maxTokens: 400, temperature: 0 },
      ...{ repetition: project.occurrence, repairs: 2 },
    }),
  );
  if (answer?.ok !== true) return null;
  return { rating: answer.value.rating, comment: answer.value.comment.trim().slice(0, COMMENT_CHARACTERS) };
}
