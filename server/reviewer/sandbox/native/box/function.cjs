// Calls one function of a delivered program of Node, with the same rules as the embedded engine has.
const { readFileSync, writeSync } = require('node:fs');
const { Module, createRequire, stripTypeScriptTypes } = require('node:module');
const { dirname } = require('node:path');
const { pathToFileURL } = require('node:url');
const { compileFunction, constants, SourceTextModule } = require('node:vm');

// Bound before a delivery can patch them.
const { parse, stringify } = JSON;
const { isArray } = Array;
const { isFinite: finite, isInteger, isSafeInteger } = Number;
const bigint = BigInt;
const { entries, fromEntries } = Object;
const { apply } = Reflect;
const then = Promise.prototype.then;
const text = String;
const { slice } = String.prototype;
const toBytes = Buffer.from;
const leave = process.reallyExit.bind(process);
const printError = process.stderr.write.bind(process.stderr);
const fromSource = Buffer.prototype.subarray;

const REQUEST_FD = 3;
const ANSWER_FD = 4;
const MESSAGE_BYTES = 2_000;
/** A message can be as long as the delivery likes, and the stack repeats it: neither shall fill the stream of errors. */
const STACK_CHARACTERS = 16_000;
const NAMES = ['exports', 'require', 'module', '__filename', '__dirname'];

// {"$number": text} stands for a number that JSON cannot say.
const widened = (value) => {
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map(widened);
  const number = value.$number;
  if (number === undefined) return fromEntries(entries(value).map(([key, item]) => [key, widened(item)]));
  return /^-?\d+$/.test(number) ? bigint(number) : Number(number);
};

const request = parse(readFileSync(REQUEST_FD, 'utf8'));
const isWide = request.numbers === 'wide';
if (isWide) request.args = widened(request.args);
const isTyped = /\.[mc]?ts$/.test(request.path);

const end = (status, letter, message) => {
  const whole = toBytes(`${letter}${message}`);
  const bytes = letter === 'A' ? whole : apply(fromSource, whole, [0, MESSAGE_BYTES]);
  for (let at = 0; at < bytes.length; ) at += writeSync(ANSWER_FD, bytes, at);
  leave(status);
};

const explain = (problem) => {
  try {
    return problem instanceof Error ? `${text(problem.name)}: ${text(problem.message)}` : `thrown: ${text(problem)}`;
  } catch {
    return 'an exception that cannot be printed';
  }
};

const fail = (problem) => {
  const message = explain(problem);
  let stack = '';
  try {
    stack = text(problem.stack ?? '');
  } catch {}
  printError(`${apply(slice, `${message}\n${stack}`, [0, STACK_CHARACTERS])}\n`);
  end(1, 'E', message);
};

const answer = (value) => {
  let encoded;
  try {
    encoded = stringify(value, function strict(key, item) {
      const original = this[key];
      if (isWide && (typeof item === 'bigint' || typeof item === 'number')) {
        if (typeof item === 'bigint' || !finite(item)) return { $number: text(item) };
        // JSON would round the digits of a large whole number.
        if (isInteger(item) && !isSafeInteger(item)) return { $number: text(bigint(item)) };
      }
      if (typeof item === 'number' && !finite(item)) throw new TypeError(`${item} is not JSON`);
      if (typeof item === 'function' || typeof item === 'symbol') throw new TypeError(`a ${typeof item} is not JSON`);
      if (original === undefined && isArray(this)) throw new TypeError('undefined is not JSON');
      return item;
    });
  } catch (problem) {
    return end(1, 'B', explain(problem));
  }
  if (encoded === undefined) return end(1, 'B', 'the function gave back undefined');
  end(0, 'A', encoded);
};

const entryOf = (exports, local) => {
  if (typeof exports?.[request.entry] === 'function') return exports[request.entry];
  if (typeof exports === 'function') return exports;
  if (typeof exports?.default === 'function') return exports.default;
  if (typeof exports?.default?.[request.entry] === 'function') return exports.default[request.entry];
  return typeof local === 'function' ? local : undefined;
};

const finish = (exports, local) => {
  const entry = entryOf(exports, local);
  if (entry === undefined) return end(1, 'E', `there is no function ${request.entry}`);
  const value = apply(entry, undefined, request.args);
  if (value instanceof Promise) apply(then, value, [answer, fail]);
  else answer(value);
};

/** The program as a script, or null: it is not one, so it is tried as a module. */
const scriptOf = (source) => {
  if (/\.m[jt]s$/.test(request.path)) return null;
  const local = `typeof ${request.entry} === 'undefined' ? undefined : ${request.entry}`;
  try {
    return compileFunction(`${source}\n;return ${local};\n`, NAMES, {
      filename: request.path,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
  } catch {
    return null;
  }
};

const runScript = (script) => {
  const folder = dirname(request.path);
  const module = new Module(request.path, null);
  module.filename = request.path;
  const local = apply(script, module.exports, [
    module.exports,
    createRequire(request.path),
    module,
    request.path,
    folder,
  ]);
  finish(module.exports, local);
};

const start = () => {
  let source;
  try {
    const given = readFileSync(request.path, 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/^#!.*/, '');
    source = isTyped ? stripTypeScriptTypes(given) : given;
  } catch (problem) {
    return end(1, 'C', explain(problem));
  }
  const script = scriptOf(source);
  if (script !== null) return runScript(script);
  try {
    new SourceTextModule(source);
  } catch (problem) {
    return end(1, 'C', explain(problem));
  }
  apply(then, import(pathToFileURL(request.path).href), [(namespace) => finish(namespace, undefined), fail]);
};

process.argv = ['node', request.path];
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
process.on('beforeExit', () => end(1, 'E', 'the promise was never settled'));
try {
  start();
} catch (problem) {
  fail(problem);
}
