/** Prices for tasks that nobody has priced: a named rule assigns one, from the seed and the task alone. */

import { assert } from '../../kernel/assert.ts';
import { chance } from '../../kernel/prng.ts';
import { BUDGET_RANGES } from '../../protocol/freelancer/budget.ts';
import type { Difficulty } from './draft.ts';

export const PRICE_RULES = ['difficulty-band', 'noever-2025'] as const;
export type PriceRule = (typeof PRICE_RULES)[number];

export interface AssignedPrice {
  readonly cents: number;
  readonly budgetMinCents: number;
  readonly budgetMaxCents: number;
}

/** Freelancer.com's ranges for fixed prices in US dollars. */
const RANGES = BUDGET_RANGES.filter((one) => one.currency_id === 1 && one.project_type === 'fixed');

/** Which of those ranges a task of this difficulty belongs to: $10 to 30, $30 to 250, $250 to 750. */
const RANGE_OF: Record<Difficulty, number> = { easy: 0, medium: 1, hard: 2 };

/** Log-normal with median $250 and mean $306, the figures that Noever & McKee (2025) give. */
const MEDIAN_DOLLARS = 250;
const SIGMA = Math.sqrt(2 * Math.log(306 / 250));
/** Less is no price on Freelancer.com. */
const LEAST_CENTS = 1_000;

function rangeAround(cents: number): AssignedPrice {
  const range = RANGES.findLast(({ minimum }) => minimum * 100 <= cents);
  assert(range !== undefined, `no range holds ${cents} cents`);
  const most = range.maximum === null ? cents : range.maximum * 100;
  return { cents, budgetMinCents: range.minimum * 100, budgetMaxCents: Math.max(most, cents) };
}

function byBand(difficulty: Difficulty, share: number): AssignedPrice {
  const range = RANGES[RANGE_OF[difficulty]];
  assert(range !== undefined && range.maximum !== null, `no range for ${difficulty}`);
  const { minimum, maximum } = range;
  const cents = 100 * (minimum + Math.floor(share * (maximum - minimum + 1)));
  return { cents, budgetMinCents: minimum * 100, budgetMaxCents: maximum * 100 };
}

/** The same for equal seed, set and task, whatever else is imported. Whole dollars. */
export function assignPrice(
  rule: PriceRule,
  seed: string,
  set: string,
  id: string,
  difficulty: Difficulty,
): AssignedPrice {
  const random = chance(seed, 'import', rule, set, id);
  if (rule === 'difficulty-band') return byBand(difficulty, random.unit());
  const dollars = MEDIAN_DOLLARS * Math.exp(SIGMA * random.normal());
  return rangeAround(Math.max(LEAST_CENTS, 100 * Math.round(dollars)));
}

const MINUTES: Record<Difficulty, number> = { easy: 15, medium: 45, hard: 120 };

/** What the length of a solution says about a task, where its set says nothing: lines that are no comment and not empty. */
export function difficultyOf(program: string): Difficulty {
  const lines = program.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line)).length;
  if (lines <= 25) return 'easy';
  return lines <= 60 ? 'medium' : 'hard';
}

/** A rule of this arena, measured on nobody. */
export function minutesOf(difficulty: Difficulty): number {
  return MINUTES[difficulty];
}
