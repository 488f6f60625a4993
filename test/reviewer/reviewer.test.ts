/** Reviews over a fake sandbox: what runs, what is retried, what is remembered, and what never reaches a delivery. */

import { expect, test } from 'vitest';
import { acceptanceSchema, type Files, type Json } from '../../server/protocol/arena/acceptance.ts';
import { RUN_FAILURES } from '../../server/protocol/arena/run-failure.ts';
import { ReviewFault } from '../../server/reviewer/fault.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { DEFAULT_LIMITS, type RunRequest } from '../../server/reviewer/sandbox.ts';
import { functionAcceptance } from '../helpers/acceptance-samples.ts';
import { type FakeProgram, FakeSandbox, value } from '../helpers/fake-sandbox.ts';

function argument(request: RunRequest): Json {
  return request.task.kind === 'function' ? (request.task.args[0] ?? null) : null;
}
const double: FakeProgram = (request) => value(Number(argument(request)) * 2);
const programs = { double, echo: (request: RunRequest) => value(argument(request)) };
const doubles = (...numbers: number[]) =>
  functionAcceptance(numbers.map((n) => ({ name: `double ${n}`, args: [n], expected: 2 * n })));
const files = (program: string): Files => ({ 'solution.py': program });
const quick = { backoffMs: 0, cache: null };

test('an honest delivery passes everything, a wrong one is scored on all cases', async () => {
  const reviewer = createReviewer({ sandbox: new FakeSandbox(programs), ...quick });
  const key = { acceptance: doubles(1, 2), hidden: doubles(0, 5) };
  expect(await reviewer.review({ files: files('double'), ...key })).toMatchObject({ scoreBps: 10_000, caseCount: 4 });
  const finding = await reviewer.review({ files: files('echo'), ...key });
  expect(finding).toMatchObject({ scoreBps: 2_500, casesPassed: 1, caseCount: 4, passed: false });
  expect(finding.cases.map((one) => one.outcome)).toEqual(['wrong_answer', 'wrong_answer', 'passed', 'wrong_answer']);
  expect(finding.cases[0]?.details).toMatchObject({ difference: 'expected 2, got 1', got: { text: '1' } });
  expect(finding.cases[3]?.details).toBeNull();
});

test('every kind of exit is the outcome of its case', async () => {
  for (const exit of RUN_FAILURES) {
    const reviewer = createReviewer({ sandbox: new FakeSandbox({ odd: () => ({ exit, message: 'why' }) }), ...quick });
    const finding = await reviewer.runVisible({ files: files('odd'), acceptance: doubles(1) });
    expect(finding.cases[0]).toMatchObject({ outcome: exit, details: { message: { text: 'why' }, got: null } });
  }
});

test('a delivery without the file fails every case and nothing runs', async () => {
  const sandbox = new FakeSandbox(programs);
  const reviewer = createReviewer({ sandbox, ...quick });
  for (const delivered of [{}, { 'Solution.py': 'double' }, { 'lib/solution.py': 'double' }]) {
    const finding = await reviewer.review({ files: delivered, acceptance: doubles(1), hidden: doubles(2) });
    expect(finding.cases.map((one) => one.outcome)).toEqual(['file_missing', 'file_missing']);
    expect(finding.scoreBps).toBe(0);
  }
  const inherited = functionAcceptance(
    [{ name: 'x', args: [1], expected: 2 }],
    { kind: 'exact' },
    'python',
    'toString',
  );
  expect((await reviewer.runVisible({ files: {}, acceptance: inherited })).cases[0]?.outcome).toBe('file_missing');
  expect(sandbox.requests).toEqual([]);
});

test('the limits of a case stand over those of the acceptance, and those over the defaults', async () => {
  const sandbox = new FakeSandbox(programs);
  const acceptance = acceptanceSchema.parse({
    ...doubles(1),
    limits: { timeMs: 700 },
    cases: [
      { name: 'a', args: [1], expected: 2 },
      { name: 'b', args: [1], expected: 2, limits: { memoryBytes: 33_554_432 } },
      { name: 'c', args: [1], expected: 2, limits: { timeMs: 50 } },
    ],
  });
  await createReviewer({ sandbox, ...quick }).runVisible({ files: files('double'), acceptance, fuelPerCase: 9 });
  expect(sandbox.requests.map((request) => request.limits)).toEqual([
    { ...DEFAULT_LIMITS, fuel: 9, timeMs: 700 },
    { ...DEFAULT_LIMITS, fuel: 9, timeMs: 700, memoryBytes: 33_554_432 },
    { ...DEFAULT_LIMITS, fuel: 9, timeMs: 50 },
  ]);
});

