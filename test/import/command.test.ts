/** `arena import` as somebody meets it: what it says, what it leaves behind, and with which code it ends. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCorpusFile } from '../../server/admission/corpus-file.ts';
import { arena, ENTRY, type Ended, ended, start } from '../helpers/arena-command.ts';
import { verb } from '../helpers/hostile-runs.ts';
import { ROOT } from '../helpers/source-files.ts';
import { testFolder } from './folder.ts';
import * as rows from './rows.ts';
import { jsonLines } from './task-bench.ts';

const folder = testFolder();
const own = (name: string): string => join(folder.path, name);

folder.write('kaggle.csv', [rows.KAGGLE_HEADER, ...rows.KAGGLE_LINES, ''].join('\n'));
const other = {
  ...rows.HUMAN_EVAL,
  task_id: 'Invented/4',
  canonical_solution: '    return [n // 2 for n in numbers if not n <= least]\n',
};
folder.write('tasks.jsonl', `${jsonLines([rows.HUMAN_EVAL])}{"half": \n${jsonLines([rows.BIG_CODE_BENCH, other])}`);

// The verbs run in this process, but for one import that must not be only here.
beforeAll(() => process.chdir(folder.path));
afterAll(() => process.chdir(ROOT));

/** Ends with the code, says the parts, shows no code of ours, and leaves no file but those named. */
async function expectEnd(args: readonly string[], code: number, ...parts: readonly string[]): Promise<Ended> {
  const end = await verb('import', ...args);
  const text = end.stdout + end.stderr;
  expect(end.code, text).toBe(code);
  for (const part of parts) expect(text).toContain(part);
  expect(text).not.toMatch(/\n\s+at .*:\d+/);
  expect(readdirSync(folder.path).filter((name) => name.includes('unfinished'))).toEqual([]);
  return end;
}

test.each([
  ['nothing to import', ['--out', 'x.jsonl'], 64, 'import which files?'],
  ['nowhere to', ['kaggle.csv'], 64, 'import to where?'],
  ['a format that there is not', ['kaggle.csv', '--format', 'moon', '--out', 'x.jsonl'], 64, '--format: humaneval, '],
  [
    'a rule that there is not',
    ['kaggle.csv', '--price-rule', 'moon', '--out', 'x.jsonl'],
    64,
    'difficulty-band, noever-2025',
  ],
  ['no rows wanted', ['kaggle.csv', '--limit', '0', '--out', 'x.jsonl'], 64, '--limit: 1 to'],
  ['a file that is not there', ['nowhere.jsonl', '--out', 'x.jsonl'], 65, 'nowhere.jsonl does not exist'],
  ['a folder that is not there', ['kaggle.csv', '--out', 'no/x.jsonl'], 64, 'cannot be written'],
  ['the file itself as its output', ['kaggle.csv', '--out', 'kaggle.csv'], 64, 'kaggle.csv exists already'],
  ['the format of another set', ['humaneval', 'kaggle.csv', '--out', 'x.jsonl'], 65, 'none of 2 rows can be imported'],
])('%s', async (_name, args, code, said) => {
  await expectEnd(args, code, said);
  expect(existsSync(own('x.jsonl'))).toBe(false);
});

test('postings are imported, and cannot be played', async () => {
  const { stderr, stdout } = await expectEnd(
    ['kaggle.csv', '--out', 'postings.jsonl'],
    0,
    '2 postings of 2 rows (kaggle-freelancer)',
  );
  expect(stderr).toBe('');
  expect(stdout).toContain('nobody can be judged by them');
  folder.write('postings.yaml', 'name: p\nseed: s\nprotocol: auction\ncorpus: { name: ./postings.jsonl }\n');
  const played = await verb('run', 'postings.yaml');
  expect(played).toMatchObject({ code: 65, stdout: '' });
  expect(played.stderr).toContain('holds postings without cases');
});

