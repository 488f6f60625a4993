/** A review in Freelancer.com's form. */

import type { ReadMarket, SeenProject, SeenReview } from '../../protocol/arena/seen/things.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { amountOf, secondsOf } from '../../protocol/freelancer/money.ts';
import { hoursOf } from '../../protocol/freelancer/posting-document.ts';
import { type ReviewRole, reviewOf, type WireReview } from '../../protocol/freelancer/review.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';
import { textOf } from './present-milestone.ts';
import { projectSeoUrl } from './present-project.ts';

/** Whom the review is about. */
export function roleOf({ toId }: SeenReview, { employerId }: SeenProject): ReviewRole {
  return toId === employerId ? 'employer' : 'freelancer';
}

export function contextOf({ posting }: SeenProject): 'project' | 'contest' {
  return posting.mechanism.kind === 'contest' ? 'contest' : 'project';
}

export function completionOf({ award }: SeenProject): 'complete' | 'incomplete' {
  return award?.outcome === 'completed' ? 'complete' : 'incomplete';
}

/** Until both have reviewed, or their time is over, only its author sees a review. */
export function reviewStatusOf({ revealed }: SeenReview): 'active' | 'pending' {
  return revealed ? 'active' : 'pending';
}

/** What was paid is for the parties and the owner; to others it is not nothing but unknown. */
function paidFor({ place, market }: Look, project: SeenProject): number | null {
  const { viewer } = place;
  const parties = [project.employerId, project.award?.freelancerId];
  const knows = viewer.kind === 'owner' || (viewer.kind === 'participant' && parties.includes(viewer.participantId));
  if (!knows) return null;
  return amountOf(project.milestoneIds.reduce((sum, id) => sum + (market.milestones.get(id)?.releasedCents ?? 0), 0));
}

function bidAmountOf(market: ReadMarket, { award }: SeenProject, hours: number): number | null {
  const bid = award === null ? undefined : market.bids.get(award.bidId);
  return bid === undefined ? null : amountOf(Math.round(bid.amountCents / hours));
}

export async function presentReview(
  look: Look,
  options: RouteOptions,
  review: SeenReview,
  project: SeenProject,
  withRatings: boolean,
): Promise<WireReview> {
  const { market, place } = look;
  const text = await options.texts.posting(place.marketId, place.viewer, project.document);
  const { comment, categories, onTime, onBudget } = reviewOf(await textOf(look, options, review.comment));
  const submitted = secondsOf(review.postedAt);
  return {
    id: review.reviewId,
    to_user_id: review.toId,
    from_user_id: review.fromId,
    project_id: review.projectId,
    role: roleOf(review, project),
    status: reviewStatusOf(review),
    time_submitted: submitted,
    submitdate: submitted,
    description: comment,
    rating: review.rating,
    review_project_status: completionOf(project),
    rating_details: { category_ratings: categories, on_time: onTime, on_budget: onBudget },
    ratings: withRatings ? Object.entries(categories).map(([name, rating]) => ({ name, rating })) : null,
    review_context: {
      review_type: contextOf(project),
      context_id: project.projectId,
      context_name: text.title,
      seo_url: projectSeoUrl(project, text.title),
    },
    currency: currencyOf(market.policy?.currency ?? 'USD'),
    bid_amount: bidAmountOf(market, project, hoursOf(text)),
    paid_amount: paidFor(look, project),
    price_usd: null,
    sealed: false,
    featured: false,
  };
}
