/** Self-check: runs one program of each kind in every language of a sandbox and says in plain words what stands. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Acceptance,
  acceptanceSchema,
  type Environment,
  type Language,
  type Tier,
} from '../protocol/arena/acceptance.ts';
import type { Outcome } from './combine.ts';
import { createReviewer, type Reviewer } from './reviewer.ts';
import type { RunRequest, Sandbox } from './sandbox.ts';
import { OUTSIDE_FILE, PROBES, type Probes } from './self-check.probes.ts';

export interface SelfCheckLine {
  readonly language: Language;
  /** What ought to be, as a sentence: `a loop without end is cut`. */
  readonly rule: string;
  readonly ok: boolean;
  /** What happened, in a few words. */
  readonly found: string;
}

export interface SelfCheckReport {
  readonly ok: boolean;
  readonly sandbox: string;
  readonly walls: readonly string[];
  readonly lines: readonly SelfCheckLine[];
}

export interface SelfCheckOptions {
  /** `short`: what takes no longer than a few honest runs. `whole`: loops and hoarders too, which take their limits. */
  readonly form?: 'short' | 'whole';
  /** Default: all that the sandbox has. */
  readonly languages?: readonly Language[];
}

/** Enough for every honest program here, little enough that loops end soon in every language. */
const FUEL = 20_000_000;
const MEMORY_BYTES = 67_108_864;
/** A busy machine must not make an honest program late, and what is meant to end by the clock shall not take as long. */
const HONEST = { timeMs: 10_000, memoryBytes: MEMORY_BYTES };
const ENDLESS = { timeMs: 2_000, memoryBytes: MEMORY_BYTES };
/** Where nothing counts a loop's work it runs into the clock for certain, and then once more with the machine to itself. */
const LOOP: Record<Tier, typeof HONEST> = { embedded: ENDLESS, native: { ...ENDLESS, timeMs: 500 } };
/** Shorter values of the environment may stand in any text by chance. */
const TELLING_LENGTH = 8;
/** What may stand in any text; a tier with a system of its own may also have its programs where this machine has them. */
const ORDINARY: Record<Tier, RegExp> = { embedded: /^(?:LANG|LC_)/, native: /^(?:LANG|LC_|PATH$|SHELL$|TERM)/ };
const MARK_VARIABLE = 'ARENA_SELF_CHECK';

/** Where it runs, and what it needs there. */
function environmentOf(tier: Tier, language: Language, { file }: Probes): Environment | undefined {
  if (tier === 'embedded') return undefined;
  const start = language === 'command' ? { start: ['sh', file] } : {};
  return { tier, packages: [], build: [], ...start };
}

function acceptanceOf(tier: Tier, language: Language, probes: Probes, limits: typeof HONEST): Acceptance {
  const environment = environmentOf(tier, language, probes);
  const common = { language, file: probes.file, limits, ...(environment && { environment }) };
  if (language === 'sql') {
    const setup = 'CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (20), (1);';
    const cases = [{ name: 'sum', setup, expected: { columns: ['total'], rows: [[21]] } }];
    return acceptanceSchema.parse({ kind: 'sql', ...common, cases });
  }
  if (language === 'command') {
    const cases = [{ name: 'sum', stdin: '20 1\n', expected: '21\n' }];
    return acceptanceSchema.parse({ kind: 'stdio', ...common, cases });
  }
  const cases = [{ name: 'sum', args: [[20, 1]], expected: 21 }];
  return acceptanceSchema.parse({ kind: 'function', ...common, entry: 'solve', cases });
}

function leakRequest(tier: Tier, language: Language, probes: Probes, outside: string): RunRequest {
  const { file } = probes;
  const environment = environmentOf(tier, language, probes);
  const limits = { ...HONEST, fuel: FUEL, answerBytes: 1_048_576, outputBytes: 1_048_576 };
  const files = { [file]: probes.leak.replaceAll(OUTSIDE_FILE, outside) };
  const common = { language, ...(environment && { environment }), files, limits };
  if (language === 'sql') return { ...common, task: { kind: 'sql', file, setup: '' } };
  if (language === 'command') return { ...common, task: { kind: 'stdio', file, stdin: '', argv: [] } };
  return { ...common, task: { kind: 'function', file, entry: 'solve', args: [[]] } };
}

