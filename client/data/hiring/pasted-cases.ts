/** Cases pasted as JSON, in the form in which the API takes them, as rows of the form. */

import { z } from 'zod';
import {
  filesCaseSchema,
  functionCaseSchema,
  sqlCaseSchema,
  stdioCaseSchema,
} from '../../../server/protocol/arena/acceptance.ts';
import { type CaseDraft, type DraftKind, emptyCase } from './draft.ts';

const written = (value: unknown): string => JSON.stringify(value);

function rowsOf(kind: DraftKind, given: unknown): readonly Partial<CaseDraft>[] {
  switch (kind) {
    case 'function':
      return z
        .array(functionCaseSchema)
        .parse(given)
        .map(({ name, weight, args, expected }) => ({
          name,
          weight: String(weight),
          input: written(args),
          expected: written(expected),
        }));
    case 'stdio':
      return z
        .array(stdioCaseSchema)
        .parse(given)
        .map(({ name, weight, stdin, argv, expected }) => ({
          name,
          weight: String(weight),
          input: stdin,
          argv: written(argv),
          expected,
        }));
    case 'files':
      return z
        .array(filesCaseSchema)
        .parse(given)
        .map(({ name, weight, files, stdin, argv, expected }) => ({
          name,
          weight: String(weight),
          input: written(files),
          stdin,
          argv: written(argv),
          expected: written(expected),
        }));
    case 'sql':
      return z
        .array(sqlCaseSchema)
        .parse(given)
        .map(({ name, weight, setup, expected }) => ({
          name,
          weight: String(weight),
          input: setup,
          expected: written(expected),
        }));
  }
}

export type Pasted =
  | { readonly ok: true; readonly cases: readonly CaseDraft[] }
  | { readonly ok: false; readonly why: string };

export function pastedCases(kind: DraftKind, text: string, visible: boolean): Pasted {
  try {
    const rows = rowsOf(kind, JSON.parse(text));
    return { ok: true, cases: rows.map((row) => ({ ...emptyCase(visible), ...row })) };
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return { ok: false, why: thrown.message };
    if (thrown instanceof z.ZodError) {
      const [first] = thrown.issues;
      return { ok: false, why: `${first?.path.join('.') ?? ''} ${first?.message ?? ''}`.trim() };
    }
    throw thrown;
  }
}
