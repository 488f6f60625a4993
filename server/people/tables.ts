/** A study's data as tables under pseudonyms, each column with its meaning. No row's place and no time tells who came when. */

import type { PeopleExport } from '../protocol/arena/people-study-results.ts';
import type { ShownBid } from './choices.ts';
import { guessesIn } from './counting.ts';
import type { TriedProject } from './measured.ts';
import type { OpenPerson, Person, Study } from './persons.ts';

type Cell = string | number | null;
type Columns<R> = readonly (readonly [column: string, meaning: string, cell: (row: R) => Cell])[];

const SECOND_MS = 1_000;
const yes = (flag: boolean): string => (flag ? 'yes' : 'no');

function tableOf<R>(table: string, columns: Columns<R>, rows: readonly R[]): PeopleExport {
  return {
    table,
    columns: columns.map(([column, meaning]) => ({ column, meaning })),
    rows: rows.map((row) => columns.map(([, , cell]) => cell(row))),
  };
}

const secondsIn = (person: Person, stage: keyof Person['body']['stageMs']): Cell => {
  const ms = person.body.stageMs[stage];
  return ms === undefined ? null : Math.round(ms / SECOND_MS);
};

function roleOf({ body: { work, hiring } }: Person): Cell {
  if (hiring !== null) return 'employer';
  return work === null ? null : 'freelancer';
}

const PEOPLE: Columns<Person> = [
  ['pseudonym', 'Drawn for this study; the same person in another study has another', (one) => one.pseudonym],
  ['outcome', 'How it ended; empty: it has not', (one) => one.body.outcome],
  ['stage', 'Where the person is now', (one) => one.body.stage],
  ['left_at', 'The stage before the end', (one) => one.body.leftAt],
  ['condition', 'Condition, drawn in permuted blocks', (one) => one.body.condition],
  ['role', 'What the person was drawn to be', (one) => roleOf(one)],
  ['market', 'Market in which the person took part', (one) => one.body.work?.market ?? one.body.hiring],
  [
    'participant',
    'Number of the person in that market; empty: the employer has no seat in it',
    (one) => one.body.work?.participantId ?? null,
  ],
  [
    'finished_early',
    'Whether the person ended the work before its time was over',
    (one) => yes(one.body.finishedEarly),
  ],
  [
    'sent_away',
    'Whether the person waited in vain: too few others came, or the market was not opened',
    (one) => yes(one.body.sentAway),
  ],
  ['consent_seconds', 'Time at the consent', (one) => secondsIn(one, 'consent')],
  ['practice_seconds', 'Time at the practice project', (one) => secondsIn(one, 'practice')],
  ['lobby_seconds', 'Time of waiting', (one) => secondsIn(one, 'lobby')],
  [
    'hiring_seconds',
    'Time of the employer until the choice, the wait for bids included',
    (one) => secondsIn(one, 'hiring'),
  ],
  ['work_seconds', 'Time at work, breaks included', (one) => secondsIn(one, 'work')],
  ['debrief_seconds', 'Time at the debrief', (one) => secondsIn(one, 'debrief')],
];

const PROJECTS: Columns<TriedProject> = [
  ['pseudonym', 'Who tried it', (one) => one.pseudonym],
  ['condition', 'In which condition', (one) => one.condition ?? null],
  ['market', 'In which market', (one) => one.market],
  ['project', 'Number of the project in the market', (one) => one.projectId],
  ['slug', 'Name of the project in its corpus', (one) => one.slug],
  ['acceptance_hash', 'Fingerprint of the answer key', (one) => one.acceptanceHash ?? null],
  ['asked_cents', 'What the person asked for, in cents of the market’s currency', (one) => one.askedCents ?? null],
  ['price_cents', 'What the award was worth', (one) => one.priceCents ?? null],
  ['gross_cents', 'What was released for it, before fees', (one) => one.grossCents],
  [
    'active_ms',
    'Time at work as the person’s browser measured it; empty: it never told',
    (one) => one.activeMs ?? null,
  ],
  ['elapsed_ms', 'Market time from accepting the award to the last verdict', (one) => one.elapsedMs ?? null],
  ['attempts', 'Deliveries', (one) => one.attempts ?? 0],
  ['score_bps', 'Best score in basis points; empty: nothing was delivered', (one) => one.scoreBps ?? null],
  ['passed', 'Whether a delivery passed', (one) => yes(one.passed)],
];

