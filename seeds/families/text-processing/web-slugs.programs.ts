/** Reference and alternative programs of the family `web-slugs`. */

import type { Script, Shape } from './web-slugs-texts.ts';

const RUSSIAN = `{
    'а': 'a', 'б': 'b', 'в': 'v', 'г': 'g', 'д': 'd', 'е': 'e', 'ё': 'yo', 'ж': 'zh', 'з': 'z', 'и': 'i', 'й': 'y',
    'к': 'k', 'л': 'l', 'м': 'm', 'н': 'n', 'о': 'o', 'п': 'p', 'р': 'r', 'с': 's', 'т': 't', 'у': 'u', 'ф': 'f',
    'х': 'kh', 'ц': 'ts', 'ч': 'ch', 'ш': 'sh', 'щ': 'shch', 'ъ': '', 'ы': 'y', 'ь': '', 'э': 'e', 'ю': 'yu', 'я': 'ya',
}`;

const ASCII: Readonly<Record<Script, string>> = {
  german: `
import re

LETTERS = str.maketrans({'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'ß': 'ss', '&': ' und '})


def slug_of(title):
    return '-'.join(re.findall('[a-z0-9]+', title.lower().translate(LETTERS)))
`,
  russian: `
import re

LETTERS = ${RUSSIAN}


def slug_of(title):
    text = re.sub('(?<![бвгджзйклмнпрстфхцчшщё])е', 'ye', title.lower())
    for letter, latin in LETTERS.items():
        text = text.replace(letter, latin)
    return re.sub('[^a-z0-9]+', '-', text).strip('-')
`,
  greek: `
import re
import unicodedata

LETTERS = dict(zip('αβγδεζηικλμνξοπρσςτυφω', 'avgdezi' + 'iklmnxoprsstyfo')) | {'θ': 'th', 'χ': 'ch', 'ψ': 'ps'}


def slug_of(title):
    decomposed = unicodedata.normalize('NFD', title.lower())
    text = ''.join(sign for sign in decomposed if not unicodedata.combining(sign))
    text = re.sub('(?<![α-ω])μπ', 'b', text)
    text = text.replace('μπ', 'mb').replace('ου', 'ou').replace('γγ', 'ng')
    latin = ''.join(LETTERS.get(sign, sign) for sign in text)
    return re.sub('[^a-z0-9]+', '-', latin).strip('-')
`,
  latin: `
import re
import unicodedata

LETTERS = {'ł': 'l', 'đ': 'd', 'ø': 'o', 'æ': 'ae', 'œ': 'oe', 'ß': 'ss'}


def plain(sign):
    base = unicodedata.normalize('NFD', sign)[0]
    return LETTERS.get(base, base)


def slug_of(title):
    return re.sub('[^a-z0-9]+', '-', ''.join(map(plain, title.lower()))).strip('-')
`,
};

const SHAPES: Readonly<Record<Shape, (entry: string) => string>> = {
  unique: (entry) => `
def ${entry}(titles, start):
    taken = {}
    for title in titles:
        slug = slug_of(title) or 'untitled'
        free = slug
        number = start
        while free in taken:
            free = f'{slug}-{number}'
            number += 1
        taken[free] = title
    return list(taken)
`,
  short: (entry) => `
def shortened(slug, limit):
    while len(slug) > limit and '-' in slug:
        slug = slug.rpartition('-')[0]
    return slug[:limit]


def ${entry}(titles, limit):
    return [shortened(slug_of(title), limit) for title in titles]
`,
  paths: (entry) => `
def ${entry}(titles, depth):
    paths = []
    for title in titles:
        parts = []
        for part in title.split('/'):
            slug = slug_of(part)
            if slug:
                parts.append(slug)
        if len(parts) > depth:
            parts[depth - 1:] = ['-'.join(parts[depth - 1:])]
        paths.append('/'.join(parts) or '-')
    return paths
`,
};

export function referenceProgram(script: Script, shape: Shape, entry: string): string {
  return `${ASCII[script]}
${SHAPES[shape](entry)}`;
}

/** Functions that yield the ASCII text of a title piece by piece. */
const PIECES: Readonly<Record<Script, string>> = {
  german: `
def pieces(title):
    for sign in title.lower():
        if sign in 'äöü':
            yield 'aou'['äöü'.index(sign)] + 'e'
        elif sign == '&':
            yield from (' ', 'und', ' ')
        else:
            yield 'ss' if sign == 'ß' else sign
`,
  russian: `
LETTERS = ${RUSSIAN}
HARD = set('бвгджзйклмнпрстфхцчшщё')


def pieces(title):
    before = ''
    for sign in title.lower():
        if sign == 'е' and before not in HARD:
            yield 'y'
        yield LETTERS.get(sign, sign)
        before = sign
`,
  greek: `
from unicodedata import normalize

GREEK = 'αβγδεζηθικλμνξοπρσςτυφχψω'
LATIN = 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'.split()


def pieces(title):
    signs = [sign for sign in normalize('NFD', title.lower()) if not '\\u0300' <= sign <= '\\u036f']
    at = 0
    while at < len(signs):
        pair = ''.join(signs[at:at + 2])
        if pair == 'μπ':
            yield 'mb' if at > 0 and signs[at - 1] in GREEK else 'b'
        elif pair in ('ου', 'γγ'):
            yield 'ou' if pair == 'ου' else 'ng'
        else:
            yield LATIN[GREEK.index(signs[at])] if signs[at] in GREEK else signs[at]
            at -= 1
        at += 2
`,
  latin: `
from unicodedata import combining, normalize


def pieces(title):
    text = normalize('NFD', title.lower())
    for letter, latin in (('ł', 'l'), ('đ', 'd'), ('ø', 'o'), ('æ', 'ae'), ('œ', 'oe'), ('ß', 'ss')):
        text = text.replace(letter, latin)
    return (sign for sign in text if not combining(sign))
`,
};

const OTHERWISE: Readonly<Record<Shape, (entry: string) => string>> = {
  unique: (entry) => `
def ${entry}(titles, start):
    results = []
    for title in titles:
        name = '-'.join(words(title))
        if name == '':
            name = 'untitled'
        if name in results:
            name = next(f'{name}-{n}' for n in count(start) if f'{name}-{n}' not in results)
        results.append(name)
    return results
`,
  short: (entry) => `
def ${entry}(titles, limit):
    results = []
    for title in titles:
        kept, used = '', False
        for word in words(title):
            if len(kept) + len(word) + used > limit:
                break
            kept += '-' * used + word
            used = True
        results.append(kept if used else ''.join(words(title)[:1])[:limit])
    return results
`,
  paths: (entry) => `
def ${entry}(titles, depth):
    def path(title):
        levels = [level for level in (words(part) for part in title.split('/')) if level]
        rest = [word for level in levels[depth - 1:] for word in level]
        levels = levels[:depth - 1] + ([rest] if rest else [])
        return '/'.join(map('-'.join, levels)) if levels else '-'

    return list(map(path, titles))
`,
};

export function alternativeProgram(script: Script, shape: Shape, entry: string): string {
  return `
${shape === 'unique' ? 'from itertools import count' : ''}
${PIECES[script]}

def words(title):
    found = ['']
    for sign in ''.join(pieces(title)):
        if 'a' <= sign <= 'z' or '0' <= sign <= '9':
            found[-1] += sign
        elif found[-1]:
            found.append('')
    return found if found[-1] else found[:-1]

${OTHERWISE[shape](entry)}`;
}
