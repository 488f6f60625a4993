/** Second solutions of the family `table-join`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const join = `
import csv
from collections import defaultdict


def rows(text):
    return [[cell.strip() for cell in row] for row in csv.reader(text.splitlines()) if row][1:]


def join_customers(orders_csv, customers_csv):
    orders_of = defaultdict(list)
    for order_id, customer_id, amount in rows(orders_csv):
        orders_of[customer_id.upper()].append((order_id, int(amount)))
    names = {customer_id.upper(): name for customer_id, name in rows(customers_csv)}

    joined = []
    for customer_id in set(names) | set(orders_of):
        # Whoever has no order stands in the list once all the same.
        for order_id, amount in orders_of.get(customer_id, [(None, 0)]):
            joined.append({
                "order_id": order_id,
                "customer_id": customer_id if customer_id else None,
                "name": names.get(customer_id),
                "amount_cents": amount,
            })
    return joined
`;

const prices = `
import csv
from decimal import ROUND_HALF_UP, Decimal


def prices(path):
    with open(path, encoding="utf-8", newline="") as source:
        lines = list(csv.reader(source))
    return {sku.strip(): Decimal(price.strip()) for sku, _, price in lines[1:]}


def money(amount):
    return str(amount.quantize(Decimal("0.01")))


def percent(old, new):
    if old == 0:
        return "n/a"
    size = (abs(new - old) * 100 / old).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return ("-" if new < old else "+") + str(size) + "%"


old, new = prices("old.csv"), prices("new.csv")
lines = [["status", "sku", "old_price", "new_price", "change"]]
lines += [["removed", sku, money(old[sku]), "", ""] for sku in sorted(old) if sku not in new]
lines += [["added", sku, "", money(new[sku]), ""] for sku in sorted(new) if sku not in old]
for sku in sorted(old):
    if sku in new and old[sku] != new[sku]:
        lines.append(["changed", sku, money(old[sku]), money(new[sku]), percent(old[sku], new[sku])])
with open("changes.csv", "w", encoding="utf-8", newline="") as target:
    csv.writer(target, lineterminator="\\n").writerows(lines)
`;

export const tableJoinAnswers: Readonly<Record<string, MoreAnswers>> = {
  'table-join-1': {
    how: 'Gathers orders by customer and goes over the customers, instead of going over the orders.',
    program: join,
    requirements: {
      'Give back a list of dictionaries': ['everybody known', 'both empty', 'drawn exports'],
      'Ignore upper/lower case and spaces': ['blanks and case', 'drawn exports'],
      'In the result customer_id': ['blanks and case'],
      'Every order row gives exactly one': ['split shipment', 'large exports'],
      'Order with a customer number we do not know': ['unknown customer', 'no customers'],
      'Order with no customer number': ['order without customer'],
      'Customers without any order': ['customers without orders', 'no orders', 'large exports'],
      'If a customer is in customers_csv more': ['customer listed twice'],
      'He is still only one customer': ['customer listed twice', 'drawn exports'],
      'Cut spaces at the ends of order_id': ['blanks and case', 'drawn exports'],
      'Names can contain commas': ['name with comma'],
      'amount_cents is a whole number': ['drawn exports', 'everybody known'],
      'Either file may have no rows': ['both empty', 'no orders', 'no customers'],
    },
  },
  'table-join-2': {
    how: 'Writes the three groups one after the other, with decimals instead of cents.',
    program: prices,
    requirements: {
      'remove surrounding blanks': ['article number with comma and blanks'],
      'Prices are not negative and have zero': ['same price written differently'],
      'status "removed"': ['one of each', 'all removed'],
      'status "added"': ['one of each', 'drawn lists'],
      'status "changed"': ['only changes', 'one of each'],
      'All removed articles come first': ['one of each', 'groups before numbers', 'large lists'],
      'Within each group sort by sku': ['groups before numbers', 'large lists'],
      'Articles with unchanged price': ['no differences', 'both empty', 'same price written differently'],
      'Prices are written with exactly two decimals': ['only changes', 'one of each'],
      'change is the difference in percent': ['only changes', 'new price zero', 'drawn lists'],
      'Round to the nearest tenth': ['halves away from zero', 'tiny change'],
      'If the old price is 0': ['old price zero'],
      'Fields are quoted only where': ['article number with comma and blanks'],
    },
  },
};
