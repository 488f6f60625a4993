/** What filters have in common. */

/** Whether the value is one of those wanted; where nothing was said all are. */
export function among<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(value);
}

/** Whether a moment lies in the span that a query names, in seconds. */
export function inSpan(
  at: number,
  { from_time: from, to_time: to }: { readonly from_time?: number | undefined; readonly to_time?: number | undefined },
): boolean {
  return (from === undefined || at >= from) && (to === undefined || at <= to);
}
