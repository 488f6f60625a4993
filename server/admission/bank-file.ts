/** Files that the gate reads: a bank of projects, solutions and readings of them, and public banks that it must not repeat. */

import { z } from 'zod';
import { CANARY, type ProjectPackage, projectPackageSchema } from '../protocol/arena/project-package.ts';
import type { Bank, Draft } from './bank.ts';
import type { KnownWork } from './duplicates-gate.ts';
import { rowsOf as importedRows } from './import/read/rows.ts';
import { ImportError } from './import/trouble.ts';

/** A file that is not what it was named for: exit code 65. */
export class BankFileError extends Error {
  override readonly name = 'BankFileError';
  readonly exitCode = 65;
}

interface Row {
  readonly line: number | string;
  /** Undefined where the line is no JSON object. */
  readonly value: unknown;
  /** What is wrong with such a line. */
  readonly problem: string;
}

/** The rows of a file, read as an import reads them: huge lines, keys of the prototype and damaged texts are told by their line. */
async function* rowsOf(file: string): AsyncGenerator<Row> {
  try {
    for await (const read of importedRows(file)) {
      const { at } = read.place;
      yield read.ok ? { line: at, value: read.row, problem: '' } : { line: at, value: undefined, problem: read.reason };
    }
  } catch (problem) {
    throw problem instanceof ImportError ? new BankFileError(problem.message) : problem;
  }
}

/** The line that heads files of ours: the canary, and no project. */
const headerSchema = z.looseObject({ canary: z.string(), slug: z.undefined().optional() });

/**
 * A bank out of JSON lines: the canary first, then one project package a line. Lines that are no package become drafts, which the
 * report refuses; only a file that cannot be read throws a `BankFileError`.
 */
export async function readBank(file: string, name: string): Promise<Bank> {
  const projects: ProjectPackage[] = [];
  const drafts: Draft[] = [];
  const lines = new Map<string, number | string>();
  let canary = false;
  for await (const { line, value, problem } of rowsOf(file)) {
    const header = headerSchema.safeParse(value);
    if (header.success) {
      canary ||= header.data.canary === CANARY;
      continue;
    }
    const parsed = projectPackageSchema.safeParse(value);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the line'}: ${message}`);
      drafts.push({ name: `line ${line}`, problems: value === undefined ? [`not JSON: ${problem}`] : problems });
      continue;
    }
    const before = lines.get(parsed.data.slug);
    lines.set(parsed.data.slug, line);
    if (before === undefined) projects.push(parsed.data);
    else
      drafts.push({ name: `line ${line}`, problems: [`slug: "${parsed.data.slug}" stands in line ${before} already`] });
  }
  if (projects.length + drafts.length === 0) throw new BankFileError(`${file} holds no projects`);
  return { name, projects, drafts, origin: { kind: 'file', canary } };
}

/** Lines that this schema reads. Throws a `BankFileError` that names the first line it does not. */
export async function readLines<Value>(file: string, schema: z.ZodType<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for await (const { line, value } of rowsOf(file)) {
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new BankFileError(`${file}, line ${line}: ${issue?.path.join('.') || 'the line'}: ${issue?.message ?? ''}`);
    }
    values.push(parsed.data);
  }
  return values;
}

/** Tasks of public banks and projects of ours, by the names that their fields have there. */
const knownSchema = z.union([
  projectPackageSchema.pick({ slug: true, title: true, description: true }).extend({
    answerKey: z.object({ reference: z.record(z.string(), z.string()) }),
  }),
  z.looseObject({
    task_id: z.union([z.string(), z.number()]).optional(),
    prompt: z.string().optional(),
    text: z.string().optional(),
    question: z.string().optional(),
    instruct_prompt: z.string().optional(),
    canonical_solution: z.string().optional(),
    code: z.string().optional(),
  }),
]);

/** Work that must not be repeated, out of a JSON-lines file as it was published (HumanEval, MBPP, BigCodeBench) or of ours. */
export async function readKnownWork(file: string): Promise<readonly KnownWork[]> {
  const works: KnownWork[] = [];
  for await (const { line, value } of rowsOf(file)) {
    if (headerSchema.safeParse(value).success && !Object.hasOwn(Object(value), 'prompt')) continue;
    const parsed = knownSchema.safeParse(value);
    if (!parsed.success) throw new BankFileError(`${file}, line ${line}: no task that is known here`);
    const row = parsed.data;
    if ('answerKey' in row && 'slug' in row && typeof row.slug === 'string') {
      const { slug, title, description, answerKey } = row as ProjectPackage;
      works.push({
        name: slug,
        text: `${title}\n${description}`,
        program: Object.values(answerKey.reference).join('\n'),
      });
      continue;
    }
    const task = row as Readonly<Record<string, string | number | undefined>>;
    const text = task.prompt ?? task.text ?? task.question ?? task.instruct_prompt;
    if (text === undefined) throw new BankFileError(`${file}, line ${line}: no prompt, text or question`);
    const program = `${task.prompt ?? ''}${task.canonical_solution ?? task.code ?? ''}`;
    works.push({ name: `${task.task_id ?? `line ${line}`}`, text: String(text), program });
  }
  return works;
}
