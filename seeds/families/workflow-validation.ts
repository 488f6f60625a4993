/** Task family: rules about what is allowed (replaying an order workflow, validating form values). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';
import { workflowValidationAnswers } from './workflow-validation.answers.ts';
import { replayReference, replayWrong } from './workflow-validation.programs.ts';
import { formProject } from './workflow-validation-form.ts';

const FAMILY = 'workflow-validation';

const replayPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Order state machine: replay events, report final states and rejected events',
  description: `
Our order system keeps an event log and we found impossible entries in it. We need an audit function replayOrders(events) in solution.js (plain JavaScript).

An event is {"order":"A1","type":"pay","day":12}; day is a whole number counting up from some date. Events are processed in list order. An order starts with "create" in the state created. Allowed moves:

created: pay -> paid, cancel -> cancelled
paid: ship -> shipped, cancel -> refunding
shipped: deliver -> delivered, lose -> refunding
delivered: return -> refunding
refunding: refund -> refunded
cancelled and refunded are final.

Each event is checked in this order, the first problem counts; a rejected event changes nothing at all:
1. create for an order that exists already: "duplicate order". Any other type for an order never (successfully) created: "unknown order".
2. day is smaller than the day of the last ACCEPTED event of the same order: "out of order" (the same day is fine; other orders do not matter).
3. no such move from the current state, also for types not in the table: "TYPE not allowed when STATE", e.g. "ship not allowed when created".
4. return more than 14 days after the day of delivery: "too late" (day 14 itself is fine).

Return {"orders":{"A1":{"state":"paid","history":["created","paid"]}},"rejected":[{"index":3,"reason":"unknown order"}]}. history lists the states in order, index is the position of the event in the list counted from 0. No events: {"orders":{},"rejected":[]}.`,
  skills: ['JavaScript', 'Node.js', 'Software Testing', 'JSON'],
  bracket: 'simple',
  postedPriceCents: 6_000,
  estimatedMinutes: 40,
};

type OrderEvent = { order: string; type: string; day: number };

const MOVES = new Map(
  'created>pay>paid created>cancel>cancelled paid>ship>shipped paid>cancel>refunding shipped>deliver>delivered shipped>lose>refunding delivered>return>refunding refunding>refund>refunded'
    .split(' ')
    .map((move) => [move.slice(0, move.lastIndexOf('>')), move.slice(move.lastIndexOf('>') + 1)]),
);

/** Judges each event from the accepted events before it, which are kept as one list. */
function replayOrders(events: OrderEvent[]): Json {
  const accepted: (OrderEvent & { state: string })[] = [];
  const rejected: { index: number; reason: string }[] = [];
  for (const [index, event] of events.entries()) {
    const own = accepted.filter((other) => other.order === event.order);
    const last = own.at(-1);
    const target = event.type === 'create' ? 'created' : MOVES.get(`${last?.state}>${event.type}`);
    const delivery = own.find((other) => other.state === 'delivered');
    let reason: string | undefined;
    if (event.type === 'create') reason = last === undefined ? undefined : 'duplicate order';
    else if (last === undefined) reason = 'unknown order';
    else if (event.day < last.day) reason = 'out of order';
    else if (target === undefined) reason = `${event.type} not allowed when ${last.state}`;
    else if (event.type === 'return' && event.day > (delivery?.day ?? 0) + 14) reason = 'too late';
    if (reason !== undefined) rejected.push({ index, reason });
    else accepted.push({ ...event, state: target ?? '' });
  }
  const histories = Object.groupBy(accepted, (event) => event.order);
  const orders = Object.entries(histories).map(([id, own = []]): [string, Json] => {
    const history = own.map((event) => event.state);
    return [id, { state: history.at(-1) ?? '', history }];
  });
  return { orders: Object.fromEntries(orders), rejected };
}

/** Events from short text: `A pay 3` for order A on day 3, separated by commas. */
function eventsOf(text: string): OrderEvent[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [order = '', type = '', day] = part.trim().split(' ');
      return { order, type, day: Number(day) };
    });
}

function randomEvents(random: Chance, count: number): OrderEvent[] {
  const types = [
    'create',
    'pay',
    'ship',
    'deliver',
    'return',
    'refund',
    'cancel',
    'lose',
    'pay',
    'ship',
    'deliver',
    'toString',
  ];
  return Array.from({ length: count }, (_, index) => ({
    order: `N${random.below(Math.ceil(count / 12))}`,
    type: random.below(4) === 0 ? 'create' : random.pick(types),
    day: Math.floor((index * 60) / count) - random.below(random.below(4) === 0 ? 6 : 1),
  }));
}

function replayProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'replay');
  const one = (name: string, text: string) => ({ name, args: [eventsOf(text)] as [OrderEvent[]] });
  const delivered = 'A create 1,A pay 1,A ship 2,A deliver 5';
  return javascriptFunction<[OrderEvent[]]>(replayPosting, {
    entry: 'replayOrders',
    answer: replayOrders,
    visible: [
      one('a good order', `${delivered},B create 3,B cancel 4`),
      one('shipped too early', 'A create 1,A ship 2,A pay 2,B pay 3'),
    ],
    hidden: [
      one('no events', ''),
      one('created twice', 'A create 1,A pay 2,A create 3,A ship 4,A create 0'),
      one('unknown orders', 'A pay 1,A jump 1,A create 2,a pay 3'),
      one('return on the last day', `${delivered},A return 19,A refund 90,A refund 91`),
      one('return too late', `${delivered},A return 20,A return 19`),
      one('older than the last event', 'A create 5,A pay 4,B create 1,A pay 5,A ship 4,A ship 5'),
      one('rejected events do not move time', 'A create 1,A ship 9,A pay 3,A deliver 8,A ship 3'),
      one('first problem counts', 'A create 5,A ship 4,A jump 3,A pay 6,A return 2'),
      one(
        'final states',
        'A create 1,A cancel 1,A pay 2,A cancel 2,A create 3,B create 1,B pay 1,B cancel 2,B ship 2,B refund 3,B pay 4',
      ),
      one('lost parcel', 'A create 1,A pay 1,A ship 1,A lose 2,A deliver 3,A return 3,A refund 3'),
      one('inherited names', 'A create 1,A toString 1,A constructor 2,A create 0'),
      { name: 'random log', args: [randomEvents(random, 60)] },
      { name: 'large log', args: [randomEvents(random, 550)] },
    ],
    reference: replayReference,
    wrong: replayWrong,
  });
}

/** Rules about what is allowed: an order workflow; form values. */
export const workflowValidation: Family = {
  name: FAMILY,
  category: 'javascript',
  answers: workflowValidationAnswers,
  build: (seed) => [replayProject(seed), formProject(seed)],
};
