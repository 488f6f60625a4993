/** The admission gate: all gates over one project. What it says depends on the package, the settings and the reviewer's image. */

import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { projectPackageSchema } from '../protocol/arena/project-package.ts';
import { ReviewFault } from '../reviewer/fault.ts';
import type { Reviewer } from '../reviewer/reviewer.ts';
import { type Accepted, alternativesGate, blindGate, independentGate } from './alternatives-gate.ts';
import {
  failedCase,
  type GateContext,
  type GateSettings,
  hiddenCases,
  isBrokenSetup,
  type ReferenceFuel,
  runOver,
} from './context.ts';
import { controlsGate } from './controls-gate.ts';
import { differentialGate } from './differential-gate.ts';
import { difficultyGate } from './difficulty-gate.ts';
import { projectHashOf } from './frozen.ts';
import {
  GATE_NAMES,
  type GateName,
  type GateReport,
  gateReport,
  type ProjectReport,
  stateAfter,
} from './gate-report.ts';
import { humanGate } from './human-gate.ts';
import { mutationGate, type WrongTried } from './mutation-gate.ts';
import { patientReviewer } from './patient-reviewer.ts';
import { referenceGate } from './reference-gate.ts';
import { type Origin, schemaGate } from './schema-gate.ts';
import type { HumanReview, Solution } from './solutions.ts';
import { traceGate } from './trace-gate.ts';

export interface AdmitOptions {
  readonly reviewer: Reviewer;
  /** The reviewer is a patient one already, shared with the other projects that are examined. */
  readonly isPatient?: boolean;
  readonly settings: GateSettings;
  readonly origin: Origin;
  readonly signal: AbortSignal;
  readonly solutions?: readonly Solution[];
  readonly humanReviews?: readonly HumanReview[];
}

/** What the bank's table sums up: other correct solutions accepted, wrong ones rejected. */
export interface Rates {
  readonly accepted: Accepted;
  readonly rejected: Accepted;
}

/** All but the gate on duplicates, which is about the bank as a whole. */
export interface Examined {
  readonly gates: readonly GateReport[];
  readonly rates: Rates;
}

const NONE: Accepted = { count: 0, of: 0 };
const sum = (...all: readonly Accepted[]): Accepted => ({
  count: all.reduce((total, { count }) => total + count, 0),
  of: all.reduce((total, one) => total + one.of, 0),
});

function notRun(gates: readonly GateName[], why: string): GateReport[] {
  return gates.map((gate) => gateReport(gate, 'not_run', why));
}

async function panelOf(context: GateContext, fuel: ReferenceFuel, solutions: readonly Solution[]): Promise<boolean[]> {
  return Promise.all(
    solutions.map(async ({ files }) => {
      const options = { fuelPerCase: fuel.market, until: failedCase };
      return !(await runOver(context, files, hiddenCases(context), options)).some(failedCase);
    }),
  );
}

function rejectedOf(wrong: readonly WrongTried[]): Accepted {
  return { count: wrong.filter(({ results }) => results.some(failedCase)).length, of: wrong.length };
}

async function examineBy(context: GateContext, fuel: ReferenceFuel, solutions: readonly Solution[]): Promise<Examined> {
  const { project } = context;
  const blind = solutions.filter(({ claim }) => claim === 'blind');
  const [controls, alternatives, independent, differential, panel] = await Promise.all([
    controlsGate(context, fuel),
    alternativesGate(context, fuel),
    independentGate(context, fuel, solutions),
    differentialGate(context, fuel),
    panelOf(context, fuel, blind),
  ]);
  const mutation = await mutationGate(context, fuel, differential.agreed);
  const blindReport = await blindGate(context, fuel, blind, differential.agreed);
  const gates = [
    controls.report,
    mutation.report,
    alternatives.report,
    independent.report,
    blindReport,
    differential.report,
    difficultyGate(project, mutation.wrong, panel),
  ];
  const rejected = sum(controls.rejected, rejectedOf(mutation.wrong));
  return { gates, rates: { accepted: sum(alternatives.accepted, independent.accepted), rejected } };
}

