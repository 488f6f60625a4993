/** Files of one JSON value a line that somebody still writes to: read on from where they were read to, and again by place. */

import { type FileHandle, open } from 'node:fs/promises';

export interface Place {
  readonly at: number;
  readonly bytes: number;
}

const CHUNK = 1_048_576;
const LINE_END = 10;

/** Null: there is no such file yet. */
async function opened(file: string): Promise<FileHandle | null> {
  try {
    return await open(file);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
    throw thrown;
  }
}

/** Gives every whole line from `from` on to `take`, and the place after the last of them: half a line is read another time. */
export async function readOn(file: string, from: number, take: (line: string, place: Place) => void): Promise<number> {
  const handle = await opened(file);
  if (handle === null) return from;
  try {
    let at = from;
    let rest: Buffer = Buffer.alloc(0);
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, at + rest.length);
      if (bytesRead === 0) return at;
      rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      let begin = 0;
      for (let end = rest.indexOf(LINE_END); end !== -1; end = rest.indexOf(LINE_END, begin)) {
        take(rest.toString('utf8', begin, end), { at: at + begin, bytes: end - begin });
        begin = end + 1;
      }
      at += begin;
      rest = rest.subarray(begin);
    }
  } finally {
    await handle.close();
  }
}

/** The line at a place that `readOn` gave; null: the file is gone. */
export async function lineAt(file: string, { at, bytes }: Place): Promise<string | null> {
  const handle = await opened(file);
  if (handle === null) return null;
  try {
    const { buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, at);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}
