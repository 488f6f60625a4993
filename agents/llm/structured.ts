/** Answers of a stated shape: asked for with the schema, read leniently, and given back with what is wrong until they fit. */

import { z } from 'zod';
import { jsonIn } from './fences.ts';
import type { Question, Reply, Turn } from './model.ts';

const PROBLEM_CHARACTERS = 1_500;

export type Asking = (question: Question) => Promise<Reply>;

export type Structured<T> =
  | { readonly ok: true; readonly value: T; readonly repairs: number }
  /** The last answer, and in words why it does not fit. */
  | { readonly ok: false; readonly text: string; readonly why: string };

interface Wanted<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly turns: readonly Turn[];
  readonly maxTokens: number;
  readonly temperature: number;
  readonly repetition: number;
  /** How often an answer that does not fit is given back. */
  readonly repairs: number;
}

function problemOf(text: string, schema: z.ZodType): string {
  const value = jsonIn(text);
  if (value === undefined) return 'there is no JSON object in the answer';
  const read = schema.safeParse(value);
  return read.success ? '' : z.prettifyError(read.error).slice(0, PROBLEM_CHARACTERS);
}

/** Asks until the answer fits the schema or the repairs are used up. Faults of the provider's pass through. */
export async function askStructured<T>(ask: Asking, wanted: Wanted<T>): Promise<Structured<T>> {
  const { name, schema, maxTokens, temperature, repetition } = wanted;
  const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) as Record<string, unknown>;
  const asked = `Answer with one JSON object and nothing else. It must fit this JSON Schema:\n${JSON.stringify(json)}`;
  let turns: readonly Turn[] = [...wanted.turns, { role: 'user', text: asked }];
  for (let repairs = 0; ; repairs += 1) {
    const { text, finish } = await ask({ turns, schema: { name, json }, maxTokens, temperature, repetition });
    const read = schema.safeParse(jsonIn(text));
    if (read.success) return { ok: true, value: read.data, repairs };
    if (finish === 'refused') return { ok: false, text, why: 'the model refused' };
    const why = finish === 'length' ? 'the answer was cut off: be shorter' : problemOf(text, schema);
    if (repairs >= wanted.repairs) return { ok: false, text, why };
    turns = [
      ...turns,
      { role: 'assistant', text },
      { role: 'user', text: `That does not fit: ${why}\nAnswer again, with the JSON object only.` },
    ];
  }
}
