/** The gate over a whole bank of projects: several at a time, finished ones kept, the same report however often it was stopped. */

import { known } from '../kernel/assert.ts';
import { canonicalJson, sha256 } from '../kernel/hash.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import type { Reviewer } from '../reviewer/reviewer.ts';
import { createSlots } from '../reviewer/slots.ts';
import { type BankTable, tableOf } from './bank-table.ts';
import type { GateSettings } from './context.ts';
import { createDuplicateFinder, type KnownWork } from './duplicates-gate.ts';
import { GATE_VERSION, projectHashOf } from './frozen.ts';
import { type AdmitOptions, type Examined, examine, packageReport, projectReport, undecided } from './gate.ts';
import { gateReport, type ProjectReport, plainLine } from './gate-report.ts';
import { patientReviewer, StoppedByClock } from './patient-reviewer.ts';
import type { Origin } from './schema-gate.ts';
import type { HumanReview, Solution } from './solutions.ts';

/** Where finished projects are kept, by a key that names everything their report depends on. */
export interface Shelf {
  get(key: string): Promise<Examined | null>;
  put(key: string, examined: Examined): Promise<void>;
}

export interface Bank {
  readonly name: string;
  readonly projects: readonly ProjectPackage[];
  readonly origin: Origin;
  /** Work of other banks that must not be repeated. */
  readonly known?: readonly KnownWork[];
  readonly solutions?: readonly Solution[];
  readonly humanReviews?: readonly HumanReview[];
  /** What was given as a project and is none. */
  readonly drafts?: readonly Draft[];
}

/** A row that is no project package: where it stands, and why not. */
export interface Draft {
  readonly name: string;
  readonly problems: readonly string[];
}

export interface BankOptions {
  readonly reviewer: Reviewer;
  /** The image that the reviewer judges by: verdicts of another are not continued. */
  readonly imageHash: string;
  readonly settings: GateSettings;
  readonly shelf: Shelf;
  /** Projects at the same time. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface BankReport {
  readonly format: 'arena-admission-report';
  readonly version: number;
  readonly bank: string;
  readonly settings: GateSettings;
  readonly imageHash: string;
  readonly table: BankTable;
  readonly projects: readonly ProjectReport[];
}

/**
 * Everything that a project's own gates depend on. What it pays counts by the first gate's word alone: one project more in a
 * corpus moves the prices of all, and what their programs do stays as it was.
 */
function keyOf(project: ProjectPackage, bank: Bank, { imageHash, settings }: BankOptions): string {
  const { slug } = project;
  const solutions = (bank.solutions ?? []).filter((one) => one.slug === slug);
  const humanReviews = (bank.humanReviews ?? []).filter((one) => one.slug === slug);
  const hash = projectHashOf(project);
  const schema = packageReport(project, bank.origin);
  return sha256(canonicalJson({ GATE_VERSION, hash, schema, imageHash, settings, solutions, humanReviews }));
}

/** What the machine's clock kept from being decided is told and not kept: one project of a bank does not hold up the others. */
async function examineOrSay(project: ProjectPackage, given: AdmitOptions, keep: (examined: Examined) => Promise<void>) {
  try {
    const examined = await examine(project, given);
    await keep(examined);
    return examined;
  } catch (problem) {
    if (!(problem instanceof StoppedByClock)) throw problem;
    return undecided(project, given, problem.message);
  }
}

async function examineAll(bank: Bank, options: BankOptions): Promise<readonly Examined[]> {
  const { settings, shelf, signal, concurrency, onProgress } = options;
  const reviewer = patientReviewer(options.reviewer);
  const slots = createSlots(concurrency);
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const { origin, projects } = bank;
  let done = 0;
  const one = async (project: ProjectPackage): Promise<Examined> => {
    both.throwIfAborted();
    const key = keyOf(project, bank, options);
    const kept = await shelf.get(key);
    const mine = <T extends { readonly slug: string }>(all: readonly T[] = []) =>
      all.filter(({ slug }) => slug === project.slug);
    const solutions = mine(bank.solutions);
    const humanReviews = mine(bank.humanReviews);
    const given = { reviewer, isPatient: true, settings, origin, signal: both, solutions, humanReviews };
    const examined = kept ?? (await examineOrSay(project, given, (found) => shelf.put(key, found)));
    done += 1;
    onProgress?.(done, projects.length);
    return examined;
  };
  try {
    return await Promise.all(projects.map((project) => slots.use(() => one(project))));
  } catch (problem) {
    // The first fault ends the rest; what was finished is on the shelf.
    stop.abort();
    signal.throwIfAborted();
    throw problem;
  }
}

function draftReport({ name, problems }: Draft): ProjectReport {
  const schema = gateReport('schema', 'failed', 'Not a project package.', {}, problems);
  return { slug: plainLine(name), family: '', hash: '', state: 'draft', admitted: false, gates: [schema] };
}

/** Rejects with a `ReviewFault` when the trouble is ours, or with the signal's reason; the same call goes on from there. */
export async function admitBank(bank: Bank, options: BankOptions): Promise<BankReport> {
  const examined = await examineAll(bank, options);
  // In the order of the bank, whatever was finished first: of two that are alike the later one is refused.
  const duplicates = createDuplicateFinder(bank.known ?? []);
  const projects = bank.projects.map((project, at) =>
    projectReport(project, known(examined[at], 'examined project'), duplicates.look(project)),
  );
  const drafts = (bank.drafts ?? []).map(draftReport);
  const { settings, imageHash } = options;
  const all = [...projects, ...drafts];
  const table = tableOf(
    all,
    examined.map(({ rates }) => rates),
  );
  return {
    format: 'arena-admission-report',
    version: GATE_VERSION,
    bank: bank.name,
    settings,
    imageHash,
    table,
    projects: all,
  };
}
