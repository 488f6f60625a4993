/** A project in Freelancer.com's words, as the command that posts it here. */

import { canonicalJson } from '../../kernel/hash.ts';
import { participantId } from '../../kernel/id.ts';
import { cents } from '../../kernel/money.ts';
import { POSTING_MEDIA_TYPE } from '../../protocol/arena/ground.ts';
import { NO_ANSWER_KEY, NO_ANSWER_KEY_CASES } from '../../protocol/arena/no-answer-key.ts';
import type { ReadMarket } from '../../protocol/arena/seen/things.ts';
import type { CommandRequest, Mechanism, Policy } from '../../protocol/arena/wire.ts';
import { maximumFor } from '../../protocol/freelancer/budget.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { skillOf } from '../../protocol/freelancer/job.ts';
import type { Hourly, Location, Offer, PostingExtras } from '../../protocol/freelancer/posting-document.ts';
import type { ProjectBody } from '../../protocol/freelancer/project-body.ts';
import { clientOf } from '../sending.ts';
import { problems, WireError } from '../wire-error.ts';
import { centsIn } from './amounts.ts';
import type { Look } from './looking.ts';
import { skillsIn } from './market-skills.ts';

const DAY_MS = 86_400_000;
/** What Freelancer.com's own form suggests. */
const USUAL_HOURS = 40;

/**
 * Freelancer.com's wire carries no cases to judge a delivery by. Where the employer pays, none are needed; where a verdict
 * pays, a project without them could never be paid.
 */
export function requireEmployerPays({ settlement }: Policy, what: string): void {
  if (settlement === 'employer') return;
  throw new WireError({
    status: 409,
    code: 'ProjectExceptionCodes.ACCEPTANCE_NEEDED',
    message: `A verdict pays in this market, so a ${what} needs cases to be judged by, which this wire does not carry: post it with its cases through /api/arena/1.0`,
  });
}

/** A market has one currency; an amount in another one would be another amount. */
export function requireCurrency(policy: Policy, named: { id?: number | null | undefined; code?: unknown }): void {
  const { id, code } = currencyOf(policy.currency);
  const other = (named.id ?? id) !== id || (typeof named.code === 'string' && named.code.toUpperCase() !== code);
  if (!other) return;
  throw new WireError({
    status: 400,
    code: 'ProjectExceptionCodes.CURRENCY_DIFFERS',
    message: `The currency of this market is ${code} (currency ${id})`,
  });
}

interface NamedJob {
  readonly id?: number | null | undefined;
  readonly name?: string | null | undefined;
}

/** The skills that jobs stand for, each once, in their order. */
export function skillsOf(market: ReadMarket, jobs: readonly NamedJob[]): string[] {
  const words = skillsIn(market);
  const skills = jobs.map(({ id, name }) => {
    if (typeof id !== 'number') {
      if (typeof name === 'string' && name !== '') return name.slice(0, 60);
      throw problems.badForm('jobs: each with its id, or with a name');
    }
    const skill = skillOf(id, words);
    if (skill === null) throw problems.badForm(`jobs: ${id} is no skill of this market`);
    return skill;
  });
  return [...new Set(skills)];
}

function hourlyOf({ type, hourly_project_info: info }: ProjectBody): Hourly | null {
  if (type === 'fixed') return null;
  const hours = info?.commitment?.hours ?? USUAL_HOURS;
  if (!Number.isInteger(hours) || hours < 1 || hours > 1_000) {
    throw problems.badForm('hourly_project_info.commitment.hours: a whole number from 1 to 1000');
  }
  return { hours, interval: info?.commitment?.interval ?? 'week', duration: info?.duration_enum ?? null };
}

function locationOf({ location }: ProjectBody): Location | null {
  if (location === undefined || location === null) return null;
  const { country, city, latitude, longitude, vicinity } = location;
  return {
    country: country ? { name: country.name ?? null, code: country.code ?? null } : null,
    city: city ?? null,
    latitude: latitude ?? null,
    longitude: longitude ?? null,
    vicinity: vicinity ?? null,
    administrative_area: location.administrative_area ?? location.administrativeArea ?? null,
    full_address: location.full_address ?? location.fullAddress ?? null,
  };
}

/** The offer of a project that is for one freelancer. */
function offerOf(body: ProjectBody, hours: number): Offer | null {
  if (!body.hireme && !body.hire_me) return null;
  const offer = body.hireme_initial_bid;
  if (offer === undefined || offer === null) throw problems.badForm('hireme_initial_bid: whom the project is for');
  return {
    bidderId: offer.bidder_id,
    amountCents: centsIn('hireme_initial_bid.amount', offer.amount, hours),
    period: offer.period ?? 1,
    description: offer.description ?? '',
  };
}

/** A project for one freelancer goes to that one at the price offered; every other by the market's own mechanism. */
function mechanismFor(offer: Offer | null): Mechanism | null {
  return offer === null ? null : { kind: 'direct', assignment: 'named' };
}

type Posting = Extract<CommandRequest, { readonly type: 'PostProject' }>;

export async function postingOf(look: Look, policy: Policy, key: string, body: ProjectBody): Promise<Posting> {
  requireEmployerPays(policy, 'project');
  const { budget, title, description } = body;
  requireCurrency(policy, { id: body.currency?.id ?? budget.currency_id, code: body.currency?.code });
  const hourly = hourlyOf(body);
  const hours = hourly?.hours ?? 1;
  const offer = offerOf(body, hours);
  const skills = skillsOf(look.market, body.jobs);
  const extras: Omit<PostingExtras, 'contest'> = {
    hourly,
    local: body.local,
    location: locationOf(body),
    hireme: offer,
  };
  const maximum = budget.maximum ?? maximumFor(currencyOf(policy.currency).id, body.type, budget.minimum);
  const document = { title, description, skills, ...extras };
  return {
    type: 'PostProject',
    contentHash: await clientOf(look.place).put({
      mediaType: POSTING_MEDIA_TYPE,
      nonce: key,
      body: canonicalJson(document),
    }),
    acceptanceHash: NO_ANSWER_KEY,
    caseCount: NO_ANSWER_KEY_CASES,
    skills,
    budgetMinCents: centsIn('budget.minimum', budget.minimum, hours),
    budgetMaxCents: centsIn('budget.maximum', maximum, hours),
    postedPriceCents: offer === null ? null : cents(offer.amountCents),
    mechanism: mechanismFor(offer),
    assigneeId: offer === null ? null : participantId(offer.bidderId),
    biddingMs: body.bidperiod ? body.bidperiod * DAY_MS : null,
    draft: false,
  };
}
