/** Calls on record: every question and its reply, kept by all that decides the answer, so that a run can be played again. */

import { z } from 'zod';
import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import { FINISHES, type Model, type Question, type Reply } from './model.ts';
import { NO_USAGE, usageSchema } from './usage.ts';

const NO_TOOLS: Reply = { text: '', finish: 'no_tools', usage: NO_USAGE, model: null };

const replySchema = z.strictObject({
  text: z.string(),
  finish: z.enum(FINISHES),
  calls: z
    .array(z.strictObject({ id: z.string(), name: z.string(), input: z.unknown() }))
    .readonly()
    .exactOptional(),
  usage: usageSchema.nullable(),
  model: z.string().nullable(),
});

/** One line of a recording. The question stands in it for people; the key is what is looked for. */
export const recordedCallSchema = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  model: z.string(),
  endpoint: z.string().nullable(),
  question: z.unknown(),
  reply: replySchema,
});
export type RecordedCall = z.infer<typeof recordedCallSchema>;

/** All that decides an answer, the repetition included: two equal questions that should differ must not share one. */
export function keyOf({ name, endpoint }: Pick<Model, 'name' | 'endpoint'>, question: Question): string {
  return sha256(canonicalJson({ name, endpoint, question }));
}

/** The line of a recording that cannot be taken for what it is. */
export class BadRecording extends Error {
  override readonly name = 'BadRecording';
  readonly exitCode = 65;
}

export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
  readonly exitCode = 65;
}

/** A model that answers from a recording alone. Rejects with `NotRecorded` where the recording has no such question. */
export function replaying(model: Pick<Model, 'name' | 'endpoint'>, calls: ReadonlyMap<string, RecordedCall>): Model {
  return {
    name: model.name,
    endpoint: model.endpoint,
    async ask(question) {
      const call = calls.get(keyOf(model, question));
      if (call !== undefined) return call.reply;
      if (question.tools !== undefined) return NO_TOOLS;
      const last = question.turns.at(-1)?.text.slice(0, 120) ?? '';
      throw new NotRecorded(`the recording has no answer of ${model.name} to: ${last}`);
    },
  };
}

/** A model whose calls are written down. With `calls` it is a cache: what is on record is not asked again. */
export function recording(model: Model, write: (call: RecordedCall) => void, calls: Map<string, RecordedCall>): Model {
  return {
    ...model,
    async ask(question, signal): Promise<Reply> {
      const key = keyOf(model, question);
      const known = calls.get(key);
      if (known !== undefined) return known.reply;
      const reply = await model.ask(question, signal);
      // Nothing was asked. A question with tools that is not on record is one whose model has none.
      if (reply.finish === 'no_tools') return reply;
      const call: RecordedCall = { key, model: model.name, endpoint: model.endpoint, question, reply };
      write(call);
      // On record it stands, but a refusal says nothing about the question: it is asked again.
      if (reply.finish !== 'refused') calls.set(key, call);
      return reply;
    },
  };
}

/** Reads a recording, one call a line; throws which line is none. */
export function callsIn(lines: readonly string[]): Map<string, RecordedCall> {
  return new Map(
    lines.map((line, at) => {
      const read = recordedCallSchema.safeParse(jsonOf(line));
      if (!read.success) throw new BadRecording(`line ${at + 1} of the recording is no recorded call`);
      const { key, model: name, endpoint, question } = read.data;
      // What people read there must be what was asked.
      if (sha256(canonicalJson({ name, endpoint, question })) !== key)
        throw new BadRecording(`line ${at + 1} of the recording: its key is not that of its question`);
      return [read.data.key, read.data] as const;
    }),
  );
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
