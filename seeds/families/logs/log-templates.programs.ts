/** Programs of the family `log-templates`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './log-templates.ts';

/** Regular expressions. */
function replacing({ task, masks, head }: Settings): string {
  const all = masks === 'more';
  const body = {
    count: `counts = Counter(template_of(line) for line in sys.stdin)
for template, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(count, template)
`,
    rare: `lines = sys.stdin.read().splitlines()
counts = Counter(map(template_of, lines))
for number, line in enumerate(lines, 1):
    if counts[template_of(line)] == 1:
        print(f'{number}: {line}')
`,
    fresh: `known = set()
learning = True
for line in sys.stdin:
    if line == '---\\n':
        learning = False
        continue
    template = template_of(line)
    if template not in known and not learning:
        print(template)
    known.add(template)
`,
  }[task];
  return `
import re
import sys
${task === 'fresh' ? '' : 'from collections import Counter\n'}

def template_of(line):
    ${head === 'cut' ? "text = line.rstrip('\\n').split(' ', 2)[2]" : "text = line.rstrip('\\n')"}
${
  all
    ? `    text = re.sub(r'"[^"]*"', '<text>', text)
    text = re.sub(r'\\b[0-9a-f]{8}\\b', '<id>', text)
`
    : ''
}    return re.sub(r'\\d+', '<n>', text)


${body}`;
}

/** A scanner that goes through the characters. */
function scanning({ task, masks, head }: Settings): string {
  const all = masks === 'more';
  const body = {
    count: `counts = {}
for line in input_lines():
    template = template_of(line)
    counts[template] = counts.get(template, 0) + 1
ranking = sorted(counts)
ranking.sort(key=counts.get, reverse=True)
for template in ranking:
    print(f'{counts[template]} {template}')
`,
    rare: `places = {}
lines = input_lines()
for place, line in enumerate(lines):
    places.setdefault(template_of(line), []).append(place)
for place in sorted(found[0] for found in places.values() if len(found) == 1):
    print('%d: %s' % (place + 1, lines[place]))
`,
    fresh: `lines = input_lines()
border = lines.index('---')
old = {template_of(line) for line in lines[:border]}
fresh = dict.fromkeys(template_of(line) for line in lines[border + 1 :])
for template in fresh:
    if template not in old:
        print(template)
`,
  }[task];
  const mask = all
    ? `def template_of(line):
    text = ${head === 'cut' ? "line[line.index(' ', line.index(' ') + 1) + 1 :]" : 'line'}
    result = []
    parts = text.split('"')
    for number, part in enumerate(parts):
        if number % 2 == 0:
            result.append(mask_words(part))
        elif number < len(parts) - 1:
            result.append('<text>')
        else:
            result.append('"' + mask_words(part))
    return ''.join(result)


def mask_words(text):
    masked = ''
    for is_word, signs in groupby(text, key=lambda sign: sign.isalnum() or sign == '_'):
        word = ''.join(signs)
        if is_word and len(word) == 8 and set(word) <= set('0123456789abcdef'):
            masked += '<id>'
        else:
            masked += mask_numbers(word)
    return masked


def mask_numbers(text):
    return ''.join('<n>' if is_number else ''.join(signs) for is_number, signs in groupby(text, key=str.isdigit))`
    : `def template_of(line):
    text = ${head === 'cut' ? "line.partition(' ')[2].partition(' ')[2]" : 'line'}
    result = ''
    inside = False
    for sign in text:
        if not sign.isdigit():
            result += sign
        elif not inside:
            result += '<n>'
        inside = sign.isdigit()
    return result`;
  return `
from sys import stdin
${all ? 'from itertools import groupby\n' : ''}

def input_lines():
    return [line.removesuffix('\\n') for line in stdin]


${mask}


${body}`;
}

export function templatePrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'regular expressions', program: replacing(settings) },
    { how: 'scans the characters', program: scanning(settings) },
  ];
}

export function templateWrong(settings: Settings): readonly WrongProgram[] {
  const { task, masks, head } = settings;
  const right = replacing(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byTask: Record<Settings['task'], () => WrongProgram> = {
    count: () =>
      from('order-of-the-text-only', 'The most frequent template is first.', '(-item[1], item[0])', 'item[0]'),
    rare: () => from('counts-from-nought', 'Lines are numbered from 1.', 'enumerate(lines, 1)', 'enumerate(lines)'),
    fresh: () =>
      from(
        'tells-again',
        'A new template is told once.',
        '    known.add(template)',
        '    if learning:\n        known.add(template)',
      ),
  };
  return [
    byTask[task](),
    from('digit-by-digit', 'A run of digits is one number.', "re.sub(r'\\d+'", "re.sub(r'\\d'"),
    {
      name: 'other-masks',
      why: masks === 'more' ? 'Quoted texts and identifiers are masked too.' : 'Only numbers are masked.',
      program: replacing({ ...settings, masks: masks === 'more' ? 'numbers' : 'more' }),
    },
    ...(task === 'rare'
      ? []
      : [
          {
            name: 'other-head',
            why: head === 'cut' ? 'Time and level are no part of a template.' : 'Lines are taken whole.',
            program: replacing({ ...settings, head: head === 'cut' ? 'whole' : 'cut' }),
          },
        ]),
  ];
}
