/** Random programs: forged bytecode, and sources out of noise and of words in no order. Whatever they do, the next run is honest. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { createEmbeddedSandbox } from '../../../server/reviewer/sandbox/embedded.ts';
import type { RunRequest, RunResult, Sandbox } from '../../../server/reviewer/sandbox.ts';
import { FUZZ_SEED, replay, rounds } from '../../helpers/fuzz-settings.ts';
import { ATTACK_FUEL, HONEST, LIMITS, MAIN_FILE, RIGHT, taskOf, USUAL_TASK } from '../attacks/honest.ts';

type FuzzedLanguage = 'python' | 'javascript' | 'sql';

const FORGE = readFileSync(new URL('./forge.py', import.meta.url), 'utf8');
const KINDS = ['noise', 'flips', 'order', 'constants', 'frame', 'marshal'] as const;
const BATCH = 10;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
});

afterAll(() => sandbox.close());

function requestOf(language: FuzzedLanguage, source: string, timeMs: number): RunRequest {
  const file = MAIN_FILE[language];
  const limits = { ...LIMITS, fuel: ATTACK_FUEL[language], timeMs };
  return { language, files: { [file]: source }, task: taskOf(USUAL_TASK[language], file), limits };
}

async function expectHonest(language: FuzzedLanguage): Promise<void> {
  const { answer } = await sandbox.run(requestOf(language, HONEST[language], 20_000));
  expect(answer).toEqual(RIGHT[USUAL_TASK[language]]);
}

/** Runs a program twice; where the clock did not cut it, both runs are the same. */
async function runTwice(request: RunRequest, label: string): Promise<RunResult> {
  const first = await sandbox.run(request, { alone: true });
  const second = await sandbox.run(request, { alone: true });
  if (first.unrepeatable === null && second.unrepeatable === null) {
    expect({ ...second, wallMs: 0 }, label).toEqual({ ...first, wallMs: 0 });
  }
  return first;
}

test('forged bytecode of Python', async () => {
  const exits = new Map<string, number>();
  for (let round = 0; round < rounds(90); round += 1) {
    const kind = KINDS[round % KINDS.length] ?? 'noise';
    const source = `SEED, KIND = ${JSON.stringify(`${FUZZ_SEED}/${round}`)}, "${kind}"\n${FORGE}`;
    const { exit } = await runTwice(requestOf('python', source, 250), replay(`${round} (${kind})`));
    exits.set(exit, (exits.get(exit) ?? 0) + 1);
    if (round % BATCH === 0) await expectHonest('python');
  }
  await expectHonest('python');
  // The forge works: some programs break the interpreter, some do not.
  expect([...exits.keys()]).toContain('answered');
  expect([...exits.keys()]).toContain('crashed');
});

const WORDS: Record<FuzzedLanguage, string> = {
  python:
    'def solve ( a ) : \n     return lambda yield await async for in while if else try except finally raise with as class del global nonlocal import from pass break continue not and or is None True [ ] { } = == += := ** // @ ... , . ; \' " f" \\ 0 1 9e9 0x 1j _ __class__ print sorted eval exec type super match case *a **b # ~ <<',
  javascript:
    'function solve ( a ) { } return => async await yield* for ( ; ; ) of in while do if else try catch finally throw switch case default: new delete typeof void class extends super static get set #x let const var import export from ` $ { } [ ] ... ?. ?? ** >>> = == === += 0 1n 0x .5 /x/u "s" \' null undefined this arguments eval globalThis Proxy Symbol \n // /* */ , ; : ! ~ <!--',
  sql: "SELECT n FROM numbers WHERE ORDER BY GROUP HAVING UNION ALL EXCEPT WITH RECURSIVE AS ( ) VALUES , ; * + - || = <> LIKE GLOB IN EXISTS NOT NULL CASE WHEN THEN ELSE END CAST TEXT BLOB x'00' 'a' \"n\" 1 9e99 -1 json_each count sum over PARTITION CREATE TABLE VIEW TRIGGER INDEX t INSERT INTO UPDATE SET DELETE DROP PRAGMA ATTACH VACUUM BEGIN COMMIT EXPLAIN JOIN USING ON LIMIT OFFSET COLLATE ? :a /* */ --\n",
};

/** Sources in the short run; every query takes a new engine. */
const SOURCES: Record<FuzzedLanguage, number> = { python: 150, javascript: 150, sql: 60 };

function noise(random: Chance): string {
  const letter = random.pick<() => number>([
    () => random.below(128),
    () => random.below(32),
    () => random.below(0x3000),
    () => 0xd800 + random.below(0x800),
    () => 0x1f000 + random.below(0x1000),
    () => random.pick([0, 0xfeff, 0x202e, 0x2028, 0xffff, 0x7f, 0x1b]),
  ]);
  return Array.from({ length: random.below(400) }, () => String.fromCodePoint(letter())).join('');
}

function soup(random: Chance, words: readonly string[]): string {
  return Array.from({ length: 1 + random.below(120) }, () => random.pick(words)).join(
    random.pick([' ', ' ', '', '\n']),
  );
}

/** The honest program with a piece cut out, doubled or replaced. */
function scratched(random: Chance, source: string): string {
  const at = random.below(source.length);
  const end = at + random.below(12);
  const instead = random.pick(['', source.slice(at, end).repeat(2), noise(random).slice(0, 5), ')', '\\', '\0']);
  return source.slice(0, at) + instead + source.slice(end);
}

test.each(['python', 'javascript', 'sql'] as const)('random sources of %s', async (language) => {
  const words = WORDS[language].split(' ');
  const exits = new Map<string, number>();
  for (let round = 0; round < rounds(SOURCES[language]); round += 1) {
    const random = chance(FUZZ_SEED, 'source', language, round);
    const makers = [() => noise(random), () => soup(random, words), () => scratched(random, HONEST[language])];
    const source = random.pick(makers)();
    const { exit } = await runTwice(requestOf(language, source, 1_000), replay(`${round}: ${JSON.stringify(source)}`));
    exits.set(exit, (exits.get(exit) ?? 0) + 1);
    if (round % BATCH === 0) await expectHonest(language);
  }
  await expectHonest(language);
  expect([...exits.keys()]).toContain('compile_error');
});
