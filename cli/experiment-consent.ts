/** What is asked of whoever starts an experiment, before its first run: what it may cost, and how many runs go at a time. */

import { InputError } from '../agents/tournament/input-error.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { dollarsOf, requireConsent } from './consent.ts';
import type { ExperimentKit } from './experiment-kit.ts';
import { readPrices } from './model-room.ts';
import { estimateOf } from './preflight.ts';

/** What all runs together may cost is agreed to once. */
export async function agreeToAll(
  kit: ExperimentKit,
  values: { yes: boolean; 'ask-above': string; 'model-prices'?: string },
  signal: AbortSignal,
) {
  const paying = kit.plays.filter(({ loaded: { config, roster } }) => modelsOfTournament(config, roster).length > 0);
  if (paying.length === 0) return;
  const prices = await readPrices(values['model-prices']);
  const estimates = paying.flatMap((play) => estimateOf(play, prices));
  const consent = { askAbove: dollarsOf(values['ask-above']), yes: values.yes, quiet: false };
  await requireConsent(estimates, consent, signal);
}

export function atOnceOf(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count;
  throw new InputError('--at-once: 1 to 64', 64);
}
