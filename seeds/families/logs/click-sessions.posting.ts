/** Texts of the family `click-sessions`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './click-sessions.ts';

export function clickSessionsPieces({ main, need, say }: Manner, { task, end, order }: Settings): Piece[] {
  const call = `analyse(clicks${task === 'funnel' ? ', steps' : ''})`;
  const result = {
    list:
      order === 'time'
        ? main(
            'Return [visitor, start, seconds, clicks] per session, seconds from the first to the last click, sorted by start, then visitor.',
            'It returns the visits as [visitor, start, seconds, clicks], with the seconds between first and last click, in order of their start and then of the visitor.',
            'The result lists [visitor, time of first click, seconds from first to last click, number of clicks] for each session, ascending by time, then visitor.',
          )
        : main(
            'Return [visitor, start, seconds, clicks] per session, seconds from the first to the last click, most clicks first, then by start, then visitor.',
            'It returns the visits as [visitor, start, seconds, clicks], with the seconds between first and last click; the longest lists of clicks first, and equal ones by start and then visitor.',
            'The result lists [visitor, time of first click, seconds from first to last click, number of clicks] for each session, descending by clicks, then ascending by time, then visitor.',
          ),
    funnel: main(
      `Return a list with one number per step: ${order === 'time' ? 'how many sessions' : 'the percentage of sessions (rounded down)'} got that far. A session gets as far as step k if it has clicks on steps 1 to k in this order; other clicks may lie between.`,
      `steps are pages, and for each of them I want to know ${order === 'time' ? 'how many visits' : 'what percentage of the visits, rounded down,'} got that far: the first page was seen, some time later the second, and so on, with whatever in between.`,
      `The result has for each k the ${order === 'time' ? 'number' : 'integer part of the percentage'} of sessions that contain clicks on the first k pages of steps in this order, not necessarily adjacent.`,
    ),
    exits: main(
      `Return [page, views, exits] per page: views = ${order === 'time' ? 'clicks on it' : 'sessions with at least one click on it'}, exits = sessions that end with it. Most exits first, then by page.`,
      `For every page I would like [page, views, exits]: ${order === 'time' ? 'how often it was clicked' : 'in how many visits it was seen (once or more often)'}, and how many visits ended there. Where most people leave comes first, equal ones by name.`,
      `The result lists [page, views, exits] for each page, views being the number of ${order === 'time' ? 'clicks on it' : 'sessions containing it'}, exits the number of sessions whose last click it is; descending by exits, then ascending by page.`,
    ),
  }[task];
  const detail = {
    list: need(
      [
        'A session of one click takes 0 seconds.',
        'Somebody who clicks once has a visit of 0 seconds.',
        'A session of a single click has 0 seconds.',
      ],
      'equal in size',
      'half an hour exactly',
    ),
    funnel: need(
      [
        'steps has different pages. A step that comes too early does not count; it can come again.',
        'The pages in steps are all different. Pages in the wrong order do not count, unless they come again later.',
        'The pages of steps are distinct. A page occurring before its predecessors counts only if it occurs again after them.',
      ],
      'steps out of order',
      'pages again and again',
    ),
    exits: need(
      [
        'Pages nobody left from are listed with 0 exits.',
        'Pages where nobody leaves are in the list with a 0.',
        'Pages without exits are included with 0.',
      ],
      'pages again and again',
      'steps out of order',
    ),
  }[task];
  return [
    say(
      `solution.py: ${call}. clicks: list of [visitor, time, page], time in whole seconds since 1970 (UTC).`,
      `I need ${call} in a file solution.py. Clicks are lists [visitor, time, page], the time in seconds since 1970 (UTC).`,
      `solution.py defines ${call}; clicks is a list of [visitor, time, page] with time in whole seconds since 1970-01-01 00:00 UTC.`,
    ),
    need(
      [
        'A session: clicks of one visitor with pauses of at most 30 minutes (1800 seconds) from one click to the next. More than that: a new one.',
        'A visit is a row of clicks of the same visitor. It goes on as long as the next click comes within 30 minutes (exactly 1800 seconds is still within); after more than that it is a new one.',
        'A session consists of consecutive clicks of one visitor, each at most 1800 seconds after the one before.',
      ],
      'half an hour exactly',
      'drawn 1',
      'drawn 2',
    ),
    end === 'midnight'
      ? need(
          [
            'Midnight UTC also ends every session: a click on a new day opens a new one.',
            'We count by days, so at midnight (UTC) all visits end, and the first click of somebody after it is a new visit.',
            'In addition a session ends at 00:00 UTC: clicks of different days belong to different sessions.',
          ],
          'over midnight',
          'drawn 2',
          'a large log',
        )
      : need(
          [
            'Sessions may run over midnight.',
            'Midnight is nothing special, visits go on over it.',
            'Sessions are not bounded by days.',
          ],
          'over midnight',
          'drawn 2',
          'a large log',
        ),
    need(
      [
        'clicks are in any order; no visitor has two at the same time.',
        'The clicks are in no order at all, but nobody clicks twice in the same second.',
        'The order of clicks is arbitrary; times of one visitor are distinct.',
      ],
      'in any order',
      'drawn 1',
    ),
    result,
    detail,
    need(
      [
        `No clicks: ${task === 'funnel' ? 'zeros' : 'empty list'}.`,
        `Without clicks ${task === 'funnel' ? 'all numbers are 0' : 'the list is empty'}.`,
        `For empty clicks ${task === 'funnel' ? 'all numbers are 0' : 'the result is empty'}.`,
      ],
      'no clicks',
    ),
  ];
}
