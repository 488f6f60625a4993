/** Reference, alternative and wrong programs of the family `fitted-lines`. */

import { edited, type WrongProgram } from '../family.ts';
import { python } from '../study-parts.ts';
import { callOf, type LineNames, type LineSettings } from './fitted-lines.posting.ts';

/** Fits around the means, with one helper for the fit. */
export function aroundMeans(settings: LineSettings, names: LineNames): string {
  const { model, output, series, gaps } = settings;
  const weighted = model === 'weighted';
  const fields = weighted ? 'x, y, weight' : 'x, y';
  const used = [
    ...(gaps === 'dropped' ? ['x is not None and y is not None'] : []),
    ...(model === 'exponential' ? ['y > 0'] : []),
  ].join(' and ');
  const value = model === 'exponential' ? 'math.log(y)' : 'y';
  const select = `    used = [(${weighted ? 'x, y, weight' : `x, ${value}`}) for ${fields} in points${used ? ` if ${used}` : ''}]\n`;
  const line = {
    straight: python`    if len({x for x, _ in used}) < 2:
        return None
    mean_x = math.fsum(x for x, _ in used) / len(used)
    mean_y = math.fsum(y for _, y in used) / len(used)
    slope = math.fsum((x - mean_x) * (y - mean_y) for x, y in used) / math.fsum((x - mean_x) ** 2 for x, _ in used)
    intercept = mean_y - slope * mean_x
`,
    origin: python`    if not any(x for x, _ in used):
        return None
    slope = math.fsum(x * y for x, y in used) / math.fsum(x * x for x, _ in used)
    intercept = 0
`,
    weighted: python`    if len({x for x, _, _ in used}) < 2:
        return None
    total = math.fsum(weight for _, _, weight in used)
    mean_x = math.fsum(weight * x for x, _, weight in used) / total
    mean_y = math.fsum(weight * y for _, y, weight in used) / total
    spread = math.fsum(weight * (x - mean_x) ** 2 for x, _, weight in used)
    slope = math.fsum(weight * (x - mean_x) * (y - mean_y) for x, y, weight in used) / spread
    intercept = mean_y - slope * mean_x
`,
    exponential: python`    if len({x for x, _ in used}) < 2:
        return None
    mean_x = math.fsum(x for x, _ in used) / len(used)
    mean_y = math.fsum(log for _, log in used) / len(used)
    slope = math.fsum((x - mean_x) * (log - mean_y) for x, log in used)
    slope /= math.fsum((x - mean_x) ** 2 for x, _ in used)
    intercept = mean_y - slope * mean_x
`,
  }[model];
  const square = weighted
    ? 'weight * (y - intercept - slope * x) ** 2 for x, y, weight in used'
    : '(y - intercept - slope * x) ** 2 for x, y in used';
  const start = model === 'exponential' ? 'math.exp(intercept)' : 'intercept';
  const mean = model === 'origin' ? '    mean_y = math.fsum(y for _, y in used) / len(used)\n' : '';
  const around = weighted
    ? 'weight * (y - mean_y) ** 2 for _, y, weight in used'
    : '(y - mean_y) ** 2 for _, y in used';
  const predicted = model === 'exponential' ? 'math.exp(intercept + slope * x)' : 'intercept + slope * x';
  const result = {
    quality: python`    residual = math.fsum(${square})
${mean}    whole = math.fsum(${around})
    constant = len({y for ${weighted ? '_, y, _' : '_, y'} in used}) == 1
    return {"intercept": ${start}, "slope": slope, "r2": None if constant else 1 - residual / whole}
`,
    error: python`    residual = math.fsum(${square})
    free = len(used) - ${model === 'origin' ? 1 : 2}
    return {"intercept": ${start}, "slope": slope, "error": math.sqrt(residual / free) if free else None}
`,
    predict: `    return [${predicted} for x in wanted]\n`,
  }[output];
  const extra = output === 'predict' ? ', wanted' : '';
  const main = {
    one: `    return fit(points${extra})\n`,
    named: python`    by_series = {}
    for series, *point in points:
        by_series.setdefault(series, []).append(point)
    return {series: fit(own${extra}) for series, own in by_series.items()}
`,
    sliding: `    return [fit(points[start:start + size]${extra}) for start in range(len(points) - size + 1)]\n`,
  }[series];
  return python`
import math


def fit(points${extra}):
${select}${line}${result}

def ${callOf(settings, names)}:
${main}`;
}

