/** The command line that starts a container: every wall that the engine has, and nothing of this machine inside. */

import type { RunLimits } from '../../sandbox.ts';

export type EngineName = 'podman' | 'docker';

/** An engine that stands on this machine. `command` is how it is called. */
export interface Engine {
  readonly name: EngineName;
  readonly command: string;
  /** `runsc` puts a kernel of its own between the program and this machine's; null is the engine's default. */
  readonly runtime: 'runsc' | null;
}

/** The user inside: `nobody` of every distribution, which owns nothing. */
const NOBODY = '65534:65534';
/** For the process that watches the program, and for what both of them keep in files. */
const OWN_BYTES = 100_663_296;
const FILES_BYTES = 33_554_432;
const PROCESSES = 64;

/** Reads what it is to run from standard input: a command line is short, and other processes can read it. */
const LOADER = [
  'import os',
  'def read(count):',
  '    text = b""',
  '    while len(text) < count:',
  '        chunk = os.read(0, count - len(text))',
  '        if not chunk: os._exit(0)',
  '        text += chunk',
  '    return text',
  'exec(compile(read(int.from_bytes(read(4), "little")), "harness", "exec"))',
].join('\n');

function tmpfs(place: string, ...more: readonly string[]): string[] {
  return ['--tmpfs', [`${place}:rw`, `size=${FILES_BYTES}`, 'mode=1777', 'nosuid', 'nodev', ...more].join(',')];
}

/** A limit below the program's own would fail it for what our watching process needs. */
function memoryOf(limits: Pick<RunLimits, 'memoryBytes'>): string {
  return String(limits.memoryBytes + OWN_BYTES);
}

/** What follows the engine's name. `container` names it, so that it can be ended by name. */
export function runArguments(
  engine: Engine,
  image: string,
  container: string,
  limits: Pick<RunLimits, 'memoryBytes'>,
): string[] {
  const memory = memoryOf(limits);
  return [
    'run',
    ...['--rm', '--interactive', '--name', container],
    // What is not here already is not fetched while somebody waits for a verdict.
    ...['--pull', 'never'],
    ...['--network', 'none', '--hostname', 'sandbox', '--ipc', 'none'],
    '--read-only',
    // Podman would else make three more folders writable, without a size.
    ...(engine.name === 'podman' ? ['--read-only-tmpfs=false', '--no-hosts'] : []),
    ...tmpfs('/delivery', 'exec'),
    ...tmpfs('/case', 'noexec'),
    ...tmpfs('/tmp', 'noexec'),
    ...['--user', NOBODY, '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    ...['--pids-limit', String(PROCESSES), '--memory', memory, '--memory-swap', memory, '--cpus', '1'],
    // The number of processes is the container's own; the user's would count those of other containers with them.
    ...['--ulimit', 'nofile=256:256', '--ulimit', 'nproc=4096:4096', '--ulimit', 'core=0:0'],
    ...['--log-driver', 'none', '--workdir', '/'],
    ...(engine.runtime === null ? [] : ['--runtime', engine.runtime]),
    ...['--entrypoint', 'python3', image, '-I', '-B', '-c', LOADER],
  ];
}
