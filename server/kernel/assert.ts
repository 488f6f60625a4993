/** Bugs: conditions that can only fail when the program itself is wrong. Refusals and faults have their own types. */

/** Thrown when an assertion fails. Stops the market in which it happened; it is never shown to a participant as a refusal. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** Throws a `Bug` with `message` unless `condition` holds. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** Marks a branch that the types rule out; reaching it at run time is a bug. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable value: ${JSON.stringify(value)}`);
}

/** Returns `value`, or throws a `Bug` when it is null or undefined: for look-ups that the caller has already proved. */
export function known<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Bug(`missing ${what}`);
  return value;
}
