/** The folder of a run: what was asked for, what it ran on, and what came out. A run goes on only with its own folder. */

import { existsSync } from 'node:fs';
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import type { MeasuredBy } from '../../server/protocol/arena/measured-people.ts';
import { InputError } from './input-error.ts';
import { manifestText, openSession, type RunFacts, type Session } from './manifest.ts';
import { type Code, codeHere, codeSchema, machineHere } from './provenance.ts';
import { readJson, reasonOf } from './text-file.ts';
import { TRIES_FILE } from './tries-file.ts';

/** What makes two runs the same run: nothing of the machine, nothing of how fast it goes. */
export interface RunInputs {
  readonly config: unknown;
  readonly roster: unknown;
  readonly corpusHash: string;
  readonly sandboxImage: string;
  /** The people whose tries are the baseline, by the hash of their rows; not said: it is none of people. */
  readonly measuredBy?: MeasuredBy;
}

export interface RunFolder {
  readonly dir: string;
  readonly database: string;
  /** Folder for the exported logs. */
  readonly logs: string;
  /** Whether an earlier process began this run. */
  readonly resumed: boolean;
  /** Writes a file whole or not at all. */
  write(name: string, text: string): Promise<void>;
  /** Adds a line of JSON to a file. */
  append(name: string, value: unknown): Promise<void>;
  /** Adds to the manifest what nobody could know before. */
  found(facts: Readonly<Record<string, unknown>>): Promise<void>;
  /** Writes into the manifest that this process has come to the end of its work. */
  end(): Promise<void>;
}

/** Beside the inputs: nothing of it decides which run this is. */
export interface RunCircumstances {
  readonly facts: RunFacts | null;
  readonly workers: number | null;
  /** Runs that this process plays at the same time; not said: this one alone. */
  readonly atOnce?: number;
}

/** Where a run may lie: in this folder and no other, or, where that one holds another run, in one beside it. */
export interface RunPlace {
  readonly dir: string;
  readonly strict: boolean;
  /** The file that is written when the run is over; not said: its standing. */
  readonly last?: string;
}

const isOver = (dir: string, { last = 'standing.json' }: RunPlace): boolean => existsSync(join(dir, last));

/** The manifest of the run that lies in the folder; null where there is none. */
async function manifestIn(dir: string): Promise<Record<string, unknown> | null> {
  const file = join(dir, 'manifest.json');
  if (!existsSync(file)) return null;
  const manifest = await readJson(file);
  return manifest !== null && typeof manifest === 'object' ? { ...manifest } : {};
}

export const identityOf = (inputs: RunInputs): string => sha256(canonicalJson(inputs));

/**
 * Whether the folder is this run's. A run that has begun goes on with the people whom it keeps, whoever has withdrawn or come
 * since; one that is over is of its own people. An earlier arena wrote them beside a run's identity, not into it.
 */
function isOf(inputs: RunInputs, manifest: Readonly<Record<string, unknown>>, goesOn: boolean): boolean {
  const { measuredBy: people = null, ...others } = inputs;
  const { identity, measuredBy: kept = null } = manifest;
  if (identity === identityOf(inputs)) return true;
  if (people === null || kept === null) return false;
  if (!goesOn && canonicalJson(kept) !== canonicalJson(people)) return false;
  return [others, { ...others, measuredBy: kept }].some((one) => identity === sha256(canonicalJson(one)));
}

const goesOnIn = (dir: string, place: RunPlace): boolean => !isOver(dir, place) && existsSync(join(dir, TRIES_FILE));

/** What lies in the place already. Makes nothing, and refuses a strict place of another run as `openRunFolder` does. */
export async function findRun(place: RunPlace, inputs: RunInputs): Promise<'nothing' | 'begun' | 'ended'> {
  const { dir, before } = await lookFor(place, inputs);
  if (before === null) return 'nothing';
  return isOver(dir, place) ? 'ended' : 'begun';
}

/** Where the run lies, or will. Makes nothing; refuses as `findRun` does. */
export async function folderOfRun(place: RunPlace, inputs: RunInputs): Promise<{ dir: string; resumed: boolean }> {
  const { dir, before } = await lookFor(place, inputs);
  return { dir, resumed: before !== null };
}

async function lookFor(place: RunPlace, inputs: RunInputs) {
  const { dir: wanted, strict } = place;
  const found = await manifestIn(wanted);
  if (found === null || isOf(inputs, found, goesOnIn(wanted, place))) return { dir: wanted, before: found };
  if (strict) {
    throw new InputError(
      `${wanted} holds another run (other configuration, roster, corpus, sandbox or people of the baseline): choose another --out, or remove it`,
      64,
    );
  }
  const dir = `${wanted}-${identityOf(inputs).slice(0, 8)}`;
  const beside = await manifestIn(dir);
  return { dir, before: beside !== null && isOf(inputs, beside, goesOnIn(dir, place)) ? beside : null };
}

/** The manifest of a run that goes on keeps who began it, and adds who goes on. */
async function sessionsOf(before: Readonly<Record<string, unknown>> | null, { workers, atOnce }: RunCircumstances) {
  const code = await codeHere();
  const begun = openSession(code, machineHere(), workers, atOnce);
  const began = codeSchema.safeParse(before?.provenance);
  const provenance: Code = began.success ? began.data : code;
  const earlier = Array.isArray(before?.sessions) ? (before.sessions as Session[]) : [];
  return { provenance, earlier, begun };
}

/** Opens the run's folder, or makes it. Throws an `InputError` when a strict place belongs to another run. */
export async function openRunFolder(
  place: RunPlace,
  inputs: RunInputs,
  circumstances: RunCircumstances = { facts: null, workers: null },
): Promise<RunFolder> {
  const { facts } = circumstances;
  const { dir, before } = await lookFor(place, inputs);
  const resumed = before !== null;
  // A run that goes on keeps the identity that it began with.
  const identity = typeof before?.identity === 'string' ? before.identity : identityOf(inputs);
  const logs = join(dir, 'log');
  try {
    await mkdir(logs, { recursive: true });
  } catch (thrown) {
    throw new InputError(`${dir} cannot be made: ${reasonOf(thrown)}. Choose another --out`, 64);
  }

  async function write(name: string, text: string): Promise<void> {
    const file = join(dir, name);
    await writeFile(`${file}.unfinished`, text);
    await rename(`${file}.unfinished`, file);
  }

  const hasEnded = resumed && isOver(dir, place);
  let found: Readonly<Record<string, unknown>> = {};
  const { provenance, earlier, begun } = await sessionsOf(before, circumstances);
  async function manifest(endedAt: string | null): Promise<void> {
    // Whoever prints the standing of a run again has not made it.
    if (hasEnded) return;
    const sessions = [...earlier, { ...begun, endedAt }];
    await write('manifest.json', manifestText({ identity, inputs, provenance, facts, found, sessions }));
  }
  await manifest(null);
  const append = (name: string, value: unknown): Promise<void> =>
    appendFile(join(dir, name), `${JSON.stringify(value)}\n`);
  return {
    ...{ dir, database: join(dir, 'market.db'), logs, resumed, write, append },
    found: (more) => {
      found = { ...found, ...more };
      return manifest(null);
    },
    end: () => manifest(new Date().toISOString()),
  };
}
