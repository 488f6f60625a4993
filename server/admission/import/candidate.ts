/** From a set's work to what can be tried: the two sides of an acceptance, programs that should pass, and ones that should not. */

import { unreachable } from '../../kernel/assert.ts';
import { type Acceptance, acceptanceSchema, type Comparator, type Json } from '../../protocol/arena/acceptance.ts';
import { NUMBER_KEY } from '../../protocol/arena/wide-number.ts';
import { type Anatomy, type Bench, pythonText } from './bench.ts';
import type { AssertionWork, FunctionWork, StdioWork, Work } from './draft.ts';
import { functionTable, SPIN, stdioTable } from './table-program.ts';
import { Skip } from './trouble.ts';

export const FILE = 'solution.py';

export interface WrongCandidate {
  readonly name: string;
  readonly why: string;
  readonly program: string;
}

export interface Candidate {
  readonly visible: Acceptance;
  /** A visible case that every delivery passes which is there at all: for where no other one stands. */
  readonly leastVisible: Acceptance | null;
  readonly hidden: Acceptance;
  /** The first that passes every hidden case is the reference. */
  readonly references: readonly string[];
  /** Empty where nothing was made of the reference: in order of preference. */
  readonly wrong: (reference: string) => Promise<readonly WrongCandidate[]>;
  readonly marks: readonly string[];
}

const NUMPY = pythonText('numpy_subset');
const NUMPY_NAMES = [
  'allclose',
  'isclose',
  'ndarray',
  'float64',
  'float32',
  'inf',
  'nan',
  'testing',
  'testing.assert_allclose',
];
const SOURCE_CHARACTERS_MAX = 900_000;
const SETUP_CHARACTERS_MAX = 100_000;
const PROGRAMS_TRIED = 5;
/** Reading assertions of this length takes seconds by itself, more on a machine that has other things to do. */
const LONG_CHARACTERS = 100_000;
const LONG_LIMITS = { timeMs: 60_000 };

function slipsOf({ slips }: Anatomy): WrongCandidate[] {
  return slips.map(({ line, program }) => ({
    name: `one slip in line ${line}`,
    why: `one comparison, operator or constant in line ${line} of the reference is another`,
    program,
  }));
}

/** The same answer from everything that the assertions name. */
function allAnswer(names: readonly string[], answer: string): string {
  return names.map((name) => `def ${name}(*arguments, **named):\n    return ${answer}\n`).join('\n\n');
}

const echo = (program: string): WrongCandidate => ({
  name: 'gives back what it is given',
  why: 'it answers with its first argument',
  program,
});

const nothing = (program: string): WrongCandidate => ({
  name: 'does nothing',
  why: 'it is there and answers nothing of what is asked for',
  program,
});

function checkAssertions({ evaluates, missing, tests_missing, numpy }: Anatomy): { readonly setup: string } {
  if (evaluates.length > 0) throw new Skip('evaluates', `they use ${evaluates.join(', ')}`);
  if (missing.length > 0) throw new Skip('needs_package', `its program imports ${missing.join(', ')}`);
  const others = tests_missing.filter((name) => name !== 'numpy');
  if (others.length > 0) throw new Skip('needs_package', `its assertions import ${others.join(', ')}`);
  const beyond = numpy.filter((name) => !NUMPY_NAMES.includes(name));
  if (beyond.length > 0) throw new Skip('needs_package', `its assertions use numpy: ${beyond.join(', ')}`);
  return { setup: tests_missing.includes('numpy') ? `${NUMPY}\n` : '' };
}

async function ofAssertions(work: AssertionWork, bench: Bench): Promise<Candidate> {
  const { program, setup, visible, hidden } = work;
  const anatomy = await bench.examine({ program, setup, tests: [...visible, ...hidden], entry: work.entry });
  const before = checkAssertions(anatomy).setup;
  const { entry, names, examples, fallbacks } = anatomy;
  if (entry === null) throw new Skip('no_tests', 'the assertions name nothing that the program defines');
  if (
    hidden.some((source) => source.length > SOURCE_CHARACTERS_MAX) ||
    before.length + setup.length > SETUP_CHARACTERS_MAX
  ) {
    throw new Skip('too_large', `assertions of more than ${SOURCE_CHARACTERS_MAX} characters`);
  }
  const isLong = hidden.some((source) => source.length > LONG_CHARACTERS);
  const side = (text: string, sources: readonly string[], word: string): Acceptance =>
    acceptanceSchema.parse({
      kind: 'assertions',
      ...(isLong ? { limits: LONG_LIMITS } : {}),
      language: 'python',
      file: FILE,
      entry,
      names,
      setup: text,
      cases: sources.map((source, at) => ({ name: `${word} ${at + 1}`, source })),
    });
  const shown =
    [visible, examples, work.examples ?? [], fallbacks.slice(0, 1)].find((sources) => sources.length > 0) ?? [];
  return {
    visible: side(setup, shown, 'example'),
    leastVisible: side('', [`${entry}.__name__`], 'it is there'),
    hidden: side(before + setup, hidden, 'hidden'),
    references: [program],
    wrong: async () => [
      nothing(allAnswer([entry, ...names], 'None')),
      ...slipsOf(anatomy),
      echo(allAnswer([entry, ...names], 'arguments[0] if arguments else None')),
    ],
    marks: before === '' ? [] : ['its comparisons by numpy are those of a small part of it, written for this arena'],
  };
}

