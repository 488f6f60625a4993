/** What the study published (Noever & McKee 2025, arXiv 2505.13511), and what its figures imply. Nothing here was run. */

/** Solved counts as The Register reported them, dollars from the abstract. */
export interface PublishedRow {
  readonly name: string;
  readonly solved: number;
  readonly dollars: number;
}

export const PUBLISHED: readonly PublishedRow[] = [
  { name: 'Claude 3.5 Haiku', solved: 877, dollars: 1_520_000 },
  { name: 'GPT-4o-mini', solved: 862, dollars: 1_490_000 },
  { name: 'Qwen 2.5', solved: 764, dollars: 1_330_000 },
  { name: 'Mistral 7B', solved: 474, dollars: 700_000 },
];
export const PUBLISHED_TASKS = 1_115;
/** "Roughly $1.6 million" (The Register). */
export const PUBLISHED_POT = 1_600_000;
/** Of fixed-price postings, from the abstract; the median is about 250. */
export const PUBLISHED_MEAN = 306;
/** The authors' estimate for a human engineer; no trial is reported. */
export const PUBLISHED_HUMAN = 0.95;

export interface Implied {
  readonly taskShare: number;
  readonly dollarShare: number;
  /** Mean price of what was solved and of what was not, in dollars, if a task pays all or nothing. */
  readonly meanSolved: number;
  readonly meanUnsolved: number;
  /** Share of single tests passed, if five independent ones make a task. */
  readonly fiveTests: number;
}

export function impliedBy({ solved, dollars }: PublishedRow): Implied {
  const taskShare = solved / PUBLISHED_TASKS;
  return {
    taskShare,
    dollarShare: dollars / PUBLISHED_POT,
    meanSolved: dollars / solved,
    meanUnsolved: (PUBLISHED_POT - dollars) / (PUBLISHED_TASKS - solved),
    fiveTests: taskShare ** (1 / 5),
  };
}