test('a sandbox that is away is asked again, and the verdict does not show it', async () => {
  const sandbox = new FakeSandbox(programs);
  const reviewer = createReviewer({ sandbox, ...quick });
  const key = { files: files('double'), acceptance: doubles(1), hidden: doubles(3) };
  const calm = await reviewer.review(key);
  sandbox.faults = 3;
  expect(await reviewer.review(key)).toEqual(calm);
});

test('a sandbox that stays away is a fault after three retries, never a finding', async () => {
  const sandbox = new FakeSandbox(programs);
  sandbox.faults = Number.POSITIVE_INFINITY;
  const review = createReviewer({ sandbox, ...quick }).review({
    files: files('double'),
    acceptance: doubles(1),
    hidden: functionAcceptance([]),
  });
  await expect(review).rejects.toMatchObject({ name: 'ReviewFault', reason: 'sandbox_unavailable' });
  expect(sandbox.requests.length).toBe(4);
});

test('a fault is not remembered: the same review succeeds later', async () => {
  const sandbox = new FakeSandbox(programs);
  const reviewer = createReviewer({ sandbox, backoffMs: 0, retries: 0 });
  const key = { files: files('double'), acceptance: doubles(1), hidden: doubles(2) };
  sandbox.faults = 1;
  await expect(reviewer.review(key)).rejects.toBeInstanceOf(ReviewFault);
  sandbox.faults = 0;
  expect((await reviewer.review(key)).passed).toBe(true);
});

test('no expected value, case name or weight is in any request', async () => {
  const sandbox = new FakeSandbox(programs);
  const hidden = functionAcceptance([{ name: 'canary-name', args: [1], expected: 'canary-value', weight: 977 }]);
  await createReviewer({ sandbox, ...quick }).review({ files: files('double'), acceptance: doubles(1), hidden });
  expect(JSON.stringify(sandbox.requests)).not.toMatch(/canary|977/);
});

test('the same review is remembered and gives an equal finding that nobody can spoil', async () => {
  const sandbox = new FakeSandbox(programs);
  const reviewer = createReviewer({ sandbox });
  const key = { files: files('echo'), acceptance: doubles(1), hidden: doubles(2, 3) };
  const first = await reviewer.review(key);
  const copy = structuredClone(first);
  Object.assign(first, { scoreBps: 10_000 });
  expect(await reviewer.review(key)).toEqual(copy);
  expect(sandbox.requests.length).toBe(3);
});

test('another image, file, case or limit is another review', async () => {
  const sandbox = new FakeSandbox(programs);
  const reviewer = createReviewer({ sandbox });
  const key = { files: files('echo'), acceptance: doubles(1), hidden: doubles(2) };
  const identities = new Set([(await reviewer.review(key)).identity]);
  for (const other of [
    { ...key, files: { ...files('echo'), 'extra.py': '' } },
    { ...key, acceptance: doubles(4) },
    { ...key, hidden: doubles(5) },
    { ...key, fuelPerCase: 5 },
  ]) {
    identities.add((await reviewer.review(other)).identity);
  }
  identities.add((await reviewer.runVisible(key)).identity);
  sandbox.imageHash = 'image-2';
  identities.add((await reviewer.review(key)).identity);
  expect(identities.size).toBe(7);
});

test('the cache is bounded: what was used longest ago is reviewed again', async () => {
  const sandbox = new FakeSandbox(programs);
  const reviewer = createReviewer({ sandbox, cache: { entries: 2, characters: 1_000_000 } });
  const review = (n: number) => reviewer.runVisible({ files: files('double'), acceptance: doubles(n) });
  for (const n of [1, 2, 1, 3, 1]) await review(n);
  expect(sandbox.requests.length).toBe(3);
  await review(2);
  expect(sandbox.requests.length).toBe(4);
  const tiny = createReviewer({ sandbox, cache: { entries: 10, characters: 10 } });
  await tiny.runVisible({ files: files('double'), acceptance: doubles(1) });
  await tiny.runVisible({ files: files('double'), acceptance: doubles(1) });
  expect(sandbox.requests.length).toBe(6);
});

