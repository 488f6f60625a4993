/** Reference and alternative programs of the family `payroll-brackets`. */

import { python, type SettingsOf } from '../study-parts.ts';

export const PAYROLL_DIALS = {
  input: ['checked', 'json', 'added'],
  tax: ['marginal', 'whole', 'annual'],
  social: ['capped', 'free', 'deducted'],
  output: ['slips', 'departments'],
  extra: ['none', 'bonus', 'children'],
} as const;
export type PayrollSettings = SettingsOf<typeof PAYROLL_DIALS>;

export interface PayrollNames {
  readonly firm: string;
  readonly person: string;
  readonly unit: string;
  /** Upper limits in cents and rates in hundredths of a percent; the last rate has no limit. */
  readonly limits: readonly [number, number, number];
  readonly rates: readonly [number, number, number, number];
  readonly socialRate: number;
  readonly socialLimit: number;
  readonly bonusRate: number;
  readonly childCents: number;
}

export function inputColumns({ extra }: PayrollSettings, { person, unit }: PayrollNames): string[] {
  return [person, unit, 'gross', ...{ none: [], bonus: ['bonus'], children: ['children'] }[extra]];
}

export function outputColumns({ output, extra }: PayrollSettings, { person, unit }: PayrollNames): string[] {
  const first = output === 'slips' ? [person] : [unit, 'people'];
  return [...first, 'gross', ...(extra === 'bonus' ? ['bonus'] : []), 'social', 'tax', 'net'];
}

/** Whole cents, functions for tax and contribution. */
export function inCents(settings: PayrollSettings, names: PayrollNames): string {
  const { input, tax, social, output, extra } = settings;
  const { limits, rates, socialRate, socialLimit, bonusRate, childCents, person, unit } = names;
  const brackets = `BRACKETS = [(0, ${rates[0]}), (${limits[0]}, ${rates[1]}), (${limits[1]}, ${rates[2]}), (${limits[2]}, ${rates[3]})]`;
  const taxed = {
    marginal: python`def income_tax(taxable):
    exact = 0
    for (lower, rate), (upper, _) in zip(BRACKETS, BRACKETS[1:] + [(taxable, 0)]):
        exact += max(0, min(taxable, upper) - lower) * rate
    return half_up(exact, 10000)
`,
    annual: python`def income_tax(taxable):
    year = 12 * taxable
    exact = 0
    for (lower, rate), (upper, _) in zip(BRACKETS, BRACKETS[1:] + [(year, 0)]):
        exact += max(0, min(year, upper) - lower) * rate
    return half_up(exact, 120000)
`,
    whole: python`def income_tax(taxable):
    rate = next((rate for lower, rate in reversed(BRACKETS) if taxable > lower), 0)
    return half_up(taxable * rate, 10000)
`,
  }[tax];
  const base = social === 'free' ? `max(0, gross - ${socialLimit})` : `min(gross, ${socialLimit})`;
  const taxable = social === 'deducted' ? 'gross - social' : 'gross';
  const reduced = {
    none: '',
    bonus: `        tax += half_up(bonus * ${bonusRate}, 10000)\n`,
    children: `        tax = max(0, tax - ${childCents} * int(row["children"]))\n`,
  }[extra];
  const bonus = extra === 'bonus' ? 'bonus' : '';
  const figures = [
    'gross',
    ...(bonus ? ['bonus'] : []),
    'social',
    'tax',
    `gross ${bonus ? '+ bonus ' : ''}- social - tax`,
  ];
  const kept = {
    slips: `        print(",".join([row["${person}"], *map(shown, [${figures.join(', ')}])]))\n`,
    departments: python`        for key in (row["${unit}"], "total"):
            sums = units.setdefault(key, [0] * ${figures.length + 1})
            for at, figure in enumerate([1, ${figures.join(', ')}]):
                sums[at] += figure
`,
  }[output];
  const closing =
    output === 'slips'
      ? ''
      : python`    for unit in sorted(units.keys() - {"total"}) + ["total"]:
        people, *sums = units[unit]
        print(",".join([unit, str(people), *map(shown, sums)]))
`;
  const bonusRead = bonus ? '        bonus = BONUS\n' : '';
  const reading = {
    checked: python`    for number, row in enumerate(csv.DictReader(sys.stdin), 2):
        gross = cents(row["gross"])
${bonusRead.replace('BONUS', 'cents(row["bonus"])')}        if gross is None${bonus ? ' or bonus is None' : ''}:
            faults.append(f"line {number}: bad amount")
            continue
        if row["${person}"] in seen:
            faults.append(f"line {number}: second entry")
            continue
        seen.add(row["${person}"])
`,
    json: python`    for row in json.load(sys.stdin):
        gross = row["gross"]
${bonusRead.replace('BONUS', 'row["bonus"]')}`,
    added: python`    staff = {}
    for row in csv.DictReader(sys.stdin):
        entry = staff.setdefault(row["${person}"], {**row, "gross": 0${bonus ? ', "bonus": 0' : ''}})
        entry["gross"] += cents(row["gross"])
${bonus ? '        entry["bonus"] += cents(row["bonus"])\n' : ''}    for row in staff.values():
        gross = row["gross"]
${bonusRead.replace('BONUS', 'row["bonus"]')}`,
  }[input];
  const amounts = {
    checked: python`def cents(text):
    return int(text.replace(".", "")) if re.fullmatch(r"[0-9]+\.[0-9]{2}", text) else None


`,
    json: '',
    added: python`def cents(text):
    whole, fraction = text.split(".")
    return 100 * int(whole) + int(fraction)


`,
  }[input];
  const checks = input === 'checked';
  return python`
${{ checked: 'import csv\nimport re', json: 'import json', added: 'import csv' }[input]}
import sys

${brackets}


def half_up(numerator, denominator):
    return (2 * numerator + denominator) // (2 * denominator)


${amounts}def shown(value):
    return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"


${taxed}

def main():
${checks ? '    seen = set()\n    faults = []\n' : ''}${output === 'departments' ? `    units = {"total": [0] * ${figures.length + 1}}\n` : ''}    print("${outputColumns(settings, names).join(',')}")
${reading}        social = half_up(${base} * ${socialRate}, 10000)
        tax = income_tax(${taxable})
${reduced}${kept}${closing}${checks ? '    for fault in faults:\n        print(fault)\n' : ''}

main()
`;
}

