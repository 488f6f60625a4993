/** Reference, alternative and wrong programs of the family `control-charts`. */

import { edited, type WrongProgram } from '../family.ts';
import { python } from '../study-parts.ts';
import { type ChartNames, type ChartSettings, callOf } from './control-charts.posting.ts';

const MODEL = {
  'single values': python`def model(baseline):
    centre = fmean(baseline)
    moves = [abs(after - before) for before, after in zip(baseline, baseline[1:])]
    return centre, fmean(moves) / 1.128 if moves else 0.0
`,
  means: python`def model(baseline):
    size = len(baseline[0])
    centre = fmean(fmean(group) for group in baseline)
    spread = fmean(max(group) - min(group) for group in baseline)
    return centre, spread / (D2[size] * math.sqrt(size))
`,
  shares: python`def model(baseline):
    bad, checked = map(sum, zip(*baseline))
    centre = bad / checked
    return centre, math.sqrt(centre * (1 - centre))
`,
  counts: python`def model(baseline):
    centre = fmean(baseline)
    return centre, math.sqrt(centre)
`,
} as const;

const DISTANCE = {
  'single values': ['entry - centre', 'sigma'],
  means: ['fmean(entry) - centre', 'sigma'],
  shares: ['entry[0] / entry[1] - centre', 'sigma / math.sqrt(entry[1])'],
  counts: ['entry - centre', 'sigma'],
} as const;

/** Distances in sigmas and slices of them. */
export function byDistances(settings: ChartSettings, names: ChartNames): string {
  const { chart, rule, baseline } = settings;
  const [distance, sigma] = DISTANCE[chart];
  const base = {
    all: '    centre, sigma = model(data)\n',
    first: '    centre, sigma = model(data[:start])\n',
    cleaned: python`    centre, sigma = model(data)
    kept = [entry for entry in data if abs(${distance}) <= 3 * ${sigma}]
    centre, sigma = model(kept or data)
`,
  }[baseline];
  const signals = {
    limits: python`    signals = []
    for position, (distance, own) in enumerate(zip(distances, sigmas)):
        if abs(distance) > 3 * own:
            signals.append([position, "high" if distance > 0 else "low"])
`,
    run: python`    signals = []
    position = 0
    for side, run in groupby(distances, key=lambda distance: (distance > 0) - (distance < 0)):
        length = len(list(run))
        if side and length >= ${names.run}:
            signals.append([position, "high" if side > 0 else "low"])
        position += length
`,
    zone: python`    signals = []
    outside = [(abs(distance) > 2 * own) * (1 if distance > 0 else -1) for distance, own in zip(distances, sigmas)]
    for position in range(2, len(outside)):
        three = outside[position - 2:position + 1]
        if three.count(1) >= 2:
            signals.append([position, "high"])
        if three.count(-1) >= 2:
            signals.append([position, "low"])
`,
  }[rule];
  const sigmas = rule === 'run' && chart !== 'shares' ? '' : `    sigmas = [${sigma} for entry in data]\n`;
  const empty = chart === 'shares' ? '"sigmas": []' : '"sigma": None';
  const imports = [
    ...(chart === 'single values' ? [] : ['import math']),
    ...(rule === 'run' ? ['from itertools import groupby'] : []),
    ...(chart === 'shares' ? [] : ['from statistics import fmean']),
  ].join('\n');
  return python`
${imports}
${chart === 'means' ? '\nD2 = {2: 1.128, 3: 1.693, 4: 2.059, 5: 2.326}\n' : ''}

${MODEL[chart]}

def ${callOf(settings, names)}:
    if not data:
        return {"centre": None, ${empty}, "signals": []}
${base}    distances = [${distance} for entry in data]
${sigmas}${signals}    return {"centre": centre, ${chart === 'shares' ? '"sigmas": sigmas' : '"sigma": sigma'}, "signals": signals}
`;
}

const PREPARED = {
  'single values': python`    points = data
    weights = [1] * len(data)
`,
  means: python`    points = [sum(group) / len(group) for group in data]
    weights = [1] * len(data)
`,
  shares: python`    points = [bad / checked for bad, checked in data]
    weights = [math.sqrt(checked) for _, checked in data]
`,
  counts: python`    points = data
    weights = [1] * len(data)
`,
} as const;

