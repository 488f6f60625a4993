/** Texts of the family `appointment-slots`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './appointment-slots.ts';

export function appointmentSlotsPieces({ main, need, say }: Manner, { task, seats, members }: Settings): Piece[] {
  const first = members === 'first';
  const call = `assign(slots, requests${first ? ', members' : ''})`;
  const several = seats === 'several';
  const result = {
    wishes: [
      main(
        'requests: [name, wishes], wishes in order of preference, names all different. Each gets the first of the wishes that still has a place. Return [name, slot or None] in the order of requests.',
        'Requests are [name, wishes] with the dearest wish first, every name once. Everybody gets the first of the wishes in which a place is left, and I get back [name, slot], or [name, None] for those who get none, in the order of requests.',
        'requests is a list of [name, wishes], names distinct, wishes in order of preference. Each request receives the first wish with a free place. The result lists [name, slot], slot being None without such a wish, in the order of requests.',
      ),
      need(
        [
          'Wishes for slots that do not exist are passed over.',
          'Some wish for times we do not offer; just go on to their next wish.',
          'Wishes that are no slots are skipped.',
        ],
        'unknown slot',
        'later wishes',
      ),
    ],
    emptiest: [
      main(
        several
          ? 'requests: [name, slots that suit], names all different. Each gets, of those, the slot with the most free places left (equal: the one named earlier in the request); nobody gets a full one. Return [slot, names in the order they were placed] for every slot, in the order of slots.'
          : 'requests: [name, slots that suit], names all different. Each gets, of those, the earliest free one. Return [slot, names placed (one or none)] for every slot, in the order of slots.',
        several
          ? 'Requests are [name, times that suit], every name once. We like to spread people, so everybody gets, of the times that suit, the one with the most places left, or of several the one they named first, or nothing if all are full. I get back [slot, names] for every slot in the order of slots, the names in the order in which they got in.'
          : 'Requests are [name, times that suit], every name once, and everybody gets the earliest time that suits and is still free, or nothing. I get back [slot, names] for every slot in the order of slots, with one name or none in the list.',
        several
          ? 'requests is a list of [name, suitable slots], names distinct. Each request receives the suitable slot with the most free places, of several the one listed first, if any is free. The result lists [slot, names in order of placement] for each slot in the order of slots.'
          : 'requests is a list of [name, suitable slots], names distinct. Each request receives the earliest suitable slot that is free, if any. The result lists [slot, names] for each slot in the order of slots, names holding at most one.',
      ),
      need(
        [
          'Slots that do not exist are passed over.',
          'Ignore times that we do not offer.',
          'Times that are no slots are skipped.',
        ],
        'unknown slot',
        'wishes out of order',
      ),
    ],
    waiting: [
      main(
        'requests: [action, name, slot] in order of time, action book or cancel. book: a place if there is one, else the end of the waiting list of that slot. cancel: gives up the place or the place in the list; for a place given up one from the waiting list moves up. Return [slot, names inside, names waiting] per slot, in the order of slots.',
        'Requests come one after the other as [action, name, slot], where the action is book or cancel. Who books gets a place or, if the slot is full, the end of its waiting list. Who cancels gives up the place, and somebody moves up from the waiting list, or just leaves the list. At the end I want [slot, those who are in, those who wait] for every slot in the order of slots.',
        'requests is a chronological list of [action, name, slot] with the actions "book" and "cancel". Booking takes a place or, in a full slot, the end of its waiting list. Cancelling gives up the place, upon which one person of the waiting list takes it, or the position in the waiting list. The result lists [slot, holders, waiting] for each slot in the order of slots.',
      ),
      need(
        [
          'Both lists in the order people got into them. Booking a slot one is in or waits for already: nothing happens; so with cancelling what one has not, and with slots that do not exist.',
          'Both lists are in the order in which people came into them. Whoever is in already, or waits, and books again changes nothing; cancelling what one does not have, or anything about times we do not offer, does nothing either.',
          'Lists are in order of entry. Repeated bookings of holders or waiting persons, cancellations by others and requests for anything that is no slot have no effect.',
        ],
        'unknown slot',
        'cancelled and booked again',
        'drawn 3',
      ),
    ],
  }[task];
  return [
    say(`solution.py: ${call}.`, `I need a function ${call} in solution.py.`, `solution.py defines ${call}.`),
    several
      ? need(
          [
            'slots: dictionary time (HH:MM) -> number of places, at least 1.',
            'slots is a dictionary from a time like 09:15 to the number of places we have then, at least one.',
            'slots maps times HH:MM to their number of places, at least 1.',
          ],
          'all want the same',
          'drawn 1',
        )
      : need(
          [
            'slots: list of times (HH:MM), one place each, not always in order of time.',
            'slots is the list of our times like 09:15, not always in order, and each takes one person.',
            'slots is a list of distinct times HH:MM in any order, with one place each.',
          ],
          'all want the same',
          'drawn 1',
        ),
    ...result,
    first
      ? need(
          task === 'waiting'
            ? [
                'members: list of names. When one moves up it is the member who has waited longest, and if no member waits, the one who has waited longest.',
                'members is a list of names: when a place becomes free, the member who has waited longest moves up, and others only if no member waits.',
                'members is a list of names. The person moving up is the first member in the waiting list, or the first of the list where it has no member.',
              ]
            : [
                'members: list of names. All requests of members are served before the others, each group in its order.',
                'members is a list of names; they are served before everybody else, and otherwise it goes by the order of requests.',
                'members is a list of names. Requests of members are served before all others; within both groups the order of requests applies.',
              ],
          'members among others',
          'drawn 2',
          'a busy month',
        )
      : need(
          task === 'waiting'
            ? [
                'Who has waited longest moves up.',
                'It is always the one who has waited longest who moves up.',
                'The first of the waiting list moves up.',
              ]
            : [
                'Requests are served in their order.',
                'First come, first served: the requests are in order.',
                'Requests are served in the order given.',
              ],
          'members among others',
          'drawn 2',
          'a busy month',
        ),
    need(
      [
        task === 'wishes' ? 'No requests: empty list.' : 'No requests: all slots with empty lists.',
        task === 'wishes' ? 'Without requests the list is empty.' : 'Without requests the slots are listed, but empty.',
        task === 'wishes' ? 'Without requests the result is empty.' : 'Without requests all lists of names are empty.',
      ],
      'no requests',
    ),
  ];
}
