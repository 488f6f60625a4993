/** JavaScript has no engine in this build: asking for it is a fault, never a verdict. */
import { SandboxUnavailable } from '../../../sandbox.ts';
import type { Engine } from '../guest-run.ts';

export function startJavascript(_wasm: Uint8Array, _boot: string): Engine {
  throw new SandboxUnavailable('JavaScript cannot run yet');
}
