/** Programs of the family `machine-queue`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './machine-queue.ts';

const OUTPUT = {
  log: {
    events: `    for order in sorted(done, key=lambda order: (order['start'], order['machine'])):
        print(order['id'], order['machine'], order['start'], order['end'])
`,
    ticks: `for begin, machine, name, end in sorted(history):
    print(f'{name[1]} {machine} {begin} {end}')
`,
  },
  summary: {
    events: `    waits = [order['start'] - order['arrives'] for order in done]
    tenths = (sum(waits) * 20 + len(waits)) // (2 * len(waits)) if waits else 0
    print('orders', len(done))
    print(f'average wait {tenths // 10}.{tenths % 10}')
    print('longest wait', max(waits, default=0))
    print('finished', max((order['end'] for order in done), default=0))
`,
    ticks: `waits = [begin - arrivals[name] for begin, machine, name, end in history]
average = Decimal(sum(waits)) / max(1, len(waits))
print(f'orders {len(waits)}')
print('average wait', average.quantize(Decimal('0.1'), ROUND_HALF_UP))
print(f'longest wait {max(waits + [0])}')
print(f'finished {max([end for *_, end in history] + [0])}')
`,
  },
} as const;

/** Jumps from event to event. */
function events({ rule, machines, report }: Settings): string {
  const several = machines === 'several';
  const choose = {
    arrival: 'queue.pop(0)',
    shortest: 'heappop(queue)[2]',
    kind: "next((order for order in queue if order['kind'] == kinds[machine]), queue[0])",
  }[rule];
  const take =
    rule !== 'kind'
      ? `            order = ${choose}\n`
      : `            order = ${choose}\n            queue.remove(order)\n`;
  const minutes =
    rule === 'kind'
      ? `            setup = 0 if kinds[machine] in (None, order['kind']) else 10
            kinds[machine] = order['kind']
            order.update(machine=machine, start=now, end=now + setup + order['minutes'])
`
      : "            order.update(machine=machine, start=now, end=now + order['minutes'])\n";
  return `
import sys
${rule === 'shortest' ? 'from heapq import heappop, heappush\n' : ''}

def main():
    ${several ? 'header, *lines' : 'lines'} = sys.stdin.read().splitlines()
    ${several ? 'free = {machine: 0 for machine in range(1, int(header) + 1)}' : 'free = {1: 0}'}
${rule === 'kind' ? '    kinds = dict.fromkeys(free)\n' : ''}    orders = []
    for place, line in enumerate(lines):
        name, arrives, minutes${rule === 'kind' ? ', kind' : ''} = line.split()
        orders.append({'id': name, 'place': place, 'arrives': int(arrives), 'minutes': int(minutes)${rule === 'kind' ? ", 'kind': kind" : ''}})
    coming = sorted(orders, key=lambda order: order['arrives'])
    queue, done = [], []
    while coming or queue:
        now = min(free.values())
        if not queue:
            now = max(now, coming[0]['arrives'])
        while coming and coming[0]['arrives'] <= now:
${rule === 'shortest' ? "            order = coming.pop(0)\n            heappush(queue, (order['minutes'], order['place'], order))" : '            queue.append(coming.pop(0))'}
        for machine in sorted(free):
            if free[machine] > now or not queue:
                continue
${take}${minutes}            free[machine] = order['end']
            done.append(order)
${OUTPUT[report].events}

main()
`;
}

/** Goes through the minutes one by one. */
function ticks({ rule, machines, report }: Settings): string {
  const several = machines === 'several';
  const pick =
    rule === 'kind'
      ? `            fitting = [entry for entry in waiting if kinds[entry[1]] == last.get(machine)]
            entry = (fitting or waiting)[0]
            waiting.remove(entry)
            name = entry[1]
            end = minute + minutes[name]
            if machine in last and last[machine] != kinds[name]:
                end += 10
            last[machine] = kinds[name]
`
      : `${rule === 'shortest' ? '            name = waiting.pop(0)[-1]' : '            _, name = waiting.pop(0)'}
            end = minute + minutes[name]
`;
  return `
${rule === 'shortest' ? 'from bisect import insort\n' : ''}${report === 'summary' ? 'from decimal import ROUND_HALF_UP, Decimal\n' : ''}from sys import stdin

${several ? 'count = int(stdin.readline())\n' : ''}arrivals, minutes = {}, {}
${rule === 'kind' ? 'kinds, last = {}, {}\n' : ''}for line in stdin:
    label, arrival, duration${rule === 'kind' ? ', kind' : ''} = line.split()
    name = len(arrivals), label
${rule === 'kind' ? '    kinds[name] = kind\n' : ''}    arrivals[name], minutes[name] = int(arrival), int(duration)
names = list(arrivals)
history, waiting, busy = [], [], {}
minute = 0
while len(history) < len(names):
${
  rule === 'shortest'
    ? `    for number, name in enumerate(names):
        if arrivals[name] == minute:
            insort(waiting, (minutes[name], number, name))`
    : `    fresh = [(number, name) for number, name in enumerate(names) if arrivals[name] == minute]
    waiting.extend(fresh)`
}
    for machine in range(1, ${several ? 'count + 1' : '2'}):
        if waiting and busy.get(machine, 0) <= minute:
${pick}            busy[machine] = end
            history.append((minute, machine, name, end))
    minute += 1
${OUTPUT[report].ticks}`;
}

export function machineQueuePrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'jumps from event to event', program: events(settings) },
    { how: 'goes through the minutes one by one', program: ticks(settings) },
  ];
}

export function machineQueueWrong(settings: Settings): readonly WrongProgram[] {
  const { rule, report } = settings;
  const right = ticks(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byRule: Record<Settings['rule'], () => WrongProgram[]> = {
    arrival: () => [
      from('last-comes-first', 'Who has waited longest is next.', 'waiting.pop(0)', 'waiting.pop()'),
      from(
        'starts-a-minute-late',
        'A machine can begin in the minute in which it ends.',
        'busy.get(machine, 0) <= minute',
        'busy.get(machine, -1) < minute',
      ),
    ],
    shortest: () => [
      from(
        'order-of-arrival',
        'The shortest order is next.',
        'insort(waiting, (minutes[name], number, name))',
        'waiting.append((number, name))',
      ),
      from(
        'longest-first',
        'The shortest order is next, not the longest.',
        '(minutes[name], number, name)',
        '(-minutes[name], number, name)',
      ),
    ],
    kind: () => [
      from('ignores-kinds', 'An order of the kind on the machine goes first.', '(fitting or waiting)[0]', 'waiting[0]'),
      from('no-setup', 'Another kind takes ten minutes more.', 'end += 10', 'end += 0'),
    ],
  };
  return [
    ...byRule[rule](),
    {
      name: 'order-of-the-input',
      why: 'The input is not in order of arrival.',
      program: edited(events(settings), "sorted(orders, key=lambda order: order['arrives'])", 'list(orders)'),
    },
    report === 'log'
      ? from(
          'unsorted',
          'The lines are in order of their start, then machine.',
          'sorted(history)',
          'sorted(history, key=lambda entry: entry[2])',
        )
      : from('rounds-down', 'Halves are rounded up.', 'ROUND_HALF_UP)', 'ROUND_DOWN)').program.includes(
            'import ROUND_HALF_UP',
          )
        ? {
            name: 'rounds-down',
            why: 'Halves are rounded up.',
            program: right.replaceAll('ROUND_HALF_UP', 'ROUND_DOWN'),
          }
        : from(
            'waits-till-the-end',
            'Waiting ends when the machine begins.',
            'begin - arrivals[name]',
            'end - arrivals[name]',
          ),
  ];
}
