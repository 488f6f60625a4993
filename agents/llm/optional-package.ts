/** Packages that are no part of the arena: found where it is installed, else where it was started. */

import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModelFault } from './model.ts';

const CONDITIONS = ['node', 'import', 'module-sync', 'default'];

/** Loads `name`, which may end in a path inside of the package. Rejects with a `ModelFault` that says what to install. */
export async function optionalPackage(name: string, what: string, folder = process.cwd()): Promise<object> {
  const address = addressOf(name, import.meta.url) ?? addressOf(name, pathToFileURL(join(folder, sep)).href);
  if (address === null) {
    const bare = packageOf(name);
    throw new ModelFault('not_installed', `${what} needs the package ${bare}: npm install ${bare}`);
  }
  return import(address);
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Where the module lies; null: the package is not there, or has no such module. */
function addressOf(name: string, from: string): string | null {
  const bare = packageOf(name);
  const file = manifestOf(bare, from);
  if (file === null) return null;
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const inside = `.${name.slice(bare.length)}`;
  const target = exported(manifest, inside);
  return target === null ? null : new URL(target, pathToFileURL(file)).href;
}

function manifestOf(bare: string, from: string): string | null {
  try {
    return findPackageJSON(bare, from) ?? null;
  } catch (problem) {
    // Node throws for what is not there; what it could not read is another matter.
    if (problem instanceof Error && 'code' in problem && problem.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw problem;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function exported(manifest: unknown, inside: string): string | null {
  if (!isRecord(manifest)) return null;
  const { exports: given, module, main } = manifest;
  if (given === undefined) {
    if (inside !== '.') return `${inside}.js`;
    return [module, main, 'index.js'].find((file) => typeof file === 'string') as string;
  }
  const bySubpath = isRecord(given) && Object.keys(given).some((key) => key.startsWith('.'));
  return fileOf(bySubpath ? given[inside] : inside === '.' ? given : undefined);
}

function fileOf(target: unknown): string | null {
  if (typeof target === 'string') return target;
  if (!isRecord(target)) return null;
  for (const [condition, inner] of Object.entries(target)) {
    const file = CONDITIONS.includes(condition) ? fileOf(inner) : null;
    if (file !== null) return file;
  }
  return null;
}
