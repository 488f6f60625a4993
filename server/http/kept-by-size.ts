/** Things kept for whoever asks again, as many as their sizes allow: those asked for longest ago are given up first. */

export interface KeptBySize<Thing> {
  /** The thing, which is the newest then. */
  get(key: string): Thing | undefined;
  /** Keeps the thing, or notes the size that it has grown to. Whatever its size, the newest is never given up for itself. */
  keep(key: string, thing: Thing, size: number): void;
  drop(key: string): void;
  /** Gives up each that is so. */
  dropWhere(isSo: (thing: Thing) => boolean): void;
  values(): Iterable<Thing>;
}

export function keptBySize<Thing>(most: number, givenUp: (thing: Thing) => void = () => {}): KeptBySize<Thing> {
  const kept = new Map<string, { readonly thing: Thing; readonly size: number }>();
  let total = 0;

  function drop(key: string): void {
    const one = kept.get(key);
    if (one === undefined) return;
    kept.delete(key);
    total -= one.size;
    givenUp(one.thing);
  }

  return {
    get: (key) => {
      const one = kept.get(key);
      if (one === undefined) return undefined;
      kept.delete(key);
      kept.set(key, one);
      return one.thing;
    },
    keep: (key, thing, size) => {
      const known = kept.get(key);
      if (known !== undefined && known.thing === thing && known.size === size) return;
      total += size - (known?.size ?? 0);
      kept.delete(key);
      kept.set(key, { thing, size });
      for (const oldest of kept.keys()) {
        if (total <= most || oldest === key) return;
        drop(oldest);
      }
    },
    drop,
    dropWhere: (isSo) => {
      for (const [key, { thing }] of kept) if (isSo(thing)) drop(key);
    },
    values: () => [...kept.values()].map(({ thing }) => thing),
  };
}
