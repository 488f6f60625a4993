/** Tasks of every published form become projects: the set's own solution passes, wrong ones do not, and nothing else is promised. */

import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { CANARY, type ProjectPackage, projectPackageSchema } from '../../server/protocol/arena/project-package.ts';
import { fuelLimit } from '../../server/reviewer/fuel.ts';
import { DEFAULT_LIMITS } from '../../server/reviewer/sandbox.ts';
import { testFolder } from './folder.ts';
import * as rows from './rows.ts';
import { jsonLines, openTaskBench } from './task-bench.ts';

const folder = testFolder();
const { importFile, judge, bench } = await openTaskBench(folder.path);

const FORMATS: readonly (readonly [format: string, text: string, slug: string, licence: string])[] = [
  ['humaneval', jsonLines([rows.HUMAN_EVAL]), 'humaneval-3', 'MIT'],
  ['humaneval-plus', jsonLines([rows.HUMAN_EVAL_PLUS]), 'humaneval-plus-3', 'Apache-2.0'],
  ['evalplus-humaneval', `${rows.EVALPLUS_LINE}\n`, 'humaneval-plus-9001', 'Apache-2.0'],
  ['evalplus-mbpp', jsonLines([rows.EVALPLUS_MBPP]), 'mbpp-plus-9002', 'Apache-2.0 AND CC-BY-4.0'],
  ['mbpp', jsonLines([rows.MBPP]), 'mbpp-7001', 'CC-BY-4.0'],
  ['mbpp-sanitized', JSON.stringify([rows.MBPP_SANITIZED], null, 1), 'mbpp-7002', 'CC-BY-4.0'],
  ['mbpp-plus', jsonLines([rows.MBPP_PLUS]), 'mbpp-plus-7003', 'Apache-2.0 AND CC-BY-4.0'],
  ['bigcodebench', jsonLines([rows.BIG_CODE_BENCH]), 'bigcodebench-90001', 'Apache-2.0'],
  ['livecodebench', jsonLines([rows.LIVE_CODE_BENCH]), 'livecodebench-inv900-a', 'CC, version not stated'],
  ['livecodebench', jsonLines([rows.LIVE_CODE_BENCH_FUNCTION]), 'livecodebench-9003', 'CC, version not stated'],
  ['apps', jsonLines([rows.APPS]), 'apps-9004', 'MIT'],
  ['apps', jsonLines([rows.APPS_FUNCTION]), 'apps-9005', 'MIT'],
];

async function imported(text: string): Promise<ProjectPackage> {
  const { projects } = await importFile(folder.write('rows', text));
  const [project] = projects;
  if (project === undefined || projects.length > 1) throw new Error(`${projects.length} projects of one row`);
  return project;
}

const reference = ({ answerKey }: ProjectPackage): string => answerKey.reference['solution.py'] ?? '';