/** Solves the normal equations in fractions of whole numbers. */
export function exactly(settings: LineSettings, names: LineNames): string {
  const { model, output, series, gaps } = settings;
  const weighted = model === 'weighted';
  const tail = weighted ? ', w' : '';
  const skip = {
    none: model === 'exponential' ? '        if y <= 0:\n            continue\n' : '',
    dropped:
      model === 'exponential'
        ? '        if x is None or y is None or y <= 0:\n            continue\n'
        : '        if None in (x, y):\n            continue\n',
  }[gaps];
  const log = model === 'exponential' ? 'Fraction(math.log(y))' : 'Fraction(y)';
  const solve = {
    origin: python`    products = sum(x * y for x, y in exact)
    squares = sum(x * x for x, _ in exact)
    if squares == 0:
        return None
    slope, intercept = products / squares, Fraction(0)
`,
    straight: python`    n = len(exact)
    sum_x, sum_y = sum(x for x, _ in exact), sum(y for _, y in exact)
    determinant = n * sum(x * x for x, _ in exact) - sum_x ** 2
    if determinant == 0:
        return None
    slope = (n * sum(x * y for x, y in exact) - sum_x * sum_y) / determinant
    intercept = (sum_y - slope * sum_x) / n
`,
    exponential: python`    n = len(exact)
    sum_x, sum_logs = sum(x for x, _ in exact), sum(log for _, log in exact)
    determinant = n * sum(x * x for x, _ in exact) - sum_x ** 2
    if determinant == 0:
        return None
    slope = (n * sum(x * log for x, log in exact) - sum_x * sum_logs) / determinant
    intercept = (sum_logs - slope * sum_x) / n
`,
    weighted: python`    weight = sum(w for _, _, w in exact)
    sum_x = sum(w * x for x, _, w in exact)
    sum_y = sum(w * y for _, y, w in exact)
    determinant = weight * sum(w * x * x for x, _, w in exact) - sum_x ** 2
    if determinant == 0:
        return None
    slope = (weight * sum(w * x * y for x, y, w in exact) - sum_x * sum_y) / determinant
    intercept = (sum_y - slope * sum_x) / weight
`,
  }[model];
  const ys = weighted ? '[y for _, y, _ in exact]' : '[y for _, y in exact]';
  const start = model === 'exponential' ? 'math.exp(intercept)' : 'float(intercept)';
  const missed = weighted
    ? '    missed = sum(w * (y - intercept - slope * x) ** 2 for x, y, w in exact)\n'
    : '    missed = sum((y - intercept - slope * x) ** 2 for x, y in exact)\n';
  const spread = weighted
    ? '    middle = sum_y / weight\n    spread = sum(w * (y - middle) ** 2 for _, y, w in exact)\n'
    : `    heights = ${ys}\n    middle = sum(heights) / len(heights)\n    spread = sum((height - middle) ** 2 for height in heights)\n`;
  const result = {
    quality: python`${missed}${spread}    answer = {"intercept": ${start}, "slope": float(slope), "r2": None}
    if spread:
        answer["r2"] = float(1 - missed / spread)
    return answer
`,
    error: python`${missed}    answer = {"intercept": ${start}, "slope": float(slope), "error": None}
    if len(exact) > ${model === 'origin' ? 1 : 2}:
        answer["error"] = math.sqrt(missed / (len(exact) - ${model === 'origin' ? 1 : 2}))
    return answer
`,
    predict: python`    line = [intercept + slope * Fraction(x) for x in wanted]
    return [${model === 'exponential' ? 'math.exp(height)' : 'float(height)'} for height in line]
`,
  }[output];
  const extra = output === 'predict' ? ', wanted' : '';
  const main = {
    one: `    return solve(points${extra})\n`,
    named: python`    answers = {}
    for series in dict.fromkeys(point[0] for point in points):
        answers[series] = solve([point[1:] for point in points if point[0] == series]${extra})
    return answers
`,
    sliding: python`    answers = []
    for end in range(size, len(points) + 1):
        answers.append(solve(points[end - size:end]${extra}))
    return answers
`,
  }[series];
  return python`
${model === 'exponential' || output === 'error' ? 'import math\n' : ''}from fractions import Fraction


def solve(points${extra}):
    exact = []
    for x, y${tail} in points:
${skip}        exact.append((Fraction(x), ${log}${weighted ? ', Fraction(w)' : ''}))
${solve}${result}

def ${callOf(settings, names)}:
${main}`;
}

