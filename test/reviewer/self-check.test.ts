/** The self-check passes on the real sandbox, and says so when a sandbox leaks, believes everything or is away. */

import { afterAll, expect, test } from 'vitest';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { type RunResult, type Sandbox, SandboxUnavailable } from '../../server/reviewer/sandbox.ts';
import { selfCheck } from '../../server/reviewer/self-check.ts';

const embedded = await createEmbeddedSandbox({ slots: 2 });
afterAll(() => embedded.close());

test('everything stands on the embedded sandbox, in every language', async () => {
  const report = await selfCheck(embedded);
  expect(report.lines.filter((line) => !line.ok)).toEqual([]);
  expect(report.lines.length).toBe(6 * embedded.languages.length);
  expect(report.ok).toBe(true);
});

function pretending(result: () => Promise<RunResult>): Sandbox {
  return { ...embedded, languages: ['python'], run: result };
}
const answered = (text: string) => async (): Promise<RunResult> => ({
  exit: 'answered',
  unrepeatable: null,
  answer: { kind: 'value', value: text },
  message: '',
  stdout: '',
  stderr: '',
  fuel: 1,
  memoryBytes: 1,
  wallMs: 1,
});

test('a readable environment is found, and its value is not repeated', async () => {
  const path = process.env.PATH ?? '';
  const report = await selfCheck(pretending(answered(path)));
  expect(report.ok).toBe(false);
  expect(report.lines.map((line) => line.found).join('\n')).toMatch(/^the environment variable \w+ is readable$/m);
  expect(JSON.stringify(report)).not.toContain(path);
});

test('a sandbox that is away gives a report that is not ok', async () => {
  const report = await selfCheck(pretending(() => Promise.reject(new SandboxUnavailable('gone'))));
  expect(report).toMatchObject({ ok: false, lines: [{ language: 'python', ok: false }] });
});

test('a sandbox without languages is not ok', async () => {
  expect((await selfCheck({ ...embedded, languages: [] })).ok).toBe(false);
});
