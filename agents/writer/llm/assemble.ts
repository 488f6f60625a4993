/** Makes a project package of a model's draft and programs. Whether it is any good is for the gate to say. */

import { keyedHash } from '../../../server/kernel/prng.ts';
import type { Acceptance, Files, Json } from '../../../server/protocol/arena/acceptance.ts';
import { acceptanceSchema } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { BUDGET_RANGES } from '../../../server/protocol/freelancer/budget.ts';
import type { PostingDocument } from '../../llm/workbench.ts';
import type { Brief } from '../writer.ts';
import { type Draft, fileOf, jsonValue, type Wrong } from './draft.ts';

export interface Programs {
  readonly reference: string;
  readonly second: string;
  readonly wrong: readonly Wrong[];
}

/** What the reference answers for each hidden case, in their order. */
export type Answers = readonly Json[];

type Case = { readonly name: string; readonly input: string };

function caseOf(kind: Draft['kind'], { name, input }: Case, expected: Json): object {
  if (kind === 'function') return { name, args: jsonValue(input), expected };
  return { name, stdin: input, argv: [], expected: typeof expected === 'string' ? expected : '' };
}

function acceptanceOf(draft: Draft, cases: readonly object[]): Acceptance {
  const { kind, language, entry } = draft;
  const entered = kind === 'function' ? { entry } : {};
  return acceptanceSchema.parse({ kind, language, file: fileOf(draft), ...entered, cases });
}

export function visibleOf(draft: Draft): Acceptance {
  const cases = draft.visible.map((one) =>
    caseOf(draft.kind, one, draft.kind === 'function' ? (jsonValue(one.expected) ?? null) : one.expected),
  );
  return acceptanceOf(draft, cases);
}

/** What a solver sees of the draft: the posting, and nothing of the key. */
export function postingOf(draft: Draft): PostingDocument {
  const { title, description, skills, visible, hidden } = draft;
  const caseCount = visible.length + hidden.length;
  return { title, description, skills, acceptance: visibleOf(draft), caseCount };
}

/** Freelancer.com's bracket around a price, in cents. */
function bracketOf(cents: number): { readonly budgetMinCents: number; readonly budgetMaxCents: number } {
  const ranges = BUDGET_RANGES.filter((one) => one.currency_id === 1 && one.project_type === 'fixed');
  const range = ranges.findLast(({ minimum }) => minimum * 100 <= cents) ?? ranges[0];
  const most = range?.maximum ?? null;
  return {
    budgetMinCents: Math.min(cents, (range?.minimum ?? 0) * 100),
    budgetMaxCents: most === null ? 2 * cents : Math.max(cents, most * 100),
  };
}

function slugOf(title: string, seed: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${words === '' ? 'written' : words}-${keyedHash(seed, 'slug').slice(0, 6)}`;
}

/** What somebody really offered stays as it was posted; without that the writer's own figure is an estimate of its own. */
function priceOf({ about }: Brief, draft: Draft, by: string): Pick<ProjectPackage, 'price' | 'postedPriceCents'> {
  const posted = about?.kind === 'posting' ? about.postedCents : null;
  if (posted !== null && posted !== undefined) {
    const cents = Math.max(1_000, Math.round((posted.min + posted.max) / 2));
    const price = { min: posted.min / 100, max: posted.max / 100, currency: 'USD' };
    return { postedPriceCents: cents, price: { posted: price, exchange: null, estimate: null } };
  }
  const cents = Math.round(draft.priceUsd * 100);
  return {
    postedPriceCents: cents,
    price: { posted: null, exchange: null, estimate: { cents, method: `written by ${by}` } },
  };
}

export function packageOf(
  brief: Brief,
  draft: Draft,
  programs: Programs,
  answers: Answers,
  by: string,
): ProjectPackage {
  const { title, description, skills, category, minutes, requirements, hidden } = draft;
  const file = fileOf(draft);
  const filesOf = (program: string): Files => ({ [file]: program });
  const money = priceOf(brief, draft, by);
  const source = brief.about?.kind === 'posting' ? `${by}, after ${brief.about.source}` : by;
  return {
    slug: slugOf(title, brief.seed),
    family: 'written',
    ...{ title, description, skills, category },
    ...bracketOf(money.postedPriceCents),
    ...money,
    estimatedMinutes: minutes,
    acceptance: visibleOf(draft),
    answerKey: {
      hidden: acceptanceOf(
        draft,
        hidden.map((one, index) => caseOf(draft.kind, one, answers[index] ?? null)),
      ),
      reference: filesOf(programs.reference),
      wrong: programs.wrong.map(({ name, why, program }) => ({ name, why, files: filesOf(program) })),
      alternatives: [
        {
          name: 'second',
          how: 'written from the posting alone, without the reference',
          files: filesOf(programs.second),
        },
      ],
      requirements,
    },
    provenance: { kind: 'written', by: source },
  };
}
