/** The words of `arena write`, read and held against each other. */

import { parseArgs } from 'node:util';
import { modelUseSchema } from '../agents/llm/role-entry.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { describeProblems, problemsOf } from '../agents/tournament/problem.ts';
import type { AmbiguityLevel } from '../agents/writer/ambiguity.ts';
import { CATEGORIES, type Category } from '../server/protocol/arena/project-package.ts';

const text = { type: 'string' } as const;
const OPTIONS = {
  out: text,
  seed: { type: 'string', default: 'write-1' },
  count: { type: 'string', default: '1' },
  category: text,
  minutes: text,
  ambiguity: { type: 'string', default: '0' },
  drafts: { type: 'string', default: '5' },
  model: text,
  'second-model': text,
  endpoint: text,
  'key-variable': text,
  structured: text,
  brief: text,
  postings: text,
  'model-prices': text,
  'replay-models': text,
} as const;
const LEVELS: readonly AmbiguityLevel[] = [0, 1, 2, 3];
/** Words that mean nothing to a writer of templates. */
const FOR_MODELS = ['second-model', 'endpoint', 'key-variable', 'structured', 'brief', 'postings'] as const;

function whole(name: string, given: string, most: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new InputError(`--${name}: 1 to ${most}`, 64);
}

function categoryOf(given: string | undefined): Category | undefined {
  const kind = CATEGORIES.find((known) => known === given);
  if (given !== undefined && kind === undefined)
    throw new InputError(`--category: one of ${CATEGORIES.join(', ')}`, 64);
  return kind;
}

function minutesOf(given: string | undefined): { readonly from: number; readonly to: number } {
  const [, from, to] = /^(\d{1,4})-(\d{1,4})$/.exec(given ?? '0-9999') ?? [];
  if (from === undefined || to === undefined) throw new InputError('--minutes: from and to, such as 30-90', 64);
  return { from: Number(from), to: Number(to) };
}

export function writeCommand(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { out, seed, category, minutes, model, endpoint, structured, brief, postings } = values;
  if (out === undefined) throw new InputError('where to? --out FILE.jsonl', 64);
  const level = LEVELS.find((one) => String(one) === values.ambiguity);
  const [count, drafts] = [whole('count', values.count, 10_000), whole('drafts', values.drafts, 100)];
  if (level === undefined) throw new InputError('--ambiguity: 0 to 3', 64);
  const idle = FOR_MODELS.find((name) => values[name] !== undefined);
  if (model === undefined && idle !== undefined) throw new InputError(`--${idle}: only with --model`, 64);
  if (brief !== undefined && postings !== undefined) throw new InputError('--brief or --postings, not both', 64);
  const useOf = (name: string | undefined) => {
    if (name === undefined) return null;
    const given = { model: name, endpoint, keyVariable: values['key-variable'], structured };
    const read = modelUseSchema.safeParse(given);
    if (!read.success) throw new InputError(describeProblems(problemsOf(read.error)).join('; '), 64);
    return read.data;
  };
  const models = { prices: values['model-prices'], replay: values['replay-models'] };
  const dials = { category: categoryOf(category), minutes: minutesOf(minutes) };
  const writers = { model: useOf(model), second: useOf(values['second-model']) };
  return { out, seed, count, drafts, level, ...dials, ...writers, brief, postings, models };
}
export type WriteCommand = ReturnType<typeof writeCommand>;
