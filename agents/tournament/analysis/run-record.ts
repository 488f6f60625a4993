/** What the folder of a run says of it, beside its logs: what was asked for, who took part, which projects there were. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ContentHash, contentHash } from '../../../server/kernel/id.ts';
import type { MeasuredPeople } from '../../../server/protocol/arena/measured-people.ts';
import { privateCost } from '../../private-cost.ts';
import { agentSeed, type TournamentConfig, tournamentSchema } from '../config.ts';
import { InputError } from '../input-error.ts';
import { originOf } from '../observations/fold-projects.ts';
import type { PostedTo, ProjectFacts } from '../observations/observed-market.ts';
import { projectFactsIn } from '../observations/project-list.ts';
import { describeProblems, problemsOf } from '../problem.ts';
import { drawnAs, isPlayed, participantKindOf, type Roster, rosterSchema } from '../roster.ts';
import { readJson, readText } from '../text-file.ts';
import { TRIES_FILE, triesIn } from '../tries-file.ts';
import type { HumanLine, Participant } from './subject.ts';
import type { CostOf } from './surplus-table.ts';

const manifestSchema = z.looseObject({ config: tournamentSchema, roster: rosterSchema, corpusHash: z.string() });

export interface RunRecord {
  readonly dir: string;
  readonly config: TournamentConfig;
  readonly roster: Roster;
  readonly corpusHash: string;
  /** Empty in a folder that an earlier arena made. */
  readonly projects: ReadonlyMap<ContentHash, ProjectFacts>;
  /** Lines of the transcript of model calls; none where no model took part. */
  readonly calls: readonly string[];
  /** The people that it is compared with; null: none, or an earlier arena did not keep them. */
  readonly people: MeasuredPeople | null;
}

/** Throws an `InputError` where the folder is none of a run. */
export async function readRunRecord(dir: string): Promise<RunRecord> {
  const file = join(dir, 'manifest.json');
  if (!existsSync(file)) throw new InputError(`${dir} is no folder of a run: it has no manifest.json`);
  const manifest = manifestSchema.safeParse(await readJson(file));
  if (!manifest.success) {
    throw new InputError(`${file} is no manifest of this arena: ${describeProblems(problemsOf(manifest.error))[0]}`);
  }
  const list = join(dir, 'projects.json');
  const transcript = join(dir, 'transcript.jsonl');
  const tries = join(dir, TRIES_FILE);
  const { config, roster, corpusHash } = manifest.data;
  return {
    ...{ dir, config, roster, corpusHash },
    projects: existsSync(list) ? projectFactsIn(await readJson(list), list) : new Map(),
    calls: existsSync(transcript) ? (await readText(transcript)).split('\n').filter(Boolean) : [],
    people: existsSync(tries) ? await triesIn(tries) : null,
  };
}

/** What the work would cost a simulated freelancer, drawn again as at set-up; null for everybody else. */
export function privateCosts({
  config,
  roster,
  projects,
}: Pick<RunRecord, 'config' | 'roster'> & Partial<Pick<RunRecord, 'projects'>>): (
  freelancer: string,
  project: PostedTo,
) => number | null {
  const seed = agentSeed(config);
  const models = new Map(
    roster.entries.filter(isPlayed).map((entry) => [entry.name, { name: drawnAs(entry), costModel: entry.costModel }]),
  );
  return (freelancer, { acceptanceHash, round, budgetMaxCents }) => {
    const model = models.get(freelancer);
    if (model === undefined) return null;
    const key = `${projects?.get(acceptanceHash)?.drawKey ?? acceptanceHash}/${round}`;
    return privateCost(model.costModel, seed, model.name, { key, budgetMaxCents });
  };
}

/** The same for a project as the rows of a run have it. */
export function costOfRow(record: RunRecord): CostOf {
  const costs = privateCosts(record);
  return (name, { acceptanceHash, round, budgetMaxCents }) =>
    costs(name, { acceptanceHash: contentHash(acceptanceHash), round: round ?? 1, budgetMaxCents });
}

export function participantsOf({ roster }: RunRecord): Participant[] {
  return roster.entries.map((entry) => ({ name: entry.name, origin: originOf(participantKindOf(entry)) }));
}

function measuredLine({ source, verdicts }: MeasuredPeople): HumanLine {
  const bySlug = Map.groupBy(verdicts, ({ slug }) => slug);
  const share = (tries: typeof verdicts): number => tries.filter(({ passed }) => passed).length / tries.length;
  return { kind: 'measured', source, passed: new Map([...bySlug].map(([slug, tries]) => [slug, share(tries)])) };
}

/** A folder of an earlier arena does not hold the people that it was compared with: its standing has their figures. */
export function humanLineOf({ config: { baseline }, people }: RunRecord): HumanLine {
  if (baseline.kind === 'published') return baseline;
  if (baseline.kind === 'measured' && people !== null) return measuredLine(people);
  return baseline.kind === 'simulated' ? { kind: 'simulated', name: baseline.entry } : { kind: 'none' };
}
