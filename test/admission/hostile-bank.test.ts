/** A bank that somebody made to do harm, and a certified project that somebody changes afterwards. Nothing runs here. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readBank } from '../../server/admission/bank-file.ts';
import { projectHashOf } from '../../server/admission/frozen.ts';
import { packageReport } from '../../server/admission/gate.ts';
import { CANARY, type ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { smallProject } from './small-project.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rows behind the canary, read as a bank. */
function bankOf(...rows: readonly string[]) {
  const file = join(folder, 'bank.jsonl');
  writeFileSync(file, [JSON.stringify({ canary: CANARY }), ...rows].map((row) => `${row}\n`).join(''));
  return readBank(file, 'hostile');
}

const good = JSON.stringify(smallProject());
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const withPath = (path: string): string => good.replaceAll('"solution.py":', `${JSON.stringify(path)}:`);

test.each([
  ['a hundred thousand levels', good.replace('[[7],100]', `[[7],${deep(100_000)}]`), '200 levels'],
  ['a key of the prototype', good.replace('{"slug"', '{"__proto__":{"admitted":true},"slug"'), '__proto__'],
  ['such a key among the files', good.replace('{"solution.py"', '{"__proto__":"x","solution.py"'), '__proto__'],
  ['a key given twice', good.replace('"family"', '"slug":"other-1","family"'), 'a key given twice'],
  ['half of a character', good.replace('Monthly', '\\ud800'), ''],
  ['a path out of the folder', withPath('../../solution.py'), 'answerKey.'],
  ['a path from the root', withPath('/etc/passwd'), 'answerKey.'],
  ['a path with a backslash', withPath('..\\solution.py'), 'answerKey.'],
  ['a slug that is a path', good.replace('monthly-fee-1', '../../monthly'), 'slug'],
  ['a price beyond all numbers', good.replace('"postedPriceCents":2000', '"postedPriceCents":1e999'), ''],
  ['a description of megabytes', good.replace('Our billing', 'x'.repeat(5_000_000)), 'description'],
])('%s becomes a draft that says why, and the row behind it is read', async (_what, row, why) => {
  expect(row).not.toBe(good);
  const { projects, drafts = [] } = await bankOf(row, good);
  expect(projects.map(({ slug }) => slug)).toEqual(['monthly-fee-1']);
  expect(drafts.map(({ name }) => name)).toEqual(['line 2']);
  expect(drafts[0]?.problems.join()).toContain(why);
  expect(({} as Readonly<Record<string, unknown>>).admitted).toBeUndefined();
});

test('what steers a terminal is refused in every text that is shown, and told in plain characters', () => {
  const bad = '\u001b]0;owned\u0007';
  for (const project of [
    smallProject({ title: `Monthly fee ${bad}` }),
    smallProject({ description: `${smallProject().description} ${bad}` }),
    smallProject({ skills: [`Python${bad}`] }),
  ]) {
    const report = packageReport(project, { kind: 'generated' });
    expect(report.outcome).toBe('failed');
    expect(JSON.stringify(report)).toContain('U+001B');
    expect(JSON.stringify(report)).not.toContain('\\u001b');
  }
});

type Step = string | number;

/** Every place of a value that is no object itself, as the way to it. */
function leaves(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function changedAt(project: ProjectPackage, path: readonly Step[]): ProjectPackage {
  const copy: unknown = structuredClone(project);
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce((at, step) => (at as Record<Step, unknown>)[step], copy) as Record<
    Step,
    unknown
  >;
  const old = parent[last];
  parent[last] = typeof old === 'number' ? old + 1 : `${String(old)} `;
  return copy as ProjectPackage;
}

test('whatever is changed after the certificate gives another hash, down to the last case; only what it pays may change', () => {
  const project = smallProject({
    price: { posted: null, exchange: null, estimate: { cents: 2_000, method: 'author' } },
  });
  const hash = projectHashOf(project);
  const same = leaves(project).filter((path) => projectHashOf(changedAt(project, path)) === hash);
  expect(leaves(project).length).toBeGreaterThan(100);
  expect(same.map((path) => path[0]).sort()).toEqual(
    ['budgetMaxCents', 'budgetMinCents', 'postedPriceCents', 'price', 'price', 'price', 'price'].sort(),
  );
  const { cases } = project.answerKey.hidden;
  const fewer = {
    ...project,
    answerKey: { ...project.answerKey, hidden: { ...project.answerKey.hidden, cases: cases.slice(1) } },
  };
  expect(projectHashOf(fewer as ProjectPackage)).not.toBe(hash);
  const swapped = {
    ...project,
    answerKey: { ...project.answerKey, reference: { 'other.py': '', ...project.answerKey.reference } },
  };
  expect(projectHashOf(swapped)).not.toBe(hash);
});
