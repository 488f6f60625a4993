/** What the employers of the family `bootstrap-intervals` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const BOOTSTRAP_DIALS = {
  statistic: ['mean', 'median', 'trimmed', 'difference'],
  interval: ['percentile', 'basic', 'error'],
  draw: ['remainder', 'product', 'blocks'],
} as const;
export type BootstrapSettings = SettingsOf<typeof BOOTSTRAP_DIALS>;

export interface BootstrapNames {
  readonly topic: string;
  readonly entry: string;
  readonly multiplier: number;
  readonly increment: number;
  readonly block: number;
}

export const callOf = ({ statistic }: BootstrapSettings, { entry }: BootstrapNames): string =>
  statistic === 'difference' ? `${entry}(first, second, rounds, seed)` : `${entry}(values, rounds, seed)`;

function statisticPiece({ statistic }: BootstrapSettings, index: number): Piece {
  const tell = tellerOf(index);
  return {
    mean: tell.need(
      [
        'Statistic: the arithmetic mean.',
        'What I want the interval for is the plain average.',
        'Statistic = arithmetic mean.',
      ],
      'a small sample',
      'drawn sample',
    ),
    median: tell.need(
      [
        'Statistic: the median (mean of the two values in the middle for an even number).',
        'What I want the interval for is the median, and for an even number of values that is halfway between the two in the middle.',
        'Statistic = median; even number: mean of both middle values.',
      ],
      'a small sample',
      'drawn sample',
    ),
    trimmed: tell.need(
      [
        'Statistic: the trimmed mean: sort, leave out the floor(n / 5) smallest and the floor(n / 5) largest of the n values, take the mean of the rest.',
        'What I want the interval for is the trimmed mean: sort the n values, throw away floor(n / 5) of them at the low end and as many at the high end, and average what is left.',
        'Statistic = 20 % trimmed mean (drop floor(n / 5) at each end after sorting, mean of the others).',
      ],
      'a small sample',
      'drawn sample',
    ),
    difference: tell.need(
      [
        'Statistic: mean of first minus mean of second. In every round draw a sample of first (as long as first), then one of second (as long as second), with the same generator running on.',
        'What I want the interval for is the mean of the first list minus the mean of the second. Each round draws from first until there are as many as first has, and then from second in the same way; the generator just runs on.',
        'Statistic = mean(first) - mean(second). Per round: resample first (len(first) draws), then second (len(second) draws), one continuous random stream.',
      ],
      'a small sample',
      'drawn sample',
    ),
  }[statistic];
}

function drawPiece({ draw, statistic }: BootstrapSettings, { block }: BootstrapNames, index: number): Piece {
  const tell = tellerOf(index);
  const list = statistic === 'difference' ? 'the list' : 'values';
  return {
    remainder: tell.need(
      [
        `A sample of n values: n times step the generator and take the value at position (state div 65536) mod n (positions from 0, div without remainder).`,
        `To draw a sample, step the generator once for each of the n values and take the one at position (state // 65536) % n of ${list}, counting from zero.`,
        `Sampling: n draws, each: next state, position = (state // 65536) % n (0-based).`,
      ],
      'two rounds',
      'one value',
    ),
    product: tell.need(
      [
        `A sample of n values: n times step the generator and take the value at position (state * n) div 4294967296 (positions from 0, div without remainder, in whole numbers).`,
        `To draw a sample, step the generator once for each of the n values and take the one at position (state * n) // 4294967296 of ${list}, counting from zero, all in whole numbers.`,
        `Sampling: n draws, each: next state, position = (state * n) // 2**32 (0-based, integers).`,
      ],
      'two rounds',
      'one value',
    ),
    blocks: tell.need(
      [
        `A sample of n values is put together from blocks of ${block} neighbours: step the generator, let s = (state div 65536) mod n, take the values at s, s + 1, ... (${block} of them, after the end the list goes on with its beginning); repeat until there are n, cut what is too much from the last block.`,
        `The values depend on their neighbours, so draw blocks: step the generator, start at position (state // 65536) % n of ${list}, take ${block} values in a row, running over the end to the beginning if need be, and do this until the sample has n values; what the last block has too much is cut off.`,
        `Sampling: circular block bootstrap, block length ${block}: per block one step, start = (state // 65536) % n, indexes start .. start + ${block - 1} modulo n; blocks until n values are reached, truncate to n.`,
      ],
      'two rounds',
      'one value',
    ),
  }[draw];
}

function intervalPiece({ interval }: BootstrapSettings, index: number): Piece {
  const tell = tellerOf(index);
  const place = 'floor(rounds / 20)';
  return {
    percentile: tell.need(
      [
        `Result: { "estimate", "low", "high" }. estimate is the statistic of the data itself. Sort the statistics of all rounds; low is the one at position k, high the one at position rounds - 1 - k, with k = ${place}, positions from 0.`,
        `Return { "estimate", "low", "high" }: first the statistic of the real data, then sort what all the rounds gave and, with k = ${place}, take the one at position k and the one at position rounds - 1 - k, counting from zero.`,
        `Return {"estimate", "low", "high"}: statistic of the data; sorted[k] and sorted[rounds - 1 - k] of the sorted round statistics, k = ${place}.`,
      ],
      'many rounds',
      'two rounds',
      'a small sample',
    ),
    basic: tell.need(
      [
        `Result: { "estimate", "low", "high" }. estimate is the statistic of the data itself. Sort the statistics of all rounds; with k = ${place}, a at position k and b at position rounds - 1 - k (from 0): low = 2 * estimate - b and high = 2 * estimate - a.`,
        `Return { "estimate", "low", "high" }: first the statistic of the real data. Then sort what the rounds gave, with k = ${place} call the one at position k a and the one at position rounds - 1 - k b (from zero), and mirror them: low is 2 * estimate - b, high is 2 * estimate - a.`,
        `Return {"estimate", "low", "high"} (basic bootstrap): k = ${place}, low = 2 * estimate - sorted[rounds - 1 - k], high = 2 * estimate - sorted[k]; estimate from the data.`,
      ],
      'many rounds',
      'two rounds',
      'a small sample',
    ),
    error: tell.need(
      [
        'Result: { "estimate", "bias", "error" }. estimate is the statistic of the data itself, bias the mean of the statistics of all rounds minus estimate, error their sample standard deviation (divide by rounds - 1).',
        'Return { "estimate", "bias", "error" }: the statistic of the real data, then how far the average of what the rounds gave lies above it, and as the error the standard deviation of what the rounds gave, dividing by rounds - 1.',
        'Return {"estimate", "bias", "error"}: statistic of the data; mean of round statistics - estimate; sample standard deviation (n - 1) of round statistics.',
      ],
      'many rounds',
      'two rounds',
      'a small sample',
    ),
  }[interval];
}

export function posting(settings: BootstrapSettings, names: BootstrapNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { topic, multiplier, increment } = names;
  const lists =
    settings.statistic === 'difference' ? 'first and second are lists of numbers' : 'values is a list of numbers';
  return [
    tell.say(
      `Reproducible bootstrap for ${topic}\n\nsolution.py, function ${callOf(settings, names)}, Python 3 standard library.\n- ${lists}, not empty; rounds a whole number of at least 2, seed a whole number from 0 to 4294967295.`,
      `Hello, I need a bootstrap for ${topic} which gives the same numbers on every machine, thus with its own little generator: ${callOf(settings, names)} in solution.py, plain Python. There, ${lists} with at least one number, rounds is 2 or more and seed a whole number below 4294967296.`,
      `Re: review of ${topic}, the referee wants reproducible intervals.\nsolution.py, ${callOf(settings, names)}; ${lists} (at least one), rounds >= 2, 0 <= seed < 2**32. Standard library only.`,
    ),
    tell.need(
      [
        `Generator: state starts as seed; a step is state = (${multiplier} * state + ${increment}) mod 4294967296, and the new state is used. The state runs on from round to round.`,
        `This is the generator: begin with state = seed, one step makes state = (${multiplier} * state + ${increment}) mod 4294967296, and you use the state after the step; it simply runs on through all rounds.`,
        `LCG: state0 = seed, state = (${multiplier} * state + ${increment}) % 2**32, use the state after each step, never reseed.`,
      ],
      'other seed',
      'largest seed',
    ),
    drawPiece(settings, names, index),
    statisticPiece(settings, index),
    tell.say(
      '\n- Each round draws a sample with replacement, as long as the data, and takes the statistic of the sample.',
      'Every round draws one new sample, the same size as the data and with replacement, and calculates the figure from it.',
      '\nPer round: one resample of full length, one value of the statistic.',
    ),
    intervalPiece(settings, index),
    tell.need(
      [
        'No rounding, tolerance 1e-9 (relative 1e-9). At most 300 values and 20000 draws in all.',
        'Do not round, the comparison allows 1e-9. It is never more than 300 values, nor more than 20000 draws.',
        'Unrounded; compared with 1e-9. Up to 300 values, 20000 draws.',
      ],
      'drawn sample',
      'large sample',
      'equal values',
      'negative values',
    ),
  ];
}
