/** Reference and wrong programs of the family `report-formatting`. */

import { edited, type WrongProgram } from './family.ts';

export const tableReference = String.raw`
import csv
import re
import sys

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

rows = [[cell.strip() for cell in row] for row in csv.reader(sys.stdin) if row]
if rows:
    size = len(rows[0])
    rows = [(row + [""] * size)[:size] for row in rows]
    header, body = rows[0], rows[1:]
    widths = [max(len(row[column]) for row in rows) for column in range(size)]
    numeric = []
    for column in range(size):
        filled = [row[column] for row in body if row[column]]
        numeric.append(bool(filled) and all(NUMBER.fullmatch(cell) for cell in filled))

    def show(row):
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric)
        ]
        print("  ".join(cells).rstrip())

    show(header)
    print("  ".join("-" * width for width in widths))
    for row in body:
        show(row)
`;

export const tableWrong: readonly WrongProgram[] = [
  {
    name: 'header-not-in-the-width',
    why: 'Measures the width over the data only; a longer header shifts the columns.',
    program: edited(
      tableReference,
      'max(len(row[column]) for row in rows)',
      'max([len(row[column]) for row in body] or [len(header[column])])',
    ),
  },
  {
    name: 'empty-cells-are-text',
    why: 'Treats a column with an empty cell as text, so its numbers are not aligned right.',
    program: edited(tableReference, 'for row in body if row[column]]', 'for row in body]'),
  },
  {
    name: 'blanks-at-line-ends',
    why: 'Leaves blanks at the ends of lines.',
    program: edited(tableReference, 'print("  ".join(cells).rstrip())', 'print("  ".join(cells))'),
  },
  {
    name: 'short-rows-break',
    why: 'Does not fill up rows that have fewer cells than the header.',
    program: edited(
      tableReference,
      'rows = [(row + [""] * size)[:size] for row in rows]',
      'rows = [row[:size] for row in rows]',
    ),
  },
];

export const expenseReference = `
def expense_report(expenses, width):
    departments = {}
    for expense in expenses:
        departments.setdefault(expense["department"], []).append(expense)
    lines = []
    for department in sorted(departments):
        lines.append(department.upper())
        items = sorted(departments[department], key=lambda e: -e["cents"])
        lines += [leader("  " + e["text"], money(e["cents"]), width, ".") for e in items]
        lines.append(leader("  Subtotal", money(sum(e["cents"] for e in items)), width, " "))
        lines.append("")
    lines.append(leader("TOTAL", money(sum(e["cents"] for e in expenses)), width, " "))
    return "\\n".join(lines)


def money(cents):
    text = f"{abs(cents) // 100:,}.{abs(cents) % 100:02}"
    return f"({text})" if cents < 0 else text


def leader(left, right, width, fill):
    room = width - len(right) - 3
    if len(left) > room:
        left = left[:room - 3] + "..."
    return f"{left} {fill * (width - len(left) - len(right) - 2)} {right}"
`;

export const expenseWrong: readonly WrongProgram[] = [
  {
    name: 'sorted-by-size',
    why: 'Sorts expenses by absolute size, so large credits come first instead of last.',
    program: edited(expenseReference, 'key=lambda e: -e["cents"]', 'key=lambda e: -abs(e["cents"])'),
  },
  {
    name: 'long-texts-not-cut',
    why: 'Does not shorten long texts, so lines become wider than agreed.',
    program: edited(expenseReference, 'if len(left) > room:', 'if len(left) > 10 * room:'),
  },
  {
    name: 'minus-sign',
    why: 'Writes negative amounts with a minus sign instead of brackets.',
    program: edited(expenseReference, 'return f"({text})" if', 'return f"-{text}" if'),
  },
  {
    name: 'equal-amounts-by-text',
    why: 'Sorts expenses of equal amount by their text instead of leaving them in the given order.',
    program: edited(expenseReference, 'key=lambda e: -e["cents"]', 'key=lambda e: (-e["cents"], e["text"])'),
  },
];
