/** Which container engine stands on this machine, and precise words where none does. */

import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { SandboxUnavailable } from '../../sandbox.ts';
import type { Engine, EngineName } from './command-line.ts';

const ENGINES: readonly EngineName[] = ['podman', 'docker'];
const ASK_MAX_MS = 15_000;
/** By content, so that nobody can put another image under the same name: `name@sha256:…`, or the image's own `sha256:…`. */
export const IMAGE_PATTERN = /^(?:[a-z0-9][a-z0-9._:/-]{0,200}@)?sha256:[0-9a-f]{64}$/;
/** What an engine's client needs to find its engine. Nothing else of our environment is its business. */
const NEEDED = [
  'PATH',
  'HOME',
  'USER',
  'XDG_RUNTIME_DIR',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'CONTAINER_HOST',
];

const execute = promisify(execFile);

export function clientEnvironment(): Record<string, string> {
  return Object.fromEntries(NEEDED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where a command lies on the search path; null where it does not. */
function place(command: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find(isExecutable) ?? null;
}

/** The first line of what a command printed, or why there is none. */
async function ask(command: string, ...args: readonly string[]): Promise<{ ok: boolean; line: string }> {
  try {
    const { stdout } = await execute(command, args, { env: clientEnvironment(), timeout: ASK_MAX_MS });
    return { ok: true, line: stdout.trim().split('\n')[0] ?? '' };
  } catch (problem) {
    const said = problem instanceof Error && 'stderr' in problem ? String(problem.stderr).trim() : '';
    return { ok: false, line: (said === '' ? String(problem) : said).split('\n')[0] ?? '' };
  }
}

/** Asks the engine itself, not its client: a docker client without its service can run nothing. */
function version(name: EngineName, command: string): Promise<{ ok: boolean; line: string }> {
  const field = name === 'docker' ? '{{.Server.Version}}' : '{{.Client.Version}}';
  return ask(command, 'version', '--format', field);
}

async function hasGvisor(name: EngineName, command: string): Promise<boolean> {
  if (name === 'podman') return place('runsc') !== null;
  const { ok, line } = await ask(command, 'info', '--format', '{{json .Runtimes}}');
  return ok && line.includes('"runsc"');
}

export type Found =
  | { readonly kind: 'found'; readonly engine: Engine; readonly version: string }
  | { readonly kind: 'missing'; readonly why: string };

/**
 * The engine to use: `wanted` (a name on the search path, or a path that ends in one), or the first that answers.
 */
export async function findEngine(wanted?: string): Promise<Found> {
  const reasons: string[] = [];
  for (const candidate of wanted === undefined ? ENGINES : [wanted]) {
    const name = ENGINES.find((one) => candidate.split('/').at(-1)?.startsWith(one));
    const command = candidate.includes('/') ? candidate : place(candidate);
    if (name === undefined) reasons.push(`${candidate} is neither podman nor docker`);
    else if (command === null) reasons.push(`${candidate} is not installed`);
    else {
      const { ok, line } = await version(name, command);
      if (ok) {
        const runtime = (await hasGvisor(name, command)) ? 'runsc' : null;
        return { kind: 'found', engine: { name, command, runtime }, version: line };
      }
      reasons.push(`${candidate} is here, but its engine does not answer (${line})`);
    }
  }
  return { kind: 'missing', why: reasons.join('; ') };
}

/** Rejects with `SandboxUnavailable` where the image is not named by its content, or is not on this machine. */
export async function checkImage({ name, command }: Engine, image: string): Promise<void> {
  if (!IMAGE_PATTERN.test(image)) {
    throw new SandboxUnavailable(
      `the image "${image}" is not named by its content: write name@sha256:… (\`${name} images --digests\` shows it)`,
    );
  }
  const { ok, line } = await ask(command, 'image', 'inspect', '--format', '{{.Id}}', image);
  if (!ok) throw new SandboxUnavailable(`${name} has no image ${image}; fetch or build it first (${line})`);
}
