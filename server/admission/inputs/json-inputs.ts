/**
 * Further JSON inputs like those of the cases. A value is only replaced by a value of its own type, mostly one that another
 * case has in the same place, so that what comes out is an input that the posting allows, in nearly every case.
 */

import type { Chance } from '../../kernel/prng.ts';
import type { Json } from '../../protocol/arena/acceptance.ts';

/**
 * `careful` keeps to what the cases have shown: nearly every such input is one that the posting allows. `bold` goes beyond it, to
 * larger, smaller and emptier values: what correct solutions agree on among those still tells mutants apart.
 */
export type Style = 'careful' | 'bold';

/** How values are changed, and by which chance. */
export interface Change {
  readonly style: Style;
  readonly random: Chance;
}

type Path = readonly (string | number)[];

/** Places are alike when they differ in indexes of lists only. The outermost list holds the arguments: each is a place of its own. */
const placeOf = (path: Path): string =>
  path.map((step, depth) => (typeof step === 'number' && depth > 0 ? '*' : `.${step}`)).join('');

type Values = Map<string, Json[]>;
const NODES_MAX = 5_000;

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function childrenOf(value: Json): (readonly [string | number, Json])[] {
  if (isList(value)) return value.map((inner, index) => [index, inner] as const);
  return isRecord(value) && !Object.hasOwn(value, '$number') ? Object.entries(value) : [];
}

/** Every node below the outermost list, up to some thousands. */
function nodesOf(value: Json): { readonly path: Path; readonly value: Json }[] {
  const nodes: { path: Path; value: Json }[] = [{ path: [], value }];
  for (let at = 0; at < nodes.length && nodes.length < NODES_MAX; at += 1) {
    const node = nodes[at];
    if (node === undefined) break;
    for (const [step, inner] of childrenOf(node.value)) nodes.push({ path: [...node.path, step], value: inner });
  }
  return nodes.slice(1);
}

/** What the cases have in each place. */
export function valuesSeen(inputs: readonly Json[]): Values {
  const seen: Values = new Map();
  for (const input of inputs) {
    for (const { path, value } of nodesOf(input)) {
      const place = placeOf(path);
      const values = seen.get(place) ?? [];
      if (values.length < NODES_MAX) values.push(value);
      seen.set(place, values);
    }
  }
  return seen;
}

function replaced(value: Json, path: Path, by: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (isList(value)) return value.map((inner, index) => (index === step ? replaced(inner, rest, by) : inner));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === step ? replaced(inner, rest, by) : inner]),
  );
}

/** Whether the values of a place are drawn from a few: names of kinds, units, states. Nothing else is allowed there. */
function isChoice(seen: readonly Json[]): boolean {
  return seen.length > 2 && new Set(seen).size <= seen.length / 2;
}

/** A text of the same alphabet; in a grid of the same length. */
function changedText(text: string, seen: readonly Json[], inGrid: boolean, random: Chance): string {
  const others = seen.filter((one) => typeof one === 'string');
  const characters = [...text];
  const alphabet = [...new Set([...others, text].join(''))];
  if (characters.length === 0 || alphabet.length === 0) return text;
  const at = random.below(characters.length);
  const [before, here, after] = [characters.slice(0, at), characters[at] ?? '', characters.slice(at + 1)];
  const exchanged = [...before, random.pick(alphabet), ...after].join('');
  if (inGrid) return exchanged;
  return random.pick([
    exchanged,
    [...before, ...after].join(''),
    [...before, here, here, ...after].join(''),
    [...before, random.pick(alphabet), here, ...after].join(''),
  ]);
}

/** Between the least and the most that the place has shown; of whole numbers a whole one. Boldly: beyond both. */
function changedNumber(value: number, seen: readonly Json[], { style, random }: Change): number {
  const others = seen.filter((one) => typeof one === 'number');
  const [least, most] = [Math.min(value, ...others), Math.max(value, ...others)];
  const whole = [value, ...others].every((one) => Number.isInteger(one));
  const between = least + random.unit() * (most - least);
  const step = random.pick([1, -1]);
  if (style === 'bold' && random.unit() < 0.7) {
    const half = whole ? Math.trunc(value / 2) : value / 2;
    return random.pick([
      value + step,
      0,
      2 * value,
      half,
      10 * value,
      least - 1,
      most + 1,
      least < 0 ? -value : value + 2,
    ]);
  }
  const near = value + step >= least && value + step <= most ? value + step : value;
  return random.pick([near, near, least, most, whole ? Math.round(between) : Math.round(between * 100) / 100]);
}

