/** Attacks on the JavaScript guest: escapes, floods, spins, spoofs and crashes. */

import type { Attack } from './attack.ts';

export const JAVASCRIPT_ATTACKS: readonly Attack[] = [
  { name: 'syntax error', source: 'function solve(a) {', expected: ['compile_error'] },
  { name: 'loop', source: 'function solve(a) { for (;;) {} }', expected: ['time_limit'] },
  {
    name: 'loop that swallows everything',
    source: 'function solve(a) { for (;;) { try { for (;;) {} } catch {} } }',
    expected: ['time_limit'],
  },
  {
    name: 'loop inside finally',
    source: 'function solve(a) { for (;;) { try { throw 1 } finally { continue } } }',
    expected: ['time_limit'],
  },
  { name: 'recursion', source: 'function solve(a) { return solve(a) }', expected: ['exception'] },
  {
    name: 'memory bomb',
    source: 'function solve(a) { const kept = []; for (;;) kept.push("x".repeat(100000) + kept.length) }',
    expected: ['memory_limit', 'time_limit', 'exception'],
  },
  {
    name: 'one huge buffer',
    source: 'function solve(a) { return new ArrayBuffer(1e10).byteLength }',
    expected: ['exception', 'memory_limit'],
  },
  {
    name: 'doubling text',
    source: 'function solve(a) { let text = "x"; for (;;) text += text }',
    expected: ['exception', 'memory_limit', 'time_limit'],
  },
  {
    name: 'native call that never polls',
    source: 'function solve(a) { return (new Array(1e9) + "").length }',
    expected: ['time_limit', 'memory_limit', 'exception'],
  },
  {
    name: 'regular expression that backtracks for ever',
    source: 'function solve(a) { return /(a+)+$/.test("a".repeat(60) + "b") }',
    expected: ['time_limit'],
  },
  {
    name: 'squaring big integers',
    source: 'function solve(a) { let n = 7n; for (;;) n *= n }',
    expected: ['time_limit', 'exception', 'memory_limit'],
  },
  {
    name: 'toJSON on every prototype',
    source:
      'Object.prototype.toJSON = Array.prototype.toJSON = () => [1, 2, 3]; function solve(a) { return undefined }',
    expected: ['bad_answer'],
  },
  {
    name: 'length getter on the prototype',
    source: 'Object.defineProperty(Array.prototype, "0", { get() { return 1 } }); function solve(a) { return [] }',
    expected: ['answered', 'bad_answer'],
    answer: 'wrong',
  },
  {
    name: 'patched JSON',
    source: 'JSON.stringify = () => "[1,2,3]"; JSON.parse = () => ({}); function solve(a) { return 0 }',
    expected: ['answered'],
    answer: 'wrong',
  },
  {
    name: '__proto__ in the answer',
    source: 'function solve(a) { return JSON.parse(\'{"__proto__": {"polluted": true}}\') }',
    expected: ['answered'],
    answer: 'wrong',
  },
  {
    name: 'throwing getter',
    source: 'function solve(a) { return { get x() { throw new Error("no") } } }',
    expected: ['bad_answer'],
  },
  {
    name: 'cyclic answer',
    source: 'function solve(a) { const x = {}; x.x = x; return x }',
    expected: ['bad_answer'],
  },
  {
    name: 'proxy that never ends',
    source: 'function solve(a) { return new Proxy({}, { ownKeys() { for (;;) {} } }) }',
    expected: ['time_limit'],
  },
  {
    name: 'thenable answer',
    source: 'function solve(a) { return { then(done) { done([1, 2, 3]) } } }',
    expected: ['answered', 'bad_answer'],
    answer: 'wrong',
  },
  {
    name: 'endless chain of promises',
    source: 'function solve(a) { const next = () => Promise.resolve().then(next); return next() }',
    expected: ['time_limit', 'memory_limit'],
  },
  {
    name: 'promise that never settles',
    source: 'function solve(a) { return new Promise(() => {}) }',
    expected: ['exception'],
  },
  {
    name: 'endless timers',
    source: 'function solve(a) { setInterval(() => {}, 1); return new Promise(() => {}) }',
    expected: ['time_limit'],
  },
  {
    name: 'Function constructor looks for a host realm',
    source:
      'function solve(a) { const up = console.log.constructor.constructor("return this")(); return [typeof up.process.binding, typeof up.fetch, typeof up.WebAssembly] }',
    expected: ['answered', 'exception'],
    answer: 'wrong',
  },
  {
    name: 'host modules',
    source: 'function solve(a) { return require("child_process").execSync("cat @CANARY_FILE@").toString() }',
    expected: ['exception'],
  },
  {
    name: 'host file',
    source: 'function solve(a) { return require("fs").readFileSync("@CANARY_FILE@", "utf8") }',
    expected: ['exception'],
  },
  {
    name: 'path out of the tree',
    source: 'function solve(a) { return require("fs").readFileSync("../../../..@CANARY_FILE@", "utf8") }',
    expected: ['exception'],
  },
  {
    name: 'delivered path required from outside',
    source: 'function solve(a) { return require("../../../..@CANARY_FILE@") }',
    expected: ['exception'],
  },
  {
    name: 'dynamic import',
    source: 'async function solve(a) { return Object.keys(await import("node:os")) }',
    expected: ['exception'],
  },
  {
    name: 'environment',
    source: 'function solve(a) { return process.env }',
    expected: ['answered'],
    answer: 'wrong',
  },
  {
    name: 'list of globals',
    source: 'function solve(a) { return Object.getOwnPropertyNames(globalThis) }',
    expected: ['answered'],
    answer: 'wrong',
  },
  {
    name: 'stack frames',
    source:
      'Error.prepareStackTrace = (error, frames) => frames.map((frame) => String(frame.getFunction && frame.getFunction())); function solve(a) { return new Error().stack }',
    expected: ['answered', 'bad_answer', 'exception'],
    answer: 'wrong',
  },
  { name: 'symbol', source: 'function solve(a) { return Symbol("x") }', expected: ['bad_answer'] },
  { name: 'undefined', source: 'function solve(a) {}', expected: ['bad_answer'] },
  { name: 'NaN', source: 'function solve(a) { return [NaN] }', expected: ['bad_answer'] },
  {
    name: 'answer of ten thousand levels',
    source: 'function solve(a) { let x = []; for (let i = 0; i < 1e4; i++) x = [x]; return x }',
    expected: ['bad_answer', 'crashed', 'time_limit'],
  },
  {
    name: 'nesting for the parser',
    source: `const x = ${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    expected: ['compile_error', 'crashed', 'exception'],
  },
  {
    name: 'Atomics.wait',
    source: 'function solve(a) { return Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0) }',
    expected: ['exception'],
  },
  {
    name: 'early end with status 0',
    source: 'function solve(a) { process.exit(0) }',
    expected: ['exited'],
  },
  {
    name: 'state kept from case to case',
    source:
      'function solve(a) { globalThis.seen = (globalThis.seen || 0) + 1; if (globalThis.seen > 1) throw new Error("seen"); return a.sort() }',
    expected: ['answered'],
    answer: 'right',
  },
  {
    name: 'flood of standard output',
    source: 'function solve(a) { for (;;) console.log("x".repeat(10000)) }',
    expected: ['output_limit'],
  },
  {
    name: 'code that breaks out of its wrapper',
    source: '}); globalThis.escaped = true; (function () { function solve(a) { return [typeof escaped] }',
    expected: ['answered', 'compile_error', 'exception'],
    answer: 'wrong',
  },
];
