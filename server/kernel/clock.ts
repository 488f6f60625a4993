/** Market time and its units. A market's clock is virtual, paced or wall; nothing below the engine ever reads one. */

/** Milliseconds since the Unix epoch, in the market's own time. */
export type Millis = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Where virtual markets begin unless told otherwise: 2025-01-01T00:00:00Z. */
export const VIRTUAL_EPOCH_MS: Millis = 1_735_689_600_000;