test('interleaved reviews with runs that end in any order give the findings of lonely ones', async () => {
  const acceptance = doubles(1, 2, 3);
  const hidden = doubles(4, 5, 6, 0);
  const lonely = createReviewer({ sandbox: new FakeSandbox(programs), ...quick, slots: 1 });
  const wanted = {
    double: await lonely.review({ files: files('double'), acceptance, hidden }),
    echo: await lonely.review({ files: files('echo'), acceptance, hidden }),
  };
  const sandbox = new FakeSandbox(programs, (run) => (run * 7919) % 13);
  const busy = createReviewer({ sandbox, ...quick, slots: 4 });
  const names = (['double', 'echo'] as const).flatMap((name) => Array.from({ length: 10 }, () => name));
  const found = await Promise.all(names.map((name) => busy.review({ files: files(name), acceptance, hidden })));
  for (const [index, name] of names.entries()) expect(found[index]).toEqual(wanted[name]);
  expect(sandbox.mostRunning).toBe(4);
});

test('an aborted review rejects with the reason of the signal and leaves the rest alone', async () => {
  const sandbox = new FakeSandbox(programs, () => 5);
  const reviewer = createReviewer({ sandbox, ...quick, slots: 2 });
  const stop = new AbortController();
  const key = { acceptance: doubles(1, 2, 3, 4, 5, 6), hidden: doubles(7) };
  const stopped = reviewer.review({ files: files('double'), ...key, signal: stop.signal });
  const other = reviewer.review({ files: files('echo'), ...key });
  const reason = new Error('the market closed');
  stop.abort(reason);
  await expect(stopped).rejects.toBe(reason);
  expect((await other).caseCount).toBe(7);
});

test('an abort rejects with the reason of the signal, whatever the sandbox rejects with', async () => {
  const sandbox = new FakeSandbox(programs);
  Object.assign(sandbox, { run: () => Promise.reject(new DOMException('stopped', 'AbortError')) });
  const stop = new AbortController();
  const reason = new Error('the market closed');
  const request = { files: files('double'), acceptance: doubles(1), signal: stop.signal };
  const stopped = createReviewer({ sandbox, ...quick }).runVisible(request);
  stop.abort(reason);
  await expect(stopped).rejects.toBe(reason);
});

test('after a fault the cases that still wait are not run', async () => {
  const sandbox = new FakeSandbox(programs);
  sandbox.faults = 1;
  const reviewer = createReviewer({ sandbox, ...quick, slots: 1, retries: 0 });
  const request = { files: files('double'), acceptance: doubles(1, 2, 3, 4, 5, 6) };
  await expect(reviewer.runVisible(request)).rejects.toBeInstanceOf(ReviewFault);
  expect((await reviewer.runVisible({ ...request, acceptance: doubles(7) })).passed).toBe(true);
  // The place of the failed run may have gone on to one more of its cases before the fault was heard.
  expect(sandbox.requests.length).toBeLessThanOrEqual(3);
});

test('a language that the sandbox does not run is a fault', async () => {
  const sandbox = new FakeSandbox(programs);
  Object.assign(sandbox, { languages: ['javascript'] });
  const review = createReviewer({ sandbox }).runVisible({ files: files('double'), acceptance: doubles(1) });
  await expect(review).rejects.toMatchObject({ reason: 'environment_unavailable' });
});

test('what a run used until the wall clock cut it is no part of a finding', async () => {
  const slow: FakeProgram = () => ({
    exit: 'time_limit',
    unrepeatable: 'wall_clock',
    fuel: 4_711,
    memoryBytes: 815,
    stdout: 'so far',
  });
  const finding = await createReviewer({ sandbox: new FakeSandbox({ slow }), ...quick }).runVisible({
    files: files('slow'),
    acceptance: doubles(1),
  });
  expect(finding).toMatchObject({ fuel: 0, memoryBytes: 0 });
  expect(JSON.stringify(finding)).not.toMatch(/4711|815|so far/);
  expect(finding.cases[0]?.unrepeatable).toBe('wall_clock');
});

test('a program over files is judged by the folder as it leaves it', async () => {
  const acceptance = acceptanceSchema.parse({
    kind: 'files',
    language: 'python',
    file: 'solution.py',
    cases: [{ name: 'x', files: { 'in.txt': 'a', 'kept.txt': 'k' }, expected: { 'out.txt': 'A', 'kept.txt': 'k' } }],
  });
  const writes = (written: Files) => new FakeSandbox({ main: () => ({ answer: { kind: 'files', files: written } }) });
  const run = async (written: Files) =>
    (await createReviewer({ sandbox: writes(written), ...quick }).runVisible({ files: files('main'), acceptance }))
      .cases[0];
  expect((await run({ 'out.txt': 'A', 'more.txt': '' }))?.outcome).toBe('passed');
  expect((await run({}))?.details?.difference).toBe('file out.txt is missing');
  expect((await run({ 'out.txt': 'A', 'kept.txt': '' }))?.outcome).toBe('wrong_answer');
});
