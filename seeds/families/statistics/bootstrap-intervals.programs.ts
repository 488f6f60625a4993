/** Reference, alternative and wrong programs of the family `bootstrap-intervals`. */

import { edited, type WrongProgram } from '../family.ts';
import { python } from '../study-parts.ts';
import { type BootstrapNames, type BootstrapSettings, callOf } from './bootstrap-intervals.posting.ts';

/** A generator object, and the statistics module. */
export function withGenerator(settings: BootstrapSettings, names: BootstrapNames): string {
  const { statistic, interval, draw } = settings;
  const { multiplier, increment, block } = names;
  const sample = {
    remainder: '    return [values[next(states) // 65536 % len(values)] for _ in values]\n',
    product: '    return [values[next(states) * len(values) >> 32] for _ in values]\n',
    blocks: python`    sample = []
    while len(sample) < len(values):
        start = next(states) // 65536 % len(values)
        sample.extend(values[(start + step) % len(values)] for step in range(${block}))
    return sample[:len(values)]
`,
  }[draw];
  const figure = {
    mean: '    return fmean(values)\n',
    median: '    return median(values)\n',
    trimmed: python`    cut = len(values) // 5
    return fmean(sorted(values)[cut:len(values) - cut])
`,
    difference: '    return fmean(first) - fmean(second)\n',
  }[statistic];
  const two = statistic === 'difference';
  const figures = two
    ? '    figures = [figure(resample(first, states), resample(second, states)) for _ in range(rounds)]\n'
    : '    figures = [figure(resample(values, states)) for _ in range(rounds)]\n';
  const result = {
    percentile: python`    figures.sort()
    k = rounds // 20
    return {"estimate": estimate, "low": figures[k], "high": figures[rounds - 1 - k]}
`,
    basic: python`    figures.sort()
    k = rounds // 20
    low, high = 2 * estimate - figures[rounds - 1 - k], 2 * estimate - figures[k]
    return {"estimate": estimate, "low": low, "high": high}
`,
    error: python`    return {"estimate": estimate, "bias": fmean(figures) - estimate, "error": stdev(figures)}
`,
  }[interval];
  const imports = [
    ...(statistic === 'median' && interval !== 'error' ? [] : ['fmean']),
    ...(statistic === 'median' ? ['median'] : []),
    ...(interval === 'error' ? ['stdev'] : []),
  ].join(', ');
  return python`
from statistics import ${imports}


def generator(state):
    while True:
        state = (${multiplier} * state + ${increment}) % 2**32
        yield state


def resample(values, states):
${sample}

def figure(${two ? 'first, second' : 'values'}):
${figure}

def ${callOf(settings, names)}:
    states = generator(seed)
    estimate = figure(${two ? 'first, second' : 'values'})
${figures}${result}`;
}

