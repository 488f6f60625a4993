/** Reference, alternative and wrong programs of the family `contingency-tables`. */

import { edited, type WrongProgram } from '../family.ts';
import { python, type SettingsOf } from '../study-parts.ts';

export const CONTINGENCY_DIALS = {
  input: ['pairs', 'matrix', 'counted'],
  output: ['test', 'strength', 'residuals', 'expected'],
  statistic: ['pearson', 'yates', 'likelihood'],
} as const;
export type ContingencySettings = SettingsOf<typeof CONTINGENCY_DIALS>;

export interface ContingencyNames {
  readonly topic: string;
  readonly entry: string;
  readonly row: string;
  readonly column: string;
}

/** Where only the table of expected counts is wanted the statistic has no part in the result. */
export const hasStatistic = ({ output }: ContingencySettings): boolean => output === 'test' || output === 'strength';

const READ = {
  pairs: python`    observed = Counter(map(tuple, data))
    rows = sorted({row for row, _ in observed})
    columns = sorted({column for _, column in observed})
    table = [[observed[row, column] for column in columns] for row in rows]
`,
  matrix: python`    kept = [at for at, column in enumerate(zip(*data, strict=True)) if any(column)]
    table = [[line[at] for at in kept] for line in data if any(line)]
`,
  counted: python`    observed = {}
    for row, column, count in data:
        if count:
            observed.setdefault(row, {}).setdefault(column, 0)
            observed[row][column] += count
    columns = sorted({column for counts in observed.values() for column in counts})
    table = [[counts.get(column, 0) for column in columns] for _, counts in sorted(observed.items())]
`,
} as const;

const SURVIVAL = python`
def survival(x, df):
    half = x / 2
    if df % 2:
        chance, term, degrees = math.erfc(math.sqrt(half)), math.exp(-half) * math.sqrt(half / math.pi) * 2, 1
    else:
        chance, term, degrees = math.exp(-half), math.exp(-half) * half, 2
    while degrees < df:
        chance += term
        degrees += 2
        term *= x / degrees
    return chance

`;

const STATISTIC = {
  pearson: python`    value = sum((n - e) ** 2 / e for line, means in zip(table, expected) for n, e in zip(line, means))
`,
  yates: python`    shift = 0.5 if df == 1 else 0
    value = 0
    for line, means in zip(table, expected):
        for n, e in zip(line, means):
            value += max(abs(n - e) - shift, 0) ** 2 / e
`,
  likelihood: python`    cells = [pair for line, means in zip(table, expected) for pair in zip(line, means)]
    value = 2 * math.fsum(n * math.log(n / e) for n, e in cells if n)
`,
} as const;

const RESIDUAL = {
  pearson: '(n - e) / math.sqrt(e * (1 - down[i] / total) * (1 - across[j] / total))',
  yates: '(n - e) / math.sqrt(e)',
  likelihood: 'math.copysign(math.sqrt(max(2 * ((n and n * math.log(n / e)) - (n - e)), 0)), n - e)',
} as const;

const USABLE = {
  pearson: '5 * low <= len(down) * len(across) and min(map(min, expected)) >= 1',
  yates: 'low == 0 or (low == 1 and total >= 40)',
  likelihood: 'total >= 5 * len(down) * len(across) and all(e > 2 for means in expected for e in means)',
} as const;

