/** Texts of the family `machine-queue`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './machine-queue.ts';

export function machineQueuePieces({ main, need, say, tell }: Manner, { rule, machines, report }: Settings): Piece[] {
  const kind = rule === 'kind' ? tell(' KIND', ' and the kind (a colour)', ' kind') : '';
  const several =
    machines === 'several'
      ? tell(
          ' The first line is the number of machines.',
          ' In front of them stands a line with the number of machines we have.',
          ' The first line of the input gives the number of machines.',
        )
      : '';
  const next = {
    arrival: main(
      'Next is the order that arrived first; same minute: the one higher up in the input.',
      'Who came first is next, and of orders that came in the same minute the one that stands higher up.',
      'The waiting order of earliest arrival is next, at equal arrival the one earlier in the input.',
    ),
    shortest: main(
      'Next is the waiting order with the fewest minutes; equal: the one higher up in the input (whenever it came).',
      'We always take the shortest of the orders waiting, and of equally short ones the one that stands higher up in the list.',
      'The waiting order of least duration is next, of several the one earlier in the input, regardless of arrival.',
    ),
    kind: main(
      'Next is the earliest arrival (same minute: higher up in the input) of the kind the machine did last; none waiting of that kind: the earliest of all. Another kind than the last one adds 10 minutes of setup to the time on the machine (never for its first order).',
      'A machine keeps to its colour as long as an order of it is waiting: the one of those that came first. Only when there is none it takes the first of the others, and cleaning adds ten minutes to that order. Its very first order needs no cleaning. Orders of the same minute go as they stand in the list.',
      'A machine takes the waiting order of earliest arrival among those of the kind it processed last, else the earliest of all; at equal arrival the one earlier in the input. An order of another kind than the previous one on the machine takes 10 minutes longer; the first order of a machine does not.',
    ),
  }[rule];
  const begin =
    machines === 'several'
      ? need(
          [
            'Several machines free in one minute: the lowest number (from 1) takes the next order, then the next lowest.',
            'Machines are numbered from 1. When several are free at the same time the lowest number takes its order first, then the next.',
            'Machines are numbered from 1; those free in the same minute choose in ascending order of number.',
          ],
          'more machines than orders',
          'all at the same time',
          'drawn 2',
        )
      : need(
          [
            'One machine, number 1, one order at a time.',
            'There is a single machine (number 1), which does one thing at a time.',
            'There is one machine, number 1, that processes one order at a time.',
          ],
          'more machines than orders',
          'drawn 2',
        );
  return [
    say(
      `solution.py reads orders from standard input, one a line: ID ARRIVAL MINUTES${kind}, separated by spaces, in any order. Minutes are whole numbers, MINUTES at least 1.${several}`,
      `Our orders come on standard input, a line each with blanks between the number of the order, the minute it arrives, the minutes it takes${kind}, in no special order, all whole numbers and at least a minute of work. The program is called solution.py.${several}`,
      `solution.py reads lines "id arrival duration${kind}" from standard input, in any order; arrival and duration are whole minutes, the duration at least 1.${several}`,
    ),
    next,
    begin,
    need(
      [
        'An order can start in the minute it arrives, and in the minute the one before it ends. No machine is idle while an order waits; nothing is interrupted.',
        'If a machine is free something starts at once, also in the minute in which an order comes in or another one ends. What has begun is finished.',
        'A free machine never waits while there is an order. An order may start in the minute of its arrival and in the minute in which the previous one ends. There is no interruption.',
      ],
      'ends as another comes',
      'drawn 1',
    ),
    report === 'log'
      ? need(
          [
            `Print per order: ID MACHINE START END, sorted by START, then MACHINE. No orders: no output.${rule === 'kind' ? ' Setup lies between START and END.' : ''}`,
            `I want one line for every order with its number, the machine, start and end, separated by blanks, by start and then by machine; nothing at all if there are no orders.${rule === 'kind' ? ' The cleaning is between start and end.' : ''}`,
            `For each order a line "id machine start end" is printed, ascending by start, then machine; without orders there is no output.${rule === 'kind' ? ' The additional minutes follow the start.' : ''}`,
          ],
          'no orders',
          'waits of a half',
          'drawn 1',
          'a busy week',
          'drawn 2',
        )
      : need(
          [
            `Print four lines: "orders N", "average wait X" (minutes from arrival to start, one decimal, half up), "longest wait N", "finished N" (minute of the last end). No orders: 0, 0.0, 0, 0.${rule === 'kind' ? ' Setup begins at the start and is no waiting.' : ''}`,
            `All I need are four lines: "orders" with their number, "average wait" with the mean minutes between arrival and start to one decimal (a half goes up), "longest wait", and "finished" with the minute in which the last one ends. For no orders these are 0, 0.0, 0 and 0.${rule === 'kind' ? ' Cleaning comes after the start and is not waiting.' : ''}`,
            `The output is four lines "orders N", "average wait X", "longest wait N" and "finished N": number, mean and maximum of the minutes from arrival to start, the mean rounded half up to one decimal, and the last end. Without orders the values are 0, 0.0, 0 and 0.${rule === 'kind' ? ' Additional minutes follow the start.' : ''}`,
          ],
          'no orders',
          'waits of a half',
          'drawn 1',
          'a busy week',
          'drawn 2',
        ),
  ];
}
