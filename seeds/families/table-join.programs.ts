/** Reference and wrong programs of the family `table-join`. */

import { edited, type WrongProgram } from './family.ts';

export const joinReference = `
import csv
import io


def key(text):
    return text.strip().upper()


def join_customers(orders_csv, customers_csv):
    customers = {key(row["customer_id"]): row for row in csv.DictReader(io.StringIO(customers_csv))}
    unmatched = set(customers)
    result = []
    for order in csv.DictReader(io.StringIO(orders_csv)):
        customer_id = key(order["customer_id"])
        unmatched.discard(customer_id)
        customer = customers.get(customer_id)
        result.append({
            "order_id": order["order_id"].strip(),
            "customer_id": customer_id or None,
            "name": customer["name"].strip() if customer else None,
            "amount_cents": int(order["amount_cents"]),
        })
    for customer_id in unmatched:
        name = customers[customer_id]["name"].strip()
        result.append({"order_id": None, "customer_id": customer_id, "name": name, "amount_cents": 0})
    return result
`;

export const joinWrong: readonly WrongProgram[] = [
  {
    name: 'inner-join',
    why: 'Drops orders whose customer is unknown.',
    program: edited(
      joinReference,
      '        result.append({\n            "order_id": order',
      '        if not customer:\n            continue\n        result.append({\n            "order_id": order',
    ),
  },
  {
    name: 'left-join-only',
    why: 'Leaves out customers without orders.',
    program: edited(joinReference, 'for customer_id in unmatched:', 'for customer_id in ():'),
  },
  {
    name: 'identifiers-as-written',
    why: 'Compares customer numbers with case and surrounding blanks.',
    program: edited(joinReference, 'return text.strip().upper()', 'return text'),
  },
  {
    name: 'first-customer-row',
    why: 'Takes the first row of a customer who is listed twice; the last one is the current one.',
    program: edited(
      joinReference,
      'row for row in csv.DictReader(io.StringIO(customers_csv))}',
      'row for row in reversed(list(csv.DictReader(io.StringIO(customers_csv))))}',
    ),
  },
];

export const diffReference = `
import csv


def read_prices(path):
    with open(path, newline="", encoding="utf-8") as source:
        return {row["sku"].strip(): to_cents(row["price"].strip()) for row in csv.DictReader(source)}


def to_cents(text):
    whole, _, fraction = text.partition(".")
    return int(whole) * 100 + int(fraction.ljust(2, "0"))


def price(cents):
    return "" if cents is None else f"{cents // 100}.{cents % 100:02}"


def change(old, new):
    if old is None or new is None:
        return ""
    if old == 0:
        return "n/a"
    tenths = (2000 * abs(new - old) + old) // (2 * old)
    sign = "+" if new > old else "-"
    return f"{sign}{tenths // 10}.{tenths % 10}%"


old_list, new_list = read_prices("old.csv"), read_prices("new.csv")
changes = []
for sku in old_list.keys() | new_list.keys():
    old, new = old_list.get(sku), new_list.get(sku)
    if old != new:
        order = 0 if new is None else 1 if old is None else 2
        changes.append((order, sku, old, new))

with open("changes.csv", "w", newline="", encoding="utf-8") as target:
    writer = csv.writer(target, lineterminator="\\n")
    writer.writerow(["status", "sku", "old_price", "new_price", "change"])
    for order, sku, old, new in sorted(changes, key=lambda item: item[:2]):
        status = ("removed", "added", "changed")[order]
        writer.writerow([status, sku, price(old), price(new), change(old, new)])
`;

export const diffWrong: readonly WrongProgram[] = [
  {
    name: 'prices-compared-as-text',
    why: 'Compares prices as text, so 5 and 5.00 look like a change.',
    program: edited(
      edited(diffReference, 'to_cents(row["price"].strip()) for', 'row["price"].strip() for'),
      'if old != new:\n',
      'if old != new:\n        old, new = old and to_cents(old), new and to_cents(new)\n',
    ),
  },
  {
    name: 'sorted-by-sku-only',
    why: 'Sorts by article number only; removed, added and changed articles belong in this order.',
    program: edited(diffReference, 'key=lambda item: item[:2]', 'key=lambda item: item[1]'),
  },
  {
    name: 'old-price-zero',
    why: 'Divides by the old price without looking whether it is zero.',
    program: edited(diffReference, '    if old == 0:\n        return "n/a"\n', ''),
  },
  {
    name: 'change-rounded-half-even',
    why: 'Rounds with float formatting, so an exact half of a tenth does not go away from zero.',
    program: edited(
      diffReference,
      'return f"{sign}{tenths // 10}.{tenths % 10}%"',
      'return f"{100 * (new - old) / old:+.1f}%"',
    ),
  },
];
