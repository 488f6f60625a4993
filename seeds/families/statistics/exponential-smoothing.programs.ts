/** Reference, alternative and wrong programs of the family `exponential-smoothing`. */

import { edited, type WrongProgram } from '../family.ts';
import { python, type SettingsOf } from '../study-parts.ts';

export const SMOOTHING_DIALS = {
  model: ['simple', 'trend', 'damped', 'season'],
  output: ['forecast', 'errors', 'fitted', 'best'],
  gaps: ['none', 'missing'],
  start: ['first', 'mean'],
} as const;
export type SmoothingSettings = SettingsOf<typeof SMOOTHING_DIALS>;

export interface SmoothingNames {
  readonly topic: string;
  readonly entry: string;
  readonly first: number;
}

/** What the function takes after the values. */
export function parametersOf({ model, output }: SmoothingSettings): string[] {
  const more = { simple: [], trend: ['beta'], damped: ['beta', 'phi'], season: ['gamma', 'period'] }[model];
  return [output === 'best' ? 'alphas' : 'alpha', ...more, ...(output === 'forecast' ? ['ahead'] : [])];
}

export const callOf = (settings: SmoothingSettings, { entry }: SmoothingNames): string =>
  `${entry}(values, ${parametersOf(settings).join(', ')})`;

const UPDATES = {
  simple: '        level = alpha * value + (1 - alpha) * level\n',
  trend: python`        before = level
        level = alpha * value + (1 - alpha) * (level + trend)
        trend = beta * (level - before) + (1 - beta) * trend
`,
  damped: python`        before = level
        level = alpha * value + (1 - alpha) * (level + phi * trend)
        trend = beta * (level - before) + (1 - beta) * phi * trend
`,
  season: python`        level = alpha * (value - seasons[at % period]) + (1 - alpha) * level
        seasons[at % period] = gamma * (value - level) + (1 - gamma) * seasons[at % period]
`,
} as const;

const AHEAD = {
  simple: '    return [level] * ahead\n',
  trend: '    return [level + steps * trend for steps in range(1, ahead + 1)]\n',
  damped:
    '    return [level + trend * sum(phi ** step for step in range(1, steps + 1)) for steps in range(1, ahead + 1)]\n',
  season: '    return [level + seasons[(len(values) + step) % period] for step in range(ahead)]\n',
} as const;

const EXPECTED = {
  simple: 'level',
  trend: 'level + trend',
  damped: 'level + phi * trend',
  season: 'level + seasons[at % period]',
} as const;

/** The recursions as the textbook has them. */
export function byRecursions(settings: SmoothingSettings, names: SmoothingNames): string {
  const { model, output, gaps, start } = settings;
  const hasGaps = gaps === 'missing';
  const known = hasGaps ? '[value for value in values if value is not None]' : 'values';
  const level = { first: 'known[0]', mean: `sum(known[:${names.first}]) / len(known[:${names.first}])` }[start];
  const begin = {
    simple: `    level = ${level}\n`,
    trend: `    level, trend = ${level}, 0\n`,
    damped: `    level, trend = ${level}, 0\n`,
    season: `    level, seasons = ${level}, [0] * period\n`,
  }[model];
  const error = {
    forecast: '',
    errors: '        errors.append(value - forecast)\n',
    fitted: '        forecasts.append(forecast)\n',
    best: '        squares += (value - forecast) ** 2\n',
  }[output];
  const needsForecast = output !== 'forecast' || hasGaps;
  const forecast = needsForecast ? `        forecast = ${EXPECTED[model]}\n` : '';
  const missing = hasGaps
    ? output === 'errors' || output === 'best'
      ? `        if value is None:\n            value = forecast\n        else:\n    ${error}`
      : `        if value is None:\n            value = forecast\n${error}`
    : error;
  const needsPlace = model === 'season';
  const loop = `    for ${needsPlace ? 'at, value in enumerate(values)' : 'value in values'}:\n${forecast}${missing}${UPDATES[model]}`;
  const collect = {
    forecast: '',
    errors: '    errors = []\n',
    fitted: '    forecasts = []\n',
    best: '    squares = 0\n',
  }[output];
  const call = callOf(settings, names);
  const guard = `    known = ${known}\n    if not known:\n        return None\n`;
  const inner = `${begin}${collect}${loop}`;
  if (output === 'best') {
    const indented = inner.replace(/^/gm, '    ').trimEnd();
    return python`
def ${call}:
${guard}    best = None
    for alpha in alphas:
${indented}
        if best is None or squares < best[1]:
            best = [alpha, squares]
    return best
`;
  }
  const result = {
    forecast: AHEAD[model],
    fitted: '    return forecasts\n',
    errors: python`    return {
        "mae": sum(map(abs, errors)) / len(errors),
        "rmse": (sum(error ** 2 for error in errors) / len(errors)) ** 0.5,
        "bias": sum(errors) / len(errors),
    }
`,
  }[output];
  return `\ndef ${call}:\n${guard}${inner}${result}`;
}

const CORRECTIONS = {
  simple: '        level += alpha * error\n',
  trend: python`        level += slope + alpha * error
        slope += alpha * beta * error
`,
  damped: python`        slope *= phi
        level += slope + alpha * error
        slope += alpha * beta * error
`,
  season: python`        level += alpha * error
        cycle.append(cycle.popleft() + gamma * (1 - alpha) * error)
`,
} as const;

