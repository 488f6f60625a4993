/** The words of `arena import`: what is imported, to where, under which rules. */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { FORMATS, formatNamed } from '../server/admission/import/formats.ts';
import { PRICE_RULES, type PriceRule } from '../server/admission/import/price.ts';

const OPTIONS = {
  out: { type: 'string' },
  format: { type: 'string' },
  'price-rule': { type: 'string', default: PRICE_RULES[0] },
  seed: { type: 'string', default: 'import-1' },
  limit: { type: 'string' },
  strict: { type: 'boolean', default: false },
  'hidden-only': { type: 'boolean', default: false },
  skipped: { type: 'string' },
  workers: { type: 'string' },
  quiet: { type: 'boolean', default: false },
} as const;

const ROWS_MAX = 1_000_000;
const WORKERS_MAX = 64;

function wholeNumber(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most) throw new InputError(`--${name}: 1 to ${most}`, 64);
  return number;
}

function priceRule(name: string): PriceRule {
  const rule = PRICE_RULES.find((one) => one === name);
  if (rule === undefined) throw new InputError(`--price-rule: ${PRICE_RULES.join(', ')}`, 64);
  return rule;
}

/** The format stands before the files or behind `--format`; without either, the rows tell. */
function formatAndFiles(
  words: readonly string[],
  named: string | undefined,
): { format: string | null; files: string[] } {
  const [first = ''] = words;
  if (named === undefined && formatNamed(first) !== null) return { format: first, files: words.slice(1) };
  if (named !== undefined && formatNamed(named) === null) {
    throw new InputError(`--format: ${FORMATS.map(({ name }) => name).join(', ')}`, 64);
  }
  return { format: named ?? null, files: [...words] };
}

export function importOptions(args: string[]) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const { format, files } = formatAndFiles(positionals, values.format);
  const { out, seed, strict, quiet, skipped } = values;
  if (files.length === 0) throw new InputError('import which files? `arena import [FORMAT] FILE… --out FILE`', 64);
  if (out === undefined) throw new InputError('import to where? `--out FILE`', 64);
  const prices = { rule: priceRule(values['price-rule']), seed };
  const limit = values.limit === undefined ? null : wholeNumber('limit', values.limit, ROWS_MAX);
  const workers = wholeNumber(
    'workers',
    values.workers ?? String(Math.min(WORKERS_MAX, availableParallelism())),
    WORKERS_MAX,
  );
  return {
    format,
    files,
    out,
    prices,
    limit,
    workers,
    strict,
    quiet,
    skipped,
    allowPublicCases: !values['hidden-only'],
  };
}
