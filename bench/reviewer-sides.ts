/** What the reviewer bench puts beside the reviewer: the floor, one process for all cases, a first verdict, a child's memory. */

import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Interpreter } from './bare-process.ts';
import { CASES, type Delivery, type ProgramSet } from './programs.ts';

/** A program beside this one: a source, or what was built of it. */
const path = (name: string): string => fileURLToPath(new URL(name + extname(import.meta.url), import.meta.url));

export interface Floor {
  /** Deliveries a second with all of their cases, in so many processes side by side. */
  perSecond(count: number): Promise<number>;
  close(): Promise<void>;
}

/** A process and a way to hear its next answer, which fails when the process ends instead. */
function startProcess(set: string): { readonly child: ChildProcess; readonly answer: () => Promise<number> } {
  const child = fork(path('./floor-process'), [set]);
  let settle: { resolve: (value: number) => void; reject: (reason: Error) => void } | undefined;
  child.on('message', (value) => settle?.resolve(Number(value)));
  child.once('exit', () => settle?.reject(new Error('the floor process ended')));
  const answer = (): Promise<number> =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
    });
  return { child, answer };
}

/** Processes that run the cases of a set in the bare engine. */
export async function startFloor(set: ProgramSet, processes: number): Promise<Floor> {
  const children = Array.from({ length: processes }, () => startProcess(set.name));
  await Promise.all(children.map(({ answer }) => answer()));
  return {
    perSecond: async (count) => {
      const share = Math.ceil((count * CASES) / processes);
      const startedAt = performance.now();
      await Promise.all(
        children.map(({ child, answer }) => {
          child.send(share);
          return answer();
        }),
      );
      return ((share * processes) / CASES) * (1_000 / (performance.now() - startedAt));
    },
    close: async () => {
      const ends = children.map(({ child }) => once(child, 'exit'));
      for (const { child } of children) child.kill();
      await Promise.all(ends);
    },
  };
}

/** Runs every case in the same interpreter, one after the other; nothing is restored between them. */
const ALL_CASES = `
import io, json, os, sys, tempfile
given = json.load(sys.stdin)
code = compile(given['source'], 'solution.py', 'exec')
out, right = sys.stdout, 0
for case in given['cases']:
    with tempfile.TemporaryFile() as file:
        file.write(case['stdin'].encode())
        file.seek(0)
        os.dup2(file.fileno(), 0)
    sys.stdin = open(0, closefd=False)
    sys.stdout = io.StringIO()
    sys.argv = ['solution.py', *case['argv']]
    try:
        exec(code, {'__name__': '__main__'})
    except SystemExit:
        pass
    right += sys.stdout.getvalue().split() == case['expected'].split()
    try:
        os.fstat(0)
    except OSError:
        os.open(os.devnull, os.O_RDONLY)
out.write(str(right))
`;

/** A delivery and its cases as one line. */
export function inputOf({ source, acceptance, hidden }: Delivery): string {
  return JSON.stringify({ source, cases: [...acceptance.cases, ...hidden.cases] });
}

function allCasesOf(interpreter: Interpreter, input: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(interpreter.command, [...interpreter.flags, '-c', ALL_CASES], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => resolve(Number(Buffer.concat(chunks).toString())));
    child.stdin.end(input);
  });
}

/** Judges deliveries of a set, one process a delivery: no isolation, neither from the machine nor between the cases. */
export function unisolatedReviews({ name, deliveries }: ProgramSet, interpreter: Interpreter) {
  const inputs = deliveries.map(inputOf);
  return async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      const right = await allCasesOf(interpreter, inputs[index % inputs.length] ?? '');
      if (right !== CASES) throw new Error(`${name}: one process for all cases got ${right} right`);
    }
  };
}

/** Milliseconds from the start of a process that has nothing to its first verdict; `cache` is its cache folder. */
export async function firstVerdictMs(cache: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [path('./first-verdict'), cache], {
    env: {},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [said] = await Promise.race([once(child.stdout, 'data'), ended]);
  const ms = performance.now() - startedAt;
  if (String(said) !== 'passed\n') throw new Error('there was no first verdict');
  await ended;
  return ms;
}

/** What a file of the system says, or nothing: the process that it tells of may have ended, or the system has none. */
function said(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

interface Resident {
  readonly id: string;
  readonly parent: string;
  readonly megabytes: number;
}

function residents(): Resident[] {
  const processes = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return processes.map((id) => {
    const status = said(`/proc/${id}/status`);
    const field = (name: string): string => new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? '0';
    return { id, parent: field('PPid'), megabytes: Number(field('VmRSS')) / 1_024 };
  });
}

/** Resident megabytes of all processes that run programs for this one, the box around them included; 0 where nobody tells. */
export function workerMegabytes(): number {
  const all = residents();
  const below = (ids: ReadonlySet<string>): number => {
    const next = all.filter(({ parent }) => ids.has(parent));
    if (next.length === 0) return 0;
    const sum = next.reduce((total, { megabytes }) => total + megabytes, 0);
    return sum + below(new Set(next.map(({ id }) => id)));
  };
  const workers = all.filter(
    ({ id, parent }) => parent === String(process.pid) && said(`/proc/${id}/cmdline`).includes('child.mjs'),
  );
  return workers.reduce((total, { megabytes }) => total + megabytes, 0) + below(new Set(workers.map(({ id }) => id)));
}
