/** Reference and alternative programs of the family `word-concordance`. */

import type { Result, Words } from './word-concordance-words.ts';

const WORDS: Readonly<Record<Words, string>> = {
  possessive: `
def words_of(line):
    found = re.findall("[a-z]+(?:['-][a-z]+)*", line.lower())
    return [word.removesuffix("'s") for word in found]
`,
  stop: `
STOP = set('a an and in of the to'.split())


def words_of(line):
    words = []
    for word in re.findall('[A-Za-z]+', line):
        if word.lower() not in STOP:
            words.append(word.lower())
    return words
`,
  plural: `
def singular(word):
    if len(word) > 3 and word[-1] == 's' != word[-2]:
        return word[:-1]
    return word


def words_of(line):
    return list(map(singular, re.findall('[a-z]+', line.lower())))
`,
};

const RESULTS: Readonly<Record<Result, (entry: string) => string>> = {
  index: (entry) => `
def in_ranges(numbers):
    parts = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ', '.join(str(first) if first == last else f'{first}-{last}' for first, last in parts)


def ${entry}(text, start, least):
    lines = defaultdict(list)
    for number, line in enumerate(text.split('\\n'), 1):
        for word in words_of(line):
            if number not in lines[word]:
                lines[word].append(number)
    return [
        [word, in_ranges(lines[word])]
        for word in sorted(lines)
        if word.startswith(start) and len(lines[word]) >= least
    ]
`,
  context: (entry) => `
def ${entry}(text, word, span):
    words, lines = [], []
    for number, line in enumerate(text.split('\\n'), start=1):
        for found in words_of(line):
            words.append(found)
            lines.append(number)
    hits = []
    for at, found in enumerate(words):
        if found != word:
            continue
        left = words[max(0, at - span):at]
        right = words[at + 1:at + 1 + span]
        hits.append([lines[at], ' '.join(left), ' '.join(right)])
    return hits
`,
  pairs: (entry) => `
def ${entry}(text, companion, limit):
    counts = Counter()
    for line in text.split('\\n'):
        previous = None
        for word in words_of(line):
            if previous and companion in ('', previous, word):
                counts[previous, word] += 1
            previous = word
    ranking = sorted(counts.items(), key=lambda item: (-item[1], ' '.join(item[0])))
    return [[first, second, count] for (first, second), count in ranking[:limit]]
`,
  once: (entry) => `
def ${entry}(text, start, least):
    counts = Counter()
    places = []
    for number, line in enumerate(text.split('\\n'), 1):
        words = words_of(line)
        counts.update(words)
        places += [[word, number, position] for position, word in enumerate(words, 1)]
    return [
        place
        for place in places
        if counts[place[0]] == 1 and place[0].startswith(start) and len(place[0]) >= least
    ]
`,
};

export function referenceProgram(result: Result, words: Words, entry: string): string {
  const collections = { index: 'defaultdict', context: '', pairs: 'Counter', once: 'Counter' }[result];
  const imported = collections === '' ? '' : `from collections import ${collections}\n`;
  return `
import re
${imported}
${WORDS[words]}
${RESULTS[result](entry)}`;
}

const SCANNED: Readonly<Record<Words, string>> = {
  possessive: `
def split_words(line):
    line = line.lower()
    words, word = [], ''
    for at, sign in enumerate(line + ' '):
        joins = sign in "'-" and word != '' and line[at + 1:at + 2] in LETTERS and at + 1 < len(line)
        if sign in LETTERS or joins:
            word += sign
        elif word:
            words.append(word[:-2] if word[-2:] == "'s" else word)
            word = ''
    return words
`,
  stop: `
DROPPED = {'': True, 'a': True, 'an': True, 'and': True, 'in': True, 'of': True, 'the': True, 'to': True}


def split_words(line):
    spaced = ''.join(sign if sign in LETTERS else ' ' for sign in line.lower())
    return [word for word in spaced.split(' ') if not DROPPED.get(word)]
`,
  plural: `
def split_words(line):
    spaced = ''.join(sign if sign in LETTERS else ' ' for sign in line.lower())
    words = spaced.split()
    for at, word in enumerate(words):
        if word.endswith('s') and not word.endswith('ss') and len(word) >= 4:
            words[at] = word[:-1]
    return words
`,
};

const OTHERWISE: Readonly<Record<Result, (entry: string) => string>> = {
  index: (entry) => `
def ${entry}(text, start, least):
    rows = text.split('\\n')
    places = sorted({(word, line) for line, row in enumerate(rows, 1) for word in split_words(row)})
    result = []
    for word, group in groupby(places, key=lambda place: place[0]):
        numbers = [line for _, line in group]
        if len(numbers) < least or word[:len(start)] != start:
            continue
        parts = []
        for _, run in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
            run = [number for _, number in run]
            parts.append(str(run[0]) if len(run) == 1 else str(run[0]) + '-' + str(run[-1]))
        result.append([word, ', '.join(parts)])
    return result
`,
  context: (entry) => `
def ${entry}(text, word, span):
    places = [(found, line) for line, row in enumerate(text.split('\\n')) for found in split_words(row)]
    words = [found for found, _ in places]
    return [
        [line + 1, ' '.join(words[:at][-span:] if span else []), ' '.join(words[at + 1:][:span])]
        for at, (found, line) in enumerate(places)
        if found == word
    ]
`,
  pairs: (entry) => `
def ${entry}(text, companion, limit):
    pairs = []
    for line in text.split('\\n'):
        words = split_words(line)
        pairs.extend(a + ' ' + b for a, b in zip(words, words[1:]))
    if companion != '':
        pairs = [pair for pair in pairs if companion in pair.split(' ')]
    counted = [[len(list(group)), pair] for pair, group in groupby(sorted(pairs))]
    counted.sort(key=lambda item: item[0], reverse=True)
    return [pair.split(' ') + [count] for count, pair in counted[:limit]]
`,
  once: (entry) => `
def ${entry}(text, start, least):
    rows = [split_words(line) for line in text.split('\\n')]
    everything = sorted(word for row in rows for word in row)
    single = {word for word, group in groupby(everything) if len(list(group)) == 1}
    result = []
    for line, row in enumerate(rows):
        for at, word in enumerate(row):
            if word in single and word[:len(start)] == start and not len(word) < least:
                result.append([word, line + 1, at + 1])
    return result
`,
};

export function alternativeProgram(result: Result, words: Words, entry: string): string {
  return `
from itertools import groupby

LETTERS = 'abcdefghijklmnopqrstuvwxyz'

${SCANNED[words]}
${OTHERWISE[result](entry)}`;
}
