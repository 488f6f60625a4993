/** A project while it is being written: texts as typed, kept in the browser until it is posted or thrown away. */

import { z } from 'zod';

export const KINDS = ['function', 'stdio', 'files', 'sql'] as const;
export type DraftKind = (typeof KINDS)[number];
export const LANGUAGES = ['python', 'javascript', 'typescript'] as const;
export const COMPARATORS = ['exact', 'whitespace', 'float', 'unordered', 'json'] as const;
export const BIDDING_TIMES = ['market', 'hour', 'day', 'three', 'week', 'custom'] as const;

const text = z.string().catch('').default('');

const caseSchema = z.object({
  id: z.string(),
  visible: z.boolean(),
  name: text,
  weight: z.string().catch('1').default('1'),
  /** Arguments, standard input, files or set-up, as the kind has it. */
  input: text,
  argv: text,
  stdin: text,
  expected: text,
  /** The sentence of the description that it stands for. */
  sentence: text,
});
export type CaseDraft = z.infer<typeof caseSchema>;

const wrongSchema = z.object({ id: z.string(), name: text, why: text, code: text });
export type WrongDraft = z.infer<typeof wrongSchema>;

const draftSchema = z.object({
  /** Names the project in its answer key. */
  slug: z.string(),
  title: text,
  description: text,
  skills: text,
  minutes: text,
  judged: z.enum(['cases', 'employer']).catch('cases'),
  /** Index of the bracket, or `custom`. */
  bracket: text,
  min: text,
  max: text,
  price: text,
  /** Index among the market's mechanisms. */
  mechanism: z.number().int().min(0).catch(0),
  assignee: text,
  bidding: z.enum(BIDDING_TIMES).catch('market'),
  biddingMinutes: text,
  kind: z.enum(KINDS).catch('function'),
  language: z.enum(LANGUAGES).catch('python'),
  file: text,
  entry: text,
  comparator: z.enum(COMPARATORS).catch('exact'),
  rowsOrdered: z.boolean().catch(false),
  cases: z.array(caseSchema).catch([]),
  reference: text,
  wrong: z.array(wrongSchema).catch([]),
  alternative: text,
  alternativeHow: text,
  /** The language model whose draft it began as; empty: a person wrote it. */
  writtenBy: text,
});
export type Draft = z.infer<typeof draftSchema>;

let made = 0;
/** Names a row of the form; nothing outside of it knows the name. */
export function newId(): string {
  made += 1;
  return `${Date.now().toString(36)}-${made}`;
}

export function emptyCase(visible: boolean): CaseDraft {
  return { id: newId(), visible, name: '', weight: '1', input: '', argv: '', stdin: '', expected: '', sentence: '' };
}

export function emptyDraft(): Draft {
  return {
    slug: `written-${newId()}`,
    title: '',
    description: '',
    skills: '',
    minutes: '60',
    judged: 'cases',
    bracket: '1',
    min: '',
    max: '',
    price: '',
    mechanism: 0,
    assignee: '',
    bidding: 'market',
    biddingMinutes: '60',
    kind: 'function',
    language: 'python',
    file: 'solution.py',
    entry: '',
    comparator: 'exact',
    rowsOrdered: false,
    cases: [emptyCase(true), emptyCase(false)],
    reference: '',
    wrong: [
      { id: newId(), name: '', why: '', code: '' },
      { id: newId(), name: '', why: '', code: '' },
    ],
    alternative: '',
    alternativeHow: '',
    writtenBy: '',
  };
}

const keyOf = (market: string, userId: number): string => `arena.draft.${userId}.${market}`;

/** Null where the browser keeps nothing for us. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (thrown) {
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}

export function keptDraft(market: string, userId: number): Draft | null {
  const kept = storage()?.getItem(keyOf(market, userId)) ?? null;
  if (kept === null) return null;
  try {
    return draftSchema.parse(JSON.parse(kept));
  } catch (thrown) {
    // A draft of another version of the form, or not ours.
    if (thrown instanceof SyntaxError || thrown instanceof z.ZodError) return null;
    throw thrown;
  }
}

/** Whether it is kept. */
export function keepDraft(market: string, userId: number, draft: Draft | null): boolean {
  const place = storage();
  try {
    if (draft === null) place?.removeItem(keyOf(market, userId));
    else place?.setItem(keyOf(market, userId), JSON.stringify(draft));
    return place !== null;
  } catch (thrown) {
    if (thrown instanceof DOMException) return false;
    throw thrown;
  }
}
