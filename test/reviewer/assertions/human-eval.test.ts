/**
 * HumanEval: every canonical solution passes its own assertions, and none with one deliberate slip does. The texts are read
 * from beside the project where somebody has put them; nothing of them is kept here.
 */

import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Acceptance, acceptanceSchema } from '../../../server/protocol/arena/acceptance.ts';
import type { Finding } from '../../../server/reviewer/combine.ts';
import { createReviewer } from '../../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../../server/reviewer/trusted-lane.ts';
import { slipped } from './slips.ts';

const FILE = new URL('../../../../shared/data/HumanEval.jsonl.gz', import.meta.url);
const taskSchema = z.object({
  task_id: z.string(),
  prompt: z.string(),
  entry_point: z.string(),
  canonical_solution: z.string(),
  test: z.string(),
});
type Task = z.infer<typeof taskSchema>;

const slips = z
  .record(z.string(), z.tuple([z.string(), z.number()]))
  .parse(JSON.parse(readFileSync(new URL('./human-eval-slips.json', import.meta.url), 'utf8')));

const sandbox = await createEmbeddedSandbox({ slots: 2 });
const trusted = createTrustedLane({ workers: 2 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });
afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

function tasks(): readonly Task[] {
  const lines = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n');
  return lines.map((line) => taskSchema.parse(JSON.parse(line)));
}

/** The prompt defines helpers that some assertions use; they are ours there, whatever was delivered. */
function acceptanceOf({ prompt, entry_point: entry, test: source }: Task): Acceptance {
  const file = 'solution.py';
  return acceptanceSchema.parse({
    kind: 'assertions',
    language: 'python',
    file,
    entry,
    setup: prompt,
    cases: [{ name: 'check', source }],
  });
}

function review(task: Task, program: string): Promise<Finding> {
  return reviewer.runVisible({
    files: { 'solution.py': program },
    acceptance: acceptanceOf(task),
    fuelPerCase: 80_000_000,
  });
}

/** Names only: nothing of a task is printed. */
async function outcomes(programOf: (task: Task) => Promise<string>): Promise<ReadonlyMap<string, string>> {
  const one = async (task: Task): Promise<readonly [string, string]> => {
    const finding = await review(task, await programOf(task));
    return [task.task_id, finding.cases[0]?.outcome ?? 'none'];
  };
  return new Map(await Promise.all(tasks().map(one)));
}

function slipOf({ task_id: id }: Task): readonly [string, number] {
  const slip = slips[id.replace('HumanEval/', '')];
  if (slip === undefined) throw new Error(`no slip is named for ${id}`);
  return slip;
}

if (existsSync(FILE)) {
  test('all 164 canonical solutions pass', async () => {
    const found = await outcomes(async ({ prompt, canonical_solution: body }) => prompt + body);
    expect([...found].filter(([, outcome]) => outcome !== 'passed')).toEqual([]);
    expect(found.size).toBe(164);
  });

  test('none of 164 with one deliberate slip passes', async () => {
    const found = await outcomes(async (task) => {
      const program = await slipped(sandbox, task.prompt + task.canonical_solution, slipOf(task));
      if (program === null) throw new Error(`the slip named for ${task.task_id} does not fit`);
      return program;
    });
    expect([...found].filter(([, outcome]) => outcome !== 'wrong_answer')).toEqual([]);
    expect(found.size).toBe(164);
  });
} else {
  test('HumanEval is not beside this project, so only our own ten tasks of its shape were judged', () => {
    console.log('not run: HumanEval (MIT) is looked for in ../shared/data/HumanEval.jsonl.gz, and is not there');
    expect(Object.keys(slips).length).toBe(164);
  });
}
