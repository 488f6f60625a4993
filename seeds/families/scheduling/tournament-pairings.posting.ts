/** Texts of the family `tournament-pairings`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './tournament-pairings.ts';

/** How many take part, by case. */
export const SIZES: Readonly<Record<string, number>> = {
  'two of them': 2,
  'an odd number': 7,
  'an even number': 8,
  'drawn 1': 9,
  'drawn 2': 12,
  'drawn 3': 11,
  'a big field': 30,
};

export function tournamentPairingsPieces({ need, say }: Manner, { task, ties, points }: Settings): Piece[] {
  const sizes = Object.keys(SIZES) as [string, ...string[]];
  if (task === 'rounds') {
    return [
      say(
        'solution.py: rounds(teams) returns the plan, a list of rounds; a round is a list of games [home, away]. teams is a list of different names.',
        'I need a function rounds(teams) in solution.py. It gets the list of team names (all different) and gives a list of rounds, each of them a list of games [home, away].',
        'solution.py defines rounds(teams), teams being a list of distinct names. The result is a list of rounds, a round a list of games [home, away].',
      ),
      need(
        [
          'Circle method: write the teams in a circle, the first half top row from left, the second half bottom row from right to left (1 2 3 / 6 5 4). Column by column: top plays bottom. After each round the first team stays, the last of the circle moves to place 2, all others one on. One round fewer than places.',
          'We use the circle as everybody does: with six teams the top row is 1 2 3 and the bottom row 6 5 4, and who stands below each other plays. For the next round team 1 stays where it is, the last of the circle (6) goes to the second place and everybody else moves on by one (top 1 6 2, bottom 5 4 3). That makes five rounds for six places.',
          'The circle method is used: with places 1 to n in the order of teams, place i plays place n + 1 - i. After every round the team of place 1 remains, the team of place n moves to place 2 and every other team to the next place. There are n - 1 rounds.',
        ],
        'an even number',
        ...sizes,
      ),
      ties === 'direct'
        ? need(
            [
              'Odd number: an empty place is added at the end; its opponent has ["bye", team] in that round.',
              'With an odd number of teams an empty place is put at the end, and whoever meets it rests: write ["bye", team] for that.',
              'For an odd number of teams an empty place is appended; its opponent is listed as ["bye", team] in that round.',
            ],
            'an odd number',
            'drawn 1',
          )
        : need(
            [
              'Odd number: an empty place is added at the end; its opponent has no game in that round and is not listed.',
              'With an odd number of teams an empty place is put at the end, and whoever meets it rests and is not in the list of that round.',
              'For an odd number of teams an empty place is appended; its opponent is not listed in that round.',
            ],
            'an odd number',
            'drawn 1',
          ),
      points === 'two'
        ? need(
            [
              'The top row is home in rounds 1, 3, 5, ..., away in rounds 2, 4, ...',
              'In the first, third, fifth round the top row is at home, in the second, fourth and so on the bottom row.',
              'The team of the smaller place is home in rounds of odd number (counted from 1) and away in the others.',
            ],
            'drawn 2',
            'two of them',
            'a big field',
          )
        : need(
            [
              'The top row is always home.',
              'The top row is at home, in every round.',
              'The team of the smaller place is home.',
            ],
            'drawn 2',
            'two of them',
            'a big field',
          ),
      need(
        [
          'Games of a round sorted by home, then away. No teams: no rounds.',
          'Sort the games of each round by the first and then the second name. An empty list of teams gives an empty plan.',
          'Games of a round ascend by their first, then second name. Without teams the result is an empty list.',
        ],
        'nobody',
        'drawn 3',
      ),
    ];
  }
  if (task === 'table') {
    const worth = points === 'three' ? 3 : 2;
    return [
      say(
        'solution.py: table(results), results a list of [home, away, goals of home, goals of away] in any order; not everybody has played everybody.',
        'Please write table(results) in solution.py. The results come as [home, away, goals of home, goals of away], in any order, and the season may not be over.',
        'solution.py defines table(results), results being a list of [home, away, goals of home, goals of away] in any order. Each pair has met at most once.',
      ),
      need(
        [
          'Return [team, played, scored, conceded, points] per team that occurs, best first.',
          'It gives the table, the best on top, with [team, games played, goals scored, goals conceded, points] for everybody who has played.',
          'The result lists [team, games played, goals scored, goals conceded, points] for each team that occurs, in descending rank.',
        ],
        ...sizes,
      ),
      need(
        [
          `Win ${worth} points, draw 1, defeat 0. Order: points.`,
          `A win is ${worth} points, a draw one, and points come first.`,
          `A win counts ${worth} points, a draw 1, a defeat 0; teams rank by points.`,
        ],
        'equal points',
        'many draws',
        'a big field',
      ),
      ties === 'direct'
        ? need(
            [
              'Equal points: more points in the games among all teams with those points; then goal difference of all games; then name ascending.',
              'If teams have equal points, count the points of the games that just these teams played against each other; if that is equal too, the goal difference of all games decides, and then the name.',
              'Teams of equal points rank by the points from games among all teams with that number of points, then by the goal difference over all games, then ascending by name.',
            ],
            'direct game decides',
            'equal in everything',
            'equal points',
            'drawn 1',
            'drawn 2',
            'drawn 3',
          )
        : need(
            [
              'Equal points: more wins; then goal difference; then goals scored; then name ascending.',
              'If teams have equal points, who has won more often is ahead, then the better goal difference, then more goals scored, then the name.',
              'Teams of equal points rank by number of wins, goal difference, goals scored (each descending), then ascending by name.',
            ],
            'direct game decides',
            'equal in everything',
            'equal points',
            'drawn 1',
            'drawn 2',
            'drawn 3',
          ),
      need(
        ['No results: empty list.', 'Before the first game the table is empty.', 'Without results the list is empty.'],
        'nobody',
      ),
    ];
  }
  return [
    say(
      'solution.py: next_round(players, results). players: list of different names. results: all games so far as [one, two, score of one] with 1, 0.5 or 0; two is None where one rested (score 1).',
      'The function is next_round(players, results) in solution.py. players are the names, all different; results are the games so far, [one, two, score of one], where the score is 1, 0.5 or 0. When somebody had a rest, two is None and the score 1.',
      'solution.py defines next_round(players, results): players is a list of distinct names, results a list of [one, two, score] of all games so far, score (1, 0.5 or 0) being that of one, 1 - score that of two. A rest is [player, None, 1].',
    ),
    need(
      [
        `Rank: score descending, ${ties === 'direct' ? 'then name ascending' : 'equal ones in the order of players'}.`,
        `Rank everybody by the score so far, a rest counts one point; with equal scores ${ties === 'direct' ? 'go by the name' : 'keep the order of the list players'}.`,
        `Players are ranked by descending total score, those of equal score ${ties === 'direct' ? 'ascending by name' : 'in the order of players'}.`,
      ],
      'first round',
      'drawn 1',
      'drawn 2',
      'a big field',
    ),
    points === 'three'
      ? need(
          [
            'Odd number: the last of the ranking rests.',
            'With an odd number the last one rests.',
            'For an odd number of players the last of the ranking rests.',
          ],
          'an odd number',
          'drawn 3',
          'the last has rested',
        )
      : need(
          [
            'Odd number: the last in the ranking who has not rested yet rests (if all have, the last).',
            'With an odd number the one furthest down who has not had a rest yet rests; if everybody has, simply the last.',
            'For an odd number of players the lowest ranked player without an earlier rest rests; where all have rested, the last of the ranking.',
          ],
          'an odd number',
          'drawn 3',
          'the last has rested',
        ),
    need(
      [
        'Pair from the top: the first without partner plays the next below whom he has not met; if he has met all left, the next below.',
        'Then from the top: take the first who has no partner, and give him the next one below him without partner against whom he has not played yet; if he has played against all of those, just the next one. No looking further ahead.',
        'Pairs are formed from the top: the highest player without partner is paired with the highest other one without partner whom he has not met, or, if he has met all of them, with the highest other one. No pair is changed afterwards.',
      ],
      ...sizes,
    ),
    need(
      [
        'Return the pairs [upper, lower] in the order they were made, the rest [player, None] last. No players: empty list.',
        'I get a list of pairs, the upper player first, in the order in which they were made, and at the end [player, None] for the one who rests. Nobody at all gives an empty list.',
        'The result lists [higher, lower] in the order of pairing, followed by [player, None] for a rest; it is empty without players.',
      ],
      'nobody',
      'an odd number',
      'two of them',
    ),
  ];
}
