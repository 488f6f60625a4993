/**
 * Gate 4: the hidden cases notice slips. Every wrong solution fails one, of the mutants of the reference at least four in five,
 * and every case is there for something.
 */

import type { AcceptanceCase, Files } from '../protocol/arena/acceptance.ts';
import type { CaseResult } from '../reviewer/combine.ts';
import { casesOf } from './cases.ts';
import { failedCase, type GateContext, hiddenCases, type ReferenceFuel, runOver } from './context.ts';
import { type GateReport, gateReport } from './gate-report.ts';
import { describeMutant, type Mutant } from './mutate/mutant.ts';
import { type Mutated, mutantsOf } from './mutate/mutants.ts';

export const MUTATION_SCORE_MIN = 0.8;
/** Mutants that are judged in one order of the cases; what they show orders the cases for the next. */
const ROUND = 10;
/** With fewer further inputs than this nobody can say that a mutant behaves like the reference. */
const INPUTS_FOR_EQUIVALENCE = 12;
/** Nor with inputs that do not tell at least half of the wrong solutions from it: what they miss there they miss in mutants, too. */
const WRONG_TOLD_MIN = 0.5;

/** killed / (total − equivalent); with no mutant that could be killed there is nothing to miss. */
export function mutationScore(killed: number, total: number, equivalent: number): number {
  return total === equivalent ? 1 : killed / (total - equivalent);
}

export interface WrongTried {
  readonly name: string;
  readonly files: Files;
  readonly results: readonly CaseResult[];
}

export interface MutationResult {
  readonly report: GateReport;
  /** Wrong solutions and what each came to: other gates ask. */
  readonly wrong: readonly WrongTried[];
}

/** Counts what each case has noticed, and says in which order they notice most. */
function createKills(cases: readonly AcceptanceCase[], fuel: ReferenceFuel) {
  const counts = new Map(cases.map(({ name }) => [name, 0]));
  const ticks = (name: string): number => fuel.byCase.get(name) ?? 0;
  return {
    add: (name: string): void => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    ordered: (): readonly AcceptanceCase[] =>
      cases.toSorted((a, b) => (counts.get(b.name) ?? 0) - (counts.get(a.name) ?? 0) || ticks(a.name) - ticks(b.name)),
    idle: (): readonly AcceptanceCase[] => cases.filter(({ name }) => counts.get(name) === 0),
  };
}
type Kills = ReturnType<typeof createKills>;

interface Judged {
  readonly mutant: Mutant;
  readonly files: Files;
  readonly killer: CaseResult | null;
}

function filesOf({ project }: GateContext, { source }: Mutant): Files {
  return { ...project.answerKey.reference, [project.answerKey.hidden.file]: source };
}

async function judgeMutants(
  context: GateContext,
  fuel: ReferenceFuel,
  mutants: readonly Mutant[],
  kills: Kills,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (let start = 0; start < mutants.length; start += ROUND) {
    const cases = kills.ordered();
    const round = mutants.slice(start, start + ROUND).map(async (mutant): Promise<Judged> => {
      const files = filesOf(context, mutant);
      const results = await runOver(context, files, cases, { fuelPerCase: fuel.mutant, until: failedCase });
      return { mutant, files, killer: results.find(failedCase) ?? null };
    });
    for (const one of await Promise.all(round)) {
      if (one.killer !== null) kills.add(one.killer.name);
      judged.push(one);
    }
  }
  return judged;
}

/** Cases that have not been the first to notice anything are tried on what others noticed, until they notice something too. */
async function idleCases(
  context: GateContext,
  fuel: ReferenceFuel,
  killed: readonly Files[],
  kills: Kills,
): Promise<string[]> {
  const found = await Promise.all(
    kills.idle().map(async (one) => {
      for (const files of killed) {
        const [result] = await runOver(context, files, [one], { fuelPerCase: fuel.mutant });
        if (result !== undefined && failedCase(result)) return null;
      }
      return one.name;
    }),
  );
  return found.filter((name) => name !== null);
}

interface Survivors {
  /** Differ from the reference on a further input: the cases lack one like it. */
  readonly missed: readonly Judged[];
  /** Behave like the reference on everything that was tried: probably the same program in other words. */
  readonly equivalent: readonly Judged[];
}

/** Share of the wrong solutions that the further inputs tell from the reference. */
async function wrongTold(
  context: GateContext,
  fuel: ReferenceFuel,
  wrong: readonly WrongTried[],
  further: readonly AcceptanceCase[],
): Promise<number> {
  const options = { fuelPerCase: fuel.mutant, until: failedCase };
  const told = await Promise.all(wrong.map(({ files }) => runOver(context, files, further, options)));
  return told.filter((results) => results.some(failedCase)).length / wrong.length;
}

