/** Builders of JavaScript project packages, taking the cases as ordered lists of named inputs. */

import { assert } from '../../server/kernel/assert.ts';
import type { Comparator, Files, Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import {
  type DeliveryForm,
  filesProject,
  functionProject,
  type Posting,
  stdioProject,
  type WrongProgram,
} from './family.ts';

const JAVASCRIPT: DeliveryForm = { language: 'javascript', file: 'solution.js' };

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

interface Parts<Case> {
  readonly visible: readonly Case[];
  readonly hidden: readonly Case[];
  readonly reference: string;
  readonly wrong: readonly WrongProgram[];
  readonly comparator?: Comparator;
}

/** The inputs of `cases` by name; a repeated name is a bug. */
function byName<Case extends { readonly name: string }, Input>(
  cases: readonly Case[],
  input: (item: Case) => Input,
): Record<string, Input> {
  const named = Object.fromEntries(cases.map((item) => [item.name, input(item)]));
  assert(Object.keys(named).length === cases.length, `case names repeat: ${cases.map(({ name }) => name).join(', ')}`);
  return named;
}

function named<Case extends { readonly name: string }, Input>(parts: Parts<Case>, input: (item: Case) => Input) {
  return { ...parts, visible: byName(parts.visible, input), hidden: byName(parts.hidden, input) };
}

/** A JavaScript project whose delivery defines the function `entry`; `answer` computes the expected values on its own. */
export function javascriptFunction<Arguments extends readonly Json[]>(
  posting: Posting,
  parts: Parts<FunctionCase<NoInfer<Arguments>>> & {
    readonly entry: string;
    readonly answer: (...args: Arguments) => Json;
  },
): ProjectPackage {
  const { entry, answer } = parts;
  return functionProject<Arguments>(JAVASCRIPT, posting, { ...named(parts, ({ args }) => args), entry, answer });
}

/** A JavaScript project whose delivery reads standard input and writes standard output. */
export function javascriptStdio(
  posting: Posting,
  parts: Parts<StdioCase> & { readonly answer: (stdin: string) => string },
): ProjectPackage {
  return stdioProject(JAVASCRIPT, posting, { ...named(parts, ({ stdin }) => stdin), answer: parts.answer });
}

/** A JavaScript project whose delivery works over the files of its folder; `answer` gives the files it must leave. */
export function javascriptFiles(
  posting: Posting,
  parts: Parts<FilesCase> & { readonly answer: (files: Files) => Files },
): ProjectPackage {
  return filesProject(JAVASCRIPT, posting, { ...named(parts, ({ files }) => files), answer: parts.answer });
}
