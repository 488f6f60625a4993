/** Projects: list, one, search. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { successSchema } from '../../../protocol/freelancer/envelope.ts';
import { commonFlags, projectFlags } from '../../../protocol/freelancer/flags.ts';
import { flag, integer, paging } from '../../../protocol/freelancer/params.ts';
import { hoursOf } from '../../../protocol/freelancer/posting-document.ts';
import { projectListSchema, projectSchema } from '../../../protocol/freelancer/project.ts';
import { listFilters, ownFilters, searchFilters } from '../../../protocol/freelancer/project-filters.ts';
import { userContainerFlags, userFlagsIn } from '../../../protocol/freelancer/user-flags.ts';
import { compacted } from '../../freelancer/compact.ts';
import { type Look, lookOf, paged, projectIn } from '../../freelancer/looking.ts';
import { presentBid } from '../../freelancer/present-bid.ts';
import { projectSeoUrl } from '../../freelancer/present-project.ts';
import { usersOf } from '../../freelancer/present-user.ts';
import {
  matchesList,
  matchesOwn,
  matchesSearch,
  sorted,
  type Titled,
  titled,
} from '../../freelancer/project-filters.ts';
import { presentedProject, shownProject } from '../../freelancer/projects-beside.ts';
import { success } from '../../plugins/envelope.ts';
import { PROJECTS, type RouteOptions } from '../../route-options.ts';

const listQuery = z.object({
  ...listFilters,
  count: flag.default(false),
  ...paging,
  ...projectFlags,
  ...userContainerFlags,
  ...commonFlags.shape,
});
type ListQuery = z.output<typeof listQuery>;

const searchQuery = z.object({
  ...searchFilters,
  count: flag.default(true),
  ...paging,
  ...projectFlags,
  ...userContainerFlags,
  ...commonFlags.shape,
});
type SearchQuery = z.output<typeof searchQuery>;

const ownQuery = z.object({
  ...ownFilters,
  count: flag.default(true),
  ...paging,
  ...projectFlags,
  ...userContainerFlags,
  ...commonFlags.shape,
});
type OwnQuery = z.output<typeof ownQuery>;

/** The list in its container; `selected_bids` holds the bid that won each project. */
async function container(
  look: Look,
  options: RouteOptions,
  page: readonly Titled[],
  flags: ListQuery | SearchQuery | OwnQuery,
  total: number | null,
): Promise<object> {
  const { market } = look;
  const selected = page.flatMap(({ project, text }) => {
    const bid = project.award === null ? undefined : market.bids.get(project.award.bidId);
    return bid === undefined
      ? []
      : [[String(project.projectId), [presentBid(look, bid, null, hoursOf(text))]] as const];
  });
  const owners = page.map(({ project }) => project.employerId);
  const bidders = flags.selected_bids ? page.flatMap(({ project }) => project.award?.freelancerId ?? []) : [];
  return {
    projects: page.map(({ project, text }) => shownProject(look, project, text, flags)),
    users: await usersOf(look, options, [...owners, ...bidders], userFlagsIn(flags)),
    selected_bids: flags.selected_bids ? Object.fromEntries(selected) : null,
    total_count: total,
  };
}

function answer(request: FastifyRequest, result: object, compact: boolean): object {
  return success(request, compact ? compacted(result) : result);
}

const SCHEMAS = {
  listProjects: {
    tags: ['Projects'],
    operationId: 'listProjects',
    summary: 'List projects',
    querystring: listQuery,
    response: { 200: successSchema(projectListSchema) },
  },
  getProject: {
    tags: ['Projects'],
    operationId: 'getProject',
    summary: 'Read a project',
    response: { 200: successSchema(projectSchema) },
    params: z.object({ project_id: integer }),
    querystring: z.object({ ...projectFlags, ...commonFlags.shape }),
  },
  listOwnProjects: {
    tags: ['Projects'],
    operationId: 'listOwnProjects',
    summary: 'List the projects that you have posted or bid on',
    querystring: ownQuery,
    response: { 200: successSchema(projectListSchema) },
  },
} as const;

export function addProjectRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(`${PROJECTS}/projects`, { schema: SCHEMAS.listProjects }, async (request) => {
    const { query } = request;
    const look = await lookOf(request, options);
    const matching = [...look.market.projects.values()].filter((project) => matchesList(look, project, query));
    const seoUrls = query['seo_urls[]'];
    const found = (await titled(look, options, matching)).filter(
      ({ project, text }) => seoUrls === undefined || seoUrls.includes(projectSeoUrl(project, text.title)),
    );
    const total = query.count ? found.length : null;
    const page = paged(found.toReversed(), query);
    return answer(request, await container(look, options, page, query, total), query.compact);
  });

  app.get(`${PROJECTS}/projects/:project_id`, { schema: SCHEMAS.getProject }, async (request) => {
    const look = await lookOf(request, options);
    const project = projectIn(look, request.params.project_id);
    const result = await presentedProject(look, options, project, request.query);
    return answer(request, result, request.query.compact);
  });

  app.get(`${PROJECTS}/self`, { schema: SCHEMAS.listOwnProjects }, async (request) => {
    const { query } = request;
    const look = await lookOf(request, options);
    const all = await titled(look, options, [...look.market.projects.values()]);
    const found = all.filter((one) => matchesOwn(look, one, query));
    const page = paged(sorted(look, found, query), query);
    return answer(request, await container(look, options, page, query, found.length), query.compact);
  });

  for (const [path, operationId, summary] of [
    ['all', 'searchProjects', 'Search all projects'],
    ['active', 'searchActiveProjects', 'Search projects that are open for bids'],
  ] as const) {
    const schema = {
      tags: ['Projects'],
      operationId,
      summary,
      querystring: searchQuery,
      response: { 200: successSchema(projectListSchema) },
    };
    app.get(`${PROJECTS}/projects/${path}`, { schema }, async (request) => {
      const { query } = request;
      const look = await lookOf(request, options);
      const open = [...look.market.projects.values()].filter(({ status }) => path === 'all' || status === 'open');
      const found = (await titled(look, options, open)).filter((one) => matchesSearch(look, one, query));
      const page = paged(sorted(look, found, query), query);
      return answer(request, await container(look, options, page, query, found.length), query.compact);
    });
  }
}
