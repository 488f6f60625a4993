/** What one program does to the process that it runs in must not reach the programs that wait behind it, nor the host. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMeter } from '../../server/reviewer/sandbox/embedded/guest-run.ts';
import {
  addFile,
  addFolder,
  emptyTree,
  type FileNode,
  hold,
  letGo,
  openNode,
  removeNode,
  renameFile,
  resizeFile,
} from '../../server/reviewer/sandbox/embedded/memory-files.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { RunRequest, Sandbox } from '../../server/reviewer/sandbox.ts';
import { HONEST, LIMITS, RIGHT, taskOf } from './attacks/honest.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 1 });
});

afterAll(() => sandbox.close());

function python(source: string): RunRequest {
  return { language: 'python', files: { 'main.py': source }, task: taskOf('function', 'main.py'), limits: LIMITS };
}

test('a program that speaks on the exchange pipe neither reads nor swallows what waits behind it', async () => {
  const thief = `import os
def solve(a):
    heard = []
    for _ in range(50):
        try:
            os.write(5, b"anybody?")
            heard.append(os.read(5, 100_000).decode("latin-1"))
        except OSError as trouble:
            heard.append(str(trouble))
    return sorted(set(heard))`;
  const secret = `${HONEST.python}# canary-of-a-competitor`;
  const answers = [];
  for (let round = 0; round < 5; round += 1) {
    answers.push(sandbox.run(python(`${thief}#${round}`)), sandbox.run(python(`${secret}${round}`)));
  }
  for (const [at, result] of (await Promise.all(answers)).entries()) {
    if (at % 2 === 1) expect(result.answer).toEqual(RIGHT.function);
    else expect(result.answer).toEqual({ kind: 'value', value: ['[Errno 64] Broken pipe'] });
  }
});

test('a text that JSON cannot write down ends the query, not its sandbox', async () => {
  const source = "SELECT printf('%.*c', 95000000, char(1)) AS n";
  const limits = { ...LIMITS, timeMs: 10_000, memoryBytes: 536_870_912 };
  const task = taskOf('sql', 'main.sql');
  const result = await sandbox.run({ language: 'sql', files: { 'main.sql': source }, task, limits });
  // A very busy machine may meet the wall clock before the text is whole.
  expect(['crashed', 'memory_limit', 'exception', 'output_limit', 'time_limit']).toContain(result.exit);
  const honest = await sandbox.run({ language: 'sql', files: { 'main.sql': HONEST.sql }, task, limits });
  expect(honest.answer).toEqual(RIGHT.sql);
});

test('writes of nothing, and of single bytes, cost the host no more than their bytes', () => {
  const meter = startMeter({ ...LIMITS, outputBytes: 1_000_000 }, false);
  const [none, one] = [new Uint8Array(0), Uint8Array.of(7)];
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < 2_000_000; round += 1) meter.write('stderr', none);
  for (let round = 0; round < 500_000; round += 1) meter.write('stdout', one);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
  expect(meter.written('stdout').length).toBe(500_000);
  expect(meter.written('stdout').every((byte) => byte === 7)).toBe(true);
});

describe('the bytes of files', () => {
  const mode = { write: true, create: true, exclusive: false, truncate: false };
  const scene = () => {
    const tree = emptyTree();
    const folder = addFolder(tree, tree.root, 'case', true);
    const given = addFile(tree, folder, 'given', new Uint8Array(1_000), true);
    return { tree, given, start: tree.bytesLeft };
  };
  const make = (tree: ReturnType<typeof emptyTree>, name: string, size: number): FileNode => {
    const node = openNode(tree, ['case', name], mode);
    if (typeof node === 'string' || node.kind !== 'file') throw new Error(`no file: ${String(node)}`);
    expect(resizeFile(tree, node, size)).toBeUndefined();
    return node;
  };

  test('count as taken while a removed file is still open', () => {
    const { tree, start } = scene();
    const node = make(tree, 'new', 5_000);
    hold(node);
    hold(node);
    removeNode(tree, ['case', 'new'], false);
    expect(tree.bytesLeft).toBe(start - 5_000);
    letGo(tree, node);
    expect(tree.bytesLeft).toBe(start - 5_000);
    letGo(tree, node);
    expect(tree.bytesLeft).toBe(start);
  });

  test('are free again when a file is replaced by another', () => {
    const { tree, start } = scene();
    make(tree, 'old', 5_000);
    make(tree, 'new', 3_000);
    renameFile(tree, ['case', 'new'], ['case', 'old']);
    expect(tree.bytesLeft).toBe(start - 3_000);
    renameFile(tree, ['case', 'old'], ['case', 'old']);
    expect(openNode(tree, ['case', 'old'], { ...mode, create: false })).toMatchObject({ size: 3_000 });
  });

  test('that a program was given never become its own', () => {
    const { tree, given, start } = scene();
    resizeFile(tree, given, 0);
    resizeFile(tree, given, 1_000);
    renameFile(tree, ['case', 'given'], ['case', 'moved']);
    removeNode(tree, ['case', 'moved'], false);
    expect(tree.bytesLeft).toBe(start);
  });
});
