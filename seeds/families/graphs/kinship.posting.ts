/** Texts of the family `kinship`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './kinship.ts';

export function kinshipPieces({ main, need, say }: Manner, { task, form, line }: Settings): Piece[] {
  const words = form === 'words';
  const call = {
    relation: 'relation(people, one, two)',
    descendants: 'descendants(people, ancestor)',
    common: 'common_ancestors(people, one, two)',
  }[task];
  const steps = [
    'up = steps from one up to the nearest common ancestor, down = steps from there down to two',
    'Go up from one to the nearest common ancestor and count the steps (up), then down to two (down)',
    'Let up and down be the numbers of steps from one and from two to their nearest common ancestor',
  ] as const;
  const result = {
    relation: [
      main(
        `${steps[0]}; everybody is their own ancestor of 0 steps. Nearest: least up + down, then least up.`,
        `${steps[1]}; somebody can be that ancestor themselves, with 0 steps. If there are several, take the one with the fewest steps in all, and of these the one with the fewest steps up.`,
        `${steps[2]}, i.e. one with least up + down, of several with least up; every person is an ancestor of themselves of 0 steps.`,
      ),
      words
        ? need(
            [
              'Return what the common line makes of it (up, down): 0,0 "self"; 0,1 "child", 0,2 "grandchild", 0,3 "great-grandchild" and one more "great-" per step; 1,0 "parent", 2,0 "grandparent", 3,0 "great-grandparent", ...; 1,1 "sibling"; 2,1 "aunt or uncle", 3,1 "great-aunt or uncle", ...; 1,2 "niece or nephew", 1,3 "great-niece or nephew", ...; else "cousin N, removed R" with N = the smaller of the two minus 1, R = their difference.',
              'The answer is what two is to one, in words: "self", "child" (0 up, 1 down), "grandchild", "great-grandchild" and so on with a "great-" more for each step; "parent" (1 up, 0 down), "grandparent", "great-grandparent" and so on; "sibling" (1 up, 1 down); "aunt or uncle" (2 up, 1 down), then "great-aunt or uncle"; "niece or nephew" (1 up, 2 down), then "great-niece or nephew"; and for everything else "cousin N, removed R", where N is the smaller of the two numbers less one and R their difference, like "cousin 1, removed 0".',
              'The result is "self" for (up, down) = (0, 0); "child", "grandchild", "great-grandchild", ... for (0, 1), (0, 2), (0, 3), ...; "parent", "grandparent", "great-grandparent", ... for (1, 0), (2, 0), (3, 0), ...; "sibling" for (1, 1); "aunt or uncle", "great-aunt or uncle", ... for (2, 1), (3, 1), ...; "niece or nephew", "great-niece or nephew", ... for (1, 2), (1, 3), ...; otherwise "cousin N, removed R" with N = min(up, down) - 1 and R = |up - down|.',
            ],
            'oneself',
            'aunt',
            'niece',
            'once removed',
            'far removed',
            'cousins',
          )
        : need(
            ['Return [up, down].', 'The answer is the list [up, down].', 'The result is [up, down].'],
            'oneself',
            'aunt',
            'niece',
            'once removed',
            'far removed',
            'cousins',
          ),
      need(
        [
          'No common ancestor: None.',
          'If they are not related return None.',
          'Without a common ancestor the result is None.',
        ],
        'not related',
        'empty tree',
      ),
    ],
    descendants: [
      main(
        `Return ${words ? 'a list of generations, each the sorted list of names: children first, then grandchildren, ...' : 'the number of children, of grandchildren, and so on, as a list'}.`,
        `I get a list with ${words ? 'the names of the children in order of the alphabet, then such a list of the grandchildren, and so on' : 'the number of children, then of grandchildren, and so on'} as far down as it goes.`,
        `The result lists ${words ? 'the names, ascending, of each generation of descendants' : 'the number of descendants of each generation'}, beginning with the children, up to the last generation.`,
      ),
      need(
        [
          'Descended in several ways: counted in the nearest generation only.',
          'Somebody who descends in two ways (it happens) belongs to the nearer generation only.',
          'A descendant by several lines belongs to the nearest generation only.',
        ],
        'several ways',
        'drawn 2',
      ),
    ],
    common: [
      main(
        'The nearest common ancestors: those with the least sum of steps from one and steps from two (everybody is their own ancestor of 0 steps; steps by the shortest way).',
        'I am looking for the nearest common ancestors of two people, that is those with the fewest steps up from one and from two together, always by the shortest way. Somebody counts as their own ancestor with 0 steps, so a mother and her child have the mother.',
        'The nearest common ancestors are those whose numbers of steps from one and from two, each by the shortest line, have the least sum; every person is an ancestor of themselves of 0 steps.',
      ),
      need(
        [
          words
            ? 'Return their names, sorted; none: empty list.'
            : 'Return [name, steps from one, steps from two] for each, sorted by name; none: empty list.',
          words
            ? 'Return the list of their names in order of the alphabet, empty if they are not related.'
            : 'Return a list of [name, steps from one, steps from two] in order of the names, empty if they are not related.',
          words
            ? 'The result is the ascending list of their names, empty where there is none.'
            : 'The result is the list of [name, steps from one, steps from two], ascending by name, empty where there is none.',
        ],
        'two nearest ancestors',
        'not related',
        'empty tree',
      ),
    ],
  }[task];
  return [
    say(
      `solution.py: ${call}. people: dictionary name -> [mother, father], each a name or None.`,
      `Please write ${call} in solution.py. people is a dictionary from a name to [mother, father], where either can be None.`,
      `solution.py defines ${call}; people maps names to [mother, father], either of which can be None.`,
    ),
    need(
      [
        'Parents need not be keys; names that occur nowhere have no relatives. Nobody is their own ancestor above 0 steps.',
        'The oldest ones occur only as parents, and you may be asked about somebody who occurs nowhere and has no relatives. There are no circles in time.',
        'Persons without known parents need not be keys; a name that does not occur has no relatives. The tree has no cycles.',
      ],
      'empty tree',
      'grandfather',
      ...(task === 'descendants' ? [] : ['not related']),
    ),
    line === 'both'
      ? need(
          [
            'Mothers and fathers count.',
            'Both sides of the family count, the mothers and the fathers.',
            'Descent is by mother and by father.',
          ],
          'drawn 1',
          'a large tree',
        )
      : need(
          [
            'Only the line of mothers counts: fathers are ignored everywhere.',
            'We trace the line of mothers only, so ignore all the fathers, as if they were not there.',
            'Descent is by mother only; fathers are disregarded altogether.',
          ],
          'drawn 1',
          'a large tree',
        ),
    ...result,
  ];
}
