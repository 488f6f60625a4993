/** What stands on this machine, tier by tier, in words for people: the walls, the check, and how to get what is missing. */

import { findEngine } from './reviewer/sandbox/container/engine.ts';
import { type Sandbox, SandboxUnavailable } from './reviewer/sandbox.ts';
import { type SelfCheckLine, selfCheck } from './reviewer/self-check.ts';
import { openRunner, openTier, type Places } from './tiers.ts';

export interface TierReport {
  readonly title: string;
  /** `fails`: it should stand, or somebody named it. `absent`: nobody asked for it, and projects that do are refused. */
  readonly verdict: 'stands' | 'fails' | 'absent';
  /** What is missing and how to get it, or a word about what stands. */
  readonly remarks: readonly string[];
  readonly walls: readonly string[];
  readonly checks: readonly SelfCheckLine[];
}

const TITLE = {
  embedded: 'Tier embedded, which stands on every machine',
  native: "Tier native, this machine's own",
  container: 'Tier native, in containers',
  runner: 'A runner on a machine apart',
} as const;

function without(title: string, verdict: 'fails' | 'absent', ...remarks: readonly string[]): TierReport {
  return { title, verdict, remarks, walls: [], checks: [] };
}

/** Opens, checks and closes a sandbox. One that does not open is `missing`. */
async function report(title: string, missing: 'fails' | 'absent', open: () => Promise<Sandbox>): Promise<TierReport> {
  let sandbox: Sandbox;
  try {
    sandbox = await open();
  } catch (problem) {
    if (!(problem instanceof SandboxUnavailable)) throw problem;
    return without(title, missing, problem.message);
  }
  try {
    const { ok, walls, lines } = await selfCheck(sandbox);
    const { languages, packages } = sandbox;
    const also = packages.length === 0 ? '' : `, ${packages.length} packages and commands`;
    const remarks = [`${languages.join(', ')}${also}`];
    return { title, verdict: ok ? 'stands' : 'fails', remarks, walls, checks: lines };
  } finally {
    await sandbox.close();
  }
}

async function reportContainer(places: Places): Promise<TierReport> {
  if (places.container !== undefined) {
    return report(TITLE.container, 'fails', () => openTier('native', 1, places));
  }
  const found = await findEngine();
  if (found.kind === 'missing') {
    const how = 'install Podman (`apt-get install podman`, `dnf install podman`, `brew install podman`) or Docker';
    return without(TITLE.container, 'absent', `no engine: ${found.why}`, how);
  }
  const { engine, version } = found;
  return without(
    TITLE.container,
    'absent',
    `${engine.name} ${version} answers, but no image is named`,
    `name one that has Python by its content: \`--container name@sha256:…\`, or ARENA_CONTAINER (docs/sandboxes.md)`,
  );
}

async function reportRunner(places: Places): Promise<TierReport> {
  const { runner } = places;
  if (runner === undefined) {
    const how =
      'start `arena work` there, and name it: `--runner http://host:port`, or ARENA_RUNNER (docs/remote-runner.md)';
    return without(TITLE.runner, 'absent', 'no runner is named', how);
  }
  return report(TITLE.runner, 'fails', () => openRunner({ ...places, runner }));
}

/** One report after the other, each as soon as it is known. */
export async function* reportTiers(places: Places): AsyncGenerator<TierReport> {
  yield await report(TITLE.embedded, 'fails', () => openTier('embedded', 1));
  yield await report(TITLE.native, 'absent', () => openTier('native', 1));
  yield await reportContainer(places);
  yield await reportRunner(places);
}
