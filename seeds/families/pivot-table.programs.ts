/** Reference and wrong programs of the family `pivot-table`. */

import { edited, type WrongProgram } from './family.ts';

export const pivotReference = `
AGGREGATES = {
    "sum": sum,
    "count": len,
    "min": lambda values: min(values, default=None),
    "max": lambda values: max(values, default=None),
}


def pivot(records, row_field, column_field, value_field, how):
    aggregate = AGGREGATES[how]
    rows, columns, cells = {}, set(), {}
    for record in records:
        row = label(record, row_field)
        column = label(record, column_field)
        rows.setdefault(row, None)
        columns.add(column)
        if record.get(value_field) is not None:
            cells.setdefault((row, column), []).append(record[value_field])
    columns = sorted(columns)

    def collect(wanted_rows, wanted_columns):
        return aggregate([v for r in wanted_rows for c in wanted_columns for v in cells.get((r, c), [])])

    return {
        "columns": columns,
        "rows": [
            {"label": row, "values": [collect([row], [c]) for c in columns], "total": collect([row], columns)}
            for row in rows
        ],
        "totals": [collect(rows, [c]) for c in columns],
        "grand_total": collect(rows, columns),
    }


def label(record, field):
    value = record.get(field)
    return "(blank)" if value is None or value == "" else value
`;

export const pivotWrong: readonly WrongProgram[] = [
  {
    name: 'totals-add-cells',
    why: 'Adds up the cells for the row total, which is wrong for min and max.',
    program: edited(
      pivotReference,
      '"total": collect([row], columns)}',
      '"total": sum(collect([row], [c]) or 0 for c in columns)}',
    ),
  },
  {
    name: 'rows-sorted',
    why: 'Sorts the rows, but rows stay in order of first appearance.',
    program: edited(pivotReference, 'for row in rows\n', 'for row in sorted(rows)\n'),
  },
  {
    name: 'zero-for-missing-minimum',
    why: 'Gives 0 instead of null for the minimum and maximum of nothing.',
    program: pivotReference.replaceAll('default=None', 'default=0'),
  },
  {
    name: 'missing-values-counted',
    why: 'Counts records without a value.',
    program: edited(
      edited(
        pivotReference,
        'if record.get(value_field) is not None:',
        'if how == "count" or record.get(value_field) is not None:',
      ),
      '.append(record[value_field])',
      '.append(record.get(value_field))',
    ),
  },
];

export const crosstabReference = `
import csv
from collections import Counter

with open("answers.csv", newline="", encoding="utf-8") as source:
    latest = {}
    for row in csv.DictReader(source):
        latest[row["question"], row["respondent"]] = row["answer"].strip()

counts = {}
for (question, _), answer in latest.items():
    counter = counts.setdefault(question, Counter())
    if answer:
        counter[answer] += 1

with open("crosstab.csv", "w", newline="", encoding="utf-8") as target:
    writer = csv.writer(target, lineterminator="\\n")
    writer.writerow(["question", "answer", "count", "percent"])
    for question, counter in counts.items():
        answered = sum(counter.values())
        for answer, count in sorted(counter.items(), key=lambda item: (-item[1], item[0])):
            tenths = (2000 * count + answered) // (2 * answered)
            writer.writerow([question, answer, count, f"{tenths // 10}.{tenths % 10}"])
`;

export const crosstabWrong: readonly WrongProgram[] = [
  {
    name: 'first-answer-counts',
    why: 'Keeps the first answer of a respondent who answers a question twice; the last one counts.',
    program: edited(
      crosstabReference,
      'latest[row["question"], row["respondent"]] = row["answer"].strip()',
      'latest.setdefault((row["question"], row["respondent"]), row["answer"].strip())',
    ),
  },
  {
    name: 'empty-answers-in-the-base',
    why: 'Divides by all respondents of a question, also by those who left it empty.',
    program: edited(
      crosstabReference,
      'answered = sum(counter.values())',
      'answered = sum(1 for asked, _ in latest if asked == question)',
    ),
  },
  {
    name: 'ties-in-order-of-appearance',
    why: 'Leaves answers of equal count in order of appearance instead of alphabetical order.',
    program: edited(crosstabReference, 'key=lambda item: (-item[1], item[0])', 'key=lambda item: -item[1]'),
  },
];
