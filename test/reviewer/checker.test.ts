/** Checkers are programs of ours: they run in a lane of their own, and their failures are no verdict. */

import { expect, test } from 'vitest';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { functionAcceptance } from '../helpers/acceptance-samples.ts';
import { laneOver } from '../helpers/fake-lane.ts';
import { type FakeProgram, FakeSandbox, value } from '../helpers/fake-sandbox.ts';

const double: FakeProgram = ({ task }) => value(task.kind === 'function' ? 2 * Number(task.args[0]) : null);
const echo: FakeProgram = ({ task }) => value(task.kind === 'function' ? (task.args[0] ?? null) : null);
const programs = { double, echo };
const quick = { backoffMs: 0, cache: null };
const files = (program: string) => ({ 'solution.py': program });

test('a checker runs apart from the delivery and decides', async () => {
  const even: FakeProgram = ({ task }) => value(task.kind === 'function' && Number(task.args[2]) % 2 === 0);
  const sandbox = new FakeSandbox(programs);
  const acceptance = functionAcceptance([{ name: 'x', args: [3], expected: 'secret' }], {
    kind: 'checker',
    source: 'even',
  });
  const ours = new FakeSandbox({ even });
  const reviewer = createReviewer({ sandbox, trusted: laneOver(ours), ...quick });
  expect((await reviewer.runVisible({ files: files('double'), acceptance })).passed).toBe(true);
  expect((await reviewer.runVisible({ files: files('echo'), acceptance })).cases[0]?.outcome).toBe('wrong_answer');
  const [delivery] = sandbox.requests;
  const [checker] = ours.requests;
  expect(delivery?.files).toEqual({ 'solution.py': 'double' });
  expect(JSON.stringify(delivery)).not.toContain('secret');
  expect(checker?.files).toEqual({ 'checker.py': 'even' });
  expect(checker?.task).toMatchObject({ entry: 'check', args: [[3], 'secret', 6] });
});

test('a checker that fails, hangs or mumbles is our fault, never the delivery’s', async () => {
  const ends = [
    value(1),
    value('true'),
    value(null),
    { exit: 'exception' },
    { exit: 'time_limit' },
    { exit: 'crashed' },
  ] as const;
  for (const end of ends) {
    const trusted = laneOver(new FakeSandbox({ checker: () => end }));
    const acceptance = functionAcceptance([{ name: 'x', args: [3], expected: 6 }], {
      kind: 'checker',
      source: 'checker',
    });
    const review = createReviewer({ sandbox: new FakeSandbox(programs), trusted, ...quick }).runVisible({
      files: files('double'),
      acceptance,
    });
    await expect(review).rejects.toMatchObject({ reason: 'checker_failed' });
  }
});

test('without a lane for our own programs, what needs them is a shortage and never judged', async () => {
  const acceptance = functionAcceptance([{ name: 'x', args: [3], expected: 6 }], { kind: 'checker', source: 'even' });
  const reviewer = createReviewer({ sandbox: new FakeSandbox(programs), ...quick });
  expect(reviewer.shortageFor(acceptance)).toContain('no sandbox for checkers');
  const review = reviewer.runVisible({ files: files('double'), acceptance });
  await expect(review).rejects.toMatchObject({ reason: 'environment_unavailable' });
});
