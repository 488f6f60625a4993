/** The messages between a reviewer and a runner on a machine apart: what either side may say, and how it is written. */

import { z } from 'zod';
import { accept, type Result, refuse } from '../../../kernel/result.ts';
import {
  environmentSchema,
  type Files,
  filePathSchema,
  type Json,
  languageSchema,
} from '../../../protocol/arena/acceptance.ts';
import {
  MESSAGE_BYTES_MAX,
  RUN_EXITS,
  type RunAnswer,
  type RunRequest,
  type RunResult,
  UNREPEATABLE,
} from '../../sandbox.ts';
import { parseStrictJson } from '../strict-json.ts';

export const PROTOCOL_VERSION = 1;
export const JSON_TYPE = 'application/json';
export const FRAMES_TYPE = 'application/x-ndjson';
/** Above every request that a market's limits allow. */
export const BODY_BYTES_MAX = 67_108_864;
/** A runner that has nothing to say yet says so this often: silence means that it is gone. */
export const WAITING_EVERY_MS = 5_000;
export const SILENCE_MAX_MS = 30_000;

/** Every value of a parsed JSON text is JSON; taken as it is, so that no key and no sign of a zero is lost on the way. */
const json = z.custom<Json>((value) => value !== undefined);

/** Like `filesSchema`, but the value itself passes on, with keys that a copy would treat as something else. */
const files = z.custom<Files>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([path, text]) => filePathSchema.safeParse(path).success && typeof text === 'string'),
  'not a set of files',
);
const argv = z.array(z.string());
const count = z.number().int().min(0);

const taskSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('function'),
    file: filePathSchema,
    entry: z.string(),
    args: z.array(json),
    /** Whether `{"$number": text}` in arguments and answer stands for a number that JSON cannot say. */
    numbers: z.literal('wide').optional(),
  }),
  z.strictObject({ kind: z.literal('calls'), file: filePathSchema, names: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('stdio'), file: filePathSchema, stdin: z.string(), argv }),
  z.strictObject({ kind: z.literal('files'), file: filePathSchema, stdin: z.string(), argv, inputFiles: files }),
  z.strictObject({ kind: z.literal('sql'), file: filePathSchema, setup: z.string() }),
]);

const limitsSchema = z.strictObject({
  fuel: count,
  timeMs: z.number().int().min(1).max(600_000),
  memoryBytes: count,
  answerBytes: count.max(BODY_BYTES_MAX),
  outputBytes: count.max(BODY_BYTES_MAX),
});

/** What a runner is asked for. It never holds an expected value: the port has no place for one. */
export const orderSchema = z.strictObject({
  protocol: z.literal(PROTOCOL_VERSION),
  /** The image that the caller has taken the runner for. */
  imageHash: z.string(),
  alone: z.boolean(),
  /** Whether somebody answers messages of the program. */
  exchange: z.boolean(),
  request: z.strictObject({
    language: languageSchema,
    environment: environmentSchema.optional(),
    files,
    task: taskSchema,
    limits: limitsSchema,
  }),
});
export type Order = z.infer<typeof orderSchema>;

export const cardSchema = z.strictObject({
  protocol: z.literal(PROTOCOL_VERSION),
  name: z.string().max(100),
  tier: environmentSchema.shape.tier.unwrap(),
  packages: z.array(z.string().max(255)).max(50_000),
  imageHash: z.string().regex(/^[0-9a-f]{64}$/),
  walls: z.array(z.string().max(1_000)).max(50),
  languages: z.array(languageSchema).min(1),
});
export type Card = z.infer<typeof cardSchema>;

/** The reply to a message of a running program; null where nobody is there any more. */
export const replySchema = z.strictObject({
  body: z
    .base64()
    .max(2 * MESSAGE_BYTES_MAX)
    .nullable(),
});

