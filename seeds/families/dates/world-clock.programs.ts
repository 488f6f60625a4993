/** Programs of the family `world-clock`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './world-clock.ts';

/** Local time to UTC with the fold of the standard library, and back to see whether it exists. */
function byFold({ task, twice, missing }: Settings): string {
  const gap =
    missing === 'shift'
      ? { earlier: '', later: `    if back(moment, zone) != naive:\n        return moment\n` }[twice]
      : `    if back(moment, zone) != naive:\n        return None\n`;
  const result =
    twice === 'earlier' ? '    return moment' : '    return local.replace(fold=1).astimezone(timezone.utc)';
  const needsBack = gap !== '' || task !== 'durations';
  const body = {
    convert: `def local_times(text, home, zones):
    moment = to_utc(text, home)
${missing === 'reject' ? '    if moment is None:\n        return None\n' : ''}    return [back(moment, zone).isoformat(' ', 'minutes') for zone in zones]
`,
    durations: `def main():
    total = 0
    print('flight,minutes')
    for row in csv.DictReader(sys.stdin):
        departure = to_utc(row['departure'], row['from_zone'])
        arrival = to_utc(row['arrival'], row['to_zone'])
${missing === 'reject' ? "        if departure is None or arrival is None:\n            print(row['flight'] + ',invalid')\n            continue\n" : ''}        minutes = (arrival - departure) // timedelta(minutes=1)
        total += minutes
        print(f"{row['flight']},{minutes}")
    print(f'total,{total}')


main()
`,
    series: `def weekly_series(first, home, other, count):
    start = datetime.fromisoformat(first)
    entries = []
    before = None
    for week in range(count):
        moment = to_utc(str(start + timedelta(weeks=week)), home)
${missing === 'reject' ? '        if moment is None:\n            continue\n' : ''}        here, there = back(moment, home), back(moment, other)
        changed = before is not None and there.time() != before
        entries.append([here.isoformat(' ', 'minutes'), there.isoformat(' ', 'minutes'), changed])
        before = there.time()
    return entries
`,
  }[task];
  return `
${task === 'durations' ? 'import csv\nimport sys\n' : ''}from datetime import datetime, ${task === 'convert' ? 'timezone' : 'timedelta, timezone'}
from zoneinfo import ZoneInfo

${needsBack ? '\ndef back(moment, zone):\n    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)\n' : ''}

def to_utc(text, zone):
    ${gap === '' ? 'local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))' : 'naive = datetime.fromisoformat(text)\n    local = naive.replace(tzinfo=ZoneInfo(zone))'}
    moment = local.astimezone(timezone.utc)
${gap}${result}


${body}`;
}

