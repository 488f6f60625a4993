/** Task family: stock (cost of goods sold by FIFO layers; a day by day simulation of a reorder point). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { decimalText, divideHalfUp } from './exact-number.ts';
import { type Family, functionProject, type Posting, PYTHON } from './family.ts';
import { inventorySimulationAnswers } from './inventory-simulation.answers.ts';
import { layersReference, layersWrong, reorderReference, reorderWrong } from './inventory-simulation.programs.ts';

const FAMILY = 'inventory-simulation';

const layersPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'FIFO inventory valuation in Python',
  description: `
I sell vintage camera parts and my accountant wants stock values by FIFO (first in, first out). I have all movements in a list and need a function for the numbers. Python, solution.py, function fifo_report(movements).

A movement is {"item": "shutter", "kind": "in", "units": 5, "unit_cents": 1200}. Units are whole numbers of at least 1. The list is already in the order in which things happened. Kinds:

"in": purchase, unit_cents is what I paid for each unit.
"out": sale, has no unit_cents. The units come from the oldest purchase that still has some left, then from the next one and so on. If I sell more than I have, take what is there; the missing units are noted as short and that is the end of it (they are not taken from a later purchase).
"back": a customer returns units. unit_cents says at which cost they had gone out. They are put back in FRONT, so they are the first to be sold again. They reduce the sold units and the cost of this item.

Return a list of dictionaries, one for each item that appears in any movement, sorted by item name (normal Python string order):

item
sold: units sold minus units that came back (missing units not included; may be negative if a return comes from before my list)
cost_cents: purchase cost of the units sold, minus the cost of those that came back
short: units I could not deliver
left: units in stock at the end
value_cents: what the units in stock cost

Everything is a whole number. No movements, empty list. Items do not influence each other.`,
  skills: ['Python', 'Inventory Management', 'Accounting', 'Algorithm'],
  bracket: 'simple',
  postedPriceCents: 9_000,
  estimatedMinutes: 40,
};

type Movement = { item: string; kind: string; units: number; unit_cents?: number };

/** Keeps every single unit as one number in a list. */
function fifoReport(movements: Movement[]): Json {
  const items = [...new Set(movements.map(({ item }) => item))].sort();
  return items.map((item) => {
    let stock: number[] = [];
    const entry = { item, sold: 0, cost_cents: 0, short: 0, left: 0, value_cents: 0 };
    for (const { kind, units, unit_cents = 0 } of movements.filter((movement) => movement.item === item)) {
      const moved = Array.from({ length: units }, () => unit_cents);
      if (kind === 'in') stock = [...stock, ...moved];
      if (kind === 'back') {
        stock = [...moved, ...stock];
        entry.sold -= units;
        entry.cost_cents -= units * unit_cents;
      }
      if (kind === 'out') {
        const gone = stock.splice(0, units);
        entry.sold += gone.length;
        entry.short += units - gone.length;
        entry.cost_cents += gone.reduce((sum, cost) => sum + cost, 0);
      }
    }
    return { ...entry, left: stock.length, value_cents: stock.reduce((sum, cost) => sum + cost, 0) };
  });
}

const movement = (text: string): Movement => {
  const [item = '', kind = '', units, cents] = text.split(' ');
  return { item, kind, units: Number(units), ...(cents === undefined ? {} : { unit_cents: Number(cents) }) };
};

function drawnMovements(random: Chance, count: number): [Movement[]] {
  const one = () => {
    const item = random.pick(['lens', 'shutter', 'Strap', 'cap']);
    const cents = 500 + 10 * random.below(60);
    const kinds = [`in ${1 + random.below(9)} ${cents}`, `out ${1 + random.below(12)}`, `out ${1 + random.below(4)}`];
    return movement(`${item} ${random.pick([...kinds, `back ${1 + random.below(2)} ${cents}`])}`);
  };
  return [Array.from({ length: count }, one)];
}

function layersProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'layers');
  const list = (...texts: string[]): [Movement[]] => [texts.map(movement)];
  return functionProject<[Movement[]]>(PYTHON, layersPosting, {
    entry: 'fifo_report',
    answer: fifoReport,
    visible: {
      'one layer': list('lens in 5 1000', 'lens out 2'),
      'two layers': list('lens in 2 1000', 'lens in 3 1200', 'lens out 3'),
    },
    hidden: {
      'no movements': list(),
      'sold without stock': list('cap out 4'),
      'more than there is': list('cap in 2 50', 'cap out 5', 'cap in 4 60', 'cap out 1'),
      'exactly everything': list('cap in 2 50', 'cap in 1 70', 'cap out 3'),
      'return goes to the front': list('cap in 2 50', 'cap in 2 90', 'cap out 3', 'cap back 1 50', 'cap out 1'),
      'return before any sale': list('cap back 2 40', 'cap in 1 90', 'cap out 1'),
      'items apart and sorted': list('b in 1 5', 'a in 1 7', 'B out 1', 'b out 1', 'a in 2 8'),
      'free units': list('cap in 3 0', 'cap in 1 5', 'cap out 4'),
      'over three layers': list('x in 1 1', 'x in 1 10', 'x in 1 100', 'x in 5 1000', 'x out 4'),
      'drawn movements': drawnMovements(random, 40),
      'large list': drawnMovements(random, 650),
    },
    reference: layersReference,
    wrong: layersWrong,
  });
}

const reorderPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Simulate stock with reorder point and lead time',
  description: `
Supply chain class project, budget is small, but please deliver clean code. I need a deterministic simulation of one article: solution.py, simulate(stock, demand, reorder_point, order_size, lead_days).

All arguments are whole numbers >= 0 (order_size >= 1), demand is a list with the demanded units of day 1, day 2 and so on.

Every day goes like this:
1. Morning: all orders due today are added to the stock.
2. Demand: sell as much as possible. What cannot be served is lost forever (no backorders).
3. Evening: if the stock plus everything that is still on the way is less than or equal to reorder_point, place one order of order_size. At most one order each evening, even if that is not enough to get above the point. It arrives in the morning after lead_days full days in between: with lead_days 0 an order of Monday evening arrives Tuesday morning, with lead_days 2 it arrives Thursday morning.

Orders are also placed on the last day.

Return a dictionary:
closing: list with the stock at the end of each day
lost: units that could not be served, total
orders: number of orders placed
on_the_way: units ordered but not arrived after the last day
service: served units in percent of all demanded units, as text with one decimal and percent sign ("97.5%"), exact halves of a tenth rounded up; "100.0%" if nothing was demanded

Example: simulate(10, [4, 4, 4], 5, 10, 0) -> after day 1: 6. Day 2: 2 left, 2 <= 5 so an order is placed. Day 3: 12 in the morning, closing 8. Result: closing [6, 2, 8], lost 0, orders 1, on_the_way 0, service "100.0%".`,
  skills: ['Python', 'Simulation', 'Inventory Management', 'Supply Chain'],
  bracket: 'micro',
  postedPriceCents: 2_800,
  estimatedMinutes: 35,
};

/** Knows all orders as a list of arrival days; stock of each day is counted from the start. */
function simulate(stock: number, demand: number[], reorderPoint: number, orderSize: number, leadDays: number): Json {
  const arrivalDays: number[] = [];
  const closing: number[] = [];
  const served: number[] = [];
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  demand.forEach((wanted, day) => {
    const arrived = arrivalDays.filter((arrival) => arrival <= day).length * orderSize;
    const available = stock + arrived - sum(served);
    served.push(Math.min(available, wanted));
    closing.push(available - Math.min(available, wanted));
    const position = stock + arrivalDays.length * orderSize - sum(served);
    if (position <= reorderPoint) arrivalDays.push(day + leadDays + 1);
  });
  const total = sum(demand);
  const service = total === 0 ? 1_000 : divideHalfUp(sum(served) * 1_000, total);
  return {
    closing,
    lost: total - sum(served),
    orders: arrivalDays.length,
    on_the_way: arrivalDays.filter((arrival) => arrival >= demand.length).length * orderSize,
    service: `${decimalText(service, 1)}%`,
  };
}

function reorderProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'reorder');
  const drawnDemand = (days: number) => Array.from({ length: days }, () => random.below(12));
  return functionProject<[number, number[], number, number, number]>(PYTHON, reorderPosting, {
    entry: 'simulate',
    answer: simulate,
    visible: {
      'example of the posting': [10, [4, 4, 4], 5, 10, 0],
      'stock is enough': [100, [10, 20, 30], 20, 50, 3],
    },
    hidden: {
      'no days': [5, [], 10, 5, 1],
      'no demand': [5, [0, 0, 0], 4, 5, 1],
      'point reached exactly': [10, [5, 1, 1], 5, 10, 1],
      'open orders count': [6, [4, 1, 1, 0, 0], 3, 10, 3],
      'one order each evening': [0, [0, 0, 0, 0], 10, 4, 1],
      'lost demand is gone': [3, [5, 0, 2], 0, 6, 1],
      'lead time of two': [4, [4, 1, 1, 1, 1], 0, 10, 2],
      'order on the last day': [4, [4], 0, 10, 5],
      'never any stock': [0, [3, 3], 0, 1, 9],
      'service with an exact half': [1_999, [2_000], 0, 1, 0],
      'drawn days': [20, drawnDemand(40), 8 + random.below(6), 15 + random.below(10), random.below(4)],
      'drawn with long lead time': [30, drawnDemand(60), 25, 20, 6],
      'large simulation': [50, drawnDemand(900), 20 + random.below(10), 40, 4],
    },
    reference: reorderReference,
    wrong: reorderWrong,
  });
}

/** Inventory: FIFO layers; a reorder point simulated day by day. */
export const inventorySimulation: Family = {
  name: FAMILY,
  category: 'scheduling',
  answers: inventorySimulationAnswers,
  build: (seed) => [layersProject(seed), reorderProject(seed)],
};
