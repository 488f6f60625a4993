/** Reference, alternative and wrong programs of the family `rank-correlation`. */

import { edited, type WrongProgram } from '../family.ts';
import { signature, TYPES } from './rank-correlation.pairs.ts';
import type { CorrelationNames, CorrelationSettings } from './rank-correlation.posting.ts';

const PEARSON = `function pearson(a: number[], b: number[]): number | null {
  if (new Set(a).size < 2 || new Set(b).size < 2) return null;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [products, squaresA, squaresB] = [0, 0, 0];
  a.forEach((value, row) => {
    products += (value - meanA) * (b[row] - meanB);
    squaresA += (value - meanA) ** 2;
    squaresB += (b[row] - meanB) ** 2;
  });
  return products / Math.sqrt(squaresA * squaresB);
}
`;

const COEFFICIENT = {
  pearson: `${PEARSON}
const coefficient = pearson;
`,
  spearman: `${PEARSON}
function ranks(values: number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

const coefficient = (a: number[], b: number[]) => pearson(ranks(a), ranks(b));
`,
  gamma: `function coefficient(a: number[], b: number[]): number | null {
  let [concordant, discordant] = [0, 0];
  for (let row = 0; row < a.length; row += 1) {
    for (let before = 0; before < row; before += 1) {
      const direction = (a[row] - a[before]) * (b[row] - b[before]);
      if (direction > 0) concordant += 1;
      if (direction < 0) discordant += 1;
    }
  }
  const counted = concordant + discordant;
  return counted === 0 ? null : (concordant - discordant) / counted;
}
`,
  kendall: `function coefficient(a: number[], b: number[]): number | null {
  let [balance, differentA, differentB] = [0, 0, 0];
  for (let row = 0; row < a.length; row += 1) {
    for (let before = 0; before < row; before += 1) {
      const signA = Math.sign(a[row] - a[before]);
      const signB = Math.sign(b[row] - b[before]);
      balance += signA * signB;
      differentA += Math.abs(signA);
      differentB += Math.abs(signB);
    }
  }
  return differentA * differentB === 0 ? null : balance / Math.sqrt(differentA * differentB);
}
`,
} as const;

const NAMES_OF = { columns: 'Object.keys(data)', records: '[...data.names]' } as const;

/** Columns for two variables first, then the coefficient of the columns. */
export function byColumns(settings: CorrelationSettings, names: CorrelationNames): string {
  const { coefficient, result, missing, form } = settings;
  const whole = {
    columns: `function complete(data: Data): Data {
  const columns = Object.values(data);
  const kept = (columns[0] ?? []).map((_, row) => columns.every((column) => column[row] !== null));
  return Object.fromEntries(Object.entries(data).map(([name, column]) => [name, column.filter((_, row) => kept[row])]));
}

`,
    records: `function complete({ names, rows }: Data): Data {
  return { names, rows: rows.filter((row) => !row.includes(null)) };
}

`,
  }[form];
  const column = {
    columns: `  const [a, b] = [data[one], data[other]];
`,
    records: `  const [at, otherAt] = [data.names.indexOf(one), data.names.indexOf(other)];
  const [a, b] = [data.rows.map((row) => row[at]), data.rows.map((row) => row[otherAt])];
`,
  }[form];
  const pairs =
    missing === 'by pair'
      ? `  const there = a.map((value, row) => value !== null && b[row] !== null);
  return [a.filter((_, row) => there[row]), b.filter((_, row) => there[row])] as [number[], number[]];
`
      : `  return [a, b] as [number[], number[]];
`;
  const start = missing === 'whole rows' ? '  data = complete(data);\n' : '';
  const main = {
    pair: `${start}  const [a, b] = columnsOf(data, one, other);
  return { coefficient: coefficient(a, b), used: a.length };
`,
    matrix: `${start}  const names = ${NAMES_OF[form]}.sort();
  const matrix = names.map((one) => names.map((other) => coefficient(...columnsOf(data, one, other))));
  return { names, matrix };
`,
    partner: `${start}  const others = ${NAMES_OF[form]}.filter((name) => name !== target).sort();
  return others.map((name) => ({ name, coefficient: coefficient(...columnsOf(data, target, name)) }));
`,
  }[result];
  return `${TYPES[form]}
${COEFFICIENT[coefficient]}
${missing === 'whole rows' ? whole : ''}function columnsOf(data: Data, one: string, other: string): [number[], number[]] {
${column}${pairs}}

function ${signature(settings, names)} {
${main}}
`;
}

const MISTAKE = {
  spearman: [
    '(sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1',
    'sorted.indexOf(value) + 1',
    'Equal values get the mean of their ranks.',
  ],
  pearson: [
    'if (new Set(a).size < 2 || new Set(b).size < 2) return null;',
    'if (new Set(a).size < 2 || new Set(b).size < 2) return 0;',
    'For a variable with only one value the result is null.',
  ],
  gamma: [
    'const counted = concordant + discordant;',
    'const counted = (a.length * (a.length - 1)) / 2;',
    'Pairs with equal values do not count.',
  ],
  kendall: [
    'differentA * differentB === 0 ? null : balance / Math.sqrt(differentA * differentB)',
    'a.length < 2 ? null : (2 * balance) / (a.length * (a.length - 1))',
    'With equal values tau-b divides by less than all pairs.',
  ],
} as const;

export function wrong(settings: CorrelationSettings, names: CorrelationNames): WrongProgram[] {
  const source = byColumns(settings, names);
  const { coefficient, result, missing, form } = settings;
  const [from, to, why] = MISTAKE[coefficient];
  const programs: WrongProgram[] = [
    { name: 'other-rule-for-equals', why, program: edited(source, from, to) },
    coefficient === 'pearson'
      ? {
          name: 'ranks-instead',
          why: 'The values count, not their ranks.',
          program: byColumns({ ...settings, coefficient: 'spearman' }, names),
        }
      : {
          name: 'pearson-instead',
          why: `The coefficient is ${coefficient}.`,
          program: byColumns({ ...settings, coefficient: 'pearson' }, names),
        },
  ];
  if (missing !== 'none') {
    const other = missing === 'by pair' ? 'whole rows' : 'by pair';
    programs.push({
      name: 'other-rows-used',
      why: `Rows with missing values are dropped ${missing === 'by pair' ? 'for each pair of variables' : 'as a whole'}.`,
      program: byColumns({ ...settings, missing: other }, names),
    });
  }
  if (result === 'pair') {
    programs.push({
      name: 'absolute-value',
      why: 'The sign belongs to the coefficient.',
      program: edited(
        source,
        'coefficient: coefficient(a, b),',
        'coefficient: coefficient(a, b) === null ? null : Math.abs(coefficient(a, b)),',
      ),
    });
  } else {
    programs.push({
      name: 'order-of-the-data',
      why: 'Variables are sorted by name.',
      program: edited(
        source,
        result === 'matrix' ? `${NAMES_OF[form]}.sort()` : 'name !== target).sort()',
        result === 'matrix' ? NAMES_OF[form] : 'name !== target)',
      ),
    });
  }
  return programs;
}
