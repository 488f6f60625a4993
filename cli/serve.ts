/** `arena serve --port N --db FILE`: opens the arena on the network, until it is told to stop. */

import type { Serving } from '../server/serving.ts';
import { readOptions, type ServeOptions } from './serve-options.ts';
import { serveUntilTold } from './serve-until-told.ts';

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
  await serveUntilTold(options, signal, (url, serving) => describe(url, serving, options));
  return 0;
}