const LINES = {
  'single values': python`    def lines(chosen):
        middle = sum(points[at] for at in chosen) / len(chosen)
        total = 0
        for step in range(1, len(chosen)):
            total += abs(points[chosen[step]] - points[chosen[step - 1]])
        return middle, total / max(1, len(chosen) - 1) / 1.128
`,
  means: python`    def lines(chosen):
        size = len(data[0])
        middle = sum(points[at] for at in chosen) / len(chosen)
        ranges = 0
        for at in chosen:
            ordered = sorted(data[at])
            ranges += ordered[-1] - ordered[0]
        factor = [1.128, 1.693, 2.059, 2.326][size - 2]
        return middle, ranges / len(chosen) / factor / size ** 0.5
`,
  shares: python`    def lines(chosen):
        bad = checked = 0
        for at in chosen:
            bad += data[at][0]
            checked += data[at][1]
        return bad / checked, math.sqrt(bad * (checked - bad)) / checked
`,
  counts: python`    def lines(chosen):
        middle = sum(points[at] for at in chosen) / len(chosen)
        return middle, middle ** 0.5
`,
} as const;

/** Points and limits by position. */
export function byPositions(settings: ChartSettings, names: ChartNames): string {
  const { chart, rule, baseline } = settings;
  const base = {
    all: '    middle, unit = lines(range(len(data)))\n',
    first: '    middle, unit = lines(range(min(start, len(data))))\n',
    cleaned: python`    middle, unit = lines(range(len(data)))
    inside = []
    for at, point in enumerate(points):
        if middle - 3 * unit / weights[at] <= point <= middle + 3 * unit / weights[at]:
            inside.append(at)
    if inside:
        middle, unit = lines(inside)
`,
  }[baseline];
  const signals = {
    limits: python`    found = []
    for at, point in enumerate(points):
        if point > middle + 3 * unit / weights[at]:
            found.append([at, "high"])
        elif point < middle - 3 * unit / weights[at]:
            found.append([at, "low"])
`,
    run: python`    found = []
    first, side = 0, None
    for at in range(len(points) + 1):
        now = None
        if at < len(points) and points[at] != middle:
            now = "high" if points[at] > middle else "low"
        if now != side:
            if side and at - first >= ${names.run}:
                found.append([first, side])
            first, side = at, now
`,
    zone: python`    found = []
    above, below = [], []
    for at, point in enumerate(points):
        if point > middle + 2 * unit / weights[at]:
            above.append(at)
        if point < middle - 2 * unit / weights[at]:
            below.append(at)
        for name, hits in (("high", above), ("low", below)):
            if at >= 2 and len(hits) >= 2 and hits[-2] >= at - 2:
                found.append([at, name])
`,
  }[rule];
  const shown = chart === 'shares' ? '"sigmas": [unit / weight for weight in weights]' : '"sigma": unit';
  const empty = chart === 'shares' ? '"sigmas": []' : '"sigma": None';
  const source = python`
${chart === 'shares' ? 'import math\n\n' : ''}
def ${callOf(settings, names)}:
${PREPARED[chart]}
${LINES[chart]}
    if not points:
        return {"centre": None, ${empty}, "signals": []}
${base}${signals}    return {"centre": middle, ${shown}, "signals": found}
`;
  return chart === 'shares'
    ? source
    : source.replace('    weights = [1] * len(data)\n', '').replaceAll(' / weights[at]', '');
}

export function wrong(settings: ChartSettings, names: ChartNames): WrongProgram[] {
  const source = byDistances(settings, names);
  const { chart, rule, baseline } = settings;
  const model = {
    'single values': [' / 1.128 if moves', ' if moves', 'The mean move is divided by 1.128.'],
    means: ['D2[size] * math.sqrt(size)', 'D2[size]', 'The sigma of means is smaller by the root of the size.'],
    shares: [
      'bad, checked = map(sum, zip(*baseline))\n    centre = bad / checked',
      'centre = sum(bad / checked for bad, checked in baseline) / len(baseline)',
      'The centre is bad over checked, not the mean of the shares.',
    ],
    counts: ['math.sqrt(centre)', 'centre', 'Sigma is the root of the centre.'],
  }[chart] as [string, string, string];
  const signals = {
    limits: ['abs(distance) > 3 * own', 'distance > 3 * own', 'Points below are signals, too.'],
    run: [`length >= ${names.run}`, `length > ${names.run}`, 'A run of exactly the length is a signal.'],
    zone: ['three.count(-1) >= 2', 'three.count(-1) >= 3', 'Two of three points are enough.'],
  }[rule] as [string, string, string];
  const base = {
    all: ['model(data)', 'model(data[1:] or data)', 'All points are in the baseline.'],
    first: ['model(data[:start])', 'model(data)', 'Only the first points are in the baseline.'],
    cleaned: ['model(kept or data)', 'model(data)', 'Centre and sigma are calculated anew without the points outside.'],
  }[baseline] as [string, string, string];
  return [
    { name: 'other-model', why: model[2], program: edited(source, model[0], model[1]) },
    { name: 'other-signals', why: signals[2], program: edited(source, signals[0], signals[1]) },
    { name: 'other-baseline', why: base[2], program: edited(source, base[0], base[1]) },
  ];
}
