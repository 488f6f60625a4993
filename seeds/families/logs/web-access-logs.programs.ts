/** Programs of the family `web-access-logs`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './web-access-logs.ts';

/** A regular expression and dictionaries. */
function matching({ task, bots, damaged }: Settings): string {
  const skip = damaged === 'count' ? '        unreadable += 1\n        continue\n' : '        continue\n';
  const drop =
    bots === 'out' ? "    if re.search('bot|crawl|spider', request['agent'], re.IGNORECASE):\n        continue\n" : '';
  const [start, each, report] = {
    paths: [
      'hits = Counter()\n',
      "    hits[request['path'].split('?')[0]] += 1\n",
      `for path, count in sorted(hits.items(), key=lambda item: (-item[1], item[0]))[:10]:
    print(count, path)
`,
    ],
    hours: [
      'hours = defaultdict(lambda: [0, 0])\n',
      `    sums = hours[int(request['hour'])]
    sums[0] += 1
    sums[1] += int(request['size'].replace('-', '0'))
`,
      `for hour in range(24):
    if hour in hours:
        print('%02d %d %d' % (hour, *hours[hour]))
`,
    ],
    clients: [
      'requests, errors = Counter(), Counter()\n',
      `    requests[request['client']] += 1
    if request['status'][0] in '45':
        errors[request['client']] += 1
`,
      `for client in sorted(errors, key=lambda client: (-errors[client], client)):
    print(client, requests[client], errors[client], f'{errors[client] * 100 // requests[client]}%')
`,
    ],
  }[task];
  return `
import re
import sys
from collections import ${task === 'hours' ? 'defaultdict' : 'Counter'}

LINE = re.compile(
    r'(?P<client>\\S+) \\S+ \\S+ \\[[^:\\]]+:(?P<hour>\\d\\d):\\d\\d:\\d\\d [^\\]]+\\] '
    r'"[A-Z]+ (?P<path>\\S+) [^"]*" (?P<status>\\d{3}) (?P<size>\\d+|-) "[^"]*" "(?P<agent>[^"]*)"'
)

${start}${damaged === 'count' ? 'unreadable = 0\n' : ''}for line in sys.stdin:
    request = LINE.fullmatch(line.strip())
    if request is None:
${skip}${drop}${each}
${report}${damaged === 'count' ? "print('unreadable', unreadable)\n" : ''}`;
}

/** The pieces between the quotes. */
function cutting({ task, bots, damaged }: Settings): string {
  const items = {
    paths: "target.partition('?')[0]",
    hours: "(int(stamp.split(':')[1]), 0 if size == '-' else int(size))",
    clients: "(head.split(' ')[0], int(status) >= 400)",
  }[task];
  const report = {
    paths: `found.sort()
counts = [(-len(list(same)), path) for path, same in groupby(found)]
for count, path in sorted(counts)[:10]:
    print(f'{-count} {path}')
`,
    hours: `totals = [[0, 0] for _ in range(24)]
for hour, size in found:
    totals[hour][0] += 1
    totals[hour][1] += size
for hour, (count, size) in enumerate(totals):
    if count:
        print(f'{hour:02} {count} {size}')
`,
    clients: `table = []
for client, rows in groupby(sorted(found), key=itemgetter(0)):
    failed = [error for _, error in rows]
    if any(failed):
        table.append((-sum(failed), client, len(failed)))
for errors, client, count in sorted(table):
    print(f'{client} {count} {-errors} {-errors * 100 // count}%')
`,
  }[task];
  const parse = {
    paths: "    return target.partition('?')[0]",
    hours: `    return ${items}`,
    clients: `    return ${items}`,
  }[task];
  const refuse =
    bots === 'out'
      ? `    if any(word in agent.lower() for word in ('bot', 'crawl', 'spider')):
        return None
`
      : '';
  const imports = {
    paths: 'from itertools import groupby\n',
    hours: '',
    clients: 'from itertools import groupby\nfrom operator import itemgetter\n',
  }[task];
  return `
from sys import stdin
${imports}

def read(line):
    head, request, numbers, _, _, agent, end = line.split('"')
    method, target, _ = request.split(' ')
    stamp = head[head.index('[') : head.index(']')]
    status, size = numbers.split()
    if end or len(head.split()) != 5 or not method.isupper() or not status.isdigit() or not size.strip('-').isdigit() and size != '-':
        raise ValueError(line)
${refuse}${parse}


found = []
${damaged === 'count' ? 'bad = 0\n' : ''}for line in stdin:
    try:
        found.append(read(line.strip()))
    except ValueError:
${damaged === 'count' ? '        bad += 1' : '        pass'}
${bots === 'out' ? 'found = [item for item in found if item is not None]\n' : ''}${report}${damaged === 'count' ? "print(f'unreadable {bad}')\n" : ''}`;
}

export function accessLogPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'one regular expression and dictionaries', program: matching(settings) },
    { how: 'cuts lines at their quotes and groups sorted entries', program: cutting(settings) },
  ];
}

export function accessLogWrong(settings: Settings): readonly WrongProgram[] {
  const { task, bots, damaged } = settings;
  const right = matching(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byTask: Record<Settings['task'], () => WrongProgram> = {
    paths: () => from('keeps-queries', 'What follows the question mark is no part of the path.', ".split('?')[0]", ''),
    hours: () =>
      from(
        'bytes-of-successes',
        'All answers count.',
        '    sums[0] += 1\n',
        "    sums[0] += request['status'] < '400'\n",
      ),
    clients: () => from('server-errors-only', 'Errors are 4xx as well as 5xx.', "in '45'", "in '5'"),
  };
  return [
    byTask[task](),
    {
      name: 'other-robots',
      why: bots === 'out' ? 'Robots do not count.' : 'Everybody counts, robots too.',
      program: matching({ ...settings, bots: bots === 'out' ? 'in' : 'out' }),
    },
    damaged === 'count'
      ? from('forgets-unreadable', 'Unreadable lines are counted.', '        unreadable += 1\n', '')
      : {
          name: 'tells-unreadable',
          why: 'Unreadable lines are left out silently.',
          program: matching({ ...settings, damaged: 'count' }),
        },
  ];
}
