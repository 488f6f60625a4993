/** `arena run FILE…`: plays tournaments, each into a folder of its own, and prints their standings. */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadTournament } from '../agents/tournament/load.ts';
import { withAgents } from '../agents/tournament/named-agents.ts';
import { known } from '../server/kernel/assert.ts';
import { admissionMarks } from './admitted.ts';
import { checkConfig, checkNamesDiffer } from './check-config.ts';
import { dollarsOf } from './consent.ts';
import { packagesOf } from './corpus-of.ts';
import { lookOn, looksOn } from './look-on.ts';
import { withPeopleIn } from './people-in.ts';
import { runOne } from './run-one.ts';
import { RUN_OPTIONS } from './run-options.ts';
import type { ToPlay } from './to-play.ts';
import { withReviewing, workersOf } from './with-reviewing.ts';

const STUDY = ['study-solo', 'study-auction'].map((name) =>
  fileURLToPath(new URL(`../seeds/tournaments/${name}.yaml`, import.meta.url)),
);

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: RUN_OPTIONS });
  workersOf(values.workers);
  const files = positionals.length > 0 ? positionals : STUDY;
  // Read before the first is played: a slip in the last should not cost the time of all others.
  const read = await Promise.all(files.map((file) => loadTournament(file, checkConfig)));
  const loaded = (await withPeopleIn(read, values)).map((one) => withAgents(one, values.agent));
  checkNamesDiffer(loaded);
  const all = await Promise.all(
    loaded.map(async (one): Promise<ToPlay> => ({ loaded: one, packages: await packagesOf(one) })),
  );
  const models = { prices: values['model-prices'], replay: values['replay-models'] };
  const consent = { askAbove: dollarsOf(values['ask-above']), yes: values.yes, quiet: values.quiet };
  const marks = await admissionMarks(all, values);
  let database = '';
  await withReviewing(all, values, signal, async (reviewing) => {
    for (const [at, one] of all.entries()) {
      const settings = { out: values.out, models, consent, admission: known(marks[at], 'mark'), labels: values.labels };
      const end = await runOne(one, reviewing, settings, signal);
      process.stdout.write(`${end.text}${values.quiet ? '' : end.place}`);
      database = end.database;
    }
  });
  const terminals = { input: process.stdin.isTTY === true, output: process.stdout.isTTY === true };
  const seat = { files: positionals, quiet: values.quiet, noServe: values['no-serve'], ...terminals };
  if (looksOn(seat)) await lookOn(database, signal);
  return 0;
}
