/** Acceptance: the cases a delivery must meet, as data. The visible part travels with the project; the rest is answer key. */

import { z } from 'zod';
import { firstBadNumber } from './wide-number.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export const jsonSchema: z.ZodType<Json> = z
  .lazy(() =>
    z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(jsonSchema), z.record(z.string(), jsonSchema)]),
  )
  // It holds itself, so documents can speak of it by its name only.
  .meta({ id: 'Json', description: 'Any JSON value' });

/** Relative path inside a delivery or a case: forward slashes, no `..`, no leading slash, at most 200 characters. */
export const filePathSchema = z
  .string()
  .max(200)
  .regex(
    /^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._/-]+$/,
    'use letters, digits, dot, dash, underscore and single slashes',
  );

const PROTOTYPE = '__proto__';

/** File contents by path, as UTF-8 text. One name is refused: an object of JavaScript that is copied would lose it silently. */
export const filesSchema = z.preprocess(
  (given, context) => {
    if (typeof given === 'object' && given !== null && Object.hasOwn(given, PROTOTYPE)) {
      context.addIssue({ code: 'custom', path: [PROTOTYPE], message: `no file can be named ${PROTOTYPE}` });
    }
    return given;
  },
  z.record(filePathSchema, z.string()),
);
export type Files = z.infer<typeof filesSchema>;

/** `command`: any program, started by the command line that the environment names. */
export const languageSchema = z.enum(['python', 'javascript', 'typescript', 'sql', 'command']);
export type Language = z.infer<typeof languageSchema>;

const commandSchema = z.array(z.string().min(1).max(1_000)).min(1).max(64);

/**
 * What a project needs of the machine that judges it. `embedded` stands on every machine and has no packages; `native`
 * is a whole system: other packages, other interpreters, compilers. A market does not open where this is not met.
 */
export const environmentSchema = z.object({
  tier: z.enum(['embedded', 'native']).default('embedded'),
  /** Packages as a program imports them (`numpy`), or commands of the system (`gcc`, with language `command`). */
  packages: z
    .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+@/-]{0,79}$/))
    .max(20)
    .default([]),
  /** Command lines that run inside the sandbox, in the folder of the delivery, before its first case. */
  build: z.array(commandSchema).max(8).default([]),
  /** What starts the program where the language is `command`; the case's arguments follow it. */
  start: commandSchema.optional(),
});
export type Environment = z.infer<typeof environmentSchema>;
export type Tier = Environment['tier'];

/** How an answer is compared with the expected one. Comparison always happens outside the sandbox. */
export const comparatorSchema = z.discriminatedUnion('kind', [
  /** Same JSON value or same bytes of text. */
  z.object({ kind: z.literal('exact') }),
  /** Texts equal after folding runs of white space and dropping it at line and text ends. */
  z.object({ kind: z.literal('whitespace') }),
  /** Same shape; numbers equal within `absolute + relative × |expected|`. Texts are compared token by token. */
  z.object({ kind: z.literal('float'), absolute: z.number().min(0), relative: z.number().min(0) }),
  /** Lists are equal as multisets: the outermost list, or every list with `deep`. Texts: their lines. */
  z.object({ kind: z.literal('unordered'), deep: z.boolean().default(false) }),
  /** Texts parsed as JSON and compared as values (key order and white space do not count). */
  z.object({ kind: z.literal('json') }),
  /** CSV texts compared as tables. Columns are matched by header; a column's type decides how its cells compare. */
  z.object({
    kind: z.literal('table'),
    columns: z.record(z.string(), z.enum(['text', 'integer', 'number', 'date'])).default({}),
    absolute: z.number().min(0).default(1e-9),
    rowsOrdered: z.boolean().default(true),
  }),
  /**
   * A checker program of ours: Python source defining `check(input, expected, answer)` that returns true or false.
   * It runs in a sandbox of its own, after and apart from the delivery.
   */
  z.object({ kind: z.literal('checker'), source: z.string() }),
]);
export type Comparator = z.infer<typeof comparatorSchema>;

/** Wall time of one case in milliseconds: the second guard; fuel decides first. */
const timeMsSchema = z.number().int().min(10).max(60_000);
const memoryBytesSchema = z.number().int().min(16_777_216).max(536_870_912);
const limitsSchema = z.object({
  timeMs: timeMsSchema.default(10_000),
  memoryBytes: memoryBytesSchema.default(134_217_728),
});
/** Without defaults: what a case does not say is what its acceptance says. */
const ownLimitsSchema = z.object({ timeMs: timeMsSchema, memoryBytes: memoryBytesSchema }).partial();
export type CaseLimits = z.infer<typeof limitsSchema>;

const caseBase = {
  /** Unique in its project; visible names may be shown, hidden ones never are. */
  name: z.string().min(1).max(80),
  weight: z.number().int().min(1).max(1_000).default(1),
  limits: ownLimitsSchema.optional(),
};