const knowing = (program: string): WrongCandidate => ({
  name: 'knows the examples only',
  why: 'it answers the visible cases from a table, and nothing else',
  program,
});

/** Slips of a program that the set has; a table of answers has none worth making. */
async function madeSlips(
  bench: Bench,
  work: StdioWork | FunctionWork,
  reference: string,
): Promise<readonly WrongCandidate[]> {
  if (!work.programs.includes(reference)) return [];
  return slipsOf(await bench.examine({ program: reference, setup: '', tests: [], entry: null }));
}

function marksOf({ programs, casesArePublic }: StdioWork | FunctionWork): string[] {
  return [
    ...(programs.length > 0 ? [] : ['the set has no solution: the reference is a table of the answers']),
    ...(casesArePublic ? ['a program that knows the posting by heart passes'] : []),
  ];
}

/** Where texts to be printed have decimals, other last digits are no mistake. */
const TOLERANCE = { absolute: 1e-6, relative: 1e-6 };

function ofStdio(work: StdioWork, bench: Bench): Candidate {
  const all = [...work.visible, ...work.hidden];
  const decimals = all.some(({ expected }) => /(?:^|\s)[+-]?\d+\.\d+(?:\s|$)/.test(expected));
  const comparator: Comparator = decimals ? { kind: 'float', ...TOLERANCE } : { kind: 'whitespace' };
  const side = (cases: StdioWork['hidden'], word: string): Acceptance =>
    acceptanceSchema.parse({
      kind: 'stdio',
      language: 'python',
      file: FILE,
      comparator,
      cases: cases.map((one, at) => ({ name: `${word} ${at + 1}`, ...one })),
    });
  return {
    visible: side(work.visible, 'example'),
    leastVisible: null,
    hidden: side(work.hidden, 'hidden'),
    references: work.programs.length > 0 ? work.programs.slice(0, PROGRAMS_TRIED) : [stdioTable(all, SPIN)],
    wrong: async (reference) => [
      nothing('pass\n'),
      ...(await madeSlips(bench, work, reference)),
      knowing(stdioTable(work.visible)),
      {
        ...knowing(stdioTable(all.map((one) => ({ ...one, expected: `${one.expected} 0` })))),
        name: 'one word too many',
        why: 'it prints a word more',
      },
    ],
    marks: marksOf(work),
  };
}

function holdsWide(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, NUMBER_KEY) || Object.values(value).some((inner) => holdsWide(inner as Json));
}

function holdsDecimal(value: Json): boolean {
  if (typeof value === 'number') return !Number.isInteger(value);
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((inner) => holdsDecimal(inner as Json))
  );
}

function ofFunction(work: FunctionWork, bench: Bench): Candidate {
  const { entry } = work;
  const all = [...work.visible, ...work.hidden];
  const wide = all.some(({ args, expected }) => holdsWide([...args, expected]));
  const side = (cases: FunctionWork['hidden'], word: string): Acceptance =>
    acceptanceSchema.parse({
      kind: 'function',
      language: 'python',
      file: FILE,
      entry,
      ...(wide ? { numbers: 'wide' } : {}),
      comparator: all.some(({ expected }) => holdsDecimal(expected))
        ? { kind: 'float', ...TOLERANCE }
        : { kind: 'exact' },
      cases: cases.map((one, at) => ({ name: `${word} ${at + 1}`, ...one })),
    });
  return {
    visible: side(work.visible, 'example'),
    leastVisible: null,
    hidden: side(work.hidden, 'hidden'),
    references: work.programs.length > 0 ? work.programs.slice(0, PROGRAMS_TRIED) : [functionTable(entry, all, SPIN)],
    wrong: async (reference) => [
      nothing(`def ${entry}(*arguments):\n    return None\n`),
      ...(await madeSlips(bench, work, reference)),
      knowing(functionTable(entry, work.visible)),
      {
        ...knowing(
          functionTable(
            entry,
            all.map((one) => ({ ...one, expected: [one.expected] })),
          ),
        ),
        name: 'one list too many',
        why: 'it answers with a list around the value',
      },
    ],
    marks: marksOf(work),
  };
}

export async function candidateOf(work: Work, bench: Bench): Promise<Candidate> {
  switch (work.kind) {
    case 'assertions':
      return ofAssertions(work, bench);
    case 'stdio':
      return ofStdio(work, bench);
    case 'function':
      return ofFunction(work, bench);
    default:
      return unreachable(work);
  }
}
