/** Every run starts from the same bytes, whatever an earlier one left behind in the memory of its engine. */

import { expect, test } from 'vitest';
import { sha256 } from '../../server/kernel/hash.ts';
import { findBinaries, readBinary } from '../../server/reviewer/sandbox/embedded/binaries.ts';
import { bootTexts } from '../../server/reviewer/sandbox/embedded/boot-texts.ts';
import type { Engine } from '../../server/reviewer/sandbox/embedded/guest-run.ts';
import { startJavascript } from '../../server/reviewer/sandbox/embedded/javascript/engine.ts';
import { startPython } from '../../server/reviewer/sandbox/embedded/python/engine.ts';
import { DEFAULT_LIMITS, type RunRequest } from '../../server/reviewer/sandbox.ts';

const CANARY = Buffer.from('canary-of-an-earlier-run');
const STRIDE_BYTES = 1_021;

const paths = findBinaries();
const texts = bootTexts();

/** Starts an engine and gives the memory of the instance that it uses at the moment. */
function watched(start: () => Engine): { engine: Engine; memory: () => Uint8Array } {
  const real = WebAssembly.Instance;
  let memory: WebAssembly.Memory | undefined;
  const spy = class extends real {
    constructor(module: WebAssembly.Module, imports: WebAssembly.Imports) {
      super(module, imports);
      memory = (this.exports as { memory: WebAssembly.Memory }).memory;
    }
  };
  const run: Engine['run'] = (request) => {
    WebAssembly.Instance = spy;
    try {
      return engine.run(request);
    } finally {
      WebAssembly.Instance = real;
    }
  };
  WebAssembly.Instance = spy;
  const engine = start();
  WebAssembly.Instance = real;
  return { engine: { run }, memory: () => new Uint8Array(memory?.buffer ?? new ArrayBuffer(0)) };
}

const ENGINES = {
  python: {
    start: () =>
      startPython({
        wasm: readBinary('pythonWasm', paths),
        library: readBinary('pythonLibrary', paths),
        timeZones: readBinary('timeZones', paths),
        boot: texts.python,
        buildFacts: texts.buildFacts,
        exchange: () => null,
      }),
    file: 'main.py',
    honest: 'import random\ndef solve(a):\n    return [sorted(a), random.random(), hash("x"), id(a)]',
    hoarder:
      'def solve(a):\n    held = [("canary-of-an-earlier-run" * 50000) + str(i) for i in range(40)]\n    return len(held)',
  },
  javascript: {
    start: () => startJavascript(readBinary('quickjsWasm', paths), texts.javascript),
    file: 'main.js',
    honest: 'function solve(a) { return [a.sort(), Math.random(), Date.now()] }',
    hoarder:
      'function solve(a) { const held = []; for (let i = 0; i < 40; i += 1) held.push(("canary-of-an-earlier-run".repeat(50000)) + i); return held.length }',
  },
} as const;

function asking(language: keyof typeof ENGINES, source: string): RunRequest {
  const { file } = ENGINES[language];
  const task = { kind: 'function', file, entry: 'solve', args: [[3, 1, 2]] } as const;
  return { language, files: { [file]: source }, task, limits: DEFAULT_LIMITS };
}

for (const language of ['python', 'javascript'] as const) {
  const { start, honest, hoarder } = ENGINES[language];

  test(`${language}: canaries all over the memory are gone before the next run begins`, async () => {
    const { engine, memory } = watched(start);
    const first = await engine.run(asking(language, honest));
    const untouched = sha256(memory());
    for (let round = 0; round < 3; round += 1) {
      const bytes = memory();
      for (let at = round; at + CANARY.length <= bytes.length; at += STRIDE_BYTES) bytes.set(CANARY, at);
      bytes.set(CANARY, bytes.length - CANARY.length);
      const next = await engine.run(asking(language, honest));
      expect(next).toEqual(first);
      expect(Buffer.from(memory().buffer).indexOf(CANARY)).toBe(-1);
      expect(sha256(memory())).toBe(untouched);
    }
  });

  test(`${language}: a run after one that made the memory grow starts from the same bytes`, async () => {
    const { engine, memory } = watched(start);
    const first = await engine.run(asking(language, honest));
    const untouched = sha256(memory());
    const size = memory().length;
    expect((await engine.run(asking(language, hoarder))).exit).toBe('answered');
    expect(memory().length).toBeGreaterThan(size);
    expect(await engine.run(asking(language, honest))).toEqual(first);
    expect(memory().length).toBe(size);
    expect(sha256(memory())).toBe(untouched);
  });
}
