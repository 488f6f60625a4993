/** Second solutions of the family `inventory-simulation`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const fifo = `
def sell(stack, units):
    """Takes units from the top of the stack; gives how many there were, and what they had cost."""
    sold = cost = 0
    while sold < units and stack:
        count, cents = stack.pop()
        if count > units - sold:
            stack.append((count - (units - sold), cents))
            count = units - sold
        sold += count
        cost += count * cents
    return sold, cost


def report_of(item, movements):
    # The oldest purchase lies on top, where returns go too.
    stack = []
    bought = bought_cents = sold = cost_cents = short = 0
    for movement in movements:
        units = movement["units"]
        if movement["kind"] == "out":
            count, cents = sell(stack, units)
            sold, cost_cents, short = sold + count, cost_cents + cents, short + units - count
            continue
        cents = units * movement["unit_cents"]
        layer = (units, movement["unit_cents"])
        if movement["kind"] == "in":
            stack.insert(0, layer)
            bought, bought_cents = bought + units, bought_cents + cents
        else:
            stack.append(layer)
            sold, cost_cents = sold - units, cost_cents - cents
    return {
        "item": item,
        "sold": sold,
        "cost_cents": cost_cents,
        "short": short,
        "left": bought - sold,
        "value_cents": bought_cents - cost_cents,
    }


def fifo_report(movements):
    items = sorted({movement["item"] for movement in movements})
    return [report_of(item, [one for one in movements if one["item"] == item]) for item in items]
`;

const simulation = `
from collections import deque
from decimal import ROUND_HALF_UP, Decimal


def simulate(stock, demand, reorder_point, order_size, lead_days):
    due = deque()
    closing = []
    orders = arrived = served = 0
    for day, wanted in enumerate(demand):
        while due and due[0] == day:
            due.popleft()
            arrived += 1
            stock += order_size
        served += min(stock, wanted)
        stock = max(0, stock - wanted)
        closing.append(stock)
        if stock + len(due) * order_size <= reorder_point:
            due.append(day + 1 + lead_days)
            orders += 1
    total = sum(demand)
    percent = Decimal(100 * served) / total if total else Decimal(100)
    return {
        "closing": closing,
        "lost": total - served,
        "orders": orders,
        "on_the_way": (orders - arrived) * order_size,
        "service": str(percent.quantize(Decimal("0.1"), ROUND_HALF_UP)) + "%",
    }
`;

export const inventorySimulationAnswers: Readonly<Record<string, MoreAnswers>> = {
  'inventory-simulation-1': {
    how: 'Works item by item on a stack, and finds what is left from what was bought and sold.',
    program: fifo,
    requirements: {
      'purchase, unit_cents is what I paid': ['one layer', 'free units'],
      'The units come from the oldest purchase': ['one layer', 'two layers', 'over three layers', 'exactly everything'],
      'If I sell more than I have': ['sold without stock', 'more than there is'],
      'They are put back in FRONT': ['return goes to the front', 'drawn movements'],
      'They reduce the sold units': ['return goes to the front', 'return before any sale'],
      'sorted by item name': ['items apart and sorted', 'large list'],
      'may be negative if a return': ['return before any sale'],
      'purchase cost of the units sold': ['two layers', 'over three layers', 'drawn movements'],
      'units I could not deliver': ['sold without stock', 'more than there is'],
      'units in stock at the end': ['one layer', 'exactly everything', 'large list'],
      'what the units in stock cost': ['two layers', 'free units', 'large list'],
      'No movements, empty list': ['no movements'],
      'Items do not influence each other': ['items apart and sorted', 'drawn movements'],
    },
  },
  'inventory-simulation-2': {
    how: 'Keeps a queue of the days on which orders arrive, and rounds with decimals.',
    program: simulation,
    requirements: {
      'all orders due today': ['example of the posting', 'lead time of two'],
      'sell as much as possible': ['stock is enough', 'drawn days'],
      'What cannot be served is lost': ['lost demand is gone', 'never any stock'],
      'if the stock plus everything': ['point reached exactly', 'open orders count', 'drawn with long lead time'],
      'At most one order each evening': ['one order each evening'],
      'It arrives in the morning after lead_days': [
        'example of the posting',
        'lead time of two',
        'drawn with long lead time',
      ],
      'Orders are also placed on the last day': ['order on the last day'],
      'list with the stock at the end of each day': ['example of the posting', 'no days', 'large simulation'],
      'units that could not be served': ['lost demand is gone', 'never any stock'],
      'number of orders placed': ['one order each evening', 'large simulation'],
      'units ordered but not arrived': ['order on the last day', 'lead time of two'],
      'served units in percent': ['service with an exact half', 'no demand', 'drawn days'],
    },
  },
};
