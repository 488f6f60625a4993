/** Which projects a list or a search is about, and in which order they come. */

import type { SeenProject } from '../../protocol/arena/seen/things.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { jobIdOf } from '../../protocol/freelancer/job.ts';
import { secondsOf } from '../../protocol/freelancer/money.ts';
import { extrasOf, type PostingExtras } from '../../protocol/freelancer/posting-document.ts';
import type { ListFilters, OwnFilters, SearchFilters } from '../../protocol/freelancer/project-filters.ts';
import type { RouteOptions } from '../route-options.ts';
import type { PostingText } from '../texts.ts';
import { among, inSpan } from './among.ts';
import { isSealed, type Look } from './looking.ts';
import { awardStatusOf, paidFor } from './present-bid.ts';
import { bidStats, standingOf } from './present-project.ts';

export interface Titled {
  readonly project: SeenProject;
  readonly text: PostingText;
}

/** The projects with their texts, read as the viewer. */
export async function titled(look: Look, { texts }: RouteOptions, projects: readonly SeenProject[]): Promise<Titled[]> {
  const { marketId, viewer } = look.place;
  const read = async (project: SeenProject): Promise<Titled> => ({
    project,
    text: await texts.posting(marketId, viewer, project.document),
  });
  return Promise.all(projects.map(read));
}

/** Contests have lists of their own. */
function isListed({ posting }: SeenProject, { include_contests }: { readonly include_contests: boolean }): boolean {
  return include_contests || posting.mechanism.kind !== 'contest';
}

export function matchesList(look: Look, project: SeenProject, query: ListFilters): boolean {
  const bidders = query['bidders[]'];
  const named = query['projects[]']?.includes(Number(project.projectId)) === true;
  return (
    (named || isListed(project, query)) &&
    among(query['projects[]'], Number(project.projectId)) &&
    among(query['owners[]'], Number(project.employerId)) &&
    among(query['frontend_project_statuses[]'], standingOf(project.status).frontend_project_status) &&
    inSpan(secondsOf(project.postedAt), query) &&
    (!query.has_milestone || project.milestoneIds.length > 0) &&
    (bidders === undefined || project.bidIds.some((one) => bidders.includes(look.market.bids.get(one)?.bidderId ?? 0)))
  );
}

type Range = readonly [least: number | undefined, most: number | undefined];

function overlaps(minimum: number, maximum: number, [least, most]: Range): boolean {
  return (least === undefined || maximum >= least) && (most === undefined || minimum <= most);
}

/** Budgets and averages are compared with prices where the project has a price, with rates where it has a rate. */
function matchesMoney(look: Look, { project }: Titled, { hourly }: PostingExtras, query: SearchFilters): boolean {
  const hours = hourly?.hours ?? 1;
  const { budgetMinCents, budgetMaxCents } = project.posting;
  const range: Range =
    hourly === null ? [query.min_price, query.max_price] : [query.min_hourly_rate, query.max_hourly_rate];
  const averages: Range =
    hourly === null
      ? [query.min_avg_price, query.max_avg_price]
      : [query.min_avg_hourly_rate, query.max_avg_hourly_rate];
  if (!overlaps(budgetMinCents / 100 / hours, budgetMaxCents / 100 / hours, range)) return false;
  if (averages[0] === undefined && averages[1] === undefined) return true;
  // Where bids are hidden so is what they come to: no filter finds it out.
  const { bid_avg: average } = bidStats(look.market, project, isSealed(look, project), hours);
  return average !== null && overlaps(average, average, averages);
}

function matchesPlace({ local, location }: PostingExtras, query: SearchFilters): boolean {
  const countries = query['countries[]']?.map((one) => one.toLowerCase());
  const { name, code } = location?.country ?? {};
  const inCountry =
    countries === undefined ||
    [name, code].some((one) => typeof one === 'string' && countries.includes(one.toLowerCase()));
  const { top_right_latitude: top, bottom_left_latitude: bottom } = query;
  const { top_right_longitude: right, bottom_left_longitude: left } = query;
  if ([top, bottom, right, left].every((corner) => corner === undefined)) return inCountry;
  const { latitude, longitude } = location ?? {};
  if (!local || typeof latitude !== 'number' || typeof longitude !== 'number') return false;
  return inCountry && overlaps(latitude, latitude, [bottom, top]) && overlaps(longitude, longitude, [left, right]);
}