/** A generator of one-step forecasts that corrects itself by its errors. */
export function byErrors(settings: SmoothingSettings, names: SmoothingNames): string {
  const { model, output, gaps, start } = settings;
  const hasGaps = gaps === 'missing';
  const own = { simple: '', trend: ', beta', damped: ', beta, phi', season: ', gamma, period' }[model];
  const slope = model === 'trend' || model === 'damped' ? '    slope = 0.0\n' : '';
  const cycle = model === 'season' ? '    cycle = deque([0.0] * period)\n' : '';
  const next = { simple: 'level', trend: 'level + slope', damped: 'level + phi * slope', season: 'level + cycle[0]' }[
    model
  ];
  const maybeNone = hasGaps || output === 'forecast';
  const base = {
    first: hasGaps ? 'next(value for value in values if value is not None)' : 'values[0]',
    mean: `fmean(${hasGaps ? '[value for value in values if value is not None]' : 'values'}[:${names.first}])`,
  }[start];
  const empty = hasGaps ? 'all(value is None for value in values)' : 'not values';
  const pairs = (alpha: string): string => `follow(values, level, ${alpha}${own})`;
  const seen = hasGaps ? ' if value is not None' : '';
  const result = {
    forecast: python`    longer = values + [None] * ahead
    forecasts = [forecast for _, forecast in follow(longer, level, alpha${own})]
    return forecasts[len(values):]
`,
    fitted: `    return [forecast for _, forecast in ${pairs('alpha')}]\n`,
    errors: python`    misses = [value - forecast for value, forecast in ${pairs('alpha')}${seen}]
    return {
        "mae": fmean(abs(miss) for miss in misses),
        "rmse": math.sqrt(fmean(miss * miss for miss in misses)),
        "bias": fmean(misses),
    }
`,
    best: python`    def squares(alpha):
        return sum((value - forecast) ** 2 for value, forecast in ${pairs('alpha')}${seen})

    best = min(alphas, key=squares)
    return [best, squares(best)]
`,
  }[output];
  const imports = [
    ...(output === 'errors' ? ['import math\n'] : []),
    ...(model === 'season' ? ['from collections import deque\n'] : []),
    ...(output === 'errors' || start === 'mean' ? ['from statistics import fmean\n'] : []),
  ].join('');
  return `
${imports}${imports === '' ? '' : '\n\n'}def follow(values, level, alpha${own}):
${slope}${cycle}    for value in values:
        forecast = ${next}
        yield value, forecast
        error = ${maybeNone ? '0 if value is None else value - forecast' : 'value - forecast'}
${CORRECTIONS[model]}

def ${callOf(settings, names)}:
    if ${empty}:
        return None
    level = ${base}
${result}`;
}

type Slip = readonly [name: string, why: string, from: string, to: string];

export function wrong(settings: SmoothingSettings, names: SmoothingNames): WrongProgram[] {
  const { model, output, gaps, start } = settings;
  const source = byRecursions(settings, names);
  const models: Readonly<Record<SmoothingSettings['model'], Slip>> = {
    simple: [
      'weights-swapped',
      'alpha is the weight of the new value.',
      'alpha * value + (1 - alpha) * level',
      '(1 - alpha) * value + alpha * level',
    ],
    trend: [
      'weights-swapped',
      'beta is the weight of the new step.',
      'beta * (level - before) + (1 - beta) * trend',
      '(1 - beta) * (level - before) + beta * trend',
    ],
    damped: [
      'trend-not-damped',
      'The old trend is damped in its own update, too.',
      '(1 - beta) * phi * trend',
      '(1 - beta) * trend',
    ],
    season: [
      'weights-swapped',
      'gamma is the weight of the new season.',
      'gamma * (value - level) + (1 - gamma) *',
      '(1 - gamma) * (value - level) + gamma *',
    ],
  };
  const ahead: Readonly<Record<SmoothingSettings['model'], Slip>> = {
    simple: ['one-forecast', 'There are as many forecasts as wanted.', '[level] * ahead', '[level] * min(ahead, 3)'],
    trend: ['level-stays', 'The trend goes on with every step.', 'level + steps * trend', 'level + trend'],
    damped: [
      'damped-once',
      'Every step is damped once more.',
      'sum(phi ** step for step in range(1, steps + 1))',
      'steps * phi',
    ],
    season: [
      'season-from-start',
      'The seasons go on where the values ended.',
      '(len(values) + step) % period',
      'step % period',
    ],
  };
  const outputs: Readonly<Record<SmoothingSettings['output'], Slip>> = {
    forecast: ahead[model],
    errors: ['bias-turned', 'The bias is value minus forecast.', '"bias": sum(errors)', '"bias": -sum(errors)'],
    fitted: [
      'rounded',
      'Forecasts are not rounded.',
      'return forecasts',
      'return [round(forecast, 3) for forecast in forecasts]',
    ],
    best: ['last-of-equals', 'Of equals the first wins.', 'squares < best[1]', 'squares <= best[1]'],
  };
  const begin: Readonly<Record<SmoothingSettings['start'], Slip>> = {
    first: ['starts-at-zero', 'The level starts with the first value.', 'known[0]', '0 * known[0]'],
    mean: [
      'divides-by-all',
      'With fewer values the mean is that of those.',
      `/ len(known[:${names.first}])`,
      `/ ${names.first}`,
    ],
  };
  const missing: Slip = [
    'missing-is-level',
    'A missing value counts as its forecast.',
    'value = forecast',
    'value = 0',
  ];
  const slips = [models[model], outputs[output], begin[start], ...(gaps === 'missing' ? [missing] : [])];
  return slips.map(([name, why, from, to]) => ({ name, why, program: edited(source, from, to) }));
}
