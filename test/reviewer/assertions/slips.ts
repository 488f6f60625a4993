/** Programs with one deliberate slip each, made in the sandbox: test/reviewer/assertions/slips.py has the operators. */

import { readFileSync } from 'node:fs';
import { DEFAULT_LIMITS, type Sandbox } from '../../../server/reviewer/sandbox.ts';

export const OPERATORS = ['compare', 'arithmetic', 'number', 'joining', 'truth', 'text', 'nothing'] as const;
/** Which operator, and at which of the places that it fits, counted from 0. */
export type Slip = readonly [operator: string, index: number];

const PROGRAM = readFileSync(new URL('./slips.py', import.meta.url), 'utf8');

/** The program with the slip in it, or null where there is no such place. */
export async function slipped(sandbox: Sandbox, source: string, [operator, index]: Slip): Promise<string | null> {
  const result = await sandbox.run({
    language: 'python',
    files: { 'slips.py': PROGRAM },
    task: { kind: 'function', file: 'slips.py', entry: 'slipped', args: [source, operator, index] },
    limits: DEFAULT_LIMITS,
  });
  const value = result.answer?.kind === 'value' ? result.answer.value : undefined;
  if (typeof value === 'string' || value === null) return value;
  throw new Error(`a slip could not be made: ${result.exit} ${result.message}`);
}
