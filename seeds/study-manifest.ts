/** The frozen study corpus: not its texts, which come out of the generator again, but what shows that they are the same. */

import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { canonicalJson, sha256 } from '../server/kernel/hash.ts';
import { CANARY, CATEGORIES, type ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { corpusProjects } from './corpus.ts';
import { STANDARD_PRICING } from './prices/choice.ts';
import { GENERATOR_VERSION } from './study-corpus.ts';

/** The published corpus is the one of this seed. */
export const STUDY_SEED = 'study-1';
export const MANIFEST_FILE = new URL('./projects/study/manifest.jsonl', import.meta.url);

const headSchema = z.strictObject({
  canary: z.literal(CANARY),
  corpus: z.literal('study'),
  seed: z.string(),
  generatorVersion: z.number().int(),
  prices: z.string(),
  size: z.number().int(),
});
const lineSchema = z.strictObject({
  slug: z.string(),
  /** Of the project's canonical JSON, answer key included. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  family: z.string(),
  category: z.enum(CATEGORIES).nullable(),
  minutes: z.number().int(),
  priceCents: z.number().int(),
});
type ManifestLine = z.infer<typeof lineSchema>;

function lineOf(project: ProjectPackage): ManifestLine {
  const { slug, family, category = null, estimatedMinutes: minutes, postedPriceCents: priceCents } = project;
  return { slug, sha256: sha256(canonicalJson(project)), family, category, minutes, priceCents };
}

/** The manifest of what the generator gives today, one JSON value a line. */
export function manifestText(): string {
  const lines = [...corpusProjects('study', STUDY_SEED)].map(lineOf);
  const head = {
    canary: CANARY,
    corpus: 'study',
    seed: STUDY_SEED,
    generatorVersion: GENERATOR_VERSION,
    prices: STANDARD_PRICING.preset,
    size: lines.length,
  };
  return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

function readManifest(): { readonly generatorVersion: number; readonly lines: readonly ManifestLine[] } | null {
  if (!existsSync(MANIFEST_FILE)) return null;
  const [head = '', ...lines] = readFileSync(MANIFEST_FILE, 'utf8').trimEnd().split('\n');
  const { generatorVersion } = headSchema.parse(JSON.parse(head));
  return { generatorVersion, lines: lines.map((line) => lineSchema.parse(JSON.parse(line))) };
}

const MEND =
  'write the manifest anew with `arena corpus study --freeze`, and count GENERATOR_VERSION up if it was published';

/** What the projects that the generator gives are otherwise than the manifest says, in words; nothing where they agree. */
export function manifestDifferences(
  projects: Iterable<ProjectPackage> = corpusProjects('study', STUDY_SEED),
): string[] {
  const frozen = readManifest();
  if (frozen === null) return ['there is no manifest'];
  const now = [...projects].map(lineOf);
  const before = new Map(frozen.lines.map((line) => [line.slug, line]));
  const differences = now.flatMap((line) => {
    const was = before.get(line.slug);
    before.delete(line.slug);
    if (was === undefined) return [`${line.slug} is not in the manifest`];
    const parts = Object.keys(line).filter(
      (part) => line[part as keyof ManifestLine] !== was[part as keyof ManifestLine],
    );
    return parts.length === 0 ? [] : [`${line.slug} has another ${parts.join(', ')}`];
  });
  for (const slug of before.keys()) differences.push(`${slug} is in the manifest and no longer made`);
  const order = now.map(({ slug }) => slug).join() === frozen.lines.map(({ slug }) => slug).join();
  if (differences.length === 0 && !order) differences.push('the projects come in another order');
  if (frozen.generatorVersion !== GENERATOR_VERSION) {
    differences.push(`the manifest is of generator version ${frozen.generatorVersion}, this is ${GENERATOR_VERSION}`);
  }
  return differences.length === 0 ? [] : [...differences, MEND];
}
