/** What a posting says to a freelancer: its text, and the visible examples where it has some. */

import { z } from 'zod';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useText } from '../project.ts';

const caseSchema = z.looseObject({ name: z.string() });

/** Postings are written by employers: what has not this form is not there. */
const acceptanceSchema = z.looseObject({
  kind: z.string(),
  language: z.string(),
  file: z.string(),
  entry: z.string().optional(),
  cases: z.array(caseSchema),
});
export type Examples = z.output<typeof acceptanceSchema>;
export type Example = Examples['cases'][number];

const postingSchema = z.looseObject({
  title: z.string().catch(''),
  description: z.string().catch(''),
  acceptance: acceptanceSchema.nullable().catch(null).default(null),
  estimatedMinutes: z.number().nullable().catch(null).default(null),
});
export type PostingSaid = z.output<typeof postingSchema>;

function read(text: string): PostingSaid {
  const plain = { title: '', description: text, acceptance: null, estimatedMinutes: null };
  try {
    return postingSchema.safeParse(JSON.parse(text)).data ?? plain;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return plain;
    throw thrown;
  }
}

/** Undefined: on its way; null: gone, or not this viewer's to read. */
export function usePostingOf(market: string, { document }: SeenProject): PostingSaid | null | undefined {
  const text = useText(market, document);
  return text === null || text === undefined ? text : read(text);
}

/** What a case gives and what it wants, as texts under their names. */
export function partsOf(one: Example, entry: string | undefined): { readonly given: string; readonly wanted: string } {
  const { args, stdin, argv, files, setup, source, expected } = one;
  const json = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));
  if (typeof source === 'string') return { given: source, wanted: '' };
  if (Array.isArray(args)) {
    return {
      given: `${entry ?? ''}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`,
      wanted: JSON.stringify(expected) ?? '',
    };
  }
  const given = [
    Array.isArray(argv) && argv.length > 0 ? `$ ${argv.join(' ')}` : '',
    typeof files === 'object' && files !== null ? filesText(files) : '',
    typeof setup === 'string' ? setup : '',
    typeof stdin === 'string' ? stdin : '',
  ];
  const wanted =
    typeof files === 'object' && typeof expected === 'object' && expected !== null
      ? filesText(expected)
      : json(expected);
  return { given: given.filter((part) => part !== '').join('\n'), wanted };
}

function filesText(files: object): string {
  return Object.entries(files)
    .map(([path, text]) => `${path}:\n${String(text)}`)
    .join('\n');
}
