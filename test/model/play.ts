/** `npm run test:model`: a small tournament of a genuine model, offline, and what it did: as measured, weak as it is. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCorpus } from '../../seeds/corpus.ts';
import { projectLines } from '../../server/admission/import/lines.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { ROOT } from '../helpers/source-files.ts';
import { genuineModel, MODEL_FILE } from './genuine-model.ts';

const PROJECTS = Number(process.env.ARENA_MODEL_PROJECTS ?? 2);
/** Few: on one thread such a model writes five to eight tokens a second. A bid in its grammar needs about a hundred. */
const ANSWER_TOKENS = Number(process.env.ARENA_MODEL_TOKENS ?? 128);
/** After so many minutes it is stopped, and what was measured by then is printed. */
const MINUTES = Number(process.env.ARENA_MODEL_MINUTES ?? 14);

const ROSTER = `name: genuine
description: One small model, run here, and a script beside it
entries:
  - name: TinyLlama 1.1B
    kind: model
    model: 'gguf:${MODEL_FILE}'
    parametersBillion: 1.1
    timeoutSeconds: 3600
    limits: { turns: 4, answerTokens: ${ANSWER_TOKENS}, repairs: 1, workingSeconds: 7200, wallSeconds: 7200 }
  - name: Script
    kind: scripted
    model: Bidding strategy "budget_fraction", programs that pass
    successRate: 1
    rateSource: Assumption
    strategy: { name: budget_fraction }
    costModel: { kind: uniform, fromShare: 0.1, toShare: 0.2 }
    speed: { medianFactor: 1, sigma: 0 }
    costs: { perBidMicroUsd: 0, perDeliveryMicroUsd: 0, source: Assumption }
`;
const TOURNAMENT = `name: genuine
seed: genuine-1
protocol: solo
roster: ./roster.yaml
corpus: { name: ./corpus.jsonl }
`;

/** The shortest of the starter's: the model reads 2,048 tokens at most, its answer and every repair included. */
function shortest(count: number): ProjectPackage[] {
  const lengthOf = ({ description, acceptance }: ProjectPackage): number =>
    description.length + JSON.stringify(acceptance.cases).length;
  return buildCorpus('starter', 'starter-1')
    .filter(({ acceptance }) => acceptance.kind === 'function')
    .toSorted((one, other) => lengthOf(one) - lengthOf(other))
    .slice(0, count);
}

interface Line {
  readonly purpose: string;
  readonly finish: string;
  readonly usage: { readonly input: number; readonly output: number } | null;
  readonly workingMs: number;
}

function linesOf(file: string): unknown[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
}

function callText({ purpose, finish, usage, workingMs }: Line): string {
  return `  ${purpose.padEnd(8)} ${finish.padEnd(8)} ${usage?.input} in, ${usage?.output} out, ${(workingMs / 1_000).toFixed(1)} s\n`;
}

/** Says each call as it comes back: minutes go by between them. */
function sayCalls(out: string): NodeJS.Timeout {
  let said = 0;
  return setInterval(() => {
    const calls = linesOf(join(out, 'genuine/transcript.jsonl')) as Line[];
    for (const call of calls.slice(said)) process.stdout.write(`call ${calls.indexOf(call) + 1}:${callText(call)}`);
    said = calls.length;
  }, 1_000);
}

function tell(out: string): void {
  const calls = linesOf(join(out, 'genuine/transcript.jsonl')) as Line[];
  const sum = (of: (line: Line) => number): number => calls.reduce((total, line) => total + of(line), 0);
  const [input, output] = [sum(({ usage }) => usage?.input ?? 0), sum(({ usage }) => usage?.output ?? 0)];
  const seconds = sum(({ workingMs }) => workingMs) / 1_000;
  process.stdout.write(
    `\nMeasured on ${availableParallelism()} cores, ${PROJECTS} projects, answers of at most ${ANSWER_TOKENS} tokens:\n`,
  );
  for (const call of calls) process.stdout.write(callText(call));
  const rate = seconds > 0 ? `, ${(output / seconds).toFixed(1)} tokens written a second, reading included` : '';
  process.stdout.write(`  ${calls.length} calls, ${input} tokens in, ${output} out, ${seconds.toFixed(1)} s${rate}\n`);
  for (const incident of linesOf(join(out, 'genuine/incidents.jsonl')))
    process.stdout.write(`  ${JSON.stringify(incident)}\n`);
}

const folder = await genuineModel();
const out = mkdtempSync(join(tmpdir(), 'arena-genuine-'));
const begun = performance.now();
try {
  writeFileSync(join(out, 'roster.yaml'), ROSTER);
  writeFileSync(join(out, 'genuine.yaml'), TOURNAMENT);
  writeFileSync(join(out, 'corpus.jsonl'), projectLines(shortest(PROJECTS)));
  const words = ['run', join(out, 'genuine.yaml'), '--out', out, '--workers', '1', '--practice', '--no-serve'];
  process.stdout.write(`${PROJECTS} projects, ${MINUTES} minutes at most (ARENA_MODEL_MINUTES).\n`);
  // From the folder of the model: its file and its library are found where the arena was started.
  const child = spawn(process.execPath, [join(ROOT, 'cli/arena.mjs'), ...words], { cwd: folder, stdio: 'inherit' });
  const saying = sayCalls(out);
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    // The call that has begun would be waited for.
    child.kill('SIGKILL');
  }, MINUTES * 60_000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(limit);
  clearInterval(saying);
  tell(out);
  process.stdout.write(`  ${((performance.now() - begun) / 1_000).toFixed(0)} s in all\n`);
  if (isLate) throw new Error(`not over after ${MINUTES} minutes: what stands above is a part`);
  if (code !== 0) throw new Error(`arena run ended with ${code}`);
  if (linesOf(join(out, 'genuine/transcript.jsonl')).length === 0) throw new Error('the model was never asked');
} finally {
  rmSync(out, { recursive: true });
}
