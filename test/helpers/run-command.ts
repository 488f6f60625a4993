/** `arena run` in this process: what it says is kept, and a refusal is its exit code, as in a process of its own. */

import { run } from '../../cli/run.ts';

export interface Said {
  readonly code: number;
  readonly output: string;
}

/** For one run at a time: it listens to what this process writes. */
export async function runHere(args: readonly string[], signal = new AbortController().signal): Promise<Said> {
  let output = '';
  const before = { out: process.stdout.write, err: process.stderr.write };
  const keep = (text: string | Uint8Array): boolean => {
    output += String(text);
    return true;
  };
  process.stdout.write = keep as typeof process.stdout.write;
  process.stderr.write = keep as typeof process.stderr.write;
  try {
    return { code: await run([...args], signal), output };
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('exitCode' in thrown)) throw thrown;
    return { code: Number(thrown.exitCode), output: `${output}${thrown.message}` };
  } finally {
    process.stdout.write = before.out;
    process.stderr.write = before.err;
  }
}
