/** The command line of `arena admit`. */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { DEFAULT_SETTINGS, type GateSettings } from '../server/admission/context.ts';

export interface AdmitCommand {
  /** A corpus by name, or a file. */
  readonly bank: string;
  /** Seed of the corpus; nothing to a file. */
  readonly corpusSeed: string;
  readonly project: string | null;
  readonly settings: GateSettings;
  readonly workers: number;
  readonly report: string | null;
  readonly fresh: boolean;
  readonly against: readonly string[];
  readonly solutions: string | null;
  readonly reviews: string | null;
  readonly postings: string | null;
  readonly quiet: boolean;
}

const OPTIONS = {
  seed: { type: 'string' },
  project: { type: 'string' },
  reruns: { type: 'string' },
  mutants: { type: 'string' },
  workers: { type: 'string' },
  report: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  against: { type: 'string', multiple: true, default: [] as string[] },
  solutions: { type: 'string' },
  reviews: { type: 'string' },
  postings: { type: 'string' },
  quiet: { type: 'boolean', default: false },
} as const;

function whole(name: string, given: string | undefined, otherwise: number, most: number): number {
  const value = Number(given ?? otherwise);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new InputError(`--${name}: 1 to ${most}`, 64);
}

export function admitCommand(args: string[]): AdmitCommand {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [bank, ...more] = positionals;
  if (bank === undefined || more.length > 0) throw new InputError('name one corpus, or one file of projects', 64);
  const { reruns, mutants, workers } = values;
  return {
    bank,
    corpusSeed: values.seed ?? `${bank}-1`,
    project: values.project ?? null,
    settings: {
      ...DEFAULT_SETTINGS,
      reruns: whole('reruns', reruns, DEFAULT_SETTINGS.reruns, 1_000),
      mutants: whole('mutants', mutants, DEFAULT_SETTINGS.mutants, 10_000),
    },
    workers: whole('workers', workers, availableParallelism(), 64),
    report: values.report ?? null,
    fresh: values.fresh,
    against: values.against,
    solutions: values.solutions ?? null,
    reviews: values.reviews ?? null,
    postings: values.postings ?? null,
    quiet: values.quiet,
  };
}
