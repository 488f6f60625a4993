/** Studies with people, for their researcher: made, opened, closed, counted; seats beside people; deletion. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { UserId } from '../../../kernel/id.ts';
import { newPeopleStudySchema, peopleStudyNameSchema } from '../../../protocol/arena/people-study.ts';
import { withdrawnSchema } from '../../../protocol/arena/people-study-person.ts';
import {
  peopleStudiesSchema,
  peopleStudySchema,
  peopleSummarySchema,
  programSeatAnswer,
  studyMarketsSchema,
} from '../../../protocol/arena/people-study-results.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { described } from '../../arena/described.ts';
import type { PeopleStudyAction } from '../../people-port.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import { writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';
import { type PeopleRouteOptions, studiesOf } from '../people.ts';

export const studyByName = { params: z.object({ study: peopleStudyNameSchema }) };

/** The caller, for what is no single market's: a token for one market is not good for it. */
export async function researcherOf(request: FastifyRequest): Promise<UserId> {
  const { user, pass } = await request.caller();
  if (pass.marketId !== null) throw problems.notAllowed(`This token is for market ${pass.marketId}`);
  return user.userId;
}

const ACTIONS: readonly (readonly [PeopleStudyAction, string, string])[] = [
  ['open', 'openPeopleStudy', 'Let people in'],
  ['close', 'closePeopleStudy', 'Let nobody in any more; who is inside goes on'],
  ['deletion', 'deletePeopleStudyData', 'Destroy all personal data of a study for good'],
];

function addActions(instance: FastifyInstance, options: PeopleRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  for (const [action, operationId, summary] of ACTIONS) {
    const words = { tag: 'People studies', operationId, summary, result: peopleStudySchema } as const;
    app.post(`${ARENA}/people-studies/:study/${action}`, described(words, studyByName), async (request) => {
      // Asked with a key or without, the same again finds itself done.
      writeKeyOf(request);
      const owner = await researcherOf(request);
      return success(request, await studiesOf(options).act(request.params.study, action, owner));
    });
  }
}

function addSeats(instance: FastifyInstance, options: PeopleRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { params } = studyByName;

  app.get(
    `${ARENA}/people-studies/:study/markets`,
    described(
      {
        tag: 'People studies',
        operationId: 'listPeopleStudyMarkets',
        summary: 'Markets of a study, and seats for programs in them',
        result: studyMarketsSchema,
      },
      studyByName,
    ),
    async (request) => {
      const owner = await researcherOf(request);
      return success(request, await studiesOf(options).markets(request.params.study, owner));
    },
  );

  app.post(
    `${ARENA}/people-studies/:study/markets/:market/seats/:participant`,
    described(
      {
        tag: 'People studies',
        operationId: 'takeProgramSeat',
        summary: 'Get a token for a program that takes a seat beside people',
        result: programSeatAnswer,
      },
      { params: params.extend({ market: z.string().max(64), participant: integer }) },
    ),
    async (request) => {
      writeKeyOf(request);
      const owner = await researcherOf(request);
      const { study, market, participant: participantId } = request.params;
      return success(request, await studiesOf(options).programSeat(study, { market, participantId }, owner));
    },
  );

  app.post(
    `${ARENA}/people-studies/:study/people/:person/withdrawal`,
    described(
      {
        tag: 'People studies',
        operationId: 'withdrawPerson',
        summary: 'Take somebody out of a study on their own wish',
        result: withdrawnSchema,
      },
      { params: params.extend({ person: z.string().max(40) }) },
    ),
    async (request) => {
      writeKeyOf(request);
      const owner = await researcherOf(request);
      await studiesOf(options).withdrawPerson(request.params.study, request.params.person, owner);
      return success(request, { withdrawn: true });
    },
  );
}

export function addRunningRoutes(instance: FastifyInstance, options: PeopleRouteOptions): void {
  addActions(instance, options);
  addSeats(instance, options);
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/people-studies`,
    described(
      {
        tag: 'People studies',
        operationId: 'listPeopleStudies',
        summary: 'One’s studies with people',
        result: peopleStudiesSchema,
      },
      {},
    ),
    async (request) => success(request, { studies: await studiesOf(options).list(await researcherOf(request)) }),
  );

  app.post(
    `${ARENA}/people-studies`,
    described(
      {
        tag: 'People studies',
        operationId: 'createPeopleStudy',
        summary: 'Make a study with people',
        result: peopleStudySchema,
      },
      { body: newPeopleStudySchema },
    ),
    async (request) => {
      writeKeyOf(request);
      const owner = await researcherOf(request);
      return success(request, await studiesOf(options).create(request.body, owner));
    },
  );

  app.get(
    `${ARENA}/people-studies/:study`,
    described(
      {
        tag: 'People studies',
        operationId: 'getPeopleStudy',
        summary: 'How a study goes: counts by stage, condition and order, and whether it is blind',
        result: peopleSummarySchema,
      },
      studyByName,
    ),
    async (request) => {
      const owner = await researcherOf(request);
      return success(request, await studiesOf(options).summary(request.params.study, owner));
    },
  );
}
