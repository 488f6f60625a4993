/** Reference and alternative programs of the family `word-games`. */

import { GAMES, type Game, type Show } from './word-games-texts.ts';

const FOUND: Readonly<Record<Game, string>> = {
  bee: `
def is_found(word, letters):
    return len(word) > 3 and letters[0] in word and set(word) <= set(letters)
`,
  rack: `
def is_found(word, rack):
    tiles = Counter(rack.replace('?', ''))
    missing = (Counter(word) - tiles).total()
    return missing <= rack.count('?')
`,
  grid: `
DIRECTIONS = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0)]


def is_found(word, grid):
    cells = {}
    for y, row in enumerate(grid.split('/')):
        for x, letter in enumerate(row):
            cells[y, x] = letter
    for (y, x), letter in cells.items():
        if letter != word[0]:
            continue
        for down, right in DIRECTIONS:
            if all(cells.get((y + at * down, x + at * right)) == sign for at, sign in enumerate(word)):
                return True
    return False
`,
  pattern: `
def is_found(word, pattern):
    if len(word) != len(pattern):
        return False
    meaning = {}
    for letter, sign in zip(word, pattern):
        if sign.isdigit():
            if meaning.setdefault(sign, letter) != letter:
                return False
        elif sign not in (letter, '.'):
            return False
    return len(set(meaning.values())) == len(meaning)
`,
};

const SHOWN: Readonly<Record<Show, (entry: string, letters: string) => string>> = {
  ranked: (entry, letters) => `
def ${entry}(words, ${letters}):
    hits = [word for word in set(words) if is_found(word, ${letters})]
    return sorted(hits, key=lambda word: (-len(word), word))
`,
  points: (entry, letters) => `
def points(word):
    if len(word) < 5:
        return 1
    return {5: 2, 6: 3, 7: 5}.get(len(word), 11)


def ${entry}(words, ${letters}):
    hits = {word for word in words if is_found(word, ${letters})}
    total = sum(map(points, hits))
    most = max(map(points, hits), default=0)
    return [total, sorted(word for word in hits if points(word) == most)]
`,
  lengths: (entry, letters) => `
def ${entry}(words, ${letters}):
    groups = {}
    for word in words:
        if is_found(word, ${letters}):
            groups.setdefault(len(word), set()).add(word)
    rows = []
    for length, alike in sorted(groups.items()):
        rows.append([length, len(alike), min(alike)])
    return rows
`,
};

export function referenceProgram(game: Game, show: Show, entry: string): string {
  return `${game === 'rack' ? 'from collections import Counter\n\n' : ''}${FOUND[game]}
${SHOWN[show](entry, GAMES[game].parameter)}`;
}

/** Functions that prepare a test of words. */
const TESTS: Readonly<Record<Game, string>> = {
  bee: `
def tester(letters):
    middle = letters[0]
    return lambda word: len(word) >= 4 and word.count(middle) > 0 and all(
        letter in letters for letter in word
    )
`,
  rack: `
def tester(rack):
    def test(word):
        tiles = list(rack)
        for letter in word:
            if letter in tiles:
                tiles.remove(letter)
            elif '?' in tiles:
                tiles.remove('?')
            else:
                return False
        return True

    return test
`,
  grid: `
def tester(grid):
    rows = grid.split('/')
    height, width = len(rows), len(rows[0])
    lines = list(rows)
    lines += [''.join(row[x] for row in rows) for x in range(width)]
    for shift in range(-height, width + height):
        lines.append(''.join(rows[y][shift + y] for y in range(height) if 0 <= shift + y < width))
        lines.append(''.join(rows[y][shift - y] for y in range(height) if 0 <= shift - y < width))
    text = ' '.join(lines + [line[::-1] for line in lines])
    return lambda word: word in text
`,
  pattern: `
def tester(pattern):
    names = {}
    source = ''
    for sign in pattern:
        if not sign.isdigit():
            source += sign
        elif sign in names:
            source += f'(?P=g{sign})'
        else:
            others = ''.join(f'(?!(?P=g{other}))' for other in names)
            source += f'{others}(?P<g{sign}>.)'
            names[sign] = True
    shape = re.compile(source)
    return lambda word: shape.fullmatch(word) is not None
`,
};

const OTHERWISE: Readonly<Record<Show, (entry: string) => string>> = {
  ranked: (entry) => `
def ${entry}(words, puzzle):
    finds = sorted(dict.fromkeys(filter(tester(puzzle), words)))
    finds.sort(key=len, reverse=True)
    return finds
`,
  points: (entry) => `
def ${entry}(words, puzzle):
    worth = [0, 1, 1, 1, 1, 2, 3, 5]
    finds = {}
    for word in filter(tester(puzzle), words):
        finds[word] = worth[len(word)] if len(word) < len(worth) else 11
    ranking = sorted((-score, word) for word, score in finds.items())
    return [sum(finds.values()), [word for score, word in ranking if score == ranking[0][0]]]
`,
  lengths: (entry) => `
def ${entry}(words, puzzle):
    test = tester(puzzle)
    finds = sorted({(len(word), word) for word in words if test(word)})
    rows = []
    for length, word in finds:
        if rows and rows[-1][0] == length:
            rows[-1][1] += 1
        else:
            rows.append([length, 1, word])
    return rows
`,
};

export function alternativeProgram(game: Game, show: Show, entry: string): string {
  return `${game === 'pattern' ? 'import re\n\n' : ''}${TESTS[game]}
${OTHERWISE[show](entry)}`;
}
