/** A folder for the files of one test file, and what a reader or an import makes of them. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { rowsOf } from '../../server/admission/import/read/rows.ts';
import type { Read } from '../../server/admission/import/trouble.ts';

/** Removed after the tests of the file. */
export function testFolder(): { readonly path: string; write(name: string, content: string | Uint8Array): string } {
  const path = mkdtempSync(join(tmpdir(), 'arena-import-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write: (name, content) => {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

export async function readAll(file: string): Promise<readonly Read[]> {
  const reads: Read[] = [];
  for await (const read of rowsOf(file)) reads.push(read);
  return reads;
}

/** Good rows as they are, damaged ones as the place and the code. */
export async function outline(file: string): Promise<readonly unknown[]> {
  return (await readAll(file)).map((read) => (read.ok ? read.row : [read.place.at, read.code]));
}
