/** TrueSkill (Herbrich, Minka & Graepel 2007) beside Bradley–Terry, from the package ts-trueskill. */

export interface Skill {
  readonly mu: number;
  readonly sigma: number;
}

export const NEW_SKILL: Skill = { mu: 25, sigma: 25 / 3 };
/** Chance of a draw that the model expects. */
const DRAW = 0.1;

/** A skill that is very likely exceeded: what a list of ratings is ordered by. */
export function exposed({ mu, sigma }: Skill): number {
  return mu - 3 * sigma;
}

export interface TrueSkillRules {
  /** The skills after one game of single players; `ranks`: the lower the better, equal ones drew. */
  rate(players: readonly Skill[], ranks: readonly number[]): Skill[];
  /** How likely a draw would be, beside two equals without doubt: what matchmakers go by. */
  quality(players: readonly Skill[]): number;
}

/** Loads the package when ratings are first asked for: its mathematics library takes a second to start. */
export async function trueSkill(draw = DRAW): Promise<TrueSkillRules> {
  const { Rating, TrueSkill } = await import('ts-trueskill');
  const rules = new TrueSkill(NEW_SKILL.mu, NEW_SKILL.sigma, NEW_SKILL.sigma / 2, NEW_SKILL.sigma / 100, draw);
  const teams = (players: readonly Skill[]) => players.map(({ mu, sigma }) => [new Rating(mu, sigma)]);
  return {
    rate: (players, ranks) =>
      rules.rate(teams(players), [...ranks]).map((team, at) => ({
        mu: team[0]?.mu ?? players[at]?.mu ?? NEW_SKILL.mu,
        sigma: team[0]?.sigma ?? players[at]?.sigma ?? NEW_SKILL.sigma,
      })),
    quality: (players) => rules.quality(teams(players)),
  };
}
