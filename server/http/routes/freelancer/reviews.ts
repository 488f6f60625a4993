/** Reviews: list, and one party's about the other. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { canonicalJson } from '../../../kernel/hash.ts';
import { participantId, type ReviewId } from '../../../kernel/id.ts';
import type { SeenProject, SeenReview } from '../../../protocol/arena/seen/things.ts';
import { jobIdOf } from '../../../protocol/freelancer/job.ts';
import { secondsOf } from '../../../protocol/freelancer/money.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import {
  CATEGORIES,
  REVIEW_MEDIA_TYPE,
  type ReviewBody,
  type ReviewDocument,
  type ReviewQuery,
  reviewAction,
  reviewBody,
  reviewListSchema,
  reviewQuery,
} from '../../../protocol/freelancer/review.ts';
import { acts, answers } from '../../answers.ts';
import { among, inSpan } from '../../freelancer/among.ts';
import { compacted } from '../../freelancer/compact.ts';
import { type Look, lookOf, paged, projectIn } from '../../freelancer/looking.ts';
import { completionOf, contextOf, presentReview, reviewStatusOf, roleOf } from '../../freelancer/present-review.ts';
import { projectsBeside } from '../../freelancer/projects-beside.ts';
import { usersBeside } from '../../freelancer/users-beside.ts';
import { success } from '../../plugins/envelope.ts';
import { asked } from '../../plugins/input.ts';
import { PROJECTS, type RouteOptions } from '../../route-options.ts';
import { clientOf, send, writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';

const tags = ['Reviews'];

interface Reviewed {
  readonly review: SeenReview;
  readonly project: SeenProject;
}

function isWanted({ review, project }: Reviewed, query: ReviewQuery): boolean {
  const context = contextOf(project);
  const jobs = query['job_ids[]'];
  const contextIds = { project: query['projects[]'], contest: query['contests[]'] };
  const named = contextIds.project !== undefined || contextIds.contest !== undefined;
  return (
    (!named || contextIds[context]?.includes(Number(project.projectId)) === true) &&
    among(query['from_users[]'], Number(review.fromId)) &&
    among(query['to_users[]'], Number(review.toId)) &&
    among(query['review_types[]'], context) &&
    among(query['completion_statuses[]'], completionOf(project)) &&
    among(query['review_status[]'], reviewStatusOf(review)) &&
    (query.role === undefined || query.role === roleOf(review, project)) &&
    (jobs === undefined || project.posting.skills.some((skill) => jobs.includes(jobIdOf(skill)))) &&
    inSpan(secondsOf(review.postedAt), query)
  );
}

/** Newest first. */
function found({ market }: Look, query: ReviewQuery): Reviewed[] {
  const all = [...market.reviews.values()].flatMap((review) => {
    const project = market.projects.get(review.projectId);
    return project === undefined ? [] : [{ review, project }];
  });
  return all.filter((one) => isWanted(one, query)).toReversed();
}

/** The projects, or the contests, that the reviews are about; null where nobody asked for them. */
async function contextsOf(look: Look, options: RouteOptions, page: readonly Reviewed[], query: ReviewQuery) {
  const of = (context: 'project' | 'contest') =>
    page.filter(({ project }) => contextOf(project) === context).map(({ project }) => project.projectId);
  const flags = {
    full_description: query.project_full_description,
    upgrade_details: query.project_upgrade_details,
    job_details: query.project_job_details,
    qualification_details: query.project_qualification_details,
    attachment_details: query.project_attachment_details,
    hireme_details: query.project_hireme_details,
  };
  const contestFlags = { job_details: query.contest_job_details };
  return {
    projects: query.project_details ? await projectsBeside(look, options, of('project'), flags) : null,
    contests: query.contest_details ? await projectsBeside(look, options, of('contest'), contestFlags) : null,
  };
}

