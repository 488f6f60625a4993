/** Reference and wrong programs of the family `inventory-simulation`. */

import { edited, type WrongProgram } from './family.ts';

export const layersReference = `
from collections import deque


def fifo_report(movements):
    stock, report = {}, {}
    for movement in movements:
        item, units = movement["item"], movement["units"]
        layers = stock.setdefault(item, deque())
        entry = report.setdefault(item, {"item": item, "sold": 0, "cost_cents": 0, "short": 0})
        if movement["kind"] == "in":
            layers.append([units, movement["unit_cents"]])
        elif movement["kind"] == "back":
            layers.appendleft([units, movement["unit_cents"]])
            entry["sold"] -= units
            entry["cost_cents"] -= units * movement["unit_cents"]
        else:
            while units > 0 and layers:
                taken = min(units, layers[0][0])
                entry["sold"] += taken
                entry["cost_cents"] += taken * layers[0][1]
                layers[0][0] -= taken
                units -= taken
                if layers[0][0] == 0:
                    layers.popleft()
            entry["short"] += units
    for item, entry in report.items():
        entry["left"] = sum(units for units, _ in stock[item])
        entry["value_cents"] = sum(units * cents for units, cents in stock[item])
    return [report[item] for item in sorted(report)]
`;

export const layersWrong: readonly WrongProgram[] = [
  {
    name: 'last-in-first-out',
    why: 'Takes the newest layer first.',
    program: layersReference.replaceAll('layers[0]', 'layers[-1]').replace('layers.popleft()', 'layers.pop()'),
  },
  {
    name: 'sale-refused-when-short',
    why: 'Sells nothing when the stock does not cover the whole sale, instead of what is there.',
    program: edited(
      layersReference,
      'while units > 0 and layers:',
      'while units > 0 and units <= sum(layer[0] for layer in layers):',
    ),
  },
  {
    name: 'returns-at-the-end',
    why: 'Puts returned units behind the newest layer instead of in front of the oldest.',
    program: edited(layersReference, 'layers.appendleft(', 'layers.append('),
  },
  {
    name: 'one-layer-only',
    why: 'Takes a sale from the oldest layer only, even if it reaches into the next.',
    program: edited(layersReference, 'while units > 0 and layers:', 'if units > 0 and layers:'),
  },
];

export const reorderReference = `
def simulate(stock, demand, reorder_point, order_size, lead_days):
    arrivals = {}
    days, lost, orders = [], 0, 0
    for day, wanted in enumerate(demand, start=1):
        stock += arrivals.pop(day, 0)
        sold = min(wanted, stock)
        stock -= sold
        lost += wanted - sold
        if stock + sum(arrivals.values()) <= reorder_point:
            orders += 1
            arrival = day + lead_days + 1
            arrivals[arrival] = arrivals.get(arrival, 0) + order_size
        days.append(stock)
    wanted = sum(demand)
    service = (1000 * (wanted - lost) * 2 + wanted) // (2 * wanted) if wanted else 1000
    return {
        "closing": days,
        "lost": lost,
        "orders": orders,
        "on_the_way": sum(arrivals.values()),
        "service": f"{service // 10}.{service % 10}%",
    }
`;

export const reorderWrong: readonly WrongProgram[] = [
  {
    name: 'open-orders-ignored',
    why: 'Compares only the stock on the shelf with the reorder point and orders again every day.',
    program: edited(
      reorderReference,
      'if stock + sum(arrivals.values()) <= reorder_point:',
      'if stock <= reorder_point:',
    ),
  },
  {
    name: 'below-the-point',
    why: 'Orders below the reorder point only, not when it is reached exactly.',
    program: edited(reorderReference, '<= reorder_point:', '< reorder_point:'),
  },
  {
    name: 'arrives-a-day-early',
    why: 'Lets an order arrive one day too early.',
    program: edited(reorderReference, 'arrival = day + lead_days + 1', 'arrival = day + max(lead_days, 1)'),
  },
  {
    name: 'backorders',
    why: 'Lets the stock go negative and serves the missing units later.',
    program: edited(
      edited(reorderReference, 'sold = min(wanted, stock)', 'sold = wanted'),
      'lost += wanted - sold',
      'lost += max(0, -stock) if stock < 0 else 0',
    ),
  },
];
