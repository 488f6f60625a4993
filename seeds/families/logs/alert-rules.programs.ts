/** Programs of the family `alert-rules`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './alert-rules.ts';

/** Goes through the lines once and keeps what each service needs. */
function streaming({ task, scope, report }: Settings): string {
  const key = scope === 'service' ? 'service' : "'all'";
  const rule = {
    burst: `recent = defaultdict(deque)
last_alert = {}


def check(time, level, key):
    if level != 'ERROR':
        return None
    window = recent[key]
    window.append(time)
    while time - window[0] >= timedelta(seconds=60):
        window.popleft()
    if len(window) < 3:
        return None
    if key in last_alert and time - last_alert[key] < timedelta(seconds=300):
        return None
    last_alert[key] = time
    return f'{len(window)} errors'
`,
    silence: `seen = {}


def check(time, level, key):
    before = seen.get(key, time)
    seen[key] = time
    seconds = int((time - before).total_seconds())
    return f'silent for {seconds} s' if seconds > 120 else None
`,
    share: `minutes = defaultdict(lambda: [0, 0])


def check(time, level, key):
    counts = minutes[time.replace(second=0), key]
    counts[0] += 1
    counts[1] += level == 'ERROR'
`,
  }[task];
  const collect =
    task === 'share'
      ? `    check(datetime.fromisoformat(stamp), level, ${key})
for (time, key), (count, errors) in minutes.items():
    if count >= 4 and errors * 2 >= count:
        alerts.append((time, key, f'{errors} of {count}'))
`
      : `    time = datetime.fromisoformat(stamp)
    detail = check(time, level, ${key})
    if detail is not None:
        alerts.append((time, ${key}, detail))
`;
  const print =
    report === 'each'
      ? `for time, key, detail in sorted(alerts):
    print(time.isoformat(), key, detail)
`
      : `counts = Counter(key for _, key, _ in alerts)
for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(key, count)
print('alerts', len(alerts))
`;
  const imports = [
    ...(report === 'summary' ? ['Counter'] : []),
    ...(task === 'silence' ? [] : ['defaultdict']),
    ...(task === 'burst' ? ['deque'] : []),
  ];
  return `
import sys
${imports.length > 0 ? `from collections import ${imports.join(', ')}\n` : ''}from datetime import datetime${task === 'burst' ? ', timedelta' : ''}

${rule}

alerts = []
for line in sys.stdin:
    stamp, level, service, _ = line.split(' ', 3)
${collect}${print}`;
}

/** Sorts the lines of a service apart and looks at their places in the list. */
function listing({ task, scope, report }: Settings): string {
  const rule = {
    burst: `def alerts_of(entries):
    times = [time for time, level in entries if level == 'ERROR']
    quiet_until = 0
    for place, time in enumerate(times, 1):
        count = place - bisect_right(times, time - 60, 0, place)
        if count >= 3 and time >= quiet_until:
            yield time, '%d errors' % count
            quiet_until = time + 300
`,
    silence: `def alerts_of(entries):
    for (before, _), (time, _) in zip(entries, entries[1:]):
        if time - before > 120:
            yield time, 'silent for %d s' % (time - before)
`,
    share: `def alerts_of(entries):
    for minute, group in groupby(entries, key=lambda entry: entry[0] // 60):
        levels = [level for _, level in group]
        errors = levels.count('ERROR')
        if len(levels) >= 4 and errors / len(levels) >= 0.5:
            yield minute * 60, '%d of %d' % (errors, len(levels))
`,
  }[task];
  const group =
    scope === 'service'
      ? '    logs.setdefault(service, []).append((seconds(stamp), level))'
      : '    entries.append((seconds(stamp), level))';
  const work =
    scope === 'service'
      ? `found = [(time, service, text) for service, entries in logs.items() for time, text in alerts_of(entries)]
`
      : 'found = list(alerts_of(entries))\n';
  const print = {
    each:
      scope === 'service'
        ? `for time, service, text in sorted(found):
    print(text_of(time), service, text)
`
        : "for time, text in found:\n    print(text_of(time), 'all', text)\n",
    summary:
      scope === 'service'
        ? `names = [service for _, service, _ in found]
for service in sorted(sorted(set(names)), key=names.count, reverse=True):
    print(f'{service} {names.count(service)}')
print(f'alerts {len(found)}')
`
        : "if found:\n    print(f'all {len(found)}')\nprint(f'alerts {len(found)}')\n",
  }[report];
  const imports = { burst: 'from bisect import bisect_right\n', silence: '', share: 'from itertools import groupby\n' }[
    task
  ];
  return `
import time as clock
from calendar import timegm
${imports}from sys import stdin


def seconds(stamp):
    return timegm(clock.strptime(stamp, '%Y-%m-%dT%H:%M:%S'))

${report === 'each' ? "\ndef text_of(time):\n    return clock.strftime('%Y-%m-%dT%H:%M:%S', clock.gmtime(time))\n\n" : ''}
${rule}

${scope === 'service' ? 'logs = {}' : 'entries = []'}
for line in stdin.read().splitlines():
    stamp, level, service, *_ = line.split(' ')
${group}
${work}${print}`;
}

export function alertPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'one pass with what every service needs to remember', program: streaming(settings) },
    { how: 'a list for each service and places in it', program: listing(settings) },
  ];
}

export function alertWrong(settings: Settings): readonly WrongProgram[] {
  const { task, scope } = settings;
  const right = streaming(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byTask: Record<Settings['task'], () => WrongProgram[]> = {
    burst: () => [
      from(
        'sixty-seconds-count',
        'An error exactly 60 seconds ago is over.',
        '>= timedelta(seconds=60)',
        '> timedelta(seconds=60)',
      ),
      from(
        'never-quiet',
        'After an alert it is quiet for five minutes.',
        '< timedelta(seconds=300)',
        '< timedelta(seconds=0)',
      ),
      from('warnings-too', 'Only errors count.', "level != 'ERROR'", "level == 'INFO'"),
    ],
    silence: () => [
      from('two-minutes-are-silence', 'Exactly 120 seconds are no silence.', 'seconds > 120', 'seconds >= 120'),
      from(
        'since-the-beginning',
        'The silence is between one line and the next.',
        '    seen[key] = time\n',
        '    seen.setdefault(key, time)\n',
      ),
    ],
    share: () => [
      from('more-than-half', 'Exactly half is enough.', 'errors * 2 >= count', 'errors * 2 > count'),
      from('warnings-too', 'Only errors count.', "+= level == 'ERROR'", "+= level != 'INFO'"),
      from('three-lines', 'Minutes with fewer than four lines do not count.', 'count >= 4', 'count >= 3'),
    ],
  };
  return [
    ...byTask[task](),
    {
      name: 'other-scope',
      why: scope === 'service' ? 'Every service is judged for itself.' : 'All services are judged together.',
      program: streaming({ ...settings, scope: scope === 'service' ? 'all' : 'service' }),
    },
  ];
}