/** Table first, then expected counts of every cell. */
export function byTable(settings: ContingencySettings, { entry }: ContingencyNames): string {
  const { input, output, statistic } = settings;
  const result = {
    test: `${STATISTIC[statistic]}    return {"statistic": value, "df": df, "p": survival(value, df)}\n`,
    strength: `${STATISTIC[statistic]}    return {"statistic": value, "v": math.sqrt(value / total / min(len(table) - 1, len(across) - 1))}\n`,
    residuals: python`    return [
        [${RESIDUAL[statistic]} for j, (n, e) in enumerate(zip(line, means))]
        for i, (line, means) in enumerate(zip(table, expected))
    ]
`,
    expected: python`    low = sum(e < 5 for means in expected for e in means)
    usable = ${USABLE[statistic]}
    return {"expected": expected, "low": low, "usable": usable}
`,
  }[output];
  return `
${output === 'expected' ? '' : 'import math\n'}${input === 'pairs' ? 'from collections import Counter\n' : ''}
${output === 'test' ? SURVIVAL : ''}
def ${entry}(data):
${READ[input]}    down = [sum(line) for line in table]
    across = [sum(line) for line in zip(*table)]
    if len(down) < 2 or len(across) < 2:
        return None
    total = sum(down)
    expected = [[row * column / total for column in across] for row in down]
${output === 'test' || (output === 'strength' && statistic === 'yates') ? '    df = (len(down) - 1) * (len(across) - 1)\n' : ''}${result}`;
}

const GAMMA = python`
def upper_tail(x, df):
    if x <= 0:
        return 1.0
    shape, half = df / 2, x / 2
    scale = math.exp(shape * math.log(half) - half - math.lgamma(shape))
    if half < shape + 1:
        term = total = 1 / shape
        step = shape
        while term > total * 1e-16:
            step += 1
            term *= half / step
            total += term
        return 1 - total * scale
    fraction = 0.0
    for step in range(300, 0, -1):
        fraction = step * (step - shape) / (half + 2 * step + 1 - shape - fraction)
    return scale / (half + 1 - shape - fraction)

`;

/** Counters of rows, columns and cells, in exact fractions, without a table. */
export function byCounters(settings: ContingencySettings, { entry }: ContingencyNames): string {
  const { input, output, statistic } = settings;
  const entries = {
    pairs: '((row, column, 1) for row, column in data)',
    matrix: '((i, j, count) for j, counts in enumerate(zip(*data, strict=True)) for i, count in enumerate(counts))',
    counted: 'data',
  }[input];
  const distances = {
    pearson: '            value += (cells[row, column] - share) ** 2 / share\n',
    yates: python`            distance = abs(cells[row, column] - share)
            if len(rows) == len(columns) == 2:
                distance = max(distance - Fraction(1, 2), 0)
            value += distance ** 2 / share
`,
    likelihood: python`            if cells[row, column]:
                value += 2 * cells[row, column] * math.log(cells[row, column] / share)
`,
  }[statistic];
  const summed = python`    value = 0
    for row in rows:
        for column in columns:
            share = Fraction(rows[row] * columns[column], total)
${distances}    value = float(value)
`;
  const residual = {
    pearson: python`            difference = total * cells[row, column] - in_row * in_column
            spread = Fraction(in_row * in_column * (total - in_row) * (total - in_column), total)
            answer[-1].append(difference / math.sqrt(spread))
`,
    yates: python`            difference = total * cells[row, column] - in_row * in_column
            answer[-1].append(difference / math.sqrt(total * in_row * in_column))
`,
    likelihood: python`            share = in_row * in_column / total
            deviance = share - cells[row, column]
            if cells[row, column]:
                deviance += cells[row, column] * math.log(cells[row, column] / share)
            size = math.sqrt(2 * deviance) if deviance > 0 else 0.0
            answer[-1].append(size if cells[row, column] > share else -size)
`,
  }[statistic];
  const usable = {
    pearson: 'min(every) >= 1 and Fraction(low, len(every)) <= Fraction(1, 5)',
    yates: 'low < 2 and (not low or total > 39)',
    likelihood: 'min(every) > 2 and Fraction(total, len(every)) >= 5',
  }[statistic];
  const result = {
    test: python`${summed}    free = (len(rows) - 1) * (len(columns) - 1)
    return {"statistic": value, "df": free, "p": upper_tail(value, free)}
`,
    strength: python`${summed}    smaller = min(len(rows), len(columns)) - 1
    return {"statistic": value, "v": (value / (total * smaller)) ** 0.5}
`,
    residuals: python`    answer = []
    for row, in_row in sorted(rows.items()):
        answer.append([])
        for column, in_column in sorted(columns.items()):
${residual}    return answer
`,
    expected: python`    shares = {}
    for row, in_row in sorted(rows.items()):
        shares[row] = [Fraction(in_row * in_column, total) for _, in_column in sorted(columns.items())]
    every = [share for line in shares.values() for share in line]
    low = len([share for share in every if share < 5])
    return {
        "expected": [[float(share) for share in line] for line in shares.values()],
        "low": low,
        "usable": ${usable},
    }
`,
  }[output];
  const usesMath = output === 'test' || output === 'residuals' || (output === 'strength' && statistic === 'likelihood');
  return `
${usesMath ? 'import math\n' : ''}from collections import Counter
from fractions import Fraction

${output === 'test' ? GAMMA : ''}
def ${entry}(data):
    cells, rows, columns = Counter(), Counter(), Counter()
    for row, column, count in ${entries}:
        if count > 0:
            cells[row, column] += count
            rows[row] += count
            columns[column] += count
    if len(rows) < 2 or len(columns) < 2:
        return None
    total = sum(rows.values())
${result}`;
}

