/** An arena on the network from now until it is told to stop: what `arena serve` does, and `npm start` at its end. */

import { once } from 'node:events';
import { loadScenario, scenarioNames } from '../seeds/scenario-files.ts';
import { openServing, type Serving } from '../server/serving.ts';
import { keptCallsBeside } from './kept-calls.ts';
import { peopleKit } from './people-kit.ts';
import type { ServeOptions } from './serve-options.ts';
import { openServedModels } from './served-models.ts';
import { openServedWriter } from './served-writer.ts';
import { createTournamentKit } from './tournament-kit.ts';

const STOPPED = 130;

/** Whoever is told twice to stop does so at once: what was answered is on the disk. */
async function toldToStop(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => process.exit(STOPPED));
  process.stderr.write('Stopping: what is under way is finished first. Once more stops at once.\n');
}

function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
}

/** The address; another free port where this one is taken and any will do. */
async function listen({ app }: Serving, { host, port, anyPort }: ServeOptions): Promise<string> {
  try {
    return await app.listen({ port, host });
  } catch (thrown) {
    if (!anyPort || !isTaken(thrown)) throw thrown;
    return app.listen({ port: 0, host });
  }
}

const prefixOf = (file: string | null): string | null => (file === null ? null : `${file}.writer.`);

/** `describe`: what is said once people can come, from where they can. */
export async function serveUntilTold(
  options: ServeOptions,
  signal: AbortSignal,
  describe: (url: string, serving: Serving) => string,
): Promise<void> {
  const { file, scenario, settings, speed, workers, models: roster } = options;
  const served = roster === null ? null : await openServedModels(roster, file === null ? null : `${file}.models`);
  const scenarios = scenarioNames().flatMap((name) => loadScenario(name) ?? []);
  // A server outlives whoever read its log.
  process.stderr.on('error', () => undefined);
  const log = options.quiet ? null : (line: string) => void process.stderr.write(`${line}\n`);
  const helped = options.writer === null ? null : await openServedWriter(options.writer, prefixOf(file));
  const given = { file, scenario, scenarios, log, settings, speed, workers };
  const kits = { tournaments: createTournamentKit(served), people: peopleKit() };
  const models = { modelCalls: keptCallsBeside(file), writer: helped };
  const serving = await openServing({ ...given, ...kits, ...models });
  try {
    const url = await listen(serving, options);
    process.stdout.write(describe(url, serving));
    await toldToStop(signal);
  } finally {
    await serving.close();
  }
}
