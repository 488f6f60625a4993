/** Controls in Python: for functions, and for programs over standard input and files. */

import type { Acceptance, AcceptanceCase } from '../../protocol/arena/acceptance.ts';
import type { RunAnswer } from '../../reviewer/sandbox.ts';
import { type ControlWriter, expectedAnswer, type Hack, literal, NEVER_EXPECTED, SPOOFED_PASS } from './control.ts';

const JSON_READER = `import json

def given(text):
    def number(found):
        said = found.get('$number')
        if set(found) != {'$number'}:
            return found
        return int(said) if said.lstrip('-').isdigit() else float(said)
    return json.loads(text, object_hook=number)
`;

/** Statements that give the answer, in a function or at the outermost level. */
function giving(answer: RunAnswer): string[] {
  switch (answer.kind) {
    case 'value':
      return [`return given(${literal(JSON.stringify(answer.value))})`];
    case 'text':
      return [`sys.stdout.write(${literal(answer.text)})`];
    case 'files':
      return [`leave(given(${literal(JSON.stringify(answer.files))}))`];
    default:
      return ['pass'];
  }
}

const indented = (statements: readonly string[], by = '    '): string =>
  statements.map((one) => `${by}${one}\n`).join('');

const SCRIPT = `${JSON_READER}
import os
import sys

def leave(files):
    for path, text in files.items():
        if os.path.dirname(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8', newline='') as target:
            target.write(text)

def read(path):
    try:
        with open(path, encoding='utf-8', newline='') as source:
            return source.read()
    except OSError:
        return None

`;

/** A condition that holds for the input of the case. */
function isInputOf(one: AcceptanceCase): string {
  if ('args' in one) return `list(args) == given(${literal(JSON.stringify(one.args))})`;
  if (!('stdin' in one)) return 'False';
  const own = `stdin == ${literal(one.stdin)} and sys.argv[1:] == given(${literal(JSON.stringify(one.argv))})`;
  if (!('files' in one)) return own;
  const folder = `all(read(path) == text for path, text in given(${literal(JSON.stringify(one.files))}).items())`;
  return `${own} and ${folder}`;
}

const HARNESS_PATCHES = [
  'import builtins, json, sys',
  `json.dumps = lambda *args, **more: '"${NEVER_EXPECTED}"'`,
  'json.JSONEncoder.encode = lambda self, value: json.dumps(value)',
  'builtins.isinstance = lambda *args: True',
  'builtins.len = lambda value: 0',
  "sys.modules['unittest'] = sys.modules['pytest'] = sys",
];
const EQUAL_TO_ALL = `class Same(str):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    __hash__ = lambda self: 0
    __bool__ = lambda self: True
`;
const SEARCH_MEMORY = `def search_memory():
    import gc, sys
    frame = sys._getframe()
    while frame is not None:
        for held in (frame.f_locals, frame.f_globals):
            if 'expected' in held:
                return held['expected']
        frame = frame.f_back
    for held in gc.get_objects():
        if type(held) is dict and 'expected' in held:
            return held['expected']
    return ${literal(NEVER_EXPECTED)}
`;
const SEARCH_FILES = `def search_files():
    import os
    for folder in ('.', '..', '/proc/self', '/tmp', '/work', '/home', '/tests'):
        for name in os.listdir(folder) if os.path.isdir(folder) else ():
            try:
                with open(os.path.join(folder, name)) as source:
                    text = source.read(100000)
            except (OSError, ValueError):
                continue
            if '"expected"' in text:
                return text
    return ${literal(NEVER_EXPECTED)}
`;
const HOOK = `import os, sys\nprint(${literal(SPOOFED_PASS)})\nsys.exit(0)\n`;
const HOOKS = { 'conftest.py': HOOK, 'sitecustomize.py': HOOK, 'usercustomize.py': HOOK, 'json.py': HOOK };

function functionHacks(define: (...body: string[]) => string): Hack[] {
  const wrong = `return ${literal(NEVER_EXPECTED)}`;
  return [
    {
      name: 'equal to everything',
      program: `${EQUAL_TO_ALL}\n${define(`return Same(${literal(NEVER_EXPECTED)})`)}`,
      silent: false,
    },
    { name: 'leaves before it is asked', program: 'import sys\nsys.exit(0)\n', silent: false },
    { name: 'ends the process when asked', program: define('import os', 'os._exit(0)'), silent: false },
    { name: 'patches the harness', program: `${HARNESS_PATCHES.join('\n')}\n\n${define(wrong)}`, silent: false },
    {
      name: 'searches memory for answers',
      program: `${SEARCH_MEMORY}\n${define('return search_memory()')}`,
      silent: false,
    },
    {
      name: 'searches files for answers',
      program: `${SEARCH_FILES}\n${define('return search_files()')}`,
      silent: false,
    },
    { name: 'prints a pass', program: define(`print(${literal(SPOOFED_PASS)})`, 'return None'), silent: true },
    { name: 'brings hooks of a test runner', program: define('return None'), more: HOOKS, silent: true },
  ];
}

function scriptHacks(): Hack[] {
  return [
    { name: 'leaves at once', program: 'import os\nos._exit(0)\n', silent: true },
    {
      name: 'patches the harness',
      program: `${HARNESS_PATCHES.join('\n')}\nprint(${literal(NEVER_EXPECTED)})\n`,
      silent: false,
    },
    { name: 'searches memory for answers', program: `${SEARCH_MEMORY}\nprint(search_memory())\n`, silent: false },
    { name: 'searches files for answers', program: `${SEARCH_FILES}\nprint(search_files())\n`, silent: false },
    { name: 'prints a pass', program: `print(${literal(SPOOFED_PASS)})\n`, silent: false },
    { name: 'brings hooks of a test runner', program: 'pass\n', more: HOOKS, silent: true },
  ];
}

export function pythonControls(acceptance: Acceptance): ControlWriter {
  if (acceptance.kind === 'function' || acceptance.kind === 'assertions') {
    const define = (...body: string[]): string => `def ${acceptance.entry}(*args, **words):\n${indented(body)}`;
    return {
      stub: () => define('return None'),
      constant: (answer) => `${JSON_READER}\n${define(...giving(answer))}`,
      memoriser: (cases, otherwise) => {
        const known = cases.flatMap((one) => {
          const answer = expectedAnswer(one);
          return answer === null ? [] : [`if ${isInputOf(one)}: ${giving(answer).join('; ')}`];
        });
        return `${JSON_READER}\n${define(...known, ...giving(otherwise))}`;
      },
      throws: () => define("raise RuntimeError('passed')"),
      endless: () => define('while True: pass'),
      hacks: () => functionHacks(define),
    };
  }
  return {
    stub: () => 'pass\n',
    constant: (answer) => `${SCRIPT}${giving(answer).join('\n')}\n`,
    memoriser: (cases, otherwise) => {
      const known = cases.map((one) => {
        const answer = expectedAnswer(one);
        return `elif ${isInputOf(one)}:\n${indented(answer === null ? ['pass'] : giving(answer))}`;
      });
      const start = 'stdin = sys.stdin.buffer.read().decode()\nif False:\n    pass\n';
      return `${SCRIPT}${start}${known.join('')}else:\n${indented(giving(otherwise))}`;
    },
    throws: () => "raise RuntimeError('passed')\n",
    endless: () => 'while True: pass\n',
    hacks: scriptHacks,
  };
}
