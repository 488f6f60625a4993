/** Freelancer.com's budget ranges, as far as its clients' own fixtures tell them: what its forms offer to an employer. */

export type ProjectType = 'fixed' | 'hourly';

export interface BudgetRange {
  readonly currency_id: number;
  readonly minimum: number;
  /** Null: open above. */
  readonly maximum: number | null;
  readonly project_type: ProjectType;
  readonly name: string;
}

const FIXED_NAMES = 'Micro Simple VerySmall Small Medium Large Larger VeryLarge Huge Major'.split(' ');
const HOURLY_NAMES = ['Basic', 'Moderate', 'Standard', 'Skilled', 'Expert'];

/** Where each fixed range begins, from the third on: the same in many currencies. */
const FROM_250 = [250, 750, 1_500, 3_000, 5_000, 10_000, 20_000, 50_000];
const USD_HOURLY = [2, 8, 15, 25, 50];
const FROM_80 = [80, 240, 2_000, 6_000, 12_000, 24_000, 40_000, 80_000, 160_000, 400_000];
const FROM_16 = [16, 65, 115, 200, 400];

/** The lower end of every range; each reaches to the next one, and the last is open. */
interface Bands {
  readonly fixed: readonly number[];
  readonly hourly: readonly number[];
}

const BANDS: Readonly<Record<number, Bands>> = {
  1: { fixed: [10, 30, ...FROM_250], hourly: USD_HOURLY },
  2: { fixed: [14, 30, ...FROM_250], hourly: [3, 10, 20, 30, 60] },
  3: { fixed: [10, 30, ...FROM_250], hourly: USD_HOURLY },
  4: { fixed: [20, 100, 400, 900, 2_000, 4_000, 8_000, 15_000, 30_000, 50_000], hourly: [2, 5, 10, 18, 36] },
  5: { fixed: FROM_80, hourly: FROM_16 },
  6: { fixed: [12, 30, ...FROM_250], hourly: [3, 10, 20, 30, 60] },
  7: {
    fixed: [440, 1_200, 10_000, 30_000, 60_000, 120_000, 200_000, 400_000, 800_000, 2_000_000],
    hourly: [90, 350, 650, 1_100, 2_200],
  },
  8: { fixed: [8, 30, ...FROM_250], hourly: [2, 6, 12, 18, 36] },
  9: { fixed: [25, 100, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 50_000], hourly: USD_HOURLY },
  11: {
    fixed: [600, 1_500, 12_500, 37_500, 75_000, 150_000, 250_000, 500_000, 1_000_000, 2_500_000],
    hourly: [100, 400, 750, 1_250, 2_500],
  },
  25: { fixed: FROM_80, hourly: FROM_16 },
};

/** Pounds have a gap: no hourly range holds what lies between 15 and 18. */
const GAPS: Readonly<Record<string, number>> = { '4/hourly/10': 15 };

function rangesOf(currencyId: number, type: ProjectType, starts: readonly number[]): BudgetRange[] {
  const names = type === 'fixed' ? FIXED_NAMES : HOURLY_NAMES;
  return starts.map((minimum, index) => ({
    currency_id: currencyId,
    minimum,
    maximum: GAPS[`${currencyId}/${type}/${minimum}`] ?? starts[index + 1] ?? null,
    project_type: type,
    name: type === 'fixed' ? `${(names[index] ?? '').replace('Very', 'Very ')} Project` : (names[index] ?? ''),
  }));
}

export const BUDGET_RANGES: readonly BudgetRange[] = Object.entries(BANDS).flatMap(([id, { fixed, hourly }]) => [
  ...rangesOf(Number(id), 'fixed', fixed),
  ...rangesOf(Number(id), 'hourly', hourly),
]);

/** What an open range is taken to end at: every budget here has an end, for its maximum is the most that a bid may ask. */
const OPEN_RANGE_TIMES = 2;

/** The maximum of a budget that names none: that of Freelancer.com's range which begins there, else twice the minimum. */
export function maximumFor(currencyId: number, type: ProjectType, minimum: number): number {
  const range = BUDGET_RANGES.find(
    (one) => one.currency_id === currencyId && one.project_type === type && one.minimum === minimum,
  );
  return range?.maximum ?? minimum * OPEN_RANGE_TIMES;
}
