/** Files as one run of bytes between two processes: for each a path and its content, both after their lengths. */

const LENGTH_BYTES = 4;

/** The list in pieces that follow each other, so that large contents need not be copied. */
export function fileParts(files: readonly (readonly [string, Uint8Array])[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (const [path, content] of files) {
    const name = Buffer.from(path, 'utf8');
    const lengths = Buffer.alloc(2 * LENGTH_BYTES);
    lengths.writeUInt32LE(name.length, 0);
    lengths.writeUInt32LE(content.length, LENGTH_BYTES);
    parts.push(lengths, name, content);
  }
  return parts;
}

export function encodeFiles(files: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  return Buffer.concat(fileParts(files));
}

/** The files again, or undefined when `bytes` is not exactly such a list of UTF-8 paths, each named once. */
export function decodeFiles(bytes: Uint8Array): Map<string, Uint8Array> | undefined {
  const files = new Map<string, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (let at = 0; at < bytes.length; ) {
    if (at + 2 * LENGTH_BYTES > bytes.length) return undefined;
    const contentAt = at + 2 * LENGTH_BYTES + view.getUint32(at, true);
    const end = contentAt + view.getUint32(at + LENGTH_BYTES, true);
    if (end > bytes.length) return undefined;
    let path: string;
    try {
      path = utf8.decode(bytes.subarray(at + 2 * LENGTH_BYTES, contentAt));
    } catch {
      return undefined;
    }
    if (files.has(path)) return undefined;
    files.set(path, bytes.subarray(contentAt, end));
    at = end;
  }
  return files;
}
