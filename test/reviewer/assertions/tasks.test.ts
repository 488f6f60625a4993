/** Ten tasks of the shape of public task sets: the solution passes, and one deliberate slip does not. */

import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { acceptanceSchema } from '../../../server/protocol/arena/acceptance.ts';
import type { CaseResult } from '../../../server/reviewer/combine.ts';
import { createReviewer } from '../../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../../server/reviewer/trusted-lane.ts';
import { slipped } from './slips.ts';

const taskSchema = z.strictObject({
  entry: z.string(),
  prompt: z.string(),
  solution: z.string(),
  test: z.string(),
  slip: z.tuple([z.string(), z.number()]),
  program_of_slip: z.string().optional(),
});
type Task = z.infer<typeof taskSchema>;

const text = readFileSync(new URL('./tasks.yaml', import.meta.url), 'utf8');
const { tasks } = z.object({ tasks: z.array(taskSchema) }).parse(parse(text));

const sandbox = await createEmbeddedSandbox({ slots: 1 });
const trusted = createTrustedLane({ workers: 1 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });
afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

async function judge({ entry, prompt, test: source }: Task, program: string): Promise<CaseResult | undefined> {
  const acceptance = acceptanceSchema.parse({
    kind: 'assertions',
    language: 'python',
    file: 'solution.py',
    entry,
    // A prompt that only opens a function is no program: those that are, hold helpers that the assertions use.
    setup: `${prompt.trimEnd()}\n`,
    cases: [{ name: 'check', source }],
  });
  return (await reviewer.runVisible({ files: { 'solution.py': program }, acceptance })).cases[0];
}

test('there are ten', () => {
  expect(tasks.length).toBe(10);
});

test.each(tasks.map((task) => [task.entry, task] as const))('%s', async (_entry, task) => {
  const right = task.prompt + task.solution;
  expect(await judge(task, right)).toMatchObject({ outcome: 'passed', unrepeatable: null });
  const wrong = task.program_of_slip ?? (await slipped(sandbox, right, task.slip));
  expect(wrong).not.toBeNull();
  expect((await judge(task, wrong ?? ''))?.outcome).toMatch(/^(?:wrong_answer|exception)$/);
  expect((await judge(task, `${task.prompt}    pass\n`))?.outcome).toMatch(/^(?:wrong_answer|exception)$/);
});
