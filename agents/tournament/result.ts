/** From played markets to a standing: names what human side the file asks for, and whose rows there are. */

import { isAbsolute, join } from 'node:path';
import type { Ground } from '../../server/protocol/arena/ground.ts';
import { measuredBaselineSchema } from '../../server/protocol/arena/people-study-results.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import { withoutHoneypots } from './honeypots.ts';
import type { HumanSide, HumanVerdict } from './human-side.ts';
import { InputError } from './input-error.ts';
import type { LoadedTournament } from './load.ts';
import { measuredProjects } from './prepare.ts';
import { describeProblems, problemsOf } from './problem.ts';
import { isBaseline, isOutside, isPlayed, participantKindOf } from './roster.ts';
import type { PlayedMarket } from './runner.ts';
import { standingOf } from './standing.ts';
import type { Standing } from './standing-schema.ts';
import { readJson } from './text-file.ts';

/** People's verdicts as a file has them: one row for each try of a person at a project of the corpus. */
const humanVerdictsSchema = measuredBaselineSchema
  .strict()
  .refine(({ verdicts }) => verdicts.length > 0, { path: ['verdicts'], message: 'nobody has tried a project' });

async function measuredSide(file: string, ground: Ground): Promise<HumanSide> {
  const parsed = humanVerdictsSchema.safeParse(await readJson(file));
  if (!parsed.success) throw new InputError(`${file}: ${describeProblems(problemsOf(parsed.error)).join('; ')}`);
  const hashes = new Map(ground.projects.map(({ slug, acceptanceHash }) => [slug, acceptanceHash]));
  const verdicts = parsed.data.verdicts.map(({ slug, passed, acceptanceHash: judgedBy }): HumanVerdict => {
    const acceptanceHash = hashes.get(slug);
    if (acceptanceHash === undefined) throw new InputError(`${file}: the corpus has no project ${slug}`);
    // Another edition of the project asks for something else: what people did with that one says nothing here.
    if (judgedBy !== undefined && judgedBy !== acceptanceHash) {
      throw new InputError(`${file}: people tried another edition of ${slug} than this corpus has`);
    }
    return { acceptanceHash, passed };
  });
  return { kind: 'measured', source: parsed.data.source, verdicts };
}

/** The human side that the tournament's file asks for; a file of verdicts is read before anything is played. */
export async function humanSideOf({ config, folder }: LoadedTournament, ground: Ground): Promise<HumanSide> {
  const { baseline } = config;
  if (baseline.kind === 'simulated') return { kind: 'simulated', name: baseline.entry };
  if (baseline.kind !== 'measured') return baseline;
  return measuredSide(isAbsolute(baseline.file) ? baseline.file : join(folder, baseline.file), ground);
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