const FAULTS = `    print(*faults, sep="\\n", end="\\n" if faults else "")\n`;

/** Decimals, a class for a slip, brackets as shares of a base. */
export function inDecimals(settings: PayrollSettings, names: PayrollNames): string {
  const { input, tax, social, output, extra } = settings;
  const { limits, rates, socialRate, socialLimit, bonusRate, childCents, unit } = names;
  const money = (cents: number): string => `Decimal("${(cents / 100).toFixed(2)}")`;
  const share = (rate: number): string => `Decimal("${(rate / 10_000).toFixed(4)}")`;
  const steps = [...rates].reverse().map((rate, at) => [at === 3 ? 0 : (limits[2 - at] ?? 0), rate] as const);
  const table = steps.map(([lower, rate]) => `    (${money(lower)}, ${share(rate)}),\n`).join('');
  const income = {
    marginal: python`        rest, due = self.taxable, Decimal(0)
        for lower, share in STEPS:
            if rest > lower:
                due += (rest - lower) * share
                rest = lower
        return rounded(due)
`,
    annual: python`        rest, due = self.taxable * 12, Decimal(0)
        for lower, share in STEPS:
            if rest > lower:
                due += (rest - lower) * share
                rest = lower
        return rounded(due / 12)
`,
    whole: python`        for lower, share in STEPS:
            if self.taxable > lower:
                return rounded(self.taxable * share)
        return Decimal("0.00")
`,
  }[tax];
  const hasBonus = extra === 'bonus';
  const all = {
    none: 'self.income_tax()',
    bonus: `self.income_tax() + rounded(self.bonus * ${share(bonusRate)})`,
    children: `max(self.income_tax() - ${money(childCents)} * children, Decimal("0.00"))`,
  }[extra];
  const fields = ['gross', ...(hasBonus ? ['bonus'] : []), 'social', 'tax', 'net'];
  const parameters = { none: '', bonus: ', bonus', children: ', children' }[extra];
  const given = { none: '', bonus: ', Decimal(cells[3])', children: ', int(cells[3])' }[extra];
  const listed = {
    slips: python`    for name, (_, slip) in slips.items():
        print(name, *slip.figures(), sep=",")
`,
    departments: python`    people = Counter(unit for unit, _ in slips.values())
    for unit in sorted(people):
        print_sums(unit, [slip for own, slip in slips.values() if own == unit])
    print_sums("total", [slip for _, slip in slips.values()])
`,
  }[output];
  const sums =
    output === 'slips'
      ? ''
      : python`def print_sums(title, slips):
    columns = zip(*(slip.figures() for slip in slips)) if slips else [[Decimal("0.00")]] * ${fields.length}
    print(title, len(slips), *map(sum, columns), sep=",")


`;
  const scope = unit.replace(/[^a-z]/g, '');
  const collected = {
    checked: python`    lines = sys.stdin.read().splitlines()
    slips, faults = {}, []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split(",")
        name, ${scope} = cells[:2]
        if not all(AMOUNT.fullmatch(cell) for cell in cells[2:${hasBonus ? 4 : 3}]):
            faults.append("line %d: bad amount" % number)
        elif name in slips:
            faults.append("line %d: second entry" % number)
        else:
            slips[name] = ${scope}, Slip(Decimal(cells[2])${given})
`,
    json: python`    slips = {}
    for entry in json.loads(sys.stdin.read()):
        name, ${scope}, gross, *more = entry.values()
        slips[name] = ${scope}, Slip(Decimal(gross).scaleb(-2)${{ none: '', bonus: ', Decimal(more[0]).scaleb(-2)', children: ', more[0]' }[extra]})
`,
    added: python`    _, *lines = sys.stdin.read().split()
    owners, earned = {}, defaultdict(list)
    for name, ${scope}, *amounts in (line.split(",") for line in lines):
        owners.setdefault(name, ${scope})
        earned[name].append([Decimal(amount) for amount in amounts])
    slips = {}
    for name, parts in earned.items():
        gross = sum(part[0] for part in parts)
        slips[name] = owners[name], Slip(gross${{ none: '', bonus: ', sum(part[1] for part in parts)', children: ', int(parts[0][1])' }[extra]})
`,
  }[input];
  const containers = [...(output === 'departments' ? ['Counter'] : []), ...(input === 'added' ? ['defaultdict'] : [])];
  return python`
${{ checked: 'import re\n', json: 'import json\n', added: '' }[input]}import sys
${containers.length > 0 ? `from collections import ${containers.join(', ')}\n` : ''}from decimal import ROUND_HALF_UP, Decimal

STEPS = [
${table}]
${input === 'checked' ? 'AMOUNT = re.compile(r"[0-9]+[.][0-9][0-9]")\n' : ''}

def rounded(value):
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


class Slip:
    def __init__(self, gross${parameters}):
        self.gross = gross
${hasBonus ? '        self.bonus = bonus\n' : ''}        self.social = rounded(${social === 'free' ? `max(gross - ${money(socialLimit)}, Decimal(0))` : `min(gross, ${money(socialLimit)})`} * ${share(socialRate)})
        self.taxable = gross${social === 'deducted' ? ' - self.social' : ''}
        self.tax = ${all}
        self.net = gross ${hasBonus ? '+ bonus ' : ''}- self.social - self.tax

    def income_tax(self):
${income}
    def figures(self):
        return [${fields.map((field) => `self.${field}`).join(', ')}]


${sums}def main():
${collected}    print("${outputColumns(settings, names).join(',')}")
${listed}${input === 'checked' ? FAULTS : ''}

main()
`;
}
