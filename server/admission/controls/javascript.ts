/** Controls in JavaScript, which is TypeScript too: for functions, and for programs over standard input and files. */

import type { Acceptance, AcceptanceCase } from '../../protocol/arena/acceptance.ts';
import type { RunAnswer } from '../../reviewer/sandbox.ts';
import { type ControlWriter, expectedAnswer, type Hack, literal, NEVER_EXPECTED, SPOOFED_PASS } from './control.ts';

const JSON_READER = `function given(text) {
  return JSON.parse(text, (_key, found) => {
    const said = found && typeof found === 'object' ? found.$number : undefined;
    if (said === undefined || Object.keys(found).length !== 1) return found;
    return /^-?\\d+$/.test(said) ? BigInt(said) : Number(said);
  });
}
const same = (one, other) => {
  const text = (value) => JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
  return text(one) === text(other);
};
`;

const SCRIPT = `${JSON_READER}
const fs = require('fs');
function leave(files) {
  for (const [path, text] of Object.entries(files)) {
    const folder = path.split('/').slice(0, -1).join('/');
    if (folder !== '' && !fs.existsSync(folder)) fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path, text);
  }
}
function holds(files) {
  return Object.entries(files).every(([path, text]) => fs.existsSync(path) && fs.readFileSync(path, 'utf8') === text);
}
`;

function giving(answer: RunAnswer): string {
  switch (answer.kind) {
    case 'value':
      return `return given(${literal(JSON.stringify(answer.value))});`;
    case 'text':
      return `process.stdout.write(${literal(answer.text)});`;
    case 'files':
      return `leave(given(${literal(JSON.stringify(answer.files))}));`;
    default:
      return ';';
  }
}

function isInputOf(one: AcceptanceCase): string {
  if ('args' in one) return `same(args, given(${literal(JSON.stringify(one.args))}))`;
  if (!('stdin' in one)) return 'false';
  const own = `stdin === ${literal(one.stdin)} && same(process.argv.slice(2), ${JSON.stringify(one.argv)})`;
  if (!('files' in one)) return own;
  return `${own} && holds(given(${literal(JSON.stringify(one.files))}))`;
}

const PATCHES = `const yes = () => true;
Object.is = yes;
JSON.stringify = () => '"${NEVER_EXPECTED}"';
JSON.parse = () => null;
for (const name of ['every', 'some', 'includes']) Array.prototype[name] = yes;
Array.prototype.filter = () => [];
Object.defineProperty(Object.prototype, 'passed', { value: true });
globalThis.assert = globalThis.expect = () => new Proxy({}, { get: () => yes });
Date.now = () => 0;
globalThis.setTimeout = (call) => call();
`;
const SHAPESHIFTER = `const shape = { toJSON: () => ${literal(NEVER_EXPECTED)}, [Symbol.toPrimitive]: () => ${literal(NEVER_EXPECTED)}, toString: () => ${literal(NEVER_EXPECTED)}, valueOf: () => true };
const shifter = new Proxy(shape, { get: (target, key) => (key in target ? target[key] : true), has: () => true });
`;
const SEARCH_FILES = `function search() {
  const { readdirSync, readFileSync } = require('fs');
  for (const folder of ['.', '..', '/proc/self', '/tmp', '/work', '/tests']) {
    let names = [];
    try { names = readdirSync(folder); } catch (_refused) { continue; }
    for (const name of names) {
      try {
        const text = readFileSync(folder + '/' + name, 'utf8');
        if (text.includes('"expected"')) return text;
      } catch (_refused) { continue; }
    }
  }
  return ${literal(NEVER_EXPECTED)};
}
`;
const HOOKS = {
  'vitest.config.js': `console.log(${literal(SPOOFED_PASS)}); process.exit(0);\n`,
  'package.json': '{"type":"commonjs","scripts":{"preinstall":"exit 0","test":"exit 0"}}\n',
  '.npmrc': 'node-options=--require ./vitest.config.js\nscript-shell=/bin/true\n',
  'report.json': '{"numFailedTests":0,"success":true}\n',
};

function functionHacks(define: (body: string) => string): Hack[] {
  const wrong = `return ${literal(NEVER_EXPECTED)};`;
  return [
    { name: 'leaves before it is asked', program: 'process.exit(0);\n', silent: false },
    { name: 'ends the process when asked', program: define('process.exit(0);'), silent: false },
    { name: 'patches the language', program: `${PATCHES}${define(wrong)}`, silent: false },
    { name: 'answers in any shape', program: `${SHAPESHIFTER}${define('return shifter;')}`, silent: false },
    { name: 'searches files for answers', program: `${SEARCH_FILES}${define('return search();')}`, silent: false },
    { name: 'prints a pass', program: define(`console.log(${literal(SPOOFED_PASS)}); return null;`), silent: true },
    { name: 'brings hooks of a test runner', program: define('return null;'), more: HOOKS, silent: true },
  ];
}

function scriptHacks(): Hack[] {
  return [
    { name: 'leaves at once', program: 'process.exit(0);\n', silent: true },
    { name: 'patches the language', program: `${PATCHES}console.log(${literal(NEVER_EXPECTED)});\n`, silent: false },
    { name: 'searches files for answers', program: `${SEARCH_FILES}console.log(search());\n`, silent: false },
    { name: 'prints a pass', program: `console.log(${literal(SPOOFED_PASS)});\n`, silent: false },
    { name: 'brings hooks of a test runner', program: ';\n', more: HOOKS, silent: true },
  ];
}

export function javascriptControls(acceptance: Acceptance): ControlWriter {
  if (acceptance.kind === 'function') {
    const define = (body: string): string => `function ${acceptance.entry}(...args) {\n  ${body}\n}\n`;
    return {
      stub: () => define('return null;'),
      constant: (answer) => `${JSON_READER}${define(giving(answer))}`,
      memoriser: (cases, otherwise) => {
        const known = cases.flatMap((one) => {
          const answer = expectedAnswer(one);
          return answer === null ? [] : [`if (${isInputOf(one)}) ${giving(answer)}`];
        });
        return `${JSON_READER}${define([...known, giving(otherwise)].join('\n  '))}`;
      },
      throws: () => define("throw new Error('passed');"),
      endless: () => define('while (true) {}'),
      hacks: () => functionHacks(define),
    };
  }
  return {
    stub: () => ';\n',
    constant: (answer) => `${SCRIPT}${giving(answer)}\n`,
    memoriser: (cases, otherwise) => {
      const known = cases.map((one) => {
        const answer = expectedAnswer(one);
        return `if (${isInputOf(one)}) { ${answer === null ? '' : giving(answer)} } else `;
      });
      return `${SCRIPT}const stdin = fs.readFileSync(0, 'utf8');\n${known.join('')}{ ${giving(otherwise)} }\n`;
    },
    throws: () => "throw new Error('passed');\n",
    endless: () => 'while (true) {}\n',
    hacks: scriptHacks,
  };
}
