/** What a call used, by the provider's own count, and what that costs by a dated table of prices. */

import { z } from 'zod';

/** More in one call is no count: it would make costs that no ledger can book. */
const TOKENS_MAX = 100_000_000;
const tokens = z.number().int().min(0).max(TOKENS_MAX);

/** Tokens of one call. `input` includes what was read from or written to a cache; `output` includes reasoning. */
export const usageSchema = z.strictObject({
  input: tokens,
  cacheRead: tokens,
  cacheWrite: tokens,
  output: tokens,
  reasoning: tokens,
});
export type Usage = Readonly<z.infer<typeof usageSchema>>;

export const NO_USAGE: Usage = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 };

export function addUsage(one: Usage, other: Usage): Usage {
  return {
    input: one.input + other.input,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
  };
}

const perMillion = z.number().min(0).max(100_000);

/** US dollars for a million tokens. A kind of token that is not named costs what its whole does: cached input as input. */
export const priceSchema = z.strictObject({
  input: perMillion,
  output: perMillion,
  cacheRead: perMillion.optional(),
  cacheWrite: perMillion.optional(),
});
export type Price = z.infer<typeof priceSchema>;

export const priceTableSchema = z.strictObject({
  /** When the prices were read, and where: they change, and figures made with them do not. */
  on: z.iso.date(),
  source: z.string().min(1),
  /** By `provider:model`; a star at the end stands for every ending. */
  models: z.record(z.string().regex(/^[a-z0-9@._/-]+:[\x21-\x7e]+$/), priceSchema),
});
export type PriceTable = z.infer<typeof priceTableSchema>;

/** The price of a model: its own line, else the longest line with a star that fits; null where the table has none. */
export function priceOf({ models }: PriceTable, asked: string): Price | null {
  // Two interfaces to one model, and one bill.
  const name = asked.replace(/^openai-responses:/, 'openai:');
  const own = models[name];
  if (own !== undefined) return own;
  const fitting = Object.keys(models)
    .filter((line) => line.endsWith('*') && name.startsWith(line.slice(0, -1)))
    .sort((one, other) => other.length - one.length);
  return (fitting[0] !== undefined && models[fitting[0]]) || null;
}

/** What so many tokens cost, in millionths of a dollar, not rounded: sums are rounded once, when they are booked. */
export function microUsdOf({ input, cacheRead, cacheWrite, output }: Usage, price: Price): number {
  const fresh = Math.max(0, input - cacheRead - cacheWrite);
  return (
    fresh * price.input +
    cacheRead * (price.cacheRead ?? price.input) +
    cacheWrite * (price.cacheWrite ?? price.input) +
    output * price.output
  );
}
