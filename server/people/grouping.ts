/** Who shares a market with whom: people wait in the lobby of their condition until there are enough, or the wait is over. */

import { known } from '../kernel/assert.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import { chance } from '../kernel/prng.ts';
import type { PeopleCondition } from '../protocol/arena/people-study.ts';
import { namesOf, orderAt } from './assignment.ts';
import { marketSeed } from './context.ts';
import type { StudyMarketBody } from './kept.ts';
import type { Person, Study } from './persons.ts';
import { EMPLOYER_ID, REVIEWER_ID, seatNumber } from './study-markets.ts';

export interface Group {
  readonly condition: PeopleCondition;
  readonly people: readonly Person[];
}

export interface Lobby {
  readonly groups: readonly Group[];
  /** Whose wait is over and for whom there were too few. */
  readonly away: readonly Person[];
}

export const waits = ({ body }: Person, condition: string | null): boolean =>
  body.stage === 'lobby' && body.work === null && body.hiring === null && body.condition === condition;

const employers = ({ employer }: PeopleCondition): number => (employer === 'person' ? 1 : 0);

/** People who share a market, its employer among them. */
export const wantedIn = (condition: PeopleCondition): number => condition.people + employers(condition);

export function lobbyNow({ body: { spec } }: Study, people: readonly Person[], now: number): Lobby {
  const groups: Group[] = [];
  const away: Person[] = [];
  const waitMs = spec.limitMinutes.lobby * MINUTE_MS;
  for (const condition of spec.conditions) {
    let waiting = people
      .filter((person) => waits(person, condition.name))
      .toSorted((one, other) => one.body.stageAt - other.body.stageAt);
    const wanted = wantedIn(condition);
    for (; waiting.length >= wanted; waiting = waiting.slice(wanted)) {
      groups.push({ condition, people: waiting.slice(0, wanted) });
    }
    const tired = waiting.filter(({ body }) => now >= body.stageAt + waitMs);
    if (tired.length === 0) continue;
    if (waiting.length >= condition.peopleMin + employers(condition)) groups.push({ condition, people: waiting });
    else away.push(...tired);
  }
  return { groups, away };
}

/** Seats are drawn by lot among people and programs, so that no number tells what somebody is. */
function seatsOf(seed: string, pseudonyms: readonly (string | null)[]): StudyMarketBody['seats'] {
  const names = namesOf(seed, pseudonyms.length);
  return chance(seed, 'seats')
    .shuffle(pseudonyms)
    .map((pseudonym, index) => ({ participantId: seatNumber(index), pseudonym, name: known(names[index], 'name') }));
}

const NUMBERS = { employerId: EMPLOYER_ID, reviewerId: REVIEWER_ID } as const;
const HEAD = { ...NUMBERS, employer: null, hiring: null, posted: [], state: 'opening', endsAt: null } as const;

/** The market of a group: the `place`-th of its condition. */
export function groupMarket(study: Study, market: string, { condition, people }: Group): StudyMarketBody {
  const { spec, seed, packages, opened } = study.body;
  const programs = Array.from({ length: condition.programs }, () => null);
  const slugs = packages.map(({ slug }) => slug);
  const own = marketSeed(study, market);
  const [first, ...others] = chance(own, 'employer').shuffle(people.map(({ pseudonym }) => pseudonym));
  const employer = condition.employer === 'person' ? known(first, 'employer') : null;
  const freelancers = employer === null ? people.map(({ pseudonym }) => pseudonym) : others;
  const place = { condition: condition.name, place: opened[condition.name] ?? 0 };
  return {
    ...HEAD,
    posted: [],
    condition: condition.name,
    employer,
    kind: 'work',
    order: [...orderAt(seed, place, slugs, spec.order)],
    seats: seatsOf(own, [...freelancers, ...programs]),
  };
}

export function practiceMarket(study: Study, market: string, pseudonym: string, slug: string): StudyMarketBody {
  const seats = seatsOf(marketSeed(study, market), [pseudonym]);
  return { ...HEAD, posted: [], condition: 'practice', kind: 'practice', order: [slug], seats };
}
