/** Texts of the family `cable-plan`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './cable-plan.ts';

export function cablePlanPieces({ main, need, say }: Manner, { task, islands, laid }: Settings): Piece[] {
  const old = laid === 'some';
  const goal = {
    cost: main(
      'Return the least total cost of offers that connects everything.',
      'I only want one number: what it costs at least to connect everything.',
      'The result is the least total cost of a set of offers that connects all places.',
    ),
    list: main(
      'Return the offers to take so that everything is connected at the least total cost.',
      'I want the list of offers to take, so that everything is connected and it costs as little as possible.',
      'The result is the set of offers of least total cost that connects all places.',
    ),
    longest: main(
      'Take the set of offers that connects everything at the least total cost; return the cost of its dearest offer (0 if none is needed).',
      'Suppose we connect everything as cheaply as possible in all: what does the dearest single cable of it cost? Zero, if nothing has to be laid.',
      'For a set of offers of least total cost that connects all places, the cost of its dearest offer is to be returned, 0 where the set is empty. (It is the same for every such set.)',
    ),
  }[task];
  const form =
    task === 'list'
      ? [
          need(
            [
              'Several cheapest sets: offers are considered by cost, then smaller name, then larger name, and taken if they connect something new.',
              'If there are several ways equally cheap, go through the offers by cost, and equal ones by the smaller and then the larger of their names, and take each that connects something that was not connected yet.',
              'Among several such sets the one is meant that results from taking offers in ascending order of cost, smaller name, larger name wherever they join places not yet connected.',
            ],
            'equal costs',
            'drawn 3',
          ),
          need(
            [
              'Form: [smaller name, larger name, cost], sorted by the names.',
              'Each is [smaller name, larger name, cost], and the list is sorted by the names.',
              'Elements are [smaller name, larger name, cost], ascending by first, then second name.',
            ],
            'offers out of order',
            'drawn 1',
          ),
        ]
      : [
          need(
            [
              'There may be several cheapest sets; the answer is the same.',
              'Equal costs occur, but they make no difference to the answer.',
              'Equal costs do not influence the result.',
            ],
            'equal costs',
            'offers out of order',
          ),
        ];
  const empty = task === 'list' ? 'an empty list' : '0';
  return [
    say(
      `solution.py: plan(offers${old ? ', laid' : ''}). offers: list of [one, two, cost], costs whole numbers from 1, each pair of names at most once. Places are the names that occur.`,
      `The function is plan(offers${old ? ', laid' : ''}) in solution.py. An offer is [one, two, cost] for a cable between two places, costs are whole numbers from 1 on, and there is at most one offer for two places. Our places are the names that occur.`,
      `solution.py defines plan(offers${old ? ', laid' : ''}). offers is a list of [one, two, cost], cost a whole number of at least 1, each unordered pair at most once. Places are all names that occur.`,
    ),
    ...(old
      ? [
          need(
            [
              'laid: pairs of places with a cable already. These connect at no cost and are not part of the answer. No pair is in both lists.',
              'Some cables lie already, as pairs of names in laid: they cost nothing and are not listed, but they connect, and there is no offer for them. Their names are places too.',
              'laid is a list of pairs of places connected already, at no cost; they are no offers and never in the result. Names in laid are places as well.',
            ],
            'islands joined by an old cable',
            'many places',
            'drawn 2',
          ),
        ]
      : [say('Nothing is laid yet.', 'There is no cable at all yet.', 'No places are connected beforehand.')]),
    goal,
    ...form,
    islands === 'refuse'
      ? need(
          [
            'Not everything can be connected: return None.',
            'If the offers do not suffice to connect everything, return None.',
            'Where the places cannot all be connected the result is None.',
          ],
          'two islands',
          'drawn 2',
        )
      : need(
          [
            'Not everything can be connected: connect what can be (each island on its own).',
            'Sometimes the offers do not suffice to connect everything; then connect what can be connected, each island for itself.',
            'Places that cannot be connected with each other form islands, each of which is to be connected in itself; the result is over all islands.',
          ],
          'two islands',
          'drawn 2',
        ),
    need(
      [`Nothing given: ${empty}.`, `With no offers at all it is ${empty}.`, `For empty input the result is ${empty}.`],
      'nothing',
    ),
  ];
}
