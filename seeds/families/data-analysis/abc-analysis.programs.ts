/** Reference, alternative and wrong programs of the family `abc-analysis`. */

import { edited, type WrongProgram } from '../family.ts';
import { python } from '../study-parts.ts';
import { type AbcNames, type AbcSettings, outputColumns } from './abc-analysis.posting.ts';

const isMoney = ({ basis }: AbcSettings): boolean => basis === 'revenue' || basis === 'margin';

/** Whole cents, dictionaries and one pass over the ranking. */
export function inCents(settings: AbcSettings, names: AbcNames): string {
  const { basis, classes, output, returns } = settings;
  const { item, group, quantity, a, b } = names;
  const cents = isMoney(settings)
    ? python`
def cents(text):
    whole, _, fraction = text.partition(".")
    return int(whole) * 100 + int(fraction.ljust(2, "0"))

`
    : '';
  const shown = isMoney(settings)
    ? python`
def shown(value):
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"

`
    : '';
  const value = {
    revenue: 'quantity * cents(row["price"])',
    margin: 'quantity * (cents(row["price"]) - cents(row["cost"]))',
    units: 'quantity',
    lines: '(quantity > 0) - (quantity < 0)',
  }[basis];
  const grade = {
    'share before': python`        grade = "A" if 100 * done < ${a} * total else "B" if 100 * done < ${a + b} * total else "C"
        done += value
`,
    'share with': python`        done += value
        grade = "A" if 100 * done <= ${a} * total else "B" if 100 * done <= ${a + b} * total else "C"
`,
    count: python`        rank += 1
        grade = "A" if rank <= -(-${a} * count // 100) else "B" if rank <= -(-${a + b} * count // 100) else "C"
`,
  }[classes];
  const start =
    classes === 'count' ? '    count, rank = sum(value > 0 for value in values.values()), 0\n' : '    done = 0\n';
  const written = isMoney(settings) ? 'shown(value)' : 'value';
  const report = {
    items: python`for item, value, share, grade in classify(values):
    print(item, ${written}, share, grade, sep=",")
`,
    groups: python`for group in sorted(values):
    for item, value, share, grade in classify(values[group]):
        print(group, item, ${written}, share, grade, sep=",")
`,
    summary: python`rows = classify(values)
total = sum(value for value in values.values() if value > 0)
for grade in "ABC":
    members = [row for row in rows if row[3] == grade]
    value = sum(row[1] for row in members)
    part = sum(row[1] for row in members if row[1] > 0)
    print(grade, len(members), ${written}, percent(part, total), sep=",")
`,
  }[output];
  return python`
import csv
import sys

${cents}${shown}
def percent(part, total):
    tenths = (2000 * part + total) // (2 * total) if total and part > 0 else 0
    return f"{tenths // 10}.{tenths % 10}"


def classify(values):
    total = sum(value for value in values.values() if value > 0)
    rows = []
${start}    for item, value in sorted(values.items(), key=lambda pair: (-pair[1], pair[0])):
        if value <= 0:
            rows.append((item, value, "0.0", "C"))
            continue
${grade}        rows.append((item, value, percent(value, total), grade))
    return rows


values = {}
for row in csv.DictReader(sys.stdin):
    quantity = int(row["${quantity}"])
${returns === 'ignored' ? '    if quantity < 0:\n        continue\n' : ''}${
  output === 'groups'
    ? `    members = values.setdefault(row["${group}"], {})\n    members[row["${item}"]] = members.get(row["${item}"], 0) + ${value}\n`
    : `    values[row["${item}"]] = values.get(row["${item}"], 0) + ${value}\n`
}print("${outputColumns(settings, names).join(',')}")
${report}`;
}

