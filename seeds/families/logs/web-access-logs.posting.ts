/** Texts of the family `web-access-logs`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './web-access-logs.ts';

export function webAccessLogsPieces({ main, need, say }: Manner, { task, bots, damaged }: Settings): Piece[] {
  const result = {
    paths: main(
      'Print the 10 most requested paths (fewer if there are not so many): COUNT PATH. Most first, equal counts by path.',
      'Print the ten paths that are asked for most (or all, if there are fewer), a line each with the number and the path, the most wanted first and equal ones in the order of the characters.',
      'The output lists the ten most requested paths, or all where there are fewer, as "count path", descending by count, then ascending by path.',
    ),
    hours: main(
      'Print per hour of the day, 00 to 23, all days together: HOUR REQUESTS BYTES. Hours without requests are left out.',
      'For every hour of the day in which something happened (all days together) print a line with the hour in two digits, the number of requests and the bytes sent, from 00 to 23.',
      'For each hour 00 to 23 with requests, over all dates, a line "hour requests bytes" is printed in ascending order.',
    ),
    clients: main(
      'Print per client with errors (status 400 and above): CLIENT REQUESTS ERRORS SHARE%. SHARE = errors in percent of requests, rounded down. Most errors first, then by client as text.',
      'I want to see who runs into errors, that is a status of 400 or more: a line for each such address with all its requests, its errors and the share of errors in whole percent, rounded down, like "10.0.0.1 20 3 15%". Most errors first, and equal ones in the order of the characters of the address.',
      'For each client with at least one status of 400 or above a line "client requests errors p%" is printed, p being the integer part of the percentage of errors; descending by errors, then ascending by client as text.',
    ),
  }[task];
  const detail = {
    paths: need(
      [
        'The path is the target without ? and what follows. Capitals matter.',
        'Ignore the question mark and everything after it; /Search is not /search.',
        'The path is the target up to the first question mark; case is significant.',
      ],
      'questions in the path',
      'equal counts',
    ),
    hours: need(
      [
        'A size of - counts as 0 bytes. Times are taken as written.',
        'When the size is a dash nothing was sent. Take the hours as they stand there.',
        'The size "-" denotes 0 bytes; times are used as given.',
      ],
      'sizes of nothing',
      'around midnight',
    ),
    clients: need(
      [
        'Requests without error count for the share; clients without errors are not listed.',
        'Whoever has no errors does not appear.',
        'Clients without errors are omitted.',
      ],
      'equal counts',
      'around midnight',
    ),
  }[task];
  return [
    say(
      'solution.py reads lines of the "combined" format from standard input: IP - - [10/Mar/2025:13:55:36 +0000] "GET /shop?page=2 HTTP/1.1" 200 2326 "referrer" "agent".',
      'The script solution.py gets our access log on standard input, in the usual combined format: 10.0.0.1 - - [10/Mar/2025:13:55:36 +0000] "GET /shop?page=2 HTTP/1.1" 200 2326 "-" "Mozilla/5.0".',
      'solution.py reads standard input in the combined log format: client, two fields, [day/month/year:hour:minute:second zone], "method target protocol", status, size, "referrer", "agent", separated by single spaces. Quoted fields contain no quotes.',
    ),
    result,
    detail,
    bots === 'out'
      ? need(
          [
            'Requests whose agent contains bot, crawl or spider (any case) do not count at all.',
            'Robots are of no interest: leave out every request whose agent has bot, crawl or spider in it, in capitals or not.',
            'Requests whose agent contains "bot", "crawl" or "spider", irrespective of case, are disregarded.',
          ],
          'robots',
          'a large log',
        )
      : need(
          [
            'Robots count like everybody.',
            'I know that many of these are robots; count them all the same.',
            'Requests of robots are included.',
          ],
          'robots',
        ),
    damaged === 'skip'
      ? need(
          [
            'Lines that are cut off or something else are skipped.',
            'There are broken lines and other rubbish in the file; just skip what has not the whole form.',
            'Lines that do not have the complete form are ignored.',
          ],
          'damaged lines',
          'a large log',
        )
      : need(
          [
            'Lines that are cut off or something else: skip them, and print "unreadable N" as last line (also 0).',
            'There are broken lines and other rubbish in the file. Skip what has not the whole form, but tell in a last line "unreadable N" how many there were, even if none.',
            'Lines that do not have the complete form are ignored; their number ends the output as "unreadable N", 0 included.',
          ],
          'damaged lines',
          'empty log',
          'a large log',
        ),
  ];
}
