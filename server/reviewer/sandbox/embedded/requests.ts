/** What the reviewer's process sends to a child: how to start, a program, and one run of it after the other. */

import { deserialize, serialize } from 'node:v8';
import type { RunLimits, RunRequest } from '../../sandbox.ts';
import type { ChildSources } from './child-sources.ts';
import type { Kept } from './engine-cache.ts';
import { decodeFiles, fileParts } from './file-list.ts';
import { framed, LENGTH_BYTES, type SentRequest, type StartMessage } from './frames.ts';

/** What all cases of a review have in common. It crosses once; the runs after it belong to it until the next program. */
export type Program = Pick<RunRequest, 'language' | 'files'>;

const PROGRAM = 1;
const RUN = 2;
const REPLY = 3;
const NOBODY = 4;
const LIMITS: readonly (keyof RunLimits)[] = ['fuel', 'timeMs', 'memoryBytes', 'answerBytes', 'outputBytes'];
const EXCHANGES_AT = 1 + LIMITS.length * 8;
const TASK_AT = EXCHANGES_AT + 1;

/** What comes before everything else: the code of the child. */
export function encodeSources(sources: ChildSources): Buffer {
  return framed(Buffer.from(JSON.stringify(sources)));
}

/** Messages to a child come from us, so the engine's own structured copy is enough. */
export function encodeStart(message: StartMessage): Buffer {
  return framed(serialize(message));
}

export function decodeStart(body: Uint8Array): StartMessage {
  return deserialize(body) as StartMessage;
}

/** What was kept, in pieces: a booted engine has megabytes, and they are copied often enough on their way. */
export function encodeKept(kept: Kept): Uint8Array[] {
  const parts = fileParts([...kept]);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(parts.reduce((sum, part) => sum + part.length, 0));
  return [length, ...parts];
}

export function decodeKept(body: Uint8Array): Kept {
  const kept = decodeFiles(body);
  if (kept === undefined) throw new Error('what was kept is damaged');
  return kept;
}

/** A frame of one kind byte, `gap` bytes to be filled, and a JSON text. */
function frameOfText(kind: number, gap: number, value: unknown): Buffer {
  const text = JSON.stringify(value);
  const start = LENGTH_BYTES + 1 + gap;
  const frame = Buffer.allocUnsafe(start + Buffer.byteLength(text));
  frame.writeUInt32LE(frame.length - LENGTH_BYTES, 0);
  frame[LENGTH_BYTES] = kind;
  frame.write(text, start);
  return frame;
}

export function encodeProgram({ language, files }: Program): Buffer {
  return frameOfText(PROGRAM, 0, { language, files });
}

export function encodeRun({ task, limits, exchanges }: SentRequest): Buffer {
  const frame = frameOfText(RUN, TASK_AT - 1, task);
  frame[LENGTH_BYTES + EXCHANGES_AT] = exchanges ? 1 : 0;
  for (const [index, name] of LIMITS.entries()) frame.writeDoubleLE(limits[name], LENGTH_BYTES + 1 + index * 8);
  return frame;
}

/** The reply to a message, or word that nobody replied. */
export function encodeReply(reply: Uint8Array | null): Buffer {
  return framed(reply === null ? Buffer.of(NOBODY) : Buffer.concat([Buffer.of(REPLY), reply]));
}

/** Anything but a reply is not for the program that waits for one: it may be the next program. */
export function decodeReply(body: Buffer): Uint8Array | null {
  if (body[0] === NOBODY) return null;
  if (body[0] !== REPLY) throw new Error('no reply where one was asked for');
  // A copy: the frame lies in a buffer that the next one overwrites.
  return Uint8Array.from(body.subarray(1));
}

/** Reads frames in the order in which they were sent; gives a request for each run. */
export function requestReader(readFrame: () => Buffer): () => SentRequest {
  let program: Program | undefined;
  return () => {
    for (;;) {
      const body = readFrame();
      if (body[0] === PROGRAM) {
        program = JSON.parse(body.toString('utf8', 1)) as Program;
        continue;
      }
      if (body[0] !== RUN || program === undefined) throw new Error('a request that is none');
      const limit = (name: keyof RunLimits): number => body.readDoubleLE(1 + LIMITS.indexOf(name) * 8);
      const limits: RunLimits = {
        fuel: limit('fuel'),
        timeMs: limit('timeMs'),
        memoryBytes: limit('memoryBytes'),
        answerBytes: limit('answerBytes'),
        outputBytes: limit('outputBytes'),
      };
      const task = JSON.parse(body.toString('utf8', TASK_AT)) as RunRequest['task'];
      return { ...program, task, limits, exchanges: body[EXCHANGES_AT] === 1 };
    }
  };
}

/**
 * Writes the frames of requests for one child: the program only where it is another than that of the request before. Texts are
 * compared, not objects, because a caller may have changed the object that it gave.
 */
export function requestWriter(): (request: SentRequest) => Buffer {
  let sent: Program | undefined;
  return (request) => {
    const run = encodeRun(request);
    if (sent !== undefined && sameProgram(sent, request)) return run;
    sent = { language: request.language, files: { ...request.files } };
    return Buffer.concat([encodeProgram(sent), run]);
  };
}

function sameProgram(one: Program, other: Program): boolean {
  if (one.language !== other.language) return false;
  const paths = Object.keys(one.files);
  const others = Object.keys(other.files);
  // In the same order, too: a program that lists its folder sees it. Equal texts are most often the very same text.
  const same = (path: string, at: number): boolean => others[at] === path && one.files[path] === other.files[path];
  return paths.length === others.length && paths.every(same);
}
