// Runs one delivered JavaScript or TypeScript program: the request comes over descriptor 4, the answer goes over descriptor 3.
const fs = require('node:fs');
const Module = require('node:module');
const { pathToFileURL } = require('node:url');

const request = JSON.parse(fs.readFileSync(4, 'utf8'));
const { path, kind, entry } = request;
const { stringify } = JSON;
const write = fs.writeSync;
const leave = process.exit.bind(process);
const called = kind === 'function';

const end = (letter, message) => {
  let frame = Buffer.from(letter + message);
  while (frame.length > 0) frame = frame.subarray(write(3, frame));
  leave(0);
};
const explain = (problem) => {
  try {
    return problem instanceof Error ? `${problem.name}: ${problem.message}` : `thrown: ${String(problem)}`;
  } catch {
    return 'an exception that cannot be printed';
  }
};
const fail = (problem) => {
  try {
    write(2, `${problem instanceof Error ? problem.stack : explain(problem)}\n`);
  } catch {
    // A stream that the program has closed costs it its trace, nothing else.
  }
  end(problem instanceof SyntaxError && !loaded ? 'C' : 'E', explain(problem));
};
let loaded = false;

// {"$number": text} stands for a number that JSON cannot say.
const wide = request.numbers === 'wide';
const widened = (value) => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(widened);
  const number = value.$number;
  if (number === undefined) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, widened(item)]));
  }
  return /^-?\d+$/.test(number) ? BigInt(number) : Number(number);
};
const { isArray } = Array;
const { isFinite: finite, isInteger, isSafeInteger } = Number;
const bigint = BigInt;
const text = String;

// Says no to what JSON would quietly leave out or turn into null.
function strict(key, item) {
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
}

// A plain script names its function without exporting it; this line reads it where no module could.
const named = `\n;if(typeof ${entry}!=='undefined'&&!Object.hasOwn(module.exports,'${entry}'))module.exports.${entry}=${entry};`;

const load = async () => {
  const source = fs.readFileSync(path, 'utf8');
  const isModule = /^\s*(?:import\b(?!\s*\()|export\b)/m.test(source) || path.endsWith('.mjs') || path.endsWith('.mts');
  if (isModule) return import(pathToFileURL(path).href);
  const script = new Module(path, null);
  script.filename = path;
  script.paths = Module._nodeModulePaths(path);
  const plain = /\.ts$/.test(path) ? Module.stripTypeScriptTypes(source) : source;
  script._compile(called ? plain + named : plain, path);
  return script.exports;
};

const play = async () => {
  const exported = await load();
  loaded = true;
  if (!called) return;
  const found = [exported[entry], exported.default?.[entry], exported.default, exported];
  const call = found.find((one) => typeof one === 'function');
  if (call === undefined) throw new TypeError(`there is no function ${entry}`);
  const value = await call(...(wide ? widened(request.args) : request.args));
  let answer;
  try {
    answer = stringify(value, strict);
  } catch (problem) {
    return end('B', explain(problem));
  }
  if (answer === undefined) return end('B', 'the answer is no JSON value');
  end('A', answer);
};

process.argv.splice(1, process.argv.length, path, ...(request.argv ?? []));
process.on('uncaughtException', fail);
play().catch(fail);
