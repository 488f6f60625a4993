/** Runs the attack lists on one tier: each ends as it may, leaks nothing, changes nothing for others, and leaves nothing. */

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tier } from '../../../server/protocol/arena/acceptance.ts';
import type { RunLimits, RunRequest, RunResult, Sandbox } from '../../../server/reviewer/sandbox.ts';
import { processesLeft } from '../../helpers/processes-left.ts';
import {
  type Attack,
  type AttackLanguage,
  type AttackVerdict,
  allowedOn,
  attacksIn,
  deliveredFiles,
} from './attack.ts';
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
} from './honest.ts';

const CANARY = 'canary-5d1f0c7e';
/**
 * What attacks that leave processes behind have them say, so that they are found. Engines start none, so there only what
 * descends from us is looked for: the list of another tier may be running on this machine.
 */
const LEFT_BEHIND_MARKS = { embedded: CANARY, native: 'sleep 86399' } as const;

/** A list of attacks, and the languages that it is run as. */
export type AttackList = readonly [AttackLanguage, readonly RunLanguage[]];

export interface TierUnderAttack {
  readonly tier: Tier;
  readonly lists: readonly AttackList[];
  /** How often every attack is run; two equal runs are promised by the embedded tier alone. */
  readonly runs: number;
  /** Whether the honest program runs in the very box of the attack, as another file of its delivery. */
  readonly honestBeside: boolean;
  /** Wall time of whatever may end by it, where no counted work ends a loop; null: fuel does. */
  readonly loopMs: number | null;
  /** So many of them take the attacks side by side. */
  readonly open: () => Promise<readonly [Sandbox, ...Sandbox[]]>;
}

/** The wall time that ends an attack, or undefined: it is not expected to. */
function wallOf(attack: Attack, { tier, loopMs }: TierUnderAttack): number | undefined {
  if (attack.timeMs !== undefined || loopMs === null) return attack.timeMs;
  return allowedOn(attack, tier)?.includes('time_limit') ? loopMs : undefined;
}

function requestOf(tier: Tier, language: RunLanguage, attack: Attack, files: Record<string, string>): RunRequest {
  const file = MAIN_FILE[language];
  const { build = [], start = ['sh', `/delivery/${file}`] } = attack;
  const environment = { tier, packages: [], build, ...(language === 'command' && { start }) };
  return {
    language,
    ...(tier !== 'embedded' && { environment }),
    files,
    task: taskOf(attack.task ?? USUAL_TASK[language], file),
    limits: { ...LIMITS, fuel: ATTACK_FUEL[language] },
  };
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

interface Trial {
  readonly attack: RunRequest;
  /** Runs after it. */
  readonly honest: RunRequest;
  /** Runs instead where the attack's delivery was refused, and with it all that is beside it. */
  readonly apart: RunRequest;
}

function trialOf(given: TierUnderAttack, language: RunLanguage, attack: Attack, canaryFile: string): Trial {
  const { tier, honestBeside } = given;
  const main = MAIN_FILE[language];
  const files = deliveredFiles(attack, main, canaryFile);
  const honest: Attack = { name: 'honest', tries: '', source: HONEST[language] };
  const limits: RunLimits = { ...LIMITS, timeMs: 20_000 };
  const apart = { ...requestOf(tier, language, honest, { [main]: HONEST[language] }), limits };
  // What a build or a start command runs is one file.
  if (!honestBeside || language === 'command' || attack.build !== undefined) {
    return { attack: requestOf(tier, language, attack, files), honest: apart, apart };
  }
  const both = { ...files, [`honest-${main}`]: HONEST[language] };
  return {
    attack: requestOf(tier, language, attack, both),
    honest: { ...apart, files: both, task: taskOf(USUAL_TASK[language], `honest-${main}`) },
    apart,
  };
}

/** Runs an attack as often as its tier says, each time with an honest program right after it. */
async function attackAndCompare(given: TierUnderAttack, sandbox: Sandbox, attack: Attack, trial: Trial): Promise<void> {
  const wallMs = wallOf(attack, given);
  const { limits } = trial.attack;
  const request = wallMs === undefined ? trial.attack : { ...trial.attack, limits: { ...limits, timeMs: wallMs } };
  const runs: RunResult[] = [];
  while (runs.length < given.runs) {
    // What only the wall clock can end is told so at once, instead of being run again on a quieter machine.
    const result = await sandbox.run(request, { alone: wallMs !== undefined });
    expect(allowedOn(attack, given.tier), JSON.stringify(result).slice(0, 2_000)).toContain(verdictOf(result, request));
    expect(JSON.stringify(result)).not.toContain(CANARY);
    const honest = result.exit === 'compile_error' ? trial.apart : trial.honest;
    const after = await sandbox.run(honest);
    expect(verdictOf(after, honest), JSON.stringify(after)).toBe('right');
    runs.push(result);
  }
  const [first, second] = runs;
  if (first !== undefined && second !== undefined) expectEqualRuns(first, second);
}

/** Declares the tests of a tier. The host holds a secret in its environment and in a file. */
export async function describeAttacks(given: TierUnderAttack): Promise<void> {
  const { tier, lists } = given;
  const folder = mkdtempSync(join(tmpdir(), 'attacks-'));
  const canaryFile = join(folder, 'canary.txt');
  const temporary = mkdtempSync(join(folder, 'temporary-'));
  const before = { TMPDIR: process.env.TMPDIR, processes: processesLeft(LEFT_BEHIND_MARKS[tier]) };
  writeFileSync(canaryFile, CANARY);
  process.env.CANARY = CANARY;
  process.env.TMPDIR = temporary;
  const sandboxes = await given.open();

  afterAll(() => {
    delete process.env.CANARY;
    if (before.TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before.TMPDIR;
    rmSync(folder, { recursive: true });
  });

  describe(`on the ${tier} tier`, () => {
    for (const [list, languages] of lists) {
      for (const language of languages.filter((one) => sandboxes[0].languages.includes(one))) {
        const attacks = attacksIn(list).filter((attack) => allowedOn(attack, tier) !== undefined);
        describe(language, () => {
          beforeAll(() => expect(attacks.length).toBeGreaterThan(0));
          const isTimed = (attack: Attack): boolean => wallOf(attack, given) !== undefined;
          const rows = (some: readonly Attack[]) =>
            some.map((attack, at) => [attack.name, attack, sandboxes[at % sandboxes.length] ?? sandboxes[0]] as const);
          const run = (_name: string, attack: Attack, sandbox: Sandbox): Promise<void> =>
            attackAndCompare(given, sandbox, attack, trialOf(given, language, attack, canaryFile));
          // Side by side, as deliveries are in a market: what one does must not matter to the other.
          test.concurrent.each(rows(attacks.filter((attack) => !isTimed(attack))))('%s', run);
          // A sandbox that has the machine to itself is timed rightly.
          const timed = rows(attacks.filter(isTimed));
          (sandboxes.length > 1 ? test.concurrent : test).each(timed)('%s', run);
        });
      }
    }

    test('no process and no file is left', async () => {
      for (const sandbox of sandboxes) await sandbox.close();
      expect(processesLeft(LEFT_BEHIND_MARKS[tier])).toEqual(before.processes);
      expect(readdirSync(temporary)).toEqual([]);
      expect(readdirSync(folder).sort()).toEqual(['canary.txt', temporary.slice(folder.length + 1)].sort());
    });
  });
}