async function sortSurvivors(
  context: GateContext,
  fuel: ReferenceFuel,
  alive: readonly Judged[],
  wrong: readonly WrongTried[],
  further: readonly AcceptanceCase[],
): Promise<Survivors> {
  const enough = further.length >= INPUTS_FOR_EQUIVALENCE;
  if (!enough || (await wrongTold(context, fuel, wrong, further)) < WRONG_TOLD_MIN) {
    return { missed: alive, equivalent: [] };
  }
  const { acceptance } = context.project;
  const told = await Promise.all(
    alive.map(async (one) => {
      const options = { fuelPerCase: fuel.mutant, until: failedCase };
      const shown = await runOver(context, one.files, casesOf(acceptance), { ...options, acceptance });
      const results = shown.some(failedCase) ? shown : await runOver(context, one.files, further, options);
      return { one, apart: results.some(failedCase) };
    }),
  );
  return {
    missed: told.filter(({ apart }) => apart).map(({ one }) => one),
    equivalent: told.filter(({ apart }) => !apart).map(({ one }) => one),
  };
}

async function tryWrong(context: GateContext, fuel: ReferenceFuel): Promise<readonly WrongTried[]> {
  const { wrong } = context.project.answerKey;
  return Promise.all(
    wrong.map(async ({ name, files }) => ({
      name,
      files,
      results: await runOver(context, files, hiddenCases(context), { fuelPerCase: fuel.mutant }),
    })),
  );
}

interface Found {
  readonly mutants: Extract<Mutated, { kind: 'mutants' }>;
  readonly judged: readonly Judged[];
  readonly survivors: Survivors;
  readonly idle: readonly string[];
  readonly accepted: readonly string[];
}

function reportOf({ mutants, judged, survivors, idle, accepted }: Found): GateReport {
  const killed = judged.filter(({ killer }) => killer !== null);
  const endless = killed.filter(({ killer }) => killer?.outcome === 'time_limit').length;
  const equivalent = survivors.equivalent.length;
  const score = mutationScore(killed.length, judged.length, equivalent);
  const figures = {
    possible: mutants.possible,
    mutants: judged.length,
    killed: killed.length,
    killedByLimit: endless,
    suspectedEquivalent: equivalent,
    score,
    idleCases: idle.length,
  };
  const weak = score < MUTATION_SCORE_MIN;
  const findings = [
    ...accepted.map((name) => `the wrong solution "${name}" passes every hidden case`),
    ...idle.map((name) => `hidden case "${name}" notices nothing: no mutant, no wrong solution`),
    ...survivors.missed.map(({ mutant }) => `survives: ${describeMutant(mutant)}`),
    ...survivors.equivalent.map(({ mutant }) => `suspected equivalent: ${describeMutant(mutant)}`),
  ];
  const outcome = weak || accepted.length > 0 ? 'failed' : idle.length > 0 ? 'warned' : 'passed';
  const summary = `${killed.length} of ${judged.length} mutants killed, ${equivalent} suspected equivalent: score ${score.toFixed(3)}.`;
  return gateReport('mutation', outcome, summary, figures, findings);
}

export async function mutationGate(
  context: GateContext,
  fuel: ReferenceFuel,
  further: readonly AcceptanceCase[],
): Promise<MutationResult> {
  const { project, reviewer, settings, signal } = context;
  const { hidden, reference } = project.answerKey;
  const seed = `${settings.seed}/${project.slug}`;
  const wrong = await tryWrong(context, fuel);
  const accepted = wrong.filter(({ results }) => !results.some(failedCase)).map(({ name }) => name);
  const mutants = await mutantsOf(hidden, reference, { reviewer, count: settings.mutants, seed, signal });
  if (mutants.kind !== 'mutants') {
    const unreadable = mutants.kind === 'unreadable';
    const summary = unreadable
      ? `The reference cannot be read: ${mutants.why}`
      : `No operators for ${mutants.language}.`;
    const findings = accepted.map((name) => `the wrong solution "${name}" passes every hidden case`);
    const outcome = unreadable || accepted.length > 0 ? 'failed' : 'not_run';
    return { report: gateReport('mutation', outcome, summary, {}, findings), wrong };
  }
  const kills = createKills(hiddenCases(context), fuel);
  for (const { results } of wrong) for (const { name } of results.filter(failedCase)) kills.add(name);
  const judged = await judgeMutants(context, fuel, mutants.chosen, kills);
  const alive = judged.filter(({ killer }) => killer === null);
  const survivors = await sortSurvivors(context, fuel, alive, wrong, further);
  const killed = judged.filter(({ killer }) => killer !== null).map(({ files }) => files);
  const idle = await idleCases(context, fuel, [...wrong.map(({ files }) => files), ...killed], kills);
  return { report: reportOf({ mutants, judged, survivors, idle, accepted }), wrong };
}
