/** What the extended store of the family `growing-stores` prints, told with immutable states. */

import type { Stage } from '../staged.ts';

export type Store = Readonly<Record<string, string>>;

/** What a command does: the store after it and what is printed. Null where the command is not one of the set. */
export type Effect = { readonly store: Store; readonly prints: readonly string[] } | null;

export interface CommandSet extends Stage {
  readonly about: string;
  /** Forms of its commands: K and O are keys, N a number, V a value. */
  readonly verbs: readonly string[];
  readonly example: string;
  readonly edges: Readonly<Record<string, string>>;
  readonly effect: (store: Store, command: string, words: readonly string[]) => Effect;
}

/** `pasts` are what was kept for this set: earlier stores, named or in order. */
export interface Kept {
  readonly store: Store;
  readonly pasts: readonly { readonly name: string; readonly store: Store }[];
}

export interface HistorySet extends Omit<CommandSet, 'effect'> {
  readonly effect: (
    kept: Kept,
    command: string,
    words: readonly string[],
  ) => (Kept & { readonly prints: readonly string[] }) | null;
  /** What is kept when a command changes the store. */
  readonly changed: (kept: Kept, store: Store) => Kept['pasts'];
}

export const NONE = '(none)';

function known(store: Store, command: string, [key = '', ...rest]: readonly string[]): Effect {
  const old = store[key];
  const { [key]: _gone, ...others } = store;
  if (command === 'set') return { store: { ...store, [key]: rest.join(' ') }, prints: [] };
  if (command === 'get') return { store, prints: [old ?? NONE] };
  if (command === 'del') return old === undefined ? { store, prints: [NONE] } : { store: others, prints: [] };
  if (command === 'keys') return { store, prints: [Object.keys(store).toSorted().join(' ')] };
  return { store, prints: [`unknown ${command}`] };
}

/** All that is printed for the commands. */
export function run(commands: readonly string[], set: CommandSet, history: HistorySet): string[] {
  let kept: Kept = { store: {}, pasts: [] };
  return commands.flatMap((line) => {
    const [command = '', ...words] = line.split(' ');
    const told = set.effect(kept.store, command, words) === null ? history.effect(kept, command, words) : null;
    if (told !== null) {
      kept = { store: told.store, pasts: told.pasts };
      return told.prints;
    }
    const effect = set.effect(kept.store, command, words) ?? known(kept.store, command, words);
    if (effect === null) return [];
    if (effect.store !== kept.store) kept = { store: effect.store, pasts: history.changed(kept, effect.store) };
    return effect.prints;
  });
}
