/** A run's folder as a bundle. The content store stays here: what people wrote is not in it. */

import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readRunRecord } from '../agents/tournament/analysis/run-record.ts';
import { bundleOf, holdsPassword } from '../agents/tournament/export/bundle.ts';
import { bundledPeople } from '../agents/tournament/export/bundled-people.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { readCircumstances } from '../agents/tournament/report/reported-run.ts';
import { readJson, readText } from '../agents/tournament/text-file.ts';
import { TRIES_FILE } from '../agents/tournament/tries-file.ts';
import { replay } from '../server/engine/replay.ts';
import { marketId } from '../server/kernel/id.ts';
import { readLog } from '../server/log-file.ts';
import { logsOf } from './logs-of.ts';

const FILES = [
  'manifest.json',
  'projects.json',
  'standing.json',
  'admission.json',
  'judge-rule.json',
  TRIES_FILE,
  'model-calls.jsonl',
  'transcript.jsonl',
];

/** Throws where the folder is none of a run that has ended, or a log in it is not what was logged. */
export async function bundleRun(dir: string): Promise<Uint8Array> {
  const { corpusHash } = await readRunRecord(dir);
  const { sandboxImage } = await readCircumstances(dir);
  if (holdsPassword(await readJson(join(dir, 'manifest.json'))))
    throw new InputError(`the manifest of ${dir} holds an address with a password, and a bundle is handed on`);
  const parts: [string, string][] = [];
  for (const name of FILES) {
    if (existsSync(join(dir, name))) parts.push([name, await readText(join(dir, name))]);
  }
  const people = bundledPeople(new Map(parts));
  if (people.outcome === 'refused') throw new InputError(`${dir} cannot be bundled: ${people.why}`);
  const logs = [];
  for (const file of logsOf(dir)) {
    const market = basename(file, '.ndjson');
    const { eventCount: events, hash } = await replay(marketId(market), readLog(file));
    logs.push({ market, events, hash });
    parts.push([`log/${market}.ndjson`, await readText(file)]);
  }
  return bundleOf({ run: basename(resolve(dir)), corpusHash, sandboxImage, logs }, parts);
}
