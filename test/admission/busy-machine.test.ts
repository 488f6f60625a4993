/** A busy machine is no finding: what its clock stops is run again alone, and what it stops there too is told and not decided. */

import { afterAll, expect, test } from 'vitest';
import { admissionOf } from '../../server/admission/admission.ts';
import { admitBank } from '../../server/admission/bank.ts';
import { DEFAULT_SETTINGS } from '../../server/admission/context.ts';
import { type Examined, examine } from '../../server/admission/gate.ts';
import { createRoom } from '../../server/admission/patient-reviewer.ts';
import { emptyShelf } from '../../server/admission/report-folder.ts';
import { reportText } from '../../server/admission/report-text.ts';
import { known } from '../../server/kernel/assert.ts';
import type { CaseResult } from '../../server/reviewer/combine.ts';
import type { CasesRequest, Reviewer } from '../../server/reviewer/reviewer.ts';
import { startReviewing } from '../../server/workshop.ts';
import { part, smallProject } from './small-project.ts';

const reviewing = await startReviewing({ workers: 2, cache: false });
afterAll(() => reviewing.close());

/** Few cases: here they all run one after the other. */
const FEW = part({ 'one amount': [[7], 100], 'a credit': [[5, -3], 100], 'above the limit': [[60, 50], 100] });
const small = smallProject({}, { hidden: FEW });
const settings = { ...DEFAULT_SETTINGS, reruns: 2, mutants: 2, furtherInputs: 2 };
const { signal } = new AbortController();
const options = { settings, signal, origin: { kind: 'generated' } } as const;

/** A reviewer on a machine where everything that has a neighbour is stopped by the clock; `stops` counts. */
function crowded(real: Reviewer): { readonly reviewer: Reviewer; readonly stops: () => number } {
  let running = 0;
  let count = 0;
  const beside = async <Result>(work: () => Promise<Result>, stopped: (result: Result) => Result): Promise<Result> => {
    running += 1;
    const hadNeighbours = running > 1;
    const result = await work();
    const isStopped = hadNeighbours || running > 1;
    running -= 1;
    if (isStopped) count += 1;
    return isStopped ? stopped(result) : result;
  };
  const cut = { outcome: 'time_limit', unrepeatable: 'wall_clock', fuel: 0, memoryBytes: 0 } as const;
  const runCases = (request: CasesRequest): Promise<readonly CaseResult[]> =>
    beside(
      () => real.runCases(request),
      (all) => all.slice(0, 1).map((one) => ({ ...one, ...cut })),
    );
  const runOnce: Reviewer['runOnce'] = (request, stop) =>
    beside(
      () => real.runOnce(request, stop),
      ({ answer: _answer, ...result }) => ({ ...result, exit: 'time_limit', unrepeatable: 'wall_clock' }),
    );
  return { reviewer: { ...real, runCases, runOnce }, stops: () => count };
}

test('where everything that has a neighbour is stopped by the clock, the report is that of a quiet machine', async () => {
  const quiet = await examine(small, { ...options, reviewer: reviewing.reviewer });
  const { reviewer, stops } = crowded(reviewing.reviewer);
  const busy: Examined = await examine(small, { ...options, reviewer });
  expect(stops()).toBeGreaterThan(10);
  expect(busy).toEqual(quiet);
});

test('a reference that the clock stops even alone is neither refused nor admitted, not kept, and holds nobody up', async () => {
  const slow =
    'def fee(amounts, limit):\n    for _ in range(3_000_000 if amounts == [7] else 0):\n        pass\n    return min(limit, sum(amounts))\n';
  const [one, ...others] = FEW.cases;
  const cases = [{ ...known(one, 'a case'), limits: { timeMs: 30 } }, ...others] as typeof FEW.cases;
  const hidden = { ...FEW, cases } as typeof FEW;
  const stopped = smallProject({ slug: 'stopped-1' }, { hidden, reference: { 'solution.py': slow } });
  const kept: string[] = [];
  const shelf = { ...emptyShelf(), put: async (key: string) => void kept.push(key) };
  const { reviewer, imageHash } = reviewing;
  const bank = { name: 'small', projects: [small, stopped], origin: options.origin };
  const report = await admitBank(bank, { reviewer, imageHash, settings, shelf, concurrency: 2, signal });
  const [sound, undecided] = report.projects;
  const wordOf = (project: typeof sound) => project?.gates.find(({ gate }) => gate === 'reference');
  expect(wordOf(sound)?.outcome).toBe('passed');
  expect(wordOf(undecided)).toMatchObject({
    outcome: 'not_run',
    summary: expect.stringContaining('The wall clock stopped the reference of stopped-1 in "one amount"'),
  });
  expect(undecided).toMatchObject({ state: 'built', admitted: false });
  expect(kept).toHaveLength(1);
  expect(Object.keys(admissionOf(report).frozen)).not.toContain('stopped-1');
  expect(reportText(report)).toContain('The wall clock stopped the reference');
});

test('alone is alone: it waits for those inside, and those who come wait for it', async () => {
  const room = createRoom();
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = room.together(async () => {
    await gate.promise;
    order.push('first leaves');
  });
  const alone = room.alone(async () => {
    order.push('alone');
    await Promise.resolve();
    order.push('alone leaves');
  });
  const late = room.together(async () => void order.push('late'));
  const failed = room.alone(() => Promise.reject(new Error('fell over')));
  gate.resolve();
  await Promise.allSettled([first, alone, late, failed]);
  await expect(failed).rejects.toThrow('fell over');
  expect(order).toEqual(['first leaves', 'alone', 'alone leaves', 'late']);
  expect(await room.together(async () => 'open again')).toBe('open again');
});
