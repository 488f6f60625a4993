/** Strength from games: Bradley–Terry on Elo's scale with the range of ranks, and TrueSkill beside it. */

import { chance } from '../../../server/kernel/prng.ts';
import { bradleyTerry, ELO_UNIT } from '../statistics/bradley-terry.ts';
import { mean, quantile } from '../statistics/moments.ts';
import { exposed, NEW_SKILL, type Skill, trueSkill } from '../statistics/true-skill.ts';
import { type Game, gamesOf, winsOf } from './games.ts';
import { COMPARED_MAX, SEED, type Subject } from './subject.ts';
import { type Table, tableOf } from './table.ts';

const COLUMNS = {
  freelancer: ['Freelancer', 'text'],
  games: ['Games', 'count'],
  elo: ['Elo points', 'number'],
  rank: ['Rank', 'number'],
  mu: ['TrueSkill μ', 'number'],
  sigma: ['σ', 'number'],
  exposed: ['μ − 3σ', 'number'],
  origin: ['Origin', 'text'],
} as const;

const REFITS = 1_000;

/** Elo points around the mean of all players. */
function centred(strengths: readonly number[]): number[] {
  const centre = mean(strengths) ?? 0;
  return strengths.map((strength) => (strength - centre) * ELO_UNIT);
}

/** 1 is the best; equals share the better rank. */
function ranksOf(points: readonly number[]): number[] {
  return points.map((own) => 1 + points.filter((other) => other > own + 1e-9).length);
}

type Ties = Parameters<typeof winsOf>[2];

function resampled(games: readonly Game[], players: number, ties: Ties): number[][] {
  const clusters = [...Map.groupBy(games, ({ cluster }) => cluster).values()];
  const summed = clusters.map((group) => winsOf(group, players, ties));
  const draws = chance(SEED, 'ratings');
  return Array.from({ length: REFITS }, () => {
    const wins = winsOf([], players, ties);
    for (let at = 0; at < summed.length; at += 1) {
      for (const [row, other] of draws.pick(summed).entries()) {
        const own = wins[row];
        if (own !== undefined) for (const [column, won] of other.entries()) own[column] = (own[column] ?? 0) + won;
      }
    }
    return centred(bradleyTerry(wins).strengths);
  });
}

async function skillsOf(games: readonly Game[], players: number): Promise<Skill[]> {
  const { rate } = await trueSkill();
  const skills = new Array<Skill>(players).fill(NEW_SKILL);
  for (const { places } of games) {
    const who = [...places.keys()];
    const rated = rate(
      who.map((index) => skills[index] ?? NEW_SKILL),
      [...places.values()],
    );
    for (const [at, index] of who.entries()) skills[index] = rated[at] ?? NEW_SKILL;
  }
  return skills;
}

/** Null where fewer than two freelancers met, and above `COMPARED_MAX` of them. */
export async function ratingsTable(subject: Subject): Promise<Table | null> {
  const games = gamesOf(subject);
  const players = subject.participants.length;
  if (players < 2 || players > COMPARED_MAX || games.length === 0) return null;
  const ties: Ties = subject.protocol === 'solo' ? 'half' : 'none';
  const fit = bradleyTerry(winsOf(games, players, ties));
  const points = centred(fit.strengths);
  const ranks = ranksOf(points);
  const refits = resampled(games, players, ties);
  const skills = await skillsOf(games, players);
  const refitted = refits.map(ranksOf);
  const bounds = (all: readonly (readonly number[])[], index: number, value: number) => {
    const values = all.map((one) => one[index] ?? 0);
    // Where half wins were added, refits are pulled to the middle, and the figure itself can lie outside of nearly all of them.
    const [low, high] = [0.025, 0.975].map((share) => quantile(values, share) ?? value) as [number, number];
    return { value, low: Math.min(low, value), high: Math.max(high, value) };
  };
  const rows = subject.participants.map(({ name, origin }, index) => {
    const skill = skills[index] ?? NEW_SKILL;
    return {
      freelancer: name,
      games: games.filter(({ places }) => places.has(index)).length,
      elo: bounds(refits, index, points[index] ?? 0),
      rank: bounds(refitted, index, ranks[index] ?? 0),
      mu: skill.mu,
      sigma: skill.sigma,
      exposed: exposed(skill),
      origin,
    };
  });
  const notes = [
    subject.protocol === 'solo'
      ? 'A game is a project that two did: who passed beat who failed, equals tie (half a win each).'
      : 'A game is an award: the winner beat every other bidder. It says who gets work, not who does it well.',
    `Bradley–Terry on Elo’s scale around the mean of all; intervals from ${REFITS} refits over task families. TrueSkill, project by project.`,
    ...(fit.regularised
      ? [
          'Somebody won or lost every game: half a win each way was added to every pair. Intervals are then too narrow, most of all with few games.',
        ]
      : []),
  ];
  return tableOf({ name: 'ratings', title: 'Ratings', notes }, COLUMNS, rows);
}
