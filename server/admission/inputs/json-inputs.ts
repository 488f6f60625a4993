/**
 * Further JSON inputs like those of the cases. A value is only replaced by a value of its own type, mostly one that another
 * case has in the same place, so that what comes out is an input that the posting allows, in nearly every case.
 */

import type { Chance } from '../../kernel/prng.ts';
import type { Json } from '../../protocol/arena/acceptance.ts';

type Path = readonly (string | number)[];

/** Places are alike when they differ in indexes of lists only. */
const placeOf = (path: Path): string => path.map((step) => (typeof step === 'number' ? '*' : `.${step}`)).join('');

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

function changedText(text: string, random: Chance): string {
  const characters = [...text];
  const at = random.below(Math.max(1, characters.length));
  const [before, here, after] = [characters.slice(0, at), characters[at] ?? '', characters.slice(at + 1)];
  return random.pick([
    [...before, ...after].join(''),
    [...before, here, here, ...after].join(''),
    [...after, ...before, here].join(''),
    text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase(),
    characters.slice(0, at).join(''),
  ]);
}

function changedNumber(value: number, seen: readonly Json[], random: Chance): number {
  const others = seen.filter((one) => typeof one === 'number');
  const [least, most] = [Math.min(value, ...others), Math.max(value, ...others)];
  const whole = others.every((one) => Number.isInteger(one)) && Number.isInteger(value);
  const between = least + random.unit() * (most - least);
  // Beyond what the cases show by one at most: a bound that the posting states lies there.
  return random.pick([
    value + 1,
    value - 1,
    least,
    most,
    whole ? Math.round(between) : Math.round(between * 100) / 100,
  ]);
}

function changedList(list: readonly Json[], seen: readonly Json[], random: Chance): Json {
  const at = random.below(Math.max(1, list.length));
  const other = random.pick(seen.length > 0 ? seen : [list]);
  const item = isList(other) && other.length > 0 ? [random.pick(other)] : [];
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

/** Whether a record of another case lacks this key, or has one that this lacks: then it may be left out or taken over. */
function changedRecord(record: { readonly [key: string]: Json }, seen: readonly Json[], random: Chance): Json {
  const other = random.pick(seen.length > 0 ? seen : [record]);
  if (!isRecord(other)) return record;
  const key = random.pick([...new Set([...Object.keys(record), ...Object.keys(other)]), '']);
  if (!Object.hasOwn(other, key)) return Object.fromEntries(Object.entries(record).filter(([own]) => own !== key));
  return { ...record, [key]: other[key] ?? null };
}

function changedValue(value: Json, seen: readonly Json[], random: Chance): Json {
  const alike = seen.filter((one) => typeof one === typeof value && isList(one) === isList(value));
  if (alike.length > 0 && random.unit() < 0.4) return random.pick(alike);
  if (value === null) return random.pick(seen.length > 0 ? seen : [null]);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return changedNumber(value, seen, random);
  if (typeof value === 'string') return changedText(value, random);
  if (isList(value)) return changedList(value, seen, random);
  return changedRecord(value as { readonly [key: string]: Json }, seen, random);
}

/** The input with one to three of its values changed. The outermost list or record keeps its length and keys. */
export function changedJson(input: Json, seen: Values, random: Chance): Json {
  let changed = input;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const nodes = nodesOf(changed);
    if (nodes.length === 0) return changed;
    // A case has few lists and many values in them: half of the changes are made near the top.
    const near = nodes.filter(({ path }) => path.length <= 2);
    const { path, value } = random.pick(random.unit() < 0.5 && near.length > 0 ? near : nodes);
    changed = replaced(changed, path, changedValue(value, seen.get(placeOf(path)) ?? [], random));
  }
  return changed;
}
