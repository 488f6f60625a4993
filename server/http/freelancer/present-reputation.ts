/** A reputation in Freelancer.com's form, out of what the viewer knows of somebody's work. */

import { DAY_MS, type Millis } from '../../kernel/clock.ts';
import { jobIdOf, seoUrlOf } from '../../protocol/freelancer/job.ts';
import { amountOf } from '../../protocol/freelancer/money.ts';
import type { Period, Reputation } from '../../protocol/freelancer/reputation.ts';
import type { UserRole } from '../../protocol/freelancer/user.ts';
import type { Rating, TrackRecord, Work } from './track-record.ts';

/** A review from here on speaks well of somebody. */
const POSITIVE_FROM = 4;
/** Skills named one by one; the rest is a number. */
const JOBS_NAMED = 10;

export interface ReputationWishes {
  readonly jobHistory: boolean;
  readonly projectStats: boolean;
  readonly rehireRates: boolean;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const share = (part: number, whole: number): number | null => (whole === 0 ? null : round(part / whole, 4));

/** How many of those who worked with somebody did so again. */
function rehireRate(works: readonly Work[]): number | null {
  const times = new Map<number, number>();
  for (const { otherId } of works) times.set(otherId, (times.get(otherId) ?? 0) + 1);
  return share([...times.values()].filter((count) => count > 1).length, times.size);
}

/** What was earned, where the viewer knows it of every single work. */
function earningsOf(works: readonly Work[]): number | null {
  const cents = works.map(({ paidCents }) => paidCents);
  if (cents.some((one) => one === null)) return null;
  return amountOf(cents.reduce<number>((sum, one) => sum + (one ?? 0), 0));
}

type Parts = NonNullable<Rating['parts']>;

/** The mean of each category that somebody rated. */
function categoriesOf(parts: readonly Parts[]): Record<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const [name, stars] of parts.flatMap(({ categories }) => Object.entries(categories))) {
    const { sum, count } = sums.get(name) ?? { sum: 0, count: 0 };
    sums.set(name, { sum: sum + stars, count: count + 1 });
  }
  return Object.fromEntries([...sums].map(([name, { sum, count }]) => [name, round(sum / count, 2)]));
}

/** How often it was so, of those who said whether it was. */
function shareOf(said: readonly (boolean | null)[]): number | null {
  const known = said.filter((one) => one !== null);
  return share(known.filter(Boolean).length, known.length);
}

function periodOf(record: TrackRecord, since: Millis, rehireRates: boolean): Period {
  const works = record.works.filter(({ endedAt }) => endedAt >= since);
  const reviews = record.ratings.filter(({ at }) => at >= since);
  const ratings = reviews.map(({ rating }) => rating);
  const parts = reviews.flatMap((review) => review.parts ?? []);
  const complete = works.filter(({ completed }) => completed).length;
  const sum = ratings.reduce((total, one) => total + one, 0);
  return {
    overall: ratings.length === 0 ? 0 : round(sum / ratings.length, 2),
    on_budget: shareOf(parts.map(({ onBudget }) => onBudget)),
    on_time: shareOf(parts.map(({ onTime }) => onTime)),
    positive: share(ratings.filter((one) => one >= POSITIVE_FROM).length, ratings.length),
    completion_rate: share(complete, works.length),
    category_ratings: categoriesOf(parts),
    all: works.length,
    reviews: ratings.length,
    incomplete_reviews: 0,
    complete,
    incomplete: works.length - complete,
    earnings: earningsOf(works),
    rehire_rate: rehireRates ? rehireRate(works) : null,
  };
}

function jobHistoryOf({ works }: TrackRecord): NonNullable<Reputation['job_history']> {
  const counts = new Map<string, number>();
  for (const { project } of works) {
    for (const skill of project.posting.skills) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  }
  const ranked = [...counts].toSorted(([, one], [, other]) => other - one);
  return {
    count_other: ranked.slice(JOBS_NAMED).reduce((sum, [, count]) => sum + count, 0),
    job_counts: ranked
      .slice(0, JOBS_NAMED)
      .map(([skill, count]) => ({ count, job: { id: jobIdOf(skill), name: skill, seo_url: seoUrlOf(skill) } })),
  };
}

/** `now` is market time: its last three months may be minutes of ours. */
export function presentReputation(
  userId: number,
  role: UserRole,
  record: TrackRecord,
  now: Millis,
  wishes: ReputationWishes,
): Reputation {
  const complete = record.works.filter(({ completed }) => completed).length;
  return {
    user_id: userId,
    role,
    earnings_score: null,
    entire_history: periodOf(record, 0, wishes.rehireRates),
    last3months: periodOf(record, now - 90 * DAY_MS, wishes.rehireRates),
    last12months: periodOf(record, now - 365 * DAY_MS, wishes.rehireRates),
    job_history: wishes.jobHistory ? jobHistoryOf(record) : null,
    project_stats: wishes.projectStats
      ? { open: record.open, work_in_progress: record.workInProgress, complete }
      : null,
  };
}
