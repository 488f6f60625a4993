/** Elo: a running figure that depends on the order of games. For a live display, not for a result. */

/** Expected score of a player rated `own` against one rated `other`. */
export function eloExpected(own: number, other: number): number {
  return 1 / (1 + 10 ** ((other - own) / 400));
}

/** The rating after games played at the same time against `others`, scored 0, one half or 1 each. */
export function eloAfter(
  own: number,
  games: readonly { readonly other: number; readonly score: number }[],
  k = 32,
): number {
  return own + k * games.reduce((sum, { other, score }) => sum + score - eloExpected(own, other), 0);
}
