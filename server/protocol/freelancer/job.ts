/** Skills as Freelancer.com's wire has them: "jobs" with numbers. Ours are words, so a word gets a number for good. */

import { z } from 'zod';
import { sha256 } from '../../kernel/hash.ts';
import { type Category, categoryOf } from './category.ts';

/** Numbers that are known from Freelancer.com itself. */
const KNOWN: Readonly<Record<string, number>> = {
  php: 3,
  javascript: 9,
  'graphic-design': 20,
  'logo-design': 32,
  golang: 248,
  html5: 323,
  'hire-me': 417,
  'node.js': 500,
  restful: 697,
  css3: 1_042,
  cryptocurrency: 2_658,
};

/** Numbers that clients know and of which no name is known: the skill is called after the number. */
const UNNAMED = /^job-([1-9][0-9]{0,5})$/;

/** Work at a place. */
const LOCAL_JOBS: ReadonlySet<number> = new Set([649]);
const DESIGN: ReadonlySet<number> = new Set([20, 32]);

/** Other skills lie above every number that Freelancer.com uses, and below what 32 bits with a sign hold. */
const FIRST_OWN = 1_000_000;
const OWN_COUNT = 1_000_000_000;

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly category: Category;
  readonly active_project_count: number | null;
  readonly seo_url: string;
  readonly seo_info: null;
  readonly local: boolean;
}

/** As it is sent: `compact` drops what is null or empty. */
export const jobSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    category: z.object({ id: z.int(), name: z.string() }).nullish(),
    active_project_count: z.int().nullish(),
    seo_url: z.string().optional(),
    seo_info: z.null().optional(),
    local: z.boolean(),
  })
  .meta({ id: 'Job', description: 'A skill' });

export function seoUrlOf(skill: string): string {
  return skill
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** The number of a skill: the same in every market, on every machine. */
export function jobIdOf(skill: string): number {
  const slug = seoUrlOf(skill);
  const known = Object.hasOwn(KNOWN, slug) ? KNOWN[slug] : undefined;
  const unnamed = UNNAMED.exec(slug)?.[1];
  if (unnamed !== undefined) return Number(unnamed);
  return known ?? FIRST_OWN + (Number.parseInt(sha256(`skill/${slug}`).slice(0, 12), 16) % OWN_COUNT);
}

/** The skill of a number: the market's own word where it has one; null: a number that stands for nothing here. */
export function skillOf(id: number, words: Iterable<string>): string | null {
  for (const word of words) if (jobIdOf(word) === id) return word;
  const known = Object.entries(KNOWN).find(([, number]) => number === id);
  if (known !== undefined) return known[0];
  return id >= 1 && id < FIRST_OWN ? `job-${id}` : null;
}

/** The skills that Freelancer.com's own numbers stand for, as far as their names are known. */
export const KNOWN_SKILLS: readonly string[] = Object.keys(KNOWN);

/** The skill as a job; `count` is how many open projects ask for it, null where nobody wants to know. */
export function jobOf(skill: string, count: number | null = null): Job {
  const id = jobIdOf(skill);
  const category = categoryOf(DESIGN.has(id) ? 3 : 1);
  const seo = { seo_url: seoUrlOf(skill), seo_info: null };
  return { id, name: skill, category, active_project_count: count, ...seo, local: LOCAL_JOBS.has(id) };
}
