/** `arena corpus NAME`: writes a corpus to a file, or holds the published one against its manifest. */

import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { CORPUS_NAMES, isCorpusName } from '../seeds/corpus.ts';
import { type CorpusFile, corpusLines } from '../seeds/corpus-file.ts';
import { pricingOf } from '../seeds/prices/choice.ts';
import { PRESET_NAMES } from '../seeds/prices/presets.ts';
import type { Pricing } from '../seeds/prices/pricing.ts';
import { MANIFEST_FILE, manifestDifferences, manifestText } from '../seeds/study-manifest.ts';

const OPTIONS = {
  seed: { type: 'string' },
  size: { type: 'string' },
  prices: { type: 'string' },
  out: { type: 'string' },
  check: { type: 'boolean', default: false },
  freeze: { type: 'boolean', default: false },
} as const;
const SIZE_MAX = 10_000_000;
const SHOWN = 20;

function check(): number {
  const differences = manifestDifferences();
  for (const difference of differences.slice(0, SHOWN)) process.stdout.write(`${difference}\n`);
  if (differences.length > SHOWN) process.stdout.write(`… and ${differences.length - SHOWN} more\n`);
  if (differences.length === 0) process.stdout.write('The study corpus is the one of its manifest.\n');
  return differences.length === 0 ? 0 : 1;
}

function pricesOf(name: string | undefined): Pricing | null {
  if (name === undefined) return null;
  const pricing = pricingOf(name);
  if (pricing === null) throw new InputError(`--prices: one of ${PRESET_NAMES.join(', ')}`, 64);
  return pricing;
}

/** The file is there whole or not at all. */
async function writeCorpus(out: string, what: CorpusFile, signal: AbortSignal): Promise<void> {
  const unfinished = `${out}.unfinished`;
  try {
    await pipeline(Readable.from(corpusLines(what), { highWaterMark: 4 }), createWriteStream(unfinished), { signal });
    await rename(unfinished, out);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    if (!(thrown instanceof Error) || !('syscall' in thrown)) throw thrown;
    throw new InputError(`--out: ${out} cannot be written: ${thrown.message}`);
  }
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [corpus = '', ...more] = positionals;
  if (!isCorpusName(corpus) || more.length > 0)
    throw new InputError(`which corpus? \`arena corpus NAME\`, one of ${CORPUS_NAMES.join(', ')}`, 64);
  const { seed = `${corpus}-1`, size: said, prices, out } = values;
  if ((values.check || values.freeze) && corpus !== 'study')
    throw new InputError('--check and --freeze: only the study corpus has a manifest', 64);
  if (values.check) return check();
  if (values.freeze) {
    await mkdir(new URL('./', MANIFEST_FILE), { recursive: true });
    await writeFile(MANIFEST_FILE, manifestText());
    return 0;
  }
  const size = said === undefined ? null : Number(said);
  if (size !== null && !(Number.isInteger(size) && size >= 1 && size <= SIZE_MAX))
    throw new InputError(`--size: 1 to ${SIZE_MAX}`, 64);
  if (seed.length < 1 || seed.length > 200) throw new InputError('--seed: 1 to 200 characters', 64);
  if (out === undefined) throw new InputError('where to? --out FILE.jsonl', 64);
  await writeCorpus(out, { corpus, seed, size, pricing: pricesOf(prices) }, signal);
  return 0;
}
