/** The container provider of the sandbox port: Podman or Docker through its command line, a fresh container for every run. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { sha256 } from '../../kernel/hash.ts';
import { languageSchema } from '../../protocol/arena/acceptance.ts';
import { type RunOptions, type RunRequest, type RunResult, type Sandbox, SandboxUnavailable } from '../sandbox.ts';
import type { Engine } from './container/command-line.ts';
import { askContainer } from './container/container-run.ts';
import { checkImage, findEngine } from './container/engine.ts';
import { missingResult, questionOf, readOutcome } from './container/question.ts';
import { wallLimitResult } from './embedded/answer.ts';
import { createTurns } from './turns.ts';

const SLOTS_DEFAULT = 2;
const DESCRIBE_MS = 30_000;
const DESCRIBE_BYTES = 268_435_456;

export interface ContainerOptions {
  /** Named by its content: `name@sha256:…`. It must have Python 3.9 or newer; what else it has, programs can use. */
  readonly image: string;
  /** `podman`, `docker`, or a path that ends in one of them. Default: the first that answers. */
  readonly engine?: string;
  /** Containers at the same time. Default: 2. */
  readonly slots?: number;
}

const describedSchema = z.strictObject({
  languages: z.array(languageSchema.exclude(['sql'])).min(1),
  packages: z.array(z.string().max(255)).max(20_000),
});
type Described = z.infer<typeof describedSchema>;

function text(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

/** One program for the first process: its parts, the drivers of the languages as data, and the call that begins. */
function harnessText(): string {
  const python = `${text('./native/box/harness.py')}\n${text('./container/guest.py')}`;
  const drivers = JSON.stringify({ python, node: text('./container/guest.cjs') });
  return [
    text('./container/process.py'),
    text('./container/harness.py'),
    `main(json.loads(${pythonText(drivers)}))\n`,
  ].join('\n');
}

/** A JSON text of ASCII is a Python text as well; quoted twice, whatever is in it stays data. */
function pythonText(content: string): string {
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(content).replace(/[^ -~]/g, escaped);
}

const GVISOR = {
  used: 'gVisor (runsc) stands between the program and the kernel of this machine',
  absent: 'the kernel of this machine is shared with the program, for gVisor (runsc) is not installed',
  fails:
    'the kernel of this machine is shared with the program, for gVisor (runsc) is installed but starts no container',
} as const;

function wallsOf({ name }: Engine, gvisor: keyof typeof GVISOR): string[] {
  return [
    `every run has a container of its own (${name}), which is gone afterwards`,
    'no network, no folder of this machine, a system that cannot be written to, small folders in memory',
    'an unprivileged user without capabilities that cannot gain any; the system-call filter of the engine',
    'memory, processes, open files and processor time are limited',
    GVISOR[gvisor],
    'programs come in over standard input and answers go out over standard output; nothing is copied out of the container',
    'answers are parsed in the process of the reviewer, and expected values never leave it',
  ];
}

async function describe(engine: Engine, image: string, harness: string): Promise<Described> {
  const limits = { memoryBytes: DESCRIBE_BYTES };
  const { answer, gone } = askContainer({
    engine,
    image,
    harness,
    limits,
    letter: 'D',
    body: Buffer.alloc(0),
    timeMs: DESCRIBE_MS,
  });
  const body = await answer;
  await gone;
  const described = describedSchema.safeParse(JSON.parse(body?.toString('utf8') ?? 'null'));
  if (!described.success) throw new SandboxUnavailable(`the image ${image} does not say what it has`);
  return described.data;
}

interface Standing {
  readonly engine: Engine;
  readonly described: Described;
  readonly gvisor: keyof typeof GVISOR;
}

/** Without gVisor where it is installed but runs nothing; that this wall is missing is then said among the walls. */
async function firstThatRuns(engine: Engine, image: string, harness: string): Promise<Standing> {
  const plain = { ...engine, runtime: null };
  if (engine.runtime === null) return { engine, described: await describe(plain, image, harness), gvisor: 'absent' };
  try {
    return { engine, described: await describe(engine, image, harness), gvisor: 'used' };
  } catch (problem) {
    if (!(problem instanceof SandboxUnavailable)) throw problem;
    return { engine: plain, described: await describe(plain, image, harness), gvisor: 'fails' };
  }
}

/**
 * Ready when one container has run. Rejects with `SandboxUnavailable`, saying what is missing: an engine, the image, or
 * Python in it.
 */
export async function createContainerSandbox({ image, engine: wanted, slots }: ContainerOptions): Promise<Sandbox> {
  const found = await findEngine(wanted);
  if (found.kind === 'missing') throw new SandboxUnavailable(`no container engine: ${found.why}`);
  await checkImage(found.engine, image);
  const harness = harnessText();
  const { engine, described, gvisor } = await firstThatRuns(found.engine, image, harness);
  const turns = createTurns(slots ?? SLOTS_DEFAULT);
  const closing = new AbortController();
  const alive = new Set<Promise<unknown>>();

  /** One container. Its place is free again when nothing of it is left, though the result is known before. */
  async function runOnce(request: RunRequest, { signal, exchange }: RunOptions, alone: boolean): Promise<RunResult> {
    const stop = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
    const giveBack = await turns.take({ alone, signal: stop });
    const asked = askContainer({
      engine,
      image,
      harness,
      ...questionOf(request, exchange !== undefined),
      signal: stop,
      exchange,
    });
    alive.add(asked.gone);
    void asked.gone.then(() => {
      alive.delete(asked.gone);
      giveBack();
    });
    const body = await asked.answer;
    return body === null
      ? { ...wallLimitResult(request.limits), unrepeatable: 'wall_clock' }
      : readOutcome(body, request);
  }

  async function run(request: RunRequest, options: RunOptions = {}): Promise<RunResult> {
    options.signal?.throwIfAborted();
    closing.signal.throwIfAborted();
    if (!Object.hasOwn(request.files, request.task.file)) return missingResult(request.task.file);
    const first = await runOnce(request, options, options.alone === true);
    const counts = options.alone === true || options.exchange !== undefined || first.exit !== 'time_limit';
    return counts ? first : runOnce(request, options, true);
  }

  return {
    name: `container (${engine.name})`,
    tier: 'native',
    packages: described.packages,
    imageHash: sha256(JSON.stringify([image, harness])),
    walls: wallsOf(engine, gvisor),
    languages: described.languages,
    run,
    close: async () => {
      const trouble = new SandboxUnavailable('the sandbox is closed');
      turns.close(trouble);
      closing.abort(trouble);
      await Promise.all(alive);
    },
  };
}
