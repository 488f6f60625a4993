/** The sheet of the family `small-spreadsheets` told again: values are found on demand, loops by a path of cells. */

export type SheetFirst = 'sums' | 'division' | 'conditions' | 'everything';
export type SheetSecond = 'list' | 'grid' | 'questions';

type Value = bigint | string | null;
type Tree =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'cells'; readonly names: readonly string[]; readonly range: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Tree[] };

const ARGUMENTS: Readonly<Record<SheetFirst, Readonly<Record<string, number>>>> = {
  sums: { SUM: 0, COUNT: 0, MAX: 0 },
  division: { DIV: 2, MOD: 2 },
  conditions: { IF: 3, LESS: 2, SAME: 2 },
  everything: { SUM: 0, COUNT: 0, MAX: 0, AVERAGE: 0, MEDIAN: 0, DIV: 2, MOD: 2, IF: 3, LESS: 2, SAME: 2 },
};

function area(from: string, to: string): string[] {
  const [left, right] = [from.charCodeAt(0), to.charCodeAt(0)];
  const names: string[] = [];
  for (let row = Number(from.slice(1)); row <= Number(to.slice(1)); row += 1)
    for (let column = left; column <= right; column += 1) names.push(String.fromCharCode(column) + row);
  return names;
}

/** The formula as a tree, by splitting it at its loosest operator; null where it is not one. */
function treeOf(text: string, first: SheetFirst, mayBeRange = false): Tree | null {
  const source = text.trim();
  const range = /^([A-Z][1-9]\d?)\s*:\s*([A-Z][1-9]\d?)$/.exec(source);
  if (range !== null) {
    const names = area(range[1] ?? '', range[2] ?? '');
    return mayBeRange ? { kind: 'cells', names, range: true } : null;
  }
  const depths: number[] = [];
  for (const character of source) {
    const before = depths.at(-1) ?? 0;
    depths.push(before + (character === '(' ? 1 : character === ')' ? -1 : 0));
  }
  const split = (signs: string): Tree | null | undefined => {
    const at = [...source].findLastIndex((sign, place) => signs.includes(sign) && depths[place] === 0);
    if (at < 0) return undefined;
    const sides = [treeOf(source.slice(0, at), first), treeOf(source.slice(at + 1), first)];
    if (sides.includes(null)) return null;
    return { kind: 'call', name: source[at] ?? '', args: sides as Tree[] };
  };
  const parted =
    split('+-') ?? (/[+-]/.test([...source].filter((_, at) => depths[at] === 0).join('')) ? null : split('*'));
  if (parted !== undefined) return parted;
  if (/^\d{1,9}$/.test(source)) return { kind: 'number', value: BigInt(source) };
  if (/^[A-Z][1-9]\d?$/.test(source)) return { kind: 'cells', names: [source], range: false };
  const call = /^([A-Z]*)\s*\((.*)\)$/.exec(source);
  if (call === null || depths.slice(0, -1).some((depth, at) => depth <= 0 && at >= source.indexOf('('))) return null;
  const [, name = '', inner = ''] = call;
  if (name === '') return source.startsWith('(') ? treeOf(inner, first) : null;
  const needed = ARGUMENTS[first][name];
  const offset = source.indexOf('(') + 1;
  const commas = [...inner].flatMap((sign, at) => (sign === ',' && depths[at + offset] === 1 ? [at] : []));
  const bounds = [-1, ...commas, inner.length];
  const args = bounds.slice(1).map((end, at) => treeOf(inner.slice((bounds[at] ?? 0) + 1, end), first, needed === 0));
  if (needed === undefined || (needed > 0 && args.length !== needed) || args.includes(null)) return null;
  return { kind: 'call', name, args: args as Tree[] };
}

const floorDiv = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);

function called(name: string, args: readonly (readonly bigint[])[]): bigint | string {
  const all = args.flat();
  const [one = 0n, two = 0n, three = 0n] = all;
  const sum = all.reduce((total, each) => total + each, 0n);
  const sorted = [...all].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (name === '+') return one + two;
  if (name === '-') return one - two;
  if (name === '*') return one * two;
  if (name === 'SUM') return sum;
  if (name === 'COUNT') return BigInt(all.length);
  if (name === 'MAX') return sorted.at(-1) ?? 0n;
  if (name === 'IF') return one === 0n ? three : two;
  if (name === 'LESS') return one < two ? 1n : 0n;
  if (name === 'SAME') return one === two ? 1n : 0n;
  if (name === 'DIV' || name === 'MOD') {
    if (two === 0n) return '#DIV';
    return name === 'DIV' ? floorDiv(one, two) : one - two * floorDiv(one, two);
  }
  if (all.length === 0) return '#NONE';
  if (name === 'MEDIAN') return sorted[Math.floor((all.length - 1) / 2)] ?? 0n;
  return floorDiv(2n * sum + BigInt(all.length), 2n * BigInt(all.length));
}

