/** Texts of the family `seating-conflicts`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './seating-conflicts.ts';

export function seatingConflictsPieces({ main, need, say }: Manner, { task, input, first }: Settings): Piece[] {
  const byName = first === 'name';
  const list = byName
    ? ['in order of name', 'in order of the alphabet', 'ascending by name']
    : ['in the order of guests', 'in the order of guests', 'in the order of guests'];
  const result = {
    tables: [
      main(
        'Seat everybody at one of two tables so that no two in conflict share one. Return [names at table 1, names at table 2]. Impossible: None.',
        'There are two big tables, and nobody may sit at the table of somebody they are in conflict with. Give me the two lists of names, or None if it cannot be done.',
        'Each guest is assigned to one of two tables such that guests in conflict have different tables. The result is [names of table 1, names of table 2], or None where this is impossible.',
      ),
      need(
        [
          `To make it unique: of all guests connected by conflicts (a chain of them) the first one ${list[0]} sits at table 1. A guest without conflicts is such a group alone. Both lists ${list[0]}.`,
          `There are several ways, so do it like this: among all who are connected by a chain of conflicts the one who comes first ${list[1]} sits at table 1, and whoever has no conflicts sits there too. Write both lists ${list[1]}.`,
          `In every group of guests connected by chains of conflicts the first guest ${list[2]} has table 1; a guest without conflicts is a group. Both lists are ${list[2]}.`,
        ],
        'guests out of order',
        'peace',
        'late quarrels',
        'drawn 2',
      ),
    ],
    groups: [
      main(
        'Return [names, possible] for each group of guests connected by conflicts (a chain of them): possible is true if two tables suffice to separate everybody in conflict in the group.',
        'Guests hang together in groups by chains of conflicts. For each group I want [names, possible], where possible says whether two tables are enough to keep all its conflicts apart (true or false).',
        'The result lists [names, possible] for each group of guests connected by chains of conflicts, possible telling whether its members can be assigned to two tables such that members in conflict have different ones.',
      ),
      need(
        [
          `Names in a group ${list[0]}, groups by their first name in the same order. A guest without conflicts is a group alone.`,
          `Names in a group are ${list[1]}, and groups follow the same order by their first member. A guest without conflicts is a group, too.`,
          `Names are ${list[2]} and groups are ordered by their first members in the same way. A guest without conflicts forms a group.`,
        ],
        'guests out of order',
        'peace',
        'late quarrels',
        'drawn 2',
      ),
    ],
    greedy: [
      main(
        'Seat the guests one after the other, each at the table with the lowest number (from 1) where nobody in conflict sits yet; as many tables as it takes.',
        'There are tables enough, numbered from 1. Seat one guest after the other, each at the lowest table at which nobody sits with whom there is a conflict.',
        'Guests are seated one after the other, each at the table of least number (from 1) without a guest in conflict; the number of tables is not limited.',
      ),
      need(
        [
          `Order of seating: ${byName ? 'by name' : 'most conflicts first, equal numbers in the order of guests'}. Return [name, table] in the order of guests.`,
          `Seat them ${byName ? 'in order of the alphabet' : 'by the number of their conflicts, who has most first, and equal ones in the order of the list guests'}. I get [name, table] for each, in the order of guests.`,
          `They are seated ${byName ? 'ascending by name' : 'descending by number of conflicts, those of equal number in the order of guests'}. The result lists [name, table] in the order of guests.`,
        ],
        'guests out of order',
        'peace',
        'late quarrels',
        'drawn 2',
      ),
    ],
  }[task];
  return [
    say(
      'solution.py: seat(guests, conflicts). guests: list of different names.',
      'Please write seat(guests, conflicts) in solution.py. guests is the list of our guests, all with different names.',
      'solution.py defines seat(guests, conflicts), guests being a list of distinct names.',
    ),
    input === 'pairs'
      ? need(
          [
            'conflicts: list of pairs of guests, each pair once, in any direction. Conflicts are mutual.',
            'conflicts is a list of pairs of guests who do not get on; a pair is there once, and it does not matter who comes first.',
            'conflicts is a list of pairs of guests, each unordered pair at most once; a conflict is mutual.',
          ],
          'a ring of four',
          'drawn 1',
          'late quarrels',
        )
      : need(
          [
            'conflicts: dictionary name -> list of guests this one has named. A conflict counts for both, even if only one named it; never both. Not everybody is a key.',
            'conflicts is a dictionary from a guest to the list of those he or she has complained about. One complaint is enough for both (two people never both complain about each other), and who has complained about nobody may be missing.',
            'conflicts maps guests to lists of guests; each conflict is stated at one of the two only but is mutual. Guests need not be keys.',
          ],
          'a ring of four',
          'drawn 1',
          'late quarrels',
        ),
    ...result,
    need(
      task === 'tables'
        ? [
            'A ring of an odd number of conflicts makes it impossible.',
            'Three people who all quarrel with each other already make it impossible, of course.',
            'A single group for which it is impossible makes the result None.',
          ]
        : [
            'Rings of any length occur, and guests in conflict with all others.',
            'Expect everything, even somebody in conflict with all the others.',
            'Any set of conflicts is allowed.',
          ],
      'a ring of five',
      'everybody with everybody',
      'two groups, one impossible',
      'a big quarrel',
    ),
    need(
      [
        task === 'tables' ? 'No guests: [[], []].' : 'No guests: empty list.',
        task === 'tables' ? 'Without guests both lists are empty.' : 'Without guests the list is empty.',
        task === 'tables' ? 'Without guests the result is [[], []].' : 'Without guests the result is empty.',
      ],
      'no guests',
    ),
  ];
}
