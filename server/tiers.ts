/** The sandboxes of a process: which tiers are opened, and where their programs run. */

import type { Tier } from './protocol/arena/acceptance.ts';
import { createContainerSandbox } from './reviewer/sandbox/container.ts';
import { createEmbeddedSandbox } from './reviewer/sandbox/embedded.ts';
import { createNativeSandbox } from './reviewer/sandbox/native.ts';
import { readToken } from './reviewer/sandbox/remote/token.ts';
import { createRemoteSandbox } from './reviewer/sandbox/remote.ts';
import { type Sandbox, SandboxUnavailable } from './reviewer/sandbox.ts';

/** Where programs run other than in this machine's own tiers. What is not named is not used. */
export interface Places {
  /** Address of an `arena work`: it serves the projects of its tier. */
  readonly runner?: string | undefined;
  /** File with the token that the runner asks for. */
  readonly runnerToken?: string | undefined;
  /** Image for the projects of tier `native`, named by its content. */
  readonly container?: string | undefined;
}

/** A place that was named is wrong as it stands. Exit code 64: the command line. */
export class PlaceError extends Error {
  override readonly name = 'PlaceError';
  readonly exitCode = 64;
}

/** Places of the environment, under those of the command line. */
export function placesOf(
  named: Places,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Places {
  const said = (name: string): string | undefined => environment[name] || undefined;
  return {
    runner: named.runner ?? said('ARENA_RUNNER'),
    runnerToken: named.runnerToken ?? said('ARENA_RUNNER_TOKEN'),
    container: named.container ?? said('ARENA_CONTAINER'),
  };
}

export interface Sandboxes {
  /** Judges what needs no more than it has. */
  readonly main: Sandbox;
  readonly others: readonly Sandbox[];
  /** Why a tier that was wanted does not stand, in words. */
  readonly absent: readonly string[];
  close(): Promise<void>;
}

/** `http://…` or `https://…` of a runner, with the token of the file. */
export function openRunner({ runner, runnerToken }: Places & { readonly runner: string }): Promise<Sandbox> {
  const url = URL.canParse(runner) ? new URL(runner) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '') {
    throw new PlaceError(`the runner "${runner}" is no address: write http://host:port`);
  }
  return createRemoteSandbox({ url, token: runnerToken === undefined ? null : readToken(runnerToken) });
}

/** This machine's own sandbox of the tier. Rejects with `SandboxUnavailable`, saying what is missing. */
export async function openTier(tier: Tier, slots: number, { container }: Places = {}): Promise<Sandbox> {
  if (tier === 'embedded') return createEmbeddedSandbox({ slots });
  if (container !== undefined) return createContainerSandbox({ image: container, slots });
  return createNativeSandbox({ slots });
}

/**
 * Opens what the tiers ask for: a native tier that no project needs costs nothing. A place that somebody named must stand
 * where it is needed, so its trouble rejects; this machine's own native tier may be missing, and is told as absent.
 */
export async function openSandboxes(tiers: ReadonlySet<Tier>, slots: number, places: Places = {}): Promise<Sandboxes> {
  const { runner } = places;
  const opened: Sandbox[] = [];
  const absent: string[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((sandbox) => sandbox.close()));
  };
  try {
    if (runner !== undefined) opened.push(await openRunner({ ...places, runner }));
    const has = (tier: Tier): boolean => opened.some((sandbox) => sandbox.tier === tier);
    if (!has('embedded')) opened.push(await openTier('embedded', slots));
    if (tiers.has('native') && !has('native')) {
      await openTier('native', slots, places).then(
        (sandbox) => opened.push(sandbox),
        (problem: unknown) => absent.push(reasonOf(problem, places)),
      );
    }
  } catch (problem) {
    await close();
    throw problem;
  }
  const main = opened.find((sandbox) => sandbox.tier === 'embedded');
  if (main === undefined) throw new SandboxUnavailable('no embedded sandbox stands');
  return { main, others: opened.filter((sandbox) => sandbox !== main), absent, close };
}

/** Only what nobody named may be missing. */
function reasonOf(problem: unknown, { container }: Places): string {
  if (problem instanceof SandboxUnavailable && container === undefined) return problem.message;
  throw problem;
}
