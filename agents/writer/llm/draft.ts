/** A draft as a model writes it: posting and inputs. What is expected of hidden cases comes from running a reference. */

import { z } from 'zod';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { CATEGORIES } from '../../../server/protocol/arena/project-package.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const HIDDEN_MIN = 6;

const nameSchema = z.string().min(1).max(80);
const textSchema = z.string().max(20_000);

const baseSchema = z.object({
  title: z.string().min(10).max(120),
  description: z.string().min(200).max(8_000).describe('the posting, plain text, with every rule'),
  skills: z.array(z.string().min(1).max(60)).min(1).max(5),
  category: z.enum(CATEGORIES),
  minutes: z.number().int().min(1).max(5_000).describe('minutes that a skilled freelancer needs'),
  priceUsd: z.number().min(10).max(50_000).describe('what the employer would pay'),
  kind: z.enum(['function', 'stdio']),
  language: z.enum(['python', 'javascript']),
  entry: z.string().regex(NAME).max(80).describe('name of the function; for stdio: main'),
  requirements: z
    .array(z.object({ sentence: z.string().min(4).max(1_000), cases: z.array(nameSchema).min(1).max(100) }))
    .min(1)
    .max(40)
    .describe('sentences of the description, letter by letter, and the names of the cases that show each missing'),
  visible: z
    .array(z.object({ name: nameSchema, input: textSchema, expected: textSchema }))
    .min(1)
    .max(6),
  hidden: z
    .array(z.object({ name: nameSchema, input: textSchema }))
    .min(HIDDEN_MIN)
    .max(60),
});
type Base = z.infer<typeof baseSchema>;

export function fileOf({ language }: Pick<Base, 'language'>): string {
  return language === 'python' ? 'solution.py' : 'solution.js';
}

/** The value of a JSON text, or undefined. */
export function jsonValue(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** What can be seen to be wrong without running anything: said to the model at once, and cheaper than a whole gate. */
function problemsOf(draft: Base): { readonly path: (string | number)[]; readonly message: string }[] {
  const { description, kind, entry, requirements, visible, hidden } = draft;
  const problems: { path: (string | number)[]; message: string }[] = [];
  const say = (path: (string | number)[], message: string): unknown => problems.push({ path, message });
  const names = [...visible, ...hidden].map(({ name }) => name);
  if (new Set(names).size < names.length) say(['hidden'], 'every case has a name of its own');
  if (!description.includes(fileOf(draft))) say(['description'], `names the file ${fileOf(draft)}`);
  if (kind === 'function' && !description.includes(entry)) say(['description'], `names the function ${entry}`);
  const traced = new Set(requirements.flatMap(({ cases }) => cases));
  for (const [index, { sentence, cases }] of requirements.entries()) {
    if (!description.includes(sentence))
      say(['requirements', index, 'sentence'], 'does not stand in the description letter by letter');
    const unknown = cases.find((name) => !names.includes(name));
    if (unknown !== undefined) say(['requirements', index, 'cases'], `there is no case "${unknown}"`);
  }
  for (const { name } of hidden) if (!traced.has(name)) say(['requirements'], `no sentence stands behind "${name}"`);
  if (kind === 'stdio') return problems;
  for (const [list, cases] of Object.entries({ visible, hidden })) {
    for (const [index, { input }] of cases.entries())
      if (!Array.isArray(jsonValue(input))) say([list, index, 'input'], 'a JSON list of arguments');
  }
  for (const [index, { expected }] of visible.entries())
    if (jsonValue(expected) === undefined) say(['visible', index, 'expected'], 'a JSON value');
  return problems;
}

export const draftSchema = baseSchema.superRefine((draft, context) => {
  for (const { path, message } of problemsOf(draft)) context.addIssue({ code: 'custom', path, message });
});
export type Draft = z.infer<typeof draftSchema>;

export const wrongSchema = z.object({
  wrong: z
    .array(
      z.object({
        name: nameSchema,
        why: z.string().min(1).max(400).describe('the rule of the posting that it misses'),
        program: z.string().min(1).max(40_000),
      }),
    )
    .min(2)
    .max(6),
});
export type Wrong = z.infer<typeof wrongSchema>['wrong'][number];
