/** Plays a run again from its manifest and recordings, and holds the logs against its own, byte for byte. */

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type RunRecord, readRunRecord } from '../agents/tournament/analysis/run-record.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { readCircumstances } from '../agents/tournament/report/reported-run.ts';
import { isOutside } from '../agents/tournament/roster.ts';
import { readText } from '../agents/tournament/text-file.ts';
import { isCorpusName } from '../seeds/corpus.ts';
import { corpusHashOf } from '../server/ground.ts';
import { startReviewing, tiersOf } from '../server/workshop.ts';
import { packagesOf } from './corpus-of.ts';
import { logsOf } from './logs-of.ts';
import { playedLogs } from './played-logs.ts';

/** `not_played`: it cannot be, here or at all. */
export type PlayedAgain =
  | { readonly outcome: 'same'; readonly logs: number }
  | { readonly outcome: 'differs' | 'not_played'; readonly why: string };

const notPlayed = (why: string): PlayedAgain => ({ outcome: 'not_played', why });

/** What stands in the way, as far as the run's own files say; null: nothing. */
function obstacle({ config, roster }: RunRecord, dir: string): string | null {
  if (roster.entries.some(isOutside)) return 'people or programs from outside took part';
  if (!isCorpusName(config.corpus.name)) return 'its projects come from a file that it does not carry';
  if (modelsOfTournament(config, roster).length > 0 && !existsSync(join(dir, 'model-calls.jsonl')))
    return 'language models took part, and there is no record of their answers';
  return null;
}

interface Asked {
  /** A run's folder. */
  readonly dir: string;
  /** An empty one for the new logs. */
  readonly into: string;
  /** A table of prices of models; not said: the one that comes with the arena. */
  readonly prices: string | undefined;
}

export async function playAgain({ dir, into, prices }: Asked, signal: AbortSignal): Promise<PlayedAgain> {
  const record = await readRunRecord(dir);
  const why = obstacle(record, dir);
  if (why !== null) return notPlayed(why);
  const packages = await packagesOf({ ...record, folder: dir });
  if (corpusHashOf(packages) !== record.corpusHash) return notPlayed('this arena makes other projects of that corpus');
  const { sandboxImage } = await readCircumstances(dir);
  const reviewing = await startReviewing({
    workers: 1,
    cache: true,
    tiers: tiersOf(packages.slice(0, record.config.corpus.limit)),
  });
  try {
    if (reviewing.imageHash !== sandboxImage) return notPlayed('the sandbox here is another one');
    const { logs, standing } = await playedLogs({ record, packages, prices, into, signal }, reviewing);
    const own = logsOf(dir);
    for (const file of own) {
      const market = basename(file, '.ndjson');
      if (logs.get(market) !== (await readText(file)))
        return { outcome: 'differs', why: `the log of ${market} is another one` };
    }
    if (own.length !== logs.size) return { outcome: 'differs', why: `${logs.size} markets instead of ${own.length}` };
    if (standing !== (await readText(join(dir, 'standing.json'))))
      return { outcome: 'differs', why: 'the standing is another one' };
    return { outcome: 'same', logs: own.length };
  } finally {
    await reviewing.close();
  }
}
