/** Every attack ends as it may on the embedded tier, leaks nothing, changes nothing for others, and leaves nothing. */

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tier } from '../../server/protocol/arena/acceptance.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { RunLimits, RunRequest, RunResult, Sandbox } from '../../server/reviewer/sandbox.ts';
import { processesLeft } from '../helpers/processes-left.ts';
import {
  type Attack,
  type AttackLanguage,
  type AttackVerdict,
  allowedOn,
  attacksIn,
  deliveredFiles,
} from './attacks/attack.ts';
import {
  ATTACK_FUEL,
  HONEST,
  LIMITS,
  MAIN_FILE,
  RIGHT,
  type RunLanguage,
  type TaskKind,
  taskOf,
  USUAL_TASK,
} from './attacks/honest.ts';

const CANARY = 'canary-5d1f0c7e';
/** What attacks that leave processes behind have them say, so that they are found. */
const LEFT_BEHIND_MARK = 'sleep 86399';

interface TierUnderAttack {
  readonly tier: Tier;
  /** How often every attack is run; two equal runs are promised by the embedded tier alone. */
  readonly runs: number;
  readonly open: () => Promise<Sandbox>;
}

/** The tiers that stand on this machine. The native tier has lists of its own, in `test/reviewer/native`. */
const TIERS: readonly TierUnderAttack[] = [
  { tier: 'embedded', runs: 2, open: () => createEmbeddedSandbox({ slots: 2 }) },
];

/** Each list of attacks, and the languages that it is run as. */
const LISTS: readonly (readonly [AttackLanguage, readonly RunLanguage[]])[] = [
  ['python', ['python']],
  ['javascript', ['javascript', 'typescript']],
  ['sql', ['sql']],
  ['command', ['command']],
];

const folder = mkdtempSync(join(tmpdir(), 'attacks-'));
const canaryFile = join(folder, 'canary.txt');
const temporary = mkdtempSync(join(folder, 'temporary-'));
const before = { TMPDIR: process.env.TMPDIR, processes: processesLeft(LEFT_BEHIND_MARK) };
writeFileSync(canaryFile, CANARY);
process.env.CANARY = CANARY;
process.env.TMPDIR = temporary;

afterAll(() => {
  delete process.env.CANARY;
  if (before.TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before.TMPDIR;
  rmSync(folder, { recursive: true });
});

function requestOf(tier: Tier, language: RunLanguage, attack: Attack): RunRequest {
  const file = MAIN_FILE[language];
  const { build = [], start = ['sh', `/delivery/${file}`] } = attack;
  const environment = { tier, packages: [], build, ...(language === 'command' && { start }) };
  return {
    language,
    ...(tier !== 'embedded' && { environment }),
    files: deliveredFiles(attack, file, canaryFile),
    task: taskOf(attack.task ?? USUAL_TASK[language], file),
    limits: { ...LIMITS, fuel: ATTACK_FUEL[language], timeMs: attack.timeMs ?? LIMITS.timeMs },
  };
}

function honestRequest(tier: Tier, language: RunLanguage): RunRequest {
  const honest: Attack = { name: 'honest', tries: '', source: HONEST[language] };
  const limits: RunLimits = { ...LIMITS, timeMs: 20_000 };
  return { ...requestOf(tier, language, honest), limits };
}

function verdictOf({ exit, answer }: RunResult, request: RunRequest): AttackVerdict {
  if (exit !== 'answered') return exit;
  return JSON.stringify(answer) === JSON.stringify(RIGHT[request.task.kind as TaskKind]) ? 'right' : 'wrong';
}

/** What two equal runs must have in common. Of runs that may differ only the exit can be told beforehand. */
function expectEqualRuns(first: RunResult, second: RunResult): void {
  if (first.unrepeatable !== null || second.unrepeatable !== null) return;
  const [{ wallMs: _one, ...one }, { wallMs: _other, ...other }] = [first, second];
  expect(other).toEqual(one);
}

/** Runs an attack so often, each time with an honest program right after it. */
async function attackTimes(times: number, sandbox: Sandbox, language: RunLanguage, attack: Attack): Promise<void> {
  const { tier } = sandbox;
  const request = requestOf(tier, language, attack);
  // What only the wall clock can end is told so at once, instead of being run again on a quieter machine.
  const run = (): Promise<RunResult> => sandbox.run(request, { alone: attack.timeMs !== undefined });
  const runs: RunResult[] = [];
  while (runs.length < times) {
    const result = await run();
    expect(allowedOn(attack, tier), JSON.stringify(result).slice(0, 2_000)).toContain(verdictOf(result, request));
    expect(JSON.stringify(result)).not.toContain(CANARY);
    const honest = honestRequest(tier, language);
    const after = await sandbox.run(honest);
    expect(verdictOf(after, honest), JSON.stringify(after)).toBe('right');
    runs.push(result);
  }
  const [first, second] = runs;
  if (first !== undefined && second !== undefined) expectEqualRuns(first, second);
}

for (const { tier, runs, open } of TIERS) {
  const sandbox = await open();

  describe(`on the ${tier} tier`, () => {
    for (const [list, languages] of LISTS) {
      for (const language of languages.filter((one) => sandbox.languages.includes(one))) {
        const attacks = attacksIn(list).filter((attack) => allowedOn(attack, tier) !== undefined);
        describe(language, () => {
          beforeAll(() => expect(attacks.length).toBeGreaterThan(0));
          const [timed, counted] = [true, false].map((wanted) =>
            attacks
              .filter(({ timeMs }) => (timeMs !== undefined) === wanted)
              .map((attack) => [attack.name, attack] as const),
          );
          // Side by side, as deliveries are in a market: what one does must not matter to the other.
          test.concurrent.each(counted ?? [])('%s', (_name, attack) => attackTimes(runs, sandbox, language, attack));
          test.each(timed ?? [])('%s', (_name, attack) => attackTimes(runs, sandbox, language, attack));
        });
      }
    }

    test('no process and no file is left', async () => {
      await sandbox.close();
      expect(processesLeft(LEFT_BEHIND_MARK)).toEqual(before.processes);
      expect(readdirSync(temporary)).toEqual([]);
      expect(readdirSync(folder).sort()).toEqual(['canary.txt', temporary.slice(folder.length + 1)].sort());
    });
  });
}
