/** Contests: post one, list, one, join. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { cents } from '../../../kernel/money.ts';
import type { SeenProject } from '../../../protocol/arena/seen/things.ts';
import type { CommandRequest } from '../../../protocol/arena/wire.ts';
import {
  type ContestAction,
  type ContestQuery,
  contestAction,
  contestBody,
  contestListSchema,
  contestQuery,
  contestSchema,
  type WireContest,
} from '../../../protocol/freelancer/contest.ts';
import { commonFlags } from '../../../protocol/freelancer/flags.ts';
import { jobIdOf } from '../../../protocol/freelancer/job.ts';
import { secondsOf } from '../../../protocol/freelancer/money.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { acts, answers } from '../../answers.ts';
import { among, inSpan } from '../../freelancer/among.ts';
import { compacted } from '../../freelancer/compact.ts';
import { type Look, lookOf, paged, policyIn } from '../../freelancer/looking.ts';
import { contestPosting } from '../../freelancer/new-contest.ts';
import { contestStatusOf, presentContest } from '../../freelancer/present-contest.ts';
import { usersBeside } from '../../freelancer/users-beside.ts';
import { success } from '../../plugins/envelope.ts';
import { asked } from '../../plugins/input.ts';
import { CONTESTS, type RouteOptions } from '../../route-options.ts';
import { eventIn, send, writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';

const tags = ['Contests'];
const FULL_QUALITY_BPS = 10_000;

const SCHEMAS = {
  post: { tags, operationId: 'postContest', summary: 'Post a contest', body: contestBody, ...answers(contestSchema) },
  list: {
    tags,
    operationId: 'listContests',
    summary: 'List contests',
    querystring: contestQuery,
    ...answers(contestListSchema),
  },
  one: {
    tags,
    operationId: 'getContest',
    summary: 'Read a contest',
    params: z.object({ contest_id: integer }),
    querystring: commonFlags,
    ...answers(contestSchema),
  },
  act: {
    tags,
    operationId: 'actOnContest',
    summary: 'Join a contest; publish or cancel your own',
    params: z.object({ contest_id: integer }),
    querystring: contestAction,
    body: contestAction,
    ...acts,
  },
};

function isContest({ posting }: SeenProject): boolean {
  return posting.mechanism.kind === 'contest';
}

function contestIn({ market }: Look, wanted: number): SeenProject {
  const project = market.projects.get(wanted as SeenProject['projectId']);
  if (project === undefined || !isContest(project)) throw problems.notFound(`Contest ${wanted}`);
  return project;
}

function matches(project: SeenProject, query: ContestQuery): boolean {
  const jobs = query['jobs[]'];
  return (
    isContest(project) &&
    among(query['contests[]'], Number(project.projectId)) &&
    among(query['owners[]'], Number(project.employerId)) &&
    among(query['statuses[]'], contestStatusOf(project)) &&
    (jobs === undefined || project.posting.skills.some((skill) => jobs.includes(jobIdOf(skill)))) &&
    inSpan(secondsOf(project.postedAt), query)
  );
}

/** Whoever joins asks for the prize; what is delivered then decides. */
function commandOf({ projectId, posting }: SeenProject, action: ContestAction['action']): CommandRequest {
  switch (action) {
    case 'publish':
      return { type: 'PublishProject', projectId };
    case 'cancel':
      return { type: 'CancelProject', projectId };
    case 'join': {
      const terms = { amountCents: cents(posting.postedPriceCents), days: 1, qualityBps: FULL_QUALITY_BPS };
      return { type: 'PlaceBid', projectId, ...terms, proposalHash: null, confidenceBps: null };
    }
    default:
      throw problems.badForm('action: join, publish or cancel');
  }
}

export function addContestRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  async function presented(look: Look, project: SeenProject): Promise<WireContest> {
    const { marketId, viewer } = look.place;
    return presentContest(look, project, await options.texts.posting(marketId, viewer, project.document));
  }

  app.post(`${CONTESTS}/contests`, { schema: SCHEMAS.post }, async (request) => {
    const look = await lookOf(request, options);
    const key = writeKeyOf(request);
    const events = await send(look.place, key, await contestPosting(look, policyIn(look), key, request.body));
    const posted = eventIn(events, 'ProjectPosted');
    return success(request, await presented(look, contestIn(look, Number(posted?.projectId))));
  });

  app.get(`${CONTESTS}/contests`, { schema: SCHEMAS.list }, async (request) => {
    const { query } = request;
    const look = await lookOf(request, options);
    const found = [...look.market.projects.values()].filter((project) => matches(project, query)).toReversed();
    const page = paged(found, query);
    const owners = page.map(({ employerId }) => employerId);
    const result = {
      contests: await Promise.all(page.map((project) => presented(look, project))),
      users: await usersBeside(look, options, owners, query),
      total_count: query.count ? found.length : null,
    };
    return success(request, query.compact ? compacted(result) : result);
  });

  app.get(`${CONTESTS}/contests/:contest_id`, { schema: SCHEMAS.one }, async (request) => {
    const look = await lookOf(request, options);
    const contest = await presented(look, contestIn(look, request.params.contest_id));
    return success(request, request.query.compact ? compacted(contest) : contest);
  });

  app.put(`${CONTESTS}/contests/:contest_id`, { schema: SCHEMAS.act }, async (request) => {
    const look = await lookOf(request, options);
    const contest = contestIn(look, request.params.contest_id);
    await send(look.place, writeKeyOf(request), commandOf(contest, asked<ContestAction>(request).action));
    return success(request);
  });
}
