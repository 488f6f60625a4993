/** A project in Freelancer.com's form: detail fields are null unless their flag is set. */

import type { ReadMarket, SeenProject, SeenProjectStatus } from '../../protocol/arena/seen/things.ts';
import { NO_COUNTRY } from '../../protocol/freelancer/country.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { jobOf, seoUrlOf } from '../../protocol/freelancer/job.ts';
import { amountOf, secondsOf } from '../../protocol/freelancer/money.ts';
import { extrasOf, type PostingExtras } from '../../protocol/freelancer/posting-document.ts';
import type { PostingText } from '../texts.ts';

const PREVIEW_CHARACTERS = 100;
const DAY_MS = 86_400_000;

interface Standing {
  readonly status: 'draft' | 'active' | 'frozen' | 'closed';
  readonly sub_status: string | null;
  readonly frontend_project_status: 'draft' | 'open' | 'work_in_progress' | 'complete';
}

const STANDINGS: Readonly<Record<SeenProjectStatus, Standing>> = {
  draft: { status: 'draft', sub_status: null, frontend_project_status: 'draft' },
  open: { status: 'active', sub_status: null, frontend_project_status: 'open' },
  bidding_closed: { status: 'frozen', sub_status: 'frozen_timeout', frontend_project_status: 'open' },
  awarded: { status: 'frozen', sub_status: 'frozen_awarded', frontend_project_status: 'open' },
  in_progress: { status: 'closed', sub_status: 'closed_awarded', frontend_project_status: 'work_in_progress' },
  completed: { status: 'closed', sub_status: 'closed_awarded', frontend_project_status: 'complete' },
  expired: { status: 'closed', sub_status: 'closed_expired', frontend_project_status: 'complete' },
  cancelled: { status: 'closed', sub_status: 'cancel_buyer', frontend_project_status: 'complete' },
};

export function standingOf(status: SeenProjectStatus): Standing {
  return STANDINGS[status];
}

export interface ProjectFlags {
  readonly full_description?: boolean;
  readonly job_details?: boolean;
  readonly upgrade_details?: boolean;
  readonly attachment_details?: boolean;
  readonly file_details?: boolean;
  readonly qualification_details?: boolean;
  readonly hireme_details?: boolean;
  readonly invited_freelancer_details?: boolean;
  readonly recommended_freelancer_details?: boolean;
  readonly support_session_details?: boolean;
  readonly location_details?: boolean;
  readonly nda_signature_details?: boolean;
  readonly project_collaboration_details?: boolean;
  readonly track_details?: boolean;
  /** One client's misspelling of `attachment_details`. */
  readonly attached_details?: boolean;
  readonly review_availability_details?: boolean;
}

const NO_PLACE = {
  country: null,
  city: null,
  latitude: null,
  longitude: null,
  vicinity: null,
  administrative_area: null,
  full_address: null,
};
const UPGRADES = [
  'featured',
  'nonpublic',
  'fulltime',
  'urgent',
  'qualified',
  'NDA',
  'assisted',
  'active_prepaid_milestone',
  'ip_contract',
  'success_bundle',
  'non_compete',
  'project_management',
  'pf_only',
  'recruiter',
  'listed',
  'extend',
  'unpaid_recruiter',
];

/** `<skill>/<Title-With-Dashes>`: without the skill the site could not resolve it. */
export function projectSeoUrl({ projectId, posting }: SeenProject, title: string): string {
  const words = title.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return `${seoUrlOf(posting.skills[0] ?? 'projects')}/${words === '' ? `Project-${projectId}` : words}`;
}

/** Bids that the viewer may see. Where rivals' bids are sealed, an average over the own one alone would be no average. */
export function bidStats(
  market: ReadMarket,
  { bidIds, bidCount }: SeenProject,
  sealed: boolean,
  hours = 1,
): { bid_count: number; bid_avg: number | null } {
  const amounts = bidIds.flatMap((id) => {
    const bid = market.bids.get(id);
    return bid === undefined || bid.status === 'retracted' ? [] : [bid.amountCents];
  });
  const mean = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
  const average = sealed || amounts.length === 0 ? null : Math.round(mean / hours) / 100;
  return { bid_count: sealed ? (bidCount ?? 0) : amounts.length, bid_avg: average };
}

