/** Task family: exponential smoothing (simple, trend, damped, seasons; forecasts, errors, the best weight; missing values). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { posting } from './exponential-smoothing.posting.ts';
import {
  byErrors,
  byRecursions,
  parametersOf,
  SMOOTHING_DIALS,
  type SmoothingNames,
  type SmoothingSettings,
  wrong,
} from './exponential-smoothing.programs.ts';

const FAMILY = { name: 'exponential-smoothing', category: 'statistics' } as const;

const TOPICS = [
  ['orders of a bakery', 'smooth_orders'],
  ['the water level of a lake', 'smooth_level'],
  ['visitors of a museum', 'smooth_visitors'],
  ['calls to a hotline', 'smooth_calls'],
] as const;

type Value = number | null;

interface Weights {
  readonly alpha: number;
  readonly beta: number;
  readonly phi: number;
  readonly gamma: number;
  readonly period: number;
}

/** One-step forecasts of every position, the states kept in lists by time. */
function forecasts({ model }: SmoothingSettings, values: readonly Value[], start: number, weights: Weights): number[] {
  const { alpha, beta, gamma, period } = weights;
  const phi = model === 'damped' ? weights.phi : 1;
  const levels = [start];
  const trends = [0];
  const seasons: number[] = [];
  return values.map((given, at) => {
    const [level, trend] = [levels[at] ?? 0, trends[at] ?? 0];
    const season = model === 'season' ? (seasons[at - period] ?? 0) : 0;
    const forecast = level + phi * trend + season;
    const value = given ?? forecast;
    const next = alpha * (value - season) + (1 - alpha) * (level + phi * trend);
    levels.push(next);
    const hasTrend = model === 'trend' || model === 'damped';
    trends.push(hasTrend ? beta * (next - level) + (1 - beta) * phi * trend : 0);
    seasons.push(gamma * (value - next) + (1 - gamma) * season);
    return forecast;
  });
}

function answerOf(settings: SmoothingSettings, names: SmoothingNames, values: readonly Value[], rest: Json[]): Json {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return null;
  const early = present.slice(0, settings.start === 'first' ? 1 : names.first);
  const start = early.reduce((sum, value) => sum + value, 0) / early.length;
  const named = Object.fromEntries(parametersOf(settings).map((name, at) => [name, rest[at] ?? 0]));
  const { beta, phi, gamma, period, ahead } = named;
  const follow = (alpha: number, longer: readonly Value[]): number[] =>
    forecasts(settings, longer, start, {
      alpha,
      beta: Number(beta),
      phi: Number(phi),
      gamma: Number(gamma),
      period: Number(period),
    });
  const misses = (alpha: number): number[] => {
    const fitted = follow(alpha, values);
    return values.flatMap((value, at) => (value === null ? [] : [value - (fitted[at] ?? 0)]));
  };
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const alpha = Number(named.alpha);
  if (settings.output === 'fitted') return follow(alpha, values);
  if (settings.output === 'forecast') {
    const longer = [...values, ...Array.from({ length: Number(ahead) }, () => null)];
    return follow(alpha, longer).slice(values.length);
  }
  if (settings.output === 'errors') {
    const all = misses(alpha);
    return { mae: mean(all.map(Math.abs)), rmse: Math.sqrt(mean(all.map((miss) => miss * miss))), bias: mean(all) };
  }
  const tried = (named.alphas as number[]).map((one) => ({
    one,
    squares: misses(one).reduce((sum, miss) => sum + miss * miss, 0),
  }));
  const least = Math.min(...tried.map(({ squares }) => squares));
  const best = tried.find(({ squares }) => squares === least);
  return [best?.one ?? 0, least];
}

function drawnValues(random: Chance, { gaps }: SmoothingSettings, count: number): Value[] {
  return Array.from({ length: count }, (_, at) =>
    gaps === 'missing' && random.below(9) === 0
      ? null
      : Math.round(100 + 1.5 * at + 12 * Math.sin(at * 1.6) + 6 * random.normal()),
  );
}

type Arguments = [Value[], ...Json[]];

function casesOf(
  settings: SmoothingSettings,
  random: Chance,
): { visible: Record<string, Arguments>; hidden: Record<string, Arguments> } {
  const make = (values: Value[], alpha: number, other: number, phi = 0.75, period = 4, ahead = 3): Arguments => {
    const all: Record<string, Json> = {
      alpha,
      alphas: [alpha, (alpha + 1) / 2],
      beta: other,
      gamma: other,
      phi,
      period,
      ahead,
    };
    return [values, ...parametersOf(settings).map((name) => all[name] ?? 0)];
  };
  const equal = make([7, 7, 7, 7, 7], 0.25, 0.75, 0.5, 2);
  return {
    visible: {
      'a few values': make([10, 14, 12, 16], 0.5, 0.5, 1, 2, 1),
      'a few more values': make([20, 22, 25, 27, 26], 0.5, 0.5, 1, 5, 1),
    },
    hidden: {
      'no values': make([], 0.5, 0.5),
      'one value': make([8], 0.25, 0.5),
      'other weights': make([10, 14, 12, 16, 15, 19], 0.25, 0.75, 0.5, 2, 4),
      'weights of one': make([3, 9, 4, 8, 6], 1, 1, 1, 2, 3),
      'weights of zero': make([3, 9, 4, 8, 6], 0, 0, 0.5, 2, 3),
      'equal sums': settings.output === 'best' ? [equal[0], [0.75, 0.25, 0.5], ...equal.slice(2)] : equal,
      'a few more': make([1.5, 4.25, -3, 0, 12, 7.75, 30], 0.125, 0.375, 0.875, 3, 2),
      'nothing ahead': make([5, 7, 9], 0.25, 0.5, 0.5, 3, 0),
      'far ahead': make([5, 8, 7, 12, 10, 15, 14], 0.75, 0.25, 0.5, 3, 12),
      ...(settings.gaps === 'missing' && {
        'missing values': make([10, null, 14, null, null, 20, 17], 0.25, 0.75, 0.5, 3),
        'missing at the ends': make([null, null, 12, 15, 11, 18, null], 0.75, 0.25, 0.75, 2),
      }),
      'drawn values': make(drawnValues(random, settings, 25), 0.375, 0.25, 0.75, 4, 5),
      'long series': make(drawnValues(random, settings, 500), 0.1875, 0.0625, 0.9375, 7, 10),
    },
  };
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(SMOOTHING_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [topic, entry] = random.pick(TOPICS);
  const names: SmoothingNames = { topic, entry, first: 3 + random.below(3) };
  const { first, second } = inTurn('abbaababbaab', index, [
    { how: 'The recursions of level, trend and season as written.', program: byRecursions(settings, names) },
    { how: 'A generator of forecasts that corrects itself by its errors.', program: byErrors(settings, names) },
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`Exponential smoothing of ${topic}`, `Forecasts for ${topic}`, 'Smoothing in plain Python'][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Statistics', 'Forecasting'],
      estimatedMinutes:
        { simple: 25, trend: 40, damped: 55, season: 60 }[settings.model] + (settings.output === 'best' ? 20 : 5),
    },
    (offer) =>
      functionProject<Arguments>(PYTHON, offer, {
        entry,
        answer: (values, ...rest) => answerOf(settings, names, values, rest),
        comparator: { kind: 'float', absolute: 1e-6, relative: 1e-6 },
        ...casesOf(settings, random),
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Exponential smoothing: 64 combinations of model, output, gaps and start. */
export const exponentialSmoothing: StudyFamily = { ...FAMILY, variants: 12, build: variant };
