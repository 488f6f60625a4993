/** Second solutions of the family `reconciliation`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const books = `
from collections import defaultdict
from datetime import date


def day(record):
    return date.fromisoformat(record["date"]).toordinal()


def by_date(records):
    return sorted(records, key=lambda record: (day(record), record["id"]))


def reconcile(bank, ledger, max_days):
    by_amount = defaultdict(list)
    for entry in ledger:
        by_amount[entry["amount_cents"]].append(entry)

    matches, unmatched = [], []
    for line in by_date(bank):
        best = None
        for entry in by_amount[line["amount_cents"]]:
            distance = abs(day(entry) - day(line))
            if distance > max_days:
                continue
            reference = entry["reference"].lower()
            named = reference != "" and reference in line["text"].lower()
            order = (0 if named else 1, distance, entry["id"])
            if best is None or order < best[0]:
                best = (order, entry)
        if best is None:
            unmatched.append(line["id"])
        else:
            matches.append([line["id"], best[1]["id"]])
            by_amount[line["amount_cents"]].remove(best[1])
    left = by_date(entry for entries in by_amount.values() for entry in entries)
    return {"matches": matches, "unmatched_bank": unmatched, "unmatched_ledger": [entry["id"] for entry in left]}
`;

const statement = `
import sys


def cents(text):
    text = text.strip()
    size = int(text.lstrip("+-").replace(".", ""))
    return -size if text.startswith("-") else size


def money(amount, plus=""):
    return ("-" if amount < 0 else plus) + "%d.%02d" % divmod(abs(amount), 100)


balance = 0
bookings = []
for line in sys.stdin:
    if line.strip() == "":
        continue
    parts = [part.strip() for part in line.split("|")]
    if len(parts) == 2:
        balance = cents(parts[1])
    else:
        bookings.append((parts[0], cents(parts[1]), cents(parts[2])))

report = []
for place, (day, amount, found) in enumerate(bookings):
    wanted = balance + amount
    if found != wanted:
        report.append(
            "line %d %s: expected %s, found %s, difference %s"
            % (place + 1, day, money(wanted), money(found), money(found - wanted, "+"))
        )
    balance = found

money_in = sum(amount for _, amount, _ in bookings if amount > 0)
money_out = sum(-amount for _, amount, _ in bookings if amount < 0)
errors = len(report)
report.append("in %s out %s closing %s" % (money(money_in), money(money_out), money(balance)))
report.append({0: "OK", 1: "1 error"}.get(errors, "%d errors" % errors))
print("\\n".join(report))
`;

export const reconciliationAnswers: Readonly<Record<string, MoreAnswers>> = {
  'reconciliation-1': {
    how: 'Looks up ledger entries by amount, and takes the best by one order of preference.',
    program: books,
    requirements: {
      'Go through the bank lines by date': ['bank lines unsorted', 'over the year', 'large books'],
      'Candidates are the ledger entries': [
        'example of the posting',
        'exactly at the limit',
        'limit zero',
        'over the year',
      ],
      'If the reference of one or more': ['reference beats distance', 'empty reference names nobody', 'drawn books'],
      'Of the remaining candidates': ['before and after are equal', 'two of three', 'large books'],
      'No candidate: the line': ['no ledger', 'exactly at the limit', 'two of three'],
      'A ledger entry is used for one': ['entry is used once'],
      'No need for anything clever': ['bank lines unsorted', 'drawn books'],
      'in the order in which they were found': [
        'bank lines unsorted',
        'no bank lines',
        'nothing at all',
        'large books',
      ],
    },
  },
  'reconciliation-2': {
    how: 'Calculates in whole cents instead of decimals, and collects the report before it prints.',
    program: statement,
    requirements: {
      'First line: opening': ['example of the posting', 'opening only'],
      'Amounts and balances are decimal numbers': ['below zero', 'large amounts', 'difference of less than one'],
      'There may be blanks around': ['blanks and empty lines'],
      'Completely empty input': ['empty input'],
      'For each booking whose balance is not': ['example of the posting', 'two errors', 'all right'],
      'n counts bookings from 1': ['example of the posting', 'blanks and empty lines'],
      'a, b and d have two decimals': ['difference of less than one', 'two errors', 'below zero'],
      'After an error continue': ['error is not carried on', 'drawn statement'],
      'in <sum of positive amounts>': ['all right', 'opening only', 'drawn statement', 'large statement'],
      'OK   (or "1 error"': ['all right', 'two errors', 'example of the posting', 'large statement'],
      'Money must be exact': ['cents that floats miss', 'large amounts'],
    },
  },
};
