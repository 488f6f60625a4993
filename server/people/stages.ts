/** The order of the stages of a study, what ends each, and what an end is told to the panel by. Pure. */

import { MINUTE_MS, type Millis } from '../kernel/clock.ts';
import type { Choice, PeopleStudySpec } from '../protocol/arena/people-study.ts';
import {
  PEOPLE_STAGES,
  type PeopleOutcome,
  type PeopleStage,
  type TimeOutReason,
} from '../protocol/arena/people-study-person.ts';
import type { PersonBody } from './kept.ts';

/** Stages that there is nothing for are passed over. */
export function stagesOf({
  eligibility,
  practice,
  conditions,
  attention,
  guesses,
}: PeopleStudySpec): readonly PeopleStage[] {
  const empty = new Set<PeopleStage>([
    ...(eligibility.length === 0 ? (['eligibility'] as const) : []),
    ...(practice === null ? (['practice'] as const) : []),
    ...(conditions.every(({ employer }) => employer === 'nobody') ? (['hiring'] as const) : []),
    ...(attention.length === 0 ? (['attention'] as const) : []),
    ...(guesses === 0 ? (['guess'] as const) : []),
  ]);
  return PEOPLE_STAGES.filter((stage) => !empty.has(stage));
}

/** Of one person: whoever employs does not work, and who does which is drawn at the end of the lobby. */
export function stagesFor(spec: PeopleStudySpec, { hiring }: Pick<PersonBody, 'hiring'>): readonly PeopleStage[] {
  const notTheirs = hiring === null ? 'hiring' : 'work';
  return stagesOf(spec).filter((stage) => stage !== notTheirs);
}

/** Hiring stands in the place of work, and leads where that does. From the lobby the market leads on. */
export function nextStage(spec: PeopleStudySpec, stage: PeopleStage): PeopleStage {
  const stages = stagesOf(spec);
  const place = PEOPLE_STAGES.indexOf(stage === 'hiring' ? 'work' : stage);
  const after = PEOPLE_STAGES.slice(place + 1);
  return after.find((one) => stages.includes(one)) ?? 'ended';
}

export const isBefore = (one: PeopleStage, other: PeopleStage): boolean =>
  PEOPLE_STAGES.indexOf(one) < PEOPLE_STAGES.indexOf(other);

/** When the stage ends by itself; hiring and work end with their market, and the end does not. */
export function stageEndsAt({ limitMinutes }: PeopleStudySpec, { stage, stageAt }: PersonBody): Millis | null {
  if (stage === 'ended' || stage === 'work' || stage === 'hiring') return null;
  return stageAt + Math.ceil(limitMinutes[stage] * MINUTE_MS);
}

/** A market is ready in seconds; one that still is not by then, as where the sandbox is gone, nobody is kept waiting for. */
const OPENING_MINUTES = 30;

/** When whoever's group is complete is let go all the same; null where nobody's market is being opened. */
export function openingEndsAt(
  { limitMinutes }: PeopleStudySpec,
  { stage, stageAt, work, hiring }: PersonBody,
): Millis | null {
  if (stage !== 'lobby' || (work === null && hiring === null)) return null;
  return stageAt + Math.ceil((limitMinutes.lobby + OPENING_MINUTES) * MINUTE_MS);
}

/** How many answers are none of the accepted; null where the answers do not fit the questions. */
export function wrongAnswers(questions: readonly Choice[], answers: readonly number[]): number | null {
  if (answers.length !== questions.length) return null;
  let wrong = 0;
  for (const [index, { answers: offered, accepted }] of questions.entries()) {
    const chosen = offered[answers[index] ?? -1];
    if (chosen === undefined) return null;
    if (!accepted.includes(chosen)) wrong += 1;
  }
  return wrong;
}

type Ending = Pick<PersonBody, 'outcome' | 'sentAway' | 'work' | 'hiring'>;

/** Null for whoever's outcome needs none. */
export function timeOutReasonOf({ outcome, sentAway, work, hiring }: Ending): TimeOutReason | null {
  if (outcome !== 'timed_out') return null;
  if (!sentAway) return 'stage_time_over';
  return work === null && hiring === null ? 'too_few_came' : 'market_not_opened';
}

export function codeOf(
  { codes }: PeopleStudySpec,
  outcome: PeopleOutcome,
  { sentAway }: Pick<PersonBody, 'sentAway'>,
): string | null {
  if (outcome === 'withdrawn') return null;
  if (outcome === 'timed_out' && sentAway && codes.sentAway !== undefined) return codes.sentAway;
  const byOutcome = {
    completed: codes.completed,
    screened_out: codes.screenedOut,
    failed_attention: codes.failedAttention,
    no_consent: codes.noConsent,
    timed_out: codes.timedOut,
  } as const;
  return byOutcome[outcome];
}

const PROLIFIC = 'https://app.prolific.com/submissions/complete?cc={code}';

export function redirectOf({ redirect }: PeopleStudySpec, code: string | null): string | null {
  if (code === null || redirect.kind === 'none') return null;
  const form = redirect.kind === 'prolific' ? PROLIFIC : redirect.url;
  return form.replace('{code}', encodeURIComponent(code));
}

/** In cents, of base and bonus. Whoever has done the work is paid for it, also without a last click. */
export function dueTo(
  { pay }: PeopleStudySpec,
  { outcome, sentAway, leftAt }: Pick<PersonBody, 'outcome' | 'sentAway' | 'leftAt'>,
  netCents: number,
): { readonly baseCents: number; readonly bonusCents: number } {
  const didTheWork =
    outcome === 'completed' || (outcome === 'timed_out' && (leftAt === 'guess' || leftAt === 'debrief'));
  if (didTheWork) {
    const share = Math.floor((Math.max(0, netCents) * pay.bonusBps) / 10_000);
    return { baseCents: pay.baseCents, bonusCents: Math.min(pay.bonusMaxCents, share) };
  }
  const away = outcome === 'screened_out' || sentAway;
  return { baseCents: away ? pay.screenedOutCents : 0, bonusCents: 0 };
}