/** Something of this machine that stands nowhere else: a file and a variable with a mark. */
interface Outside {
  readonly file: string;
  readonly mark: string;
  remove(): Promise<void>;
}

async function markOutside(): Promise<Outside> {
  const mark = `outside-${randomUUID()}`;
  const folder = await mkdtemp(join(tmpdir(), 'arena-check-'));
  const file = join(folder, 'outside.txt');
  await writeFile(file, mark);
  process.env[MARK_VARIABLE] = mark;
  const remove = async (): Promise<void> => {
    delete process.env[MARK_VARIABLE];
    await rm(folder, { recursive: true, force: true });
  };
  return { file, mark, remove };
}

/** What of this machine stands in a text that a program brought back, or null. Values themselves are never repeated. */
function leakIn(text: string, tier: Tier, mark: string): string | null {
  if (text.includes(mark)) return 'a file or a variable that this check had made outside is readable';
  for (const [name, value] of Object.entries(process.env)) {
    if (value === undefined || value.length < TELLING_LENGTH || ORDINARY[tier].test(name)) continue;
    if (text.includes(JSON.stringify(value).slice(1, -1))) return `the environment variable ${name} is readable`;
  }
  // Other tiers have a system of their own, with a list of users like every other.
  return tier === 'embedded' && text.includes('root:') ? 'a file of this machine is readable' : null;
}

async function leakLine(reviewer: Reviewer, tier: Tier, language: Language): Promise<SelfCheckLine> {
  const outside = await markOutside();
  try {
    const request = leakRequest(tier, language, PROBES[language], outside.file);
    const { wallMs: _wallMs, ...result } = await reviewer.runOnce(request);
    const found = leakIn(JSON.stringify(result), tier, outside.mark);
    const rule = 'neither environment nor files of this machine are readable';
    return { language, rule, ok: found === null, found: found ?? 'nothing of them came back' };
  } finally {
    await outside.remove();
  }
}

/** A shell that gets no more memory does not say so, it falls over. */
const HOARDED: readonly Outcome[] = ['memory_limit', 'exception', 'exited', 'crashed', 'time_limit'];

type Form = NonNullable<SelfCheckOptions['form']>;

async function checkLanguage(reviewer: Reviewer, tier: Tier, language: Language, form: Form): Promise<SelfCheckLine[]> {
  const probes = PROBES[language];
  const line = async (
    rule: string,
    program: string,
    wanted: readonly Outcome[],
    limits = HONEST,
  ): Promise<SelfCheckLine> => {
    const acceptance = acceptanceOf(tier, language, probes, limits);
    const finding = await reviewer.runVisible({ files: { [probes.file]: program }, acceptance, fuelPerCase: FUEL });
    const outcome = finding.cases[0]?.outcome ?? 'crashed';
    const message = finding.cases[0]?.details?.message.text ?? '';
    const found = message === '' ? outcome : `${outcome}: ${message}`;
    return { language, rule, ok: wanted.includes(outcome), found };
  };
  const lines = [
    await line('an honest program passes', probes.honest, ['passed']),
    await line('a wrong program fails', probes.wrong, ['wrong_answer']),
  ];
  if (form === 'whole') {
    lines.push(
      await line('a loop without end is cut', probes.loop, ['time_limit'], LOOP[tier]),
      await line('hoarding memory is cut', probes.hog, HOARDED, ENDLESS),
    );
  }
  lines.push(await leakLine(reviewer, tier, language));
  if (form === 'whole') lines.push(await line('an honest program passes after all these', probes.honest, ['passed']));
  return lines;
}

/**
 * Never rejects: a sandbox that does not answer is a line that is not ok. The whole form takes a second or two for each
 * language that counts no work, for its loops run into the wall clock.
 */
export async function selfCheck(
  sandbox: Sandbox,
  { form = 'whole', languages = sandbox.languages }: SelfCheckOptions = {},
): Promise<SelfCheckReport> {
  const reviewer = createReviewer({ sandbox, cache: null });
  const lines: SelfCheckLine[] = [];
  for (const language of languages) {
    try {
      lines.push(...(await checkLanguage(reviewer, sandbox.tier, language, form)));
    } catch (problem) {
      lines.push({ language, rule: 'the sandbox answers', ok: false, found: String(problem) });
    }
  }
  const ok = lines.length > 0 && lines.every((one) => one.ok);
  return { ok, sandbox: sandbox.name, walls: sandbox.walls, lines };
}
