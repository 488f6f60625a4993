// Loaded before a delivered program of Node: says on the answer pipe how it failed, when it fails by an exception.
const { readFileSync, writeSync } = require('node:fs');

const ANSWER_FD = 4;
const path = process.argv[1];

const explain = (problem) => {
  try {
    return problem instanceof Error ? `${problem.name}: ${problem.message}` : `thrown: ${String(problem)}`;
  } catch {
    return 'an exception that cannot be printed';
  }
};

/** Whether the program is not one at all: neither a script nor a module. */
const isBroken = () => {
  // Loaded here, because few programs need them.
  const { compileFunction, SourceTextModule } = require('node:vm');
  const { stripTypeScriptTypes } = require('node:module');
  try {
    const text = readFileSync(path, 'utf8').replace(/^#!.*/, '');
    const source = /\.[mc]?ts$/.test(path) ? stripTypeScriptTypes(text) : text;
    try {
      compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname']);
    } catch {
      new SourceTextModule(source);
    }
    return false;
  } catch {
    return true;
  }
};

process.on('uncaughtExceptionMonitor', (problem) => {
  const broken = problem instanceof SyntaxError && isBroken();
  writeSync(ANSWER_FD, Buffer.from(`${broken ? 'C' : 'E'}${explain(problem)}`).subarray(0, 2000));
});
