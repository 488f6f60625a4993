/** Who takes part in a tournament, as a file says it: every entry simulated, with the source of its figures. */

import { z } from 'zod';
import { type Cents, cents, divideHalfEven } from '../../server/kernel/money.ts';
import type { ParticipantKind } from '../../server/protocol/arena/wire.ts';
import { modelEntrySchema } from '../llm/roster-entry.ts';
import { adversarySchema } from '../scripted/adversaries/adversary.ts';
import { strategySchema } from '../scripted/registry.ts';

const costModelSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('uniform'),
      fromShare: z.number().min(0).max(1),
      toShare: z.number().min(0).max(1),
    })
    .refine(({ fromShare, toShare }) => fromShare <= toShare, 'fromShare: at most toShare'),
  z.strictObject({
    kind: z.literal('log_normal'),
    medianShare: z.number().gt(0).max(10),
    sigma: z.number().gt(0).max(5),
  }),
]);

const costsSchema = z.strictObject({
  /** Millionths of a dollar that writing one bid costs the freelancer. */
  perBidMicroUsd: z.number().int().min(0).max(1e12),
  /** Millionths of a dollar that making one delivery costs. */
  perDeliveryMicroUsd: z.number().int().min(0).max(1e12),
  /** Where the figures come from; they are assumptions unless it names a measurement. */
  source: z.string().min(1),
});
export type AssumedCosts = z.infer<typeof costsSchema>;

/** A share, or counts as somebody reported them: `{ solved: 877, of: 1115 }`. Parsed to the share. */
const successRateSchema = z.union([
  z.number().min(0).max(1),
  z
    .strictObject({ solved: z.number().int().min(0), of: z.number().int().min(1) })
    .refine(({ solved, of }) => solved <= of, 'solved: at most of')
    .transform(({ solved, of }) => solved / of),
]);

const playedEntrySchema = z.strictObject({
  name: z.string().min(1).max(60),
  /** `simulated` stands for a model or a person; `scripted` for nothing but its bidding strategy. */
  kind: z.enum(['simulated', 'scripted']),
  /** What the entry stands for, for people. */
  model: z.string().min(1).max(120),
  /** Chance to pass, averaged over the corpus. */
  successRate: successRateSchema,
  /** Who published the rate, and of what it is one. */
  rateSource: z.string().min(1),
  skills: z.array(z.string().min(1).max(60)).max(100).default([]),
  strategy: strategySchema,
  costModel: costModelSchema,
  speed: z.strictObject({ medianFactor: z.number().gt(0).max(1_000), sigma: z.number().min(0).max(3) }),
  costs: costsSchema,
  /** Stands for the human side. */
  baseline: z.boolean().default(false),
  /** What it does against the rules. Nothing in the market says so: it is the truth that detectors are measured by. */
  adversary: adversarySchema.optional(),
});
/** An entry that needs no model: simulated after published figures, or scripted. */
export type PlayedEntry = z.infer<typeof playedEntrySchema>;

/** A seat that is taken from outside, in a market that a server keeps: by a program with a client of its own, or a person. */
const outsideEntrySchema = z.strictObject({
  name: z.string().min(1).max(60),
  kind: z.enum(['external', 'person']),
  skills: z.array(z.string().min(1).max(60)).max(100).default([]),
});
export type OutsideEntry = z.infer<typeof outsideEntrySchema>;

/** `model`: a genuine language model. */
export const rosterEntrySchema = z.discriminatedUnion('kind', [
  playedEntrySchema,
  modelEntrySchema,
  outsideEntrySchema,
]);
export type RosterEntry = z.infer<typeof rosterEntrySchema>;

export function isPlayed(entry: RosterEntry): entry is PlayedEntry {
  return entry.kind === 'simulated' || entry.kind === 'scripted';
}

/** Under which name its costs, its skill and its pace are drawn: accounts of one operator are one. */
export function drawnAs({ name, adversary }: PlayedEntry): string {
  return adversary?.kind === 'sybil' ? adversary.group : name;
}

export function isOutside(entry: RosterEntry): entry is OutsideEntry {
  return entry.kind === 'external' || entry.kind === 'person';
}

/** What the market's log calls it. */
export function participantKindOf({ kind }: RosterEntry): ParticipantKind {
  return kind === 'person' ? 'human' : kind;
}

/** Whether it stands for the human side; a model never does. */
export function isBaseline(entry: RosterEntry): boolean {
  return isPlayed(entry) && entry.baseline;
}

/** What is wrong with an adversary beside others: a ring of one, or a copier of nobody. */
function accomplicesAreThere(entries: readonly RosterEntry[]): boolean {
  const adversaries = entries
    .filter(isPlayed)
    .flatMap(({ name, adversary }) => (adversary ? [{ name, adversary }] : []));
  return adversaries.every(({ name, adversary }) => {
    if (adversary.kind === 'copy')
      return entries.some((one) => isPlayed(one) && one.name === adversary.of && one.name !== name);
    if (adversary.kind !== 'ring' && adversary.kind !== 'sybil') return true;
    return adversaries.some(
      (other) =>
        other.name !== name && other.adversary.kind === adversary.kind && other.adversary.group === adversary.group,
    );
  });
}

function namesDiffer(entries: readonly RosterEntry[]): boolean {
  return new Set(entries.map(({ name }) => name)).size === entries.length;
}

export const rosterSchema = z.strictObject({
  name: z.string().min(1).max(60),
  description: z.string().min(1),
  entries: z
    .array(rosterEntrySchema)
    .min(1)
    .max(10_000)
    .refine(namesDiffer, 'names: every entry its own')
    .refine(accomplicesAreThere, 'adversary: a group has two members or more, and whoever is copied is in the roster')
    .refine((entries) => entries.filter(isBaseline).length <= 1, 'baseline: at most one entry'),
});
export type Roster = z.infer<typeof rosterSchema>;

const MICRO_USD_PER_CENT = 10_000;

/** What so many bids and deliveries cost by the roster's assumption, in whole cents: to be booked once, as a sum. */
export function assumedCostCents(
  { perBidMicroUsd, perDeliveryMicroUsd }: AssumedCosts,
  done: { readonly bids: number; readonly deliveries: number },
): Cents {
  const microUsd = perBidMicroUsd * done.bids + perDeliveryMicroUsd * done.deliveries;
  return cents(divideHalfEven(microUsd, MICRO_USD_PER_CENT));
}
