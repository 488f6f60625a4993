/** How a checker says what is wrong. */

/** A promise of the arena that did not hold. `checker` is the short name of the promise. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  readonly checker: string;

  constructor(checker: string, detail: string) {
    super(`${checker}: ${detail}`);
    this.checker = checker;
  }
}

/** Throws a `CheckFailure` unless `condition` holds; `detail` is only asked for then. */
export function demand(condition: boolean, checker: string, detail: () => string): asserts condition {
  if (!condition) throw new CheckFailure(checker, detail());
}

/** Demands that two values are equal as JSON; keys count in their order, undefined ones not. */
export function demandEqual(actual: unknown, expected: unknown, checker: string, what: string): void {
  if (actual === expected) return;
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a === b) return;
  const size = Math.max(a?.length ?? 0, b?.length ?? 0);
  let from = 0;
  while (from < size && a?.[from] === b?.[from]) from += 1;
  const part = (text: string | undefined): string => String(text).slice(Math.max(0, from - 120), from + 160);
  throw new CheckFailure(checker, `${what}\n  is       …${part(a)}\n  expected …${part(b)}`);
}
