/** `arena serve --port N --db FILE`: opens the arena on the network, until it is told to stop. */

import { once } from 'node:events';
import { loadScenario, scenarioNames } from '../seeds/scenario-files.ts';
import { openServing, type Serving } from '../server/serving.ts';
import { readOptions, type ServeOptions } from './serve-options.ts';
import { openServedModels } from './served-models.ts';
import { createTournamentKit } from './tournament-kit.ts';

const STOPPED = 130;

/** Whoever is told twice to stop does so at once: what was answered is on the disk. */
async function toldToStop(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => process.exit(STOPPED));
  process.stderr.write('Stopping: what is under way is finished first. Once more stops at once.\n');
}

function describe(
  url: string,
  { marketCount, ownerLink }: Serving,
  { file, scenario, settings }: ServeOptions,
): string {
  const head = `The arena is at ${url} (markets: ${marketCount}, kept in ${file ?? 'memory'})`;
  const base = settings.publicUrl ?? url;
  const link = ownerLink === null ? [] : [`Become its first researcher, once, at ${base}/join/${ownerLink}`];
  const people = scenario?.people ?? [];
  const tokens = people.map(({ name, roles, token }) => `  ${token}  ${name}, ${roles.join(' and ')}`);
  const signIn =
    scenario === null
      ? []
      : [`Sign in there under one of these names, with the password ${scenario.name}; programs have tokens:`];
  return `${[head, ...link, ...signIn, ...tokens].join('\n')}\n`;
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const options = readOptions(args);
  const { file, scenario, settings, host, port, speed, workers, models } = options;
  const served = models === null ? null : await openServedModels(models, file === null ? null : `${file}.models`);
  const scenarios = scenarioNames().flatMap((name) => loadScenario(name) ?? []);
  // A server outlives whoever read its log.
  process.stderr.on('error', () => undefined);
  const log = options.quiet ? null : (line: string) => void process.stderr.write(`${line}\n`);
  const serving = await openServing({
    file,
    scenario,
    scenarios,
    log,
    settings,
    speed,
    workers,
    tournaments: createTournamentKit(served),
  });
  try {
    const url = await serving.app.listen({ port, host });
    process.stdout.write(describe(url, serving, options));
    await toldToStop(signal);
  } finally {
    await serving.close();
  }
  return 0;
}
