/** Reference, alternative and wrong programs of the family `gap-filling`. */

import { edited, type WrongProgram } from '../family.ts';
import { python, type SettingsOf } from '../study-parts.ts';
import type { GAP_DIALS, GapNames } from './gap-filling.posting.ts';

export type GapSettings = SettingsOf<typeof GAP_DIALS>;

const NUMBERED = {
  day: python`from datetime import date


def number(text):
    return date.fromisoformat(text).toordinal()


def label(step):
    return date.fromordinal(step).isoformat()
`,
  month: python`

def number(text):
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def label(step):
    return f"{step // 12:04d}-{step % 12 + 1:02d}"
`,
  hour: python`from datetime import datetime, timedelta

START = datetime(1970, 1, 1)


def number(text):
    return (datetime.strptime(text, "%Y-%m-%d %H:%M") - START) // timedelta(hours=1)


def label(step):
    return (START + timedelta(hours=step)).strftime("%Y-%m-%d %H:%M")
`,
} as const;

const WITHIN_GAP = {
  carry: python`        if before is None:
            continue
        for step in range(first, REACH):
            values[step] = before
`,
  following: python`        if after is None:
            continue
        for step in range(first, REACH):
            values[step] = after
`,
  nearest: python`        for step in range(first, REACH):
            if after is None or before is not None and step - first + 1 <= end - step:
                values[step] = before
            else:
                values[step] = after
`,
  linear: python`        if before is None or after is None:
            continue
        slope = (after - before) / (end - first + 1)
        for step in range(first, REACH):
            values[step] = before + slope * (step - first + 1)
`,
} as const;

/** Numbers the steps and fills gap after gap. */
export function byGaps({ method, step, limit, marks }: GapSettings, names: GapNames): string {
  const { time, value, source, limit: most } = names;
  const skip = limit === 'short gaps' ? `        if end - first > ${most}:\n            continue\n` : '';
  const reach = limit === 'first steps' ? `min(end, first + ${most})` : 'end';
  const write =
    marks === 'marked'
      ? python`        writer.writerow(["${time}", "${value}", "${source}"])
        for step in range(first_step, last_step + 1):
            origin = "read" if step in readings else "filled" if step in values else "none"
            writer.writerow([label(step), values.get(step, ""), origin])
`
      : python`        writer.writerow(["${time}", "${value}"])
        for step in range(first_step, last_step + 1):
            writer.writerow([label(step), values.get(step, "")])
`;
  return python`
import csv
${NUMBERED[step]}

def fill(readings, first_step, last_step):
    values = dict(readings)
    first = first_step
    while first <= last_step:
        if first in readings:
            first += 1
            continue
        end = first
        while end <= last_step and end not in readings:
            end += 1
        gap, first = first, end
        fill_gap(values, gap, end, readings.get(gap - 1), readings.get(end))
    return values


def fill_gap(values, first, end, before, after):
${`${skip}${WITHIN_GAP[method]}`.replaceAll('REACH', reach).replace(/^ {4}/gm, '').replaceAll('continue', 'return')}

def main():
    readings = {}
    steps = []
    with open("readings.csv", newline="") as source:
        for row in csv.DictReader(source):
            step = number(row["${time}"])
            steps.append(step)
            if row["${value}"]:
                readings[step] = float(row["${value}"])
    first_step, last_step = (min(steps), max(steps)) if steps else (0, -1)
    values = fill(readings, first_step, last_step)
    with open("filled.csv", "w", newline="") as target:
        writer = csv.writer(target)
${write}

main()
`;
}

const NEXT_LABEL = {
  day: python`def following(label):
    return (date.fromisoformat(label) + timedelta(days=1)).isoformat()
`,
  month: python`def following(label):
    year, month = int(label[:4]), int(label[5:])
    return f"{year + 1}-01" if month == 12 else f"{year}-{month + 1:02d}"
`,
  hour: python`def following(label):
    moment = datetime.fromisoformat(label) + timedelta(hours=1)
    return moment.isoformat(" ", "minutes")
`,
} as const;

