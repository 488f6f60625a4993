/** One case of any project as a bare process: the system's own interpreter, started for this case alone, without any wall. */

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Acceptance, AcceptanceCase, Files } from '../server/protocol/arena/acceptance.ts';
import type { Interpreter } from './bare-process.ts';

/** Calls a function of the delivery with the arguments on standard input and prints what it returns. */
const CALL_PYTHON = `import json, sys
space = {"__name__": "solution"}
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), space)
print(json.dumps(space[sys.argv[2]](*json.load(sys.stdin))))
`;
const CALL_JAVASCRIPT = `const { readFileSync } = require('fs');
const { stripTypeScriptTypes } = require('module');
const [, , file, entry] = process.argv;
const text = readFileSync(file, 'utf8');
const plain = file.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
const source = plain.replace(/^export (?:default )?(?=(?:async )?function|const|let|class)/gm, '');
const load = new Function('require', 'module', 'exports', source + '\\nreturn typeof ' + entry + " === 'function' ? " + entry + ' : module.exports.' + entry);
const module_ = { exports: {} };
console.log(JSON.stringify(load(require, module_, module_.exports)(...JSON.parse(readFileSync(0, 'utf8')))));
`;
const QUERY = `import sqlite3, sys
database = sqlite3.connect(":memory:")
database.executescript(sys.stdin.read())
print(database.execute(open(sys.argv[1]).read()).fetchall())
`;

export interface Interpreters {
  readonly python: Interpreter;
  readonly node: Interpreter;
}

interface Start {
  readonly interpreter: Interpreter;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly files: Files;
}

/** The drivers in a folder, once for all cases. */
export function writeDrivers(folder: string): void {
  writeFileSync(join(folder, 'call.py'), CALL_PYTHON);
  writeFileSync(join(folder, 'call.cjs'), CALL_JAVASCRIPT);
  writeFileSync(join(folder, 'query.py'), QUERY);
}

function startOf(acceptance: Acceptance, one: AcceptanceCase, drivers: string, interpreters: Interpreters): Start {
  const { kind, language, file } = acceptance;
  const python = language === 'python';
  const interpreter = python || kind === 'sql' ? interpreters.python : interpreters.node;
  if ('args' in one && kind === 'function') {
    const driver = join(drivers, python ? 'call.py' : 'call.cjs');
    return { interpreter, args: [driver, file, acceptance.entry], stdin: JSON.stringify(one.args), files: {} };
  }
  if ('setup' in one) {
    return { interpreter, args: [join(drivers, 'query.py'), file], stdin: one.setup, files: {} };
  }
  if (!('stdin' in one)) throw new Error(`a case of kind ${kind} cannot be run bare`);
  return { interpreter, args: [file, ...one.argv], stdin: one.stdin, files: 'files' in one ? one.files : {} };
}

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs the case in a folder of its own; settles with the exit code. */
export function bareCase(
  acceptance: Acceptance,
  delivery: Files,
  one: AcceptanceCase,
  drivers: string,
  interpreters: Interpreters,
): Promise<number | null> {
  const { interpreter, args, stdin, files } = startOf(acceptance, one, drivers, interpreters);
  const folder = mkdtempSync(join(drivers, 'case-'));
  write(folder, files);
  write(folder, delivery);
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] as const };
    const child = spawn(interpreter.command, [...interpreter.flags, ...args], {
      ...options,
      stdio: [...options.stdio],
    });
    child.once('error', reject);
    child.once('close', (code) => {
      rmSync(folder, { recursive: true, force: true });
      resolve(code);
    });
    // A program that ends without reading breaks the pipe.
    child.stdin?.on('error', () => {});
    child.stdin?.end(stdin);
  });
}
