/** How a study goes: counts by stage, outcome, condition and place, medians of time, and whether judges could tell. */

import { DAY_MS } from '../kernel/clock.ts';
import {
  PEOPLE_OUTCOMES,
  PEOPLE_STAGES,
  type PeopleOutcome,
  type PeopleStage,
} from '../protocol/arena/people-study-person.ts';
import type { CountedShare, PeopleStudyStatus, PeopleSummary } from '../protocol/arena/people-study-results.ts';
import type { Sealed } from './kept.ts';
import type { Person, Study, StudyMarket } from './persons.ts';

const Z_95 = 1.959963984540054;
const SECOND_MS = 1_000;

/** With Wilson's interval. */
export function shareOf(count: number, of: number): CountedShare {
  if (of === 0) return { count, of, share: null, low: null, high: null };
  const share = count / of;
  const z2 = Z_95 ** 2;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z_95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of ** 2))) / (1 + z2 / of);
  return { count, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

const countBy = <K extends string>(keys: readonly K[], found: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, found.filter((one) => one === key).length])) as Record<K, number>;

/** Whoever is inside holds a place, and whoever completed. */
export function placesLeft({ body }: Study, people: readonly Person[]): number {
  const held = people.filter(({ body: { stage, outcome } }) => stage !== 'ended' || outcome === 'completed').length;
  return Math.max(0, body.spec.quota - held);
}

export function statusOf(study: Study, people: readonly Person[], publicUrl: string | null): PeopleStudyStatus {
  const { spec, state, createdAt, closedAt } = study.body;
  const names = ['PROLIFIC_PID', 'STUDY_ID', 'SESSION_ID'].map((name) => `${name}={{%${name}%}}`).join('&');
  return {
    study: study.name,
    title: spec.title,
    state,
    quota: spec.quota,
    link: `${publicUrl ?? ''}/taking-part/${study.name}?${names}`,
    createdAt,
    closedAt,
    deleteAt: closedAt === null || state === 'deleted' ? null : closedAt + spec.retentionDays * DAY_MS,
    people: people.length,
    placesLeft: placesLeft(study, people),
    byStage: countBy(
      PEOPLE_STAGES,
      people.map(({ body }) => body.stage),
    ),
    byOutcome: countBy(
      PEOPLE_OUTCOMES,
      people.flatMap(({ body }) => (body.outcome === null ? [] : [body.outcome])),
    ),
    waitedInVain: people.filter(({ body }) => body.outcome === 'timed_out' && body.sentAway).length,
  };
}

function medianSeconds(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2 / SECOND_MS;
}

export interface Guessed {
  readonly guess: 'person' | 'program';
  readonly by: 'person' | 'program';
  readonly confidence: number;
}

/** Each guess with whose work it was. */
export function guessesIn({ items, guesses }: Pick<Sealed, 'items' | 'guesses'>): readonly Guessed[] {
  return guesses.flatMap(({ item, guess, confidence }) => {
    const shown = items.find((one) => one.item === item);
    return shown === undefined ? [] : [{ guess, by: shown.by, confidence }];
  });
}

function blindingOf(guesses: readonly Guessed[]): PeopleSummary['blinding'] {
  const right = (of: readonly Guessed[]): CountedShare =>
    shareOf(of.filter(({ guess, by }) => guess === by).length, of.length);
  const sum = guesses.reduce((total, { confidence }) => total + confidence, 0);
  return {
    all: right(guesses),
    ofPeople: right(guesses.filter(({ by }) => by === 'person')),
    ofPrograms: right(guesses.filter(({ by }) => by === 'program')),
    meanConfidence: guesses.length === 0 ? null : sum / guesses.length,
  };
}

export function summaryOf(
  study: Study,
  people: readonly Person[],
  markets: readonly StudyMarket[],
  guesses: readonly Guessed[],
): Omit<PeopleSummary, keyof PeopleStudyStatus | 'hiring'> {
  const { spec, packages } = study.body;
  const working = markets.filter(({ body }) => body.kind === 'work');
  const inCondition = (name: string, outcome: PeopleOutcome | null, stage: PeopleStage | null): number =>
    people.filter(
      ({ body }) =>
        body.condition === name &&
        (outcome === null || body.outcome === outcome) &&
        (stage === null || body.stage === stage),
    ).length;
  return {
    conditions: spec.conditions.map(({ name }) => ({
      condition: name,
      assigned: inCondition(name, null, null),
      working: inCondition(name, null, 'work'),
      completed: inCondition(name, 'completed', null),
      markets: working.filter(({ body }) => body.condition === name).length,
    })),
    positions: packages.map(({ slug }) => ({
      slug,
      counts: packages.map((_, place) => working.filter(({ body }) => body.order[place] === slug).length),
    })),
    stageSeconds: Object.fromEntries(
      PEOPLE_STAGES.map((stage) => [stage, medianSeconds(people.flatMap(({ body }) => body.stageMs[stage] ?? []))]),
    ) as PeopleSummary['stageSeconds'],
    blinding: blindingOf(guesses),
  };
}
