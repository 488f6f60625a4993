/** What can be wrong with what somebody wants to import: the whole command, or one row. */

/** Why a row is not imported. The codes are stable: scripts may ask for them. */
export const SKIP_CODES = {
  cut_short: 'the file ends in the middle',
  not_utf8: 'the text is no UTF-8',
  not_json: 'no JSON object',
  not_csv: 'no row of the table',
  too_large: 'larger than an import takes',
  wrong_field: 'a field is missing, or of another type than published',
  unsafe_key: 'a key that is no name of a field',
  no_literal: 'no Python literal',
  no_tests: 'nothing that a delivery could be judged by',
  pickled_tests: 'hidden cases are a Python pickle, which is never opened',
  needs_package: 'needs packages that are not there',
  not_python: 'programs that this Python does not read',
  evaluates: 'assertions that run what a delivery returns',
  posting_unfit: 'title or description is too short or too long for a posting',
  reference_fails: 'its own solution does not pass its own cases',
  weak_tests: 'wrong programs pass its cases',
  not_judged_here: 'no sandbox here has what it needs',
  duplicate: 'a project of the same name or the same answer key came before',
} as const;
export type SkipCode = keyof typeof SKIP_CODES;

/** One row that cannot be imported: a value among others, never the end of the import. */
export class Skip extends Error {
  override readonly name = 'Skip';
  readonly code: SkipCode;

  constructor(code: SkipCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** The import as a whole cannot be done. 64: the command line; 65: a file that was named. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly exitCode: 64 | 65;

  constructor(message: string, exitCode: 64 | 65 = 65) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Where a row stands: a line of a text file or a row of a table, counted from 1, or a folder of its own. */
export interface Place {
  readonly file: string;
  readonly unit: 'line' | 'row' | 'folder';
  readonly at: number | string;
}

export function placeText({ file, unit, at }: Place): string {
  return `${file}, ${unit} ${at}`;
}

export type Row = Readonly<Record<string, unknown>>;

/** What a reader makes of one place. `raw` is the JSON text, where the row is one: numbers lose nothing there. */
export type Read =
  | { readonly ok: true; readonly place: Place; readonly row: Row; readonly raw: string | null }
  | { readonly ok: false; readonly place: Place; readonly code: SkipCode; readonly reason: string };

export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
