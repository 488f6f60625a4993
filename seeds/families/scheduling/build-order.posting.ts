/** Texts of the family `build-order`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './build-order.ts';

export function buildOrderPieces({ need, say, tell }: Manner, { task, trouble, calendar }: Settings): Piece[] {
  const dates = calendar === 'dates';
  const head = [
    ...(task === 'people' ? ['the number of people'] : []),
    ...(dates ? ['the first day (YYYY-MM-DD)'] : []),
  ].join(' and ');
  const begins =
    head === ''
      ? ''
      : tell(
          ` The first line has ${head}${head.includes(' and ') ? ', separated by a space' : ''}.`,
          ` Before them there is one line with ${head}${head.includes(' and ') ? ', with a blank in between' : ''}.`,
          ` They are preceded by a line that contains ${head}${head.includes(' and ') ? ', separated by a space' : ''}.`,
        );
  const span = dates
    ? tell(
        'NAME FIRST LAST: first and last working day of the task, YYYY-MM-DD',
        'the name and the first and the last day somebody works on it (2025-03-31), separated by blanks',
        'its name, first and last working day (YYYY-MM-DD), separated by spaces',
      )
    : tell(
        'NAME START END: START in days from 0, END = START + duration',
        'the name, the start and the end, separated by blanks; starts are counted in days from 0, and the end is start plus duration',
        'its name, start and end, separated by spaces, in days since the beginning 0, the end being start plus duration',
      );
  const main = {
    earliest: need(
      [
        'Every task starts as soon as all tasks it waits for have ended (at the beginning if it waits for none); any number can run side by side.',
        'We have people enough, so a task starts the moment everything it waits for is finished, and at the beginning if it waits for nothing.',
        'Each task starts at the earliest time at which all its prerequisites have ended; without prerequisites, at the beginning. The number of simultaneous tasks is not limited.',
      ],
      'all at once',
      'in a chain',
      'drawn 1',
      'drawn 2',
      'many tasks',
    ),
    critical: need(
      [
        `Print "length N" (days the whole takes if every task starts as early as it can)${dates ? ', then "finish YYYY-MM-DD" (last working day; left out for no tasks)' : ''}, then the critical tasks: those that make the whole longer if they take one day longer.`,
        `First print "length" and the number of days the whole takes when everything starts as soon as it can${dates ? ', on the next line "finish" and the last working day (not when there are no tasks)' : ''}, then the names of all tasks that would make the whole take longer if they took a single day more.`,
        `The output begins with "length N", N being the least number of days for the whole${dates ? ', followed by "finish YYYY-MM-DD", the last of its working days, omitted without tasks' : ''}. The critical tasks follow, i.e. those whose prolongation by one day prolongs the whole.`,
      ],
      'all at once',
      'in a chain',
      'two ways of equal length',
      'one task',
      'drawn 1',
      'drawn 2',
      'many tasks',
    ),
    people: need(
      [
        'One person per task, never changed or interrupted. Day by day: whenever people are free, they take from the tasks whose prerequisites have all ended, the longest duration first, then by name. Nobody waits if a task can start.',
        'A task is done by one person, in one go. Whenever somebody is free and tasks are possible (everything they wait for has ended), the longest of these is started, and of equally long ones the one that comes first by name; nobody sits idle while something is possible.',
        'A task occupies one person without interruption. At each time free persons start tasks whose prerequisites have ended, in the order of descending duration, then ascending name, as long as there are such tasks and free persons.',
      ],
      'all at once',
      'in a chain',
      'two ways of equal length',
      'drawn 1',
      'drawn 2',
      'many tasks',
    ),
  }[task];
  const order =
    task === 'critical'
      ? need(
          [
            'Critical tasks one a line, sorted by start, then name.',
            'One name a line, the earliest start first, at the same start by name.',
            'They are printed one a line, ascending by start, then name.',
          ],
          'two ways of equal length',
          'drawn 1',
        )
      : need(
          [
            `Print one line a task: ${span}. Sorted by start, then name.`,
            `Print for each task a line with ${span}. What starts first comes first, at the same start by name.`,
            `One line is printed for each task: ${span}. Lines ascend by start, then name.`,
          ],
          'one task',
          'two ways of equal length',
          'drawn 1',
        );
  return [
    say(
      `solution.py reads tasks from standard input, one a line: name;days;needs. days is at least 1; needs are names with commas, or empty. Names are small letters and digits, all different.${begins}`,
      `The program solution.py gets on standard input a line for each task like paint;2;walls,floor: its name (small letters and digits), how many days it takes, and what must be finished before, which can be nothing.${begins}`,
      `solution.py reads from standard input lines name;days;prerequisites with names of small letters and digits, each occurring once, days at least 1 and prerequisites a comma separated list of names, possibly empty.${begins}`,
    ),
    main,
    order,
    ...(dates
      ? [
          need(
            [
              'Only Monday to Friday are worked, no holidays. If the first day is a Saturday or Sunday, work begins on Monday.',
              'Nobody works on Saturdays and Sundays (forget about holidays), so if the first day is one of them it all begins on the Monday.',
              'Working days are Monday to Friday. A first day on a weekend denotes the following Monday.',
            ],
            'starts on a weekend',
            'drawn 2',
            'in a chain',
          ),
        ]
      : [
          need(
            ['The beginning is day 0.', 'Count from day 0, please.', 'The first day has the number 0.'],
            'starts on a weekend',
            'one task',
          ),
        ]),
    trouble === 'cycle'
      ? need(
          [
            'Tasks waiting for each other in a circle: print only "cycle: a b c" with the sorted names of all tasks that can never start, those behind the circle included.',
            'Sometimes tasks wait for each other in a circle. Then print nothing but one line "cycle: a b c": the names, in order of the alphabet, of all tasks that can never begin, also those that merely wait for one of them.',
            'Where some tasks can never start because of circular prerequisites, the only output is the line "cycle: " followed by the names of all tasks that cannot start, ascending and separated by spaces.',
          ],
          'cannot go on',
          'waits for itself or for nothing known',
        )
      : need(
          [
            'A name in needs that is no task is ignored; if there are any, the last line is "missing: x y" with those names sorted, each once. There are never circles.',
            'Some tasks wait for something that is not in the list. Treat that as done long ago, but name these things in a last line "missing: x y", each once and in order of the alphabet (no line if there are none). Circles do not happen.',
            'Prerequisites that are not in the list count as fulfilled; where they occur, a final line "missing: " gives their names, each once, ascending, separated by spaces. Circular prerequisites do not occur.',
          ],
          'cannot go on',
          'waits for itself or for nothing known',
          'drawn 2',
          'many tasks',
        ),
    need(
      [
        `No tasks: ${task === 'critical' ? 'length 0' : 'no output'}.`,
        `An empty list is allowed (${task === 'critical' ? 'length 0' : 'print nothing'}).`,
        `Without tasks the output is ${task === 'critical' ? 'length 0' : 'empty'}.`,
      ],
      'no tasks',
    ),
  ];
}
