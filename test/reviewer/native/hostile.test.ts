/** Every hostile program ends within its allowed exits, brings nothing out, and leaves nothing behind: twice, with an honest case after each. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeSandbox } from '../../../server/reviewer/sandbox/native.ts';
import type { Sandbox } from '../../../server/reviewer/sandbox.ts';
import { call, describeOnNative, type Program, ROUNDS } from '../../helpers/native.ts';
import { guests } from '../../helpers/process-table.ts';
import { HOSTILE_TO_THE_VERDICT } from './hostile-answers.ts';
import { HOSTILE_TO_THE_MACHINE } from './hostile-machine.ts';
import type { HostileProgram } from './hostile-program.ts';

const CANARY = 'canary-7b0e55d1';

describeOnNative('hostile programs on the native tier', () => {
  const folder = mkdtempSync(join(tmpdir(), 'canary-'));
  const canaryFile = join(folder, 'canary.txt');
  let listener: Server;
  let sandbox: Sandbox;

  beforeAll(async () => {
    writeFileSync(canaryFile, CANARY);
    process.env.CANARY = CANARY;
    listener = createServer().listen(`\0${CANARY}`);
    sandbox = await createNativeSandbox({ slots: 1 });
  });
  afterAll(async () => {
    await sandbox.close();
    listener.close();
    delete process.env.CANARY;
    rmSync(folder, { recursive: true });
  });

  async function attackTwice({ source, exits, answer, limits }: HostileProgram): Promise<void> {
    const main = `${source.replaceAll('@CANARY_FILE@', canaryFile).replaceAll('@CANARY_SOCKET@', CANARY)}
def solve(a, evil):
    return attack(a) if evil else sorted(a)
`;
    const program: Program = { language: 'python', files: { 'main.py': main }, ...(limits && { limits }) };
    const alone = exits.includes('time_limit');
    for (let round = 0; round < ROUNDS; round += 1) {
      const result = await call(sandbox, { ...program, alone }, [3, 1, 2], true);
      expect(exits, JSON.stringify(result)).toContain(result.exit);
      expect(JSON.stringify(result)).not.toContain(CANARY);
      const value = result.answer?.kind === 'value' ? result.answer.value : undefined;
      if (result.exit === 'answered' && answer !== undefined) expect(answer(value), JSON.stringify(result)).toBe(true);
      expect(guests().map(({ status }) => status)).toEqual([]);
      const honest = await call(sandbox, { ...program, limits: {} }, [3, 1, 2], false);
      expect(honest.answer, JSON.stringify(honest)).toEqual({ kind: 'value', value: [1, 2, 3] });
    }
  }

  test.each([...HOSTILE_TO_THE_MACHINE, ...HOSTILE_TO_THE_VERDICT].map((program) => [program.name, program] as const))(
    '%s',
    (_name, program) => attackTwice(program),
  );
});
