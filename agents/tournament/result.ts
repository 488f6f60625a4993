/** From played markets to a standing: names what human side the file asks for, and whose rows there are. */

import type { Ground } from '../../server/protocol/arena/ground.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import { withoutHoneypots } from './honeypots.ts';
import type { HumanSide } from './human-side.ts';
import type { LoadedTournament } from './load.ts';
import { measuredPeople, measuredSide } from './measured-side.ts';
import { measuredProjects } from './prepare.ts';
import { isBaseline, isOutside, isPlayed, participantKindOf } from './roster.ts';
import type { PlayedMarket } from './runner.ts';
import { standingOf } from './standing.ts';
import type { Standing } from './standing-schema.ts';

/** The human side that the tournament's file asks for; people's tries are read before anything is played. */
export async function humanSideOf(loaded: LoadedTournament, ground: Ground): Promise<HumanSide> {
  const { baseline } = loaded.config;
  if (baseline.kind === 'simulated') return { kind: 'simulated', name: baseline.entry };
  if (baseline.kind !== 'measured') return baseline;
  const people = await measuredPeople(loaded);
  return people === null ? { kind: 'none' } : measuredSide(people, ground);
}

export function standingOfRun(
  { config, roster }: LoadedTournament,
  ground: Ground,
  played: readonly PlayedMarket[],
  human: HumanSide,
): Standing {
  return standingOf({
    protocol: config.protocol,
    human,
    priceOrigins: measuredProjects({ config, ground }).map(({ priceOrigin }) => priceOrigin),
    markets: played.map(({ events, freelancers }) => ({
      // The owner's view hides nothing: what it sees are the market's events themselves.
      events: withoutHoneypots(events, ground.honeypots).map(({ event }) => event as MarketEvent),
      freelancers: new Map(freelancers.map(({ participantId, entry }) => [participantId, entry.name])),
    })),
    roster: roster.entries.map((entry) => ({
      name: entry.name,
      kind: participantKindOf(entry),
      model: isOutside(entry) ? null : entry.model,
      baseline: isBaseline(entry),
      // What a genuine model, or somebody from outside, can do is for the run to show.
      calibration: isPlayed(entry) ? { rate: entry.successRate, source: entry.rateSource } : null,
    })),
  });
}

/** A line of what agents were refused, most often first, or nothing: what a reader of the standing should know. */
export function describeRefusals(played: readonly PlayedMarket[]): string {
  const counts = new Map<string, number>();
  for (const { refusals } of played) {
    for (const [code, count] of refusals) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  if (counts.size === 0) return '';
  const listed = [...counts].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}×`);
  return `Refused to agents on the way: ${listed.join(', ')}.\n`;
}
