/** Builders of JavaScript project packages: a posting, named inputs and an independent answer become cases on both sides. */

import { assert } from '../../server/kernel/assert.ts';
import type { Comparator, Files, Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';

/** Every JavaScript delivery is this one file. */
export const JAVASCRIPT_FILE = 'solution.js';

/** Fixed-price brackets of Freelancer.com in US cents: minimum and maximum. */
export const BRACKETS = {
  micro: [1_000, 3_000],
  simple: [3_000, 25_000],
  small: [25_000, 75_000],
  medium: [75_000, 150_000],
} as const;

/** What the employer writes and offers. `bracket` names the budget; the price is in cents and lies inside it. */
export interface Posting {
  readonly slug: string;
  readonly family: string;
  readonly title: string;
  readonly description: string;
  readonly skills: readonly string[];
  readonly bracket: keyof typeof BRACKETS;
  readonly postedPriceCents: number;
  readonly estimatedMinutes: number;
}

/** A plausible mistake: its program, and the requirement it misses. */
export interface WrongProgram {
  readonly name: string;
  readonly why: string;
  readonly program: string;
}

interface Programs {
  readonly reference: string;
  readonly wrong: readonly WrongProgram[];
  readonly comparator?: Comparator;
}

export interface FunctionCase<Arguments extends readonly Json[]> {
  readonly name: string;
  readonly args: Arguments;
}

export interface StdioCase {
  readonly name: string;
  readonly stdin: string;
}

export interface FilesCase {
  readonly name: string;
  readonly files: Files;
}

interface Sides<Case> {
  readonly visible: readonly Case[];
  readonly hidden: readonly Case[];
}

const LIMITS = { timeMs: 10_000, memoryBytes: 134_217_728 };

/** `source` with its only occurrence of `from` replaced by `to`; a missing or repeated `from` is a bug. */
export function edited(source: string, from: string, to: string): string {
  const [before, after, ...more] = source.split(from);
  assert(before !== undefined && after !== undefined && more.length === 0, `expected exactly one of: ${from}`);
  return before + to + after;
}

/** The fields that posting and programs decide, whatever the kind of delivery and the language. */
export function packageFields(posting: Posting, file: string): Omit<ProjectPackage, 'acceptance' | 'answerKey'> {
  assert(posting.description.length > 80, `${posting.slug} in ${file} needs a fuller description`);
  const [budgetMinCents, budgetMaxCents] = BRACKETS[posting.bracket];
  const { bracket: _bracket, skills, description, ...rest } = posting;
  return { ...rest, description: description.trim(), skills: [...skills], budgetMinCents, budgetMaxCents };
}

/** Reference and wrong programs as the answer key holds them. */
export function keyPrograms(file: string, programs: Programs): Omit<ProjectPackage['answerKey'], 'hidden'> {
  return {
    reference: { [file]: programs.reference.trimStart() },
    wrong: programs.wrong.map(({ name, why, program }) => ({ name, why, files: { [file]: program.trimStart() } })),
  };
}

/** A project whose delivery defines the function `entry`; `answer` computes the expected values on its own. */
export function functionProject<Arguments extends readonly Json[]>(
  posting: Posting,
  parts: Programs & Sides<NoInfer<FunctionCase<Arguments>>> & { entry: string; answer: (...args: Arguments) => Json },
): ProjectPackage {
  const side = (cases: readonly FunctionCase<Arguments>[]) => ({
    kind: 'function' as const,
    language: 'javascript' as const,
    comparator: parts.comparator ?? { kind: 'exact' as const },
    limits: LIMITS,
    file: JAVASCRIPT_FILE,
    entry: parts.entry,
    cases: cases.map(({ name, args }) => ({
      name,
      weight: 1,
      args: structuredClone([...args]),
      expected: parts.answer(...structuredClone(args)),
    })),
  });
  return {
    ...packageFields(posting, JAVASCRIPT_FILE),
    acceptance: side(parts.visible),
    answerKey: { hidden: side(parts.hidden), ...keyPrograms(JAVASCRIPT_FILE, parts) },
  };
}

/** A project whose delivery reads standard input and writes standard output. */
export function stdioProject(
  posting: Posting,
  parts: Programs & Sides<StdioCase> & { answer: (stdin: string) => string },
): ProjectPackage {
  const side = (cases: readonly StdioCase[]) => ({
    kind: 'stdio' as const,
    language: 'javascript' as const,
    comparator: parts.comparator ?? { kind: 'whitespace' as const },
    limits: LIMITS,
    file: JAVASCRIPT_FILE,
    cases: cases.map(({ name, stdin }) => ({ name, weight: 1, stdin, argv: [], expected: parts.answer(stdin) })),
  });
  return {
    ...packageFields(posting, JAVASCRIPT_FILE),
    acceptance: side(parts.visible),
    answerKey: { hidden: side(parts.hidden), ...keyPrograms(JAVASCRIPT_FILE, parts) },
  };
}

/** A project whose delivery works over the files of its folder; `answer` gives the files it must leave there. */
export function filesProject(
  posting: Posting,
  parts: Programs & Sides<FilesCase> & { answer: (files: Files) => Files },
): ProjectPackage {
  const side = (cases: readonly FilesCase[]) => ({
    kind: 'files' as const,
    language: 'javascript' as const,
    comparator: parts.comparator ?? { kind: 'exact' as const },
    limits: LIMITS,
    file: JAVASCRIPT_FILE,
    cases: cases.map(({ name, files }) => ({
      name,
      weight: 1,
      files,
      stdin: '',
      argv: [],
      expected: parts.answer(files),
    })),
  });
  return {
    ...packageFields(posting, JAVASCRIPT_FILE),
    acceptance: side(parts.visible),
    answerKey: { hidden: side(parts.hidden), ...keyPrograms(JAVASCRIPT_FILE, parts) },
  };
}