/** Decimals, sorted lines and running sums looked up by rank. */
export function inDecimals(settings: AbcSettings, names: AbcNames): string {
  const { basis, classes, output, returns } = settings;
  const { a, b } = names;
  const amount = {
    revenue: 'int(cells[2]) * Decimal(cells[3])',
    margin: 'int(cells[2]) * (Decimal(cells[3]) - Decimal(cells[4]))',
    units: 'Decimal(cells[2])',
    lines: 'Decimal(0 if cells[2] == "0" else -1 if cells[2].startswith("-") else 1)',
  }[basis];
  const key = output === 'groups' ? '(cells[1], cells[0])' : '("", cells[0])';
  const form = isMoney(settings) ? '.2f' : '.0f';
  const ranks = {
    'share before': python`    running = [Decimal(0), *accumulate(value for _, value in sold)]
    limits = [sum(before * 100 < bound * total for before in running[:-1]) for bound in (${a}, ${a + b})]
`,
    'share with': python`    running = list(accumulate(value for _, value in sold))
    limits = [sum(reached * 100 <= bound * total for reached in running) for bound in (${a}, ${a + b})]
`,
    count: python`    limits = [math.ceil(Fraction(len(sold) * bound, 100)) for bound in (${a}, ${a + b})]
`,
  }[classes];
  const modules = classes === 'count' ? 'import math\n' : '';
  const from =
    classes === 'count'
      ? 'from decimal import ROUND_HALF_UP, Decimal\nfrom fractions import Fraction\n'
      : 'from decimal import ROUND_HALF_UP, Decimal\nfrom itertools import accumulate\n';
  const report = {
    items: python`for row in analysed([(item, value) for (_, item), value in totals.items()]):
    print(",".join(row))
`,
    groups: python`for group in sorted({group for group, _ in totals}):
    for row in analysed([(item, value) for (owner, item), value in totals.items() if owner == group]):
        print(group, *row, sep=",")
`,
    summary: python`rows = analysed([(item, value) for (_, item), value in totals.items()])
everything = sum(max(value, 0) for value in totals.values())
for letter in ("A", "B", "C"):
    found = [Decimal(value) for _, value, _, grade in rows if grade == letter]
    positive = sum((value for value in found if value > 0), Decimal(0))
    print(f"{letter},{len(found)},{sum(found, Decimal(0)):${form}},{share(positive, everything)}")
`,
  }[output];
  return python`
${modules}import sys
from collections import defaultdict
${from}

def share(value, total):
    percentage = value * 100 / total if total else Decimal(0)
    return str(percentage.quantize(Decimal("0.1"), ROUND_HALF_UP))


def analysed(entries):
    sold = sorted((entry for entry in entries if entry[1] > 0), key=lambda entry: (-entry[1], entry[0]))
    unsold = sorted((entry for entry in entries if entry[1] <= 0), key=lambda entry: (-entry[1], entry[0]))
    total = sum((value for _, value in sold), Decimal(0))
${ranks}    rows = []
    for rank, (item, value) in enumerate(sold):
        grade = "A" if rank < limits[0] else "B" if rank < limits[1] else "C"
        rows.append((item, f"{value:${form}}", share(value, total), grade))
    return rows + [(item, f"{value:${form}}", "0.0", "C") for item, value in unsold]


totals = defaultdict(Decimal)
for line in sys.stdin.read().splitlines()[1:]:
    cells = line.split(",")
${
  returns === 'ignored'
    ? `    if int(cells[2]) >= 0:\n        totals[${key}] += ${amount}\n`
    : `    totals[${key}] += ${amount}\n`
}
print("${outputColumns(settings, names).join(',')}")
${report}`;
}

export function wrong(settings: AbcSettings, names: AbcNames): WrongProgram[] {
  const source = inCents(settings, names);
  const classes = ({ 'share before': 'share with', 'share with': 'share before', count: 'share before' } as const)[
    settings.classes
  ];
  const programs: WrongProgram[] = [
    {
      name: 'classes-by-another-rule',
      why: `Classes go by ${settings.classes}, not by ${classes}.`,
      program: inCents({ ...settings, classes }, names),
    },
    {
      name: 'returns-treated-otherwise',
      why: `Returns are ${settings.returns}.`,
      program: inCents({ ...settings, returns: settings.returns === 'ignored' ? 'subtracted' : 'ignored' }, names),
    },
    {
      name: 'cuts-percentages',
      why: 'Percentages are rounded half up, not cut off.',
      program: edited(source, '(2000 * part + total) // (2 * total)', '1000 * part // total'),
    },
  ];
  if (settings.classes !== 'count') {
    const [strict, loose] = settings.classes === 'share before' ? ['<', '<='] : ['<=', '<'];
    programs.push({
      name: 'limit-in-the-other-class',
      why: `The limit is ${strict}, not ${loose}.`,
      program: source.replaceAll(`100 * done ${strict} `, `100 * done ${loose} `),
    });
  }
  if (settings.output !== 'summary') {
    programs.push({
      name: 'equals-as-they-come',
      why: 'Equal values are in order of the name.',
      program: edited(source, '(-pair[1], pair[0])', '-pair[1]'),
    });
  }
  return programs;
}