type Slip = readonly [name: string, why: string, from: string, to: string];

export function wrong(settings: ContingencySettings, names: ContingencyNames): WrongProgram[] {
  const source = byTable(settings, names);
  const read: Readonly<Record<ContingencySettings['input'], Slip>> = {
    pairs: [
      'small-letters',
      'Capitals are told from small letters.',
      'Counter(map(tuple, data))',
      'Counter(tuple(map(str.lower, pair)) for pair in data)',
    ],
    matrix: ['empty-columns-stay', 'Columns without anything are left out.', ' if any(column)]', ']'],
    counted: ['last-count', 'Counts of the same cell are added up.', '[column] += count', '[column] = count'],
  };
  const result: Readonly<Record<ContingencySettings['output'], Slip>> = {
    test: [
      'too-free',
      'The degrees of freedom follow from rows and columns.',
      '(len(down) - 1) * (len(across) - 1)',
      'len(down) * len(across) - 3',
    ],
    strength: [
      'by-rows',
      'The smaller of rows and columns counts.',
      'min(len(table) - 1, len(across) - 1)',
      '(len(table) - 1)',
    ],
    residuals: {
      pearson: [
        'half-adjusted',
        'The residuals are adjusted for rows and columns.',
        '(1 - across[j] / total)',
        '(1 - down[i] / total)',
      ],
      yates: ['over-observed', 'The expected count is under the root.', 'math.sqrt(e)', 'math.sqrt(n or e)'],
      likelihood: ['unsigned', 'Residuals below the expected count are negative.', ', 0)), n - e)', ', 0)), 1)'],
    }[settings.statistic] as unknown as Slip,
    expected: {
      pearson: ['any-low', 'A fifth of the cells may be low.', '5 * low <= len(down)', '5 * low < len(down)'],
      yates: ['more-than-forty', 'A total of exactly 40 is enough.', 'total >= 40', 'total > 40'],
      likelihood: ['exactly-two', 'All expected counts are above 2.', 'e > 2', 'e >= 2'],
    }[settings.statistic] as unknown as Slip,
  };
  const measure: Readonly<Record<ContingencySettings['statistic'], Slip>> = {
    pearson: [
      'over-observed',
      'The squares are divided by the expected counts.',
      '(n - e) ** 2 / e',
      '(n - e) ** 2 / (n or e)',
    ],
    yates: ['always-corrected', 'Only tables of two by two are corrected.', '0.5 if df == 1 else 0', '0.5'],
    likelihood: [
      'empty-cells-count',
      'Cells without anything add nothing.',
      'n * math.log(n / e) for n, e in cells if n)',
      '(n or 1) * math.log((n or 1) / e) for n, e in cells)',
    ],
  };
  const slips: Slip[] = [
    read[settings.input],
    result[settings.output],
    ...(hasStatistic(settings) ? [measure[settings.statistic]] : []),
    ['one-line-is-fine', 'One column alone gives null.', 'len(across) < 2', 'len(across) < 1'],
  ];
  return slips.map(([name, why, from, to]) => ({ name, why, program: edited(source, from, to) }));
}