/** The market keeps one whole rating: the mean of the categories that the role has, of which at least one is given. */
function ratingOf({ reputation_data }: ReviewBody, role: keyof typeof CATEGORIES) {
  const given: Readonly<Record<string, unknown>> = reputation_data.category_ratings;
  const categories = Object.fromEntries(
    CATEGORIES[role].flatMap((name) => (typeof given[name] === 'number' ? [[name, given[name]] as const] : [])),
  );
  const stars = Object.values(categories);
  if (stars.length === 0) {
    throw problems.badForm(`reputation_data.category_ratings: some of ${CATEGORIES[role].join(', ')}`);
  }
  return { categories, rating: Math.round(stars.reduce((sum, one) => sum + one, 0) / stars.length) };
}

async function postReview(look: Look, key: string, body: ReviewBody): Promise<void> {
  const { to_user_id, from_user_id, comment, reputation_data } = body;
  const { seat } = look.place;
  if (typeof from_user_id === 'number' && (seat.kind !== 'participant' || seat.participantId !== from_user_id)) {
    throw problems.notAllowed('from_user_id: you review in your own name');
  }
  const project = projectIn(look, body.project_id);
  const role = Number(project.employerId) === to_user_id ? 'employer' : 'freelancer';
  if ((body.role ?? role) !== role) throw problems.badForm(`role: participant ${to_user_id} was the ${role}`);
  const { categories, rating } = ratingOf(body, role);
  const { on_time, on_budget } = reputation_data;
  const document: ReviewDocument = {
    comment: comment ?? '',
    categories,
    onTime: on_time ?? null,
    onBudget: on_budget ?? null,
  };
  const { projectId } = project;
  const commentHash = await clientOf(look.place).put({
    mediaType: REVIEW_MEDIA_TYPE,
    nonce: key,
    body: canonicalJson(document),
  });
  await send(look.place, key, { type: 'PostReview', projectId, toId: participantId(to_user_id), rating, commentHash });
}

export function addReviewRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  const listing = {
    tags,
    operationId: 'listReviews',
    summary: 'List reviews',
    querystring: reviewQuery,
    ...answers(reviewListSchema),
  };
  app.get(`${PROJECTS}/reviews`, { schema: listing }, async (request) => {
    const { query } = request;
    const look = await lookOf(request, options);
    const all = found(look, query);
    const page = paged(all, query);
    const shown = page.map(({ review, project }) => presentReview(look, options, review, project, query.ratings));
    const ids = page.flatMap(({ review }) => [review.fromId, review.toId]);
    const result = {
      reviews: await Promise.all(shown),
      users: await usersBeside(look, options, ids, query),
      ...(await contextsOf(look, options, page, query)),
      reviews_count: query.review_count ? all.length : null,
    };
    return success(request, query.compact ? compacted(result) : result);
  });

  const posting = { tags, operationId: 'postReview', summary: 'Review the other party', body: reviewBody, ...acts };
  app.post(`${PROJECTS}/reviews`, { schema: posting }, async (request) => {
    const look = await lookOf(request, options);
    await postReview(look, writeKeyOf(request), request.body);
    return success(request);
  });

  const acting = {
    tags,
    operationId: 'featureReview',
    summary: 'Mark a review of yourself, without any effect',
    params: z.object({ review_id: integer }),
    querystring: reviewAction,
    body: reviewAction,
    ...acts,
  };
  app.put(`${PROJECTS}/reviews/:review_id`, { schema: acting }, async (request) => {
    const look = await lookOf(request, options);
    const { review_id } = request.params;
    const review = look.market.reviews.get(review_id as ReviewId);
    if (review === undefined) throw problems.notFound(`Review ${review_id}`);
    if (asked<z.output<typeof reviewAction>>(request).action === undefined) {
      throw problems.badForm('action: feature or unfeature');
    }
    const { seat } = look.place;
    const own = seat.kind === 'participant' && seat.participantId === review.toId;
    if (!own) throw problems.notAllowed('Whoever was reviewed marks the review');
    return success(request);
  });
}
