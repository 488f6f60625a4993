/** Second solutions of the family `pivot-table`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const pivot = `
START = {"sum": 0, "count": 0, "min": None, "max": None}


def joined(how, so_far, value):
    """The aggregate with one more value in it."""
    if how == "count":
        return so_far + 1
    if how == "sum":
        return so_far + value
    if so_far is None:
        return value
    return min(so_far, value) if how == "min" else max(so_far, value)


def pivot(records, row_field, column_field, value_field, how):
    rows, columns, found = [], set(), {}
    for record in records:
        row = record.get(row_field) or "(blank)"
        column = record.get(column_field) or "(blank)"
        if row not in rows:
            rows.append(row)
        columns.add(column)
        value = record.get(value_field)
        if value is None:
            continue
        # None stands for all rows, or all columns.
        for place in ((row, column), (row, None), (None, column), (None, None)):
            found[place] = joined(how, found.get(place, START[how]), value)

    ordered = sorted(columns)

    def cells(row):
        return [found.get((row, column), START[how]) for column in ordered]

    return {
        "columns": ordered,
        "rows": [{"label": row, "values": cells(row), "total": found.get((row, None), START[how])} for row in rows],
        "totals": cells(None),
        "grand_total": found.get((None, None), START[how]),
    }
`;

const survey = `
import csv
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby


def percent(count, people):
    return (Decimal(100 * count) / people).quantize(Decimal("0.1"), ROUND_HALF_UP)


with open("answers.csv", newline="", encoding="utf-8") as source:
    lines = list(csv.reader(source))[1:]

order, last = [], {}
for respondent, question, answer in lines:
    if question not in order:
        order.append(question)
    last[(respondent, question)] = answer.strip(" ")

table = [["question", "answer", "count", "percent"]]
for question in order:
    answers = sorted(answer for (_, asked), answer in last.items() if asked == question and answer)
    counts = [(len(list(same)), answer) for answer, same in groupby(answers)]
    # Alphabetical already, and sorting keeps the order of equals.
    for count, answer in sorted(counts, key=lambda pair: pair[0], reverse=True):
        table.append([question, answer, count, percent(count, len(answers))])

with open("crosstab.csv", "w", newline="", encoding="utf-8") as target:
    csv.writer(target, lineterminator="\\n").writerows(table)
`;

export const pivotTableAnswers: Readonly<Record<string, MoreAnswers>> = {
  'pivot-table-1': {
    how: 'Brings every cell and every total up to date with each record, instead of collecting values first.',
    program: pivot,
    requirements: {
      'how is one of': ['sum of three', 'count of three', 'drawn minimum', 'large maximum'],
      'the column labels in ascending': ['sum of three', 'fields swapped', 'drawn sum'],
      'one per row label in the order': ['rows in order of appearance', 'fields swapped'],
      'one entry per column over all rows': ['sum of three', 'drawn sum', 'drawn minimum'],
      'over everything': ['sum of three', 'large maximum'],
      'A record that has no row label': ['blank labels', 'missing fields'],
      'A record whose value field is missing': ['values missing', 'missing fields', 'only missing values'],
      'Its row and column labels still': ['values missing', 'only missing values'],
      '"count" counts values': ['count of three', 'values missing'],
      'Zero is a value': ['values missing', 'minimum with gaps', 'count of three'],
      'Every total applies the same aggregate': ['maximum of negatives', 'minimum with gaps', 'large maximum'],
      'A cell or total without any values': ['minimum with gaps', 'only missing values', 'maximum of negatives'],
      'No records': ['no records, sum', 'no records, max'],
    },
  },
  'pivot-table-2': {
    how: 'Counts by sorting and grouping answers, and rounds with decimals.',
    program: survey,
    requirements: {
      'one line per question and different answer': ['two questions', 'large survey'],
      'Then only their last line': ['example of the posting', 'last answer is empty', 'drawn survey'],
      'Cut spaces at both ends': ['two questions', 'drawn survey'],
      'Otherwise answers are taken literally': ['same count', 'answers with comma and quote'],
      'An empty answer means no answer': ['empty answers are no base', 'last answer is empty'],
      'percent = count divided by': ['halves go up', 'empty answers are no base', 'large survey'],
      'Questions in the order': ['questions keep their order', 'question first seen unanswered'],
      'Inside a question the most frequent': ['same count', 'drawn survey'],
      'A question nobody answered': ['nobody answered', 'question first seen unanswered'],
      'If there are no answers at all': ['header only', 'nobody answered'],
    },
  },
};
