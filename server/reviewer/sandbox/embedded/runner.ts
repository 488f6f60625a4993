/** The thread in a child that runs programs: reads one request at a time, blocks while it runs, writes one outcome. */

import { assert } from '../../../kernel/assert.ts';
import { type RunRequest, SandboxUnavailable } from '../../sandbox.ts';
import { readBinary, readTypeRemover } from './binaries.ts';
import { holdFrame, readFrame, writeFrame } from './child-pipe.ts';
import type { Kept } from './engine-cache.ts';
import { encodeMessage, encodeOutcome, encodeReady, encodeUnavailable, type StartMessage } from './frames.ts';
import { type Engine, failedOutcome } from './guest-run.ts';
import { startJavascript } from './javascript/engine.ts';
import { startPython } from './python/engine.ts';
import { decodeImage, encodeImage } from './python/image.ts';
import { decodeKept, decodeReply, decodeStart, requestReader } from './requests.ts';
import { startSql } from './sql/engine.ts';
import { startTypescript } from './typescript/engine.ts';

/** The names under which the booted interpreter and its binary are kept. */
const PYTHON_IMAGE = 'pythonImage';
const PYTHON_CODE = 'pythonCode';

/** Whether the running program has another side. Without one the pipe holds the programs that come next, not replies. */
let exchanging = false;

/** Asks the other side of the running program's exchange, and waits. */
function exchange(message: Uint8Array): Uint8Array | null {
  if (!exchanging) return null;
  writeFrame(encodeMessage(message));
  try {
    return decodeReply(readFrame());
  } catch (error) {
    // Thrown through the engine it would be taken for a crash of the program, and the next run for one of this program.
    return giveUp(error);
  }
}

function giveUp(error: unknown): never {
  const said = error instanceof SandboxUnavailable ? error.message : `engine failed: ${String(error)}`;
  writeFrame(encodeUnavailable(said));
  process.exit(1);
}

/** Engines other than Python start when they are first needed. */
function engines(start: StartMessage, python: Engine): (language: RunRequest['language']) => Promise<Engine> {
  const started = new Map<RunRequest['language'], Promise<Engine>>([['python', Promise.resolve(python)]]);
  const begin = async (language: RunRequest['language']): Promise<Engine> => {
    if (language === 'javascript') {
      return startJavascript(readBinary('quickjsWasm', start.paths), start.boot.javascript);
    }
    if (language === 'typescript') {
      const wasm = readBinary('quickjsWasm', start.paths);
      const { javascript, typescript: remover } = start.boot;
      const parts = { wasm, javascript, remover, library: readTypeRemover(start.paths) };
      return startTypescript(parts, await engineFor('javascript'));
    }
    assert(language === 'sql', `no engine for ${language}`);
    return startSql(readBinary('sqliteWasm', start.paths), readBinary('sqliteGlue', start.paths).toString());
  };
  const engineFor = (language: RunRequest['language']): Promise<Engine> => {
    const known = started.get(language) ?? begin(language);
    started.set(language, known);
    return known;
  };
  return engineFor;
}

async function serve(start: StartMessage, kept: Kept): Promise<never> {
  const wasm = readBinary('pythonWasm', start.paths);
  const library = readBinary('pythonLibrary', start.paths);
  const timeZones = readBinary('timeZones', start.paths);
  const { python: boot, buildFacts } = start.boot;
  const [image, code] = [kept.get(PYTHON_IMAGE), kept.get(PYTHON_CODE)];
  const parts = { wasm, code, library, boot, buildFacts, timeZones, exchange };
  const python = startPython(parts, image === undefined ? undefined : decodeImage(image));
  const engineFor = engines(start, python);
  const made = new Map<string, Uint8Array>();
  if (image === undefined) made.set(PYTHON_IMAGE, encodeImage(python.image));
  if (code === undefined) made.set(PYTHON_CODE, python.code);
  writeFrame(encodeReady(made));
  const nextRequest = requestReader(readFrame);
  for (;;) {
    const request = nextRequest();
    exchanging = request.exchanges;
    const engine = await engineFor(request.language);
    const begun = performance.now();
    const missing = !Object.hasOwn(request.files, request.task.file);
    const outcome = missing
      ? failedOutcome('compile_error', `the delivery has no file ${request.task.file}`)
      : await engine.run(request);
    holdFrame(encodeOutcome(outcome, performance.now() - begun));
  }
}

try {
  const start = decodeStart(readFrame());
  await serve(start, decodeKept(readFrame()));
} catch (error) {
  giveUp(error);
}
