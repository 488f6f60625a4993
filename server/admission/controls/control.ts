/** A negative control: a delivery that solves nothing. A project that rewards one would pay for nothing. */

import type { Acceptance, AcceptanceCase, Files } from '../../protocol/arena/acceptance.ts';
import type { RunAnswer } from '../../reviewer/sandbox.ts';

export const CONTROL_SORTS = ['stub', 'constant', 'memoriser', 'throws', 'endless', 'hack'] as const;
export type ControlSort = (typeof CONTROL_SORTS)[number];

export interface Control {
  readonly sort: ControlSort;
  readonly name: string;
  readonly files: Files;
  /** The one answer it can give to an input that it was not shown; null: none that could be right. */
  readonly says: RunAnswer | null;
}

/** How controls are written in one language, for one kind of acceptance. */
export interface ControlWriter {
  /** Gives nothing back: no value, no output, no file. */
  stub(): string;
  /** Gives this answer whatever comes. */
  constant(answer: RunAnswer): string;
  /** Knows these cases by heart, and gives the answer of the first to any other input. */
  memoriser(cases: readonly AcceptanceCase[], otherwise: RunAnswer): string;
  throws(): string;
  endless(): string;
  hacks(): readonly Hack[];
}

/** `more`: files beside the program. `silent`: it leaves what a stub leaves, nothing, which may be right for some case. */
export interface Hack {
  readonly name: string;
  readonly program: string;
  readonly more?: Files;
  readonly silent: boolean;
}

/** What a program that gives nothing back has said, by the kind of the acceptance. */
export function nothingSaid({ kind }: Acceptance): RunAnswer | null {
  if (kind === 'function') return { kind: 'value', value: null };
  if (kind === 'stdio') return { kind: 'text', text: '' };
  if (kind === 'files') return { kind: 'files', files: {} };
  return null;
}

/** The expected answer of a case in the form of an answer; null where assertions decide. */
export function expectedAnswer(one: AcceptanceCase): RunAnswer | null {
  if ('source' in one) return null;
  if ('args' in one) return { kind: 'value', value: one.expected };
  if ('setup' in one) return { kind: 'rows', ...one.expected };
  if ('files' in one) return { kind: 'files', files: one.expected };
  return { kind: 'text', text: one.expected };
}

/** A text as a literal that Python, JavaScript and TypeScript read alike. */
export function literal(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16)}`);
}

/** What nobody expects, so that a check which it passes does not compare. */
export const NEVER_EXPECTED = 'what no case of any project expects: 5f1c6f0e';
/** What test runners print and write when all is well. */
export const SPOOFED_PASS = [
  'ok 1 - all hidden cases',
  '1..1',
  '========= 99 passed in 0.01s =========',
  '{"outcome":"passed","exit":"answered","score":1,"passed":true}',
].join('\n');
