/** Near-duplicates among thousands without comparing each with each: MinHash signatures in locality-sensitive buckets. */

const HASHES = 128;
/** 32 bands of 4: of two sets with a Jaccard index of .8 one pair in 20 million shares no band; of .3 one in four shares one. */
const ROWS = 4;
const PRIME_A = 0x85ebca6b;
const PRIME_B = 0xc2b2ae35;

/** FNV-1a, mixed once more: 32 bits that depend on every character. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

function mixed(given: number): number {
  let hash = given;
  hash = Math.imul(hash ^ (hash >>> 16), PRIME_A);
  hash = Math.imul(hash ^ (hash >>> 13), PRIME_B);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Each hash function is the one above, keyed. */
const KEYS = Uint32Array.from({ length: HASHES }, (_, index) => mixed(Math.imul(index + 1, 0x9e3779b1)));

export type Signature = Uint32Array;

export function signatureOf(items: ReadonlySet<string>): Signature {
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (const item of items) {
    const hash = hashOf(item);
    for (let at = 0; at < HASHES; at += 1) {
      const value = mixed(hash ^ (KEYS[at] ?? 0));
      if (value < (least[at] ?? 0)) least[at] = value;
    }
  }
  return least;
}

/** Share of equal places: an estimate of the Jaccard index with a standard error of sqrt(J (1 − J) / 128). */
export function estimatedJaccard(one: Signature, other: Signature): number {
  let equal = 0;
  for (let at = 0; at < HASHES; at += 1) if (one[at] === other[at]) equal += 1;
  return equal / HASHES;
}

export interface Buckets {
  /** Those that were added before and share a band, each once. */
  near(signature: Signature): readonly number[];
  add(id: number, signature: Signature): void;
}

export function createBuckets(): Buckets {
  const buckets = new Map<string, number[]>();
  const bandsOf = (signature: Signature): string[] =>
    Array.from(
      { length: HASHES / ROWS },
      (_, band) => `${band}:${signature.slice(band * ROWS, (band + 1) * ROWS).join()}`,
    );
  return {
    near: (signature) => [...new Set(bandsOf(signature).flatMap((band) => buckets.get(band) ?? []))],
    add: (id, signature) => {
      for (const band of bandsOf(signature)) {
        const ids = buckets.get(band);
        if (ids === undefined) buckets.set(band, [id]);
        else ids.push(id);
      }
    },
  };
}
