// What the JavaScript guest holds before its memory is copied. The text is one expression: a function of `host`, the
// only way out, which takes an operation and texts, and of `fileSystem`, which makes its `fs`. Everything used later is bound here, before a delivery can patch it.
(host, fileSystem) => {
  const { parse, stringify } = JSON;
  const { isArray } = Array;
  const { isFinite: finite, isInteger, isSafeInteger } = Number;
  const bigint = BigInt;
  const { apply } = Reflect;
  const evaluate = Reflect.get(globalThis, 'eval');
  const text = String;
  const then = Promise.prototype.then;
  const { defineProperty, entries, fromEntries } = Object;
  const folderOf = (path) => path.slice(0, path.lastIndexOf('/'));

  const state = { request: undefined, files: undefined, changed: undefined };
  let timers = [];
  let timerCount = 0;
  let timerNow = 0;
  let ended = false;
  const loaded = new Map();

  const end = (letter, message) => {
    if (ended) return;
    ended = true;
    host('end', letter, message);
  };

  const explain = (problem) => {
    try {
      const isError = problem instanceof Error;
      return isError ? `${text(problem.name)}: ${text(problem.message)}` : `thrown: ${text(problem)}`;
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
    if (message === 'InternalError: out of memory') return end('M', message);
    host('write', 'stderr', `${message}\n${stack}`);
    end('E', message);
  };

  const { fs, absolute } = fileSystem(state);

  const printed = (value) => {
    if (typeof value === 'object' && value !== null) {
      if (value instanceof Error) return explain(value);
      try {
        return stringify(value) ?? text(value);
      } catch {
        return '[object]';
      }
    }
    return text(value);
  };
  const print =
    (stream) =>
    (...values) => {
      host('write', stream, `${values.map(printed).join(' ')}\n`);
    };
  const raw = (stream) => (data) => {
    host('write', stream, text(data));
    return true;
  };
  const console = {
    log: print('stdout'),
    info: print('stdout'),
    debug: print('stdout'),
    warn: print('stderr'),
    error: print('stderr'),
  };
  const process = {
    argv: [],
    env: {},
    platform: 'sandbox',
    exitCode: undefined,
    cwd: () => state.request.folder,
    exit: (code) => host('exit', text(code ?? process.exitCode ?? 0)),
    stdout: { write: raw('stdout') },
    stderr: { write: raw('stderr') },
  };

  const startTimer =
    (repeats) =>
    (action, delay = 0, ...values) => {
      timerCount += 1;
      const everyMs = delay > 1 ? delay : 1;
      timers.push({ id: timerCount, at: timerNow + everyMs, everyMs, repeats, action, values });
      return timerCount;
    };
  const stopTimer = (id) => {
    timers = timers.filter((timer) => timer.id !== id);
  };

  const wrapped = (source, local) =>
    evaluate(`(function (exports, require, module, __filename, __dirname) {${source}\n;return ${local};\n})`);

  const requireFrom = (folder) => (name) => {
    const plain = text(name).replace(/^node:/, '');
    if (plain === 'fs') return fs;
    if (plain === 'process') return process;
    const base = absolute(plain.startsWith('.') ? `${folder}/${plain}` : plain);
    const source = base.replace(/\.(m?)js$/, '.$1ts');
    const endings = ['.js', '.ts', '.json', '/index.js', '/index.ts'];
    const path = [base, source, ...endings.map((ending) => base + ending)].find(
      (full) => typeof state.files.get(full) === 'string',
    );
    if (path === undefined || !/^[./]/.test(plain)) throw new Error(`Cannot find module '${plain}'`);
    return path.endsWith('.json') ? parse(state.files.get(path)) : load(path, 'undefined').exports;
  };

  const load = (path, local) => {
    const before = loaded.get(path);
    if (before !== undefined) return before;
    const module = { exports: {}, local: undefined };
    const run = wrapped(state.files.get(path), local);
    loaded.set(path, module);
    module.local = apply(run, module.exports, [
      module.exports,
      requireFrom(folderOf(path)),
      module,
      path,
      folderOf(path),
    ]);
    return module;
  };

  const entryOf = (exports, local) => {
    if (typeof exports?.[state.request.entry] === 'function') return exports[state.request.entry];
    if (typeof exports === 'function') return exports;
    if (typeof exports?.default === 'function') return exports.default;
    if (typeof exports?.default?.[state.request.entry] === 'function') return exports.default[state.request.entry];
    return typeof local === 'function' ? local : undefined;
  };

  // {"$number": text} stands for a number that JSON cannot say.
  const widened = (value) => {
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) return value.map(widened);
    const number = value.$number;
    if (number === undefined) return fromEntries(entries(value).map(([key, item]) => [key, widened(item)]));
    return /^-?\d+$/.test(number) ? bigint(number) : Number(number);
  };

  const answer = (value) => {
    let encoded;
    const { wide } = state.request;
    try {
      encoded = stringify(value, function strict(key, item) {
        const original = this[key];
        if (wide && (typeof item === 'bigint' || typeof item === 'number')) {
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
      return explain(problem) === 'InternalError: out of memory' ? fail(problem) : end('B', explain(problem));
    }
    if (encoded === undefined) return end('B', 'the function gave back undefined');
    end('A', encoded);
  };

  const finish = (exports, local) => {
    if (state.request.kind !== 'function') return;
    const entry = entryOf(exports, local);
    if (entry === undefined) return end('E', `there is no function ${state.request.entry}`);
    const value = apply(entry, undefined, state.request.args);
    if (value instanceof Promise) apply(then, value, [answer, fail]);
    else answer(value);
  };

  // Set last, so that the boot itself sees none of it.
  const open = (path) => {
    const globals = {
      console,
      process,
      require: requireFrom(folderOf(path)),
      setTimeout: startTimer(false),
      setInterval: startTimer(true),
      clearTimeout: stopTimer,
      clearInterval: stopTimer,
      queueMicrotask: (action) => void apply(then, Promise.resolve(), [action]),
    };
    for (const name in globals) {
      defineProperty(globalThis, name, { value: globals[name], writable: true, configurable: true, enumerable: false });
    }
  };

  return {
    // Runs the delivery as a script; gives back true when it is not one, so that it is tried as a module.
    enter: (given) => {
      state.request = parse(given);
      if (state.request.wide) state.request.args = widened(state.request.args);
      state.files = new Map(state.request.files);
      state.changed = new Set();
      process.argv = ['node', state.request.path, ...state.request.argv];
      open(state.request.path);
      if (/\.m[jt]s$/.test(state.request.path)) return true;
      const name = state.request.entry ?? 'undefined';
      const local = `typeof ${name} === 'undefined' ? undefined : ${name}`;
      try {
        wrapped(state.files.get(state.request.path), local);
      } catch {
        return true;
      }
      try {
        const module = load(state.request.path, local);
        finish(module.exports, module.local);
      } catch (problem) {
        fail(problem);
      }
      return false;
    },
    // Goes on after the module, whose evaluation the promise stands for.
    proceed: (promise) => {
      const go = (namespace) => {
        try {
          finish(namespace, undefined);
        } catch (problem) {
          fail(problem);
        }
      };
      apply(then, promise, [go, fail]);
    },
    // Runs the next timer, if one is left; its time has then come.
    wake: () => {
      if (ended || timers.length === 0) return false;
      const next = timers.reduce((first, timer) => (timer.at < first.at ? timer : first));
      timerNow = next.at;
      if (next.repeats) next.at += next.everyMs;
      else stopTimer(next.id);
      try {
        next.action(...next.values);
      } catch (problem) {
        fail(problem);
      }
      return true;
    },
    // Nothing is left to run.
    close: () => {
      if (state.request.kind === 'function') return end('E', 'the promise was never settled');
      if (process.exitCode) return host('exit', text(process.exitCode));
      end('D', '');
    },
    written: () => stringify([...state.changed].map((path) => [path.slice('/case/'.length), state.files.get(path)])),
    // The first frame of a syntax error is where it stands in the delivered source.
    compileFailed: (problem) => {
      const [, place] = /\/delivery\/(\S+?:\d+)/.exec(text(problem?.stack ?? '')) ?? [];
      end('C', place === undefined ? explain(problem) : `${explain(problem)} (${place})`);
    },
    fail,
  };
};
