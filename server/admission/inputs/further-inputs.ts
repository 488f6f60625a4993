/** Further inputs of a project, made of those of its cases. Same seed, same inputs. */

import { chance } from '../../kernel/prng.ts';
import type { Acceptance, AcceptanceCase, Json } from '../../protocol/arena/acceptance.ts';
import { inputKey, inputOf } from '../cases.ts';
import { type Change, changedJson, type Style, valuesSeen } from './json-inputs.ts';
import { changedSetup, changedText } from './text-inputs.ts';

/** Larger cases are left as they are: what a change does shows in small ones, and runs sooner. */
const CHARACTERS_MAX = 20_000;
const TRIES = 6;

function changedCase(one: AcceptanceCase, all: readonly AcceptanceCase[], change: Change): AcceptanceCase | null {
  const { random } = change;
  if ('source' in one) return null;
  if ('args' in one) {
    const seen = valuesSeen(all.map(inputOf));
    return { ...one, args: changedJson(one.args, seen, change) as Json[] };
  }
  if ('setup' in one) return { ...one, setup: changedSetup(one.setup, random) };
  if (!('files' in one)) {
    const others = all.flatMap((other) => ('stdin' in other ? [other.stdin] : []));
    return { ...one, stdin: changedText(one.stdin, others, change) };
  }
  const paths = Object.keys(one.files);
  if (paths.length === 0) {
    const others = all.flatMap((other) => ('stdin' in other ? [other.stdin] : []));
    return { ...one, stdin: changedText(one.stdin, others, change) };
  }
  const path = random.pick(paths);
  const others = all.flatMap((other) => ('files' in other ? [other.files[path] ?? ''] : []));
  return { ...one, files: { ...one.files, [path]: changedText(one.files[path] ?? '', others, change) } };
}

/** At most `count` cases with new inputs; what they expect is still that of the case they were made of, and means nothing. */
export function furtherInputs(
  { cases }: Acceptance,
  visible: readonly AcceptanceCase[],
  count: number,
  seed: string,
  style: Style,
): readonly AcceptanceCase[] {
  const all: readonly AcceptanceCase[] = [...visible, ...cases];
  const sources = all.filter((one) => JSON.stringify(inputOf(one)).length <= CHARACTERS_MAX);
  if (sources.length === 0) return [];
  const random = chance(seed, 'further inputs', style);
  const known = new Set(all.map(inputKey));
  const made: AcceptanceCase[] = [];
  for (let tries = count * TRIES; tries > 0 && made.length < count; tries -= 1) {
    const changed = changedCase(random.pick(sources), sources, { style, random });
    if (changed === null) return [];
    const key = inputKey(changed);
    if (known.has(key)) continue;
    known.add(key);
    made.push({ ...changed, name: `${style} input ${made.length + 1}` });
  }
  return made;
}
