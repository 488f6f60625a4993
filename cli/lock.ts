/** `arena lock FILE`: writes a pre-registration of an experiment, once. */

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { lockOf, lockText } from '../agents/tournament/experiment/lock.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { reasonOf } from '../agents/tournament/text-file.ts';
import { openExperiment, samples } from './experiment-kit.ts';
import { lockContentNow } from './lock-content.ts';
import { withReviewing } from './with-reviewing.ts';

const OPTIONS = {
  out: { type: 'string' },
  runner: { type: 'string' },
  'runner-token': { type: 'string' },
  container: { type: 'string' },
  'model-prices': { type: 'string' },
} as const;

const TAKEN = 'exists already: a registration is never written over';

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  if (values.out !== undefined && existsSync(values.out)) throw new InputError(`${values.out} ${TAKEN}`, 64);
  const kit = await openExperiment(positionals, 'lock');
  const file = values.out ?? `${kit.loaded.experiment.name}.lock.json`;
  const prices = values['model-prices'];
  // The sandbox decides verdicts, so which one it is belongs to the registration.
  const content = await withReviewing(samples(kit), { ...values, workers: '1' }, signal, ({ imageHash }) =>
    lockContentNow(kit, { sandboxImage: imageHash, prices }),
  );
  signal.throwIfAborted();
  const lock = lockOf(content);
  try {
    await writeFile(file, lockText(lock), { flag: 'wx' });
  } catch (thrown) {
    const isThere = thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
    throw new InputError(`${file} ${isThere ? TAKEN : `cannot be written: ${reasonOf(thrown)}`}`, 64);
  }
  if (content.software.changed === true)
    process.stderr.write('warning: the code has changes that are not committed: its commit does not name it\n');
  process.stdout.write(`${lock.hash}  ${file}\n`);
  return 0;
}
