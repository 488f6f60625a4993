/**
 * HumanEval through `arena import` and the reviewer: every canonical solution passes, none with one deliberate slip does. Read
 * from beside the project where somebody has put it; `npm run test:long` takes all 164, every other run the first few.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readCorpusFile } from '../../server/admission/corpus-file.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { fuelLimit } from '../../server/reviewer/fuel.ts';
import { startReviewing } from '../../server/workshop.ts';
import { arena } from '../helpers/arena-command.ts';
import { slipped } from '../reviewer/assertions/slips.ts';
import { testFolder } from './folder.ts';

const FILE = fileURLToPath(new URL('../../../shared/data/HumanEval.jsonl.gz', import.meta.url));
const COUNT = Number(process.env.ARENA_IMPORTED_TASKS ?? 8);
const folder = testFolder();

const slips = z
  .record(z.string(), z.tuple([z.string(), z.number()]))
  .parse(JSON.parse(readFileSync(new URL('../reviewer/assertions/human-eval-slips.json', import.meta.url), 'utf8')));

const referenceOf = ({ answerKey }: ProjectPackage): string => answerKey.reference['solution.py'] ?? '';

if (existsSync(FILE)) {
  const reviewing = await startReviewing({ workers: 2, cache: false });
  afterAll(() => reviewing.close());
  let projects: readonly ProjectPackage[] = [];

  /** Which of the projects the program passes. Names only: nothing of a task is printed. */
  async function passed(programOf: (project: ProjectPackage) => Promise<string>): Promise<readonly string[]> {
    const one = async (project: ProjectPackage): Promise<readonly string[]> => {
      const { acceptance, slug } = project;
      const files = { 'solution.py': await programOf(project) };
      const { hidden } = project.answerKey;
      const finding = await reviewing.reviewer.review({ files, acceptance, hidden, fuelPerCase: fuelLimit(0) });
      return finding.passed ? [slug] : [];
    };
    return (await Promise.all(projects.map(one))).flat();
  }

  test('every row becomes a project', async () => {
    const args = ['import', FILE, '--out', 'human-eval.jsonl', '--strict', '--limit', String(COUNT)];
    const { code, stdout, stderr } = await arena(folder.path, ...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`${COUNT} projects of ${COUNT} rows (humaneval) are in human-eval.jsonl`);
    projects = await readCorpusFile(join(folder.path, 'human-eval.jsonl'));
    expect(projects).toHaveLength(COUNT);
  });

  test('every canonical solution passes', async () => {
    expect(await passed(async (project) => referenceOf(project))).toEqual(projects.map(({ slug }) => slug));
  });

  test('none with one slip passes', async () => {
    const found = await passed(async (project) => {
      const slip = slips[project.slug.replace('humaneval-', '')];
      const program = slip === undefined ? null : await slipped(reviewing.sandbox, referenceOf(project), slip);
      if (program === null) throw new Error(`no slip fits ${project.slug}`);
      return program;
    });
    expect(found).toEqual([]);
  });
} else {
  test('HumanEval is not beside this project: only invented rows of its form were imported', () => {
    console.log('not run: HumanEval (MIT) is looked for in ../shared/data/HumanEval.jsonl.gz, and is not there');
  });
}
