/** Texts of the family `alert-rules`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './alert-rules.ts';

export function alertRulesPieces({ main, need, say }: Manner, { task, scope, report }: Settings): Piece[] {
  const rule = {
    burst: [
      main(
        'An ERROR line raises an alert if it is at least the third ERROR within 60 seconds, itself included (an ERROR exactly 60 seconds earlier is too old).',
        'There is an alert whenever an ERROR is the third or a later one in a minute: count the ERROR lines of the last 60 seconds with it; one that is exactly 60 seconds old does not count any more.',
        'An ERROR line at time t raises an alert where at least 3 ERROR lines, itself included, have times greater than t - 60 s and come no later in the log.',
      ),
      need(
        [
          'After an alert there is no other for 300 seconds; exactly 300 seconds later there can be.',
          'Nobody wants to be called all the time, so after an alert it is quiet for five minutes; at exactly five minutes there may be the next.',
          'No alert is raised less than 300 seconds after the last one; errors in that time count for later alerts.',
        ],
        'five minutes later',
        'a large log',
      ),
    ],
    silence: [
      main(
        'A line raises an alert if the line before it is more than 120 seconds older.',
        'There is an alert whenever nothing was written for more than two minutes, with the line that ends the silence.',
        'A line raises an alert where the time since the preceding line exceeds 120 seconds.',
      ),
      need(
        [
          'Exactly 120 seconds are fine. The end of the log is no silence, all levels count.',
          'Two minutes sharp are all right, every line counts whatever its level, and what comes after the last line does not matter.',
          'A difference of 120 seconds raises none. Lines of all levels count; the end of the log raises no alert.',
        ],
        'exactly two minutes',
        'drawn 2',
      ),
    ],
    share: [
      main(
        'A calendar minute (seconds 00 to 59) raises an alert if it has at least 4 lines and at least half of them are ERROR.',
        'There is an alert for every minute of the clock in which at least half of the lines are ERROR, as long as it has four lines or more.',
        'Each calendar minute with at least 4 lines of which at least half are ERROR raises one alert.',
      ),
      need(
        [
          'Exactly half is enough. WARN is not ERROR.',
          'Half of them is enough; a WARN is not an ERROR.',
          'A share of exactly one half suffices; only the level ERROR counts.',
        ],
        'exactly half',
        'warnings',
      ),
    ],
  }[task];
  const detail = {
    burst: [
      'N errors, N being those in the window',
      'the number of errors in those 60 seconds, like "3 errors"',
      '"N errors" with the number of lines counted',
    ],
    silence: [
      'silent for N s',
      'how long it was, like "silent for 130 s"',
      '"silent for N s" with the difference in seconds',
    ],
    share: [
      'ERRORS of LINES (time: start of the minute, seconds 00)',
      'how bad it was, like "3 of 5"; the time is the beginning of the minute',
      '"N of M", N errors among M lines, the time being the start of the minute',
    ],
  }[task];
  return [
    say(
      'solution.py reads log lines from standard input: TIME LEVEL SERVICE MESSAGE, TIME like 2025-03-10T13:55:36, LEVEL one of INFO, WARN, ERROR; in order of time. Messages are never empty and mean nothing.',
      'The log comes on standard input, oldest line first: a time like 2025-03-10T13:55:36, the level (INFO, WARN or ERROR), the service, and a message that does not matter. The program is solution.py.',
      'solution.py reads from standard input lines "time level service message" in ascending order of time (YYYY-MM-DDThh:mm:ss); levels are INFO, WARN and ERROR. The message is of no importance.',
    ),
    ...rule,
    scope === 'service'
      ? need(
          [
            'Every service is judged by its own lines only.',
            'Look at each service on its own, as if it had a log for itself.',
            'The rule applies to the lines of each service separately.',
          ],
          'spread over services',
          'exactly sixty seconds',
          'drawn 1',
        )
      : need(
          [
            'Services do not matter: all lines together. The service in the output is always the word all.',
            'Which service it is makes no difference, take all lines together, and write "all" where the output has a service.',
            'The rule applies to all lines together, irrespective of service; the output has the word "all" as service.',
          ],
          'spread over services',
          'exactly sixty seconds',
          'drawn 1',
        ),
    report === 'each'
      ? need(
          [
            `Print per alert: TIME SERVICE and ${detail[0]}. In order of time, then service.`,
            `Print a line for each alert: time, service, and ${detail[1]}, in order of time and then of service.`,
            `Each alert is printed as time, service and ${detail[2]}, separated by spaces, ascending by time, then service.`,
          ],
          'many at once',
          'drawn 1',
        )
      : need(
          [
            'Print per service with alerts: SERVICE COUNT, most first, then by name. Last line always: alerts TOTAL.',
            'I only need the numbers: a line with service and number of alerts for each that has any, the most first and equal ones by name, and at the end "alerts" with the total, even if it is 0.',
            'For each service with alerts "service count" is printed, descending by count, then ascending by name; the last line is "alerts N" with the total, 0 included.',
          ],
          'many at once',
          'drawn 1',
        ),
    need(
      [
        report === 'each' ? 'No alerts: no output.' : 'Empty log: alerts 0.',
        report === 'each' ? 'If there is no alert print nothing.' : 'An empty log gives just alerts 0.',
        report === 'each' ? 'Without alerts the output is empty.' : 'For an empty log the output is "alerts 0".',
      ],
      'empty log',
    ),
  ];
}