/** Keys that Freelancer.com has and an arena gives no meaning to. */
const UNUSED = {
  deleted: false,
  assisted: null,
  active_prepaid_milestone: null,
  urgent: false,
  featured: false,
  language: 'en',
  negotiated: false,
  negotiated_bid: null,
  can_post_review: null,
  user_distance: null,
  from_user_location: null,
  drive_files: null,
  nda_details: null,
  pool_ids: ['freelancer'],
  enterprise_ids: [],
  timeframe: null,
  deloitte_details: null,
  is_escrow_project: false,
  is_seller_kyc_required: false,
  is_buyer_kyc_required: false,
  local_details: null,
  equipment: null,
  nda_signatures_new: null,
  billing_code: null,
  enterprise_metadata_values: null,
  project_reject_reason: null,
  repost_id: null,
  client_engagement: null,
  contract_signatures: null,
  quotation_id: null,
  quotation_version_id: null,
  enterprise_linked_projects_details: null,
  equipment_groups: null,
  project_source: null,
  project_source_reference: null,
};

/** The offer to the freelancer whom the project is for, in the form of a bid that is not there yet. */
function offerOf({ projectId, employerId }: SeenProject, { hireme, hourly }: PostingExtras): object | null {
  if (hireme === null) return null;
  const { bidderId, amountCents, period, description } = hireme;
  return {
    id: null,
    bidder_id: bidderId,
    project_id: projectId,
    retracted: null,
    amount: amountOf(Math.round(amountCents / (hourly?.hours ?? 1))),
    period,
    description,
    project_owner_id: employerId,
  };
}

function placeOf({ location }: PostingExtras): object {
  if (location === null) return { ...NO_PLACE, country: NO_COUNTRY };
  return { ...location, country: { ...NO_COUNTRY, ...location.country } };
}

/** How the work is paid and where it is done: the parts of a posting that only this wire has. */
function kindOf(extras: PostingExtras): object {
  const { hourly, local, hireme } = extras;
  const commitment = hourly === null ? null : { hours: hourly.hours, interval: hourly.interval };
  return {
    type: hourly === null ? 'fixed' : 'hourly',
    hourly_project_info: hourly === null ? null : { commitment, duration_enum: hourly.duration },
    local,
    hireme: hireme !== null,
  };
}

function details(project: SeenProject, text: PostingText, sealed: boolean, flags: ProjectFlags): object {
  const { posting } = project;
  const extras = extrasOf(text);
  const upgrades = Object.fromEntries([...UPGRADES.map((name) => [name, false]), ['sealed', sealed]]);
  return {
    description: flags.full_description ? text.description : null,
    jobs: flags.job_details ? posting.skills.map((skill) => jobOf(skill)) : null,
    upgrades: flags.upgrade_details ? upgrades : null,
    attachments: flags.attachment_details || flags.attached_details ? [] : null,
    files: flags.file_details ? [] : null,
    qualifications: flags.qualification_details ? [] : null,
    invited_freelancers: flags.invited_freelancer_details ? [] : null,
    recommended_freelancers: flags.recommended_freelancer_details ? [] : null,
    support_sessions: flags.support_session_details ? [] : null,
    hireme_initial_bid: flags.hireme_details ? offerOf(project, extras) : null,
    location: flags.location_details ? placeOf(extras) : null,
    true_location: null,
    nda_signatures: flags.nda_signature_details ? [] : null,
    project_collaborations: flags.project_collaboration_details ? [] : null,
    track_ids: flags.track_details ? [] : null,
  };
}

/** `sealed`: rivals' bids are hidden from this viewer. */
export function presentProject(
  market: ReadMarket,
  project: SeenProject,
  text: PostingText,
  sealed: boolean,
  flags: ProjectFlags,
): Record<string, unknown> {
  const { projectId, employerId, posting, postedAt, changedAt, closesAt } = project;
  const extras = extrasOf(text);
  const hours = extras.hourly?.hours ?? 1;
  const budget = {
    minimum: amountOf(Math.round(posting.budgetMinCents / hours)),
    maximum: amountOf(Math.round(posting.budgetMaxCents / hours)),
  };
  const submitted = secondsOf(postedAt);
  return {
    id: projectId,
    owner_id: employerId,
    title: text.title,
    ...standingOf(project.status),
    seo_url: projectSeoUrl(project, text.title),
    currency: currencyOf(market.policy?.currency ?? 'USD'),
    submitdate: submitted,
    preview_description: text.description.slice(0, PREVIEW_CHARACTERS),
    nonpublic: project.status === 'draft',
    hidebids: sealed,
    ...kindOf(extras),
    bidperiod: Math.max(1, Math.round((closesAt - postedAt) / DAY_MS)),
    budget: { ...budget, name: null, project_type: null, currency_id: null },
    bid_stats: bidStats(market, project, sealed, hours),
    time_submitted: submitted,
    time_updated: secondsOf(changedAt),
    time_free_bids_expire: submitted - 3_600,
    ...UNUSED,
    ...details(project, text, sealed, flags),
  };
}
