/** Rasch's model: a solver of ability θ solves a project of difficulty b with probability 1 / (1 + e^−(θ − b)). */

export function raschProbability(ability: number, difficulty: number): number {
  return 1 / (1 + Math.exp(difficulty - ability));
}

const STEPS = 60;
const BOUND = 8;

/**
 * The difficulty at which solvers of these abilities would be expected to solve as many as they did (the likelihood's maximum).
 * Where all or none did there is no such number, and the bound of ±8 stands for it.
 */
export function raschDifficulty(outcomes: readonly { readonly ability: number; readonly solved: boolean }[]): number {
  const solved = outcomes.filter((one) => one.solved).length;
  let [least, most] = [-BOUND, BOUND];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (least + most) / 2;
    const expected = outcomes.reduce((sum, { ability }) => sum + raschProbability(ability, middle), 0);
    if (expected > solved) least = middle;
    else most = middle;
  }
  return (least + most) / 2;
}
