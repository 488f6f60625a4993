/** A whole bank: the same bytes however often it was stopped, duplicates in the order of the bank, hostile rows and texts. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { admissionOf, NotAdmitted, refuseUnadmitted, unadmitted } from '../../server/admission/admission.ts';
import { admitBank, type Bank, type BankReport } from '../../server/admission/bank.ts';
import { readBank, readKnownWork } from '../../server/admission/bank-file.ts';
import { DEFAULT_SETTINGS } from '../../server/admission/context.ts';
import { projectHashOf } from '../../server/admission/frozen.ts';
import { mayBecome } from '../../server/admission/gate-report.ts';
import { emptyShelf, openReportFolder } from '../../server/admission/report-folder.ts';
import { reportText } from '../../server/admission/report-text.ts';
import { CANARY, type ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { startReviewing } from '../../server/workshop.ts';
import { smallProject } from './small-project.ts';

const reviewing = await startReviewing({ workers: 2, cache: false });
const folder = mkdtempSync(join(tmpdir(), 'arena-admission-'));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await reviewing.close();
});

const settings = { ...DEFAULT_SETTINGS, reruns: 2, mutants: 8, furtherInputs: 12 };

function admit(bank: Bank, more: Partial<Parameters<typeof admitBank>[1]> = {}): Promise<BankReport> {
  const { reviewer, imageHash } = reviewing;
  const { signal } = new AbortController();
  return admitBank(bank, { reviewer, imageHash, settings, shelf: emptyShelf(), concurrency: 2, signal, ...more });
}

/** What is examined for several tests is examined once. */
const { shelf: common } = await openReportFolder(join(folder, 'common'), false);
const generated = { kind: 'generated' } as const;
const bankOf = (...projects: ProjectPackage[]): Bank => ({ name: 'small', projects, origin: generated });

function contentOf(dir: string): string[] {
  return readdirSync(dir)
    .filter((file) => /\.(?:json|md)$/.test(file))
    .sort()
    .map((file) => readFileSync(join(dir, file), 'utf8'));
}

test('a bank that was stopped and goes on ends in the same bytes, and examines nothing twice', async () => {
  const projects = ['monthly', 'weekly', 'yearly'].map((when) => smallProject({ slug: `${when}-fee-1` }));
  const bank = { name: 'sample', projects, origin: generated };
  const whole = await openReportFolder(join(folder, 'whole'), false);
  const report = await admit(bank, { shelf: whole.shelf });
  await whole.finish(report);

  const dir = join(folder, 'stopped');
  const stop = new AbortController();
  const onProgress = (done: number): void => {
    if (done === 1) stop.abort();
  };
  const first = await openReportFolder(dir, false);
  const stopped = admit(bank, { shelf: first.shelf, concurrency: 1, signal: stop.signal, onProgress });
  await expect(stopped).rejects.toThrow(/abort/i);
  expect(readdirSync(join(dir, 'projects'))).toHaveLength(1);

  const second = await openReportFolder(dir, false);
  let put = 0;
  const counting = {
    ...second.shelf,
    put: (...given: Parameters<typeof second.shelf.put>) =>
      second.shelf.put(...given).then(() => {
        put += 1;
      }),
  };
  await second.finish(await admit(bank, { shelf: counting, concurrency: 3 }));
  expect(put).toBe(2);
  expect(contentOf(dir)).toEqual(contentOf(join(folder, 'whole')));
  // Of those that ask for the same the first is admitted, however the work was interrupted.
  expect(report.projects.map(({ admitted }) => admitted)).toEqual([true, false, false]);
});

test('a finished project that lies damaged on the disk is examined again', async () => {
  const place = await openReportFolder(join(folder, 'damaged'), false);
  const report = await admit(bankOf(smallProject()), { shelf: place.shelf });
  const [file] = readdirSync(join(folder, 'damaged', 'projects'));
  writeFileSync(join(folder, 'damaged', 'projects', String(file)), '{"gates": [');
  expect(await admit(bankOf(smallProject()), { shelf: place.shelf })).toEqual(report);
  expect(report.projects[0]).toMatchObject({ state: 'frozen', admitted: true, hash: projectHashOf(smallProject()) });
});

