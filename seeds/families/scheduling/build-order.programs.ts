/** Programs of the family `build-order`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './build-order.ts';

const CALENDAR = `
def working_days(first, count):
    day = date.fromisoformat(first)
    days = []
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day.isoformat())
        day += timedelta(days=1)
    return days
`;

/** Tasks in an order that respects what they wait for, then one pass forward and one back. */
function ordered({ task, trouble, calendar }: Settings): string {
  const dates = calendar === 'dates';
  const head = task === 'people' ? 'people, ' : '';
  const first = dates ? 'first_day, ' : '';
  const unpack =
    head || first
      ? `    ${`${head}${first}`.replace(/, $/, '')}${head && first ? '' : ','} = lines[0].split()\n`.replace(
          ',, =',
          ', =',
        )
      : '';
  const body = {
    earliest: `    start = {}
    for name in order:
        start[name] = max((start[other] + duration[other] for other in needs[name]), default=0)
${dates ? '    days = working_days(first_day, sum(duration.values()))\n' : ''}    for name in sorted(start, key=lambda name: (start[name], name)):
        end = start[name] + duration[name]
        print(name, ${dates ? 'days[start[name]], days[end - 1]' : 'start[name], end'})
`,
    critical: `    start = {}
    for name in order:
        start[name] = max((start[other] + duration[other] for other in needs[name]), default=0)
    length = max((start[name] + duration[name] for name in order), default=0)
    latest = {name: length - duration[name] for name in order}
    for name in reversed(order):
        for other in needs[name]:
            latest[other] = min(latest[other], latest[name] - duration[other])
    print('length', length)
${dates ? "    if length:\n        print('finish', working_days(first_day, length)[-1])\n" : ''}    for name in sorted(order, key=lambda name: (start[name], name)):
        if start[name] == latest[name]:
            print(name)
`,
    people: `    free = int(people)
    now = 0
    running, done, started = [], set(), {}
    while len(started) < len(order):
        ready = [name for name in order if name not in started and done.issuperset(needs[name])]
        for name in sorted(ready, key=lambda name: (-duration[name], name))[:free]:
            started[name] = now
            heappush(running, (now + duration[name], name))
        free = int(people) - len(running)
        now = running[0][0]
        while running and running[0][0] == now:
            done.add(heappop(running)[1])
            free += 1
${dates ? '    days = working_days(first_day, sum(duration.values()))\n' : ''}    for name in sorted(started, key=lambda name: (started[name], name)):
        end = started[name] + duration[name]
        print(name, ${dates ? 'days[started[name]], days[end - 1]' : 'started[name], end'})
`,
  }[task];
  const check =
    trouble === 'cycle'
      ? `    if len(order) < len(duration):
        print('cycle:', *sorted(set(duration) - set(order)))
        return
`
      : '';
  const drop =
    trouble === 'missing'
      ? `    missing = {other for others in needs.values() for other in others if other not in duration}
    needs = {name: [other for other in others if other in duration] for name, others in needs.items()}
`
      : '';
  return `
import sys
${dates ? 'from datetime import date, timedelta\n' : ''}${task === 'people' ? 'from heapq import heappop, heappush\n' : ''}
${dates ? `${CALENDAR}\n` : ''}
def in_order(needs):
    waiting = {name: len(others) for name, others in needs.items()}
    followers = {name: [] for name in needs}
    for name, others in needs.items():
        for other in others:
            followers[other].append(name)
    order = [name for name, count in waiting.items() if count == 0]
    for name in order:
        for follower in followers[name]:
            waiting[follower] -= 1
            if waiting[follower] == 0:
                order.append(follower)
    return order


def main():
    lines = sys.stdin.read().splitlines()
${unpack}    duration, needs = {}, {}
    for line in lines${unpack ? '[1:]' : ''}:
        name, days, others = line.split(';')
        duration[name] = int(days)
        needs[name] = others.split(',') if others else []
${drop}    order = in_order(needs)
${check}${body}${trouble === 'missing' ? "    if missing:\n        print('missing:', *sorted(missing))\n" : ''}

main()
`;
}

