/** Task family: distributions (latency percentiles by endpoint; a histogram drawn with text). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { type Family, functionProject, type Posting, PYTHON, stdioProject } from './family.ts';
import { percentileHistogramAnswers } from './percentile-histogram.answers.ts';
import {
  histogramReference,
  histogramWrong,
  percentileReference,
  percentileWrong,
} from './percentile-histogram.programs.ts';

const FAMILY = 'percentile-histogram';

const percentilePosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Latency percentiles per endpoint, same numbers as Excel PERCENTILE.INC',
  description: `
Our monitoring gives p50/p95/p99 that nobody can reproduce. I want one plain Python function with a clear definition so that the numbers match what finance gets in Excel.

solution.py: latency_report(samples, percentiles)

samples: list like [{"endpoint": "/login", "ms": 12.5}, ...], ms is a number >= 0 or null when the request timed out.
percentiles: list of numbers between 0 and 100 inclusive, for example [50, 95, 99.9]

Return: dictionary endpoint -> {"count": ..., "mean": ..., "percentiles": {...}}

- count: number of samples of the endpoint with a measured time (timeouts are not counted)
- mean: arithmetic mean of those times
- percentiles: dictionary with one key per requested percentile, the key being str(p) of the number as given ("50", "99.9"), the value calculated with linear interpolation: sort the n times ascending, position = (n - 1) * p / 100 counted from 0; if the position is between two values, interpolate linearly between them. So p0 is the minimum and p100 the maximum, and with a single value every percentile is that value.
- an endpoint that only has timeouts still appears, with count 0, mean null and every percentile null
- no samples at all: empty dictionary

Do not round anything; results are compared with a tolerance of one millionth. Samples arrive in any order. Standard library only.`,
  skills: ['Python', 'Statistics', 'Data Analysis'],
  bracket: 'simple',
  postedPriceCents: 8_000,
  estimatedMinutes: 35,
};

type Sample = { endpoint: string; ms: number | null };

/** Interpolates by weights of both neighbours, counted from the top of the list. */
function latencyReport(samples: Sample[], percentiles: number[]): Json {
  const report: Record<string, Json> = {};
  for (const endpoint of new Set(samples.map((sample) => sample.endpoint))) {
    const times = samples.flatMap((sample) => (sample.endpoint === endpoint && sample.ms !== null ? [sample.ms] : []));
    times.sort((a, b) => b - a);
    const last = times.length - 1;
    const at = (p: number): number | null => {
      const fromTop = (last * (100 - p)) / 100;
      const upper = times[Math.floor(fromTop)];
      const lower = times[Math.ceil(fromTop)];
      const weight = fromTop - Math.floor(fromTop);
      return upper === undefined || lower === undefined ? null : upper * (1 - weight) + lower * weight;
    };
    report[endpoint] = {
      count: times.length,
      mean: times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length,
      percentiles: Object.fromEntries(percentiles.map((p) => [String(p), at(p)])),
    };
  }
  return report;
}

function percentileProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'percentile');
  const login = (...times: (number | null)[]): Sample[] => times.map((ms) => ({ endpoint: '/login', ms }));
  const drawn = (count: number): Sample[] =>
    Array.from({ length: count }, () => ({
      endpoint: random.pick(['/login', '/cart', '/search', '/img']),
      ms: random.below(12) === 0 ? null : Math.round(1_000 * Math.exp(3 + random.normal())) / 1_000,
    }));
  return functionProject<[Sample[], number[]]>(PYTHON, percentilePosting, {
    entry: 'latency_report',
    comparator: { kind: 'float', absolute: 1e-6, relative: 1e-9 },
    answer: latencyReport,
    visible: {
      'five values': [login(10, 20, 30, 40, 50), [0, 50, 100]],
      'two endpoints': [[...login(1, 2, 3), { endpoint: '/cart', ms: 8 }], [50]],
    },
    hidden: {
      'no samples': [[], [50]],
      'no percentiles': [login(3, 4), []],
      'one value': [login(12.5), [0, 1, 50, 99.9, 100]],
      'even count': [login(1, 2, 3, 10), [50, 95]],
      'unsorted values': [login(90, 10, 50, 30, 70), [25, 50, 90]],
      'timeouts are left out': [login(5, null, 15, null), [50]],
      'only timeouts': [
        [...login(null, null), { endpoint: '/cart', ms: 2 }],
        [50, 95],
      ],
      'all equal': [login(7, 7, 7, 7, 7, 7), [33, 66.6]],
      'zero milliseconds': [login(0, 0, 8), [50, 75]],
      'near the top': [login(...Array.from({ length: 101 }, (_, at) => at * 2)), [99, 99.5, 99.9]],
      'drawn samples': [drawn(60), [50, 90, 95, 99]],
      'large sample': [drawn(1_000), [1, 5, 50, 99, 99.9]],
    },
    reference: percentileReference,
    wrong: percentileWrong,
  });
}

const histogramPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Command line histogram script (text output)',
  description: `
need a tiny python script for our test bench, solution.py, reads numbers from stdin and prints a histogram. runs over ssh so text only, no matplotlib please

stdin: first token is the number of bins (whole number, 1 or more). after that the measured values, separated by any white space, could be many lines. values look like 3 or -0.25 or 12.125, never more than 3 decimals. no garbage in between.

what it prints:
- the range from smallest to largest value is cut into that many bins of equal width. a value exactly on an inner edge belongs to the bin on its right. the largest value belongs to the last bin.
- careful with floats here: our values sit on edges a lot (0.3 with edges at 0.1 0.2 0.3 must go right), so calculate exactly
- one line per bin, also for empty bins, lowest first: lower edge, upper edge, count, bar; separated by one space. edges with exactly 3 decimals
- the bar is made of # characters. the fullest bin gets 40, the others 40 * count / fullest rounded UP, so that a single value is always visible. an empty bin has no bar
- last line: the word total and how many values there were

if all values are equal (or there is just one) print one single line for them instead of the bins, lower and upper edge are both that value, then the total line.
if there are no values at all print: no data
(nothing else then)

white space at line ends does not matter.

example, input "2 1 2 3 4" (four values, 2 bins):
1.000 2.500 2 ########################################
2.500 4.000 2 ########################################
total 4

our bin widths are always so that edges have max 3 decimals, so no rounding question there.`,
  skills: ['Python', 'Linux', 'Statistics', 'Shell Script'],
  bracket: 'micro',
  postedPriceCents: 2_000,
  estimatedMinutes: 40,
};

const FULL_BAR = 40;

/** Works in thousandths, and asks for each bin which values lie in it. */
function histogram(stdin: string): string {
  const [bins = 1, ...values] = stdin.split(/\s+/).filter(Boolean).map(Number);
  const scaled = values.map((value) => Math.round(value * 1_000));
  if (scaled.length === 0) return 'no data\n';
  const low = Math.min(...scaled);
  const span = Math.max(...scaled) - low;
  const count = span === 0 ? 1 : bins;
  const edges = Array.from({ length: count + 1 }, (_, at) => (low + (span * at) / count) / 1_000);
  const steps = scaled.map((value) => (value - low) * count);
  const counts = Array.from({ length: count }, (_, bin) => {
    const isLast = bin === count - 1;
    return steps.filter((step) => step >= bin * span && (isLast || step < (bin + 1) * span)).length;
  });
  const fullest = Math.max(...counts);
  const rows = counts.map((size, bin) => {
    const bar = '#'.repeat(Math.ceil((FULL_BAR * size) / fullest));
    return `${edges[bin]?.toFixed(3)} ${edges[bin + 1]?.toFixed(3)} ${size} ${bar}`.trimEnd();
  });
  return `${[...rows, `total ${scaled.length}`].join('\n')}\n`;
}

/** Values whose range is a multiple of the bin width, so that every edge has at most three decimals. */
function drawnValues(random: Chance, bins: number, stepThousandths: number, count: number): string {
  const low = random.below(4_000) - 2_000;
  const span = bins * stepThousandths;
  const inside = Array.from({ length: count }, () =>
    random.below(3) === 0 ? low + stepThousandths * random.below(bins + 1) : low + random.below(span + 1),
  );
  const values = random.shuffle([low, low + span, ...inside]).map((value) => String(value / 1_000));
  return [String(bins), ...values].join('\n');
}

function histogramProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'histogram');
  return stdioProject(PYTHON, histogramPosting, {
    answer: histogram,
    visible: { 'example of the posting': '2 1 2 3 4\n', 'three bins': '3\n0 0.5 1 1.5\n2 2.5 3 1.25 1.75 1.5\n' },
    hidden: {
      'no values': '5\n',
      'one value': '4\n7.25\n',
      'all values equal': '3 -2 -2 -2 -2\n',
      'one bin': '1 5 9 7',
      'values on inner edges': '3 0 0.1 0.2 0.3\n',
      'edges that floats miss': '10\n0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0 0.3 0.7\n',
      'empty bins in the middle': '5 0 10 10 0.5\n',
      'small count keeps a bar': `2\n${'1 '.repeat(90)}5\n`,
      'negative range': '4 -8 -1 -3.5 0 -6.25 -2\n',
      'many lines and blanks': '\n 2 \n\n 10\t30\r\n\n20\n',
      'drawn values': drawnValues(random, 6, 125, 40),
      'large input': drawnValues(random, 20, 37, 2_000),
    },
    reference: histogramReference,
    wrong: histogramWrong,
  });
}

/** Percentiles and histograms: latency percentiles by endpoint; a text histogram on standard output. */
export const percentileHistogram: Family = {
  name: FAMILY,
  category: 'statistics',
  answers: percentileHistogramAnswers,
  build: (seed) => [percentileProject(seed), histogramProject(seed)],
};
