/** The syntax check on the real engines: it names file and line, takes what is right in every form, and runs nothing. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Files } from '../../server/protocol/arena/acceptance.ts';
import type { SyntaxProblem } from '../../server/protocol/arena/delivery.ts';
import { createReviewer, type Reviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { checkSyntax } from '../../server/reviewer/syntax.ts';

let sandbox: Sandbox;
let reviewer: Reviewer;

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
  reviewer = createReviewer({ sandbox });
});
afterAll(() => sandbox.close());

const check = (files: Files): Promise<readonly SyntaxProblem[]> =>
  checkSyntax(reviewer, files, new AbortController().signal);

test('what is right in each language and form is taken, also what would fail or never end when it ran', async () => {
  const files: Files = {
    'solution.py': 'import nothing_of_the_kind\nwhile True:\n    pass\n',
    'script.js': 'const { a } = require("./a.js");\nreturn a;\n',
    'sloppy.js': 'with (Math) { module.exports = floor(010); }',
    'module.js': 'import { a } from "./a.js";\nexport const b = await a();\nwhile (true);\n',
    'module.mjs': 'export default 1; // to the end',
    'typed.ts': 'export const one: number = 1;\nenum Colour { Red }\n',
    'script.ts': 'const two: number = 2;\nmodule.exports = { two };\n',
    'query.sql': 'SELECT name FROM no_table_of_the_check WHERE id = 1',
    'forever.sql': 'WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t',
    'data.json': '{"a": [1, 2]}',
    'README.md': '} anything {',
  };
  expect(await check(files)).toEqual([]);
});

test.each([
  ['Python', 'a.py', 'x = 1\ndef f(:\n    pass\n', 2, 'invalid syntax'],
  ['Python that does not end', 'a.py', 'x = (1,\n', 1, "'(' was never closed"],
  ['Python with a null byte', 'a.py', 'x\0', null, 'null bytes'],
  ['Python too deep for its parser', 'a.py', `x = ${'-'.repeat(100_000)}1`, null, 'too complex'],
  ['a script', 'a.js', 'const a = {\n  b: 1\n  c: 2\n};', 3, "Unexpected identifier 'c'"],
  ['a script that closes what it is put into', 'a.js', '}\nevil();\n{', 2, ''],
  ['a module', 'a.js', 'import fs from "fs";\nexport const = 1;', 2, 'variable name expected'],
  ['a module by its name', 'a.mjs', '\n\nwith (Math) {}', 3, ''],
  ['a comment without an end', 'a.js', 'let a = 1;\n/* ', null, 'comment'],
  ['TypeScript', 'a.ts', 'const a = 1;\nlet b: = 3;', 2, 'Unexpected token'],
  ['TypeScript whose types can be removed', 'a.ts', 'const a: number = 1;\nlet let = 3;', 2, ''],
  ['a namespace', 'a.ts', 'namespace A {\n export const b = 1;\n}', 1, 'namespace'],
  ['SQL', 'a.sql', 'SELECT 1;\nSELECT FROM x', 2, 'syntax error'],
  ['SQL that does not end', 'a.sql', 'SELECT (1', null, 'incomplete input'],
  ['SQL without a statement', 'a.sql', '-- later', null, 'no statement'],
  ['JSON', 'a.json', '{\n  "a": 1,\n}', 3, ''],
  ['a program that is only spaces deep', 'deep/er/a.py', ' x = 1', 1, 'unexpected indent'],
])('%s', async (_what, path, source, line, said) => {
  const found = await check({ [path]: source, 'right.py': 'x = 1', 'right.js': 'let x = 1;' });
  expect(found).toEqual([
    { path, line: line === null ? expect.toSatisfy(() => true) : line, message: expect.stringContaining(said) },
  ]);
});

test('nothing of it runs: what would have been written or answered is nowhere', async () => {
  const loud = 'console.log("ran"); globalThis.process.exit(3);';
  expect(await check({ 'a.js': loud, 'b.mjs': loud, 'c.ts': loud, 'd.py': 'raise SystemExit(3)' })).toEqual([]);
});

test('many files at once are each told by name, in order', async () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index + 10}.js`, 'let let = 1']));
  expect((await check(files)).map(({ path }) => path)).toEqual(Object.keys(files));
});
