/** Task families: what one is, and builders that turn a posting, named inputs and an independent answer into a package. */

import { assert } from '../../server/kernel/assert.ts';
import type { Comparator, Files, Json, Language } from '../../server/protocol/arena/acceptance.ts';
import type { Category, ProjectPackage } from '../../server/protocol/arena/project-package.ts';

/** What an answer key holds beside cases, reference and wrong programs: a second way, and which case stands for which sentence. */
export interface MoreAnswers {
  /** In words: what the program does otherwise than the reference. */
  readonly how: string;
  readonly program: string;
  /** By some words of a sentence of the posting, which stand in no other: the cases that would show it missing. */
  readonly requirements: Readonly<Record<string, readonly [string, ...string[]]>>;
}

export interface Family {
  readonly name: string;
  readonly category?: Category;
  /** By slug. */
  readonly answers?: Readonly<Record<string, MoreAnswers>>;
  /** Projects of this family, built from the seed; same seed, same bytes. */
  build(seed: string): readonly ProjectPackage[];
}

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

/** The one file that is handed in, and the language it is written in. */
export interface DeliveryForm {
  readonly language: Language;
  readonly file: string;
}

export const PYTHON: DeliveryForm = { language: 'python', file: 'solution.py' };

/** Inputs by case name, and the programs of the answer key. `comparator` is `exact` unless stated (`whitespace` for stdio). */
interface Parts<Input> {
  readonly visible: Readonly<Record<string, Input>>;
  readonly hidden: Readonly<Record<string, Input>>;
  readonly reference: string;
  readonly wrong: readonly WrongProgram[];
  readonly comparator?: Comparator;
}

const LIMITS = { timeMs: 10_000, memoryBytes: 134_217_728 };
const EXACT: Comparator = { kind: 'exact' };
const WHITESPACE: Comparator = { kind: 'whitespace' };

/** `source` with its only occurrence of `from` replaced by `to`; a missing or repeated `from` is a bug. */
export function edited(source: string, from: string, to: string): string {
  const [before, after, ...more] = source.split(from);
  assert(before !== undefined && after !== undefined && more.length === 0, `expected exactly one of: ${from}`);
  return before + to + after;
}

/** Lines of text with a newline after each; no lines give the empty text. */
export function lines(...items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join('');
}

/** A copy as JSON carries it: a minus zero, which a delivery could never see or return, arrives as zero. */
function overTheBorder<Value extends Json>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

function assemble<Input>(
  form: DeliveryForm,
  posting: Posting,
  parts: Parts<Input>,
  side: (inputs: Readonly<Record<string, Input>>) => ProjectPackage['acceptance'],
): ProjectPackage {
  const [budgetMinCents, budgetMaxCents] = BRACKETS[posting.bracket];
  const { bracket: _bracket, skills, description, ...rest } = posting;
  const files = (program: string): Files => ({ [form.file]: program.trimStart() });
  return {
    ...rest,
    description: description.trim(),
    skills: [...skills],
    budgetMinCents,
    budgetMaxCents,
    acceptance: side(parts.visible),
    answerKey: {
      hidden: side(parts.hidden),
      reference: files(parts.reference),
      wrong: parts.wrong.map(({ name, why, program }) => ({ name, why, files: files(program) })),
    },
  };
}

/** A project whose delivery defines the function `entry`; `answer` computes the expected values on its own. */
export function functionProject<Arguments extends readonly Json[]>(
  form: DeliveryForm,
  posting: Posting,
  parts: Parts<NoInfer<Arguments>> & {
    readonly entry: string;
    readonly answer: (...args: Arguments) => Json;
    readonly numbers?: 'wide';
  },
): ProjectPackage {
  return assemble(form, posting, parts, (inputs) => ({
    kind: 'function',
    ...form,
    comparator: parts.comparator ?? EXACT,
    limits: LIMITS,
    entry: parts.entry,
    ...(parts.numbers && { numbers: parts.numbers }),
    cases: Object.entries(inputs).map(([name, args]) => ({
      name,
      weight: 1,
      args: [...overTheBorder(args)],
      expected: overTheBorder(parts.answer(...overTheBorder(args))),
    })),
  }));
}

/** A project whose delivery reads standard input and writes standard output. */
export function stdioProject(
  form: DeliveryForm,
  posting: Posting,
  parts: Parts<string> & { readonly answer: (stdin: string) => string },
): ProjectPackage {
  return assemble(form, posting, parts, (inputs) => ({
    kind: 'stdio',
    ...form,
    comparator: parts.comparator ?? WHITESPACE,
    limits: LIMITS,
    cases: Object.entries(inputs).map(([name, stdin]) => ({
      name,
      weight: 1,
      stdin,
      argv: [],
      expected: parts.answer(stdin),
    })),
  }));
}

/** A project whose delivery works over the files of its folder; `answer` gives the files it must leave there. */
export function filesProject(
  form: DeliveryForm,
  posting: Posting,
  parts: Parts<Files> & { readonly answer: (files: Files) => Files },
): ProjectPackage {
  return assemble(form, posting, parts, (inputs) => ({
    kind: 'files',
    ...form,
    comparator: parts.comparator ?? EXACT,
    limits: LIMITS,
    cases: Object.entries(inputs).map(([name, files]) => ({
      name,
      weight: 1,
      files,
      stdin: '',
      argv: [],
      expected: parts.answer(files),
    })),
  }));
}
