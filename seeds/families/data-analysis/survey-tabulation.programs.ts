/** Reference, alternative and wrong programs of the family `survey-tabulation`. */

import { edited, type WrongProgram } from '../family.ts';
import { python, type SettingsOf } from '../study-parts.ts';
import type { SURVEY_DIALS, SurveyNames } from './survey-tabulation.ts';

export type SurveySettings = SettingsOf<typeof SURVEY_DIALS>;

export function tallied({ choices, weights, missing, order }: SurveySettings, names: SurveyNames): string {
  const codebook =
    order === 'codebook'
      ? python`options = [option.strip() for option in sys.stdin.readline().split("|")]
totals = {option: 0 for option in options}
`
      : python`totals = {}
`;
  const weigh =
    weights === 'equal'
      ? '    weight = 1\n'
      : python`    weight = int(row["${names.weight}"] or 1)
`;
  const answers =
    choices === 'one'
      ? python`    answer = row["${names.answer}"].strip()
    given = [answer] if answer else []
`
      : python`    given = {part.strip() for part in row["${names.answer}"].split(";")}
    given.discard("")
`;
  const none =
    missing === 'own line'
      ? python`    base += weight
    if not given:
        silent += weight
`
      : python`    if not given:
        continue
    base += weight
`;
  const count =
    order === 'codebook'
      ? python`    for answer in given:
        if answer in totals:
            totals[answer] += weight
        else:
            other += weight
`
      : python`    for answer in given:
        totals[answer] = totals.get(answer, 0) + weight
`;
  const sorting = {
    count: python`ranked = sorted(totals.items(), key=lambda entry: (-entry[1], entry[0]))
for answer, total in ranked:
    show(answer, total)
`,
    name: python`for answer in sorted(totals):
    show(answer, totals[answer])
`,
    codebook: python`for option in options:
    show(option, totals[option])
if other:
    show("(other)", other)
`,
  }[order];
  return python`
import csv
import sys


def show(label, total):
    tenths = (2000 * total + base) // (2 * base) if base else 0
    print(f"{label},{total},{tenths // 10}.{tenths % 10}")


${codebook}base = 0
${missing === 'own line' ? 'silent = 0\n' : ''}${order === 'codebook' ? 'other = 0\n' : ''}for row in csv.DictReader(sys.stdin):
${weigh}${answers}${none}${count}
print("${names.answer},count,percent")
${sorting}${missing === 'own line' ? 'show("(no answer)", silent)\n' : ''}print(f"(base),{base},")
`;
}

export function counted({ choices, weights, missing, order }: SurveySettings, names: SurveyNames): string {
  const splitting =
    choices === 'one'
      ? ''
      : python`
def chosen(text):
    picks = []
    for part in text.split(";"):
        part = part.strip()
        if part and part not in picks:
            picks.append(part)
    return picks

`;
  const picked = `cells[columns.index("${names.answer}")]`;
  const tallying =
    choices === 'one'
      ? python`for picks, weight in people:
    if picks:
        tally[picks] += weight
`
      : python`for picks, weight in people:
    for pick in picks:
        tally[pick] += weight
`;
  const weight = weights === 'equal' ? '1' : `int(cells[columns.index("${names.weight}")] or "1")`;
  const collect =
    missing === 'own line'
      ? `        people.append((picks, ${weight}))\n`
      : `        if picks:\n            people.append((picks, ${weight}))\n`;
  const outcome = {
    count: python`labels = [label for label, _ in sorted(sorted(tally.items()), key=lambda pair: pair[1], reverse=True)]
`,
    name: python`labels = sorted(tally)
`,
    codebook: python`labels = known
strangers = sum(total for label, total in tally.items() if label not in known)
`,
  }[order];
  return python`
import sys
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

${splitting}
lines = sys.stdin.read().splitlines()
${
  order === 'codebook'
    ? python`known = list(map(str.strip, lines.pop(0).split("|")))
`
    : ''
}columns = lines[0].split(",")
people = []
for line in lines[1:]:
    if line:
        cells = line.split(",")
        picks = ${choices === 'one' ? `${picked}.strip()` : `chosen(${picked})`}
${collect}
tally = Counter()
${tallying}everybody = sum(weight for picks, weight in people)
${outcome}table = [(label, tally[label]) for label in labels]
${
  order === 'codebook'
    ? python`if strangers:
    table.append(("(other)", strangers))
`
    : ''
}${
  missing === 'own line'
    ? python`table.append(("(no answer)", sum(weight for picks, weight in people if not picks)))
`
    : ''
}print("${names.answer},count,percent")
for label, total in table:
    share = Decimal(100 * total) / everybody if everybody else Decimal(0)
    print(label, total, share.quantize(Decimal("0.1"), ROUND_HALF_UP), sep=",")
print("(base)", everybody, "", sep=",")
`;
}

export function wrong(settings: SurveySettings, names: SurveyNames): WrongProgram[] {
  const source = tallied(settings, names);
  const programs: WrongProgram[] = [
    {
      name: 'cuts-percentages',
      why: 'Percentages are rounded half up to one decimal, not cut off.',
      program: edited(source, '(2000 * total + base) // (2 * base)', '1000 * total // base'),
    },
  ];
  if (settings.choices === 'several') {
    programs.push({
      name: 'option-named-twice',
      why: 'An option that somebody names twice counts once.',
      program: edited(
        edited(source, 'given = {part.strip() for part in row', 'given = [part.strip() for part in row').replace(
          '.split(";")}',
          '.split(";") if part.strip()]',
        ),
        '    given.discard("")\n',
        '',
      ),
    });
  } else {
    programs.push({
      name: 'keeps-blanks',
      why: 'Blanks around an answer do not count.',
      program: edited(source, `row["${names.answer}"].strip()`, `row["${names.answer}"]`),
    });
  }
  if (settings.weights === 'weighted') {
    programs.push({
      name: 'missing-weight-is-zero',
      why: 'An empty weight counts as 1.',
      program: edited(source, '"] or 1)', '"] or 0)'),
    });
  }
  if (settings.missing === 'own line' || settings.order === 'codebook') {
    programs.push({
      name: 'no-respondents',
      why: 'A survey without respondents has a table too; this one divides by zero.',
      program: edited(source, ' if base else 0', ''),
    });
  }
  if (settings.missing === 'own line') {
    programs.push({
      name: 'base-of-answers',
      why: 'Those who gave no answer belong to the base.',
      program: edited(
        source,
        '    base += weight\n    if not given:\n',
        '    base += weight if given else 0\n    if not given:\n',
      ),
    });
  } else {
    programs.push({
      name: 'base-of-everybody',
      why: 'Those who gave no answer do not belong to the base.',
      program: edited(
        source,
        '    if not given:\n        continue\n    base += weight\n',
        '    base += weight\n    if not given:\n        continue\n',
      ),
    });
  }
  if (settings.order === 'count') {
    programs.push({
      name: 'ties-as-they-come',
      why: 'Equally frequent answers are in alphabetical order.',
      program: edited(source, '(-entry[1], entry[0])', '-entry[1]'),
    });
  }
  if (settings.order === 'codebook') {
    programs.push({
      name: 'strangers-dropped',
      why: 'Answers outside the code book are counted as (other).',
      program: edited(source, 'if other:', 'if other < 0:'),
    });
  }
  return programs;
}
