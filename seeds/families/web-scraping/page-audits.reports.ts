/** The reports of the family `page-audits`: a list, a table of faults, a mark. */

import type { Report } from './page-audits.stages.ts';

export const reports: readonly Report[] = [
  {
    about: 'a list',
    text: [
      'audit(html, limit) returns the faults as texts "line N: fault", N being the line where the tag begins, counted from 1, ordered by line, then by fault (code points). The same text appears once. If there are more than limit, only the first limit and then "and K more".',
      'audit(html, limit) gives me a list of texts like "line 12: no alt" with the number of the line in which the tag begins (the first is 1), sorted by line and then by fault (code points), none of them twice. When there are more than limit of them, just the first limit, followed by one last text "and K more" with the right number for K.',
      'The function audit(html, limit) returns an array of the form "line N: fault", N being the one-based line of the start tag, without repetitions, ordered by N and by the code points of the fault. Beyond limit entries the rest is replaced by one entry "and K more".',
    ],
    cases: ['more than the limit', 'just the limit'],
    program: `
def audit(html, limit):
    found = sorted(set(faults_of(html)))
    texts = [f'line {line}: {fault}' for line, fault in found]
    if len(texts) > limit:
        return texts[:limit] + [f'and {len(texts) - limit} more']
    return texts
`,
    other: `
def audit(html, limit):
    by_line = {}
    for line, fault in faults_of(html):
        by_line.setdefault(line, set()).add(fault)
    texts = []
    left_out = 0
    for line in sorted(by_line):
        for fault in sorted(by_line[line]):
            if len(texts) < limit:
                texts.append('line ' + str(line) + ': ' + fault)
            else:
                left_out += 1
    return texts + ['and ' + str(left_out) + ' more'] * bool(left_out)
`,
    slips: [
      {
        why: 'Lines are ordered as numbers',
        from: 'sorted(set(faults_of(html)))',
        to: 'sorted(set(faults_of(html)), key=lambda entry: (str(entry[0]), entry[1]))',
      },
      { why: 'At the limit nothing is cut', from: 'if len(texts) > limit:', to: 'if len(texts) >= limit:' },
    ],
    report: (faults, limit) => {
      const order = faults.toSorted((a, b) => a.line - b.line || (a.fault < b.fault ? -1 : 1));
      const texts = [...new Set(order.map(({ line, fault }) => `line ${line}: ${fault}`))];
      return texts.length <= limit ? texts : [...texts.slice(0, limit), `and ${texts.length - limit} more`];
    },
  },
  {
    about: 'a table of faults',
    text: [
      'audit(html, limit) returns an object: for each fault that occurs at least limit times, an object of count, first and last (line numbers of the tags, from 1) and share, its part of all faults of the page in whole percent, rounded down.',
      'audit(html, limit) returns an object with the faults as keys, but only those that occur limit times or more. Each has count, the line number of the first and last such tag as first and last (lines count from 1), and share, how many percent of all faults of the page it makes up, fractions dropped.',
      'The function audit(html, limit) returns an object mapping every fault occurring not less than limit times to an object with count, first and last (one-based lines of the start tags) and share (percentage of all faults found, truncated to an integer).',
    ],
    cases: ['more than the limit', 'just the limit'],
    program: `
def audit(html, limit):
    lines = {}
    for line, fault in faults_of(html):
        lines.setdefault(fault, []).append(line)
    total = sum(map(len, lines.values()))
    return {
        fault: {'count': len(found), 'first': found[0], 'last': found[-1], 'share': len(found) * 100 // total}
        for fault, found in lines.items()
        if len(found) >= limit
    }
`,
    other: `
from collections import Counter

def audit(html, limit):
    faults = faults_of(html)
    report = {}
    for fault, count in Counter(name for _, name in faults).most_common():
        if count < limit:
            break
        numbers = [line for line, name in faults if name == fault]
        report[fault] = dict(count=count, first=min(numbers), last=max(numbers), share=100 * count // len(faults))
    return report
`,
    slips: [
      {
        why: 'The share is of all faults, shown or not',
        from: 'total = sum(map(len, lines.values()))',
        to: 'total = sum(len(found) for found in lines.values() if len(found) >= limit)',
      },
      {
        why: 'A fault that occurs limit times is shown',
        from: 'if len(found) >= limit\n    }',
        to: 'if len(found) > limit\n    }',
      },
    ],
    report: (faults, limit) =>
      Object.fromEntries(
        [...new Set(faults.map(({ fault }) => fault))].flatMap((name) => {
          const numbers = faults.filter(({ fault }) => fault === name).map(({ line }) => line);
          const share = Math.floor((numbers.length * 100) / faults.length);
          return numbers.length < limit
            ? []
            : [[name, { count: numbers.length, first: Math.min(...numbers), last: Math.max(...numbers), share }]];
        }),
      ),
  },
  {
    about: 'a mark',
    text: [
      'audit(html, limit) returns [mark, worst]: the mark starts at 100; each kind of fault takes off 5 points for its first limit occurrences and 1 for every further one, but the mark never goes below 0. worst is the line (of the tag, from 1) with the most faults, the first of equals, null without faults.',
      'audit(html, limit) gives [mark, worst]. Everybody starts with 100 points. Each kind of fault costs 5 points the first limit times and only 1 point each time after that, and below 0 it does not go. worst is the number of the line (where the tag begins, from 1) that has most faults, the upper one if several have, null if there is none.',
      'The function audit(html, limit) returns [mark, worst]. Of 100 points, each kind of fault subtracts 5 for each of its first limit occurrences and 1 for each further one, with 0 as the lower bound. worst is the one-based line of the start tags bearing the most faults (the first in case of a tie), or null.',
    ],
    cases: ['more than the limit', 'just the limit'],
    program: `
from collections import Counter

def audit(html, limit):
    faults = faults_of(html)
    mark = 100
    for count in Counter(fault for _, fault in faults).values():
        mark -= 5 * min(count, limit) + max(0, count - limit)
    lines = Counter(line for line, _ in faults)
    worst = min(lines, key=lambda line: (-lines[line], line)) if lines else None
    return [max(0, mark), worst]
`,
    other: `
def audit(html, limit):
    kinds, lines = {}, {}
    lost = 0
    for line, fault in faults_of(html):
        kinds[fault] = kinds.get(fault, 0) + 1
        lines[line] = lines.get(line, 0) + 1
        lost += 5 if kinds[fault] <= limit else 1
    worst = None
    for line in sorted(lines):
        if worst is None or lines[line] > lines[worst]:
            worst = line
    return [100 - lost if lost < 100 else 0, worst]
`,
    slips: [
      { why: 'Further ones of a kind cost one point', from: ' + max(0, count - limit)', to: '' },
      { why: 'The mark does not go below 0', from: '[max(0, mark), worst]', to: '[mark, worst]' },
    ],
    report: (faults, limit) => {
      const before = (at: number) => faults.slice(0, at).filter(({ fault }) => fault === faults[at]?.fault).length;
      const lost = faults.reduce((sum, _, at) => sum + (before(at) < limit ? 5 : 1), 0);
      const counts = new Map<number, number>();
      for (const { line } of faults) counts.set(line, (counts.get(line) ?? 0) + 1);
      const most = Math.max(...counts.values());
      return [Math.max(0, 100 - lost), [...counts].find(([, count]) => count === most)?.[0] ?? null];
    },
  },
];
