/** How a file or a command line names prices: a preset by its name, or a preset with its settings. */

import { isPresetName } from './presets.ts';
import { type Pricing, RANK_CORRELATION, ROUNDED_SHARE } from './pricing.ts';

export interface PriceChoice {
  readonly preset: string;
  readonly rankCorrelation?: number | undefined;
  readonly roundedShare?: number | undefined;
}

export const STANDARD_PRICING: Pricing = {
  preset: 'noever-2025',
  rankCorrelation: RANK_CORRELATION,
  roundedShare: ROUNDED_SHARE,
};

/** Null where there is no preset of this name. */
export function pricingOf(choice: string | PriceChoice): Pricing | null {
  const { preset, rankCorrelation, roundedShare }: PriceChoice =
    typeof choice === 'string' ? { preset: choice } : choice;
  if (!isPresetName(preset)) return null;
  return {
    preset,
    rankCorrelation: rankCorrelation ?? RANK_CORRELATION,
    roundedShare: roundedShare ?? ROUNDED_SHARE,
  };
}
