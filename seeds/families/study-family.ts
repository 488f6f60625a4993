/** Families of the study corpus: many variants of one kind of work, each with its own requirements, texts and programs. */

import { assert } from '../../server/kernel/assert.ts';
import type { AcceptanceCase } from '../../server/protocol/arena/acceptance.ts';
import type { Category, ProjectPackage, Requirement } from '../../server/protocol/arena/project-package.ts';
import type { BRACKETS, Posting } from './family.ts';

export interface StudyFamily {
  readonly name: string;
  readonly category: Category;
  /** How many variants ask for different things. Further ones repeat their requirements with other data and names. */
  readonly variants: number;
  /** The variant `index`, from 0; same seed, same bytes. Any index is allowed. */
  build(seed: string, index: number): ProjectPackage;
}

/** A piece of a posting's text: `need` carries the cases that would show it missing, `say` asks for nothing. */
export interface Piece {
  readonly text: string;
  readonly cases: readonly string[];
}

/** What an employer writes beside the requirements: greeting, background, examples, an explanation of the format. */
export function say(text: string): Piece {
  return { text, cases: [] };
}

/** A requirement, one or a few sentences long, and the names of the cases (visible or hidden) that test it. */
export function need(text: string, ...cases: readonly [string, ...string[]]): Piece {
  return { text, cases };
}

/** What a variant posts. The corpus sets the price later; until then the estimate of minutes gives one. */
export interface Brief {
  readonly family: StudyFamily | { readonly name: string; readonly category: Category };
  readonly index: number;
  readonly seed: string;
  readonly title: string;
  /** Pieces are joined by a space, or as they are where one ends or the next begins with a new line. */
  readonly text: readonly Piece[];
  readonly skills: readonly string[];
  /** Minutes a skilled freelancer needs: an estimate of the author, from 5 to 480. */
  readonly estimatedMinutes: number;
}

/** A second correct program that goes another way than the reference. */
export interface AlternativeProgram {
  readonly how: string;
  readonly program: string;
}

const HIDDEN_MIN = 8;
const MINUTES_MAX = 480;

function bracketFor(minutes: number): keyof typeof BRACKETS {
  if (minutes <= 20) return 'micro';
  if (minutes <= 120) return 'simple';
  return minutes <= 300 ? 'small' : 'medium';
}

/** What a family alone asks, by bracket; a corpus draws its prices over it. */
const UNPRICED_CENTS = { micro: 2_000, simple: 10_000, small: 40_000, medium: 100_000 } as const;

function joined(pieces: readonly Piece[]): string {
  return pieces.reduce((text, { text: next }) => {
    const glue = text === '' || text.endsWith('\n') || next.startsWith('\n') ? '' : ' ';
    return `${text}${glue}${next}`;
  }, '');
}

/** A project of a family: `build` makes the package from the posting; the rest is checked and written down here. */
export function studyProject(
  brief: Brief,
  build: (posting: Posting) => ProjectPackage,
  alternative: AlternativeProgram,
): ProjectPackage {
  const { family, index, seed, title, text, skills, estimatedMinutes } = brief;
  const slug = `${family.name}-${index + 1}`;
  const bracket = bracketFor(estimatedMinutes);
  assert(estimatedMinutes >= 5 && estimatedMinutes <= MINUTES_MAX, `${slug} takes 5 to ${MINUTES_MAX} minutes`);
  const project = build({
    slug,
    family: family.name,
    title,
    description: joined(text),
    skills,
    bracket,
    postedPriceCents: UNPRICED_CENTS[bracket],
    estimatedMinutes,
  });
  const requirements = text.flatMap(({ text: sentence, cases }): Requirement[] =>
    cases.length === 0 ? [] : [{ sentence: sentence.trim(), cases: [...new Set(cases)] }],
  );
  checkTrace(project, requirements);
  const { how, program } = alternative;
  return {
    ...project,
    category: family.category,
    licence: 'MIT',
    provenance: { kind: 'family', seed, variant: index },
    ambiguity: 0,
    answerKey: {
      ...project.answerKey,
      alternatives: [{ name: 'alternative', how, files: { [project.acceptance.file]: program.trimStart() } }],
      requirements,
    },
  };
}

/** Every requirement stands in the posting and names cases that exist; every hidden case belongs to a requirement. */
export function checkTrace(
  { slug, description, acceptance, answerKey }: ProjectPackage,
  requirements: readonly Requirement[],
): void {
  const hidden: readonly AcceptanceCase[] = answerKey.hidden.cases;
  const visible: readonly AcceptanceCase[] = acceptance.cases;
  const names = new Set([...visible, ...hidden].map(({ name }) => name));
  assert(hidden.length >= HIDDEN_MIN, `${slug} has ${hidden.length} hidden cases, fewer than ${HIDDEN_MIN}`);
  for (const { sentence, cases } of requirements) {
    assert(description.includes(sentence), `${slug} does not say: ${sentence}`);
    for (const name of cases) assert(names.has(name), `${slug} has no case "${name}", which stands for: ${sentence}`);
  }
  const traced = new Set(requirements.flatMap(({ cases }) => cases));
  for (const { name } of hidden) assert(traced.has(name), `${slug}: no requirement names the hidden case "${name}"`);
}

const GOLDEN = 0.618;

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** A step through `count` combinations that meets every one before it repeats, and lies far from the last. */
function strideOf(count: number): number {
  let stride = Math.max(1, Math.round(count * GOLDEN));
  while (commonDivisor(stride, count) !== 1) stride += 1;
  return stride;
}

/**
 * The options of variant `index`: every dial at one of its settings. Indexes below the product of the dials' lengths
 * give different combinations, and neighbours lie far apart.
 */
export function settingsOf<const Dials extends Readonly<Record<string, readonly unknown[]>>>(
  dials: Dials,
  index: number,
): { readonly [Dial in keyof Dials]: Dials[Dial][number] } {
  const count = Object.values(dials).reduce((product, { length }) => product * length, 1);
  let rest = (index * strideOf(count)) % count;
  const chosen = Object.entries(dials).map(([dial, settings]) => {
    const setting = settings[rest % settings.length];
    rest = Math.floor(rest / settings.length);
    return [dial, setting] as const;
  });
  return Object.fromEntries(chosen) as { [Dial in keyof Dials]: Dials[Dial][number] };
}
