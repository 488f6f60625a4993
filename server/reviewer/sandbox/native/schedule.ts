/**
 * Which box takes which waiting case. Making a box costs some ten cases, so a review gets one box where that loses nothing:
 * a box goes on with its program, within a turn; another box gets the same program only when waiting has cost as much as making it.
 */

/** How long a box goes on with its program while another program waits for any box; longer where boxes are dear. */
export const TURN_MS = 2_000;

/** A box, or the place of one, as the schedule sees it. */
export interface Seat {
  /** What its box holds, or is being made for. */
  program: string | undefined;
  busy: boolean;
  /** What making its box has cost; undefined while it is being made. */
  costMs: number | undefined;
  lastUsedAt: number;
  /** Whether it has become free in this very moment: who sent its case may be about to send the next. */
  settling: boolean;
  /** Since when it has gone on with its program while another waits for a box. */
  contendedSince: number | undefined;
  /** Since when it has stood free while cases wait for busy boxes that hold their program. */
  spareSince: number | undefined;
}

export interface WaitingCase {
  readonly program: string;
  /** Whether it runs while nothing else does. */
  readonly alone: boolean;
}

/** A case, by its place in the queue, for a seat; or when to ask again, if nothing happens before. */
export type Choice<S extends Seat> =
  | { readonly kind: 'case'; readonly seat: S; readonly at: number }
  | { readonly kind: 'later'; readonly at: number };

export function emptySeat(): Seat {
  const nothing = { program: undefined, costMs: undefined, contendedSince: undefined, spareSince: undefined };
  return { ...nothing, busy: false, lastUsedAt: 0, settling: false };
}

/** The free seat whose program is missed least: none, or one without waiting cases, or the one longest unused. */
export function leastMissed<S extends Seat>(seats: readonly S[], queue: readonly WaitingCase[]): S | undefined {
  const rank = ({ program }: Seat): number => {
    if (program === undefined) return 0;
    return queue.some((waiting) => waiting.program === program) ? 2 : 1;
  };
  return seats
    .filter(({ busy, settling }) => !busy && !settling)
    .sort((a, b) => rank(a) - rank(b) || a.lastUsedAt - b.lastUsedAt)[0];
}

/** Whether a program that has no box goes before the next case of the one that this seat holds. */
function hasHadItsTurn(seat: Seat, seats: readonly Seat[], now: number): boolean {
  if (seats.some((other) => other !== seat && other.program === seat.program)) return true;
  const turn = Math.max(TURN_MS, seat.costMs ?? 0);
  return seat.contendedSince !== undefined && now - seat.contendedSince >= turn;
}

function taken<S extends Seat>(seat: S, at: number): Choice<S> {
  for (const field of ['contendedSince', 'spareSince'] as const) seat[field] = undefined;
  return { kind: 'case', seat, at };
}

/** A second box for a program, once a seat has stood free for as long as the first one has cost. */
function share<S extends Seat>(seats: readonly S[], queue: readonly WaitingCase[], now: number): Choice<S> | null {
  const seat = leastMissed(seats, queue);
  if (seat === undefined) return null;
  for (const [at, { program, alone }] of queue.entries()) {
    const costs = seats.flatMap((other) => (other.program === program ? [other.costMs ?? Infinity] : []));
    const cost = Math.min(...costs);
    if (alone || cost === Infinity) continue;
    seat.spareSince ??= now;
    const due = seat.spareSince + cost;
    return due <= now ? taken(seat, at) : { kind: 'later', at: due };
  }
  return null;
}

/** What to begin next, or null: nothing can be. Keeps account of turns and of idle time in the seats; `now` in milliseconds. */
export function choose<S extends Seat>(
  seats: readonly S[],
  queue: readonly WaitingCase[],
  now: number,
): Choice<S> | null {
  // A case that must be alone waits for all that run, and those behind it for the case.
  if (queue[0]?.alone) return null;
  if (queue.length === 0) for (const seat of seats) seat.spareSince = undefined;
  const held = new Set(seats.map(({ program }) => program));
  const homeless = queue.findIndex(({ program, alone }) => !alone && !held.has(program));
  for (const seat of seats) {
    if (seat.busy) continue;
    const at = queue.findIndex(({ program, alone }) => !alone && program === seat.program);
    if (at < 0 || (homeless >= 0 && hasHadItsTurn(seat, seats, now))) continue;
    const since = seat.contendedSince ?? now;
    const choice = taken(seat, at);
    if (homeless >= 0) seat.contendedSince = since;
    return choice;
  }
  if (homeless < 0) return share(seats, queue, now);
  const seat = leastMissed(seats, queue);
  return seat === undefined ? null : taken(seat, homeless);
}
