/** All near-duplicates among many projects at once: counts what pairs share by an index, instead of comparing each pair. */

import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { DUPLICATE_FROM, programShingles, textShingles } from './similarity.ts';

export interface NearDuplicate {
  readonly one: string;
  readonly other: string;
  readonly in: 'text' | 'program';
  /** Share of common shingles: at least `DUPLICATE_FROM`. */
  readonly share: number;
}

/**
 * Pairs of sets that share `least` of what either has, with their places. Exact: every shingle names the sets that it was
 * met in so far, so the common ones of a set with all earlier ones are counted in one pass.
 */
export function pairsFrom(
  sets: readonly ReadonlySet<string>[],
  least: number,
): { readonly one: number; readonly other: number; readonly share: number }[] {
  const places = new Map<string, number[]>();
  const common = new Uint32Array(sets.length);
  const found: { one: number; other: number; share: number }[] = [];
  for (const [place, set] of sets.entries()) {
    common.fill(0, 0, place);
    for (const shingle of set) {
      const earlier = places.get(shingle);
      if (earlier === undefined) places.set(shingle, [place]);
      else {
        for (const other of earlier) common[other] = (common[other] ?? 0) + 1;
        earlier.push(place);
      }
    }
    for (let other = 0; other < place; other += 1) {
      const both = common[other] ?? 0;
      const share = both / (set.size + (sets[other]?.size ?? 0) - both);
      if (share >= least) found.push({ one: other, other: place, share });
    }
  }
  return found;
}

function programText({ answerKey: { reference } }: ProjectPackage): string {
  return Object.values(reference).join('\n');
}

/** Near-duplicates by posting (title and description) and by reference program. */
export function nearDuplicates(projects: readonly ProjectPackage[]): NearDuplicate[] {
  const slugAt = (place: number): string => projects[place]?.slug ?? '';
  const texts = projects.map(({ title, description }) => textShingles(`${title}\n${description}`));
  const programs = projects.map((project) => programShingles(programText(project)));
  return (['text', 'program'] as const).flatMap((kind) =>
    pairsFrom(kind === 'text' ? texts : programs, DUPLICATE_FROM).map(({ one, other, share }) => ({
      one: slugAt(one),
      other: slugAt(other),
      in: kind,
      share,
    })),
  );
}
