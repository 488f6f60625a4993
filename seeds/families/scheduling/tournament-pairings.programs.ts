/** Programs of the family `tournament-pairings`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './tournament-pairings.ts';

const POINTS = { three: [3, 1], two: [2, 1] } as const;

function first({ task, ties, points }: Settings): string {
  const [win, draw] = POINTS[points];
  return {
    rounds: `
def rounds(teams):
    circle = list(teams)
    if len(circle) % 2:
        circle.append(None)
    half = len(circle) // 2
    plan = []
    for number in range(len(circle) - 1):
        pairs = []
        for left, right in zip(circle[:half], reversed(circle[half:])):
${
  ties === 'scored'
    ? `            if left is not None and right is not None:
                pairs.append([left, right])`
    : `            if left is None or right is None:
                pairs.append(['bye', left or right])
            else:
                pairs.append([left, right])`
}
${
  points === 'three'
    ? ''
    : `        if number % 2:
            pairs = [pair if pair[0] == 'bye' else pair[::-1] for pair in pairs]
`
}        plan.append(sorted(pairs))
        circle.insert(1, circle.pop())
    return plan
`,
    table: `
from collections import defaultdict


def table(results):
    teams = defaultdict(lambda: {'played': 0, 'points': 0, 'scored': 0, 'against': 0${ties === 'direct' ? '' : ", 'wins': 0"}})
    for home, away, ours, theirs in results:
        for team, scored, against in ((home, ours, theirs), (away, theirs, ours)):
            row = teams[team]
            row['played'] += 1
            row['scored'] += scored
            row['against'] += against
            row['points'] += ${win} if scored > against else ${draw} if scored == against else 0
${
  ties === 'direct'
    ? `
    def direct(team):
        equals = [other for other in teams if teams[other]['points'] == teams[team]['points']]
        total = 0
        for home, away, ours, theirs in results:
            if team in (home, away) and home in equals and away in equals:
                mine, others = (ours, theirs) if team == home else (theirs, ours)
                total += ${win} if mine > others else ${draw} if mine == others else 0
        return total

    def rank(team):
        row = teams[team]
        return -row['points'], -direct(team), row['against'] - row['scored'], team
`
    : `            row['wins'] += scored > against

    def rank(team):
        row = teams[team]
        return -row['points'], -row['wins'], row['against'] - row['scored'], -row['scored'], team
`
}
    return [
        [team, teams[team]['played'], teams[team]['scored'], teams[team]['against'], teams[team]['points']]
        for team in sorted(teams, key=rank)
    ]
`,
    swiss: `
def next_round(players, results):
    points = {player: 0 for player in players}
    met = set()
    for white, black, score in results:
        met.add(frozenset((white, black)))
        points[white] += score
        if black is not None:
            points[black] += 1 - score
    waiting = sorted(players, key=lambda player: (-points[player], ${ties === 'direct' ? 'player' : 'players.index(player)'}))
    pairs = []
${
  points === 'three'
    ? `    if len(waiting) % 2:
        pairs.append([waiting.pop(), None])
`
    : `    rested = {white for white, black, score in results if black is None}
    if len(waiting) % 2:
        free = [player for player in waiting if player not in rested]
        resting = (free or waiting)[-1]
        waiting.remove(resting)
        pairs.append([resting, None])
`
}    while waiting:
        one = waiting.pop(0)
        fresh = [other for other in waiting if frozenset((one, other)) not in met]
        other = (fresh or waiting)[0]
        waiting.remove(other)
        pairs.insert(len(pairs) - (bool(pairs) and pairs[-1][1] is None), [one, other])
    return pairs
`,
  }[task];
}

function second({ task, ties, points }: Settings): string {
  const [win, draw] = POINTS[points];
  return {
    rounds: `
def rounds(teams):
    count = len(teams) + len(teams) % 2
    moving = count - 1
    plan = [[] for _ in range(max(0, moving))]

    def place(index, number):
        return 0 if index == 0 else 1 + (index - 1 - number) % moving

    for number, games in enumerate(plan):
        for index in range(count // 2):
            one, two = place(index, number), place(count - 1 - index, number)
${ties === 'scored' ? '            if max(one, two) >= len(teams):\n                continue' : "            if max(one, two) >= len(teams):\n                games.append(['bye', teams[min(one, two)]])\n                continue"}
${points === 'three' ? '' : '            if number % 2 == 1:\n                one, two = two, one\n'}            games.append([teams[one], teams[two]])
        games.sort()
    return plan
`,
    table: `
${ties === 'direct' ? 'from functools import cmp_to_key\n\n' : ''}
def points_for(scored, against):
    if scored == against:
        return ${draw}
    return ${win} * (scored > against)


class Row:
    def __init__(self, team, games):
        self.team = team
        self.games = [(ours, theirs, away) for home, away, ours, theirs in games if home == team]
        self.games += [(theirs, ours, home) for home, away, ours, theirs in games if away == team]
        self.scored = sum(game[0] for game in self.games)
        self.against = sum(game[1] for game in self.games)
        self.points = sum(points_for(*game[:2]) for game in self.games)
${ties === 'direct' ? '' : '        self.wins = sum(game[0] > game[1] for game in self.games)\n'}

def table(results):
    names = {name for game in results for name in game[:2]}
    rows = [Row(name, results) for name in names]
    for row in rows:
${
  ties === 'direct'
    ? `        equals = {other.team for other in rows if other.points == row.points}
        among = sum(points_for(*game[:2]) for game in row.games if game[2] in equals)
        row.order = [row.points, among, row.scored - row.against]`
    : '        row.order = [row.points, row.wins, row.scored - row.against, row.scored]'
}

${
  ties === 'direct'
    ? `    def compare(one, two):
        if one.order != two.order:
            return -1 if one.order > two.order else 1
        return -1 if one.team < two.team else 1

    rows.sort(key=cmp_to_key(compare))`
    : `    rows.sort(key=lambda row: row.team)
    rows.sort(key=lambda row: row.order, reverse=True)`
}
    return [[row.team, len(row.games), row.scored, row.against, row.points] for row in rows]
`,
    swiss: `
def next_round(players, results):
    def score_of(player):
        won = sum(score for white, _, score in results if white == player)
        return won + sum(1 - score for _, black, score in results if black == player)

    opponents = {player: set() for player in players}
    for white, black, _ in results:
        opponents[white].add(black)
        if black is not None:
            opponents[black].add(white)
    ranking = ${ties === 'direct' ? 'sorted(players)' : 'list(players)'}
    ranking.sort(key=score_of, reverse=True)
    last = []
    if len(ranking) % 2 == 1:
${
  points === 'three'
    ? '        last = [[ranking[-1], None]]\n        del ranking[-1]'
    : `        place = len(ranking) - 1
        while place >= 0 and None in opponents[ranking[place]]:
            place -= 1
        last = [[ranking.pop(place), None]]`
}
    taken = set()
    pairs = []
    for player in ranking:
        if player in taken:
            continue
        rest = [other for other in ranking if other != player and other not in taken]
        partner = next((other for other in rest if other not in opponents[player]), rest[0])
        taken |= {player, partner}
        pairs.append([player, partner])
    return pairs + last
`,
  }[task];
}

export function pairingPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'turns and sorts lists in place', program: first(settings) },
    { how: 'computes places and keys apart', program: second(settings) },
  ];
}

export function pairingWrong(settings: Settings): readonly WrongProgram[] {
  const { task, ties, points } = settings;
  const [one, two] = [first(settings), second(settings)];
  const from = (name: string, why: string, source: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(source, old, now),
  });
  if (task === 'rounds') {
    return [
      from(
        'turns-everybody',
        'The first team keeps its place.',
        one,
        'circle.insert(1, circle.pop())',
        'circle.insert(0, circle.pop())',
      ),
      from('unsorted', 'The games of a round are sorted.', one, 'sorted(pairs)', 'pairs'),
      {
        name: 'other-rests',
        why: 'A team without a game is treated as the text says.',
        program: first({ ...settings, ties: ties === 'scored' ? 'direct' : 'scored' }),
      },
      {
        name: 'other-sides',
        why: 'Who is at home follows the text.',
        program: first({ ...settings, points: points === 'three' ? 'two' : 'three' }),
      },
    ];
  }
  if (task === 'table') {
    return [
      {
        name: 'other-points',
        why: `A win is worth ${POINTS[points][0]} points.`,
        program: first({ ...settings, points: points === 'three' ? 'two' : 'three' }),
      },
      {
        name: 'other-tie-rule',
        why: 'Equal points are broken as the text says.',
        program: first({ ...settings, ties: ties === 'direct' ? 'scored' : 'direct' }),
      },
      from(
        'names-backwards',
        'What is equal in everything is in the order of names.',
        one,
        'sorted(teams, key=rank)',
        'sorted(sorted(teams, reverse=True), key=lambda team: rank(team)[:-1])',
      ),
    ];
  }
  return [
    {
      name: 'other-order-of-equals',
      why: 'Players with equal points are ordered as the text says.',
      program: first({ ...settings, ties: ties === 'direct' ? 'scored' : 'direct' }),
    },
    from(
      'meets-again',
      'Nobody meets the same opponent again while others are left.',
      two,
      'if other not in opponents[player]',
      'if True',
    ),
    from('draws-count-nothing', 'A draw is half a point for both.', two, '1 - score for', '(1 - score) // 1 for'),
    ...(points === 'two'
      ? [
          {
            name: 'rests-twice',
            why: 'Nobody rests twice while others have not.',
            program: first({ ...settings, points: 'three' }),
          },
        ]
      : []),
  ];
}
