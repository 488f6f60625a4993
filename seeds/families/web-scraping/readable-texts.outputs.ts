/** What the family `readable-texts` does with the blocks of a page: lines of a width, an excerpt, an index of words. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';
import { python } from '../study-parts.ts';

export interface Output extends Stage {
  readonly about: string;
  readonly make: (blocks: readonly string[], size: number) => Json;
}

function wrapped(block: string, size: number): string[] {
  const rows: string[] = [];
  for (const word of block.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= size) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

const CASES: Stage['cases'] = ['a narrow page', 'a wide page', 'no block', 'a size of one'];

export const outputs: readonly Output[] = [
  {
    about: 'lines of a width',
    text: [
      'readable(html, size) returns a list of lines. Each block is broken at blanks into lines of at most size characters, with as many words in a line as fit; a longer word has a line of its own. Between two blocks there is one empty line.',
      'readable(html, size) gives me a list of the lines: every block is broken so that no line has more than size characters, filling each line with as many words as possible. A word that is too long by itself gets its own line and is not cut. Blocks are separated by one empty line, none at the end.',
      'The function readable(html, size) returns an array of lines. Blocks are wrapped greedily at spaces to at most size characters a line; a word exceeding size occupies a line of its own. One empty line separates consecutive blocks.',
    ],
    cases: CASES,
    program: python`
def readable(html, size):
    lines = []
    for block in blocks(html):
        if lines:
            lines.append('')
        line = ''
        for word in block.split(' '):
            if line and len(line) + 1 + len(word) > size:
                lines.append(line)
                line = word
            else:
                line = line + ' ' + word if line else word
        lines.append(line)
    return lines
`,
    other: python`
from textwrap import wrap

def readable(html, size):
    result = []
    for block in blocks(html):
        result += wrap(block, size, break_long_words=False, break_on_hyphens=False) + ['']
    return result[:-1]
`,
    slips: [
      { why: 'A line may be just as long as the size', from: '+ len(word) > size:', to: '+ len(word) >= size:' },
      {
        why: 'A long word is not preceded by an empty line',
        from: 'if line and len(line) + 1',
        to: 'if len(line) + 1',
      },
    ],
    make: (blocks, size) => blocks.flatMap((block, at) => [...(at > 0 ? [''] : []), ...wrapped(block, size)]),
  },
  {
    about: 'an excerpt',
    text: [
      'readable(html, size) returns [shown, left]. shown lists the first blocks, as long as their characters together are at most size. Of the first block that does not fit, as many of its words (separated by blanks) are shown as fit into the rest of size, with " ..." appended, which is not counted; if not even one fits, nothing of it is shown. left is the number of words that are not shown.',
      'readable(html, size) gives [shown, left]. shown is a list of blocks from the beginning; all their characters together must not be more than size. The block that is too much is cut after the last word that still fits and gets " ..." behind it (those four signs are free), or is not there at all if not even its first word fits. After that comes nothing more. left says how many words (what stands between blanks) are missing.',
      'The function readable(html, size) returns [shown, left]. shown contains the leading blocks whose cumulated length does not exceed size. The first block exceeding it is reduced to the longest sequence of its leading space-separated words that fits the remaining length, followed by " ..." (not counted), and omitted if that sequence is empty. left is the count of words omitted.',
    ],
    cases: CASES,
    program: python`
def readable(html, size):
    shown = []
    left = 0
    full = False
    for block in blocks(html):
        words = block.split(' ')
        if full:
            left += len(words)
        elif len(block) <= size:
            shown.append(block)
            size -= len(block)
        else:
            full = True
            count = len(words)
            while len(' '.join(words[:count])) > size:
                count -= 1
            if count:
                shown.append(' '.join(words[:count]) + ' ...')
            left += len(words) - count
    return [shown, left]
`,
    other: python`
from itertools import accumulate

def readable(html, size):
    every = blocks(html)
    ends = list(accumulate(map(len, every)))
    whole = sum(end <= size for end in ends)
    shown = every[:whole]
    if whole == len(every):
        return [shown, 0]
    rest = size - (ends[whole - 1] if whole else 0)
    start = (every[whole] + ' ')[:rest + 1]
    start = start[:start.rfind(' ')] if ' ' in start else ''
    if start:
        shown.append(start + ' ...')
    total = sum(len(block.split(' ')) for block in every)
    present = sum(len(block.split(' ')) for block in every[:whole]) + len(start.split())
    return [shown, total - present]
`,
    slips: [
      {
        why: 'Nothing is shown after a block that was cut',
        from: '        if full:\n            left += len(words)\n        elif',
        to: '        if',
      },
      { why: 'A block of which no word fits is not shown', from: 'if count:', to: 'if True:' },
    ],
    make: (blocks, size) => {
      const shown: string[] = [];
      let room = size;
      let left = 0;
      blocks.forEach((block) => {
        const fits = left === 0 && block.length <= room;
        const words = block.split(' ');
        const starts = words.map((_, count) => words.slice(0, count + 1).join(' '));
        const start = fits ? block : (left === 0 && starts.findLast(({ length }) => length <= room)) || '';
        if (start !== '') shown.push(fits ? start : `${start} ...`);
        room -= start.length;
        left += words.length - (start === '' ? 0 : start.split(' ').length);
      });
      return [shown, left];
    },
  },
  {
    about: 'an index of words',
    text: [
      'readable(html, size) returns the index: words are runs of letters a to z and digits, turned into lower case. Each word of at least size characters gives [word, count, numbers]: how often it occurs in all blocks, and the numbers of the blocks that it occurs in (the first is 1), ascending, each once. Order: greatest count first, equal counts by word (code points).',
      'readable(html, size) makes an index. A word is what consists of letters from a to z and digits, capitals made small; all other signs separate words. For every word with size characters or more give [word, count, numbers], numbers being the blocks in which it is found, counted from 1, each only once and in order. The most frequent words come first, and if two are equally frequent, they are in order of their code points.',
      'The function readable(html, size) returns an array of [word, count, numbers]. Words are maximal sequences of the letters a to z and digits after conversion to lower case, having size characters or more; numbers are the distinct one-based positions of the blocks containing the word in ascending order. Entries are sorted by descending count, then by word (code points).',
    ],
    cases: CASES,
    program: python`
import re

def readable(html, size):
    counts = {}
    places = {}
    for number, block in enumerate(blocks(html), 1):
        for word in re.findall('[a-z0-9]+', block.lower()):
            if len(word) >= size:
                counts[word] = counts.get(word, 0) + 1
                if places.setdefault(word, [])[-1:] != [number]:
                    places[word].append(number)
    return [[word, counts[word], places[word]] for word in sorted(counts, key=lambda word: (-counts[word], word))]
`,
    other: python`
def readable(html, size):
    found = []
    for place, block in enumerate(blocks(html)):
        spaced = ''.join(sign if 'a' <= sign <= 'z' or '0' <= sign <= '9' else ' ' for sign in block.lower())
        found += [(word, place + 1) for word in spaced.split() if len(word) >= size]
    index = {}
    for word, place in found:
        index.setdefault(word, []).append(place)
    entries = [[word, len(all_places), sorted(set(all_places))] for word, all_places in sorted(index.items())]
    return sorted(entries, key=lambda entry: entry[1], reverse=True)
`,
    slips: [
      {
        why: 'Every block is named once',
        from: 'if places.setdefault(word, [])[-1:] != [number]:',
        to: 'if places.setdefault(word, []) is not None:',
      },
      { why: 'Words of just the size count', from: 'if len(word) >= size:', to: 'if len(word) > size:' },
    ],
    make: (blocks, size) => {
      const entries = new Map<string, [string, number, number[]]>();
      blocks.forEach((block, at) => {
        for (const word of block.toLowerCase().split(/[^a-z0-9]+/)) {
          if (word === '' || word.length < size) continue;
          const [, count, places] = entries.get(word) ?? [word, 0, []];
          entries.set(word, [word, count + 1, [...new Set([...places, at + 1])]]);
        }
      });
      return [...entries.values()].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    },
  },
];
