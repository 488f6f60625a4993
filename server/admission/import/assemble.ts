/** A task that was tried becomes a project package: posting, price by rule, and where it comes from. */

import { canonicalJson, sha256 } from '../../kernel/hash.ts';
import { type ProjectPackage, projectPackageSchema } from '../../protocol/arena/project-package.ts';
import type { Bench } from './bench.ts';
import { candidateOf, FILE } from './candidate.ts';
import type { SourceSet, TaskDraft, Work } from './draft.ts';
import { withoutControls } from './format/posting-fields.ts';
import { assignPrice, difficultyOf, minutesOf, type PriceRule } from './price.ts';
import { type Proven, prove } from './prove.ts';
import { type Row, Skip } from './trouble.ts';

export interface PriceSettings {
  readonly rule: PriceRule;
  readonly seed: string;
}

/** The hash of a row as it was read, whatever kind of file it stood in. */
export function contentHashOf(row: Row): string {
  return sha256(canonicalJson(row));
}

/** `HumanEval/12` of set `humaneval` is `humaneval-12`. */
export function slugOf(set: SourceSet, id: string): string {
  const own = id.split('/').at(-1) ?? id;
  const slug = `${set.name}-${own.toLowerCase()}`.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return slug.slice(0, 80);
}

interface Tried extends Proven {
  readonly marks: readonly string[];
}

/** The first reading of the row that one of its solutions passes. */
async function tried(works: readonly Work[], bench: Bench): Promise<Tried> {
  let failure: Skip | null = null;
  for (const work of works) {
    const candidate = await candidateOf(work, bench);
    try {
      return { ...(await prove(candidate, bench)), marks: candidate.marks };
    } catch (thrown) {
      if (!(thrown instanceof Skip && thrown.code === 'reference_fails')) throw thrown;
      failure ??= thrown;
    }
  }
  throw failure ?? new Skip('no_tests', 'no case at all');
}

/** Sentences about comparison and origin that whoever bids should read. */
function fullDescription({ description }: TaskDraft, { acceptance }: Proven): string {
  const tolerant = acceptance.kind !== 'assertions' && acceptance.comparator.kind === 'float';
  const text = tolerant ? `${description.trimEnd()}\n\nNumbers count as equal within 0.000001.\n` : description;
  return withoutControls(text.replaceAll('\r\n', '\n')).trim();
}

export async function assemble(
  draft: TaskDraft,
  { set, row, prices }: { readonly set: SourceSet; readonly row: Row; readonly prices: PriceSettings },
  bench: Bench,
): Promise<ProjectPackage> {
  const proven = await tried(draft.works, bench);
  const { acceptance, answerKey } = proven;
  const slug = slugOf(set, draft.id);
  const difficulty = draft.difficulty ?? difficultyOf(answerKey.reference[FILE] ?? '');
  const { cents, budgetMinCents, budgetMaxCents } = assignPrice(
    prices.rule,
    prices.seed,
    set.name,
    draft.id,
    difficulty,
  );
  const marks = [...draft.marks, ...proven.marks];
  const parsed = projectPackageSchema.safeParse({
    slug,
    // Tasks of such sets have nothing in common but the set: each is a cluster of its own.
    family: slug,
    title: withoutControls(draft.title).replace(/\s+/g, ' ').trim(),
    description: fullDescription(draft, proven),
    skills: ['Python'],
    budgetMinCents,
    budgetMaxCents,
    postedPriceCents: cents,
    estimatedMinutes: minutesOf(difficulty),
    acceptance,
    answerKey,
    category: 'python',
    licence: set.licence,
    provenance: {
      kind: 'import',
      set: set.name,
      id: draft.id,
      ...(set.attribution === undefined ? {} : { attribution: set.attribution }),
      contentHash: contentHashOf(row),
      ...(marks.length === 0 ? {} : { marks }),
    },
    price: { posted: null, exchange: null, estimate: { cents, method: prices.rule } },
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Skip('posting_unfit', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
