/** Contests and entries in Freelancer.com's form: projects of the mechanism `contest`, and their deliveries. */

import type { SeenDelivery, SeenProject, SeenProjectStatus } from '../../protocol/arena/seen/things.ts';
import type { WireContest, WireEntry } from '../../protocol/freelancer/contest.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { jobOf } from '../../protocol/freelancer/job.ts';
import { amountOf, secondsOf } from '../../protocol/freelancer/money.ts';
import { extrasOf } from '../../protocol/freelancer/posting-document.ts';
import type { PostingText } from '../texts.ts';
import { isSealed, type Look } from './looking.ts';
import { projectSeoUrl } from './present-project.ts';

const DAY_MS = 86_400_000;
const STARS = 5;
const FULL_BPS = 10_000;

const STATUSES: Readonly<Record<SeenProjectStatus, WireContest['status']>> = {
  draft: 'inactive',
  open: 'active',
  // Entries are in, and some wait for their verdict.
  bidding_closed: 'pending',
  awarded: 'pending',
  in_progress: 'pending',
  completed: 'closed',
  expired: 'closed',
  cancelled: 'closed',
};

export function contestStatusOf({ status }: SeenProject): WireContest['status'] {
  return STATUSES[status];
}

export function presentContest(look: Look, project: SeenProject, text: PostingText): WireContest {
  const { posting, postedAt, changedAt, closesAt } = project;
  const { mechanism } = posting;
  const guaranteed = mechanism.kind === 'contest' && mechanism.guaranteed;
  const sealed = isSealed(look, project);
  const status = contestStatusOf(project);
  return {
    id: project.projectId,
    owner_id: project.employerId,
    title: text.title,
    seo_url: projectSeoUrl(project, text.title),
    currency: currencyOf(look.market.policy?.currency ?? 'USD'),
    prize: amountOf(posting.postedPriceCents),
    duration: Math.max(1, Math.round((closesAt - postedAt) / DAY_MS)),
    type: extrasOf(text).contest ?? (guaranteed ? 'guaranteed' : 'regular'),
    status,
    jobs: posting.skills.map((skill) => jobOf(skill)),
    description: text.description,
    time_submitted: secondsOf(postedAt),
    time_posted: status === 'inactive' ? null : secondsOf(postedAt),
    time_ended: status === 'closed' ? secondsOf(changedAt) : null,
    time_modified: secondsOf(changedAt),
    locked: status === 'pending',
    upgrades: { featured: false, sealed, nonpublic: status === 'inactive', highlight: false, guaranteed },
    files: [],
    entry_count: project.deliveryIds.length,
    language: 'en',
    deleted: false,
  };
}

export function entryStatusOf({ market }: Look, { bidId, projectId, status }: SeenDelivery): WireEntry['status'] {
  const project = market.projects.get(projectId);
  if (status === 'voided') return 'eliminated';
  if (project?.status !== 'completed') return 'active';
  return project.award?.bidId === bidId && status === 'passed' ? 'won' : 'eliminated';
}

export function presentEntry(look: Look, delivery: SeenDelivery): WireEntry {
  const { deliveryId, projectId, freelancerId, attempt, submittedAt, verdict } = delivery;
  const score = verdict?.scoreBps ?? null;
  return {
    id: deliveryId,
    contest_id: projectId,
    owner_id: freelancerId,
    number: attempt,
    status: entryStatusOf(look, delivery),
    rating: score === null ? null : (score / FULL_BPS) * STARS,
    time_entered: secondsOf(submittedAt),
    deleted: false,
  };
}
