/** The bytes between the reviewer's process and a child: every frame is a length and a body, read strictly. */

import { RUN_EXITS, type RunRequest, type Unrepeatable } from '../../sandbox.ts';
import type { BinaryPaths } from './binaries.ts';
import type { Kept } from './engine-cache.ts';
import { decodeFiles, encodeFiles } from './file-list.ts';
import type { AnswerForm, GuestOutcome } from './guest-run.ts';
import type { JavascriptBoot } from './javascript/engine.ts';

import type { PythonBoot } from './python/engine.ts';

export const LENGTH_BYTES = 4;
/** Above every frame that an honest child can send: answer and streams are bounded far below. */
export const FRAME_MAX_BYTES = 134_217_728;

/** The first message to a child. What was kept of an earlier start follows it; the child sends back what it had to make anew. */
export interface StartMessage {
  readonly paths: BinaryPaths;
  readonly boot: {
    readonly python: PythonBoot;
    readonly buildFacts: string;
    readonly javascript: JavascriptBoot;
    readonly typescript: string;
  };
}

/** A program as a child gets it, with word of whether somebody answers its messages. */
export interface SentRequest extends RunRequest {
  readonly exchanges: boolean;
}

/**
 * What a child may say: that it is ready (with what it had to make for that), why it cannot, what a program asks the other
 * side of its exchange, or how a run ended.
 */
export type ChildMessage =
  | { readonly kind: 'ready'; readonly made: Kept }
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'message'; readonly body: Buffer }
  | { readonly kind: 'outcome'; readonly outcome: GuestOutcome; readonly wallMs: number };

/** Reasons that a child can know of; what the wall clock ended is not reported by the child. */
const REASONS: readonly (Unrepeatable | null)[] = [null, 'native_stack'];
const FORMS: readonly AnswerForm[] = ['none', 'json', 'text', 'files', 'rows'];

const READY = 1;
const UNAVAILABLE = 2;
const OUTCOME = 3;
const MESSAGE = 4;
const OUTCOME_HEADER_BYTES = 44;

export function framed(body: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(LENGTH_BYTES + body.length);
  frame.writeUInt32LE(body.length, 0);
  frame.set(body, LENGTH_BYTES);
  return frame;
}

export function encodeReady(made: Kept): Buffer {
  return framed(Buffer.concat([Buffer.of(READY), encodeFiles([...made])]));
}

export function encodeUnavailable(message: string): Buffer {
  return framed(Buffer.concat([Buffer.of(UNAVAILABLE), Buffer.from(message)]));
}

export function encodeOutcome(outcome: GuestOutcome, wallMs: number): Buffer {
  const parts = [Buffer.from(outcome.message), outcome.stdout, outcome.stderr, outcome.answer];
  const size = parts.reduce((sum, part) => sum + part.length, OUTCOME_HEADER_BYTES);
  const frame = Buffer.allocUnsafe(LENGTH_BYTES + size);
  frame.writeUInt32LE(size, 0);
  const header = frame.subarray(LENGTH_BYTES);
  header[0] = OUTCOME;
  header[1] = RUN_EXITS.indexOf(outcome.exit);
  header[2] = FORMS.indexOf(outcome.form);
  for (const [index, value] of [outcome.fuel, outcome.memoryBytes, wallMs].entries()) {
    header.writeDoubleLE(value, 3 + index * 8);
  }
  header[43] = REASONS.indexOf(outcome.unrepeatable);
  let at = OUTCOME_HEADER_BYTES;
  for (const [index, part] of parts.entries()) {
    header.writeUInt32LE(part.length, 27 + index * 4);
    header.set(part, at);
    at += part.length;
  }
  return frame;
}

export function encodeMessage(body: Uint8Array): Buffer {
  return framed(Buffer.concat([Buffer.of(MESSAGE), body]));
}

/** The message in a frame's body, or undefined when it is not exactly one: the child is then not to be trusted. */
export function decodeFromChild(body: Buffer): ChildMessage | undefined {
  if (body[0] === UNAVAILABLE) return { kind: 'unavailable', message: body.toString('utf8', 1) };
  if (body[0] === READY) return decodeReady(body);
  if (body[0] === MESSAGE) return { kind: 'message', body: body.subarray(1) };
  return body[0] === OUTCOME ? decodeOutcome(body) : undefined;
}

function decodeReady(body: Buffer): ChildMessage | undefined {
  const made = decodeFiles(body.subarray(1));
  return made === undefined ? undefined : { kind: 'ready', made };
}

function decodeOutcome(body: Buffer): ChildMessage | undefined {
  if (body.length < OUTCOME_HEADER_BYTES) return undefined;
  const exit = RUN_EXITS[body[1] ?? RUN_EXITS.length];
  const form = FORMS[body[2] ?? FORMS.length];
  const unrepeatable = REASONS[body[43] ?? REASONS.length];
  const [fuel = -1, memoryBytes = -1, wallMs = -1] = [3, 11, 19].map((at) => body.readDoubleLE(at));
  const lengths = [27, 31, 35, 39].map((at) => body.readUInt32LE(at));
  const total = lengths.reduce((sum, length) => sum + length, OUTCOME_HEADER_BYTES);
  const countsFit = Number.isSafeInteger(fuel) && fuel >= 0 && Number.isSafeInteger(memoryBytes) && memoryBytes >= 0;
  if (exit === undefined || form === undefined || unrepeatable === undefined) return undefined;
  if (total !== body.length || !countsFit || !(wallMs >= 0)) return undefined;
  let at = OUTCOME_HEADER_BYTES;
  const part = (index: number): Buffer => {
    const start = at;
    at += lengths[index] ?? 0;
    return body.subarray(start, at);
  };
  const message = part(0).toString('utf8');
  const [stdout, stderr, answer] = [part(1), part(2), part(3)];
  return {
    kind: 'outcome',
    outcome: { exit, unrepeatable, message, form, answer, stdout, stderr, fuel, memoryBytes },
    wallMs,
  };
}

/** Collects the bytes of a stream and calls `take` with every whole body; a length beyond all reason calls `oversized`. */
export function frameReader(take: (body: Buffer) => void, oversized: () => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let held = 0;
  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= LENGTH_BYTES) {
      const first = chunks[0] ?? chunk;
      const start = first.length >= LENGTH_BYTES ? first : Buffer.concat(chunks);
      const length = start.readUInt32LE(0);
      if (length > FRAME_MAX_BYTES) return oversized();
      if (held < LENGTH_BYTES + length) return;
      const all = chunks.length === 1 ? first : Buffer.concat(chunks);
      const rest = all.subarray(LENGTH_BYTES + length);
      chunks = rest.length > 0 ? [rest] : [];
      held = rest.length;
      take(all.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
    }
  };
}
