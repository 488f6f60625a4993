/** The bytes of a file, unpacked where it is gzip, and never more of them than an import takes. */

import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { ImportError, reasonOf } from '../trouble.ts';
import { UNPACKED_BYTES_MAX, UNPACKED_FREE_BYTES, UNPACKED_RATIO_MAX } from './limits.ts';

export type Chunks = AsyncIterable<Buffer>;

/** The stream ended where it should not have: what came before it stands. */
export class CutShort extends Error {
  override readonly name = 'CutShort';
}

function unreadable(file: string, thrown: unknown): ImportError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === 'ENOENT') return new ImportError(`${file} does not exist`);
  return new ImportError(`${file} cannot be read: ${reasonOf(thrown)}`);
}

export async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch (thrown) {
    throw unreadable(file, thrown);
  }
}

/** The first bytes of a file, to tell what it is. */
export async function firstBytes(file: string, count: number): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw unreadable(file, thrown);
  }
}

export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function* plain(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Buffer;
  } catch (thrown) {
    throw unreadable(file, thrown);
  }
}

/**
 * Throws an `ImportError` for a file that unpacks to more than texts do, as soon as it is seen, and `CutShort` where the packed
 * stream ends too early or is damaged.
 */
async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const packed = createReadStream(file);
  const gunzip = createGunzip();
  packed.on('error', (thrown) => gunzip.destroy(thrown));
  packed.pipe(gunzip);
  let bytes = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      const allowed = Math.max(UNPACKED_FREE_BYTES, packed.bytesRead * UNPACKED_RATIO_MAX);
      if (bytes > Math.min(allowed, UNPACKED_BYTES_MAX)) {
        throw new ImportError(
          `${file} unpacks to more than ${UNPACKED_RATIO_MAX} times its size: nothing of it is read`,
        );
      }
      yield chunk;
    }
  } catch (thrown) {
    if (thrown instanceof ImportError) throw thrown;
    throw new CutShort(reasonOf(thrown));
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

export function bytesOf(file: string, gzip: boolean): Chunks {
  return gzip ? unpacked(file) : plain(file);
}

/** The beginning of a stream, and the same stream from its beginning. */
export async function peeked(chunks: Chunks, count: number): Promise<{ head: Buffer; all: Chunks }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const parts: Buffer[] = [];
  let bytes = 0;
  let trouble: unknown = null;
  while (bytes < count) {
    const next = await iterator.next().catch((thrown: unknown) => {
      // It comes again at its place in the stream.
      trouble = thrown;
      return { done: true as const, value: undefined };
    });
    if (next.done === true) break;
    parts.push(next.value);
    bytes += next.value.length;
  }
  async function* all(): AsyncGenerator<Buffer> {
    try {
      yield* parts;
      if (trouble !== null) throw trouble;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(parts), all: all() };
}