/** Rounds over all tasks until nothing changes; people are simulated day by day. */
function rounds({ task, trouble, calendar }: Settings): string {
  const dates = calendar === 'dates';
  const count = (task === 'people' ? 1 : 0) + (dates ? 1 : 0);
  const shown = dates
    ? '{day_text(begin)} {day_text(begin + tasks[name].days - 1)}'
    : '{begin} {begin + tasks[name].days}';
  const relaxed = `begins = {}
while len(begins) < len(tasks):
    known = [name for name in tasks if name not in begins and all(other in begins for other in tasks[name].needs)]
${
  trouble === 'cycle'
    ? `    if not known:
        print('cycle: ' + ' '.join(sorted(name for name in tasks if name not in begins)))
        sys.exit()
`
    : ''
}    for name in known:
        ends = [begins[other] + tasks[other].days for other in tasks[name].needs]
        begins[name] = max(ends) if ends else 0
`;
  const body = {
    earliest: `${relaxed}for begin, name in sorted((begin, name) for name, begin in begins.items()):
    print(f'{name} ${shown}')
`,
    critical: `${relaxed}ends = {name: begins[name] + tasks[name].days for name in tasks}
total = max(ends.values(), default=0)
print(f'length {total}')
${dates ? "if total > 0:\n    print(f'finish {day_text(total - 1)}')\n" : ''}critical = {name for name in tasks if ends[name] == total}
for name in sorted(tasks, key=begins.get, reverse=True):
    if name in critical:
        critical.update(other for other in tasks[name].needs if ends[other] == begins[name])
for begin, name in sorted((begins[name], name) for name in critical):
    print(name)
`,
    people: `${
      trouble === 'cycle'
        ? `done = set()
while True:
    more = [name for name in tasks if name not in done and done >= set(tasks[name].needs)]
    if not more:
        break
    done.update(more)
stuck = sorted(set(tasks) - done)
if stuck:
    print('cycle: ' + ' '.join(stuck))
    sys.exit()
`
        : ''
    }begins = {}
day = 0
while len(begins) < len(tasks):
    over = {name for name, begin in begins.items() if begin + tasks[name].days <= day}
    busy = len(begins) - len(over)
    waiting = [name for name in tasks if name not in begins and over.issuperset(tasks[name].needs)]
    waiting.sort()
    waiting.sort(key=lambda name: tasks[name].days, reverse=True)
    for name in waiting[: people - busy]:
        begins[name] = day
    day += 1
for name, begin in sorted(begins.items(), key=lambda item: item[::-1]):
    print(f'{name} ${shown}')
`,
  }[task];
  const reading = [
    task === 'people' ? 'people = int(settings[0])\n' : '',
    dates ? "opening = datetime.strptime(settings[-1], '%Y-%m-%d')\n" : '',
  ].join('');
  return `
import sys
from collections import namedtuple
${dates ? 'from datetime import datetime, timedelta\n' : ''}
Task = namedtuple('Task', 'days needs')
${count > 0 ? 'settings = input().split()\n' : ''}${reading}tasks = {}
${trouble === 'missing' ? 'asked = set()\n' : ''}for line in sys.stdin:
    name, days, needs = line.rstrip('\\n').split(';')
    tasks[name] = Task(int(days), [other for other in needs.split(',') if other])
${
  trouble === 'missing'
    ? `    asked.update(tasks[name].needs)
unknown = asked - set(tasks)
for task in tasks.values():
    task.needs[:] = [other for other in task.needs if other not in unknown]
`
    : ''
}
${
  dates
    ? `
def day_text(number):
    monday = max(0, opening.weekday() - 4)
    start = opening + timedelta((0, 2, 1)[monday])
    weeks, rest = divmod(start.weekday() + number, 5)
    return (start + timedelta(7 * weeks + rest - start.weekday())).strftime('%Y-%m-%d')


`
    : ''
}${body}${trouble === 'missing' ? "if unknown:\n    print('missing: ' + ' '.join(sorted(unknown)))\n" : ''}`;
}

export function buildOrderPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'a topological order, then passes over it', program: ordered(settings) },
    { how: 'rounds over all tasks until everything is placed', program: rounds(settings) },
  ];
}

export function buildOrderWrong(settings: Settings): readonly WrongProgram[] {
  const { task, trouble, calendar } = settings;
  const right = ordered(settings);
  const wrong: WrongProgram[] = [];
  const add = (name: string, why: string, from: string, to: string) =>
    wrong.push({ name, why, program: edited(right, from, to) });
  if (trouble === 'cycle')
    add(
      'cycle-in-disorder',
      'The tasks that can never start are named in order.',
      '*sorted(set(duration) - set(order))',
      '*sorted(set(duration) - set(order), reverse=True)',
    );
  else
    add(
      'missing-unsorted',
      'Each missing name is listed once, in order.',
      '*sorted(missing)',
      '*sorted(missing, reverse=True)',
    );
  if (calendar === 'dates')
    add('works-on-saturday', 'Nobody works on Saturday.', 'day.weekday() < 5', 'day.weekday() < 6');
  if (task === 'people') {
    add('shortest-first', 'The longest task goes first.', '(-duration[name], name)', '(duration[name], name)');
    add('one-at-a-time', 'Everybody who is free takes a task.', '[:free]', '[:1]');
  } else if (task === 'critical') {
    add('order-of-names', 'The tasks come in order of their start.', '(start[name], name)', 'name');
    add(
      'last-of-the-longest',
      'Everything that cannot slip is critical.',
      'if start[name] == latest[name]',
      'if start[name] == latest[name] and needs[name]',
    );
  } else {
    add(
      'waits-for-one',
      'A task waits for all its prerequisites.',
      'in needs[name]), default',
      'in needs[name][:1]), default',
    );
    add('order-of-names', 'The lines come in order of the start.', '(start[name], name)', 'name');
  }
  return wrong;
}
