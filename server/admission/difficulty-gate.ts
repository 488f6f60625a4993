/**
 * Gate 9: how hard a project is. Simulated freelancers cannot say: their rates are what the study gave them, whatever the project is.
 * So the estimate rests on what can be measured without a panel: how much a correct solution takes to write, how much the posting
 * asks for, and how near plausible mistakes come. A panel of blind solutions, where there is one, decides.
 */

import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { type GateReport, gateReport } from './gate-report.ts';
import type { WrongTried } from './mutation-gate.ts';
import { raschDifficulty } from './rasch.ts';
import { programTokens } from './similarity.ts';

/** Projects that nearly nobody or nearly everybody solves tell nobody apart. */
export const SOLVED_MIN = 0.02;
export const SOLVED_MAX = 0.98;
const PANEL_MIN = 2;
/** Tokens of a solution that has one requirement of middling size: difficulty 0. */
const MIDDLING_TOKENS = 200;
const MIDDLING_REQUIREMENTS = 8;

export interface Estimate {
  /** Tokens of the shortest correct solution. */
  readonly tokens: number;
  readonly requirements: number;
  /** Share of the hidden weight that plausible mistakes still earn, on average. */
  readonly partialCredit: number;
  /** On the scale of Rasch's model, so that a measured difficulty can take its place: 0 is middling, each unit a factor of e in work. */
  readonly difficulty: number;
}

/** The stated rule: ln(tokens / 200) + ln((1 + requirements) / 9) / 2 + (partial credit − .5). */
export function estimateOf({ tokens, requirements, partialCredit }: Omit<Estimate, 'difficulty'>): number {
  const size = Math.log(Math.max(1, tokens) / MIDDLING_TOKENS);
  const asked = Math.log((1 + requirements) / (1 + MIDDLING_REQUIREMENTS)) / 2;
  return size + asked + (partialCredit - 0.5);
}

function creditOf({ results }: WrongTried): number {
  const total = results.reduce((sum, { weight }) => sum + weight, 0);
  const passed = results.filter(({ outcome }) => outcome === 'passed').reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? 0 : passed / total;
}

export function estimate({ answerKey }: ProjectPackage, wrong: readonly WrongTried[]): Estimate {
  const { reference, alternatives = [], requirements = [] } = answerKey;
  const sizes = [reference, ...alternatives.map(({ files }) => files)].map(
    (files) => programTokens(Object.values(files).join('\n')).length,
  );
  const credits = wrong.map(creditOf);
  const parts = {
    tokens: Math.min(...sizes),
    requirements: requirements.length,
    partialCredit: credits.reduce((sum, one) => sum + one, 0) / Math.max(1, credits.length),
  };
  return { ...parts, difficulty: estimateOf(parts) };
}

/** Whether a panel's share of solvers says that a project tells nobody apart. */
export function tellsNobodyApart(solvedShare: number): boolean {
  return solvedShare < SOLVED_MIN || solvedShare > SOLVED_MAX;
}

/** `panel`: whether each blind solution passed. All of one ability, as long as nothing is known about their authors. */
export function difficultyGate(
  project: ProjectPackage,
  wrong: readonly WrongTried[],
  panel: readonly boolean[],
): GateReport {
  const guess = estimate(project, wrong);
  const figures = { ...guess, estimatedMinutes: project.estimatedMinutes };
  if (panel.length < PANEL_MIN) {
    const summary = `Estimated ${guess.difficulty.toFixed(2)} (0 is middling) from its size and its mistakes; nobody has tried it.`;
    return gateReport('difficulty', 'passed', summary, figures);
  }
  const share = panel.filter((solved) => solved).length / panel.length;
  const measured = raschDifficulty(panel.map((solved) => ({ ability: 0, solved })));
  const summary = `${(share * 100).toFixed(0)} % of ${panel.length} blind solutions pass: difficulty ${measured.toFixed(2)}.`;
  // Two or three who agree are no proof that everybody would.
  const enough = panel.length * SOLVED_MIN >= 1;
  const outcome = !tellsNobodyApart(share) ? 'passed' : enough ? 'failed' : 'warned';
  return gateReport('difficulty', outcome, summary, { ...figures, solvedShare: share, measured });
}
