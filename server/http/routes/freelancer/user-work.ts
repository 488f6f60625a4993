/** What is known of users' work, reputations and portfolios, and the skills that one says to have. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { jobIdOf, skillOf } from '../../../protocol/freelancer/job.ts';
import { secondsOf } from '../../../protocol/freelancer/money.ts';
import {
  type PortfolioItem,
  portfolioListSchema,
  portfoliosQuery,
  reputationMapSchema,
  reputationsQuery,
  skillsBody,
} from '../../../protocol/freelancer/people.ts';
import { acts, answers } from '../../answers.ts';
import { shown } from '../../freelancer/compact.ts';
import { type Look, lookOf, paged } from '../../freelancer/looking.ts';
import { skillsIn } from '../../freelancer/market-skills.ts';
import { presentReputation } from '../../freelancer/present-reputation.ts';
import { presentUsers } from '../../freelancer/present-user.ts';
import { readParts, recordsOf, type TrackRecord, type Work } from '../../freelancer/track-record.ts';
import { success } from '../../plugins/envelope.ts';
import { type RouteOptions, USERS } from '../../route-options.ts';
import { send, writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';

const tags = ['Users'];

/** The ids that name somebody in this market, each once. */
function knownIn({ market }: Look, ids: readonly number[] | undefined): number[] {
  const known = new Set([...market.participants.keys()].map(Number));
  return [...new Set(ids ?? [])].filter((id) => known.has(id));
}

/** The part of a record that is about one of these skills. */
function within(record: TrackRecord, jobs: readonly number[] | undefined): TrackRecord {
  if (jobs === undefined || jobs.length === 0) return record;
  const about = ({ project }: Pick<Work, 'project'>): boolean =>
    project.posting.skills.some((skill) => jobs.includes(jobIdOf(skill)));
  return { ...record, works: record.works.filter(about), ratings: record.ratings.filter(about) };
}

function addReputations(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    `${USERS}/reputations`,
    {
      schema: {
        tags,
        operationId: 'listReputations',
        summary: 'Read what users’ work amounts to',
        querystring: reputationsQuery,
        ...answers(reputationMapSchema),
      },
    },
    async (request) => {
      const { query } = request;
      const { role } = query;
      const look = await lookOf(request, options);
      const records = recordsOf(look.market, role, knownIn(look, query['users[]']));
      await readParts(look, options, records);
      const now = await options.arena.engine.now(look.place.marketId);
      const wishes = {
        jobHistory: query.job_history,
        projectStats: query.project_stats,
        rehireRates: query.rehire_rates,
      };
      const told = [...records].map(([id, record]) => {
        const reputation = presentReputation(id, role, within(record, query['jobs[]']), now, wishes);
        return [String(id), shown(reputation, query.compact)] as const;
      });
      return success(request, Object.fromEntries(told));
    },
  );
}

/** A completed project as a piece of its freelancer's portfolio: what it was about, which everybody may read. */
async function itemOf({ place }: Look, { texts }: RouteOptions, userId: number, { project, endedAt }: Work) {
  const { title, description } = await texts.posting(place.marketId, place.viewer, project.document);
  const item: PortfolioItem = {
    id: project.projectId,
    user_id: userId,
    title,
    description,
    content_type: 'project',
    files: [],
    articles: [],
    jobs: project.posting.skills.map(jobIdOf),
    last_modified_date: secondsOf(endedAt),
  };
  return item;
}

function addPortfolios(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    `${USERS}/portfolios`,
    {
      schema: {
        tags,
        operationId: 'listPortfolios',
        summary: 'Read what users have completed',
        querystring: portfoliosQuery,
        ...answers(portfolioListSchema),
      },
    },
    async (request) => {
      const { query } = request;
      const look = await lookOf(request, options);
      const records = recordsOf(look.market, 'freelancer', knownIn(look, query['users[]']));
      const portfolios = await Promise.all(
        [...records].map(async ([id, { works }]) => {
          const completed = works.filter(({ completed: done }) => done).toReversed();
          const page = paged(completed, query);
          return [String(id), await Promise.all(page.map((work) => itemOf(look, options, id, work)))] as const;
        }),
      );
      const users = await presentUsers(look, options, records.keys(), new Set());
      return success(request, {
        portfolios: Object.fromEntries(portfolios),
        users: Object.fromEntries(users.map((user) => [String(user.id), user])),
      });
    },
  );
}

/** The skills that the numbers stand for. */
function skillsFor(look: Look, jobs: readonly number[]): string[] {
  const words = skillsIn(look.market);
  return jobs.map((id) => {
    const skill = skillOf(id, words);
    if (skill === null) throw problems.badForm(`jobs[]: ${id} is no skill of this market`);
    return skill;
  });
}

const CHANGES = {
  add: (before: readonly string[], named: readonly string[]) => [...new Set([...before, ...named])],
  set: (_before: readonly string[], named: readonly string[]) => [...new Set(named)],
  remove: (before: readonly string[], named: readonly string[]) => {
    const gone = new Set(named.map(jobIdOf));
    return before.filter((skill) => !gone.has(jobIdOf(skill)));
  },
} as const;

function addSkills(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  async function change(request: FastifyRequest, how: keyof typeof CHANGES, jobs: readonly number[]): Promise<object> {
    const look = await lookOf(request, options);
    const { seat } = look.place;
    if (seat.kind !== 'participant') throw problems.notAllowed('Only who takes part has skills');
    const { participantId } = seat;
    const before = look.market.participants.get(participantId)?.skills ?? [];
    const skills = CHANGES[how](before, skillsFor(look, jobs));
    await send(look.place, writeKeyOf(request), { type: 'ChangeSkills', participantId, skills });
    return success(request);
  }

  const schemaOf = (operationId: string, summary: string) => ({
    tags,
    operationId,
    summary,
    body: skillsBody,
    ...acts,
  });
  const url = `${USERS}/self/jobs`;
  app.post(url, { schema: schemaOf('addSkills', 'Add skills of yours') }, (request) =>
    change(request, 'add', request.body['jobs[]']),
  );
  app.put(url, { schema: schemaOf('setSkills', 'Say what your skills are') }, (request) =>
    change(request, 'set', request.body['jobs[]']),
  );
  app.delete(url, { schema: schemaOf('removeSkills', 'Give skills of yours up') }, (request) =>
    change(request, 'remove', request.body['jobs[]']),
  );
}

export function addUserWorkRoutes(app: FastifyInstance, options: RouteOptions): void {
  addReputations(app, options);
  addPortfolios(app, options);
  addSkills(app, options);
}
