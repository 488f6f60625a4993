/** SQL has no engine in this build: asking for it is a fault, never a verdict. */
import { SandboxUnavailable } from '../../../sandbox.ts';
import type { Engine } from '../guest-run.ts';

export async function startSql(_wasm: Uint8Array, _glue: Uint8Array): Promise<Engine> {
  throw new SandboxUnavailable('SQL cannot run yet');
}