function valuesOf(sheet: ReadonlyMap<string, string>, first: SheetFirst): (cell: string) => Value {
  const trees = new Map<string, Tree | null>();
  for (const [cell, text] of sheet) if (text.startsWith('=')) trees.set(cell, treeOf(text.slice(1), first));
  const namesIn = (tree: Tree | null | undefined): readonly string[] =>
    tree?.kind === 'cells' ? tree.names : tree?.kind === 'call' ? tree.args.flatMap(namesIn) : [];
  const looping = new Map<string, boolean>();
  const loops = (cell: string, path: readonly string[]): boolean => {
    const known = looping.get(cell);
    if (known !== undefined) return known;
    const found = path.includes(cell) || namesIn(trees.get(cell)).some((next) => loops(next, [...path, cell]));
    looping.set(cell, found);
    return found;
  };
  const found = new Map<string, Value>();
  const value = (cell: string): Value => {
    const text = sheet.get(cell);
    if (text === undefined) return null;
    if (!text.startsWith('=')) return /^-?\d{1,9}$/.test(text) ? BigInt(text) : `'${text}`;
    const known = found.get(cell);
    if (known !== undefined) return known;
    const tree = trees.get(cell);
    const result = tree === null || tree === undefined ? '#SYNTAX' : loops(cell, []) ? '#LOOP' : worth(tree);
    const one = typeof result === 'object' ? (result[0] ?? 0n) : result;
    found.set(cell, one);
    return one;
  };
  const worth = (tree: Tree): readonly bigint[] | string => {
    if (tree.kind === 'number') return [tree.value];
    if (tree.kind === 'cells') {
      const values = tree.names.map(value);
      const wrong = values.find((one) => typeof one === 'string' && one.startsWith('#'));
      if (typeof wrong === 'string') return wrong;
      if (tree.range) return values.filter((one) => typeof one === 'bigint');
      return typeof values[0] === 'string' ? '#TEXT' : [values[0] ?? 0n];
    }
    const args = tree.args.map(worth);
    const wrong = args.find((one) => typeof one === 'string');
    if (typeof wrong === 'string') return wrong;
    const result = called(tree.name, args as (readonly bigint[])[]);
    return typeof result === 'string' ? result : [result];
  };
  return value;
}

const shown = (value: Value): string => (value === null ? '' : String(value).replace(/^'/, ''));

/** All that is printed. */
export function sheetOutput(lines: readonly string[], first: SheetFirst, second: SheetSecond): string[] {
  const sheet = new Map<string, string>();
  const printed: string[] = [];
  for (const line of lines) {
    const [, cell = '', text = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
    if (second === 'questions' && cell === '?') {
      const value = valuesOf(sheet, first)(text);
      printed.push(value === null ? `${text} is empty` : `${text} ${shown(value)}`);
    } else if (text === '') sheet.delete(cell);
    else sheet.set(cell, text);
  }
  const value = valuesOf(sheet, first);
  const [letters, rows] = [
    [...sheet.keys()].map((cell) => cell.charAt(0)),
    [...sheet.keys()].map((cell) => Number(cell.slice(1))),
  ];
  const last = `${letters.sort().at(-1) ?? '@'}${Math.max(0, ...rows)}`;
  const width = last.charCodeAt(0) - 64;
  const all = area('A1', last);
  if (second === 'list') {
    all.sort((a, b) => a.charCodeAt(0) - b.charCodeAt(0) || Number(a.slice(1)) - Number(b.slice(1)));
    return all.filter((cell) => sheet.has(cell)).map((cell) => `${cell} ${shown(value(cell))}`);
  }
  if (second === 'questions') return printed;
  const quoted = all.map((cell) => {
    const text = shown(value(cell));
    return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return Array.from({ length: Math.max(0, ...rows) }, (_, row) =>
    quoted.slice(row * width, (row + 1) * width).join(','),
  );
}
