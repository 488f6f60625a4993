/** ZIP files: written so that equal parts are equal bytes on every machine, and read as if an enemy had made them. */

import { strToU8, type UnzipOptions, type Unzipped, unzipSync, zipSync } from 'fflate';

export interface Part {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/** The first day that a ZIP file can name: nothing of the machine or its clock is in the bytes. */
const DAY_ONE = '1980-01-01T00:00:00';

/** In the order given. */
export function zipOf(parts: readonly Part[]): Uint8Array {
  const files = Object.fromEntries(
    parts.map(({ name, content }) => [name, typeof content === 'string' ? strToU8(content) : content]),
  );
  // Local time, as the file format has it: the same words in every time zone.
  return zipSync(files, { level: 6, mtime: new Date(DAY_ONE), os: 3, attrs: 0o644 << 16 });
}

export interface ZipLimits {
  readonly parts: number;
  /** Bytes of all parts together, unpacked. */
  readonly bytes: number;
  /** Whether a part may have this name. */
  readonly allows: (name: string) => boolean;
}

/** The file is no ZIP, or one that we will not unpack: why, in words. */
export class ZipRefused extends Error {
  override readonly name = 'ZipRefused';
}

/** What deflate may add to bytes that cannot be made shorter, generously. */
const SLACK = 1_024;

type Filter = NonNullable<UnzipOptions['filter']>;

/** Looks at every entry before a byte is unpacked. */
export function unzipped(bytes: Uint8Array, { parts, bytes: most, allows }: ZipLimits): Map<string, Uint8Array> {
  const sizes = new Map<string, number>();
  let total = 0;
  unpacked(bytes, ({ name, size, originalSize }) => {
    if (!allows(name))
      throw new ZipRefused(`it holds ${JSON.stringify(name.slice(0, 120))}, which does not belong there`);
    if (sizes.has(name)) throw new ZipRefused(`it holds ${name} twice`);
    if (!(size <= originalSize * 1.01 + SLACK)) throw new ZipRefused(`${name} is not as long as it says`);
    sizes.set(name, originalSize);
    total += originalSize;
    if (sizes.size > parts) throw new ZipRefused(`it holds more than ${parts} parts`);
    if (!(total <= most)) throw new ZipRefused(`unpacked it would be larger than ${Math.floor(most / 2 ** 20)} MiB`);
    return false;
  });
  const found = unpacked(bytes, () => true);
  for (const [name, size] of sizes) {
    if (found[name]?.length !== size) throw new ZipRefused(`${name} is not as long as it says`);
  }
  return new Map(Object.entries(found));
}

function unpacked(bytes: Uint8Array, filter: Filter): Unzipped {
  try {
    return unzipSync(bytes, { filter });
  } catch (thrown) {
    if (thrown instanceof ZipRefused) throw thrown;
    throw new ZipRefused('it is no ZIP file, or a damaged one');
  }
}

/** Throws a `ZipRefused` where the bytes are no UTF-8: a text that was mended is another text. */
export function textOf(name: string, content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new ZipRefused(`${name} is no text`);
  }
}