/** Lists of one sort of thing. What holds different sorts is a record without names, and keeps its form. */
function changedList(list: readonly Json[], seen: readonly Json[], { style, random }: Change): Json {
  if (new Set(list.map((item) => (isList(item) ? 'list' : typeof item))).size > 1) return list;
  const at = random.below(Math.max(1, list.length));
  const other = random.pick(seen.length > 0 ? seen : [list]);
  const items = isList(other) ? other.filter((item) => fits(item, list)) : [];
  const item = items.length > 0 ? [random.pick(items)] : [];
  if (style === 'bold' && random.unit() < 0.3) return random.pick([[], [...list, ...items], [...list, ...list]]);
  return random.pick([
    list.filter((_, index) => index !== at),
    [...list.slice(0, at), ...list.slice(at, at + 1), ...list.slice(at)],
    [...list].reverse(),
    random.shuffle([...list]),
    list.slice(0, Math.ceil(list.length / 2)),
    [...list.slice(0, at), ...item, ...list.slice(at)],
    [...list, ...item],
  ]);
}

/** Texts of one length: rows of a grid, or codes. */
function isGrid(list: readonly Json[]): boolean {
  const [first] = list;
  if (typeof first !== 'string' || first.length < 2 || list.length < 2) return false;
  return list.every((item) => typeof item === 'string' && item.length === first.length);
}

/** Whether the item may stand in the list. */
function fits(item: Json, list: readonly Json[]): boolean {
  const [first] = list;
  if (first === undefined) return true;
  if (isGrid(list) && typeof first === 'string') return typeof item === 'string' && item.length === first.length;
  return typeof item === typeof first && isList(item) === isList(first);
}

/** What stands around the place of a path. */
function parentOf(value: Json, path: Path): Json | undefined {
  return path.slice(0, -1).reduce<Json | undefined>((inner, step) => {
    if (isList(inner)) return inner[Number(step)];
    return isRecord(inner) ? inner[step] : undefined;
  }, value);
}

/** Whether a record of another case lacks this key, or has one that this lacks: then it may be left out or taken over. */
function changedRecord(record: { readonly [key: string]: Json }, seen: readonly Json[], random: Chance): Json {
  const other = random.pick(seen.length > 0 ? seen : [record]);
  if (!isRecord(other)) return record;
  const key = random.pick([...new Set([...Object.keys(record), ...Object.keys(other)]), '']);
  if (!Object.hasOwn(other, key)) return Object.fromEntries(Object.entries(record).filter(([own]) => own !== key));
  return { ...record, [key]: other[key] ?? null };
}

function changedValue(value: Json, seen: readonly Json[], parent: Json | undefined, change: Change): Json {
  const { random } = change;
  const siblings = isList(parent) ? parent : [value];
  const alike = seen.filter((one) => fits(one, [value]) && fits(one, siblings));
  if (alike.length > 0 && random.unit() < 0.4) return random.pick(alike);
  if (value === null) return random.pick(seen.length > 0 ? seen : [null]);
  if (typeof value === 'boolean') return seen.includes(!value) ? !value : value;
  if (typeof value === 'number') return changedNumber(value, seen, change);
  if (typeof value === 'string')
    return isChoice(seen) ? random.pick(seen) : changedText(value, seen, isGrid(siblings), random);
  if (isList(value)) return changedList(value, seen, change);
  return changedRecord(value as { readonly [key: string]: Json }, seen, random);
}

/** The input with one to three of its values changed. The outermost list or record keeps its length and keys. */
export function changedJson(input: Json, seen: Values, change: Change): Json {
  const { random } = change;
  let changed = input;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const nodes = nodesOf(changed);
    if (nodes.length === 0) return changed;
    // A case has few lists and many values in them: half of the changes are made near the top.
    const near = nodes.filter(({ path }) => path.length <= 2);
    const { path, value } = random.pick(random.unit() < 0.5 && near.length > 0 ? near : nodes);
    changed = replaced(
      changed,
      path,
      changedValue(value, seen.get(placeOf(path)) ?? [], parentOf(changed, path), change),
    );
  }
  return changed;
}
