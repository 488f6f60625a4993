/** The figures of a bank: how many projects were refused at which gate, and how good the reviewer's cases are all together. */

import type { Accepted } from './alternatives-gate.ts';
import type { Rates } from './gate.ts';
import { GATE_NAMES, type GateName, type GateReport, type ProjectReport } from './gate-report.ts';
import { mutationScore } from './mutation-gate.ts';
import { flakeBound } from './reference-gate.ts';

/** A share with what it is a share of; null where there was nothing. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
}

export interface GateCounts {
  readonly gate: GateName;
  readonly passed: number;
  readonly warned: number;
  readonly failed: number;
  readonly notRun: number;
}

export interface BankTable {
  readonly drafted: number;
  readonly admitted: number;
  /** A project that fails several gates counts at each. */
  readonly gates: readonly GateCounts[];
  /** Correct solutions beside the reference that are accepted (true positives). */
  readonly acceptedCorrect: Rate;
  /** Wrong solutions and controls that are rejected (true negatives). */
  readonly rejectedWrong: Rate;
  readonly mutants: number;
  readonly mutantsKilled: number;
  readonly suspectedEquivalent: number;
  readonly mutationScore: number | null;
  /** Lowest score of a single project. */
  readonly weakestScore: number | null;
  /** Bound for one project, and for all runs of the bank as if they were of one. */
  readonly flakeBound: number | null;
  readonly flakeBoundOfBank: number | null;
  readonly duplicateRate: number | null;
  /** Spearman's rank correlation of the estimated difficulty with the minutes that the authors said. */
  readonly difficultyAgreement: number | null;
}

export function rateOf({ count, of }: Accepted): Rate {
  return { count, of, share: of === 0 ? null : count / of };
}

function countsOf(gate: GateName, projects: readonly ProjectReport[]): GateCounts {
  const outcomes = projects.flatMap(({ gates }) => gates.filter((one) => one.gate === gate).map((one) => one.outcome));
  const count = (wanted: string): number => outcomes.filter((one) => one === wanted).length;
  return { gate, passed: count('passed'), warned: count('warned'), failed: count('failed'), notRun: count('not_run') };
}

/** Ranks from 1; equal values share the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const first = new Map<number, number>();
  const count = new Map<number, number>();
  sorted.forEach((value, at) => {
    if (!first.has(value)) first.set(value, at + 1);
    count.set(value, (count.get(value) ?? 0) + 1);
  });
  return values.map((value) => (first.get(value) ?? 0) + ((count.get(value) ?? 1) - 1) / 2);
}

/** Spearman's rank correlation; null where one side is all equal or there are fewer than three pairs. */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < 3) return null;
  const [one, other] = [ranksOf(pairs.map(([a]) => a)), ranksOf(pairs.map(([, b]) => b))];
  const mean = (pairs.length + 1) / 2;
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, at) => sum + (value - mean) * ((b[at] ?? mean) - mean), 0);
  const spread = Math.sqrt(product(one, one) * product(other, other));
  return spread === 0 ? null : product(one, other) / spread;
}

const total = (gates: readonly GateReport[], figure: string): number =>
  gates.reduce((sum, { figures }) => sum + (figures[figure] ?? 0), 0);

function summed(all: readonly Accepted[]): Accepted {
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    of: all.reduce((sum, { of }) => sum + of, 0),
  };
}

export function tableOf(projects: readonly ProjectReport[], rates: readonly Rates[]): BankTable {
  const of = (gate: GateName): GateReport[] =>
    projects.flatMap(({ gates }) => gates.filter((one) => one.gate === gate));
  const mutation = of('mutation').filter(({ figures }) => (figures.mutants ?? 0) > 0);
  const [mutants, killed, equivalent] = ['mutants', 'killed', 'suspectedEquivalent'].map((one) => total(mutation, one));
  const scores = mutation.map(({ figures }) => figures.score ?? 0);
  const reference = of('reference').filter(({ outcome }) => outcome === 'passed');
  const reruns = reference.map(({ figures }) => figures.reruns ?? 1);
  const duplicates = of('duplicates').filter(({ outcome }) => outcome === 'failed').length;
  const difficulty = of('difficulty').flatMap(({ figures }): [number, number][] =>
    figures.difficulty === undefined ? [] : [[figures.difficulty, figures.estimatedMinutes ?? 0]],
  );
  return {
    drafted: projects.length,
    admitted: projects.filter(({ admitted }) => admitted).length,
    gates: GATE_NAMES.map((gate) => countsOf(gate, projects)),
    acceptedCorrect: rateOf(summed(rates.map(({ accepted }) => accepted))),
    rejectedWrong: rateOf(summed(rates.map(({ rejected }) => rejected))),
    mutants: mutants ?? 0,
    mutantsKilled: killed ?? 0,
    suspectedEquivalent: equivalent ?? 0,
    mutationScore: scores.length === 0 ? null : mutationScore(killed ?? 0, mutants ?? 0, equivalent ?? 0),
    weakestScore: scores.length === 0 ? null : Math.min(...scores),
    flakeBound: reruns.length === 0 ? null : flakeBound(Math.min(...reruns)),
    flakeBoundOfBank: reruns.length === 0 ? null : flakeBound(reruns.reduce((sum, one) => sum + one, 0)),
    duplicateRate: projects.length === 0 ? null : duplicates / projects.length,
    difficultyAgreement: rankCorrelation(difficulty),
  };
}
