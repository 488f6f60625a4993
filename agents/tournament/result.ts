/** From played markets to a standing: names what human side the file asks for, and whose rows there are. */

import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { describeIssues } from '../../server/protocol/arena/command.ts';
import type { Ground } from '../../server/protocol/arena/ground.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import type { HumanSide, HumanVerdict } from './human-side.ts';
import { InputError } from './input-error.ts';
import type { LoadedTournament } from './load.ts';
import type { PlayedMarket } from './runner.ts';
import { standingOf } from './standing.ts';
import type { Standing } from './standing-schema.ts';

/** People's verdicts as a file has them: one row for each try of a person at a project of the corpus. */
const humanVerdictsSchema = z.strictObject({
  source: z.string().min(1),
  verdicts: z.array(z.strictObject({ slug: z.string(), passed: z.boolean() })).min(1),
});

async function measuredSide(file: string, ground: Ground): Promise<HumanSide> {
  let input: unknown;
  try {
    input = JSON.parse(await readFile(file, 'utf8'));
  } catch (thrown) {
    throw new InputError(`${file}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  const parsed = humanVerdictsSchema.safeParse(input);
  if (!parsed.success) throw new InputError(`${file}: ${describeIssues(parsed.error)}`);
  const hashes = new Map(ground.projects.map(({ slug, acceptanceHash }) => [slug, acceptanceHash]));
  const verdicts = parsed.data.verdicts.map(({ slug, passed }): HumanVerdict => {
    const acceptanceHash = hashes.get(slug);
    if (acceptanceHash === undefined) throw new InputError(`${file}: the corpus has no project ${slug}`);
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
  played: readonly PlayedMarket[],
  human: HumanSide,
): Standing {
  return standingOf({
    protocol: config.protocol,
    human,
    markets: played.map(({ events, freelancers }) => ({
      // The owner's view hides nothing: what it sees are the market's events themselves.
      events: events.map(({ event }) => event as MarketEvent),
      freelancers: new Map(freelancers.map(({ participantId, entry }) => [participantId, entry.name])),
    })),
    roster: roster.entries.map(({ name, kind, model, baseline, successRate, rateSource }) => ({
      name,
      kind,
      model,
      baseline,
      calibration: { rate: successRate, source: rateSource },
    })),
  });
}
