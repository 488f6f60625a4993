/** Projects: list, one, search. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SeenProject } from '../../../protocol/arena/seen/things.ts';
import { successSchema } from '../../../protocol/freelancer/envelope.ts';
import { commonFlags, projectFlags } from '../../../protocol/freelancer/flags.ts';
import { jobIdOf } from '../../../protocol/freelancer/job.ts';
import { secondsOf } from '../../../protocol/freelancer/money.ts';
import { decimal, flag, id, integer, list, paging, seconds, word } from '../../../protocol/freelancer/params.ts';
import { hoursOf } from '../../../protocol/freelancer/posting-document.ts';
import { FRONTEND_STATUSES, projectListSchema, projectSchema } from '../../../protocol/freelancer/project.ts';
import { userContainerFlags, userFlagsIn } from '../../../protocol/freelancer/user-flags.ts';
import { compacted } from '../../freelancer/compact.ts';
import { isSealed, type Look, lookOf, paged, projectIn } from '../../freelancer/looking.ts';
import { presentBid } from '../../freelancer/present-bid.ts';
import { type ProjectFlags, presentProject, projectSeoUrl, standingOf } from '../../freelancer/present-project.ts';
import { usersOf } from '../../freelancer/present-user.ts';
import { success } from '../../plugins/envelope.ts';
import { PROJECTS, type RouteOptions } from '../../route-options.ts';

const frontendStatus = word(FRONTEND_STATUSES);

const listQuery = z.object({
  'projects[]': list(id).optional(),
  'owners[]': list(id).optional(),
  'seo_urls[]': list(z.string()).optional(),
  'bidders[]': list(id).optional(),
  frontend_project_statuses: list(frontendStatus).optional(),
  from_time: seconds.optional(),
  to_time: seconds.optional(),
  count: flag.default(false),
  ...paging,
  ...projectFlags,
  ...userContainerFlags,
  ...commonFlags.shape,
});
type ListQuery = z.output<typeof listQuery>;

const searchQuery = z.object({
  query: z.string().default(''),
  or_search_query: z.string().default(''),
  'jobs[]': list(id).optional(),
  'project_types[]': list(word(['fixed', 'hourly'])).optional(),
  'project_ids[]': list(id).optional(),
  min_price: decimal.optional(),
  max_price: decimal.optional(),
  min_avg_price: decimal.optional(),
  max_avg_price: decimal.optional(),
  from_time: seconds.optional(),
  to_time: seconds.optional(),
  sort_field: word(['submitdate', 'time_updated', 'bid_count', 'bid_enddate', 'bid_avg_usd']).optional(),
  reverse_sort: flag.default(false),
  count: flag.default(true),
  ...paging,
  ...projectFlags,
  ...userContainerFlags,
  ...commonFlags.shape,
});
type SearchQuery = z.output<typeof searchQuery>;

interface Titled {
  readonly project: SeenProject;
  readonly text: { readonly title: string; readonly description: string };
}

async function titled(look: Look, { texts }: RouteOptions, projects: readonly SeenProject[]): Promise<Titled[]> {
  const { marketId, viewer } = look.place;
  const read = async (project: SeenProject): Promise<Titled> => ({
    project,
    text: await texts.posting(marketId, viewer, project.document),
  });
  return Promise.all(projects.map(read));
}

function within(
  project: SeenProject,
  { from_time: from, to_time: to }: Pick<ListQuery, 'from_time' | 'to_time'>,
): boolean {
  const submitted = secondsOf(project.postedAt);
  return (from === undefined || submitted >= from) && (to === undefined || submitted <= to);
}

function among<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(value);
}

function matchesList(look: Look, project: SeenProject, query: ListQuery): boolean {
  const bidders = query['bidders[]'];
  return (
    among(query['projects[]'], Number(project.projectId)) &&
    among(query['owners[]'], Number(project.employerId)) &&
    among(query.frontend_project_statuses, standingOf(project.status).frontend_project_status) &&
    within(project, query) &&
    (bidders === undefined || project.bidIds.some((one) => bidders.includes(look.market.bids.get(one)?.bidderId ?? 0)))
  );
}

function matchesSearch({ project, text }: Titled, query: SearchQuery): boolean {
  const { posting } = project;
  const wanted = [query.query, query.or_search_query].filter((one) => one !== '').map((one) => one.toLowerCase());
  const said = `${text.title} ${text.description} ${posting.skills.join(' ')}`.toLowerCase();
  const jobs = query['jobs[]'];
  return (
    (wanted.length === 0 || wanted.some((one) => one.split(/\s+/).every((part) => said.includes(part)))) &&
    (jobs === undefined || posting.skills.some((skill) => jobs.includes(jobIdOf(skill)))) &&
    among(query['project_ids[]'], Number(project.projectId)) &&
    !(query['project_types[]']?.includes('fixed') === false) &&
    (query.min_price === undefined || posting.budgetMaxCents / 100 >= query.min_price) &&
    (query.max_price === undefined || posting.budgetMinCents / 100 <= query.max_price) &&
    within(project, query)
  );
}

/** Newest first, unless another field was asked for; equal ones in the order of their numbers. */
function sorted(projects: readonly Titled[], { sort_field, reverse_sort }: SearchQuery): Titled[] {
  const fieldOf = ({ project }: Titled): number => {
    if (sort_field === 'time_updated') return project.changedAt;
    if (sort_field === 'bid_count') return project.bidIds.length;
    return sort_field === 'bid_enddate' ? project.closesAt : project.postedAt;
  };
  const direction = reverse_sort ? 1 : -1;
  return projects.toSorted(
    (one, other) =>
      direction * (fieldOf(one) - fieldOf(other) || Number(one.project.projectId) - Number(other.project.projectId)),
  );
}

/** The list in its container; `selected_bids` holds the bid that won each project. */
async function container(
  look: Look,
  options: RouteOptions,
  page: readonly Titled[],
  flags: ListQuery | SearchQuery,
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
    projects: page.map(({ project, text }) => presentProject(market, project, text, isSealed(look, project), flags)),
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
    const { marketId, viewer } = look.place;
    const text = await options.texts.posting(marketId, viewer, project.document);
    const flags: ProjectFlags = request.query;
    const result = presentProject(look.market, project, text, isSealed(look, project), flags);
    return answer(request, result, request.query.compact);
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
      const found = (await titled(look, options, open)).filter((one) => matchesSearch(one, query));
      const page = paged(sorted(found, query), query);
      return answer(request, await container(look, options, page, query, found.length), query.compact);
    });
  }
}