const CHOICES: Columns<ShownBid> = [
  ['pseudonym', 'The employer', (one) => one.pseudonym],
  ['condition', 'In which condition', (one) => one.condition],
  ['market', 'In which market', (one) => one.market],
  ['slug', 'Name of the project in its corpus', (one) => one.slug],
  ['place', 'Place at which the bid was shown, from 1; drawn by lot', (one) => one.place],
  ['participant', 'Number of the bidder in that market', (one) => one.participantId],
  ['author', 'What the bidder was', (one) => one.author],
  ['amount_cents', 'What was asked', (one) => one.amountCents],
  ['days', 'In how many days', (one) => one.days],
  ['chosen', 'Whether the employer chose this bid; empty: the employer did not choose', (one) => one.chosen],
  ['awarded', 'Whether the award went to this bid; empty: it is still to come', (one) => one.awarded],
  ['by', 'Who decided the award: the person, or the rule for want of a choice', (one) => one.by],
];

type GuessRow = { pseudonym: string; kind: string; guess: string; by: string; confidence: number };
const GUESSES: Columns<GuessRow> = [
  ['pseudonym', 'Who guessed', (one) => one.pseudonym],
  ['kind', 'Whether a bid or a delivery was shown', (one) => one.kind],
  ['guess', 'What the person took its author for', (one) => one.guess],
  ['author', 'What the author was', (one) => one.by],
  ['right', 'Whether the two agree', (one) => yes(one.guess === one.by)],
  ['confidence', 'How sure the person was: 50 a coin, 100 certain', (one) => one.confidence],
];

type AnswerRow = { pseudonym: string; stage: string; question: string; answer: string };
const ANSWERS: Columns<AnswerRow> = [
  ['pseudonym', 'Who answered', (one) => one.pseudonym],
  ['stage', 'At which stage', (one) => one.stage],
  ['question', 'What was asked', (one) => one.question],
  ['answer', 'What was answered; a comment is in the person’s own words', (one) => one.answer],
];

function guessRows({ pseudonym, sealed }: OpenPerson): GuessRow[] {
  return guessesIn(sealed).map((one, index) => {
    const item = sealed.guesses[index]?.item;
    const kind = sealed.items.find((shown) => shown.item === item)?.kind ?? 'bid';
    return { pseudonym, kind, ...one };
  });
}

function answerRows({ body: { spec } }: Study, { pseudonym, sealed }: OpenPerson): AnswerRow[] {
  const chosen = (stage: 'eligibility' | 'attention'): AnswerRow[] => {
    const step = sealed.steps[stage];
    if (step === undefined || !('answers' in step)) return [];
    return spec[stage].map(({ question, answers }, index) => {
      return { pseudonym, stage, question, answer: answers[step.answers[index] ?? -1] ?? '' };
    });
  };
  const agreed = sealed.steps.consent;
  const consent: AnswerRow[] =
    agreed?.step !== 'consent'
      ? []
      : [
          {
            ...{ pseudonym, stage: 'consent', question: `Consent, version ${spec.consent.version}` },
            answer: `${agreed.agreed ? 'agreed' : 'declined'}, to the text with the hash ${agreed.consentHash}`,
          },
        ];
  const last = sealed.steps.debrief;
  const comment = last?.step === 'debrief' && last.comment !== '' ? last.comment : null;
  const words = comment === null ? [] : [{ pseudonym, stage: 'debrief', question: 'Comment', answer: comment }];
  return [...consent, ...chosen('eligibility'), ...chosen('attention'), ...words];
}

/** Whoever withdrew stands among the people as an outcome, and nowhere else. */
export const TABLES = {
  people: (_study: Study, people: readonly Person[]): PeopleExport => {
    const gone = people.map((one): Person => {
      const { body } = one;
      return one.userId !== null || body.outcome !== 'withdrawn'
        ? one
        : { ...one, body: { ...body, work: null, hiring: null, leftAt: null, finishedEarly: false, sentAway: false } };
    });
    return tableOf('people', PEOPLE, gone);
  },
  choices: (rows: readonly ShownBid[]): PeopleExport => tableOf('choices', CHOICES, rows),
  projects: (rows: readonly TriedProject[]): PeopleExport => tableOf('projects', PROJECTS, rows),
  guesses: (people: readonly OpenPerson[]): PeopleExport => tableOf('guesses', GUESSES, people.flatMap(guessRows)),
  answers: (study: Study, people: readonly OpenPerson[]): PeopleExport =>
    tableOf(
      'answers',
      ANSWERS,
      people.flatMap((one) => answerRows(study, one)),
    ),
} as const;