test('another price examines nothing anew, and one outside of the budget is refused all the same', async () => {
  const place = await openReportFolder(join(folder, 'prices'), false);
  await admit(bankOf(smallProject()), { shelf: place.shelf });
  const { budgetMaxCents, postedPriceCents } = smallProject();
  const shelf = { ...place.shelf, put: () => Promise.reject(new Error('examined again')) };
  const cheaper = smallProject({ postedPriceCents: postedPriceCents - 1 });
  expect((await admit(bankOf(cheaper), { shelf })).projects[0]?.admitted).toBe(true);
  const dear = smallProject({ postedPriceCents: budgetMaxCents + 1 });
  await expect(admit(bankOf(dear), { shelf })).rejects.toThrow('examined again');
  expect((await admit(bankOf(dear), { shelf: place.shelf })).projects[0]?.admitted).toBe(false);
});

test('of two projects that ask for the same the later one is refused, and so is one that a public bank has', async () => {
  const copy = smallProject({ slug: 'weekly-fee-1', title: 'Weekly fee out of single sums' });
  const report = await admit(bankOf(smallProject(), copy), { shelf: common });
  expect(report.projects.map(({ admitted }) => admitted)).toEqual([true, false]);
  expect(report.projects[1]?.gates.find(({ gate }) => gate === 'duplicates')?.findings.join()).toContain(
    'monthly-fee-1',
  );
  expect(report.table.duplicateRate).toBe(0.5);
  const file = join(folder, 'public.jsonl');
  const { title, description } = smallProject();
  writeFileSync(
    file,
    `${JSON.stringify({ task_id: 'Public/7', prompt: `${title}\n${description}`, canonical_solution: '' })}\n`,
  );
  const work = await readKnownWork(file);
  const refused = await admit({ ...bankOf(smallProject()), known: work }, { shelf: common });
  expect(refused.projects[0]?.gates.find(({ gate }) => gate === 'duplicates')?.findings.join()).toContain('Public/7');
});

test('rows that are no projects are refused by their line, and hostile texts stay texts', async () => {
  const file = join(folder, 'bank.jsonl');
  const hostile = smallProject({ slug: 'hostile-1', title: '\u001b[31m</td><script>alert(1)</script>\u202e' });
  const rows = [
    JSON.stringify({ canary: CANARY }),
    JSON.stringify(hostile),
    '{"slug": 1}',
    'not json',
    JSON.stringify(hostile),
  ];
  writeFileSync(file, `${rows.join('\n')}\n`);
  const bank = await readBank(file, 'bank');
  expect(bank.origin).toEqual({ kind: 'file', canary: true });
  const report = await admit(bank);
  expect(report.projects.map(({ slug, state }) => `${slug}: ${state}`)).toEqual([
    'hostile-1: draft',
    'line 3: draft',
    'line 4: draft',
    'line 5: draft',
  ]);
  const text = reportText(report);
  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('\u202e');
  expect(text).not.toContain('<script>');
  expect(text).toContain('U+001B');
  await expect(readBank(join(folder, 'nowhere.jsonl'), 'x')).rejects.toThrow('nowhere.jsonl does not exist');
});

test('a scored market opens over projects that a certificate names by their hash, whatever they pay', async () => {
  const report = await admit(bankOf(smallProject()), { shelf: common });
  const admissions = [admissionOf(report)];
  expect(unadmitted([smallProject()], admissions)).toEqual([]);
  expect(unadmitted([smallProject({ postedPriceCents: 1_500 })], admissions)).toEqual([]);
  const changed = smallProject({ description: `${smallProject().description} Thanks.` });
  expect(unadmitted([changed], admissions)).toEqual([changed]);
  expect(() => refuseUnadmitted('small', [changed], admissions, 'arena admit small')).toThrow(NotAdmitted);
  expect(() => refuseUnadmitted('small', [changed], admissions, 'arena admit small')).toThrow(
    /`arena admit small` makes one/,
  );
  const older = admissions.map((one) => ({ ...one, version: 0 }));
  expect(unadmitted([smallProject()], older)).toHaveLength(1);
});

test('what is frozen can only be retired', () => {
  expect(mayBecome('calibrated', 'frozen')).toBe(true);
  expect(mayBecome('frozen', 'draft')).toBe(false);
  expect(mayBecome('frozen', 'retired')).toBe(true);
  expect(mayBecome('draft', 'frozen')).toBe(false);
});
