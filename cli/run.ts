/** `arena run FILE…`: plays tournaments, each into a folder of its own, and prints their standings. */

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { loadTournament } from '../agents/tournament/load.ts';
import { withAgents } from '../agents/tournament/named-agents.ts';
import { known } from '../server/kernel/assert.ts';
import { refuseShortages } from '../server/shortage.ts';
import { checkStart } from '../server/start-check.ts';
import { placesOf } from '../server/tiers.ts';
import { startReviewing, tiersOf } from '../server/workshop.ts';
import { admissionMarks } from './admitted.ts';
import { checkConfig, checkNamesDiffer } from './check-config.ts';
import { dollarsOf } from './consent.ts';
import { packagesOf, postedOf } from './corpus-of.ts';
import { lookOn, looksOn } from './look-on.ts';
import { runOne, type ToPlay } from './run-one.ts';
import { RUN_OPTIONS } from './run-options.ts';
import { stopTwice } from './stop-twice.ts';

const STUDY = ['study-solo', 'study-auction'].map((name) =>
  fileURLToPath(new URL(`../seeds/tournaments/${name}.yaml`, import.meta.url)),
);

/** Those that the tournament will post. */
function posted({ loaded, packages }: ToPlay): ToPlay['packages'] {
  return postedOf(loaded.config, packages);
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: RUN_OPTIONS });
  const workers = Number(values.workers ?? availableParallelism());
  if (!Number.isInteger(workers) || workers < 1 || workers > 64) throw new InputError('--workers: 1 to 64', 64);
  const files = positionals.length > 0 ? positionals : STUDY;
  // Read before the first is played: a slip in the last should not cost the time of all others.
  const read = await Promise.all(files.map((file) => loadTournament(file, checkConfig)));
  const loaded = read.map((one) => withAgents(one, values.agent));
  checkNamesDiffer(loaded);
  const all = await Promise.all(
    loaded.map(async (one): Promise<ToPlay> => ({ loaded: one, packages: await packagesOf(one) })),
  );
  const models = { prices: values['model-prices'], replay: values['replay-models'] };
  const consent = { askAbove: dollarsOf(values['ask-above']), yes: values.yes, quiet: values.quiet };
  const projects = all.flatMap(posted);
  const marks = await admissionMarks(all, values);
  const places = placesOf({ ...values, runnerToken: values['runner-token'] });
  const endStopping = stopTwice(signal);
  const reviewing = await startReviewing({ workers, cache: true, tiers: tiersOf(projects), places });
  let database = '';
  try {
    // Before the first folder is made: what cannot be judged here leaves nothing half done behind.
    for (const one of all)
      refuseShortages(reviewing.reviewer, one.loaded.config.corpus.name, posted(one), reviewing.absent);
    await checkStart(reviewing.sandboxes, projects);
    for (const [at, one] of all.entries()) {
      const settings = { out: values.out, models, consent, admission: known(marks[at], 'mark'), labels: values.labels };
      database = await runOne(one, reviewing, settings, signal);
    }
  } finally {
    await reviewing.close();
    endStopping();
  }
  const terminals = { input: process.stdin.isTTY === true, output: process.stdout.isTTY === true };
  const seat = { files: positionals, quiet: values.quiet, noServe: values['no-serve'], ...terminals };
  if (looksOn(seat)) await lookOn(database, signal);
  return 0;
}
