/** The reviewer: runs every case of a delivery and says what it found, or rejects when the trouble is ours. */

import { availableParallelism } from 'node:os';
import { canonicalJson, sha256 } from '../kernel/hash.ts';
import type { Acceptance, Files } from '../protocol/arena/acceptance.ts';
import { type Check, checksOf } from './acceptance.ts';
import { NO_TRUSTED_LANE, type Runner, runCheck, runWithRetries, sandboxFor } from './case-run.ts';
import { type CaseResult, combine, type Finding } from './combine.ts';
import { DEFAULT_LIMITS, type RunRequest, type RunResult, type Sandbox, shortageAmong } from './sandbox.ts';
import { createSlots } from './slots.ts';
import type { TrustedLane } from './trusted-lane.ts';
import { CACHE_LIMITS, type CacheLimits, createVerdictCache } from './verdict-cache.ts';

export interface ReviewerOptions {
  /** Judges what needs no more than it has. */
  readonly sandbox: Sandbox;
  /** Further tiers, for projects that need them. */
  readonly others?: readonly Sandbox[];
  /**
   * Where our own programs run, apart from all deliveries; it stays the caller's to close. Without it, projects with
   * assertions or checkers cannot be judged.
   */
  readonly trusted?: TrustedLane;
  /** Runs handed to the sandbox at the same time, over all reviews. Default: twice the cores. */
  readonly slots?: number;
  /** Bounds of the verdict cache, or null for none. Default: `CACHE_LIMITS`. */
  readonly cache?: CacheLimits | null;
  /** How often a run is repeated while the sandbox is unavailable. Default: 3. */
  readonly retries?: number;
  /** Pause before the first retry in milliseconds, four times longer before each further one. Default: 25. */
  readonly backoffMs?: number;
}

export interface DraftRequest {
  readonly files: Files;
  readonly acceptance: Acceptance;
  /** Ticks for each case, see `fuelLimit`. Default: `DEFAULT_LIMITS.fuel`. */
  readonly fuelPerCase?: number;
  readonly signal?: AbortSignal;
}

export interface ReviewRequest extends DraftRequest {
  /** The hidden part of the answer key. */
  readonly hidden: Acceptance;
}

export interface CasesRequest extends DraftRequest {
  /** Ends the round after the case for which it says so; those after it do not run. Default: all run. */
  readonly until?: (result: CaseResult) => boolean;
}

/** Every method rejects with a `ReviewFault` when the trouble is ours, or with the signal's reason when aborted. */
export interface Reviewer {
  /** Runs the visible and the hidden cases, all of them, and combines them. */
  review(request: ReviewRequest): Promise<Finding>;
  /** The same for a draft: visible cases only. */
  runVisible(request: DraftRequest): Promise<Finding>;
  /**
   * Runs the cases of the acceptance as hidden ones, one after the other in their order, and remembers nothing: for whoever
   * asks about the cases rather than about a delivery. Any number of them, none included.
   */
  runCases(request: CasesRequest): Promise<readonly CaseResult[]>;
  /** What no sandbox here has and the acceptance needs, in words, or null: it can be judged. */
  shortageFor(acceptance: Acceptance): string | null;
  /** One run without judgement, with the same retries. */
  runOnce(request: RunRequest, signal?: AbortSignal): Promise<RunResult>;
}

function runnerOf(options: ReviewerOptions): Runner {
  return {
    sandboxes: [options.sandbox, ...(options.others ?? [])],
    slots: createSlots(options.slots ?? 2 * availableParallelism()),
    trusted: options.trusted ?? null,
    retries: options.retries ?? 3,
    backoffMs: options.backoffMs ?? 25,
  };
}

/** Runs all checks at once; the first fault stops the rest, whose results nobody would read. */
async function runChecks(runner: Runner, checks: readonly Check[], outer?: AbortSignal): Promise<CaseResult[]> {
  const stop = new AbortController();
  const signal = outer === undefined ? stop.signal : AbortSignal.any([outer, stop.signal]);
  try {
    return await Promise.all(checks.map((check) => runCheck(runner, check, signal)));
  } catch (problem) {
    stop.abort();
    outer?.throwIfAborted();
    throw problem;
  }
}

async function runInOrder(runner: Runner, request: CasesRequest): Promise<CaseResult[]> {
  const { files, acceptance, fuelPerCase = DEFAULT_LIMITS.fuel, until } = request;
  const signal = request.signal ?? new AbortController().signal;
  const results: CaseResult[] = [];
  for (const check of checksOf(files, acceptance, false, fuelPerCase)) {
    signal.throwIfAborted();
    const result = await runCheck(runner, check, signal);
    results.push(result);
    if (until?.(result) === true) break;
  }
  return results;
}

/** Whether programs of ours take part in the judgement. */
function needsTrusted(acceptance: Acceptance): boolean {
  return acceptance.kind === 'assertions' || acceptance.comparator.kind === 'checker';
}

function shortageFor({ sandboxes, trusted }: Runner, acceptance: Acceptance): string | null {
  if (trusted === null && needsTrusted(acceptance)) return NO_TRUSTED_LANE;
  const { kind, environment } = acceptance;
  if (kind === 'assertions' && environment?.tier === 'native')
    return 'assertions can ask only deliveries of the embedded tier';
  return shortageAmong(sandboxes, acceptance.language, acceptance.environment);
}

/** Names the engines that a finding rests on: the delivery's, and that of our own programs where there are any. */
function imagesOf({ sandboxes, trusted }: Runner, acceptance: Acceptance): string {
  const { imageHash } = sandboxFor(sandboxes, acceptance.language, acceptance.environment);
  return trusted !== null && needsTrusted(acceptance) ? `${imageHash} ${trusted.imageHash}` : imageHash;
}

function identityOf(imageHash: string, request: DraftRequest, hidden: Acceptance | null, fuel: number): string {
  const { files, acceptance } = request;
  return sha256(canonicalJson({ imageHash, files, acceptance, hidden, limits: { ...DEFAULT_LIMITS, fuel } }));
}

/** A reviewer over one sandbox, which stays the caller's to close. */
export function createReviewer(options: ReviewerOptions): Reviewer {
  const runner = runnerOf(options);
  const cache = options.cache === null ? null : createVerdictCache(options.cache ?? CACHE_LIMITS);
  const find = async (request: DraftRequest, hidden: Acceptance | null): Promise<Finding> => {
    const { files, acceptance, signal, fuelPerCase: fuel = DEFAULT_LIMITS.fuel } = request;
    signal?.throwIfAborted();
    const identity = identityOf(imagesOf(runner, acceptance), request, hidden, fuel);
    const remembered = cache?.get(identity) ?? null;
    if (remembered !== null) return remembered;
    const ofHidden = hidden === null ? [] : checksOf(files, hidden, false, fuel);
    const checks = [...checksOf(files, acceptance, true, fuel), ...ofHidden];
    const finding = combine(identity, await runChecks(runner, checks, signal));
    // What the wall clock cut may end otherwise on a quieter machine: it is asked anew.
    if (finding.cases.every(({ unrepeatable }) => unrepeatable !== 'wall_clock')) cache?.set(finding);
    return finding;
  };
  return {
    review: (request) => find(request, request.hidden),
    runVisible: (request) => find(request, null),
    runCases: (request) => runInOrder(runner, request),
    shortageFor: (acceptance) => shortageFor(runner, acceptance),
    runOnce: (request, signal = new AbortController().signal) => runWithRetries(runner, request, signal),
  };
}
