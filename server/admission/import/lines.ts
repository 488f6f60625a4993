/** Our own files: JSON lines, headed by the canary, then one project package or one posting a line, as canonical JSON. */

import { z } from 'zod';
import { canonicalJson } from '../../kernel/hash.ts';
import { CANARY, type ProjectPackage, projectPackageSchema } from '../../protocol/arena/project-package.ts';
import { type ImportedPosting, importedPostingSchema } from './posting.ts';
import { type Row, Skip } from './trouble.ts';

export type LineKind = 'projects' | 'postings';

const headerSchema = z.strictObject({
  canary: z.literal(CANARY),
  format: z.enum(['freelance-arena-projects', 'freelance-arena-postings']),
  version: z.literal(1),
  /** What made the file again, where a generator did. */
  generated: z.record(z.string(), z.unknown()).optional(),
});

export function headerLine(kind: LineKind): string {
  return `${canonicalJson({ canary: CANARY, format: `freelance-arena-${kind}`, version: 1 })}\n`;
}

/** What the lines behind this one are; null where it is no header of ours. */
export function headerOf(row: Row): LineKind | null {
  const parsed = headerSchema.safeParse(row);
  if (!parsed.success) return null;
  return parsed.data.format === 'freelance-arena-projects' ? 'projects' : 'postings';
}

export function lineOf(value: ProjectPackage | ImportedPosting): string {
  return `${canonicalJson(value)}\n`;
}

/** The same file again, header and all: what is read from it and written anew has the same bytes. */
export function projectLines(packages: readonly ProjectPackage[]): string {
  return headerLine('projects') + packages.map(lineOf).join('');
}

function parsedBy<Value>(schema: z.ZodType<Value>, row: Row): Value {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Skip('wrong_field', `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? ''}`);
}

export function packageIn(row: Row): ProjectPackage {
  const value = parsedBy(projectPackageSchema, row);
  // A field of another version of this arena would be lost without a word.
  const unknown = Object.keys(row).find((key) => !Object.hasOwn(value, key));
  if (unknown !== undefined) throw new Skip('wrong_field', `${unknown}: there is no such field`);
  return value;
}

export function postingIn(row: Row): ImportedPosting {
  return parsedBy(importedPostingSchema, row);
}
