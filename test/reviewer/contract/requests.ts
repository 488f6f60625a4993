/** Requests of the contract: short programs for every language, addressed to a sandbox's tier. */

import type { Environment, Files, Json, Language } from '../../../server/protocol/arena/acceptance.ts';
import {
  DEFAULT_LIMITS,
  type RunLimits,
  type RunRequest,
  type RunResult,
  type RunTask,
  type Sandbox,
} from '../../../server/reviewer/sandbox.ts';

/** What a program of this language is called. */
export const FILE: Record<Language, string> = {
  python: 'main.py',
  javascript: 'main.js',
  typescript: 'main.ts',
  sql: 'query.sql',
  command: 'main.sh',
};

/** Small enough that runaways end soon, large enough for a loaded machine. */
export const LIMITS: RunLimits = { ...DEFAULT_LIMITS, fuel: 100_000_000, timeMs: 10_000, memoryBytes: 67_108_864 };

export function environmentFor({ tier }: Sandbox, language: Language): Environment | undefined {
  if (tier === 'embedded') return undefined;
  const start = language === 'command' ? { start: ['sh', FILE.command] } : {};
  return { tier, packages: [], build: [], ...start };
}

export function request(
  sandbox: Sandbox,
  language: Language,
  files: Files,
  task: RunTask,
  limits: Partial<RunLimits> = {},
): RunRequest {
  const environment = environmentFor(sandbox, language);
  return { language, ...(environment && { environment }), files, task, limits: { ...LIMITS, ...limits } };
}

export function callOf(
  sandbox: Sandbox,
  language: Language,
  source: string,
  args: readonly Json[],
  limits: Partial<RunLimits> = {},
): RunRequest {
  const file = FILE[language];
  return request(sandbox, language, { [file]: source }, { kind: 'function', file, entry: 'solve', args }, limits);
}

export function programOf(
  sandbox: Sandbox,
  language: Language,
  source: string,
  { stdin = '', argv = [] as readonly string[] } = {},
  limits: Partial<RunLimits> = {},
): RunRequest {
  const file = FILE[language];
  return request(sandbox, language, { [file]: source }, { kind: 'stdio', file, stdin, argv }, limits);
}

export function filesOf(sandbox: Sandbox, language: Language, source: string, inputFiles: Files): RunRequest {
  const file = FILE[language];
  return request(sandbox, language, { [file]: source }, { kind: 'files', file, stdin: '', argv: [], inputFiles });
}

/** What must be equal where a run may be repeated. */
export function repeatable({ wallMs: _, ...result }: RunResult): Omit<RunResult, 'wallMs'> {
  return result;
}
