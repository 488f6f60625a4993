/** Reference and wrong programs of the family `reconciliation`. */

import { edited, type WrongProgram } from './family.ts';

export const matchReference = `
from datetime import date


def reconcile(bank, ledger, max_days):
    open_entries = {entry["id"]: entry for entry in sorted(ledger, key=lambda e: (e["date"], e["id"]))}
    matches, unmatched_bank = [], []

    for line in sorted(bank, key=lambda b: (b["date"], b["id"])):
        candidates = [
            (distance, entry["id"])
            for entry in open_entries.values()
            if entry["amount_cents"] == line["amount_cents"]
            and (distance := days_between(entry["date"], line["date"])) <= max_days
        ]
        if not candidates:
            unmatched_bank.append(line["id"])
            continue
        by_reference = [c for c in candidates if mentions(line["text"], open_entries[c[1]]["reference"])]
        _, chosen = min(by_reference or candidates)
        matches.append([line["id"], chosen])
        del open_entries[chosen]

    return {"matches": matches, "unmatched_bank": unmatched_bank, "unmatched_ledger": list(open_entries)}


def days_between(first, second):
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)


def mentions(text, reference):
    return reference != "" and reference.lower() in text.lower()
`;

export const matchWrong: readonly WrongProgram[] = [
  {
    name: 'entry-used-twice',
    why: 'Matches one ledger entry to several bank lines.',
    program: edited(
      edited(matchReference, '        del open_entries[chosen]\n', ''),
      '"unmatched_ledger": list(open_entries)}',
      '"unmatched_ledger": [e for e in open_entries if e not in [m[1] for m in matches]]}',
    ),
  },
  {
    name: 'reference-ignored',
    why: 'Looks at amount and date only, not at the reference in the text.',
    program: edited(matchReference, 'min(by_reference or candidates)', 'min(candidates)'),
  },
  {
    name: 'only-later-payments',
    why: 'Accepts payments on or after the ledger date only; the distance counts in both directions.',
    program: edited(
      matchReference,
      'abs((date.fromisoformat(first) - date.fromisoformat(second)).days)',
      '(date.fromisoformat(second) - date.fromisoformat(first)).days % 1000',
    ),
  },
  {
    name: 'bank-lines-as-given',
    why: 'Works through the bank lines in the order given instead of by date and id.',
    program: edited(
      matchReference,
      'for line in sorted(bank, key=lambda b: (b["date"], b["id"])):',
      'for line in bank:',
    ),
  },
];

export const balanceReference = `
import sys
from decimal import Decimal

header, *rows = [line.split("|") for line in sys.stdin.read().splitlines() if line.strip()] or [["", "0"]]
expected = Decimal(header[1].strip())
errors = 0
money_in = money_out = Decimal(0)
for number, (day, amount_text, balance_text) in enumerate(rows, start=1):
    amount, balance = Decimal(amount_text.strip()), Decimal(balance_text.strip())
    expected += amount
    if amount > 0:
        money_in += amount
    else:
        money_out -= amount
    if balance != expected:
        errors += 1
        print(f"line {number} {day.strip()}: expected {expected:.2f}, found {balance:.2f}, difference {balance - expected:+.2f}")
        expected = balance
print(f"in {money_in:.2f} out {money_out:.2f} closing {expected:.2f}")
print("OK" if errors == 0 else f"{errors} error" if errors == 1 else f"{errors} errors")
`;

export const balanceWrong: readonly WrongProgram[] = [
  {
    name: 'float-balances',
    why: 'Adds amounts as floats and compares with ==, which reports differences that are not there.',
    program: edited(balanceReference, 'from decimal import Decimal', 'Decimal = float'),
  },
  {
    name: 'error-carried-on',
    why: 'Does not continue from the printed balance after an error, so every following line is an error.',
    program: edited(balanceReference, '        expected = balance\n', ''),
  },
  {
    name: 'one-errors',
    why: 'Writes "1 errors" instead of "1 error".',
    program: edited(balanceReference, ' f"{errors} error" if errors == 1 else', ''),
  },
  {
    name: 'difference-reversed',
    why: 'Prints the difference as expected minus found.',
    program: edited(balanceReference, '{balance - expected:+.2f}', '{expected - balance:+.2f}'),
  },
];
