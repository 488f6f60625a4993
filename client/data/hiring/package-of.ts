/** A draft as the package that is posted, or what it lacks, step by step. */

import type { z } from 'zod';
import { type ProjectPackage, projectPackageSchema } from '../../../server/protocol/arena/project-package.ts';
import type { Policy } from '../../../server/protocol/arena/wire.ts';
import { BUDGET_RANGES, maximumFor } from '../../../server/protocol/freelancer/budget.ts';
import { currencyOf } from '../../../server/protocol/freelancer/currency.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { typedCents } from '../../text/typed.ts';
import type { CaseDraft, Draft } from './draft.ts';

export const STEPS = ['describe', 'budget', 'cases', 'solutions', 'check'] as const;
export type Step = (typeof STEPS)[number];

export interface Problem {
  readonly step: Step;
  readonly field: string;
  readonly text: string;
}

/** What a posting says whoever judges the work. */
const plainSchema = projectPackageSchema.pick({
  title: true,
  description: true,
  skills: true,
  budgetMinCents: true,
  budgetMaxCents: true,
  postedPriceCents: true,
  estimatedMinutes: true,
});
export type PlainProject = z.infer<typeof plainSchema>;

export type Packed =
  | { readonly ok: true; readonly judged: 'cases'; readonly project: ProjectPackage }
  | { readonly ok: true; readonly judged: 'employer'; readonly project: PlainProject }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface Bracket {
  readonly name: string;
  readonly minCents: number;
  readonly maxCents: number;
  /** Freelancer.com leaves the last one open; here every budget ends. */
  readonly open: boolean;
}

/** Freelancer.com's ranges for fixed prices in the market's currency. */
export function bracketsOf({ currency, limits }: Policy): readonly Bracket[] {
  const { id } = currencyOf(currency);
  return BUDGET_RANGES.filter((one) => one.currency_id === id && one.project_type === 'fixed')
    .map(({ name, minimum, maximum }) => ({
      name,
      minCents: minimum * 100,
      maxCents: (maximum ?? maximumFor(id, 'fixed', minimum)) * 100,
      open: maximum === null,
    }))
    .filter(({ maxCents }) => maxCents <= limits.amountCents);
}

export function budgetOf(draft: Draft, policy: Policy): { readonly min: number | null; readonly max: number | null } {
  const bracket = draft.bracket === 'custom' ? undefined : bracketsOf(policy)[Number(draft.bracket)];
  if (bracket !== undefined) return { min: bracket.minCents, max: bracket.maxCents };
  return { min: typedCents(draft.min), max: typedCents(draft.max) };
}

export const skillsOf = ({ skills }: Draft): string[] =>
  [...new Set(skills.split(',').map((skill) => skill.trim()))].filter((skill) => skill !== '');

/** Sentences of the description, each letter by letter as it stands there. */
export function sentencesOf(description: string): readonly string[] {
  const found = description.split(/(?<=[.!?])\s+|\n+/).map((sentence) => sentence.trim());
  return [...new Set(found)].filter((sentence) => sentence.length > 3);
}

type Json = unknown;
/** Undefined: no JSON. */
function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

const nameOf = (one: CaseDraft, index: number): string => one.name.trim() || hiringWords.post.cases.number(index + 1);

/** The case as the acceptance has it; texts that are to be JSON and are none stay texts, which the schema refuses. */
function caseOf(draft: Draft, one: CaseDraft, index: number): object {
  const base = { name: nameOf(one, index), weight: Number(one.weight) };
  const argv = one.argv.trim() === '' ? [] : (jsonOf(one.argv) ?? one.argv);
  const json = (text: string): Json => jsonOf(text) ?? null;
  switch (draft.kind) {
    case 'function':
      return { ...base, args: json(one.input), expected: json(one.expected) };
    case 'stdio':
      return { ...base, stdin: one.input, argv, expected: one.expected };
    case 'files':
      return { ...base, files: json(one.input), stdin: one.stdin, argv, expected: json(one.expected) };
    case 'sql':
      return { ...base, setup: one.input, expected: json(one.expected) };
  }
}

function acceptanceOf(draft: Draft, visible: boolean): object {
  const numbered = draft.cases.map((one, index) => ({ one, index }));
  const cases = numbered
    .filter(({ one }) => one.visible === visible)
    .map(({ one, index }) => caseOf(draft, one, index));
  const comparator =
    draft.comparator === 'float' ? { kind: 'float', absolute: 1e-6, relative: 1e-6 } : { kind: draft.comparator };
  const base = { kind: draft.kind, file: draft.file, comparator, cases };
  if (draft.kind === 'sql') return { ...base, language: 'sql', rowsOrdered: draft.rowsOrdered };
  return { ...base, language: draft.language, ...(draft.kind === 'function' ? { entry: draft.entry } : {}) };
}

function requirementsOf(draft: Draft): { sentence: string; cases: string[] }[] {
  const bySentence = new Map<string, string[]>();
  for (const [index, one] of draft.cases.entries()) {
    if (one.sentence === '' || !draft.description.includes(one.sentence)) continue;
    bySentence.set(one.sentence, [...(bySentence.get(one.sentence) ?? []), nameOf(one, index)]);
  }
  return [...bySentence].map(([sentence, cases]) => ({ sentence, cases }));
}

