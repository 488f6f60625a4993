/** Self-check: runs one program of each kind in every language of a sandbox and says in plain words what stands. */

import { type Acceptance, acceptanceSchema, type Files, type Language } from '../protocol/arena/acceptance.ts';
import type { Outcome } from './combine.ts';
import { createReviewer, type Reviewer } from './reviewer.ts';
import type { RunRequest, Sandbox } from './sandbox.ts';
import { PROBES, type Probes } from './self-check.probes.ts';

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

/** Enough for every honest program here, little enough that loops end soon in every language. */
const FUEL = 20_000_000;
const LIMITS = { timeMs: 2_000, memoryBytes: 67_108_864 };
/** Shorter values of the environment may stand in any text by chance. */
const TELLING_LENGTH = 8;

function acceptanceOf(language: Language, { file }: Probes): Acceptance {
  const common = { language, file, limits: LIMITS };
  if (language === 'sql') {
    const setup = 'CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (20), (1);';
    const cases = [{ name: 'sum', setup, expected: { columns: ['total'], rows: [[21]] } }];
    return acceptanceSchema.parse({ kind: 'sql', ...common, cases });
  }
  const cases = [{ name: 'sum', args: [[20, 1]], expected: 21 }];
  return acceptanceSchema.parse({ kind: 'function', ...common, entry: 'solve', cases });
}

function probeRequest(language: Language, file: string, files: Files): RunRequest {
  const limits = { ...LIMITS, fuel: FUEL, answerBytes: 1_048_576, outputBytes: 1_048_576 };
  const task: RunRequest['task'] =
    language === 'sql' ? { kind: 'sql', file, setup: '' } : { kind: 'function', file, entry: 'solve', args: [[]] };
  return { language, files, task, limits };
}

/** What of this machine stands in a text that a program brought back, or null. Values themselves are never repeated. */
function leakIn(text: string): string | null {
  for (const [name, value] of Object.entries(process.env)) {
    if (value === undefined || value.length < TELLING_LENGTH || /^(?:LANG|LC_)/.test(name)) continue;
    if (text.includes(JSON.stringify(value).slice(1, -1))) return `the environment variable ${name} is readable`;
  }
  return text.includes('root:') ? 'a file of this machine is readable' : null;
}

async function leakLine(reviewer: Reviewer, language: Language, { file, leak }: Probes): Promise<SelfCheckLine> {
  const { wallMs: _wallMs, ...result } = await reviewer.runOnce(probeRequest(language, file, { [file]: leak }));
  const found = leakIn(JSON.stringify(result));
  const rule = 'neither environment nor files of this machine are readable';
  return { language, rule, ok: found === null, found: found ?? 'nothing of them came back' };
}

async function checkLanguage(reviewer: Reviewer, language: Language): Promise<SelfCheckLine[]> {
  const probes = PROBES[language];
  const acceptance = acceptanceOf(language, probes);
  const line = async (rule: string, program: string, wanted: readonly Outcome[]): Promise<SelfCheckLine> => {
    const finding = await reviewer.runVisible({ files: { [probes.file]: program }, acceptance, fuelPerCase: FUEL });
    const outcome = finding.cases[0]?.outcome ?? 'crashed';
    const message = finding.cases[0]?.details?.message.text ?? '';
    const found = message === '' ? outcome : `${outcome}: ${message}`;
    return { language, rule, ok: wanted.includes(outcome), found };
  };
  return [
    await line('an honest program passes', probes.honest, ['passed']),
    await line('a wrong program fails', probes.wrong, ['wrong_answer']),
    await line('a loop without end is cut', probes.loop, ['time_limit']),
    await line('hoarding memory is cut', probes.hog, ['memory_limit', 'exception', 'time_limit']),
    await leakLine(reviewer, language, probes),
    await line('an honest program passes after all these', probes.honest, ['passed']),
  ];
}

/** Never rejects: a sandbox that does not answer is a line that is not ok. Takes a few seconds. */
export async function selfCheck(sandbox: Sandbox): Promise<SelfCheckReport> {
  const reviewer = createReviewer({ sandbox, cache: null });
  const lines: SelfCheckLine[] = [];
  for (const language of sandbox.languages) {
    try {
      lines.push(...(await checkLanguage(reviewer, language)));
    } catch (problem) {
      lines.push({ language, rule: 'the sandbox answers', ok: false, found: String(problem) });
    }
  }
  const ok = lines.length > 0 && lines.every((one) => one.ok);
  return { ok, sandbox: sandbox.name, walls: sandbox.walls, lines };
}
