/** What comes of the points in the family `broken-ballots`: a table, seats, shares. */

import { type Deciding, nameAt } from './broken-ballots.model.ts';

const SEATS = 7;

/** The first of those that lie highest. */
function highest(values: readonly number[]): number {
  return values.reduce((best, value, at) => (value > (values[best] ?? 0) ? at : best), 0);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export const decidings: readonly Deciding[] = [
  {
    about: 'a table of ranks',
    text: [
      'outcome returns a list of lines "RANK. NAME: POINTS" ("1. Ada: 12"), most points first, equal points in alphabetical order (code points). Equal points share a rank, and the ranks behind are skipped: 1, 1, 3.',
      'What outcome gives back is a list of lines such as "1. Ada: 12". Most points come first; where two have the same they have the same rank, in the order of the alphabet (code points), and the next rank is left out: first, first, third.',
      'The function outcome returns a list of strings of the form "RANK. NAME: POINTS", for instance "1. Ada: 12", by descending points and then by name in order of code points. The rank of a name is one more than the number of names having more points.',
    ],
    cases: ['a tie at the top', 'a tie further down', 'out of order', 'drawn again', 'many ballots'],
    program: `
def outcome(ballots, names):
    totals = points(ballots, names)
    lines = []
    for name in sorted(names, key=lambda name: (-totals[name], name)):
        rank = 1 + sum(other > totals[name] for other in totals.values())
        lines.append(f'{rank}. {name}: {totals[name]}')
    return lines
`,
    other: `
def outcome(ballots, names):
    groups = {}
    for name, total in points(ballots, names).items():
        groups.setdefault(total, []).append(name)
    lines = []
    for total in sorted(groups, reverse=True):
        rank = len(lines) + 1
        lines += ['%d. %s: %d' % (rank, name, total) for name in sorted(groups[total])]
    return lines
`,
    slips: [
      {
        why: 'Equal points share a rank',
        from: 'rank = 1 + sum(other > totals[name] for other in totals.values())',
        to: 'rank = len(lines) + 1',
        symptom: 'Two with the same points get different ranks.',
      },
      {
        why: 'Equal points are in alphabetical order',
        from: '(-totals[name], name)',
        to: '-totals[name]',
        symptom: 'Among equals the order is not that of the alphabet.',
      },
    ],
    decide: (points, names) => {
      const rows = names.map((name, place) => ({ name, points: points[place] ?? 0 }));
      rows.sort((a, b) => b.points - a.points || (a.name < b.name ? -1 : 1));
      return rows.map((row) => `${1 + rows.findIndex((one) => one.points === row.points)}. ${row.name}: ${row.points}`);
    },
  },
  {
    about: 'seven seats',
    text: [
      'outcome shares out 7 seats and returns [name, seats] for each of names, in their order. The seats are given one after another, each to the name whose points divided by (its seats so far + 1) are most, compared exactly; of equal ones to that which stands earlier in names. If nobody has points nobody gets a seat.',
      'From the points outcome works out who gets how many of the 7 seats, and returns a list like [["Ada", 4], ["Ben", 3]], in the order of names. A seat at a time: it goes to whoever has the most points divided by one more than the seats they have by then. No rounding in that, please. If it is equal the one earlier in names has it. And if there are no points at all, all have 0 seats.',
      'The function outcome returns a list of pairs [name, seats] in the order of names, distributing 7 seats by highest averages: every seat is assigned to the name with the greatest exact quotient of its points and its seats already assigned plus one, in the case of equal quotients to the one preceding in names. Without any points, all numbers of seats are 0.',
    ],
    cases: ['a tie at the top', 'a tie further down', 'nobody has points', 'drawn again', 'many ballots'],
    program: `
def outcome(ballots, names):
    totals = points(ballots, names)
    seats = {name: 0 for name in names}
    for _ in range(7 if any(totals.values()) else 0):
        best = names[0]
        for name in names[1:]:
            if totals[name] * (seats[best] + 1) > totals[best] * (seats[name] + 1):
                best = name
        seats[best] += 1
    return [[name, seats[name]] for name in names]
`,
    other: `
from fractions import Fraction

def outcome(ballots, names):
    totals = points(ballots, names)
    claims = []
    for place, name in enumerate(names):
        if totals[name] > 0:
            claims += [(-Fraction(totals[name], number), place) for number in range(1, 8)]
    winners = [place for _, place in sorted(claims)[:7]]
    return [[name, winners.count(place)] for place, name in enumerate(names)]
`,
    slips: [
      {
        why: 'Of equal ones the earlier gets the seat',
        from: '(seats[best] + 1) > totals[best]',
        to: '(seats[best] + 1) >= totals[best]',
        symptom: 'With a tie for a seat the wrong one of the two gets it.',
      },
      {
        why: 'Without points nobody has a seat',
        from: 'range(7 if any(totals.values()) else 0)',
        to: 'range(7)',
        symptom: 'There are seats even if nobody has any points.',
      },
    ],
    decide: (points, names) => {
      const seats = names.map(() => 0);
      const most = Math.max(0, ...points);
      // A common multiple of all divisors: the quotients stay whole.
      for (let left = most > 0 ? SEATS : 0; left > 0; left -= 1) {
        const winner = highest(points.map((own, place) => (own * 840) / ((seats[place] ?? 0) + 1)));
        seats[winner] = (seats[winner] ?? 0) + 1;
      }
      return names.map((name, place) => [name, seats[place] ?? 0] as const);
    },
  },
  {
    about: 'percents',
    text: [
      'outcome returns a dictionary from every one of names to its share of all points in whole percents. First all shares are rounded down; the percents still missing from 100 go one each to the names with the largest remainders, of equal remainders first to the name with more points, then to the earlier one in names. If there are no points at all, all shares are 0.',
      'At the end outcome gives a dictionary with the percentage of all points for each name, as whole numbers which add up to 100. Round all of them down, and then whoever was cut off the most gets one more, then the next, until it is 100. If the same was cut off from two, the one with more points goes first, and if that is equal too, the one earlier in names. No points at all means 0 for everybody.',
      'The function outcome returns a dictionary assigning to each name its percentage of the points by the method of largest remainders: shares are rounded down to whole percents, whereupon the remaining percents up to 100 are allotted singly by descending remainder, then by descending points, then in the order of names. If the points total 0, so do all shares.',
    ],
    cases: ['a tie at the top', 'a tie further down', 'nobody has points', 'drawn again', 'many ballots'],
    program: `
def outcome(ballots, names):
    totals = points(ballots, names)
    whole = sum(totals.values())
    if whole == 0:
        return {name: 0 for name in names}
    shares = {name: totals[name] * 100 // whole for name in names}
    left = 100 - sum(shares.values())
    first = sorted(names, key=lambda name: (-(totals[name] * 100 % whole), -totals[name]))
    for name in first[:left]:
        shares[name] += 1
    return shares
`,
    other: `
from fractions import Fraction
from math import floor

def outcome(ballots, names):
    totals = list(points(ballots, names).values())
    cast = sum(totals)
    exact = [Fraction(100 * total, cast or 1) for total in totals]
    shares = [floor(share) for share in exact]
    while cast > 0 and sum(shares) < 100:
        index = max(range(len(names)), key=lambda at: (exact[at] - shares[at], totals[at], -at))
        shares[index] += 1
    return dict(zip(names, shares))
`,
    slips: [
      {
        why: 'Missing percents go to the largest remainders',
        from: '(-(totals[name] * 100 % whole), -totals[name])',
        to: '-totals[name]',
        symptom: 'The largest always get the percents that are left over.',
      },
      {
        why: 'Without points all shares are 0',
        from: 'if whole == 0:',
        to: 'if not ballots:',
        symptom: 'When no ballot gives any points it crashes.',
      },
    ],
    decide: (points, names) => {
      const all = sumOf(points);
      const shares = points.map((own) => (all === 0 ? 0 : Math.floor((own * 100) / all)));
      const order = [...names.keys()].sort(
        (a, b) =>
          (((points[b] ?? 0) * 100) % all) - (((points[a] ?? 0) * 100) % all) ||
          (points[b] ?? 0) - (points[a] ?? 0) ||
          a - b,
      );
      const missing = all === 0 ? [] : order.slice(0, 100 - sumOf(shares));
      return Object.fromEntries(
        shares.map((share, place) => [nameAt(names, place), share + (missing.includes(place) ? 1 : 0)]),
      );
    },
  },
];
