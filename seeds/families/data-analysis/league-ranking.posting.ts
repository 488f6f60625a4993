/** What the employers of the family `league-ranking` ask for. */

import type { Piece } from '../study-family.ts';
import { tellerOf } from '../study-parts.ts';
import type { RankingSettings } from './league-ranking.programs.ts';

export const RANKING_DIALS = {
  ties: ['standard', 'fractional', 'dense', 'modified'],
  scope: ['all', 'per group', 'both'],
  missing: ['at the end', 'left out'],
  best: ['high', 'low'],
} as const;

export interface RankingNames {
  readonly event: string;
  readonly entry: string;
  readonly who: string;
  readonly score: string;
  readonly group: string;
}

export function posting({ ties, scope, missing, best }: RankingSettings, names: RankingNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { event, entry, who, score, group } = names;
  const better = best === 'high' ? 'higher' : 'lower';
  return [
    tell.say(
      `JavaScript function for the result table of ${event}.\n\nsolution.js, ${entry}(entries). No packages.`,
      `Hello! Every year I make the result list of ${event} by hand and every year somebody complains about the places. This time a script shall do it: solution.js with a function ${entry}(entries), plain JavaScript.`,
      `Ticket: result list\nWhat: ${event}\nDeliver: solution.js, function ${entry}(entries), without dependencies`,
    ),
    tell.say(
      `\n- entries: list of { ${who}, ${group}, ${score} }. ${who} and ${group} are texts, every ${who} is there once, ${score} is a number or null.`,
      `The entries are objects with ${who}, ${group} and ${score}. Nobody is entered twice. ${score} is a number, or null for somebody without a result.`,
      `\nInput: objects { ${who}, ${group}, ${score} }; texts, and a number or null as ${score}. A ${who} occurs once.`,
    ),
    tell.need(
      [
        `A ${better} ${score} is better. 0 and negative numbers are ordinary results.`,
        `With us the ${better} ${score} wins, and mind that zero, or less than zero, is a perfectly good result.`,
        `Best is whoever has the ${best === 'high' ? 'most' : 'fewest'} ${score}; zero and below zero are valid.`,
      ],
      'zero and below',
      'drawn entries',
      'large field',
    ),
    {
      standard: tell.need(
        [
          'Equals get the same place, and as many places are skipped after them: 1, 2, 2, 4.',
          'Two who are equal share the better place and the next place is not given, so it goes 1, 2, 2, 4 as in the Olympics.',
          'Ties: same place, following places are left out (1, 2, 2, 4).',
        ],
        'equals',
        'three equals',
      ),
      dense: tell.need(
        [
          'Equals get the same place; the next one after them gets the next number, none is skipped: 1, 2, 2, 3.',
          'Two who are equal share a place, but I do not want holes in my list, the one behind them simply has the next number: 1, 2, 2, 3.',
          'Ties: same place, numbering continues without holes (1, 2, 2, 3).',
        ],
        'equals',
        'three equals',
      ),
      modified: tell.need(
        [
          'Equals all get the last of the places that they occupy together: 1, 3, 3, 4; three equal leaders are all third.',
          'We are strict: whoever is equal with others gets the worst of the places they fill together, so a tie behind the winner gives 1, 3, 3, 4, and three sharing the top are all number 3.',
          'Ties: everybody in the tie receives the LAST place of the group of equals (1, 3, 3, 4; three at the top: 3, 3, 3).',
        ],
        'equals',
        'three equals',
      ),
      fractional: tell.need(
        [
          'Equals get the mean of the places that they occupy together: 1, 2.5, 2.5, 4; three equal leaders are all at 2.',
          'If some are equal they get the average of the places they fill together, like 1, 2.5, 2.5, 4, and three sharing the top are all at place 2.',
          'Ties: mean of the occupied places, so 1, 2.5, 2.5, 4 (three at the top: 2, 2, 2).',
        ],
        'equals',
        'three equals',
      ),
    }[ties],
    {
      all: tell.need(
        [
          `One ranking of everybody; ${group} is only carried along. Result: objects { place, ${who}, ${group}, ${score} }, by place, then ${who} (plain code order).`,
          `It is one list for everybody, the ${group} is just for information. Give me back objects with place, ${who}, ${group} and ${score}, ordered by place, and where places are equal by ${who} in plain code order.`,
          `Output: a single ranking, list of { place, ${who}, ${group}, ${score} } sorted by place and among the same place by ${who} (compare as strings; ${group} has no influence).`,
        ],
        'several groups',
        'equals',
      ),
      'per group': tell.need(
        [
          `Every ${group} has a ranking of its own that starts anew. Result: one list of { place, ${who}, ${group}, ${score} }, sorted by ${group}, in it by place, then ${who} (both texts in plain code order).`,
          `Each ${group} competes for itself, so places start again in every ${group}. I get one list back with objects of place, ${who}, ${group} and ${score}: the groups one after another in plain code order of their names, in each by place, equals by ${who}.`,
          `Output: rankings are made per ${group}. A flat list of { place, ${who}, ${group}, ${score} }; sort by ${group}, place, ${who}, texts compared as strings.`,
        ],
        'several groups',
        'equals',
      ),
      both: tell.need(
        [
          `Two places are needed: place among all, placeInGroup among those of the same ${group}, equals treated alike. Result: objects { place, ${who}, ${group}, ${score}, placeInGroup }, by place among all, then ${who} (plain code order).`,
          `I print the overall place and the place inside of the ${group} next to each other, both with the same treatment of equals; so the objects have place, ${who}, ${group}, ${score} and placeInGroup. They come in order of the overall place, with ${who} in plain code order deciding between the same places.`,
          `Output: list of { place, ${who}, ${group}, ${score}, placeInGroup }. place counts over everybody, placeInGroup only over the same ${group} (ties as above in both). Sort by place, then ${who} as strings.`,
        ],
        'several groups',
        'equals',
      ),
    }[scope],
    missing === 'at the end'
      ? tell.need(
          [
            `Entries whose ${score} is null are not ranked: ${scope === 'both' ? 'both places are null' : 'their place is null'}, and they come ${scope === 'per group' ? `at the end of their ${group}` : 'at the end'}, by ${who}. They take no place away from anybody.`,
            `Those with null still want to see their names: put them ${scope === 'per group' ? `last in their ${group}` : 'at the bottom of the list'} by ${who}, with null ${scope === 'both' ? 'for both places' : 'as their place'}, and of course they do not count for the places of the others.`,
            `No result (null): listed ${scope === 'per group' ? `behind the others of the ${group}` : 'behind all others'}, ordered by ${who}, ${scope === 'both' ? 'place and placeInGroup' : 'place'} null.`,
          ],
          'without result',
          'nobody has a result',
        )
      : tell.need(
          [
            `Entries whose ${score} is null do not appear in the result at all.`,
            `Somebody with null did not show up, leave them out of the list as if they had not been entered.`,
            `No result (null): drop the entry.`,
          ],
          'without result',
          'nobody has a result',
        ),
    tell.need(
      [
        'No entries: empty list.',
        'And if there are no entries I expect an empty list.',
        'Empty input gives an empty list.',
      ],
      'no entries',
    ),
    tell.say(
      '\n- A thousand entries at most.',
      'Up to a thousand entries, so nothing fancy. Thanks!',
      '\nPriority: before the weekend.',
    ),
  ];
}
