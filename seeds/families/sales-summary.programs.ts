/** Reference and wrong programs of the family `sales-summary`. */

import { edited, type WrongProgram } from './family.ts';

export const monthlyReference = `
import csv
import io
from collections import defaultdict


def to_cents(text):
    clean = text.strip().replace("$", "").replace(",", "")
    whole, _, fraction = clean.partition(".")
    return int(whole or "0") * 100 + int(fraction.ljust(2, "0"))


def monthly_revenue(text):
    groups = defaultdict(lambda: {"orders": 0, "units": 0, "revenue_cents": 0})
    for row in csv.DictReader(io.StringIO(text)):
        if row["status"].strip().lower() == "cancelled":
            continue
        region = row["region"].strip().upper() or "UNKNOWN"
        group = groups[row["date"].strip()[:7], region]
        units = int(row["units"])
        group["orders"] += 1
        group["units"] += units
        group["revenue_cents"] += units * to_cents(row["unit_price"])
    return [
        {"month": month, "region": region, **groups[month, region]}
        for month, region in sorted(groups)
    ]
`;

export const monthlyWrong: readonly WrongProgram[] = [
  {
    name: 'splits-on-commas',
    why: 'Reads lines with str.split, so a quoted price with a thousands comma moves the columns.',
    program: edited(
      edited(
        monthlyReference,
        'for row in csv.DictReader(io.StringIO(text)):',
        `lines = [line for line in text.splitlines() if line.strip()]
    header = lines[0].split(",") if lines else []
    for line in lines[1:]:
        row = dict(zip(header, line.split(",")))`,
      ),
      'clean = text.strip().replace("$", "").replace(",", "")',
      `clean = text.strip().strip('"').replace("$", "")`,
    ),
  },
  {
    name: 'regions-as-written',
    why: 'Groups regions as they are written: case and blanks make separate groups, an empty region stays empty.',
    program: edited(monthlyReference, 'row["region"].strip().upper() or "UNKNOWN"', 'row["region"]'),
  },
  {
    name: 'cancelled-counted',
    why: 'Counts cancelled orders.',
    program: edited(monthlyReference, '            continue\n', '            pass\n'),
  },
];

export const bestReference = `
import csv
import io


def best_sellers(text, limit):
    revenue, names = {}, {}
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        sku = row["sku"].strip()
        revenue[sku] = revenue.get(sku, 0) + int(row["total_cents"])
        names[sku] = row["name"].strip()
    sold = {sku: cents for sku, cents in revenue.items() if cents > 0}
    everything = sum(sold.values())
    ordered = sorted(sold, key=lambda sku: (-sold[sku], sku))
    result = []
    for position, sku in enumerate(ordered, start=1):
        cents = sold[sku]
        rank = result[-1]["rank"] if result and result[-1]["revenue_cents"] == cents else position
        if rank > limit:
            break
        tenths = (2000 * cents + everything) // (2 * everything)
        share = f"{tenths // 10}.{tenths % 10}%"
        result.append({"rank": rank, "sku": sku, "name": names[sku], "revenue_cents": cents, "share": share})
    return result
`;

export const bestWrong: readonly WrongProgram[] = [
  {
    name: 'ties-cut-off',
    why: 'Cuts the list at the limit, so products tied with the last place are lost.',
    program: edited(bestReference, 'if rank > limit:', 'if position > limit:'),
  },
  {
    name: 'dense-rank',
    why: 'Gives rank 3 after a tie on rank 2 where the posting wants 4.',
    program: edited(bestReference, 'else position\n', 'else (result[-1]["rank"] + 1 if result else 1)\n'),
  },
  {
    name: 'share-of-everything',
    why: 'Takes the share of all products, those with zero or negative revenue included.',
    program: edited(bestReference, 'everything = sum(sold.values())', 'everything = sum(revenue.values())'),
  },
  {
    name: 'share-rounded-half-even',
    why: 'Rounds shares with float formatting, which sends an exact half to the even digit instead of up.',
    program: edited(
      bestReference,
      'share = f"{tenths // 10}.{tenths % 10}%"',
      'share = f"{100 * cents / everything:.1f}%"',
    ),
  },
];
