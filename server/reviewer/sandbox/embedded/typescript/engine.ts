/** TypeScript: types are removed in a QuickJS guest of their own, then the JavaScript engine runs what is left. */

import { sha256 } from '../../../../kernel/hash.ts';
import type { Files } from '../../../../protocol/arena/acceptance.ts';
import { DEFAULT_LIMITS, type RunLimits, type RunRequest } from '../../../sandbox.ts';
import { type Engine, failedOutcome, type GuestOutcome } from '../guest-run.ts';
import { type JavascriptBoot, startJavascript } from '../javascript/engine.ts';

/** What removing the types of one delivery may cost: some 180 kB of dense source. It never counts as the program's own. */
const LIMITS: RunLimits = {
  ...DEFAULT_LIMITS,
  fuel: 400_000_000,
  memoryBytes: 268_435_456,
  answerBytes: 33_554_432,
};
const TYPED = /\.m?ts$/;
/** The cases of a delivery come one after another, mixed with those of a few others. */
const REMEMBERED_MAX = 16;

/** Plain files, or in one line why there are none. */
type Plain = { readonly files: Files } | { readonly trouble: string };

export interface TypescriptParts {
  readonly wasm: Uint8Array;
  readonly javascript: JavascriptBoot;
  /** The text of `remover.js`. */
  readonly remover: string;
  /** The library that it works with: sources of CommonJS modules, by path. */
  readonly library: ReadonlyMap<string, string>;
}

function preloadOf({ remover, library }: TypescriptParts): string {
  const modules = [...library].map(
    ([path, source]) => `${JSON.stringify(path)}: function (exports, require, module) {${source}\n}`,
  );
  return `globalThis.removeTypes = (${remover.trim().replace(/;$/, '')})({${modules.join(',\n')}});`;
}

function plainFiles(remover: Engine, typed: Files): Plain {
  const request: RunRequest = {
    language: 'javascript',
    files: { 'remove.js': 'module.exports = removeTypes;' },
    task: { kind: 'function', file: 'remove.js', entry: 'removeTypes', args: [typed] },
    limits: LIMITS,
  };
  const outcome = remover.run(request) as GuestOutcome;
  if (outcome.exit !== 'answered') return { trouble: `the types cannot be removed: ${outcome.message}` };
  return JSON.parse(Buffer.from(outcome.answer).toString()) as Plain;
}

/** Starts the guest that removes types; programs run in `javascript`. */
export function startTypescript(parts: TypescriptParts, javascript: Engine): Engine {
  const remover = startJavascript(parts.wasm, { ...parts.javascript, preload: preloadOf(parts) });
  const remembered = new Map<string, Plain>();

  function plainOf(typed: Files): Plain {
    const key = sha256(JSON.stringify(typed));
    const plain = remembered.get(key) ?? plainFiles(remover, typed);
    remembered.delete(key);
    remembered.set(key, plain);
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED_MAX) break;
      remembered.delete(oldest);
    }
    return plain;
  }

  return {
    run: (request) => {
      const typed = Object.fromEntries(Object.entries(request.files).filter(([path]) => TYPED.test(path)));
      const plain = plainOf(typed);
      if ('trouble' in plain) return failedOutcome('compile_error', plain.trouble);
      return javascript.run({ ...request, files: { ...request.files, ...plain.files } });
    },
  };
}
