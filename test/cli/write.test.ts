import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../cli/write.ts';
import { writtenGate } from '../../cli/write-gate.ts';
import { buildFamily } from '../../seeds/families/completed.ts';
import { STARTER_FAMILIES } from '../../seeds/starter.ts';
import { readCorpusFile } from '../../server/admission/corpus-file.ts';
import { known } from '../../server/kernel/assert.ts';
import { startReviewing } from '../../server/workshop.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-write-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const never = new AbortController().signal;

test.each([
  [[], 'where to?'],
  [['--out', 'x', '--category', 'poems'], '--category: one of python'],
  [['--out', 'x', '--minutes', 'long'], '--minutes: from and to'],
  [['--out', 'x', '--count', '0'], '--count: 1 to'],
  [['--out', 'x', '--drafts', '1.5'], '--drafts: 1 to'],
  [['--out', 'x', '--ambiguity', '4'], '--ambiguity: 0 to 3'],
])('arena write %s says what is wrong', async (words, message) => {
  await expect(run(words, never)).rejects.toMatchObject({ exitCode: 64, message: expect.stringContaining(message) });
  expect(existsSync('x')).toBe(false);
});

test('a written project has gone through the gate, keeps to the brief, and can be played', async () => {
  const file = join(folder, 'written.jsonl');
  expect(await run(['--category', 'dates', '--ambiguity', '1', '--out', file], never)).toBe(0);
  const [project, ...more] = await readCorpusFile(file);
  expect(more).toEqual([]);
  expect(project).toMatchObject({ category: 'dates', ambiguity: 1, provenance: { kind: 'written' } });
  expect(project?.answerKey.leftOut?.length).toBeGreaterThan(0);
});

test('the gate says in words why it refuses a draft whose reference fails', async () => {
  const reviewing = await startReviewing({ workers: 1, cache: false });
  try {
    const project = known(buildFamily(known(STARTER_FAMILIES[0], 'family'), 'broken')[1], 'project');
    const reference = { [project.acceptance.file]: 'module.exports = {};\n' };
    const broken = { ...project, answerKey: { ...project.answerKey, reference } };
    const reasons = await writtenGate(reviewing.reviewer, never)(broken);
    expect(reasons.join('\n')).toContain('reference:');
  } finally {
    await reviewing.close();
  }
});
