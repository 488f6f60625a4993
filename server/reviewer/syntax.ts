/**
 * The syntax check of a delivery: each file is read by the parser of the engine that would run it, inside the sandbox.
 * Nothing of it runs: Python and scripts are only compiled, and a module waits for ever for one that does not exist.
 */

import type { Files } from '../protocol/arena/acceptance.ts';
import type { SyntaxProblem } from '../protocol/arena/delivery.ts';
import type { Reviewer } from './reviewer.ts';
import { DEFAULT_LIMITS, type RunLimits, type RunRequest, type RunResult } from './sandbox.ts';

type Runs = Pick<Reviewer, 'runOnce'>;

const LIMITS: RunLimits = { ...DEFAULT_LIMITS, fuel: 200_000_000 };
const MESSAGE_MAX = 200;

const PYTHON = `
def check(sources):
    found = []
    for path, source in sources.items():
        try:
            compile(source, path, 'exec', dont_inherit=True)
        except SyntaxError as problem:
            found.append([path, problem.lineno, str(problem.msg)])
        except (ValueError, RecursionError, MemoryError, OverflowError) as problem:
            found.append([path, None, str(problem) or type(problem).__name__])
    return found
`;

/** Lines that \`Function\` writes above the source. */
const LINES_ABOVE = 2;
const SCRIPT = `
module.exports.check = (path) => {
  const source = require('fs').readFileSync('/delivery/' + path, 'utf8');
  try {
    new Function('exports', 'require', 'module', '__filename', '__dirname', source);
    return null;
  } catch (problem) {
    const line = /<input>:(\\d+)/.exec(String(problem.stack));
    return [line === null ? null : Number(line[1]) - ${LINES_ABOVE}, String(problem.message)];
  }
};`;
/** Looked for before the module runs, and not found: the one way to have it read and not run. */
const NO_SUCH_MODULE = './no-such-module-of-the-syntax-check.mjs';

function problem(path: string, line: number | null, message: string): SyntaxProblem {
  const text = message.length > MESSAGE_MAX ? `${message.slice(0, MESSAGE_MAX - 1)}…` : message;
  return { path, line, message: text };
}

/** A limit that a parser runs into is a finding as well: no program of that kind would come further. */
function ofLimit(path: string, { exit, message }: RunResult): SyntaxProblem {
  return problem(path, null, `cannot be read: ${message === '' ? exit : message}`);
}

async function checkPython(runs: Runs, sources: Files, signal: AbortSignal): Promise<SyntaxProblem[]> {
  const request: RunRequest = {
    language: 'python',
    files: { 'syntax_check.py': PYTHON },
    task: { kind: 'function', file: 'syntax_check.py', entry: 'check', args: [sources] },
    limits: LIMITS,
  };
  const result = await runs.runOnce(request, signal);
  if (result.answer?.kind !== 'value') return [ofLimit(Object.keys(sources).join(', '), result)];
  const found = result.answer.value as readonly (readonly [string, number | null, string])[];
  return found.map(([path, line, message]) => problem(path, line, message));
}

function languageOf(path: string): 'javascript' | 'typescript' {
  return /\.m?ts$/.test(path) ? 'typescript' : 'javascript';
}

/** What the engine says of the file as a module; null where it is one. */
async function asModule(runs: Runs, path: string, source: string, signal: AbortSignal): Promise<SyntaxProblem | null> {
  const request: RunRequest = {
    language: languageOf(path),
    files: { [path]: `${source}\nimport '${NO_SUCH_MODULE}';` },
    task: { kind: 'stdio', file: path, stdin: '', argv: [] },
    limits: LIMITS,
  };
  const result = await runs.runOnce(request, signal);
  const { exit, message } = result;
  if (exit !== 'compile_error') return ofLimit(path, result);
  const [, text, line] = /^SyntaxError: (.*?)(?: \(\S+:(\d+)\))?$/s.exec(message) ?? [];
  if (text === undefined) return message.startsWith('the types cannot be removed') ? ofLimit(path, result) : null;
  return problem(path, line === undefined ? null : Number(line), text);
}

/** The same as a script; `unread` where the engine came no further than before. */
async function asScript(
  runs: Runs,
  path: string,
  source: string,
  signal: AbortSignal,
): Promise<SyntaxProblem | 'unread' | null> {
  const request: RunRequest = {
    language: languageOf(path),
    files: { [path]: source, 'syntax-check.js': SCRIPT },
    task: { kind: 'function', file: 'syntax-check.js', entry: 'check', args: [path] },
    limits: LIMITS,
  };
  const { answer } = await runs.runOnce(request, signal);
  if (answer?.kind !== 'value') return 'unread';
  const found = answer.value as readonly [number | null, string] | null;
  return found === null ? null : problem(path, found[0], found[1]);
}

/** A file is a module or a script; where it is neither, the form that it looks like says what is wrong. */
async function checkScript(
  runs: Runs,
  path: string,
  source: string,
  signal: AbortSignal,
): Promise<SyntaxProblem | null> {
  const module = await asModule(runs, path, source, signal);
  if (module === null || /\.m[jt]s$/.test(path)) return module;
  const script = await asScript(runs, path, source, signal);
  if (script === null) return null;
  return script === 'unread' || /^\s*(?:import|export)\b/m.test(source) ? module : script;
}

/** SQLite reads and prepares a statement in one step, so only what it says about its reading counts here. */
async function checkSql(runs: Runs, path: string, source: string, signal: AbortSignal): Promise<SyntaxProblem | null> {
  const request: RunRequest = {
    language: 'sql',
    files: { [path]: source },
    task: { kind: 'sql', file: path, setup: '' },
    limits: { ...LIMITS, fuel: 2_000_000 },
  };
  const { exit, message } = await runs.runOnce(request, signal);
  const unread = /syntax error|incomplete input|unrecognized token|the delivery has no statement/.test(message);
  if (exit !== 'compile_error' || !unread) return null;
  const near = /near "(.+)": syntax error|unrecognized token: "(.+)/s.exec(message);
  const at = near === null ? -1 : source.indexOf(near[1] ?? near[2] ?? '');
  return problem(path, at === -1 ? null : source.slice(0, at).split('\n').length, message);
}

/** JSON is data: reading it runs nothing, so it is read here. */
function checkJson(path: string, source: string): SyntaxProblem | null {
  try {
    JSON.parse(source);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const [, line] = /\(line (\d+) column \d+\)/.exec(thrown.message) ?? [];
    return problem(path, line === undefined ? null : Number(line), thrown.message);
  }
}

/**
 * Every file with an ending that the embedded sandbox has a parser for. Gives back what is wrong, in order of the paths;
 * rejects with a `ReviewFault` where the sandbox cannot say.
 */
export async function checkSyntax(runs: Runs, files: Files, signal: AbortSignal): Promise<readonly SyntaxProblem[]> {
  const entries = Object.entries(files);
  const python = entries.filter(([path]) => path.endsWith('.py'));
  const rest = entries.map(([path, source]) => {
    if (/\.([cm]?js|m?ts)$/.test(path)) return checkScript(runs, path, source, signal);
    if (path.endsWith('.sql')) return checkSql(runs, path, source, signal);
    return path.endsWith('.json') ? checkJson(path, source) : null;
  });
  const found = await Promise.all(rest);
  const ofPython = python.length === 0 ? [] : await checkPython(runs, Object.fromEntries(python), signal);
  return [...ofPython, ...found.filter((one) => one !== null)].toSorted((one, other) =>
    one.path < other.path ? -1 : one.path > other.path ? 1 : 0,
  );
}