test('tasks are imported past damaged rows, which are told, and then played', async () => {
  const args = ['tasks.jsonl', '--out', 'corpus.jsonl', '--skipped', 'skipped.jsonl', '--price-rule', 'noever-2025'];
  const { stdout, stderr } = await expectEnd(args, 0, '2 projects of 4 rows (humaneval) are in corpus.jsonl');
  expect(stdout).toContain('assigned by the rule noever-2025');
  expect(stderr).toContain('Skipped 2 rows:');
  expect(stderr).toContain('tasks.jsonl, line 2: ');
  const skipped = readFileSync(own('skipped.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(skipped).toMatchObject([
    { file: 'tasks.jsonl', unit: 'line', at: 2, code: 'not_json' },
    { at: 3, code: 'wrong_field' },
  ]);
  const [project] = await readCorpusFile(own('corpus.jsonl'));
  expect(project?.price?.estimate?.method).toBe('noever-2025');
  folder.write(
    'imported.yaml',
    'name: imported\nseed: s\nprotocol: auction\ncorpus: { name: ./corpus.jsonl }\nroster: study\n',
  );
  const refused = await verb('run', 'imported.yaml');
  expect(refused.code).toBe(69);
  expect(refused.stderr).toContain('`arena admit corpus.jsonl` makes one');
  const played = await verb('run', 'imported.yaml', '--practice');
  expect(played.code, played.stderr).toBe(0);
  expect(played.stdout).toContain('Practice, not scored: 2 of 2 projects');
  expect(played.stdout).toContain('2 projects');
  expect(readFileSync(own('runs/imported/manifest.json'), 'utf8')).toContain('corpus.jsonl');
});

test('--strict refuses them all for one damaged row, and names it', async () => {
  await expectEnd(
    ['tasks.jsonl', '--out', 'strict.jsonl', '--strict'],
    65,
    'tasks.jsonl, line 2: not_json: ',
    'Nothing is written (--strict)',
  );
  expect(existsSync(own('strict.jsonl'))).toBe(false);
});

test('a process of its own ends with the same code and words', async () => {
  const end = await arena(folder.path, 'import', 'tasks.jsonl', '--out', 'strict.jsonl', '--strict');
  expect(end).toMatchObject({ code: 65, stdout: '', stderr: expect.stringContaining('Nothing is written (--strict)') });
});

test('two kinds in one import are refused', async () => {
  await expectEnd(['kaggle.csv', 'tasks.jsonl', '--out', 'both.jsonl'], 64, 'import them apart');
});

test('what is printed of a file steers no terminal', async () => {
  folder.write(
    'steering.csv',
    `${rows.KAGGLE_HEADER}\n1,T,D,"[\u001b[2J\u0007]",,,0,0,1,2,1.5,USD,fixed\n2,T,D,[],,,0,0,"\u001b]0;x\u0007",2,1,USD,fixed\n`,
  );
  const { stderr } = await expectEnd(['steering.csv', '--out', 'steering.jsonl'], 65, 'none of 2 rows');
  for (const control of ['\u001b', '\u0007']) expect(stderr).not.toContain(control);
});

test('Ctrl-C leaves nothing behind', async () => {
  const many = Array.from({ length: 500 }, (_, n) => ({
    ...rows.HUMAN_EVAL,
    task_id: `Invented/${n}`,
    test: `${rows.HUMAN_EVAL.test}# ${n}`,
  }));
  folder.write('many.jsonl', jsonLines(many));
  const child = start(process.execPath, [ENTRY, 'import', 'many.jsonl', '--out', 'many.out.jsonl'], folder.path);
  const end = ended(child);
  const isBegun = (): boolean => readdirSync(folder.path).some((name) => name.includes('unfinished'));
  while (!isBegun() && child.exitCode === null) await new Promise((wake) => setTimeout(wake, 5));
  child.kill('SIGINT');
  expect(await end).toMatchObject({ code: 130, stdout: '' });
  expect(isBegun()).toBe(false);
  expect(existsSync(own('many.out.jsonl'))).toBe(false);
});
