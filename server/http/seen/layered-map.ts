/** Two maps read as one: what a viewer has of its own stands in place of what everybody has. */

function extraOf<Id extends number, Thing>(own: ReadonlyMap<Id, Thing>, common: ReadonlyMap<Id, Thing>): [Id, Thing][] {
  const extra = [...own].filter(([id]) => !common.has(id));
  return extra.sort(([one], [other]) => one - other);
}

/** In the order of what is common, and what is only the viewer's own before whatever has a higher number. */
function entriesOf<Id extends number, Thing>(
  own: ReadonlyMap<Id, Thing>,
  common: ReadonlyMap<Id, Thing>,
): readonly [Id, Thing][] {
  if (own.size === 0) return [...common];
  const extra = extraOf(own, common);
  if (extra.length === own.size && common.size === 0) return extra;
  const entries: [Id, Thing][] = [];
  let next = 0;
  for (const [id, thing] of common) {
    for (let one = extra[next]; one !== undefined && one[0] < id; one = extra[next]) {
      entries.push(one);
      next += 1;
    }
    entries.push([id, own.get(id) ?? thing]);
  }
  return [...entries, ...extra.slice(next)];
}

/** `own` is asked at each reading, so that it can be brought up to date first. */
export function layered<Id extends number, Thing>(
  own: () => ReadonlyMap<Id, Thing>,
  common: ReadonlyMap<Id, Thing>,
): ReadonlyMap<Id, Thing> {
  const entries = (): readonly [Id, Thing][] => entriesOf(own(), common);
  const map: ReadonlyMap<Id, Thing> = {
    get: (id) => own().get(id) ?? common.get(id),
    has: (id) => own().has(id) || common.has(id),
    get size() {
      return common.size + [...own().keys()].filter((id) => !common.has(id)).length;
    },
    keys: () =>
      entries()
        .map(([id]) => id)
        .values(),
    values: () =>
      entries()
        .map(([, thing]) => thing)
        .values(),
    entries: () => entries().values() as MapIterator<[Id, Thing]>,
    forEach: (tell) => {
      for (const [id, thing] of entries()) tell(thing, id, map);
    },
    [Symbol.iterator]: () => entries().values() as MapIterator<[Id, Thing]>,
  };
  return map;
}
