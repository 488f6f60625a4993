/** Taking part in a study with people: the link's ids become a session, then one step after the other, or out again. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { panelIdsSchema, peopleStudyNameSchema } from '../../../protocol/arena/people-study.ts';
import { peopleStateSchema, peopleStepSchema, withdrawnSchema } from '../../../protocol/arena/people-study-person.ts';
import { described } from '../../arena/described.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import { isOurOwn } from '../../same-origin.ts';
import { writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';
import { type PeopleRouteOptions, studiesOf } from '../people.ts';

const byName = { params: z.object({ study: peopleStudyNameSchema }) };
/** A comment of the longest length, in the letters that take most bytes. */
const STEP_BODY = 65_536;

function addComingIn(instance: FastifyInstance, options: PeopleRouteOptions): void {
  const { entrance } = options;
  const { publicUrl } = entrance.settings;
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    `${ARENA}/people-studies/:study/join`,
    described(
      {
        tag: 'People studies',
        operationId: 'joinPeopleStudy',
        summary: 'Come into a study with the panel’s ids, or back to where one was',
        result: peopleStateSchema,
      },
      { ...byName, body: panelIdsSchema, problems: [403, 404, 409, 410] as const },
    ),
    async (request, reply) => {
      if (!isOurOwn(request.headers, publicUrl)) throw problems.notAllowed('Come in on a page of this server');
      writeKeyOf(request);
      const { study } = request.params;
      const studies = studiesOf(options);
      const user = await studies.join(study, request.body, request.ip);
      await entrance.sessions.open(request, reply, user);
      return success(request, await studies.state(study, user.userId));
    },
  );

  app.get(
    `${ARENA}/people-studies/:study/me`,
    described(
      {
        tag: 'People studies',
        operationId: 'getPeopleStudyState',
        summary: 'Where one is in a study, and what is asked there',
        result: peopleStateSchema,
      },
      byName,
    ),
    async (request) => {
      const { user } = await request.caller();
      return success(request, await studiesOf(options).state(request.params.study, user.userId));
    },
  );
}

function addSteps(instance: FastifyInstance, options: PeopleRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    `${ARENA}/people-studies/:study/steps`,
    {
      bodyLimit: STEP_BODY,
      ...described(
        {
          tag: 'People studies',
          operationId: 'takePeopleStudyStep',
          summary: 'Take the step of the stage that one is at',
          result: peopleStateSchema,
        },
        { ...byName, body: peopleStepSchema },
      ),
    },
    async (request) => {
      writeKeyOf(request);
      const { user } = await request.caller();
      return success(request, await studiesOf(options).step(request.params.study, user.userId, request.body));
    },
  );

  app.post(
    `${ARENA}/people-studies/:study/withdrawal`,
    described(
      {
        tag: 'People studies',
        operationId: 'withdrawFromPeopleStudy',
        summary: 'Leave a study and have one’s data destroyed',
        result: withdrawnSchema,
      },
      byName,
    ),
    async (request, reply) => {
      writeKeyOf(request);
      const { user } = await request.caller();
      await studiesOf(options).withdraw(request.params.study, user.userId);
      await options.entrance.sessions.close(request, reply);
      return success(request, { withdrawn: true });
    },
  );
}

export function addTakingPartRoutes(app: FastifyInstance, options: PeopleRouteOptions): void {
  addComingIn(app, options);
  addSteps(app, options);
}
