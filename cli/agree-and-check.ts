/** Nothing is written, and no model asked, before the cost is agreed to; nothing is played before all models answer. */

import { checkModels, type Preflight } from '../agents/llm/preflight.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import type { PriceTable } from '../agents/llm/usage.ts';
import { type Estimated, estimateText } from '../agents/tournament/estimate-text.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { printable } from '../agents/tournament/text-width.ts';
import { type Consent, requireConsent } from './consent.ts';
import { checkModelEntries, type ModelSettings } from './model-room.ts';

export interface ToAgree {
  readonly name: string;
  readonly models: readonly ModelEntry[];
  readonly estimate: (prices: PriceTable) => readonly Estimated[];
}

/** Gives what each model answered; nothing where no model takes part, or all is played from a record. */
export async function agreeAndCheck(
  { name, models, estimate }: ToAgree,
  settings: ModelSettings,
  consent: Consent,
  signal: AbortSignal,
): Promise<Preflight['checked']> {
  if (models.length === 0) return [];
  const prices = await checkModelEntries(models, settings);
  if (settings.replay !== undefined) return [];
  const estimates = estimate(prices);
  if (!consent.quiet) process.stderr.write(estimateText(name, estimates, prices));
  await requireConsent(estimates, consent, signal);
  const { checked, faults } = await checkModels(models, prices, process.env, signal);
  if (faults.length > 0) throw new InputError(`model_not_ready: ${printable(faults.join('; '))}`, 69);
  return checked;
}