const CELL = {
  carry: '    return before[1] if before else None\n',
  following: '    return after[1] if after else None\n',
  nearest: python`    if not before:
        return after[1] if after else None
    if not after or at - before[0] <= after[0] - at:
        return before[1]
    return after[1]
`,
  linear: python`    if not before or not after:
        return None
    part = (at - before[0]) / (after[0] - before[0])
    return before[1] * (1 - part) + after[1] * part
`,
} as const;

/** Walks from label to label and looks at the readings on both sides of each. */
export function byCells({ method, step, limit, marks }: GapSettings, names: GapNames): string {
  const { time, value, source, limit: most } = names;
  const modules = {
    day: 'from datetime import date, timedelta\n',
    month: '',
    hour: 'from datetime import datetime, timedelta\n',
  };
  const start = 'before[0] if before else -1';
  const bound = {
    none: '',
    'short gaps': `    length = (after[0] if after else count) - (${start}) - 1\n    if length > ${most}:\n        return None\n`,
    'first steps': `    if at - (${start}) > ${most}:\n        return None\n`,
  }[limit];
  const output =
    marks === 'marked'
      ? python`lines = ["${time},${value},${source}"]
for at, label in enumerate(labels):
    if label in readings:
        lines.append(f"{label},{readings[label]},read")
        continue
    guess = cell(at, previous[at], upcoming[at], len(labels))
    if guess is None:
        lines.append(f"{label},,none")
    else:
        lines.append(f"{label},{guess!r},filled")
`
      : python`lines = ["${time},${value}"]
for at, label in enumerate(labels):
    if label in readings:
        shown = readings[label]
    else:
        shown = cell(at, previous[at], upcoming[at], len(labels))
    lines.append(f"{label},{'' if shown is None else shown}")
`;
  return python`
${modules[step]}from pathlib import Path


${NEXT_LABEL[step]}

def cell(at, before, after, count):
${bound}${CELL[method]}

rows = [line.split(",") for line in Path("readings.csv").read_text().split("\n")[1:] if line]
readings = {label: float(text) for label, text in rows if text}
labels = []
if rows:
    label, last = min(rows)[0], max(rows)[0]
    while label <= last:
        labels.append(label)
        label = following(label)

previous, upcoming = [], [None] * len(labels)
seen = None
for at, label in enumerate(labels):
    if label in readings:
        seen = (at, readings[label])
    previous.append(seen)
seen = None
for at in reversed(range(len(labels))):
    if labels[at] in readings:
        seen = (at, readings[labels[at]])
    upcoming[at] = seen

${output}Path("filled.csv").write_text("\n".join(lines) + "\n")
`;
}

const OTHER_METHOD = { carry: 'following', following: 'carry', nearest: 'carry', linear: 'carry' } as const;

export function wrong(settings: GapSettings, names: GapNames): WrongProgram[] {
  const source = byGaps(settings, names);
  const method = OTHER_METHOD[settings.method];
  const programs: WrongProgram[] = [
    {
      name: `fills-by-${method}`,
      why: `Gaps are filled by another rule: ${settings.method}, not ${method}.`,
      program: byGaps({ ...settings, method }, names),
    },
    {
      name: 'range-of-readings',
      why: 'Lines without a value belong to the range of the series.',
      program: edited(
        source,
        `            steps.append(step)\n            if row["${names.value}"]:\n`,
        `            if row["${names.value}"]:\n                steps.append(step)\n`,
      ),
    },
    {
      name: 'first-reading-wins',
      why: 'Of repeated times the last line with a value counts.',
      program: edited(source, `if row["${names.value}"]:`, `if row["${names.value}"] and step not in readings:`),
    },
    {
      name: 'file-order-is-time-order',
      why: 'The lines of the file are in no order.',
      program: edited(source, '(min(steps), max(steps))', '(steps[0], steps[-1])'),
    },
  ];
  if (settings.limit !== 'none') {
    programs.push({
      name: 'limit-off-by-one',
      why: `The limit is ${names.limit}, not one less.`,
      program: byGaps(settings, { ...names, limit: names.limit - 1 }),
    });
    programs.push({
      name: 'no-limit',
      why: 'Long gaps are not filled completely.',
      program: byGaps({ ...settings, limit: 'none' }, names),
    });
  }
  return programs;
}