/** Values cross as JSON texts of their own, so that they may be as deep as everywhere else. */
const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), json: z.string() }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('files'), files }),
  z.strictObject({ kind: z.literal('rows'), columns: z.array(z.string()), json: z.string() }),
]);

const resultSchema = z.strictObject({
  exit: z.enum(RUN_EXITS),
  unrepeatable: z.enum(UNREPEATABLE).nullable(),
  answer: answerSchema.optional(),
  message: z.string().max(4_096),
  stdout: z.string().max(65_536),
  stderr: z.string().max(65_536),
  fuel: count,
  memoryBytes: count,
  wallMs: z.number().min(0),
});

/** One line of the runner's answer. `started` comes first, `result` or `unavailable` last. */
export const frameSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), run: z.string().regex(/^[0-9a-f-]{36}$/), imageHash: z.string() }),
  z.strictObject({ kind: z.literal('waiting') }),
  z.strictObject({ kind: z.literal('message'), number: count, body: z.base64().max(2 * MESSAGE_BYTES_MAX) }),
  z.strictObject({ kind: z.literal('result'), result: resultSchema }),
  z.strictObject({ kind: z.literal('unavailable'), message: z.string().max(4_096), diedUnderRun: z.boolean() }),
]);
export type Frame = z.infer<typeof frameSchema>;

/** JSON that keeps the sign of a zero, which `JSON.stringify` drops. */
export function jsonText(value: unknown): string {
  const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };
  return JSON.stringify(value, (_key, one: unknown) => (Object.is(one, -0) ? rawJSON('-0') : one));
}

function answerKindOf({ kind }: RunRequest['task']): RunAnswer['kind'] {
  if (kind === 'stdio') return 'text';
  if (kind === 'files') return 'files';
  return kind === 'sql' ? 'rows' : 'value';
}

type WireResult = z.infer<typeof resultSchema>;
type WireAnswer = z.infer<typeof answerSchema>;

function wireAnswer(answer: RunAnswer): WireAnswer {
  if (answer.kind === 'value') return { kind: 'value', json: jsonText(answer.value) };
  if (answer.kind === 'rows') return { kind: 'rows', columns: [...answer.columns], json: jsonText(answer.rows) };
  return answer;
}

export function wireResult({ answer, ...rest }: RunResult): WireResult {
  return answer === undefined ? rest : { ...rest, answer: wireAnswer(answer) };
}

/** Why a result cannot be the end of the request. */
class Unfit extends Error {
  override readonly name = 'Unfit';
}

function strict(text: string): Json {
  const parsed = parseStrictJson(text);
  if (!parsed.ok) throw new Unfit(`its answer is not plain JSON: ${parsed.error}`);
  return parsed.value;
}

function answerOf(answer: WireAnswer): RunAnswer {
  if (answer.kind === 'value') return { kind: 'value', value: strict(answer.json) };
  if (answer.kind !== 'rows') return answer;
  const rows = strict(answer.json);
  if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row))) throw new Unfit('its rows are damaged');
  return { kind: 'rows', columns: answer.columns, rows };
}

/** The result as the port has it, or in words why it cannot be the end of this request. */
export function resultOf({ answer, ...rest }: WireResult, { task }: RunRequest): Result<RunResult, string> {
  if (rest.exit !== 'answered') return answer === undefined ? accept(rest) : refuse(`${rest.exit} with an answer`);
  const wanted = answerKindOf(task);
  if (answer?.kind !== wanted)
    return refuse(`an answer of kind ${answer?.kind ?? 'none'} where ${wanted} was asked for`);
  try {
    return accept({ ...rest, answer: answerOf(answer) });
  } catch (problem) {
    if (problem instanceof Unfit) return refuse(problem.message);
    throw problem;
  }
}

/** The request as the port has it: without an environment the field is not there. */
export function requestOf({ environment, ...rest }: Order['request']): RunRequest {
  return environment === undefined ? rest : { ...rest, environment };
}
