/** What `compact=true` leaves: no key whose value is null or empty. */

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The value without null and empty keys, at any depth. Items of lists stay, so that places keep their meaning. */
export function compacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compacted);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).map(([key, inner]) => [key, compacted(inner)] as const);
  return Object.fromEntries(kept.filter(([, inner]) => !isEmpty(inner)));
}

/** The value as it is told: compact where that was asked for. */
export function shown<T>(value: T, compact: boolean): T {
  return compact ? (compacted(value) as T) : value;
}
