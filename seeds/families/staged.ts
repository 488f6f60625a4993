/** Families whose programs are made of stages (read, work, write): each setting of a dial brings its own stage, text and slips. */

import { assert, known } from '../../server/kernel/assert.ts';
import type { Comparator, Files, Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import {
  type DeliveryForm,
  edited,
  filesProject,
  functionProject,
  type Posting,
  PYTHON,
  stdioProject,
  type WrongProgram,
} from './family.ts';
import { type Brief, need, type Piece, say, studyProject } from './study-family.ts';

/** A plausible mistake: what in the reference program (only one place) is replaced, and the requirement missed. */
export interface Slip {
  readonly why: string;
  readonly from: string;
  readonly to: string;
  /** What the customer sees of it, where a program with this fault is given to be repaired. */
  readonly symptom?: string;
}

/** One setting of a dial: how each voice asks for it, which cases test it, and its part of the programs. */
export interface Stage {
  readonly text: readonly [string, string, string];
  readonly cases: readonly [string, ...string[]];
  readonly program: string;
  /** Of the alternative: the same by another way. */
  readonly other: string;
  readonly slips: readonly Slip[];
  /** Its part of the program as it is given, before the extension that the posting asks for. */
  readonly before?: string;
}

/** Dials of four, three and four settings. Any two of the first twelve places differ in two dials or in dial and voice. */
export interface Place {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly voice: 0 | 1 | 2;
}

/** Where the variant `index` stands. Places with the same `first` have different voices, and all differ in two dials. */
export function placeOf(index: number): Place {
  const first = index % 4;
  const second = Math.floor(index / 4) % 3;
  return { first, second, third: (first + second) % 4, voice: (index % 3) as 0 | 1 | 2 };
}

/** The item at `at`, which must be there. */
export function at<Item>(items: readonly Item[], index: number): Item {
  return known(items[index], `setting ${index}`);
}

type Kinds =
  | { readonly kind: 'function'; readonly entry: string }
  | { readonly kind: 'stdio' }
  | { readonly kind: 'files' };

/** A staged project. A `Model` is what a case is about; input and expected answer are both made from it, without a parser. */
export interface Staged<Model> {
  readonly brief: Omit<Brief, 'text'>;
  readonly voice: 0 | 1 | 2;
  /** Said before the stages, and after them. */
  readonly opening: readonly Piece[];
  readonly closing: readonly Piece[];
  readonly stages: readonly Stage[];
  readonly form?: DeliveryForm;
  readonly acceptance: Kinds;
  readonly comparator?: Comparator;
  /** The whole program out of the stages' parts. */
  readonly frame: (parts: readonly string[]) => string;
  readonly otherFrame?: (parts: readonly string[]) => string;
  readonly how: string;
  /** The correct programs, where the framed ones would be too alike over the variants; wrong ones still come from `frame`. */
  readonly correct?: { readonly reference: string; readonly alternative: string };
  readonly slips?: readonly Slip[];
  readonly visible: Readonly<Record<string, Model>>;
  readonly hidden: Readonly<Record<string, Model>>;
  /** Arguments of the function, or standard input, or files. */
  readonly input: (model: Model) => readonly Json[] | string | Files;
  readonly answer: (model: Model) => Json | string | Files;
}

/** Wrong programs out of slips; each is named by what it misses. */
export function wrongOf(reference: string, slips: readonly Slip[]): WrongProgram[] {
  return slips.map(({ why, from, to }) => ({
    name: why
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60),
    why,
    program: edited(reference, from, to),
  }));
}

function packageOf<Model>(staged: Staged<Model>, posting: Posting, framed: string): ProjectPackage {
  const { acceptance, comparator, form = PYTHON } = staged;
  const models = new Map<string, Model>();
  const inputs = (cases: Readonly<Record<string, Model>>) =>
    Object.fromEntries(
      Object.entries(cases).map(([name, model]) => {
        const input = staged.input(model);
        assert(!models.has(JSON.stringify(input)), `${posting.slug}: the case "${name}" repeats another`);
        models.set(JSON.stringify(input), model);
        return [name, input];
      }),
    );
  const expected = (input: unknown) => staged.answer(known(models.get(JSON.stringify(input)), 'model of the case'));
  const slips = [...staged.stages.flatMap((stage) => stage.slips), ...(staged.slips ?? [])];
  const parts = {
    reference: staged.correct?.reference ?? framed,
    wrong: wrongOf(framed, slips),
    ...(comparator && { comparator }),
    visible: inputs(staged.visible),
    hidden: inputs(staged.hidden),
  };
  if (acceptance.kind === 'function') {
    return functionProject<readonly Json[]>(form, posting, {
      ...(parts as typeof parts & { visible: Record<string, Json[]>; hidden: Record<string, Json[]> }),
      entry: acceptance.entry,
      answer: (...args) => expected(args) as Json,
    });
  }
  if (acceptance.kind === 'stdio') {
    return stdioProject(form, posting, {
      ...(parts as typeof parts & { visible: Record<string, string>; hidden: Record<string, string> }),
      answer: (stdin) => expected(stdin) as string,
    });
  }
  return filesProject(form, posting, {
    ...(parts as typeof parts & { visible: Record<string, Files>; hidden: Record<string, Files> }),
    answer: (files) => expected(files) as Files,
  });
}

/** A program to be repaired: the reference with every fault of its stages. */
export function brokenProgram(frame: Staged<never>['frame'], stages: readonly Stage[]): string {
  const faults = stages.flatMap(({ slips }) => slips).filter(({ symptom }) => symptom !== undefined);
  return faults.reduce(
    (program, { from, to }) => edited(program, from, to),
    frame(stages.map(({ program }) => program)),
  );
}

/** What the customer sees of the faults, in the order of the stages. */
export function symptomsOf(stages: readonly Stage[]): string[] {
  return stages.flatMap(({ slips }) => slips.flatMap(({ symptom }) => symptom ?? []));
}

/** A program to be extended: every stage as it was before. */
export function programBefore(frame: Staged<never>['frame'], stages: readonly Stage[]): string {
  return frame(stages.map(({ before, program }) => before ?? program));
}

/** The package of a staged project, checked and traced like every study project. */
export function stagedProject<Model>(staged: Staged<Model>): ProjectPackage {
  const { stages, frame, otherFrame = frame, voice, opening, closing, how } = staged;
  const asked = stages.map(({ text, cases }) => need(text[voice], ...cases));
  const pieces: Piece[] = [...opening, ...asked, ...closing];
  const text = voice === 1 ? pieces : pieces.flatMap((piece, index) => (index === 0 ? [piece] : [say('\n\n'), piece]));
  const framed = frame(stages.map(({ program }) => program));
  return studyProject({ ...staged.brief, text }, (posting) => packageOf(staged, posting, framed), {
    how,
    program: staged.correct?.alternative ?? otherFrame(stages.map(({ other }) => other)),
  });
}
