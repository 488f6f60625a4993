/** The bare side of the reviewer bench: one process of the system's own interpreter for each case, without any wall. */

import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSlots } from '../server/reviewer/slots.ts';
import type { Delivery, ProgramSet } from './programs.ts';

export interface Interpreter {
  readonly name: string;
  readonly command: string;
  readonly flags: readonly string[];
}

/** The system's Python itself, not a script in front of it that would be paid for at every start; null: there is none. */
export function findPython(): Interpreter | null {
  try {
    const ask = 'import platform, sys; print(sys.executable); print(platform.python_version())';
    const said = execFileSync('python3', ['-I', '-c', ask], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [command = '', version = ''] = said.split('\n');
    return command === '' ? null : { name: `Python ${version}`, command, flags: ['-I', '-S'] };
  } catch {
    // No Python on this machine: the caller says so, and leaves the ratio out.
    return null;
  }
}

export function thisNode(): Interpreter {
  return { name: `Node ${process.versions.node}`, command: process.execPath, flags: [] };
}

/** Starts the program, gives it the input and settles with what it wrote. */
function runProcess({ command, flags }: Interpreter, args: readonly string[], stdin: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...flags, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    // A program that ends without reading breaks the pipe; what it wrote decides.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}

const words = (text: string): string => text.trim().split(/\s+/).join(' ');

/** Judges deliveries of a set one after the other, `workers` processes at a time; each must pass all of its cases. */
export function bareReviews(folder: string, { name, deliveries }: ProgramSet, interpreter: Interpreter) {
  const programs = deliveries.map(({ source, acceptance, hidden }: Delivery, index) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}-${index}-${acceptance.file}`);
    writeFileSync(file, source);
    return { file, cases: [...acceptance.cases, ...hidden.cases] };
  });
  return async (count: number, workers: number): Promise<void> => {
    const slots = createSlots(workers);
    const runs = Array.from({ length: count }, (_, index) => programs[index % programs.length]).flatMap((program) =>
      (program?.cases ?? []).map(({ stdin, argv, expected }) =>
        slots.use(async () => {
          const output = await runProcess(interpreter, [program?.file ?? '', ...argv], stdin);
          if (words(output) !== words(expected)) throw new Error(`${name}: a bare process gave a wrong answer`);
        }),
      ),
    );
    await Promise.all(runs);
  };
}
