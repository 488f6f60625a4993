/** The rows that a run is told in: one for each project, bid, work, delivery, verdict, transfer, call of a model, and try of a person. */

import { z } from 'zod';
import { provenanceSchema } from '../standing-schema.ts';

const text = (meaning: string) => z.string().meta({ description: meaning });
const textOrNull = (meaning: string) => z.string().nullable().meta({ description: meaning });
const whole = (unit: string, meaning: string) => z.int().meta({ description: meaning, unit });
const wholeOrNull = (unit: string, meaning: string) => z.int().nullable().meta({ description: meaning, unit });
const yes = (meaning: string) => z.boolean().meta({ description: meaning });

/** In every row. */
const place = {
  market: text('the market'),
  project: wholeOrNull('number', 'the project in its market; null: none'),
  slug: textOrNull('the project in its corpus; null: not known, or no project'),
  family: textOrNull('its task family, the cluster of statistics; null: not known, or no project'),
  round: wholeOrNull('number', 'which posting of the same project in the market, from 1'),
};

/** Whose row it is. */
const doer = {
  freelancer: text("the freelancer's name"),
  participant: whole('number', 'the freelancer in its market'),
  participantKind: z
    .enum(['human', 'scripted', 'simulated', 'model', 'external'])
    .meta({ description: 'what acts for it' }),
  origin: provenanceSchema.meta({
    description: 'measured: somebody did it; simulated: drawn from a model of a freelancer',
  }),
};

export const projectRow = z.strictObject({
  kind: z.literal('project'),
  ...place,
  acceptanceHash: text('names its answer key: the same project wherever it is posted'),
  postedAt: whole('ms', 'market time of the posting'),
  closedAt: wholeOrNull('ms', 'market time at which bidding closed'),
  awardedAt: wholeOrNull('ms', 'market time of the first award'),
  acceptedAt: wholeOrNull('ms', 'market time at which an award was accepted'),
  endedAt: wholeOrNull('ms', 'market time at which it was completed, expired or cancelled'),
  mechanism: text('the rule of award and price'),
  budgetMinCents: whole('cents', 'least of the budget'),
  budgetMaxCents: whole('cents', 'most of the budget: the reserve'),
  postedPriceCents: whole('cents', 'the posted price'),
  priceKind: z
    .enum(['posted', 'assigned', 'predicted'])
    .nullable()
    .meta({ description: 'who says the posted price: an employer, a rule, or a model; null: not known' }),
  priceMethod: textOrNull('the rule or model that gave it; null: an employer did, or it is not known'),
  estimatedMinutes: wholeOrNull('min', 'what a skilled person needs, as its author estimates'),
  caseCount: whole('count', 'cases, hidden ones included'),
  bidCount: whole('count', 'bids that were placed and not retracted'),
  status: z
    .enum(['open', 'completed', 'incomplete', 'unscored', 'expired', 'cancelled'])
    .meta({ description: 'how it ended; open: it has not' }),
  winner: textOrNull('the freelancer whose award was accepted'),
  priceCents: wholeOrNull('cents', 'the price of the accepted award'),
});

export const bidRow = z.strictObject({
  kind: z.literal('bid'),
  ...place,
  ...doer,
  bid: whole('number', 'the bid in its market'),
  placedAt: whole('ms', 'market time of the bid'),
  firstCents: whole('cents', 'amount when it was placed'),
  amountCents: whole('cents', 'amount at last'),
  amendments: whole('count', 'how often its terms were changed'),
  days: whole('days', 'days promised'),
  confidenceBps: wholeOrNull('bps', 'stated chance to pass; null: none was stated'),
  costCents: wholeOrNull('cents', 'what the work would cost the bidder, as drawn at set-up; null: nobody knows'),
  status: z
    .enum(['placed', 'retracted', 'accepted', 'declined', 'revoked', 'lapsed', 'lost'])
    .meta({ description: 'what became of it; placed: still open' }),
  priceCents: wholeOrNull('cents', 'price of its accepted award'),
});

export const workRow = z.strictObject({
  kind: z.literal('work'),
  ...place,
  ...doer,
  won: yes('an accepted award; false: an entry to a contest'),
  result: z
    .enum(['passed', 'failed', 'unscored'])
    .meta({ description: 'unscored: no verdict, for a reason of ours, or still running' }),
  priceCents: whole('cents', 'what passing pays: the price of the award, or the posted price'),
  casesPassed: whole('count', 'cases of the best verdict that passed'),
  caseCount: whole('count', 'cases, hidden ones included'),
  deliveries: whole('count', 'deliveries handed in'),
  acceptedAt: wholeOrNull('ms', 'market time of acceptance'),
  endedAt: wholeOrNull('ms', 'market time at which the award ended'),
  grossCents: whole('cents', 'released, before fees'),
  feeCents: whole('cents', "the freelancer's fees"),
  employerFeeCents: whole('cents', "the employer's fees, on acceptance and on release"),
  confidenceBps: wholeOrNull('bps', 'stated chance to pass'),
  costCents: wholeOrNull('cents', 'what the work would cost, as drawn at set-up; null: nobody knows'),
});