export function wrong(settings: LineSettings, names: LineNames): WrongProgram[] {
  const source = aroundMeans(settings, names);
  const { model, output, series } = settings;
  const programs: WrongProgram[] = [];
  const rule = {
    straight: [
      'slope = math.fsum((x - mean_x) * (y - mean_y)',
      'slope = math.fsum(abs(x - mean_x) * (y - mean_y)',
      'Left of the mean, deviations of x are negative.',
    ],
    origin: [
      'slope = math.fsum(x * y for x, y in used) / math.fsum(x * x for x, _ in used)',
      'slope = math.fsum(y / x for x, y in used if x) / sum(1 for x, _ in used if x)',
      'The slope is no mean of quotients.',
    ],
    weighted: [
      '    spread = math.fsum(weight * (x - mean_x) ** 2 for x, _, weight in used)',
      '    used = [(x, y, 1) for x, y, _ in used]\n    spread = math.fsum(weight * (x - mean_x) ** 2 for x, _, weight in used)',
      'The weights count in all sums, not in the means alone.',
    ],
    exponential: ['if y > 0', 'if y > 1', 'Only points of zero and below are left out.'],
  }[model] as [string, string, string];
  const guarded =
    settings.gaps === 'dropped' && model === 'exponential' ? ['and y > 0', 'and y > 1'] : [rule[0], rule[1]];
  programs.push({ name: 'other-fit', why: rule[2], program: edited(source, guarded[0] ?? '', guarded[1] ?? '') });
  const broken = {
    quality: [
      'None if constant else 1 - residual / whole',
      '1 - residual / whole if whole else 0',
      'For constant values r2 is null.',
    ],
    error: [
      `free = len(used) - ${model === 'origin' ? 1 : 2}`,
      `free = len(used) - ${model === 'origin' ? 2 : 1}`,
      'The error divides by the right number of degrees of freedom.',
    ],
    predict: ['for x in wanted]', 'for x in sorted(wanted)]', 'The answers are in the order of the values wanted.'],
  }[output] as [string, string, string];
  programs.push({ name: 'other-output', why: broken[2], program: edited(source, broken[0], broken[1]) });
  const [from, to, why] = {
    one:
      model === 'origin'
        ? ['if not any(x for x, _ in used):', 'if not used:', 'Without an x other than 0 nothing can be fitted.']
        : [') < 2:\n', ') < 1:\n', 'Two different values of x are needed.'],
    named: [
      'by_series.setdefault(series, [])',
      'by_series.setdefault(series.lower(), [])',
      'Series of different names are different.',
    ],
    sliding: [
      'range(len(points) - size + 1)',
      'range(0, len(points) - size + 1, size)',
      'The window moves by one point at a time.',
    ],
  }[series] as [string, string, string];
  programs.push({ name: 'other-series', why, program: edited(source, from, to) });
  if (settings.gaps === 'dropped') {
    programs.push({
      name: 'missing-is-zero',
      why: 'A point with a missing value is not used.',
      program: edited(
        source,
        ' in points if x is not None and y is not None',
        ' in [[v or 0 for v in point] for point in points] if x is not None and y is not None',
      ),
    });
  }
  return programs;
}