test.each(FORMATS)('%s: %#', async (format, text, slug, licence) => {
  const { report, projects } = await importFile(folder.write('rows', text));
  expect(report).toMatchObject({ makes: 'projects', formats: [format], imported: 1, skipped: [] });
  const [project] = projects;
  expect(projectPackageSchema.parse(project)).toEqual(project);
  expect(project).toMatchObject({
    slug,
    licence,
    provenance: { kind: 'import', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    price: { posted: null, exchange: null, estimate: { cents: project?.postedPriceCents, method: 'difficulty-band' } },
  });
  if (project === undefined) return;
  if (licence.includes('CC')) expect(project.provenance).toHaveProperty('attribution');
  expect(project.acceptance.cases.length).toBeGreaterThan(0);
  // The import itself has tried all this; it is tried again as a market would, budgets included.
  expect((await judge(project, reference(project))).passed).toBe(true);
  for (const { files } of project.answerKey.wrong) {
    const finding = await judge(project, files['solution.py'] ?? '');
    expect(finding.cases.some(({ visible, outcome }) => !visible && outcome !== 'passed')).toBe(true);
  }
});

describe('what a form is turned into', () => {
  test('equal rows of JSON lines and of Parquet are equal projects', async () => {
    const { MBPP_SANITIZED: row } = rows;
    const columnData = Object.entries(row).map(([name, value]) => ({
      name,
      data: [value],
      type:
        typeof value === 'string'
          ? ('STRING' as const)
          : typeof value === 'number'
            ? ('INT32' as const)
            : ('JSON' as const),
    }));
    const packed = folder.write('set.parquet', new Uint8Array(parquetWriteBuffer({ columnData })));
    expect((await importFile(packed)).text).toBe((await importFile(folder.write('set.jsonl', jsonLines([row])))).text);
  });

  test('EvalPlus: expected values are those of its solution, floats floats and integers with every digit', async () => {
    const project = await imported(`${rows.EVALPLUS_LINE}\n`);
    const { hidden } = project.answerKey;
    const source = hidden.kind === 'assertions' ? hidden.cases.map((one) => one.source).join('\n') : '';
    expect(source).toContain('([[0.5, 2.0], 2.0], ([1.0, 4.0], 5.0)),');
    expect(source).toContain('([[9007199254740993], 3], ([27021597764222979], 27021597764222979)),');
    expect(source).toContain('([[1e+300], 1e+300], ([inf], inf)),');
    // Within its tolerance, and as a pair: a list is none.
    const near = 'def scaled(values, by):\n    found = [v * by + 1e-9 for v in values]\n    return found, sum(found)\n';
    const hiddenOf = async (program: string) => (await judge(project, program)).cases.filter(({ visible }) => !visible);
    expect((await hiddenOf(near)).map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
    const list = reference(project).replace('return found, sum(found)', 'return [found, sum(found)]');
    expect((await hiddenOf(list))[0]?.outcome).toBe('wrong_answer');
  });

  test('MBPP: classes of the delivery that the assertions name, and a set-up that uses them', async () => {
    const project = await imported(jsonLines([rows.MBPP]));
    expect(project.acceptance).toMatchObject({ entry: 'count_holding', names: ['Interval'] });
    expect(project.description).toContain('assert count_holding([Interval(1, 3), Interval(2, 5)], 2) == 2');
    expect(project.answerKey.hidden.cases).toHaveLength(3);
  });

  test('LiveCodeBench: cases in a pickle are never opened; the rest is marked, or refused', async () => {
    const project = await imported(jsonLines([rows.LIVE_CODE_BENCH_FUNCTION]));
    expect(project.provenance).toMatchObject({
      marks: [expect.stringContaining('public cases only'), expect.any(String), expect.any(String)],
    });
    expect(project.answerKey.hidden.cases).toMatchObject([{ args: [[], 9], expected: [] }]);
    const both = jsonLines([rows.LIVE_CODE_BENCH_FUNCTION, rows.LIVE_CODE_BENCH]);
    const { report } = await importFile(folder.write('rows', both), { allowPublicCases: false });
    expect(report).toMatchObject({ imported: 1, skipped: [{ code: 'pickled_tests', place: { at: 1 } }] });
  });

  test('without a solution in the set, a table of answers stands for it, with the largest budget there is', async () => {
    const project = await imported(jsonLines([rows.LIVE_CODE_BENCH]));
    const honest = 'import sys\nfor line in sys.stdin:\n    print(2 * int(line))\n';
    expect((await judge(project, honest)).passed).toBe(true);
    const finding = await bench.review(project.answerKey.reference, project.answerKey.hidden);
    expect(fuelLimit(Math.max(...finding.cases.map(({ fuel }) => fuel)))).toBe(DEFAULT_LIMITS.fuel);
  });

  test('APPS: the first solution is of another Python, and each value stands in a list of its own', async () => {
    expect(reference(await imported(jsonLines([rows.APPS])))).toContain('int, input()');
    const project = await imported(jsonLines([rows.APPS_FUNCTION]));
    const { hidden } = project.answerKey;
    expect(hidden.kind === 'function' && hidden.cases.map(({ expected }) => expected)).toEqual([[], [20, 30]]);
    expect(
      (
        await judge(
          project,
          'def above(nums):\n    mean = sum(nums) / len(nums)\n    return [n for n in nums if n > mean]\n',
        )
      ).passed,
    ).toBe(true);
    expect(project.description).toContain('outside of any class');
  });
});

describe('a file of ours', () => {
  test('is headed by the canary, and read and written again it has the same bytes', async () => {
    const all = jsonLines([rows.APPS, rows.APPS_FUNCTION]);
    const first = await importFile(folder.write('rows', all));
    expect(first.text.split('\n')[0]).toContain(CANARY);
    const again = await importFile(folder.write('ours.jsonl', first.text));
    expect(again.text).toBe(first.text);
    expect(again.report).toMatchObject({ formats: ['arena projects'], imported: 2, sha256: first.report.sha256 });
  });

  test('the same rows in any order and number get the same prices', async () => {
    const prices = async (change: object, ...all: readonly rows.InventedRow[]) => {
      const { projects } = await importFile(folder.write('rows', jsonLines(all)), change);
      return new Map(projects.map(({ slug, postedPriceCents }) => [slug, postedPriceCents]));
    };
    const alone = await prices({}, rows.APPS);
    const second = await prices({}, rows.APPS_FUNCTION, rows.APPS);
    expect(second.get('apps-9004')).toBe(alone.get('apps-9004'));
    expect((await prices({ limit: 1 }, rows.APPS_FUNCTION, rows.APPS)).size).toBe(1);
  });

  test('a project whose reference fails, one whose wrong solution passes, one with a field of another version', async () => {
    const { text, projects } = await importFile(folder.write('rows', jsonLines([rows.APPS])));
    const [header = ''] = text.split('\n');
    const [good] = projects;
    if (good === undefined) throw new Error('no project');
    const { answerKey } = good;
    const [first] = answerKey.wrong;
    const lines = [
      { ...good, answerKey: { ...answerKey, reference: { 'solution.py': 'print(1)\n' } } },
      { ...good, answerKey: { ...answerKey, wrong: [first, { ...first, files: answerKey.reference }] } },
      { ...good, colour: 'red' },
      { ...good, answerKey: { ...answerKey, wrong: [first] } },
      good,
      good,
    ].map((line) => JSON.stringify(line));
    const { report } = await importFile(folder.write('ours.jsonl', [header, ...lines].join('\n')));
    expect(report.imported).toBe(1);
    expect(report.skipped.map(({ place, code }) => [place.at, code])).toEqual([
      [2, 'reference_fails'],
      [3, 'weak_tests'],
      [4, 'wrong_field'],
      [5, 'wrong_field'],
      [7, 'duplicate'],
    ]);
  });
});
