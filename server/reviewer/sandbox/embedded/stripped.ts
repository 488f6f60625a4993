/**
 * Sources without their types, kept from one process to the next: Node's compiler cache does this for what Node itself
 * loads, and stripping thirty files takes as long as ten small reviews. Only the repository has sources to strip.
 */

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { sha256 } from '../../../kernel/hash.ts';

/** Beside the packages that are run as well: whoever can write here needs no cache to change what we do. */
const KEPT = fileURLToPath(
  new URL(`../../../../node_modules/.cache/arena-stripped-${process.versions.node}.json`, import.meta.url),
);

const keptSchema = z.record(z.string(), z.string());

export interface Stripped {
  textOf(source: string): string;
  /** Writes what was asked for, unless all of it was known already. */
  keep(): void;
}

/** Node warns that the function may change. Whoever started this process can do nothing about it: the sources are ours. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

function read(file: string): Map<string, string> {
  try {
    return new Map(Object.entries(keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch {
    // None yet, or a damaged one: it is made anew.
    return new Map();
  }
}

/** Whole or not at all, also when several processes write at once. */
function write(file: string, texts: ReadonlyMap<string, string>): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, JSON.stringify(Object.fromEntries(texts)));
    renameSync(unfinished, file);
  } catch {
    // A folder that cannot be written to costs the next start its time, and harms nothing.
    if (existsSync(unfinished)) rmSync(unfinished);
  }
}

export function createStripped(file = KEPT): Stripped {
  const known = read(file);
  const asked = new Map<string, string>();
  return {
    textOf(source) {
      const hash = sha256(source);
      const text = known.get(hash) ?? withoutTypes(source);
      asked.set(hash, text);
      return text;
    },
    keep() {
      if ([...asked.keys()].some((hash) => !known.has(hash))) write(file, asked);
    },
  };
}
