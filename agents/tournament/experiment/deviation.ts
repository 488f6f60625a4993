/** What an experiment did otherwise than its pre-registration says, each with what was said and what was done. */

import type { RunManifest } from '../manifest.ts';
import { hashOf, type Lock, type LockContent } from './lock.ts';

export interface Deviation {
  /** `lock`: the registration itself. `definition`: what is asked, varied or analysed. `software`: what ran. `runs`: what was played. */
  readonly kind: 'lock' | 'definition' | 'software' | 'runs';
  /** Which field, or in words what. */
  readonly what: string;
  readonly locked: string;
  readonly found: string;
}

/** A planned run as it lies in the folder; null: it was not played to its end. */
export interface PlayedRun {
  readonly treatment: string;
  readonly repetition: number;
  readonly manifest: RunManifest | null;
}

const NOTHING = 'nothing';
const TEXT_MAX = 120;

function textOf(value: unknown): string {
  if (value === undefined) return NOTHING;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)} …` : text;
}

interface Change {
  readonly path: string;
  readonly was: unknown;
  readonly is: unknown;
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Every innermost field that differs, in the order of the first value. */
export function changesBetween(was: unknown, is: unknown, path = ''): Change[] {
  if (!isGroup(was) || !isGroup(is) || Array.isArray(was) !== Array.isArray(is)) {
    return Object.is(was, is) ? [] : [{ path, was, is }];
  }
  const [before, after] = [was, is].map((one) => new Map<string, unknown>(Object.entries(one)));
  const keys = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...keys].flatMap((key) => {
    const inner = path === '' ? key : `${path}.${key}`;
    return changesBetween(before?.get(key), after?.get(key), inner);
  });
}

/** So many changed fields are named one by one. */
const NAMED_MAX = 40;

/** What several treatments have in common is told once, with whose it is. */
function treatmentChanges({ content }: Lock, now: LockContent): Change[] {
  const names = Object.keys(content.treatments).filter((name) => name in now.treatments);
  const groups = new Map<string, { readonly change: Change; readonly of: string[] }>();
  for (const name of names) {
    for (const change of changesBetween(content.treatments[name], now.treatments[name])) {
      const key = JSON.stringify([change.path, change.was ?? null, change.is ?? null]);
      const group = groups.get(key) ?? { change, of: [] };
      group.of.push(name);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ change, of }) => {
    const [first = ''] = of;
    const whose =
      of.length === names.length && of.length > 1
        ? 'every treatment'
        : of.length > 1
          ? `${of.length} treatments, first ${first}`
          : first;
    return { ...change, path: `${whose}: ${change.path}` };
  });
}

function contentChanges(lock: Lock, now: LockContent): Change[] {
  const { treatments: were, ...before } = lock.content;
  const { treatments: are, ...after } = now;
  const there = (one: LockContent['treatments']) => Object.fromEntries(Object.keys(one).map((name) => [name, 'there']));
  return [
    ...changesBetween(before, after),
    ...changesBetween(there(were), there(are), 'treatments'),
    ...treatmentChanges(lock, now),
  ];
}

function contentDeviations(lock: Lock, now: LockContent): Deviation[] {
  const changes = contentChanges(lock, now);
  const named = changes.slice(0, NAMED_MAX).map(({ path, was, is }): Deviation => {
    const kind = path.startsWith('software.') ? 'software' : 'definition';
    return { kind, what: path, locked: textOf(was), found: textOf(is) };
  });
  const more = changes.length - named.length;
  return more === 0
    ? named
    : [...named, { kind: 'definition', what: 'further fields', locked: '', found: `${more} more differ` }];
}

const CODE = ['arena', 'node', 'commit', 'changed', 'dependencies'] as const;

/** Fields of the run in which it is not what was locked, with both values. */
function runChanges({ content, lockedAt }: Lock, run: PlayedRun, manifest: RunManifest): Change[] {
  const { software, treatments } = content;
  const corpora = treatments[run.treatment]?.corpora ?? [];
  const corpus = corpora.length === 1 ? corpora[0] : corpora[run.repetition - 1];
  const changes: Change[] = [];
  const compare = (path: string, was: unknown, is: unknown): void => {
    if (JSON.stringify(was) !== JSON.stringify(is)) changes.push({ path, was, is });
  };
  compare('corpus', corpus, manifest.corpusHash);
  compare('sandbox image', software.sandboxImage, manifest.sandboxImage);
  const locked: { readonly prompts?: unknown; readonly prices?: unknown } = {
    ...(treatments[run.treatment]?.models as object | undefined),
  };
  if (manifest.models !== undefined && manifest.models !== null) {
    compare('prompts', locked.prompts, manifest.models.prompts);
    compare('prices of models', locked.prices, manifest.models.prices);
  }
  if (manifest.sessions.length === 0) compare('sessions', 'written down', NOTHING);
  for (const { startedAt, code } of manifest.sessions) {
    for (const field of CODE) compare(field, software[field], code[field]);
    if (startedAt < lockedAt) changes.push({ path: 'begun before the lock', was: lockedAt, is: startedAt });
  }
  return changes;
}

/** What runs have in common is told once, with how many they are. */
function runDeviations(lock: Lock, runs: readonly PlayedRun[]): Deviation[] {
  const groups = new Map<string, { readonly deviation: Deviation; readonly runs: Set<string> }>();
  const add = (deviation: Deviation, run: PlayedRun): void => {
    const key = JSON.stringify(deviation);
    const group = groups.get(key) ?? { deviation, runs: new Set() };
    group.runs.add(`${run.treatment} ${run.repetition}`);
    groups.set(key, group);
  };
  for (const run of runs) {
    if (run.manifest === null) {
      add({ kind: 'runs', what: 'not played to the end', locked: 'played', found: 'not played' }, run);
      continue;
    }
    for (const { path, was, is } of runChanges(lock, run, run.manifest)) {
      const kind = (CODE as readonly string[]).includes(path) || path === 'sandbox image' ? 'software' : 'runs';
      // Each run began at another moment: which is of no interest, that it was too early is.
      const found = path === 'begun before the lock' ? 'earlier' : textOf(is);
      add({ kind, what: path, locked: textOf(was), found }, run);
    }
  }
  return [...groups.values()].map(({ deviation, runs: own }) => {
    const [first = ''] = own;
    const of =
      own.size === 1 ? `run ${first}` : own.size === runs.length ? 'all runs' : `${own.size} runs, first ${first}`;
    return { ...deviation, what: `${deviation.what} (${of})` };
  });
}

/**
 * Everything that differs from the lock: the lock itself, where it was changed by hand; the definition and the software
 * as they are now; and each run as its manifest tells it.
 */
export function deviationsFrom(lock: Lock, now: LockContent, runs: readonly PlayedRun[]): Deviation[] {
  const found = hashOf(lock.content);
  const own: Deviation[] =
    found === lock.hash
      ? []
      : [{ kind: 'lock', what: 'hash of the lock: it was changed after it was made', locked: lock.hash, found }];
  const loose: Deviation[] =
    lock.content.software.changed === true
      ? [
          {
            kind: 'lock',
            what: 'the code had changes that were not committed: its commit does not name it',
            locked: textOf(lock.content.software.commit),
            found: 'changed',
          },
        ]
      : [];
  return [...own, ...loose, ...contentDeviations(lock, now), ...runDeviations(lock, runs)];
}
