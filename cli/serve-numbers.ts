/** The numbers that `arena serve` is told, read with care: what is none is refused in words. */

import { InputError } from '../agents/tournament/input-error.ts';
import { rateOf, type ServerSettings, WITHOUT_RATES } from '../server/http/settings.ts';

/** An address may hold so many tokens that are as busy as they may be. */
const TOKENS_PER_ADDRESS = 20;
const SPEED_MAX = 1_000_000;

export function wholeNumber(given: string, name: string, max: number): number {
  if (!/^\d{1,9}$/.test(given) || Number(given) > max) throw new InputError(`--${name}: a number up to ${max}`, 64);
  return Number(given);
}

export function ratesOf(rate: string | undefined): Partial<ServerSettings> {
  if (rate === undefined) return {};
  if (rate === 'none') return WITHOUT_RATES;
  const perMinute = wholeNumber(rate, 'rate', 1_000_000);
  if (perMinute === 0) throw new InputError('--rate: requests a minute of one token, or none for no limit', 64);
  return { tokenRate: rateOf(perMinute), addressRate: rateOf(perMinute * TOKENS_PER_ADDRESS) };
}

export function speedOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const speed = /^\d{1,7}(\.\d{1,6})?$/.test(given) ? Number(given) : 0;
  if (speed > 0 && speed <= SPEED_MAX) return speed;
  throw new InputError(`--speed: market seconds for one of the wall, above 0 and up to ${SPEED_MAX}`, 64);
}
