/** `arena replay DIR|LOG|BUNDLE`: folds logs from their first event and proves chain, order and books. */

import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { logsOf } from './logs-of.ts';
import { type Playing, replayBundle } from './replay-bundle.ts';
import { replayOne } from './replay-log.ts';

/** By what stands at the start of every ZIP file: a log begins with a brace. */
function isBundle(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  const start = Buffer.alloc(2);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, 2, 0);
  } finally {
    closeSync(file);
  }
  return start.toString('latin1') === 'PK';
}

const OPTIONS = {
  until: { type: 'string' },
  'play-again': { type: 'boolean', default: false },
  'no-play': { type: 'boolean', default: false },
  'model-prices': { type: 'string' },
} as const;

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [path] = positionals;
  if (path === undefined) throw new InputError('replay what? `arena replay DIR`, a log FILE.ndjson or a bundle', 64);
  const until = values.until === undefined ? Number.POSITIVE_INFINITY : Number(values.until);
  if (!(until >= 1) || (until !== Number.POSITIVE_INFINITY && !Number.isInteger(until)))
    throw new InputError('--until: the number of an event, from 1', 64);
  if (values['play-again'] && values['no-play']) throw new InputError('--play-again or --no-play, not both', 64);
  const when = values['play-again'] ? 'always' : values['no-play'] ? 'never' : 'where_cheap';
  const playing: Playing = { when, prices: values['model-prices'] };
  if (isBundle(path)) {
    if (values.until !== undefined) throw new InputError('--until: of a folder or a log, not of a bundle', 64);
    return replayBundle(path, playing, signal);
  }
  if (when !== 'where_cheap' || playing.prices !== undefined)
    throw new InputError('--play-again, --no-play and --model-prices: only of a bundle', 64);
  let good = true;
  for (const file of logsOf(path)) {
    signal.throwIfAborted();
    good = (await replayOne(file, until)) !== null && good;
  }
  return good ? 0 : 1;
}
