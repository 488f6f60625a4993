/** Texts of the family `delivery-tour`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './delivery-tour.ts';

export function deliveryTourPieces({ need, say, tell }: Manner, { task, metric, home }: Settings): Piece[] {
  const drawnCases = ['drawn 1', 'drawn 2', 'drawn 3', 'as many as allowed'] as const;
  const distance =
    metric === 'blocks'
      ? need(
          [
            'Distance = |dx| + |dy| (streets are a grid).',
            'Our streets are a grid, so the distance is what you go along one way plus what you go along the other.',
            'The distance of two places is |dx| + |dy|.',
          ],
          'in one line',
          ...drawnCases,
        )
      : need(
          [
            'Distance = straight line, rounded up to a whole number.',
            'The distance is the straight line between two places, rounded up to a whole number each time (5 stays 5).',
            'The distance of two places is the smallest whole number not less than their Euclidean distance.',
          ],
          'in one line',
          ...drawnCases,
        );
  if (task === 'follow') {
    return [
      say(
        'solution.js exports follow(start, stops). Stops: { name, x, y, opens, closes, minutes }, visited in the given order from the depot at x = 0, y = 0. Whole numbers; times are minutes.',
        'Please write follow(start, stops) and export it from solution.js. We drive to the stops in the order of the list, from the depot at x = 0 and y = 0. A stop is { name, x, y, opens, closes, minutes }, whole numbers, with times in minutes since midnight and minutes the time needed there.',
        'solution.js exports follow(start, stops). From the depot (0, 0), left at the time start, the stops { name, x, y, opens, closes, minutes } are visited in list order. All values are whole numbers, times are in minutes.',
      ),
      distance,
      need(
        [
          'One unit takes a minute. Before opens the driver waits until opens; then the stop takes minutes.',
          'A unit of way takes one minute. If the driver is there before it opens, he waits; then he needs the minutes of the stop and drives on.',
          'A unit of distance takes one minute. Service starts at the later of arrival and opens, lasts minutes, and is followed by departure.',
        ],
        'there and back',
        ...drawnCases,
      ),
      need(
        [
          'Return per stop { name, arrival, wait, late }: late is true if service begins after closes (at closes is fine). Late stops are served all the same.',
          'For every stop I want { name, arrival, wait, late }: when we get there, how many minutes we wait, and late as true if we begin only after closes (exactly at closes is all right). Even then the stop is served as usual.',
          'The result holds { name, arrival, wait, late } for each stop, wait being the time from arrival to the beginning of service and late whether service begins later than closes; late stops are served as well.',
        ],
        'equally far',
        'at one place',
        'there and back',
        ...drawnCases,
      ),
      home === 'return'
        ? need(
            [
              'Last entry: the way home, { name: "depot", arrival, wait: 0, late: false }, also without stops.',
              'At the end add the return, { name: "depot", arrival, wait: 0, late: false }; with no stops that is all there is.',
              'A final entry { name: "depot", arrival, wait: 0, late: false } stands for the return to the depot, without stops too.',
            ],
            'no stops',
            'one stop',
          )
        : need(
            [
              'The tour ends at the last stop. No stops: empty list.',
              'After the last stop the driver goes home with the van, so nothing follows; no stops give an empty list.',
              'The tour ends with the last stop; without stops the list is empty.',
            ],
            'no stops',
            'one stop',
          ),
    ];
  }
  const total =
    home === 'return'
      ? tell(
          'The way back to the depot counts.',
          'The way back home to the depot counts as well.',
          'The tour includes the return to the depot.',
        )
      : tell(
          'The way back does not count.',
          'Where the van goes after the last stop is no concern of ours and does not count.',
          'The tour ends at its last stop.',
        );
  const rule =
    task === 'nearest'
      ? need(
          [
            'Always drive to the nearest stop not visited yet; equally near: the smaller name.',
            'We always drive to whatever is nearest of what is left, and if two are equally near, to the one whose name is smaller.',
            'The next stop is always the unvisited one of least distance from the present place, of several the one with the least name.',
          ],
          'equally far',
          'at one place',
          'in one line',
          ...drawnCases,
        )
      : need(
          [
            'Find the order with the shortest tour, at most 7 stops; equally short: the order whose list of names is smaller (first name, then second, ...).',
            'Find me the shortest of all tours (never more than seven stops). If several are equally short, I want the one with the smaller first name, then the smaller second name, and so on.',
            'The order minimises the length of the tour; among several such orders the one whose sequence of names is lexicographically least is chosen. There are at most 7 stops.',
          ],
          'equally far',
          'at one place',
          'in one line',
          ...drawnCases,
        );
  return [
    say(
      `solution.js exports ${task}(stops). Stops: { name, x, y }, whole numbers, names all different; start at the depot x = 0, y = 0.`,
      `Please write ${task}(stops) and export it from solution.js. A stop is { name, x, y } with whole numbers and a name of its own, and we start from the depot at x = 0 and y = 0.`,
      `solution.js exports ${task}(stops). A stop is { name, x, y } with whole coordinates; names are distinct. Tours start at the depot (0, 0).`,
    ),
    distance,
    rule,
    need(
      [
        `Return { order, length }: the names in order and the length of the tour. ${total}`,
        `It returns { order, length }, the list of names as we drive and the length of it all. ${total}`,
        `The result is { order, length }: names in order of visit and the length of the tour. ${total}`,
      ],
      'there and back',
      'one stop',
      ...drawnCases,
    ),
    need(
      [
        'Names are compared with <. No stops: { order: [], length: 0 }.',
        'Compare names with < as JavaScript does it, and with no stops return an empty order and length 0.',
        'Names compare by code units. Without stops the result is { order: [], length: 0 }.',
      ],
      'no stops',
      'at one place',
    ),
  ];
}
