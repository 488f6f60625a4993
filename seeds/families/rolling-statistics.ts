/** Task family: measurement series (rolling mean and deviation with gaps; outliers by quartiles per sensor). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { type Family, functionProject, type Posting, PYTHON } from './family.ts';
import { rollingStatisticsAnswers } from './rolling-statistics.answers.ts';
import { outlierReference, outlierWrong, rollingReference, rollingWrong } from './rolling-statistics.programs.ts';

const FAMILY = 'rolling-statistics';

const rollingPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Rolling mean and standard deviation with missing values, plain Python',
  description: `
Replace a pandas one-liner by plain Python (embedded device, no pandas, no numpy).

solution.py
rolling(values, window, minimum) -> list

values: list of numbers, null for a missing reading. window: whole number >= 1. minimum: whole number, 1 <= minimum <= window.

For each position i the result has one dictionary {"mean", "deviation"}, so the result is as long as values.

The window at position i consists of the positions i - window + 1 to i (as far as they exist; the first windows are shorter). Missing readings occupy their position but are not used for calculation. Let n be the number of readings present in the window:

n < minimum: mean and deviation are both null
otherwise: mean is the arithmetic mean of the n readings
deviation is the sample standard deviation (divide by n - 1); with n = 1 it is null

Example: rolling([4, null, 8, 6], 2, 1) -> means 4, 4, 8, 7; deviations null, null, null, 1.41421356...

No rounding. Compared with a tolerance of 1e-6. Values have at most 3 decimals and stay below a million in size, but watch out for cancellation: series like 999999.001, 999999.002 must give correct deviations. Empty list in, empty list out.`,
  skills: ['Python', 'Statistics', 'Mathematics', 'Embedded Software'],
  bracket: 'micro',
  postedPriceCents: 3_000,
  estimatedMinutes: 30,
};

type Reading = number | null;

/** Uses sums of pairwise differences (variance = Σ(a−b)² / n(n−1)), which need no mean. */
function rolling(values: Reading[], window: number, minimum: number): Json {
  return values.map((_, at) => {
    const part = values.slice(Math.max(0, at - window + 1), at + 1).filter((value) => value !== null);
    const count = part.length;
    if (count < minimum) return { mean: null, deviation: null };
    const base = part[0] ?? 0;
    const mean = base + part.reduce((sum, value) => sum + (value - base), 0) / count;
    let squares = 0;
    part.forEach((a, index) => {
      for (const b of part.slice(index + 1)) squares += (a - b) ** 2;
    });
    return { mean, deviation: count < 2 ? null : Math.sqrt(squares / (count * (count - 1))) };
  });
}

function drawnReadings(random: Chance, count: number): Reading[] {
  return Array.from({ length: count }, () =>
    random.below(6) === 0 ? null : Math.round(20_000 + 3_000 * random.normal()) / 1_000,
  );
}

function rollingProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'rolling');
  return functionProject<[Reading[], number, number]>(PYTHON, rollingPosting, {
    entry: 'rolling',
    comparator: { kind: 'float', absolute: 1e-6, relative: 1e-9 },
    answer: rolling,
    visible: {
      'example of the posting': [[4, null, 8, 6], 2, 1],
      'windows of one': [[3, 1, 2], 1, 1],
      'constant series': [[5, 5, 5, 5], 3, 3],
    },
    hidden: {
      'empty list': [[], 3, 1],
      'all missing': [[null, null, null], 2, 1],
      'window longer than the list': [[1, 2, 4], 10, 2],
      'minimum above what is present': [[1, null, 3, null, null, 6, 7, 8], 3, 3],
      'gaps keep their position': [[1, null, null, 9, 10], 3, 1],
      'deviation of one reading': [[7, null, 5], 2, 1],
      'close values far from zero': [[999_999.001, 999_999.002, 999_999.004, 999_999.001], 3, 2],
      'negative and zero': [[0, -4, 0, 4, -0.5], 3, 1],
      'minimum two': [[2, 4, null, 8], 2, 2],
      'drawn readings': [drawnReadings(random, 40), 5, 3],
      'large series': [drawnReadings(random, 500), 12, 4],
    },
    reference: rollingReference,
    wrong: rollingWrong,
  });
}

const outlierPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Find outliers in sensor readings (interquartile range)',
  description: `
Greenhouse project, about 40 temperature sensors. Sometimes a sensor spins and sends rubbish and our averages are off, so we want to mark the outliers with the usual quartile fences, per sensor. Language is Python, file solution.py, function find_outliers(readings, factor).

readings is a list of {"sensor": "A3", "value": 21.5} in the order they came in. factor is the multiplier for the fences (usually 1.5, never negative).

How we calculate, please exactly so because there are many quartile definitions around:
* Each sensor alone. Sort its values. With an even number of values the lower half and the upper half each have n/2 values. With an odd number the value in the middle belongs to neither half.
* Q1 is the median of the lower half and Q3 the median of the upper half (median of an even number of values: the mean of the two in the middle).
* low fence = Q1 - factor * (Q3 - Q1), high fence = Q3 + factor * (Q3 - Q1)
* Outlier = strictly below the low fence or strictly above the high fence. A value exactly on a fence is fine.
* A sensor with fewer than 4 values has no outliers.

Return a list of {"position": index in readings starting with 0, "sensor": ..., "value": ..., "side": "low" or "high"} in the order of the readings. No readings or no outliers: empty list.

All values and factors are multiples of 0.25, so floats are exact and there are no rounding traps with the fences. Thanks and looking forward to your bids :)`,
  skills: ['Python', 'Data Analysis', 'Statistics', 'Internet of Things (IoT)'],
  bracket: 'simple',
  postedPriceCents: 7_000,
  estimatedMinutes: 35,
};

type SensorReading = { sensor: string; value: number };

/** Picks medians by index from each half, in quarter positions of the sorted values. */
function findOutliers(readings: SensorReading[], factor: number): Json {
  const fences = new Map<string, [low: number, high: number]>();
  for (const { sensor } of readings) {
    const values = readings.filter((other) => other.sensor === sensor).map(({ value }) => value);
    values.sort((a, b) => a - b);
    const half = Math.floor(values.length / 2);
    const at = (index: number): number => values[index] ?? Number.NaN;
    const below = Math.floor((half - 1) / 2);
    const above = Math.floor(half / 2);
    const q1 = (at(below) + at(above)) / 2;
    const q3 = (at(values.length - 1 - below) + at(values.length - 1 - above)) / 2;
    if (values.length >= 4) fences.set(sensor, [q1 - factor * (q3 - q1), q3 + factor * (q3 - q1)]);
  }
  return readings.flatMap(({ sensor, value }, position) => {
    const [low, high] = fences.get(sensor) ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (value >= low && value <= high) return [];
    return [{ position, sensor, value, side: value < low ? 'low' : 'high' }];
  });
}

function drawnSensors(random: Chance, count: number, sensors: number): SensorReading[] {
  return Array.from({ length: count }, () => {
    const number = random.below(sensors);
    const quarters = Math.round(80 + 10 * number + (random.below(10) === 0 ? 60 : 6) * random.normal());
    return { sensor: `S${number}`, value: quarters / 4 };
  });
}

function outlierProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'outlier');
  const one = (...values: number[]): SensorReading[] => values.map((value) => ({ sensor: 'A', value }));
  const two = [3, 4, 5, 4, 90].flatMap((value) => [
    { sensor: 'B', value },
    { sensor: 'A', value: 100 - value },
  ]);
  return functionProject<[SensorReading[], number]>(PYTHON, outlierPosting, {
    entry: 'find_outliers',
    answer: findOutliers,
    visible: {
      'one spike': [one(20, 21, 20.5, 21.5, 20.25, 21, 95, 20.75), 1.5],
      'calm sensor': [one(20, 21, 22, 23), 1.5],
    },
    hidden: {
      'no readings': [[], 1.5],
      'three values': [one(1, 2, 500), 1.5],
      'four values': [one(1, 2, 3, 500), 0.25],
      'odd count': [one(1, 2, 3, 4, 5, 6, 12), 1.5],
      'odd count near the fence': [one(10, 11, 12, 13, 20), 0.5],
      'exactly on the fence': [one(0, 2, 2, 4, 4, 7, -1, 2), 1],
      'all equal but one': [one(5, 5, 5, 5, 5, 5.25), 1.5],
      'low side': [one(-40, 20, 21, 22, 21, 20, 99), 1.5],
      'factor zero': [one(1, 2, 3, 4, 5, 6, 7, 8), 0],
      'two sensors interleaved': [two, 1.5],
      'drawn readings': [drawnSensors(random, 60, 3), 1.5],
      'large set': [drawnSensors(random, 800, 9), 2.25],
    },
    reference: outlierReference,
    wrong: outlierWrong,
  });
}

/** Rolling statistics: mean and deviation over windows with gaps; outliers by quartile fences. */
export const rollingStatistics: Family = {
  name: FAMILY,
  category: 'statistics',
  answers: rollingStatisticsAnswers,
  build: (seed) => [rollingProject(seed), outlierProject(seed)],
};
