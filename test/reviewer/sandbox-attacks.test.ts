/** Every attack program ends within its allowed exits, leaks nothing, and leaves nothing behind. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { RunLimits, RunResult, Sandbox } from '../../server/reviewer/sandbox.ts';
import type { Attack } from './attacks/attack.ts';
import { JAVASCRIPT_ATTACKS } from './attacks/javascript.ts';
import { PYTHON_ATTACKS } from './attacks/python.ts';
import { PYTHON_INTRUSIONS } from './attacks/python-intrusions.ts';

const CANARY = 'canary-5d1f0c7e';
const LIMITS: RunLimits = {
  fuel: 100_000_000,
  timeMs: 30_000,
  memoryBytes: 33_554_432,
  answerBytes: 100_000,
  outputBytes: 100_000,
};
/** A small budget, so that loops end soon. */
const FUEL = 20_000_000;
const HONEST: Record<'python' | 'javascript', string> = {
  python: 'def solve(a):\n    return sorted(a)',
  javascript: 'function solve(a) { return a.sort() }',
};
const FILE: Record<'python' | 'javascript', string> = { python: 'main.py', javascript: 'main.js' };
const RIGHT = [1, 2, 3];

const folder = mkdtempSync(join(tmpdir(), 'canary-'));
const canaryFile = join(folder, 'canary.txt');
let sandbox: Sandbox;

beforeAll(async () => {
  writeFileSync(canaryFile, CANARY);
  process.env.CANARY = CANARY;
  sandbox = await createEmbeddedSandbox({ slots: 2 });
});

afterAll(async () => {
  await sandbox.close();
  delete process.env.CANARY;
  rmSync(folder, { recursive: true });
});

function run(language: 'python' | 'javascript', source: string, limits: RunLimits): Promise<RunResult> {
  const file = FILE[language];
  return sandbox.run({
    language,
    files: { [file]: source },
    task: { kind: 'function', file, entry: 'solve', args: [[3, 1, 2]] },
    limits,
  });
}

function repeatable({ wallMs: _, ...result }: RunResult): Omit<RunResult, 'wallMs'> {
  return result;
}

async function attackTwice(language: 'python' | 'javascript', attack: Attack): Promise<void> {
  const source = attack.source.replaceAll('@CANARY_FILE@', canaryFile);
  const limits = { ...LIMITS, fuel: FUEL };
  const first = await run(language, source, limits);
  expect(attack.expected, JSON.stringify(first)).toContain(first.exit);
  expect(first.unrepeatable).toBeNull();
  expect(JSON.stringify(first)).not.toContain(CANARY);
  const answer = first.answer?.kind === 'value' ? first.answer.value : undefined;
  if (first.exit === 'answered' && attack.answer === 'right') expect(answer).toEqual(RIGHT);
  if (first.exit === 'answered' && attack.answer === 'wrong') expect(answer).not.toEqual(RIGHT);

  const honest = await run(language, HONEST[language], LIMITS);
  expect(honest.answer).toEqual({ kind: 'value', value: RIGHT });
  expect(repeatable(await run(language, source, limits))).toEqual(repeatable(first));
}

test.each([...PYTHON_ATTACKS, ...PYTHON_INTRUSIONS].map((attack) => [attack.name, attack] as const))(
  'Python: %s',
  (_name, attack) => attackTwice('python', attack),
);

test.each(JAVASCRIPT_ATTACKS.map((attack) => [attack.name, attack] as const))('JavaScript: %s', (_name, attack) =>
  attackTwice('javascript', attack),
);
