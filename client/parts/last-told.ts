/** What a media query last told; the page draws by it. */

interface Query {
  readonly matches: boolean;
  addEventListener(kind: 'change', tell: (event: { readonly matches: boolean }) => void): void;
}

/**
 * The answer is never asked for again: whoever reads `matches` after the machine has changed, and before the frame in which that is told,
 * has taken it as told, and nobody hears of it.
 */
export function lastTold(query: Query, changed: () => void): () => boolean {
  let told = query.matches;
  query.addEventListener('change', ({ matches }) => {
    told = matches;
    changed();
  });
  return () => told;
}
