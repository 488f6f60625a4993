/** `npm run test:model`: a small tournament of a genuine model, offline, and what it did: as measured, weak as it is. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../helpers/source-files.ts';
import { genuineModel, MODEL_FILE } from './genuine-model.ts';

const PROJECTS = Number(process.env.ARENA_MODEL_PROJECTS ?? 3);
/** Few: on two cores such a model writes some 17 tokens a second. */
const ANSWER_TOKENS = Number(process.env.ARENA_MODEL_TOKENS ?? 256);

const ROSTER = `name: genuine
description: One small model, run here
entries:
  - name: TinyLlama 1.1B
    kind: model
    model: 'gguf:${MODEL_FILE}'
    parametersBillion: 1.1
    timeoutSeconds: 3600
    limits: { answerTokens: ${ANSWER_TOKENS}, repairs: 1, workingSeconds: 7200, wallSeconds: 7200 }
`;
const TOURNAMENT = `name: genuine
seed: genuine-1
protocol: solo
roster: ./roster.yaml
corpus: { limit: ${PROJECTS} }
`;

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

function tell(out: string): void {
  const calls = linesOf(join(out, 'genuine/transcript.jsonl')) as Line[];
  const sum = (of: (line: Line) => number): number => calls.reduce((total, line) => total + of(line), 0);
  const [input, output] = [sum(({ usage }) => usage?.input ?? 0), sum(({ usage }) => usage?.output ?? 0)];
  const seconds = sum(({ workingMs }) => workingMs) / 1_000;
  process.stdout.write(
    `\nMeasured on ${availableParallelism()} cores, ${PROJECTS} projects, answers of at most ${ANSWER_TOKENS} tokens:\n`,
  );
  for (const { purpose, finish, usage, workingMs } of calls) {
    process.stdout.write(
      `  ${purpose.padEnd(8)} ${finish.padEnd(8)} ${usage?.input} in, ${usage?.output} out, ${(workingMs / 1_000).toFixed(1)} s\n`,
    );
  }
  process.stdout.write(
    `  ${calls.length} calls, ${input} tokens in, ${output} out, ${seconds.toFixed(1)} s, ${(output / seconds).toFixed(1)} tokens/s\n`,
  );
  for (const incident of linesOf(join(out, 'genuine/incidents.jsonl')))
    process.stdout.write(`  ${JSON.stringify(incident)}\n`);
  if (calls.length === 0) throw new Error('the model was never asked');
}

const folder = await genuineModel();
const out = mkdtempSync(join(tmpdir(), 'arena-genuine-'));
try {
  writeFileSync(join(out, 'roster.yaml'), ROSTER);
  writeFileSync(join(out, 'genuine.yaml'), TOURNAMENT);
  const args = [join(ROOT, 'cli/arena.mjs'), 'run', join(out, 'genuine.yaml'), '--out', out, '--workers', '1'];
  // From the folder of the model: its file and its library are found where the arena was started.
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`arena run ended with ${code}`);
  tell(out);
} finally {
  rmSync(out, { recursive: true });
}