/** Calls `entry(...args)` and compares the returned JSON value. */
export const functionCaseSchema = z.object({ ...caseBase, args: z.array(jsonSchema), expected: jsonSchema });
/** Runs the program with `stdin` (and `argv`) and compares what it wrote to standard output. */
export const stdioCaseSchema = z.object({
  ...caseBase,
  stdin: z.string(),
  argv: z.array(z.string()).default([]),
  expected: z.string(),
});
/** Puts `files` in the working folder, runs the program, and compares each file named in `expected`. */
export const filesCaseSchema = z.object({
  ...caseBase,
  files: filesSchema,
  stdin: z.string().default(''),
  argv: z.array(z.string()).default([]),
  expected: filesSchema,
});
/** Loads `setup` (SQL statements) in an empty SQLite database, runs the delivered query, compares the rows. */
export const sqlCaseSchema = z.object({
  ...caseBase,
  setup: z.string(),
  expected: z.object({ columns: z.array(z.string()), rows: z.array(z.array(jsonSchema)) }),
});
/**
 * Runs `source`, Python of the project's author, in an interpreter apart from the delivery. `entry` and `names` are there as
 * stand-ins that call the delivery. Statements at the outermost level run first (lines of `assert`); then `check(candidate)`
 * where it is defined, functions named `test_…`, and `unittest.TestCase` classes. The case passes when nothing was raised.
 */
export const assertionsCaseSchema = z.object({ ...caseBase, source: z.string().min(1).max(900_000) });

const nameSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

const acceptanceBase = {
  language: languageSchema,
  /** Absent: the embedded tier, and nothing beside it. */
  environment: environmentSchema.optional(),
  comparator: comparatorSchema.default({ kind: 'exact' }),
  limits: limitsSchema.prefault({}),
};

/**
 * What a delivery must meet. `file` is the program handed in; `entry` the function called.
 * Only JSON crosses the border: Python tuples arrive as lists, dictionary keys are strings.
 */
const anyAcceptanceSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('function'),
      ...acceptanceBase,
      file: filePathSchema,
      entry: nameSchema,
      /**
       * `wide`: `{"$number": text}` in a case is a number that JSON cannot say: NaN, Infinity, -Infinity, an integer of any
       * size, or a decimal such as 1.0 that must not become an integer; answers may hold them too. Absent: plain JSON.
       */
      numbers: z.literal('wide').optional(),
      cases: z.array(functionCaseSchema),
    })
    .superRefine(({ numbers, cases }, context) => {
      if (numbers === undefined) return;
      for (const [index, { args, expected }] of cases.entries()) {
        const path = firstBadNumber({ args, expected });
        if (path === null) continue;
        context.addIssue({
          code: 'custom',
          path: ['cases', index, ...path],
          message: 'not a number that $number can say',
        });
      }
    }),
  z.object({ kind: z.literal('stdio'), ...acceptanceBase, file: filePathSchema, cases: z.array(stdioCaseSchema) }),
  z.object({ kind: z.literal('files'), ...acceptanceBase, file: filePathSchema, cases: z.array(filesCaseSchema) }),
  z.object({
    kind: z.literal('sql'),
    ...acceptanceBase,
    language: z.literal('sql'),
    file: filePathSchema,
    /** Whether the order of the rows counts. */
    rowsOrdered: z.boolean().default(false),
    cases: z.array(sqlCaseSchema),
  }),
  z.object({
    kind: z.literal('assertions'),
    language: z.literal('python'),
    environment: acceptanceBase.environment,
    limits: acceptanceBase.limits,
    file: filePathSchema,
    /** The function that `check` is given. */
    entry: nameSchema,
    /** Further functions and classes of the delivery that the assertions name. */
    names: z.array(nameSchema).max(50).default([]),
    /** Python that runs before each case on the side of the assertions: imports, and helpers that nobody delivers. */
    setup: z.string().max(100_000).default(''),
    cases: z.array(assertionsCaseSchema),
  }),
]);

/** Checked as a whole: nothing but its start command says how a file of any kind is run, and nothing in it can be called. */
export const acceptanceSchema = anyAcceptanceSchema.superRefine(({ kind, language, environment }, context) => {
  if (language !== 'command') return;
  if (kind === 'function') {
    context.addIssue({
      code: 'custom',
      path: ['kind'],
      message: 'a command is started, not called: use stdio or files',
    });
  }
  if (environment?.start === undefined) {
    const message = 'language command needs the command line that starts the program';
    context.addIssue({ code: 'custom', path: ['environment', 'start'], message });
  }
});
export type Acceptance = z.infer<typeof acceptanceSchema>;
export type AcceptanceCase = Acceptance['cases'][number];
