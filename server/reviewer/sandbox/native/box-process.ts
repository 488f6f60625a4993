/** One box as the reviewer sees it: a program goes in first, then one case at a time, and a kill that always works. */

import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { RunRequest } from '../../sandbox.ts';
import { framed, frameReader } from '../embedded/frames.ts';
import { killGroup, OWN_GROUP } from '../kill-group.ts';
import { type Cgroup, makeCgroup } from '../linux/cgroup.ts';
import { BOX_INFORMATION_FD, BOX_NODE, boxCommand } from './box-arguments.ts';
import type { Machine } from './machine.ts';
import { type BoxMessage, readBoxMessage } from './outcome.ts';

const FIRST_USER = 60_000;
/** Processes and threads of a box: those of one case, see `limits.py`, and our own. */
const PROCESSES_MAX = 80;
const COMPLAINT_CHARACTERS = 4_000;
const MIB = 1_048_576;
/** What Node uses before it runs anything. */
const NODE_BYTES = 64 * MIB;
/** What it and its workers reserve for code, which counts as theirs and is never filled: half a gigabyte each. */
const NODE_RESERVED_BYTES = 8_192 * MIB;
/** Room for our own processes of a case, beside the program. */
const KEEPER_BYTES = 48 * MIB;
const BUILD_BYTES = 1_024 * MIB;

export interface BoxStart {
  readonly machine: Machine;
  readonly slot: number;
  readonly request: Pick<RunRequest, 'language' | 'files' | 'environment' | 'task'>;
  /** How long the build commands may take together. */
  readonly buildSeconds: number;
  /** Packages that are imported once, before the first case. */
  readonly preload: readonly string[];
  /** Whether the box tells what is installed here. */
  readonly inspect: boolean;
}

export interface Box {
  send(request: RunRequest): void;
  /** How often the machine has killed something in the box because its memory was full. */
  memoryKills(): number;
  /** Ends every process in the box. */
  kill(): void;
  /** Settles when all of them are gone. */
  readonly gone: Promise<void>;
  /** What our own code in the box, or bubblewrap, complained about. */
  complaint(): string;
}

function isNode(language: RunRequest['language']): boolean {
  return language === 'javascript' || language === 'typescript';
}

function runtimeBytes(language: RunRequest['language']): number {
  return isNode(language) ? NODE_BYTES : 0;
}

function startMessage({ machine, slot, request, preload, inspect, buildSeconds }: BoxStart): Buffer {
  const { language, files, environment, task } = request;
  const message = {
    user: machine.ownUsers ? FIRST_USER + slot : null,
    ...{ language, files, kind: task.kind, preload, inspect, node: BOX_NODE, folders: machine.prepared?.folders ?? [] },
    build: environment?.build ?? [],
    start: environment?.start ?? [],
    runtimeBytes: runtimeBytes(language),
    reservedBytes: isNode(language) ? NODE_RESERVED_BYTES : 0,
    buildLimits: { seconds: buildSeconds, memory: BUILD_BYTES, output: MIB },
    guestFilter: machine.guestFilter.toString('base64'),
  };
  return framed(Buffer.from(JSON.stringify(message)));
}

function caseMessage({ task, limits }: RunRequest): Buffer {
  const { timeMs, memoryBytes: memory, answerBytes: answer, outputBytes: output } = limits;
  return framed(Buffer.from(JSON.stringify({ task, limits: { seconds: timeMs / 1_000, memory, answer, output } })));
}

function launch({ machine, request }: BoxStart): ChildProcess {
  const { command, inputs } = boxCommand(machine, isNode(request.language));
  const [file = '', ...args] = command;
  const stdio = Array.from({ length: BOX_INFORMATION_FD + 1 + inputs.length }, () => 'pipe' as const);
  const child = spawn(file, args, { env: {}, cwd: '/', stdio, detached: OWN_GROUP });
  for (const [index, input] of inputs.entries()) (child.stdio[BOX_INFORMATION_FD + 1 + index] as Writable).end(input);
  return child;
}

const informationSchema = z.object({ 'child-pid': z.int().positive() });

/** Puts the box into its group. Until it is there it is told of no program, and nothing but our own code runs in it. */
async function enter(child: ChildProcess, group: Cgroup | null): Promise<void> {
  const said = await text(child.stdio[BOX_INFORMATION_FD] as Readable);
  await group?.join(informationSchema.parse(JSON.parse(said))['child-pid']);
}

/** A limit that is below what is in use is refused; the limits of the processes themselves still stand. */
function limitMemory(group: Cgroup | null, bytes: number): void {
  try {
    group?.memory?.limit(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
  }
}

/** Starts a box. `hear` gets every message; `ended` is called once, when it is gone or has broken the protocol. */
export function startBox(start: BoxStart, hear: (message: BoxMessage) => void, ended: () => void): Box {
  const group = makeCgroup(start.machine.groups, PROCESSES_MAX);
  limitMemory(group, BUILD_BYTES + 4 * KEEPER_BYTES);
  const child = launch(start);
  let complaint = '';
  let baseBytes = 0;
  // Bubblewrap, running as root, may not end a box that has become another user: its group, and the closed pipe, do.
  const kill = (): void => {
    killGroup(child);
    child.stdin?.destroy();
    group?.kill();
  };
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      complaint += error.message;
      resolve();
    });
  });
  const gone = exited.then(() => {
    ended();
    return group?.remove();
  });
  const [requests, replies, complaints] = [child.stdin, child.stdout, child.stderr] as [Writable, Readable, Readable];
  // A write to a box that has just died fails; its end is reported by `gone`.
  for (const stream of child.stdio) stream?.on('error', kill);
  const take = (body: Buffer): void => {
    const message = readBoxMessage(body);
    if (message?.kind === 'ready') baseBytes = group?.memory?.used() ?? 0;
    if (message === undefined) kill();
    else hear(message);
  };
  replies.on('data', frameReader(take, kill));
  complaints.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, COMPLAINT_CHARACTERS);
  });
  // What could not enter is gone, or must go: its end is reported by `gone`.
  enter(child, group).then(() => requests.write(startMessage(start)), kill);
  return {
    send: (request) => {
      const room = KEEPER_BYTES + runtimeBytes(request.language) + request.limits.memoryBytes;
      limitMemory(group, baseBytes + room);
      requests.write(caseMessage(request));
    },
    memoryKills: () => group?.memory?.kills() ?? 0,
    kill,
    gone,
    complaint: () => complaint.trim(),
  };
}