const STEP_OF: Readonly<Record<string, Step>> = {
  title: 'describe',
  description: 'describe',
  skills: 'describe',
  estimatedMinutes: 'describe',
  budgetMinCents: 'budget',
  budgetMaxCents: 'budget',
  postedPriceCents: 'budget',
  acceptance: 'cases',
  hidden: 'cases',
};

/** Texts that have to be JSON, told where they stand: the schema would only say that something is missing. */
function jsonProblems(draft: Draft): Problem[] {
  if (draft.kind === 'stdio') return [];
  const { problems } = hiringWords.post;
  return draft.cases.flatMap((one, index) => {
    const asked = draft.kind === 'sql' ? ['expected' as const] : (['input', 'expected'] as const);
    return asked
      .filter((field) => jsonOf(one[field]) === undefined)
      .map((field) => ({
        step: 'cases' as const,
        field: `${one.id}.${field}`,
        text: problems.case(nameOf(one, index), problems.json),
      }));
  });
}

function rawPackage(draft: Draft, policy: Policy): object {
  const { min, max } = budgetOf(draft, policy);
  const files = (code: string): object => ({ [draft.file]: code });
  const alternative = draft.alternative.trim() === '' ? [] : [draft.alternative];
  return {
    slug: draft.slug,
    family: draft.slug,
    title: draft.title.trim(),
    description: draft.description.trim(),
    skills: skillsOf(draft),
    budgetMinCents: min,
    budgetMaxCents: max,
    postedPriceCents: draft.price.trim() === '' ? max : typedCents(draft.price),
    estimatedMinutes: Number(draft.minutes),
    acceptance: acceptanceOf(draft, true),
    answerKey: {
      hidden: acceptanceOf(draft, false),
      reference: files(draft.reference),
      wrong: draft.wrong.map(({ name, why, code }) => ({ name, why, files: files(code) })),
      alternatives: alternative.map((code) => ({ name: 'alternative', how: draft.alternativeHow, files: files(code) })),
      requirements: requirementsOf(draft),
    },
    provenance: {
      kind: 'written',
      by: draft.writtenBy === '' ? 'employer' : `employer, after a draft by ${draft.writtenBy}`,
    },
  };
}

function emptyProblems(draft: Draft): Problem[] {
  const { solutions, cases } = hiringWords.post;
  const none = (step: Step, field: string, label: string): Problem => ({
    step,
    field,
    text: `${label}: ${cases.none}`,
  });
  return [
    ...(draft.cases.some(({ visible }) => !visible) ? [] : [none('cases', 'hidden', cases.hidden)]),
    ...(draft.reference.trim() === '' ? [none('solutions', 'reference', solutions.reference)] : []),
    ...draft.wrong.flatMap(({ id, code, name, why }, index) =>
      code.trim() === '' || name.trim() === '' || why.trim() === ''
        ? [none('solutions', id, solutions.wrongNumber(index + 1))]
        : [],
    ),
  ];
}

function labelOf(field: string): string | null {
  const { describe, budget, solutions } = hiringWords.post;
  const labels: Readonly<Record<string, string>> = {
    title: describe.title,
    description: describe.description,
    skills: describe.skills,
    estimatedMinutes: describe.minutes,
    budgetMinCents: budget.min,
    budgetMaxCents: budget.max,
    postedPriceCents: budget.price,
    reference: solutions.reference,
    wrong: solutions.wrong,
  };
  return labels[field] ?? null;
}

/** Where in the form the schema's path stands, in the form's own words as far as it has one for it. */
function problemOf(path: readonly PropertyKey[], message: string): Problem {
  const names = path.map(String).filter((name) => name !== 'answerKey');
  const [field = ''] = names;
  const where = labelOf(field) ?? names.join(' › ');
  return { step: STEP_OF[field] ?? 'solutions', field, text: `${where}: ${message}` };
}

const issuesOf = (error: z.ZodError): Problem[] => error.issues.map(({ path, message }) => problemOf(path, message));

export function packed(draft: Draft, policy: Policy): Packed {
  const raw = rawPackage(draft, policy);
  if (draft.judged === 'employer') {
    const plain = plainSchema.safeParse(raw);
    if (plain.success) return { ok: true, judged: 'employer', project: plain.data };
    return { ok: false, problems: issuesOf(plain.error) };
  }
  const parsed = projectPackageSchema.safeParse(raw);
  const own = [...jsonProblems(draft), ...emptyProblems(draft)];
  const spoken = new Set(own.map(({ step }) => step));
  // Where a text is no JSON, what the schema says of the same step only repeats it.
  const found = parsed.success ? [] : issuesOf(parsed.error).filter(({ step }) => !spoken.has(step));
  const problems = [...own, ...found];
  return parsed.success && problems.length === 0
    ? { ok: true, judged: 'cases', project: parsed.data }
    : { ok: false, problems };
}
