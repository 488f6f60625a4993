/** Second solutions of the family `sales-summary`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const revenue = `
import csv
from decimal import Decimal
from itertools import groupby


def read(text):
    lines = csv.reader(text.splitlines())
    header = [name.strip() for name in next(lines, [])]
    for cells in lines:
        if cells:
            yield {name: cell.strip() for name, cell in zip(header, cells)}


def orders(text):
    for row in read(text):
        if row["status"].upper() == "CANCELLED":
            continue
        price = Decimal(row["unit_price"].lstrip("$").replace(",", ""))
        units = int(row["units"])
        yield row["date"][:7], row["region"].upper() or "UNKNOWN", units, int(100 * price) * units


def monthly_revenue(text):
    summary = []
    for (month, region), group in groupby(sorted(orders(text)), key=lambda order: order[:2]):
        own = list(group)
        summary.append({
            "month": month,
            "region": region,
            "orders": len(own),
            "units": sum(order[2] for order in own),
            "revenue_cents": sum(order[3] for order in own),
        })
    return summary
`;

const sellers = `
import csv
from bisect import bisect_left
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal


def best_sellers(text, limit):
    revenue, names = Counter(), {}
    for sku, name, cents in list(csv.reader(text.splitlines(), delimiter=";"))[1:]:
        revenue[sku.strip()] += int(cents)
        names[sku.strip()] = name.strip()
    # Only what is above zero stays.
    revenue = +revenue
    everything = sum(revenue.values())
    ascending = sorted(-cents for cents in revenue.values())

    result = []
    for sku in sorted(revenue):
        # Products with more revenue stand in front of the first one with as much.
        rank = bisect_left(ascending, -revenue[sku]) + 1
        if rank > limit:
            continue
        percent = (Decimal(100 * revenue[sku]) / everything).quantize(Decimal("0.1"), ROUND_HALF_UP)
        result.append({
            "rank": rank,
            "sku": sku,
            "name": names[sku],
            "revenue_cents": revenue[sku],
            "share": f"{percent}%",
        })
    return sorted(result, key=lambda product: product["rank"])
`;

export const salesSummaryAnswers: Readonly<Record<string, MoreAnswers>> = {
  'sales-summary-1': {
    how: 'Sorts the orders and groups what lies side by side, with prices as decimals.',
    program: revenue,
    requirements: {
      'the export tool puts them in a different order': ['other column order'],
      'Fields may stand in double quotes': ['example of the posting', 'quoted region with comma'],
      'It returns a list of dictionaries': ['two months', 'example of the posting', 'large export'],
      'Sorted by month, then by region': ['two months', 'drawn rows', 'large export'],
      'Months or regions without orders': ['everything cancelled', 'two months'],
      'Spaces around them and upper/lower case': ['example of the posting', 'quoted region with comma', 'drawn rows'],
      'If the region is empty': ['region missing'],
      'Rows with status cancelled': ['everything cancelled', 'example of the posting', 'drawn rows'],
      'Every other status counts': ['two months', 'drawn rows'],
      'Prices are dollars': ['example of the posting', 'cents stay exact', 'large export'],
      'Units are whole numbers': ['returns lower the sums', 'drawn rows'],
      'It counts as an order': ['returns lower the sums'],
      'There may be empty lines': ['blank lines between'],
      'If there is nothing but a header': ['empty text', 'header only'],
    },
  },
  'sales-summary-2': {
    how: 'Finds ranks by searching the sorted revenues, and rounds with decimals.',
    program: sellers,
    requirements: {
      'One row per invoice line': ['top two', 'name with semicolon', 'large export'],
      'Add up total_cents per sku': ['top two', 'all products', 'drawn invoices'],
      'SKUs are case sensitive': ['drawn invoices', 'all products'],
      'The name of a product is the one': ['last name counts'],
      'Products whose sum is zero': ['credit notes remove a product', 'only credit notes'],
      'Equal revenue means equal rank': ['ranks after a tie', 'everything equal'],
      'Products of equal rank': ['everything equal', 'tie on the last place'],
      'If several products share the last place': ['tie on the last place', 'everything equal'],
      "share is the product's part": ['top two', 'all products', 'large export'],
      'Round to the nearest tenth': ['half a tenth goes up', 'drawn invoices'],
      'An export without rows': ['no rows', 'limit zero'],
    },
  },
};