/** Some bid on the project, of those that the viewer may see, has one of the statuses. */
function matchesBids(look: Look, { bidIds }: SeenProject, query: SearchFilters): boolean {
  const award = query['bid_award_statuses[]'];
  const complete = query['bid_complete_statuses[]'];
  if (award === undefined && complete === undefined) return true;
  return bidIds.some((id) => {
    const bid = look.market.bids.get(id);
    if (bid === undefined) return false;
    const { complete_status } = paidFor(look, bid);
    const status = awardStatusOf(bid.status);
    return (
      (award === undefined || (status !== null && award.includes(status))) &&
      (complete === undefined || (complete_status !== null && complete.includes(complete_status)))
    );
  });
}

function says({ project, text }: Titled, query: SearchFilters): boolean {
  const wanted = [query.query, query.or_search_query].filter((one) => one !== '').map((one) => one.toLowerCase());
  const said = `${text.title} ${text.description} ${project.posting.skills.join(' ')}`.toLowerCase();
  return wanted.length === 0 || wanted.some((one) => one.split(/\s+/).every((part) => said.includes(part)));
}

/** A sealed project is all that can be asked for among upgrades: the others are sold by Freelancer.com alone. */
function matchesUpgrades(look: Look, project: SeenProject, query: SearchFilters): boolean {
  const contest = project.posting.mechanism.kind === 'contest';
  const wanted = query[contest ? 'contest_upgrades[]' : 'project_upgrades[]'] ?? [];
  return wanted.every((one) => one.toLowerCase() === 'sealed' && isSealed(look, project));
}

export function matchesSearch(look: Look, one: Titled, query: SearchFilters): boolean {
  const { project, text } = one;
  const extras = extrasOf(text);
  const jobs = query['jobs[]'];
  return (
    isListed(project, query) &&
    says(one, query) &&
    (jobs === undefined || project.posting.skills.some((skill) => jobs.includes(jobIdOf(skill)))) &&
    among(query['project_ids[]'], Number(project.projectId)) &&
    among(query['project_types[]'], extras.hourly === null ? 'fixed' : 'hourly') &&
    among(query['project_statuses[]'], standingOf(project.status).status) &&
    among(query['languages[]'], 'en') &&
    matchesMoney(look, one, extras, query) &&
    matchesPlace(extras, query) &&
    matchesBids(look, project, query) &&
    matchesUpgrades(look, project, query) &&
    inSpan(secondsOf(project.postedAt), query)
  );
}

/** What one client means by the states of one's own projects. */
const OWN_STATUSES: Readonly<Record<OwnFilters['status'], (status: SeenProject['status']) => boolean>> = {
  all: () => true,
  open: (status) => status === 'open',
  active: (status) => status === 'open' || status === 'bidding_closed' || status === 'awarded',
  awarded: (status) => status === 'awarded' || status === 'in_progress',
  close: (status) => status === 'completed' || status === 'expired' || status === 'cancelled',
};

/** Projects that the viewer has posted, or bid on. */
export function matchesOwn(look: Look, one: Titled, query: OwnFilters): boolean {
  const { project, text } = one;
  const { viewer } = look.place;
  if (viewer.kind !== 'participant' || !OWN_STATUSES[query.status](project.status)) return false;
  const posted = project.employerId === viewer.participantId;
  const hasBid = project.bidIds.some((id) => look.market.bids.get(id)?.bidderId === viewer.participantId);
  const isRole = { employer: posted, freelancer: hasBid };
  const kind = project.posting.mechanism.kind === 'contest' ? 'contests' : 'projects';
  return (
    (query.role === undefined ? posted || hasBid : isRole[query.role]) &&
    query['type[]'].includes(kind) &&
    `${text.title} ${text.description}`.toLowerCase().includes(query.query.toLowerCase())
  );
}

/** Newest first, unless another field was asked for; equal ones in the order of their numbers. */
export function sorted(
  look: Look,
  found: readonly Titled[],
  { sort_field, reverse_sort }: Pick<SearchFilters, 'sort_field' | 'reverse_sort'>,
): Titled[] {
  const rate = currencyOf(look.market.policy?.currency ?? 'USD').exchange_rate;
  const fieldOf = ({ project, text }: Titled): number => {
    const stats = () => bidStats(look.market, project, isSealed(look, project), extrasOf(text).hourly?.hours ?? 1);
    switch (sort_field) {
      case 'time_updated':
        return project.changedAt;
      case 'bid_count':
        return stats().bid_count;
      case 'bid_enddate':
        return project.closesAt;
      case 'bid_avg_usd':
        return (stats().bid_avg ?? 0) * rate;
      default:
        return project.postedAt;
    }
  };
  const direction = reverse_sort ? 1 : -1;
  const keyed = found.map((one) => ({ one, field: fieldOf(one), id: Number(one.project.projectId) }));
  return keyed.toSorted((a, b) => direction * (a.field - b.field || a.id - b.id)).map(({ one }) => one);
}
