/** Second solutions of the family `rolling-statistics`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const rolling = `
from math import sqrt


def rolling(values, window, minimum):
    # Thousandths are whole, so sums that move along stay exact.
    whole = [None if value is None else round(value * 1000) for value in values]
    count = total = squares = 0
    result = []
    for position, entering in enumerate(whole):
        if entering is not None:
            count, total, squares = count + 1, total + entering, squares + entering * entering
        leaving = whole[position - window] if position >= window else None
        if leaving is not None:
            count, total, squares = count - 1, total - leaving, squares - leaving * leaving
        mean = deviation = None
        if count >= minimum:
            mean = total / count / 1000
            if count > 1:
                deviation = sqrt((count * squares - total * total) / (count * (count - 1))) / 1000
        result.append({"mean": mean, "deviation": deviation})
    return result
`;

const outliers = `
from statistics import median


def fences(values, factor):
    ordered = sorted(values)
    half = len(ordered) // 2
    lower = median(ordered[:half])
    upper = median(ordered[len(ordered) - half:])
    reach = factor * (upper - lower)
    return lower - reach, upper + reach


def find_outliers(readings, factor):
    values = {}
    for reading in readings:
        values.setdefault(reading["sensor"], []).append(reading["value"])
    limits = {sensor: fences(own, factor) for sensor, own in values.items() if len(own) > 3}

    found = []
    for position, reading in enumerate(readings):
        value = reading["value"]
        low, high = limits.get(reading["sensor"], (value, value))
        side = "low" if value < low else "high" if value > high else None
        if side:
            found.append({"position": position, "sensor": reading["sensor"], "value": value, "side": side})
    return found
`;

export const rollingStatisticsAnswers: Readonly<Record<string, MoreAnswers>> = {
  'rolling-statistics-1': {
    how: 'Moves exact sums of whole thousandths along, instead of calculating every window anew.',
    program: rolling,
    requirements: {
      'For each position i the result': ['example of the posting', 'windows of one', 'large series'],
      'The window at position i consists': ['window longer than the list', 'gaps keep their position'],
      'Missing readings occupy': ['gaps keep their position', 'all missing', 'drawn readings'],
      'n < minimum': ['minimum above what is present', 'all missing', 'minimum two'],
      'mean is the arithmetic mean': ['example of the posting', 'negative and zero', 'drawn readings'],
      'sample standard deviation': ['constant series', 'deviation of one reading', 'windows of one', 'large series'],
      'watch out for cancellation': ['close values far from zero'],
      'Empty list in': ['empty list'],
    },
  },
  'rolling-statistics-2': {
    how: 'Works out the fences of every sensor first, then reads the list once more in order.',
    program: outliers,
    requirements: {
      'Each sensor alone': ['two sensors interleaved', 'one spike', 'drawn readings'],
      'With an even number of values': ['four values', 'one spike'],
      'With an odd number': ['odd count', 'odd count near the fence'],
      'Q1 is the median': ['four values', 'odd count', 'drawn readings'],
      'low fence = Q1': ['low side', 'factor zero', 'large set'],
      'Outlier = strictly below': ['low side', 'one spike', 'all equal but one', 'large set'],
      'A value exactly on a fence': ['exactly on the fence', 'calm sensor'],
      'A sensor with fewer than 4': ['three values'],
      'in the order of the readings': ['two sensors interleaved', 'drawn readings', 'large set'],
      'No readings or no outliers': ['no readings', 'calm sensor'],
    },
  },
};
