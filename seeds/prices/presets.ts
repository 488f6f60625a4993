/** Distributions of prices, each named after what it was fitted to, and how a price is drawn from one. */

export interface LogNormal {
  readonly medianDollars: number;
  /** Standard deviation of the logarithm. */
  readonly sigma: number;
}

/** A log-normal by its median and its mean, in dollars. */
function byMean(medianDollars: number, meanDollars: number): LogNormal {
  return { medianDollars, sigma: Math.sqrt(2 * Math.log(meanDollars / medianDollars)) };
}

const NOEVER = byMean(250, 306);

/** What each preset follows, and whether people round there. */
export const PRESETS = {
  /** Fixed-price postings of the study (Noever & McKee 2025): median 250, mean 306. */
  'noever-2025': { body: NOEVER, heaped: false },
  /** The same body, with most prices at round amounts, as in SWE-Lancer's public file. */
  heaped: { body: NOEVER, heaped: true },
  /** SWE-Lancer's mean of 672 above the study's median: (a) of the two with a rare, very large price. */
  'heavy-tail': { body: byMean(250, 672), heaped: false },
  /** The Remote Labor Index' mean of 600 above a median of 200: (b). */
  'heavy-tail-b': { body: byMean(200, 600), heaped: false },
} as const satisfies Readonly<Record<string, { readonly body: LogNormal; readonly heaped: boolean }>>;

export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

export function isPresetName(name: string): name is PresetName {
  return Object.hasOwn(PRESETS, name);
}

/** Amounts that employers round to, in dollars: the listed ones, and the like of them further up. */
const HEAPS = [
  10, 25, 50, 100, 150, 200, 250, 500, 750, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_500, 10_000, 15_000,
  20_000, 25_000, 30_000, 40_000, 50_000,
];

/** Distance as people see it who think of prices in ratios. */
function ratioApart(dollars: number, heap: number): number {
  return Math.abs(Math.log(dollars / heap));
}

function nearestHeap(dollars: number): number {
  return HEAPS.reduce((best, heap) => (ratioApart(dollars, heap) < ratioApart(dollars, best) ? heap : best));
}

/** How a price is asked for: the place in the standard normal, and whether this employer rounds. */
export interface PriceDraw {
  readonly z: number;
  readonly rounds: boolean;
}

/** The price in whole cents, one at least. */
export function priceCents(preset: PresetName, { z, rounds }: PriceDraw): number {
  const { body, heaped } = PRESETS[preset];
  const dollars = body.medianDollars * Math.exp(body.sigma * z);
  return Math.max(1, Math.round(100 * (heaped && rounds ? nearestHeap(dollars) : dollars)));
}
