/** Programs of the family `appointment-slots`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './appointment-slots.ts';

/** Keeps who sits in each slot. */
function holding({ task, seats, members }: Settings): string {
  const extra = members === 'first' ? ', members' : '';
  const room = seats === 'one' ? '1' : 'slots[slot]';
  const order = members === 'first' ? 'sorted(requests, key=lambda request: request[0] not in members)' : 'requests';
  const body = {
    wishes: `def assign(slots, requests${extra}):
    taken = {slot: [] for slot in slots}
    given = {}
    for name, wishes in ${order}:
        for slot in wishes:
            if slot in taken and len(taken[slot]) < ${room}:
                taken[slot].append(name)
                given[name] = slot
                break
    return [[name, given.get(name)] for name, wishes in requests]
`,
    emptiest: `def assign(slots, requests${extra}):
    taken = {slot: [] for slot in slots}
    given = {}
    for name, wishes in ${order}:
        possible = [slot for slot in wishes if slot in taken${seats === 'one' ? ' and not taken[slot]' : ' and len(taken[slot]) < slots[slot]'}]
        if possible:
            slot = ${seats === 'one' ? 'min(possible)' : 'max(possible, key=lambda slot: slots[slot] - len(taken[slot]))'}
            taken[slot].append(name)
            given[name] = slot
    return [[slot, taken[slot]] for slot in slots]
`,
    waiting: `def assign(slots, requests${extra}):
    holders = {slot: [] for slot in slots}
    queues = {slot: [] for slot in slots}
    for action, name, slot in requests:
        if slot not in holders:
            continue
        if action == 'cancel':
            if name in queues[slot]:
                queues[slot].remove(name)
            elif name in holders[slot]:
                holders[slot].remove(name)
                if queues[slot]:
                    ${
                      members === 'first'
                        ? `next_name = min(queues[slot], key=lambda other: other not in members)
                    queues[slot].remove(next_name)
                    holders[slot].append(next_name)`
                        : 'holders[slot].append(queues[slot].pop(0))'
                    }
        elif name not in holders[slot] + queues[slot]:
            place = holders if len(holders[slot]) < ${room} else queues
            place[slot].append(name)
    return [[slot, holders[slot], queues[slot]] for slot in slots]
`,
  }[task];
  return `\n${body}`;
}

/** Counts free places and works on them; waiting lists follow from the order of all who are there. */
function counting({ task, seats, members }: Settings): string {
  const extra = members === 'first' ? ', members' : '';
  const free = seats === 'one' ? 'dict.fromkeys(slots, 1)' : 'dict(slots)';
  const ordered =
    members === 'first'
      ? `    privileged = [request for request in requests if request[0] in members]
    others = [request for request in requests if request[0] not in members]
    queue = privileged + others
`
      : '';
  const from = members === 'first' ? 'queue' : 'requests';
  const body = {
    wishes: `def assign(slots, requests${extra}):
    free = ${free}
    result = {name: None for name, _ in requests}
${ordered}    for name, wishes in ${from}:
        slot = next((wish for wish in wishes if free.get(wish, 0) > 0), None)
        if slot is not None:
            free[slot] -= 1
            result[name] = slot
    return list(map(list, result.items()))
`,
    emptiest: `def assign(slots, requests${extra}):
    free = ${free}
    lists = [[slot, []] for slot in slots]
    place = {slot: names for slot, names in lists}
${ordered}    for name, wishes in ${from}:
        best = None
        for wish in wishes:
            if free.get(wish, 0) == 0:
                continue
            if best is None or ${seats === 'one' ? 'wish < best' : 'free[wish] > free[best]'}:
                best = wish
        if best is not None:
            free[best] -= 1
            place[best].append(name)
    return lists
`,
    waiting: `class Slot:
    def __init__(self, size):
        self.size = size
        self.inside = []
        self.outside = []

    def book(self, name):
        if name in self.inside or name in self.outside:
            return
        (self.outside if len(self.inside) == self.size else self.inside).append(name)

    def cancel(self, name${extra}):
        if name in self.outside:
            self.outside.remove(name)
        if name not in self.inside:
            return
        self.inside.remove(name)
${
  members === 'first'
    ? `        ranked = [other for other in self.outside if other in members] + self.outside
        for other in ranked[:1]:
            self.outside.remove(other)
            self.inside.append(other)`
    : `        self.inside += self.outside[:1]
        del self.outside[:1]`
}


def assign(slots, requests${extra}):
    book = {name: Slot(${seats === 'one' ? '1' : 'slots[name]'}) for name in slots}
    for action, name, wanted in requests:
        slot = book.get(wanted)
        if slot is None:
            continue
        if action == 'cancel':
            slot.cancel(name${extra})
        else:
            slot.book(name)
    return [[name, book[name].inside, book[name].outside] for name in slots]
`,
  }[task];
  return `\n${body}`;
}

export function slotPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'keeps lists of who sits in each slot', program: holding(settings) },
    { how: 'counts free places, or gives each slot an object', program: counting(settings) },
  ];
}

export function slotWrong(settings: Settings): readonly WrongProgram[] {
  const { task, seats, members } = settings;
  const right = holding(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byTask: Record<Settings['task'], () => WrongProgram> = {
    wishes: () =>
      from('first-wish-only', 'The later wishes count as well.', 'for slot in wishes:', 'for slot in wishes[:1]:'),
    emptiest: () =>
      from(
        'first-wish',
        'It is not simply the first wish that counts.',
        seats === 'one' ? 'min(possible)' : 'max(possible, key=lambda slot: slots[slot] - len(taken[slot]))',
        'possible[0]',
      ),
    waiting: () => from('nobody-moves-up', 'When somebody cancels the next moves up.', 'if queues[slot]:', 'if False:'),
  };
  const memberMistake =
    members === 'first'
      ? task === 'waiting'
        ? from(
            'members-wait-in-line',
            'Members move up first.',
            'min(queues[slot], key=lambda other: other not in members)',
            'queues[slot][0]',
          )
        : from(
            'members-wait-in-line',
            'Members go first.',
            'sorted(requests, key=lambda request: request[0] not in members)',
            'requests',
          )
      : task === 'waiting'
        ? from('last-moves-up', 'Who has waited longest moves up.', '.pop(0)', '.pop()')
        : from(
            'last-request-first',
            'Requests are served in their order.',
            'in requests:\n',
            'in reversed(requests):\n',
          );
  const room =
    task === 'emptiest'
      ? from('unknown-slots', 'Wishes for slots that do not exist are passed over.', 'if slot in taken and', 'if')
      : task === 'wishes'
        ? from(
            'one-too-many',
            'A slot takes no more than it holds.',
            `< ${seats === 'one' ? '1' : 'slots[slot]'}`,
            `<= ${seats === 'one' ? '1' : 'slots[slot]'}`,
          )
        : from(
            'one-too-many',
            'A slot takes no more than it holds.',
            `< ${seats === 'one' ? '1' : 'slots[slot]'}`,
            `<= ${seats === 'one' ? '1' : 'slots[slot]'}`,
          );
  const unknown = from(
    'unknown-slots',
    'Requests for slots that do not exist are passed over.',
    task === 'waiting' ? '        if slot not in holders:\n            continue\n' : 'if slot in taken',
    task === 'waiting' ? '' : 'if slot is not None',
  );
  return [byTask[task](), memberMistake, room, ...(task === 'emptiest' ? [] : [unknown])];
}