export const deliveryRow = z.strictObject({
  kind: z.literal('delivery'),
  ...place,
  ...doer,
  delivery: whole('number', 'the delivery in its market'),
  attempt: whole('number', 'which try at the project, from 1'),
  at: whole('ms', 'market time'),
  bytes: whole('bytes', 'size of its files'),
  filesHash: text('names its files in the content store'),
  entry: yes('an entry to a contest'),
});

export const verdictRow = z.strictObject({
  kind: z.literal('verdict'),
  ...place,
  ...doer,
  delivery: whole('number', 'the delivery in its market'),
  at: whole('ms', 'market time'),
  status: z.enum(['passed', 'failed', 'revision_requested']).meta({ description: 'what follows from it' }),
  scoreBps: whole('bps', 'score'),
  shareBps: whole('bps', 'share of the price that it earns under the pay rule'),
  casesPassed: whole('count', 'cases passed'),
  caseCount: whole('count', 'cases, hidden ones included'),
  visiblePassed: wholeOrNull('count', 'visible cases passed; null: its evidence is not there'),
  visibleCount: wholeOrNull('count', 'visible cases'),
  hiddenPassed: wholeOrNull('count', 'hidden cases passed'),
  hiddenCount: wholeOrNull('count', 'hidden cases'),
  fuel: whole('ticks', 'instructions that the sandbox counted'),
  memoryBytes: whole('bytes', 'most memory in use'),
});

export const transferRow = z.strictObject({
  kind: z.literal('transfer'),
  ...place,
  at: whole('ms', 'market time'),
  seq: whole('number', 'the event that moved it'),
  line: whole('number', "its place among that event's transfers, from 0"),
  code: z
    .enum(['deposit', 'fund', 'release', 'fee', 'refund', 'payout', 'cost'])
    .meta({ description: 'what it is for' }),
  fromAccount: text('the account that it left'),
  toAccount: text('the account that it went to'),
  amountCents: whole('cents', 'always above 0'),
});

export const modelCallRow = z.strictObject({
  kind: z.literal('model_call'),
  ...place,
  ...doer,
  model: textOrNull('provider and model'),
  purpose: text('what it was asked for'),
  turn: whole('number', 'which call at this project, from 1'),
  finish: text('how the answer ended'),
  inputTokens: wholeOrNull('tokens', 'read, cached ones included; null: the provider did not count'),
  cachedTokens: wholeOrNull('tokens', 'of those, read from a cache'),
  outputTokens: wholeOrNull('tokens', 'written, reasoning included'),
  reasoningTokens: wholeOrNull('tokens', 'of those, reasoning'),
  microUsd: z.number().nullable().meta({ description: 'cost by the table of prices; null: no price', unit: 'µ$' }),
  workingMs: z.number().meta({ description: 'wall time of the call itself', unit: 'ms' }),
  waitedMs: z.number().meta({ description: "wall time of waiting for the provider's limits", unit: 'ms' }),
  attempts: whole('count', 'tries until it was answered'),
});

/** Whose it was stands nowhere. A column is empty where the study, or whoever keeps the row, does not say. */
export const humanTryRow = z.strictObject({
  kind: z.literal('human_try'),
  study: textOrNull('the study with people; null: the file of the tries names none'),
  slug: text('the project in its corpus'),
  acceptanceHash: textOrNull('names the answer key that judged; null: the file does not say'),
  condition: textOrNull("the study's condition"),
  passed: yes('whether a delivery passed'),
  askedCents: wholeOrNull('cents', 'what the person asked for'),
  priceCents: wholeOrNull('cents', 'what the award paid; null: there was none'),
  activeMs: wholeOrNull('ms', "time at work as the person's browser measured it; null: it never told"),
  elapsedMs: wholeOrNull('ms', 'market time from the acceptance to the last verdict'),
  attempts: wholeOrNull('count', 'deliveries'),
  scoreBps: wholeOrNull('bps', 'best score; null: nothing was delivered'),
});

/** By kind, in the order in which a reader meets them. */
export const ROW_SCHEMAS = {
  project: projectRow,
  bid: bidRow,
  work: workRow,
  delivery: deliveryRow,
  verdict: verdictRow,
  transfer: transferRow,
  model_call: modelCallRow,
} as const;
export type RowKind = keyof typeof ROW_SCHEMAS;

/** With what is no market's: the people that a run is compared with. */
export const TABLE_SCHEMAS = { ...ROW_SCHEMAS, human_try: humanTryRow } as const;
export type TableName = keyof typeof TABLE_SCHEMAS;

export type ProjectRow = z.infer<typeof projectRow>;
export type BidRow = z.infer<typeof bidRow>;
export type WorkRow = z.infer<typeof workRow>;
export type DeliveryRow = z.infer<typeof deliveryRow>;
export type VerdictRow = z.infer<typeof verdictRow>;
export type TransferRow = z.infer<typeof transferRow>;
export type ModelCallRow = z.infer<typeof modelCallRow>;
export type HumanTryRow = z.infer<typeof humanTryRow>;

/** A run as rows, each kind a table. */
export interface Observed {
  readonly project: readonly ProjectRow[];
  readonly bid: readonly BidRow[];
  readonly work: readonly WorkRow[];
  readonly delivery: readonly DeliveryRow[];
  readonly verdict: readonly VerdictRow[];
  readonly transfer: readonly TransferRow[];
  readonly model_call: readonly ModelCallRow[];
}
