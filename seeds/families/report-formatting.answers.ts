/** Second solutions of the family `report-formatting`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const table = `
import csv
import sys
from itertools import zip_longest


def is_number(text):
    whole, dot, decimals = text.removeprefix("-").partition(".")
    parts = [whole, decimals] if dot else [whole]
    return all(part.isascii() and part.isdigit() for part in parts)


def laid_out(column):
    """The cells of a column, header first, all as wide as the widest; the line of dashes behind the header."""
    header, *cells = column
    width = max(map(len, column))
    filled = [cell for cell in cells if cell != ""]
    align = ">" if filled and all(map(is_number, filled)) else "<"
    shown = [format(cell, align + str(width)) for cell in column]
    return [shown[0], "-" * width, *shown[1:]]


def main():
    rows = [[cell.strip() for cell in row] for row in csv.reader(sys.stdin) if row]
    if not rows:
        return
    size = len(rows[0])
    columns = list(zip_longest(*(row[:size] for row in rows), fillvalue=""))
    for line in zip(*map(laid_out, columns)):
        sys.stdout.write("  ".join(line).rstrip(" ") + "\\n")


main()
`;

const report = `
from itertools import groupby


def money(cents):
    digits = str(abs(cents)).rjust(3, "0")
    whole, decimals = digits[:-2], digits[-2:]
    groups = []
    while whole:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    text = ",".join(groups) + "." + decimals
    return "(" + text + ")" if cents < 0 else text


def line(left, cents, width, filling):
    amount = " " + money(cents)
    room = width - len(amount)
    if len(left) > room - 2:
        left = left[:room - 5] + "..."
    return (left + " ").ljust(room, filling) + amount


def expense_report(expenses, width):
    result = []
    ordered = sorted(expenses, key=lambda one: one["cents"], reverse=True)
    ordered.sort(key=lambda one: one["department"])
    for department, group in groupby(ordered, key=lambda one: one["department"]):
        result.append(department.upper())
        subtotal = 0
        for one in group:
            subtotal += one["cents"]
            result.append(line("  " + one["text"], one["cents"], width, "."))
        result += [line("  Subtotal", subtotal, width, " "), ""]
    total = sum(one["cents"] for one in expenses)
    return "\\n".join([*result, line("TOTAL", total, width, " ")])
`;

export const reportFormattingAnswers: Readonly<Record<string, MoreAnswers>> = {
  'report-formatting-1': {
    how: 'Lays out column by column and turns the table round at the end.',
    program: table,
    requirements: {
      'reads CSV from standard input': ['example of the posting', 'quotes and commas'],
      'Cells are stripped of blanks': ['quotes and commas', 'drawn table'],
      'Blank lines of the input': ['blank lines'],
      'The header decides the number': ['rows too short and too long'],
      'Each column is as wide': ['header wider than data', 'example of the posting', 'large table'],
      'A column is aligned right': [
        'example of the posting',
        'empty cells in a number column',
        'column without any cell',
        'not quite numbers',
        'large table',
      ],
      'All other columns are aligned left': ['text columns', 'not quite numbers'],
      'After the header comes a line': ['header only', 'example of the posting'],
      'No blanks at the end of a line': ['last column empty', 'empty cells in a number column'],
      'Every line ends with a newline': ['example of the posting', 'empty input'],
    },
  },
  'report-formatting-2': {
    how: 'Sorts everything once and groups it, and builds amounts from their digits.',
    program: report,
    requirements: {
      'lines are separated by a newline': ['example of the posting', 'no expenses'],
      'the departments in plain string order': ['two departments', 'departments in string order', 'large report'],
      'For each department a line': [
        'example of the posting',
        'two departments',
        'equal amounts keep their order',
        'drawn expenses',
      ],
      'At the very end the total': ['two departments', 'large report'],
      'Without expenses the report': ['no expenses'],
      'Each line with an amount': ['wide report', 'example of the posting'],
      'The filling is dots for expenses': ['example of the posting', 'wide report'],
      'It is at least one character': ['text that just fits', 'text far too long'],
      'two blanks and the text for expenses': ['example of the posting'],
      'with commas for thousands': ['thousands and millions', 'cents only', 'refunds in brackets'],
    },
  },
};
