/** The directory of freelancers: who takes part, filtered and sorted. */

import type { SeenParticipant } from '../../protocol/arena/seen/things.ts';
import { jobIdOf } from '../../protocol/freelancer/job.ts';
import type { DirectoryQuery } from '../../protocol/freelancer/people.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';
import { profileOf } from './present-user.ts';
import { recordsOf } from './track-record.ts';

interface Listed {
  readonly participant: SeenParticipant;
  readonly name: string;
  readonly text: string;
  readonly reviewCount: number;
  readonly rating: number;
}

/** Freelancers with what is needed to find and to rank them. */
async function listed(look: Look, options: Pick<RouteOptions, 'texts'>): Promise<readonly Listed[]> {
  const { participants } = look.market;
  const freelancers = [...participants.values()].filter(
    ({ roles, withdrawn }) => roles.includes('freelancer') && !withdrawn,
  );
  const ids = freelancers.map(({ participantId }) => Number(participantId));
  const records = recordsOf(look.market, 'freelancer', ids);
  return Promise.all(
    freelancers.map(async (participant) => {
      const { name, description } = await profileOf(look, options, participant);
      const ratings = records.get(participant.participantId)?.ratings ?? [];
      const sum = ratings.reduce((total, { rating }) => total + rating, 0);
      return {
        participant,
        name,
        text: [name, description, ...participant.skills].join(' ').toLowerCase(),
        reviewCount: ratings.length,
        rating: ratings.length === 0 ? 0 : sum / ratings.length,
      };
    }),
  );
}

function matches({ participant, name, text, reviewCount, rating }: Listed, query: DirectoryQuery): boolean {
  const jobs = [...(query['jobs[]'] ?? []), ...(query['skills[]'] ?? [])];
  const words = (query.query ?? '').toLowerCase().split(/\s+/);
  return (
    (jobs.length === 0 || participant.skills.some((skill) => jobs.includes(jobIdOf(skill)))) &&
    words.every((word) => text.includes(word)) &&
    (query.username === undefined || name.toLowerCase().includes(query.username.toLowerCase())) &&
    rating >= (query.ratings ?? 0) &&
    reviewCount >= (query.review_count_min ?? 0) &&
    reviewCount <= (query.review_count_max ?? Number.POSITIVE_INFINITY)
  );
}

/** Largest first, names from A to Z; an unknown field sorts by number, as none does. Equal ones stay in their order. */
function compareBy(field: string | undefined): (one: Listed, other: Listed) => number {
  switch (field) {
    case 'rating':
    case 'ratings':
    case 'reputation':
      return (one, other) => other.rating - one.rating;
    case 'review_count':
      return (one, other) => other.reviewCount - one.reviewCount;
    case 'registration_date':
      return (one, other) => other.participant.registeredAt - one.participant.registeredAt;
    case 'username':
      return (one, other) => (one.name < other.name ? -1 : Number(one.name > other.name));
    default:
      return () => 0;
  }
}

/** The numbers of all who match, in the order asked for. */
export async function directoryOf(
  look: Look,
  options: Pick<RouteOptions, 'texts'>,
  query: DirectoryQuery,
): Promise<readonly number[]> {
  const found = (await listed(look, options)).filter((one) => matches(one, query));
  const sorted = found.toSorted(compareBy(query.sort_field));
  const ordered = query.reverse_sort ? sorted.toReversed() : sorted;
  return ordered.map(({ participant }) => Number(participant.participantId));
}
