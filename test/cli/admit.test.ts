/** `arena admit` and what `arena run` asks of it, as a person meets them. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadTournament } from '../../agents/tournament/load.ts';
import { run } from '../../cli/admit.ts';
import { admissionMark, admissionMarks, practiceLine } from '../../cli/admitted.ts';
import { checkConfig } from '../../cli/check-config.ts';
import { packagesOf } from '../../cli/corpus-of.ts';
import { NotAdmitted } from '../../server/admission/admission.ts';
import { admissionSchema } from '../../server/protocol/arena/admission.ts';
import { CANARY } from '../../server/protocol/arena/project-package.ts';
import { smallProject } from '../admission/small-project.ts';
import { arena } from '../helpers/arena-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-admit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bankFile(name: string, ...rows: readonly unknown[]): string {
  const file = join(folder, name);
  writeFileSync(file, [{ canary: CANARY }, ...rows].map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
}

const fast = ['--reruns', '2', '--mutants', '6'];

test('a sound file is admitted, and its certificate lies beside it', async () => {
  const file = bankFile('sound.jsonl', smallProject());
  const report = join(folder, 'report');
  const { code, stdout } = await arena(folder, 'admit', file, '--report', report, ...fast);
  expect(stdout).toContain('sound.jsonl: 1 of 1 projects admitted.');
  expect(code).toBe(0);
  expect(readFileSync(join(report, 'report.md'), 'utf8')).toContain('# Admission of sound.jsonl');
  const certificate = `${file}.admission.json`;
  expect(Object.keys(admissionSchema.parse(JSON.parse(readFileSync(certificate, 'utf8'))).frozen)).toEqual([
    'monthly-fee-1',
  ]);

  const asked = { corpus: 'sound', seed: 's', practice: false };
  expect(admissionMark([smallProject()], { ...asked, files: [certificate] })).toMatchObject({ scored: true });
  expect(() => admissionMark([smallProject()], { ...asked, files: [] })).toThrow(NotAdmitted);
  const mark = admissionMark([smallProject()], { ...asked, practice: true, files: [] });
  expect(practiceLine(mark)).toContain('Practice, not scored: 1 of 1');
});

test('a project that fails a gate is named with the gate, and the code says that a check found something', async () => {
  const file = bankFile('unsound.jsonl', smallProject({}, { alternatives: [] }), { slug: 'nothing' });
  const { code, stdout } = await arena(folder, 'admit', file, '--report', join(folder, 'other'), ...fast);
  expect(code).toBe(1);
  expect(stdout).toContain('0 of 2 projects admitted');
  expect(stdout).toContain('monthly-fee-1: alternatives (There is no second correct solution');
  expect(stdout).toContain('line 3: schema (Not a project package.)');
});

test.each([
  ['no bank', [] as string[], 64],
  ['a corpus that there is not', ['nowhere'], 64],
  ['no number of runs', ['starter', '--reruns', 'ten'], 64],
  ['a file that is not there', ['./nowhere.jsonl'], 65],
  ['a project that there is not', ['starter', '--project', 'nothing'], 64],
])('refused: %s', async (_what, args, code) => {
  await expect(run(args, new AbortController().signal)).rejects.toMatchObject({ exitCode: code });
});

/** What `arena run` says about a tournament before it opens a market. */
async function marksOf(corpus: string) {
  const file = join(folder, 'asked.yaml');
  writeFileSync(file, `name: asked\nseed: s\nprotocol: auction\ncorpus: ${corpus}\n`);
  const loaded = await loadTournament(file, checkConfig);
  const [mark] = await admissionMarks([{ loaded, packages: await packagesOf(loaded) }], {
    practice: false,
    admission: [],
  });
  return mark;
}

test('the published corpus is played scored, also where its postings are made to say less; another seed is not', async () => {
  expect(await marksOf('{ limit: 5, ambiguity: 3 }')).toEqual({ scored: true, projects: 5, unadmitted: [] });
  const other = marksOf('{ limit: 5, seed: mine }');
  await expect(other).rejects.toThrow(NotAdmitted);
  await expect(other).rejects.toThrow('5 of 5 projects of corpus starter');
});

test('postings for blind solvers hold nothing of the answer key', async () => {
  const file = bankFile('blind.jsonl', smallProject());
  const out = join(folder, 'postings.jsonl');
  expect((await arena(folder, 'admit', file, '--postings', out)).code).toBe(0);
  const text = readFileSync(out, 'utf8');
  expect(text).toContain('Monthly fee');
  expect(text).not.toContain('credits only');
  expect(text).not.toContain('answerKey');
  expect(existsSync(`${file}.admission.json`)).toBe(false);
});