/** Tries the offsets of the day before and the day after, and keeps those that lead back to the local time. */
function byOffsets({ task, twice, missing }: Settings): string {
  const choose = twice === 'earlier' ? 'min' : 'max';
  const body = {
    convert: `def local_times(text, home, zones):
${
  missing === 'reject'
    ? `    instants = instants_of(text, home)
    if not instants:
        return None
    instant = ${choose}(instants)`
    : '    instant = instant_of(text, home)'
}
    result = []
    for zone in zones:
        shown = instant + offset_at(instant, ZoneInfo(zone))
        result.append(shown.strftime(FORMAT))
    return result
`,
    durations: `header, *rows = sys.stdin.read().split('\\n')
lines = ['flight,minutes']
times = []
for row in filter(None, rows):
    flight, origin, departure, target, arrival = row.split(',')
${
  missing === 'reject'
    ? `    begins, ends = instants_of(departure, origin), instants_of(arrival, target)
    if not (begins and ends):
        lines.append(f'{flight},invalid')
        continue
    times.append(int((${choose}(ends) - ${choose}(begins)).total_seconds() / 60))`
    : `    elapsed = instant_of(arrival, target) - instant_of(departure, origin)
    times.append(elapsed.days * 1440 + elapsed.seconds // 60)`
}
    lines.append('%s,%d' % (flight, times[-1]))
lines.append('total,%d' % sum(times))
print('\\n'.join(lines))
`,
    series: `def weekly_series(first, home, other, count):
    day = datetime.strptime(first, FORMAT)
    rows = []
${
  missing === 'reject'
    ? `    instants = [instants_of((day + timedelta(7 * week)).strftime(FORMAT), home) for week in range(count)]
    for possible in filter(None, instants):
        instant = ${choose}(possible)`
    : `    for week in range(count):
        instant = instant_of((day + timedelta(7 * week)).strftime(FORMAT), home)`
}
        rows.append([(instant + offset_at(instant, ZoneInfo(zone))).strftime(FORMAT) for zone in (home, other)])
    clocks = [there[11:] for here, there in rows]
    return [row + [clock != last] for row, clock, last in zip(rows, clocks, clocks[:1] + clocks)]
`,
  }[task];
  const end =
    missing === 'reject'
      ? '    return [instant for instant in candidates if instant + offset_at(instant, zone) == local]'
      : `    fitting = [instant for instant in candidates if instant + offset_at(instant, zone) == local]
    return ${choose}(fitting) if fitting else max(candidates)`;
  return `
${task === 'durations' ? 'import sys\n' : ''}from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

FORMAT = '%Y-%m-%d %H:%M'


def offset_at(instant, zone):
    return instant.replace(tzinfo=timezone.utc).astimezone(zone).utcoffset()


def ${missing === 'reject' ? 'instants_of' : 'instant_of'}(text, name):
    zone = ZoneInfo(name)
    local = datetime.strptime(text, FORMAT)
    nearby = (local - timedelta(1), local + timedelta(1))
    candidates = [local - offset_at(day, zone) for day in nearby]
${end}


${body}`;
}

export function worldClockPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'the fold attribute of datetime, checked by going back', program: byFold(settings) },
    { how: 'tries the offsets of the days around', program: byOffsets(settings) },
  ];
}

export function worldClockWrong(settings: Settings): readonly WrongProgram[] {
  const { task, twice, missing } = settings;
  const right = byOffsets(settings);
  const otherChoice: Settings = { ...settings, twice: twice === 'earlier' ? 'later' : 'earlier' };
  const other = byFold(otherChoice);
  const summer = {
    name: 'standard-time-all-year',
    why: 'Daylight saving counts on the day itself.',
    program: right.replace('utcoffset()', 'utcoffset() - instant.replace(tzinfo=timezone.utc).astimezone(zone).dst()'),
  };
  const wrong: WrongProgram[] = [
    summer,
    { name: `takes-the-${otherChoice.twice}`, why: `Of two possible moments the ${twice} one counts.`, program: other },
    missing === 'shift'
      ? {
          name: 'shifts-back',
          why: 'A missing time moves ahead by the gap, not back.',
          program: edited(right, 'else max(candidates)', 'else min(candidates)'),
        }
      : {
          name: 'accepts-missing-times',
          why: 'A time that does not exist is refused.',
          program: byFold({ ...settings, missing: 'shift' }),
        },
  ];
  if (task === 'series') {
    const next = '(day + timedelta(7 * week)).strftime(FORMAT), home)';
    const [from, to] =
      missing === 'reject'
        ? [`instants_of(${next}`, '[instant + timedelta(7 * week) for instant in instants_of(first, home)]']
        : [`instant_of(${next}`, 'instant_of(first, home) + timedelta(7 * week)'];
    wrong.push({
      name: 'steps-in-utc',
      why: 'The meeting keeps its local time at home.',
      program: edited(right, from, to),
    });
  }
  if (task === 'durations' && missing === 'reject')
    wrong.push({
      name: 'invalid-departure-only',
      why: 'An arrival that does not exist makes the flight invalid too.',
      program: edited(right, 'if not (begins and ends):', 'if not begins:').replace(
        'instants_of(arrival, target)',
        '(instants_of(arrival, target) or begins)',
      ),
    });
  return wrong;
}