const NEEDS_REFERENCE: readonly GateName[] = [
  'controls',
  'mutation',
  'alternatives',
  'independent solutions',
  'blind solvers',
  'differential',
  'difficulty',
];

async function examineReference(context: GateContext, solutions: readonly Solution[]): Promise<Examined> {
  try {
    const { report, fuel } = await referenceGate(context);
    if (fuel === null) {
      const gates = [report, ...notRun(NEEDS_REFERENCE, 'Nothing can be measured by a reference that fails.')];
      return { gates, rates: { accepted: NONE, rejected: NONE } };
    }
    const rest = await examineBy(context, fuel, solutions);
    return { gates: [report, ...rest.gates], rates: rest.rates };
  } catch (problem) {
    // The project's own program: no second try mends it, and nobody could be judged by it.
    if (!(problem instanceof ReviewFault) || (problem.reason !== 'checker_failed' && !isBrokenSetup(problem)))
      throw problem;
    const failed = gateReport('reference', 'failed', `A program of the acceptance fails: ${problem.message}`);
    return {
      gates: [failed, ...notRun(NEEDS_REFERENCE, 'The acceptance cannot be judged by.')],
      rates: { accepted: NONE, rejected: NONE },
    };
  }
}

const inOrder = (gates: readonly GateReport[]): GateReport[] =>
  gates.toSorted((a, b) => GATE_NAMES.indexOf(a.gate) - GATE_NAMES.indexOf(b.gate));

/** The first gate's word on a package, or on what was given as one. The only gate that looks at what a project pays. */
export function packageReport(project: ProjectPackage, origin: Origin): GateReport {
  const parsed = projectPackageSchema.safeParse(project);
  if (parsed.success) return schemaGate(project, origin);
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return gateReport('schema', 'failed', 'Not a project package.', {}, problems);
}

/** Runs the gates of one project. Rejects with a `ReviewFault` when the trouble is ours, or with the signal's reason. */
export async function examine(project: ProjectPackage, options: AdmitOptions): Promise<Examined> {
  const { reviewer, settings, signal, origin, solutions = [], humanReviews = [] } = options;
  const patient = options.isPatient === true ? reviewer : patientReviewer(reviewer);
  const schema = packageReport(project, origin);
  const early = [schema, traceGate(project), humanGate(project, settings.seed, humanReviews)];
  if (schema.outcome === 'failed') {
    const gates = [...early, ...notRun(['reference', ...NEEDS_REFERENCE], 'The package comes first.')];
    return { gates: inOrder(gates), rates: { accepted: NONE, rejected: NONE } };
  }
  const { gates, rates } = await examineReference({ project, reviewer: patient, settings, signal }, solutions);
  return { gates: inOrder([...early, ...gates]), rates };
}

/**
 * What is said of a project whose correct solutions the wall clock stopped: not refused, and not admitted. Nobody keeps it, so that
 * the same command examines the project again.
 */
export function undecided(project: ProjectPackage, options: AdmitOptions, why: string): Examined {
  const { settings, origin, humanReviews = [] } = options;
  const early = [packageReport(project, origin), traceGate(project), humanGate(project, settings.seed, humanReviews)];
  const gates = [
    ...early,
    gateReport('reference', 'not_run', why),
    ...notRun(NEEDS_REFERENCE, 'Nothing can be said before the reference has run.'),
  ];
  return { gates: inOrder(gates), rates: { accepted: NONE, rejected: NONE } };
}

/** The report of one project, its place in the bank known. */
export function projectReport(project: ProjectPackage, { gates }: Examined, duplicates: GateReport): ProjectReport {
  const all = inOrder([...gates, duplicates]);
  const { slug, family } = project;
  const state = stateAfter(all);
  return { slug, family, hash: projectHashOf(project), state, admitted: state === 'frozen', gates: all };
}