/** Plain loops over positions, one state in the function. */
export function inLoops(settings: BootstrapSettings, names: BootstrapNames): string {
  const { statistic, interval, draw } = settings;
  const { multiplier, increment, block } = names;
  const step = `state = (state * ${multiplier} + ${increment}) & 0xFFFFFFFF`;
  const draws = (list: string, indent: string): string => {
    const body = {
      remainder: `for _ in range(len(${list})):
    ${step}
    picked.append(${list}[(state >> 16) % len(${list})])
`,
      product: `n = len(${list})
for _ in range(n):
    ${step}
    place = state * n // 4294967296
    picked.append(${list}[place])
`,
      blocks: `doubled = ${list} + ${list}${block > 2 ? ` + ${list} * ${block}` : ''}
while len(picked) < len(${list}):
    ${step}
    place = (state >> 16) % len(${list})
    picked += doubled[place:place + ${block}]
del picked[len(${list}):]
`,
    }[draw];
    return body.replace(/^(?=.)/gm, indent);
  };
  const of = {
    mean: (list: string) => `math.fsum(${list}) / len(${list})`,
    median: (list: string) => `middle(${list})`,
    trimmed: (list: string) => `trimmed(${list})`,
    difference: (list: string) => `average(${list})`,
  }[statistic];
  const helper = {
    mean: '',
    median: python`
def middle(numbers):
    ordered = sorted(numbers)
    count = len(ordered)
    return (ordered[(count - 1) // 2] + ordered[count // 2]) / 2

`,
    trimmed: python`
def trimmed(numbers):
    ordered = sorted(numbers)
    for _ in range(len(numbers) // 5):
        ordered.pop()
        ordered.pop(0)
    return math.fsum(ordered) / len(ordered)

`,
    difference: python`
def average(numbers):
    return math.fsum(numbers) / len(numbers)

`,
  }[statistic];
  const round =
    statistic === 'difference'
      ? `        picked = []
${draws('first', '        ')}        gap = average(picked)
        picked = []
${draws('second', '        ')}        results.append(gap - average(picked))
`
      : `        picked = []
${draws('values', '        ')}        results.append(${of('picked')})
`;
  const estimate = statistic === 'difference' ? 'average(first) - average(second)' : of('values');
  const finish = {
    percentile: python`    results.sort()
    edge = int(rounds / 20)
    inner = results[edge:rounds - edge]
    return dict(estimate=estimate, low=inner[0], high=inner[-1])
`,
    basic: python`    edge = int(rounds / 20)
    mirrored = sorted(2 * estimate - result for result in results)
    return dict(estimate=estimate, low=mirrored[edge], high=mirrored[-1 - edge])
`,
    error: python`    centre = math.fsum(results) / rounds
    variance = math.fsum((result - centre) ** 2 for result in results) / (rounds - 1)
    return dict(estimate=estimate, bias=centre - estimate, error=math.sqrt(variance))
`,
  }[interval];
  const needsMath = statistic !== 'median' || interval === 'error';
  return python`
${needsMath ? 'import math\n\n' : ''}${helper}
def ${callOf(settings, names)}:
    estimate = ${estimate}
    state, results = seed, []
    for _ in range(rounds):
${round}${finish}`;
}

export function wrong(settings: BootstrapSettings, names: BootstrapNames): WrongProgram[] {
  const source = withGenerator(settings, names);
  const { statistic, interval, draw } = settings;
  const programs: WrongProgram[] = [
    {
      name: 'uses-the-seed-itself',
      why: 'The state is used after the step, not before it.',
      program: edited(
        source,
        `        state = (${names.multiplier} * state + ${names.increment}) % 2**32\n        yield state\n`,
        `        yield state\n        state = (${names.multiplier} * state + ${names.increment}) % 2**32\n`,
      ),
    },
  ];
  const other = ({ remainder: 'product', product: 'remainder', blocks: 'remainder' } as const)[draw];
  programs.push({
    name: 'draws-otherwise',
    why: `Positions are drawn by ${draw}, not by ${other}.`,
    program: withGenerator({ ...settings, draw: other }, names),
  });
  const [from, to, why] = {
    percentile: [
      'high": figures[rounds - 1 - k]',
      'high": figures[rounds - k - 2]',
      'The upper end is as far from the end as the lower from the beginning.',
    ],
    basic: [
      'low, high = 2 * estimate - figures[rounds - 1 - k], 2 * estimate - figures[k]',
      'low, high = figures[k], figures[rounds - 1 - k]',
      'The ends of the interval are mirrored at the estimate.',
    ],
    error: [
      'stdev(figures)',
      'stdev(figures) / rounds ** 0.5',
      'The error is the standard deviation of the rounds, not of their mean.',
    ],
  }[interval] as [string, string, string];
  programs.push({ name: 'other-result', why, program: edited(source, from, to) });
  const wrongFigure = {
    mean: ['    return fmean(values)\n', '    return round(fmean(values), 2)\n', 'Nothing is rounded.'],
    median: [
      '    return median(values)\n',
      '    return sorted(values)[len(values) // 2]\n',
      'For an even number the median is the mean of two values.',
    ],
    trimmed: ['cut = len(values) // 5', 'cut = len(values) // 10', 'A fifth is left out at either end.'],
    difference: [
      '    return fmean(first) - fmean(second)\n',
      '    return fmean(second) - fmean(first)\n',
      'The second mean is subtracted from the first.',
    ],
  }[statistic] as [string, string, string];
  programs.push({
    name: 'other-statistic',
    why: wrongFigure[2],
    program: edited(source, wrongFigure[0], wrongFigure[1]),
  });
  return programs;
}
