/** What the public evidence tells about hidden cases: a kind of outcome each, and nothing a hostile delivery can add. */

import { expect, test } from 'vitest';
import { type Acceptance, acceptanceSchema } from '../../server/protocol/arena/acceptance.ts';
import { publicEvidence, publicEvidenceText, sealedEvidenceText } from '../../server/reviewer/evidence.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import type { RunExit } from '../../server/reviewer/sandbox.ts';
import { functionAcceptance } from '../helpers/acceptance-samples.ts';
import { laneOver } from '../helpers/fake-lane.ts';
import { type FakeEnd, type FakeProgram, FakeSandbox, value } from '../helpers/fake-sandbox.ts';

const CANARY = 'canary9d1f';
const visible = functionAcceptance([{ name: 'shown', args: ['open'], expected: 'open-answer' }]);
const common = { language: 'python', file: 'solution.py' } as const;

/** Assertions need both sides: test/reviewer/assertions-attacks.test.ts has them. */
type Kind = Exclude<Acceptance['kind'], 'assertions'>;

const hiddenByKind: Record<Kind, unknown> = {
  function: { entry: 'solve', cases: [{ name: `${CANARY}-n`, args: [`${CANARY}-a`], expected: `${CANARY}-e` }] },
  stdio: { cases: [{ name: CANARY, stdin: `${CANARY}-i`, argv: [`${CANARY}-v`], expected: `${CANARY}-e` }] },
  files: {
    cases: [
      { name: CANARY, files: { [`${CANARY}.txt`]: CANARY }, stdin: CANARY, expected: { [`${CANARY}.out`]: CANARY } },
    ],
  },
  sql: {
    language: 'sql',
    cases: [{ name: CANARY, setup: `create table ${CANARY}(x)`, expected: { columns: [CANARY], rows: [[CANARY]] } }],
  },
};
const hiddenOf = (kind: Kind, more: object = {}): Acceptance =>
  acceptanceSchema.parse({ kind, ...common, ...(hiddenByKind[kind] as object), ...more });

/** Writes everything it was given into everything it may write, and spends it as fuel and memory too. */
function tellAll(exit: RunExit, kind: Kind): FakeProgram {
  return ({ task }): FakeEnd => {
    const text = JSON.stringify(task);
    const loud = { message: text, stdout: text, stderr: text, fuel: 77_770_777, memoryBytes: 88_880_888 };
    if (task.kind === 'function' && task.args[0] === 'open') return value('wrong');
    if (exit !== 'answered') return { exit, ...loud };
    const answers = {
      function: { kind: 'value', value: text },
      stdio: { kind: 'text', text },
      files: { kind: 'files', files: { 'x.txt': text } },
      sql: { kind: 'rows', columns: [text], rows: [[text]] },
    } as const;
    return { answer: answers[kind], ...loud };
  };
}

const EXITS = [
  'answered',
  'exception',
  'exited',
  'crashed',
  'compile_error',
  'bad_answer',
  'output_limit',
  'memory_limit',
  'time_limit',
] as const;

test('nothing of a hidden case is in the public evidence, whatever the delivery echoes', async () => {
  for (const kind of ['function', 'stdio', 'files', 'sql'] as const) {
    for (const exit of EXITS) {
      const reviewer = createReviewer({ sandbox: new FakeSandbox({ loud: tellAll(exit, kind) }), cache: null });
      const finding = await reviewer.review({
        files: { 'solution.py': 'loud' },
        acceptance: visible,
        hidden: hiddenOf(kind),
      });
      const evidence = publicEvidenceText(finding);
      expect(evidence, `${kind} ${exit}`).not.toMatch(/canary9d1f|7777|8888/);
      const outcome = exit === 'answered' ? 'wrong_answer' : exit;
      expect(publicEvidence(finding).hidden).toEqual([{ number: 1, outcome }]);
      expect(evidence).toContain('open-answer');
      expect(sealedEvidenceText(finding)).not.toContain(`${CANARY}-a`);
    }
  }
});

test('the source of a hidden checker stays hidden', async () => {
  const refuse: FakeProgram = () => value(false);
  const sandbox = new FakeSandbox({ loud: tellAll('answered', 'function') });
  const trusted = laneOver(new FakeSandbox({ [CANARY]: refuse }));
  const hidden = hiddenOf('function', { comparator: { kind: 'checker', source: CANARY } });
  const finding = await createReviewer({ sandbox, trusted }).review({
    files: { 'solution.py': 'loud' },
    acceptance: visible,
    hidden,
  });
  expect(finding.cases[1]?.outcome).toBe('wrong_answer');
  expect(publicEvidenceText(finding)).not.toContain(CANARY);
});

test('visible cases are told in full, with the sizes of what was cut', async () => {
  const long: FakeProgram = () => ({ ...value('x'.repeat(10_000)), stdout: 'printed', message: '' });
  const finding = await createReviewer({ sandbox: new FakeSandbox({ long }) }).runVisible({
    files: { 'solution.py': 'long' },
    acceptance: visible,
  });
  expect(publicEvidence(finding).visible).toEqual([
    {
      name: 'shown',
      outcome: 'wrong_answer',
      fuel: 100,
      memoryBytes: 1_000,
      input: { text: '["open"]', characters: 8 },
      expected: { text: 'open-answer', characters: 11 },
      got: { text: 'x'.repeat(4_000), characters: 10_000 },
      difference: expect.stringContaining('line 1: expected "open-answer", got "xxx'),
      message: { text: '', characters: 0 },
      stdout: { text: 'printed', characters: 7 },
      stderr: { text: '', characters: 0 },
    },
  ]);
});

test('hidden cases are numbered by a shuffle that every delivery has of its own', async () => {
  const hidden = functionAcceptance(
    Array.from({ length: 12 }, (_, n) => ({ name: `h${n}`, args: [n], expected: true })),
  );
  const orders = new Set<string>();
  for (let version = 0; version < 20; version += 1) {
    const first: FakeProgram = ({ task }) => value(task.kind === 'function' && Number(task.args[0]) < 6);
    const reviewer = createReviewer({ sandbox: new FakeSandbox({ first }), cache: null });
    const files = { 'solution.py': 'first', 'version.txt': String(version) };
    const finding = await reviewer.review({ files, acceptance: visible, hidden });
    const evidence = publicEvidence(finding);
    expect(evidence.hidden.map((one) => one.number)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    expect(evidence.hidden.filter((one) => one.outcome === 'passed').length).toBe(6);
    orders.add(evidence.hidden.map((one) => one.outcome[0]).join(''));
  }
  expect(orders.size).toBeGreaterThan(15);
});

test('equal reviews give equal bytes of evidence', async () => {
  const run = async (delay: number) => {
    const sandbox = new FakeSandbox({ loud: tellAll('exception', 'function') }, () => delay);
    const reviewer = createReviewer({ sandbox });
    return reviewer.review({ files: { 'solution.py': 'loud' }, acceptance: visible, hidden: hiddenOf('function') });
  };
  const [one, other] = [await run(0), await run(9)];
  expect(publicEvidenceText(one)).toBe(publicEvidenceText(other));
  expect(sealedEvidenceText(one)).toBe(sealedEvidenceText(other));
});
