/** The program of the family `rank-correlation` that takes rows as pairs. */

import { type CorrelationNames, type CorrelationSettings, callOf } from './rank-correlation.posting.ts';

export const TYPES = {
  columns: 'type Data = Record<string, (number | null)[]>;\n',
  records: 'type Data = { names: string[]; rows: (number | null)[][] };\n',
} as const;

export const signature = (settings: CorrelationSettings, names: CorrelationNames): string =>
  callOf(settings, names)
    .replace('data', 'data: Data')
    .replace(', one, other', ', one: string, other: string')
    .replace('target', 'target: string');

const OF_PAIRS = {
  pearson: `function correlation(pairs: Pair[]): number | null {
  const n = pairs.length;
  const [x0, y0] = pairs[0] ?? [0, 0];
  let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (const [a, b] of pairs) {
    x += a - x0;
    y += b - y0;
    xx += (a - x0) ** 2;
    yy += (b - y0) ** 2;
    xy += (a - x0) * (b - y0);
  }
  if (pairs.every(([a]) => a === x0) || pairs.every(([, b]) => b === y0)) return null;
  return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
}
`,
  spearman: `function doubledRank(values: number[], own: number): number {
  let rank = 1;
  for (const value of values) {
    if (value < own) rank += 2;
    if (value === own) rank += 1;
  }
  return rank;
}

function correlation(pairs: Pair[]): number | null {
  const firsts = pairs.map(([a]) => a);
  const seconds = pairs.map(([, b]) => b);
  const middle = pairs.length + 1;
  let [top, left, right] = [0, 0, 0];
  for (const [a, b] of pairs) {
    const deviationA = doubledRank(firsts, a) - middle;
    const deviationB = doubledRank(seconds, b) - middle;
    top += deviationA * deviationB;
    left += deviationA ** 2;
    right += deviationB ** 2;
  }
  return left === 0 || right === 0 ? null : top / Math.sqrt(left * right);
}
`,
  gamma: `function correlation(pairs: Pair[]): number | null {
  const ascending = [...pairs].sort(([a], [b]) => a - b);
  let [agree, all] = [0, 0];
  ascending.forEach(([a, b], at) => {
    for (const [laterA, laterB] of ascending.slice(at + 1)) {
      if (laterA === a || laterB === b) continue;
      all += 1;
      if (laterB > b) agree += 1;
    }
  });
  return all > 0 ? (2 * agree - all) / all : null;
}
`,
  kendall: `function tied(values: (number | string)[]): number {
  const counts = new Map<number | string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
}

function correlation(pairs: Pair[]): number | null {
  const all = (pairs.length * (pairs.length - 1)) / 2;
  const tiedA = tied(pairs.map(([a]) => a));
  const tiedB = tied(pairs.map(([, b]) => b));
  const tiedBoth = tied(pairs.map((pair) => pair.join()));
  let discordant = 0;
  for (const [a, b] of pairs) {
    discordant += pairs.filter(([otherA, otherB]) => otherA < a && otherB > b).length;
  }
  const concordant = all - tiedA - tiedB + tiedBoth - discordant;
  const root = Math.sqrt((all - tiedA) * (all - tiedB));
  return root > 0 ? (concordant - discordant) / root : null;
}
`,
} as const;

/** Rows as pairs of numbers, and other formulas. */
export function byPairs(settings: CorrelationSettings, names: CorrelationNames): string {
  const { coefficient, result, missing, form } = settings;
  const rows = {
    columns: `  const names = Object.keys(data);
  const length = names.length > 0 ? data[names[0]].length : 0;
  const rows = Array.from({ length }, (_, at) => names.map((name) => data[name][at]));
`,
    records: '  const { names, rows } = data;\n',
  }[form];
  const filter = {
    none: '',
    'by pair': '    if (row[x] === null || row[y] === null) continue;\n',
    'whole rows': '    if (row.some((value) => value === null)) continue;\n',
  }[missing];
  const main = {
    pair: `${rows}  const pairs = pairsOf(rows, names.indexOf(one), names.indexOf(other));
  return { coefficient: correlation(pairs), used: pairs.length };
`,
    matrix: `${rows}  const order = names.map((_, at) => at).sort((a, b) => (names[a] < names[b] ? -1 : 1));
  const matrix: (number | null)[][] = order.map(() => []);
  for (const [i, x] of order.entries()) {
    for (const [j, y] of order.entries()) {
      matrix[i][j] = j < i ? matrix[j][i] : correlation(pairsOf(rows, x, y));
    }
  }
  return { names: order.map((at) => names[at]), matrix };
`,
    partner: `${rows}  const found: { name: string; coefficient: number | null }[] = [];
  names.forEach((name, at) => {
    if (name === target) return;
    found.push({ name, coefficient: correlation(pairsOf(rows, names.indexOf(target), at)) });
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
`,
  }[result];
  return `${TYPES[form]}type Pair = [number, number];

${OF_PAIRS[coefficient]}
function pairsOf(rows: (number | null)[][], x: number, y: number): Pair[] {
  const pairs: Pair[] = [];
  for (const row of rows) {
${filter}    pairs.push([row[x] as number, row[y] as number]);
  }
  return pairs;
}

function ${signature(settings, names)} {
${main}}
`;
}
