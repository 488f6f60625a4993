/** A bundle as it lies in a file, opened as if an enemy had made it. */

import { readFile, stat } from 'node:fs/promises';
import { BUNDLE_BYTES_MAX, type Bundle, openBundle } from '../agents/tournament/export/bundle.ts';
import { ZipRefused } from '../agents/tournament/export/zip.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { sha256 } from '../server/kernel/hash.ts';

/** Throws an `InputError` for what is none, or no honest one. Writes nothing. */
export async function readBundle(file: string): Promise<{ readonly bundle: Bundle; readonly hash: string }> {
  if ((await stat(file)).size > BUNDLE_BYTES_MAX) throw new InputError(`${file} is larger than a bundle can be`);
  const bytes = await readFile(file);
  try {
    return { bundle: openBundle(bytes), hash: sha256(bytes) };
  } catch (thrown) {
    if (thrown instanceof ZipRefused)
      throw new InputError(`${file} is no bundle that can be opened: ${thrown.message}`);
    throw thrown;
  }
}
