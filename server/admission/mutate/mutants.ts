/** Mutants of a reference solution, in whichever language it is written. */

import type { Acceptance, Files } from '../../protocol/arena/acceptance.ts';
import type { Reviewer } from '../../reviewer/reviewer.ts';
import { isJavascript, javascriptEdits } from './javascript.ts';
import { chosenEdits, type Edit, type Mutant, mutantOf } from './mutant.ts';
import { brokenPython, pythonEdits } from './python.ts';
import { sqlEdits } from './sql.ts';

export interface Mutants {
  /** Slips that the operators can make in the program. */
  readonly possible: number;
  readonly chosen: readonly Mutant[];
}

export type Mutated =
  | ({ readonly kind: 'mutants' } & Mutants)
  /** The program cannot be read: why. */
  | { readonly kind: 'unreadable'; readonly why: string }
  /** No operators for what the delivery is written in. */
  | { readonly kind: 'no operators'; readonly language: string };

export interface MutantOptions {
  readonly reviewer: Reviewer;
  readonly count: number;
  readonly seed: string;
  readonly signal?: AbortSignal;
}

async function editsOf(
  { language }: Acceptance,
  source: string,
  { reviewer, signal }: MutantOptions,
): Promise<readonly Edit[] | null> {
  switch (language) {
    case 'python':
      return pythonEdits(reviewer, source, signal);
    case 'javascript':
    case 'typescript':
      return javascriptEdits(source, language === 'typescript');
    case 'sql':
      return sqlEdits(source);
    default:
      return null;
  }
}

/** Without those that are no programs any more. Broken queries show only when they run. */
async function whole({ language }: Acceptance, mutants: readonly Mutant[], options: MutantOptions): Promise<Mutant[]> {
  if (language === 'python') {
    const sources = mutants.map(({ source }) => source);
    const broken = await brokenPython(options.reviewer, sources, options.signal);
    return mutants.filter((_, at) => !broken.has(at));
  }
  if (language === 'sql') return [...mutants];
  return mutants.filter(({ source }) => isJavascript(source, language === 'typescript'));
}

export async function mutantsOf(acceptance: Acceptance, reference: Files, options: MutantOptions): Promise<Mutated> {
  const source = reference[acceptance.file];
  if (source === undefined) return { kind: 'unreadable', why: `the reference has no file ${acceptance.file}` };
  try {
    const edits = await editsOf(acceptance, source, options);
    if (edits === null) return { kind: 'no operators', language: acceptance.language };
    const chosen = chosenEdits(source, edits, options.count, options.seed).map((edit) => mutantOf(source, edit));
    return { kind: 'mutants', possible: edits.length, chosen: await whole(acceptance, chosen, options) };
  } catch (problem) {
    // Nested so deeply that the parser's own stack is too short: no freelancer's program looks like that.
    if (problem instanceof SyntaxError || problem instanceof RangeError) {
      return { kind: 'unreadable', why: problem.message };
    }
    throw problem;
  }
}
