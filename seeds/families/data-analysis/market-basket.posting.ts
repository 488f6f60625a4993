/** What the employers of the family `market-basket` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const BASKET_DIALS = {
  subject: ['pairs', 'across', 'companions', 'triples'],
  measure: ['support', 'lift', 'overlap'],
  selection: ['often', 'best', 'strong'],
  data: ['baskets', 'lines'],
} as const;
export type BasketSettings = SettingsOf<typeof BASKET_DIALS>;

export interface BasketNames {
  readonly shop: string;
  readonly entry: string;
  readonly item: string;
  readonly receipt: string;
}

export const callOf = ({ subject, data }: BasketSettings, { entry, item }: BasketNames): string =>
  `${entry}(${data}, ${subject === 'companions' ? `${item}, ` : ''}bound)`;

function subjectPiece({ subject }: BasketSettings, { item }: BasketNames, index: number): Piece {
  const tell = tellerOf(index);
  return {
    pairs: tell.need(
      [
        `A combination is two different ${item}s. "items" has them in alphabetical order (character codes).`,
        `I am after pairs, two different ${item}s that are bought together; put them in "items" in the order of character codes, so each pair is there once.`,
        `Combination = unordered pair of different ${item}s, "items" sorted as strings.`,
      ],
      'a few baskets',
      'several kinds',
    ),
    triples: tell.need(
      [
        `A combination is three different ${item}s. "items" has them in alphabetical order (character codes).`,
        `Pairs are boring, I am after threes: three different ${item}s in the same basket, in "items" in the order of character codes, each such set once.`,
        `Combination = set of three different ${item}s, "items" sorted as strings.`,
      ],
      'a few baskets',
      'several kinds',
    ),
    across: tell.need(
      [
        `A combination is two ${item}s of different kinds; the kind of a ${item} is the part of its name before the first "/" (a name without "/" is its own kind). "items" has them in alphabetical order (character codes).`,
        `Our names look like bread/rye, the part before the first slash is the kind (without a slash the whole name is the kind). I only want pairs of two different kinds, two breads together tell me nothing. Both go in "items" in the order of character codes.`,
        `Combination = unordered pair of ${item}s with different kinds, where kind = text before the first "/" or the complete name if there is none; "items" sorted as strings.`,
      ],
      'a few baskets',
      'several kinds',
    ),
    companions: tell.need(
      [
        `A combination is the given ${item} (second argument) together with one other ${item}. "items" has the given one first. If nobody bought the given one, the result is empty.`,
        `You get one ${item} as the second argument and I want to know what else is in the baskets that have it: each combination is that ${item}, first in "items", and one other. If it never occurs the list is empty.`,
        `Combination = argument 2 plus one other ${item}; "items" = [argument 2, other]. Unknown argument 2: empty list.`,
      ],
      'a few baskets',
      'several kinds',
    ),
  }[subject];
}

function measurePiece({ measure, subject }: BasketSettings, { item }: BasketNames, index: number): Piece {
  const tell = tellerOf(index);
  const product = subject === 'triples' ? 'a * b * c' : 'a * b';
  const lift = subject === 'triples' ? '1000 * n * n * together / (a * b * c)' : `1000 * n * together / (${product})`;
  const alone = subject === 'triples' ? 'a, b and c' : 'a and b';
  return {
    support: tell.need(
      [
        '"score" is how many of 1000 baskets hold the combination: 1000 * together / n, with n baskets in all and "together" of them holding it, rounded to a whole number, halves up.',
        'The "score" says in how many of a thousand baskets the combination is: divide "together", the number of baskets that hold it, by the number n of all baskets, times 1000, and round to a whole number, an exact half upwards.',
        '"score" = 1000 * together / n, rounded half up to an integer; n = number of all baskets, together = baskets with the whole combination.',
      ],
      'halves',
      'drawn baskets',
    ),
    lift: tell.need(
      [
        `"score" is the lift in thousandths: ${lift}, where n is the number of all baskets, together those that hold the combination, ${alone} those that hold each of its ${item}s; rounded to a whole number, halves up.`,
        `The "score" is the lift times a thousand, that is ${lift}. There, n counts all baskets, together the ones with the whole combination, and ${alone} the ones with each single ${item}. Round to a whole number, an exact half upwards.`,
        `"score" = ${lift} (n: all baskets; together: baskets with all of the combination; ${alone}: baskets with each ${item}), integer, half up.`,
      ],
      'halves',
      'drawn baskets',
    ),
    overlap: tell.need(
      [
        `"score" is 1000 * together / any, where together is the number of baskets that hold the whole combination and any the number that hold at least one of its ${item}s; rounded to a whole number, halves up.`,
        `The "score" is the overlap: take the baskets with the whole combination, divide by the baskets that have at least one of its ${item}s, times 1000, rounded to a whole number, an exact half upwards.`,
        `"score" = 1000 * together / any, integer, half up; together: baskets with all ${item}s of the combination, any: baskets with one or more of them.`,
      ],
      'halves',
      'drawn baskets',
    ),
  }[measure];
}

function selectionPiece({ selection }: BasketSettings, index: number): Piece {
  const tell = tellerOf(index);
  return {
    often: tell.need(
      [
        'Keep combinations with together >= bound (bound is at least 1). Order: together, highest first, then items (compared element by element as texts).',
        'Show me only combinations that are together in at least bound baskets (bound is 1 or more), those with the highest "together" on top and equal ones in the order of their items, first by the first, then by the next.',
        'Filter: together >= bound, bound >= 1. Sort: together descending, items ascending (lexicographic list of strings).',
      ],
      'equal combinations',
      'large set',
    ),
    best: tell.need(
      [
        'Keep the bound best combinations that occur at all (fewer if there are fewer). Best: score, highest first, then together, highest first, then items (compared element by element as texts); the result is in this order.',
        'Show me the best ones, as many as bound says, or all if there are fewer; what never occurs together does not count. Highest score first, if equal the higher "together", and if still equal the order of their items, first by the first, then by the next.',
        'Take the first `bound` combinations with together > 0 in the order: score descending, together descending, items ascending (lexicographic list of strings).',
      ],
      'equal combinations',
      'large set',
    ),
    strong: tell.need(
      [
        'Keep combinations that occur at all and whose rounded score is at least bound. Order: items (compared element by element as texts).',
        'Show me every combination that occurs together at all and has a score (after rounding) of at least bound, simply in the order of the items, first by the first, then by the next, so that I can look things up.',
        'Filter: together > 0 and rounded score >= bound. Sort: items ascending (lexicographic list of strings), nothing else.',
      ],
      'equal combinations',
      'large set',
    ),
  }[selection];
}

export function posting(settings: BasketSettings, names: BasketNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { shop, item, receipt } = names;
  const call = callOf(settings, names);
  return [
    tell.say(
      `Market basket analysis for ${shop}\n\nsolution.py (Python 3, standard library only), function ${call}.`,
      `Good evening, I own ${shop} and want to find out which ${item}s my customers buy together, so that I can put them side by side. I need a function ${call} in a file solution.py, in Python 3 with nothing to install.`,
      `Forwarded by ${shop}:\n"Please find someone for our basket analysis. Python 3 only, file solution.py, function ${call}."`,
    ),
    settings.data === 'baskets'
      ? tell.need(
          [
            `baskets: list of baskets, each a list of names of ${item}s in any order. A name that is twice in a basket counts once. An empty basket is a basket, too.`,
            `baskets is a list of lists with the names of the ${item}s, in no order; the same name twice in a basket is just once for us, and empty baskets (they exist, people return bottles) are still counted as baskets.`,
            `baskets = list of lists of names; repetition within a basket is irrelevant; empty lists count as baskets.`,
          ],
          'names twice',
          'empty ones',
        )
      : tell.need(
          [
            `lines: list of [${receipt}, ${item}] pairs of texts in any order; all lines of a ${receipt} make up one basket. The same pair can come twice and counts once. A line with an empty ${item} ("") only says that the basket exists.`,
            `lines are pairs [${receipt}, ${item}], both texts, all mixed up; what has the same ${receipt} is one basket. If a pair is in there twice it is just once for us, and if the ${item} is empty (people return bottles) there is a basket but nothing new in it.`,
            `lines = unordered [${receipt}, ${item}] pairs of strings; group by ${receipt} to get the baskets; duplicates are irrelevant; ${item} "" adds the basket without an entry.`,
          ],
          'names twice',
          'empty ones',
        ),
    subjectPiece(settings, names, index),
    tell.need(
      [
        'Result: list of { "items": [...], "together": number of baskets that hold the whole combination, "score": see below }.',
        'I get back a list of dictionaries { "items": [...], "together": ..., "score": ... }, where together is the number of baskets in which the whole combination is.',
        'Return: list of {"items", "together", "score"}; together = number of baskets containing the complete combination.',
      ],
      'a few baskets',
      'drawn baskets',
    ),
    measurePiece(settings, names, index),
    selectionPiece(settings, index),
    tell.need(
      [
        'No baskets: empty list. Up to 500 baskets of up to 10 names.',
        'If there are no baskets at all, an empty list please. There are never more than 500 baskets with ten names at most.',
        'Empty input: empty list. Size: at most 500 baskets, 10 names each.',
      ],
      'nothing sold',
      'never bought',
      'large set',
    ),
  ];
}
