/** A real `arena work` process on a free port of this machine. */

import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { ENTRY, type Ended, ended, start } from './arena-command.ts';

export interface Work {
  readonly url: URL;
  readonly child: ChildProcess;
  /** Ctrl-C, and how it ended. */
  stop(): Promise<Ended>;
  /** Ends it with all its connections, as a machine that is switched off. */
  kill(): Promise<Ended>;
}

/** Settles when it serves. `options` follow `arena work --port 0`. */
export async function startRunner(...options: readonly string[]): Promise<Work> {
  const child = start(process.execPath, [ENTRY, 'work', '--port', '0', ...options], tmpdir());
  const end = ended(child);
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<URL>();
  child.stdout?.on('data', (chunk) => {
    said += chunk;
    const [, address] = /callers of (http:\S+)\n/.exec(said) ?? [];
    if (address !== undefined) resolve(new URL(address));
  });
  void end.then(({ code, stderr }) => reject(new Error(`arena work ended with ${code}: ${stderr}`)));
  const url = await promise;
  const signalled = (signal: 'SIGINT' | 'SIGKILL') => (): Promise<Ended> => {
    child.kill(signal);
    return end;
  };
  return { url, child, stop: signalled('SIGINT'), kill: signalled('SIGKILL') };
}
