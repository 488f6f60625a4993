/** Reference and wrong programs of the family `rolling-statistics`. */

import { edited, type WrongProgram } from './family.ts';

export const rollingReference = `
import math


def rolling(values, window, minimum):
    result = []
    for end in range(1, len(values) + 1):
        part = [v for v in values[max(0, end - window):end] if v is not None]
        if len(part) < minimum:
            result.append({"mean": None, "deviation": None})
            continue
        mean = math.fsum(part) / len(part)
        if len(part) < 2:
            deviation = None
        else:
            deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in part) / (len(part) - 1))
        result.append({"mean": mean, "deviation": deviation})
    return result
`;

export const rollingWrong: readonly WrongProgram[] = [
  {
    name: 'population-deviation',
    why: 'Divides by n instead of n - 1.',
    program: edited(
      edited(rollingReference, '/ (len(part) - 1))', '/ len(part))'),
      '        if len(part) < 2:\n',
      '        if not part:\n',
    ),
  },
  {
    name: 'gaps-dropped-first',
    why: 'Removes the gaps before cutting windows, so a window reaches too far back and the result is shorter.',
    program: edited(
      rollingReference,
      '    result = []\n',
      '    result = []\n    values = [v for v in values if v is not None]\n',
    ),
  },
  {
    name: 'window-of-one-more',
    why: 'Takes one value too many into the window.',
    program: edited(rollingReference, 'max(0, end - window):end', 'max(0, end - window - 1):end'),
  },
  {
    name: 'full-windows-only',
    why: 'Needs a full window instead of the minimum number of values.',
    program: edited(rollingReference, 'if len(part) < minimum:', 'if len(part) < max(minimum, window):'),
  },
];

export const outlierReference = `
def find_outliers(readings, factor):
    by_sensor = {}
    for position, reading in enumerate(readings):
        by_sensor.setdefault(reading["sensor"], []).append((position, reading["value"]))
    outliers = []
    for sensor, items in by_sensor.items():
        values = sorted(value for _, value in items)
        if len(values) < 4:
            continue
        middle = len(values) // 2
        q1 = median(values[:middle])
        q3 = median(values[-middle:])
        low, high = q1 - factor * (q3 - q1), q3 + factor * (q3 - q1)
        for position, value in items:
            if value < low or value > high:
                side = "low" if value < low else "high"
                outliers.append({"position": position, "sensor": sensor, "value": value, "side": side})
    return sorted(outliers, key=lambda outlier: outlier["position"])


def median(values):
    middle = len(values) // 2
    if len(values) % 2:
        return values[middle]
    return (values[middle - 1] + values[middle]) / 2
`;

export const outlierWrong: readonly WrongProgram[] = [
  {
    name: 'median-in-both-halves',
    why: 'Leaves the middle value of an odd count in both halves; it belongs to neither.',
    program: edited(outlierReference, 'values[:middle])', 'values[:(len(values) + 1) // 2])').replace(
      'values[-middle:])',
      'values[-((len(values) + 1) // 2):])',
    ),
  },
  {
    name: 'limits-count-as-outliers',
    why: 'Reports values that lie exactly on a limit.',
    program: edited(outlierReference, 'if value < low or value > high:', 'if value <= low or value >= high:'),
  },
  {
    name: 'grouped-by-sensor',
    why: 'Leaves the outliers grouped by sensor instead of in the order of the readings.',
    program: edited(
      outlierReference,
      'return sorted(outliers, key=lambda outlier: outlier["position"])',
      'return outliers',
    ),
  },
  {
    name: 'sensors-mixed',
    why: 'Calculates quartiles over all sensors together.',
    program: edited(
      edited(outlierReference, 'by_sensor.setdefault(reading["sensor"], [])', 'by_sensor.setdefault("all", [])'),
      '"sensor": sensor, "value"',
      '"sensor": readings[position]["sensor"], "value"',
    ),
  },
];
