/** Whose fault a dead sandbox is: the program's only when it happens every time while honest programs run. */

import { expect, test } from 'vitest';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { type RunRequest, type RunResult, type Sandbox, SandboxUnavailable } from '../../server/reviewer/sandbox.ts';

const ANSWERED: RunResult = {
  exit: 'answered',
  unrepeatable: null,
  answer: { kind: 'value', value: 1 },
  message: '',
  stdout: '',
  stderr: '',
  fuel: 1,
  memoryBytes: 1,
  wallMs: 1,
};

/** Dies as `dies` says: under which program, at which of its runs. */
function mortal(dies: (request: RunRequest, run: number) => SandboxUnavailable | null): Sandbox {
  let runs = 0;
  return {
    name: 'mortal',
    tier: 'embedded',
    packages: [],
    imageHash: 'image',
    walls: [],
    languages: ['python'],
    run: async (request) => {
      runs += 1;
      const death = dies(request, runs);
      if (death !== null) throw death;
      return ANSWERED;
    },
    close: async () => {},
  };
}

const killer: RunRequest = {
  language: 'python',
  files: { 'solution.py': 'KILL' },
  task: { kind: 'function', file: 'solution.py', entry: 'f', args: [] },
  limits: { fuel: 1, timeMs: 100, memoryBytes: 1, answerBytes: 1, outputBytes: 1 },
};
const isKiller = ({ files }: RunRequest): boolean => files['solution.py'] === 'KILL';
const died = (): SandboxUnavailable => new SandboxUnavailable('the sandbox process died', true);

function runOnce(sandbox: Sandbox): Promise<RunResult> {
  return createReviewer({ sandbox, backoffMs: 1 }).runOnce(killer);
}

test('a program under which the sandbox dies every time, while an honest one runs, has crashed', async () => {
  const result = await runOnce(mortal((request) => (isKiller(request) ? died() : null)));
  expect(result.exit).toBe('crashed');
});

test('a sandbox that also dies under an honest program is our fault', async () => {
  await expect(runOnce(mortal(died))).rejects.toMatchObject({ reason: 'sandbox_unavailable' });
});

test('a sandbox that comes back is no crash: the run counts', async () => {
  expect(await runOnce(mortal((_request, run) => (run <= 3 ? died() : null)))).toBe(ANSWERED);
});

test('trouble that the sandbox itself reports is ours, however often it comes', async () => {
  const reported = mortal((request) => (isKiller(request) ? new SandboxUnavailable('the set-up failed') : null));
  await expect(runOnce(reported)).rejects.toMatchObject({ reason: 'sandbox_unavailable' });
});
