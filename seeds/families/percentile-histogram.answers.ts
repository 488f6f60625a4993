/** Second solutions of the family `percentile-histogram`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const report = `
from bisect import insort


def interpolated(times, p):
    if not times:
        return None
    # Weights of the two neighbours, in hundredths of a place.
    low, above = divmod((len(times) - 1) * p, 100)
    low = int(low)
    if above == 0:
        return times[low]
    return (times[low] * (100 - above) + times[low + 1] * above) / 100


def latency_report(samples, percentiles):
    times = {}
    for sample in samples:
        own = times.setdefault(sample["endpoint"], [])
        if sample["ms"] is not None:
            insort(own, sample["ms"])
    report = {}
    for endpoint, own in times.items():
        report[endpoint] = {
            "count": len(own),
            "mean": sum(own) / len(own) if own else None,
            "percentiles": dict(zip(map(str, percentiles), [interpolated(own, p) for p in percentiles])),
        }
    return report
`;

const histogram = `
import sys
from bisect import bisect_right


def thousandths(token):
    sign = -1 if token.startswith("-") else 1
    whole, _, decimals = token.lstrip("+-").partition(".")
    return sign * (int(whole or "0") * 1000 + int(decimals.ljust(3, "0")))


def text(value):
    return ("-" if value < 0 else "") + "%d.%03d" % divmod(abs(value), 1000)


def main():
    first, *others = sys.stdin.read().split()
    values = sorted(thousandths(token) for token in others)
    if not values:
        print("no data")
        return
    bins = int(first) if values[0] < values[-1] else 1
    step = (values[-1] - values[0]) // bins
    edges = [values[0] + step * place for place in range(bins)] + [values[-1]]
    # How many values lie below each inner edge: those on it belong to its right.
    below = [0]
    for edge in edges[1:-1]:
        below.append(bisect_right(values, edge - 1))
    below.append(len(values))
    counts = [high - low for low, high in zip(below, below[1:])]
    fullest = max(counts)
    for low, high, count in zip(edges, edges[1:], counts):
        length = (40 * count + fullest - 1) // fullest
        print(text(low), text(high), count, "#" * length)
    print("total", len(values))


main()
`;

export const percentileHistogramAnswers: Readonly<Record<string, MoreAnswers>> = {
  'percentile-histogram-1': {
    how: 'Keeps the times sorted as they come, and weighs two neighbours in hundredths.',
    program: report,
    requirements: {
      'null when the request timed out': ['timeouts are left out', 'only timeouts'],
      'list of numbers between 0 and 100': ['no percentiles', 'near the top'],
      'number of samples of the endpoint': ['timeouts are left out', 'two endpoints', 'zero milliseconds'],
      'arithmetic mean': ['five values', 'drawn samples', 'large sample'],
      'one key per requested percentile': [
        'five values',
        'even count',
        'no percentiles',
        'near the top',
        'large sample',
      ],
      'So p0 is the minimum': ['one value', 'all equal', 'near the top'],
      'an endpoint that only has timeouts': ['only timeouts'],
      'no samples at all': ['no samples'],
      'Do not round anything': ['even count', 'drawn samples'],
      'Samples arrive in any order': ['unsorted values', 'large sample'],
    },
  },
  'percentile-histogram-2': {
    how: 'Calculates in whole thousandths, and counts by searching the edges in the sorted values.',
    program: histogram,
    requirements: {
      'first token is the number of bins': ['example of the posting', 'one bin'],
      'after that the measured values': ['many lines and blanks', 'negative range'],
      'the range from smallest to largest': ['three bins', 'negative range', 'drawn values', 'large input'],
      'a value exactly on an inner edge': ['values on inner edges'],
      'the largest value belongs': ['example of the posting', 'values on inner edges'],
      'so calculate exactly': ['edges that floats miss'],
      'one line per bin, also for empty': ['empty bins in the middle', 'example of the posting'],
      'edges with exactly 3 decimals': ['example of the posting', 'negative range'],
      'the bar is made of # characters': ['small count keeps a bar', 'three bins'],
      'the fullest bin gets 40': ['small count keeps a bar', 'large input'],
      'an empty bin has no bar': ['empty bins in the middle'],
      'last line: the word total': ['example of the posting', 'drawn values'],
      'if all values are equal': ['one value', 'all values equal'],
      'if there are no values at all': ['no values'],
    },
  },
};
