/** Reference and wrong programs of the family `percentile-histogram`. */

import { edited, type WrongProgram } from './family.ts';

export const percentileReference = `
import math


def latency_report(samples, percentiles):
    report = {}
    for endpoint in sorted({sample["endpoint"] for sample in samples}):
        values = sorted(s["ms"] for s in samples if s["endpoint"] == endpoint and s["ms"] is not None)
        report[endpoint] = {
            "count": len(values),
            "mean": math.fsum(values) / len(values) if values else None,
            "percentiles": {str(p): percentile(values, p) for p in percentiles},
        }
    return report


def percentile(values, p):
    if not values:
        return None
    position = (len(values) - 1) * p / 100
    low = math.floor(position)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (position - low)
`;

export const percentileWrong: readonly WrongProgram[] = [
  {
    name: 'nearest-rank',
    why: 'Takes the nearest value instead of interpolating between two values.',
    program: edited(
      percentileReference,
      'return values[low] + (values[high] - values[low]) * (position - low)',
      'return values[round(position)]',
    ),
  },
  {
    name: 'unsorted',
    why: 'Forgets to sort the values of an endpoint.',
    program: edited(percentileReference, 'values = sorted(s["ms"]', 'values = list(s["ms"]'),
  },
  {
    name: 'position-over-n',
    why: 'Uses n instead of n - 1 for the position.',
    program: edited(
      percentileReference,
      'position = (len(values) - 1) * p / 100',
      'position = min(len(values) * p / 100, len(values) - 1)',
    ),
  },
  {
    name: 'timeouts-as-zero',
    why: 'Counts a missing measurement as zero milliseconds.',
    program: edited(
      percentileReference,
      'sorted(s["ms"] for s in samples if s["endpoint"] == endpoint and s["ms"] is not None)',
      'sorted(s["ms"] or 0 for s in samples if s["endpoint"] == endpoint)',
    ),
  },
];

export const histogramReference = `
import sys
from fractions import Fraction

tokens = sys.stdin.read().split()
bins = int(tokens[0])
values = [Fraction(token) for token in tokens[1:]]

if not values:
    print("no data")
else:
    low, high = min(values), max(values)
    if low == high:
        counts = [len(values)]
    else:
        counts = [0] * bins
        for value in values:
            counts[min(int((value - low) * bins / (high - low)), bins - 1)] += 1
    width = (high - low) / len(counts)
    longest = max(counts)
    for index, count in enumerate(counts):
        start, end = low + index * width, low + (index + 1) * width
        bar = "#" * -(-40 * count // longest)
        print(f"{float(start):.3f} {float(end):.3f} {count} {bar}".rstrip())
    print(f"total {len(values)}")
`;

export const histogramWrong: readonly WrongProgram[] = [
  {
    name: 'maximum-lost',
    why: 'Leaves the largest value out: it lies on the upper edge and belongs to the last bin.',
    program: edited(
      histogramReference,
      'counts[min(int((value - low) * bins / (high - low)), bins - 1)] += 1',
      `index = int((value - low) * bins / (high - low))
            if index < bins:
                counts[index] += 1`,
    ),
  },
  {
    name: 'bars-rounded-down',
    why: 'Rounds bar lengths down, so small counts show no bar at all.',
    program: edited(histogramReference, '-(-40 * count // longest)', '(40 * count // longest)'),
  },
  {
    name: 'equal-values-divide-by-zero',
    why: 'Does not handle that all values are equal.',
    program: edited(histogramReference, 'if low == high:', 'if len(values) == 1:'),
  },
  {
    name: 'no-data-is-silent',
    why: 'Prints nothing when there are no values.',
    program: edited(histogramReference, 'print("no data")', 'pass'),
  },
];
