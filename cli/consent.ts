/** Nobody pays without knowing: above a stated number of dollars somebody has to agree to the estimate. */

import { createInterface } from 'node:readline/promises';
import { type Estimated, totalOf } from '../agents/tournament/estimate-text.ts';
import { InputError } from '../agents/tournament/input-error.ts';

export interface Consent {
  /** Dollars above which somebody has to agree. */
  readonly askAbove: number;
  readonly yes: boolean;
  readonly quiet: boolean;
}

export function dollarsOf(given: string): number {
  if (/^\d{1,9}(\.\d{1,4})?$/.test(given)) return Number(given);
  throw new InputError('--ask-above: dollars, for example 2.50', 64);
}

async function agreed(question: string, signal: AbortSignal): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await asking.question(question, { signal })).trim());
  } finally {
    asking.close();
  }
}

/** Throws an `InputError` where nobody has agreed: nothing is written then. */
export async function requireConsent(estimates: readonly Estimated[], { askAbove, yes }: Consent, signal: AbortSignal) {
  const { most, unknown } = totalOf(estimates);
  if (yes || (most <= askAbove && !unknown)) return;
  const why = unknown ? 'nobody knows what it costs' : `it may cost more than ${askAbove} dollars`;
  if (process.stdin.isTTY !== true)
    throw new InputError(`cost_not_agreed: ${why}: say --yes, or --ask-above DOLLARS`, 64);
  if (!(await agreed(`${why}. Go on? [y/N] `, signal)))
    throw new InputError('cost_not_agreed: nothing was written', 64);
}
