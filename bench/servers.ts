/** Servers of the benches as their parent sees them: started, asked, stopped. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Look, Order } from './side.ts';

export interface ServerProcess {
  readonly port: number;
  /** Resolves when the order is carried out, with processor time and memory of the server's process alone. */
  ask(order: Order): Promise<Look>;
  close(): Promise<void>;
}

interface Told extends Partial<Look> {
  readonly port?: number;
  readonly failed?: string;
}

/** What the process says next; rejects where it says that something failed, or ends instead. */
function told(child: ChildProcess): Promise<Told> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`a server of the bench ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message: Told) => {
      child.off('exit', onExit);
      if (message.failed === undefined) resolve(message);
      else reject(new Error(message.failed));
    });
  });
}

/** `script`: a file beside this one. */
export async function startServer(script: string, args: readonly string[]): Promise<ServerProcess> {
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url));
  const child = fork(path, args, { execArgv: process.execArgv.filter((word) => word.startsWith('--cpu-prof')) });
  const { port = 0 } = await told(child);
  return {
    port,
    ask: async (order) => {
      const answer = told(child);
      child.send(order);
      const { cpuMs = 0, rss = 0 } = await answer;
      return { cpuMs, rss };
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.send({ kind: 'stop' } satisfies Order);
      await exited;
    },
  };
}
