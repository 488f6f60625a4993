/** Every rule of every SPEC.md is cited by a test's name, and every number cited is a rule. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

function filesUnder(folder: string, end: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(end));
  return files.map((entry) => join(entry.parentPath, entry.name));
}

/** The numbers of all rules, in order: `- **B3** An amount …`. */
function rules(): string[] {
  const texts = filesUnder('server', 'SPEC.md').map((file) => readFileSync(file, 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/^- \*\*([A-Z]+\d+)\*\* \S/gm)].map((match) => match[1] ?? ''));
}

/** The numbers with which the names of tests begin: `'[B3] …'`, `'[B3] [B4] …'`. */
function citations(): Set<string> {
  const cited = new Set<string>();
  for (const file of filesUnder('test', '.test.ts')) {
    for (const [name] of readFileSync(file, 'utf8').matchAll(/['"`](\[[A-Z]+\d+\] ?)+/g)) {
      for (const [, rule] of name.matchAll(/\[([A-Z]+\d+)\]/g)) if (rule !== undefined) cited.add(rule);
    }
  }
  return cited;
}

test('every rule is cited by a test', () => {
  const cited = citations();
  expect(rules().filter((rule) => !cited.has(rule))).toEqual([]);
});

test('every number cited is a rule', () => {
  const known = new Set(rules());
  expect([...citations()].filter((rule) => !known.has(rule))).toEqual([]);
});

test('no number stands for two rules, and there are rules', () => {
  const all = rules();
  expect(all.filter((rule, index) => all.indexOf(rule) !== index)).toEqual([]);
  expect(all.length).toBeGreaterThan(150);
});
