/** Reference and alternative programs of the family `game-scoring`. */

import type { Game, Sheet } from './game-scoring-texts.ts';

/** Functions `points(record)` that list the points of each part. */
const GAMES: Readonly<Record<Game, string>> = {
  bowling: `
def points(record):
    pins, starts = [], []
    for frame in record.split():
        starts.append(len(pins))
        for sign in frame:
            if sign == 'X':
                pins.append(10)
            elif sign == '/':
                pins.append(10 - pins[-1])
            else:
                pins.append(int(sign.replace('-', '0')))
    scores = []
    for number, start in enumerate(starts, start=1):
        rolls = 2
        if pins[start] == 10 or sum(pins[start:start + 2]) == 10 or number == 10:
            rolls = 3
        scores.append(sum(pins[start:start + rolls]))
    return scores
`,
  darts: `
FACTORS = {'D': 2, 'T': 3}


def points(record):
    scores = []
    left = 301
    for darts in record.split(', ') if record else []:
        before = left
        for dart in darts.split():
            left -= FACTORS.get(dart[0], 1) * int(dart.lstrip('DT'))
            if left == 0 and dart[0] == 'D':
                break
            if left < 2:
                left = before
                break
        scores.append(before - left)
    return scores
`,
  tiles: `
VALUES = {}
for letters, value in ('aeioulnrst', 1), ('dg', 2), ('bcmp', 3), ('fhvwy', 4), ('k', 5), ('jx', 8), ('qz', 10):
    VALUES |= dict.fromkeys(letters, value)


def word_points(word):
    total = last = 0
    doubles = 2 ** word.count('!')
    for sign in word.strip('!'):
        if sign.isdigit():
            total += last * (int(sign) - 1)
        else:
            last = VALUES.get(sign, 0)
            total += last
    bonus = 50 if sum(sign.isalpha() for sign in word) >= 7 else 0
    total = total * doubles + bonus
    return total


def points(record):
    return [word_points(word) for word in record.split()]
`,
  golf: `
POINTS = {3: 8, 2: 5, 1: 2, 0: 0, -1: -1, -2: -3}


def points(record):
    scores = []
    for hole in record.split():
        par, strokes = hole.split(':')
        if strokes == '-':
            scores.append(-3)
            continue
        par, strokes = int(par), int(strokes)
        if strokes == 1:
            scores.append(10)
        else:
            scores.append(POINTS.get(min(3, max(-2, par - strokes)), 0))
    return scores
`,
};

const SHEETS: Readonly<Record<Sheet, (entry: string) => string>> = {
  running: (entry) => `
def ${entry}(players):
    return [[name, list(accumulate(points(record)))] for name, record in players]
`,
  best: (entry) => `
def ${entry}(players):
    rows = []
    for name, record in players:
        scores = points(record)
        if scores:
            best = max(scores)
            rows.append([name, sum(scores), best, scores.index(best) + 1])
        else:
            rows.append([name, 0, 0, 0])
    return rows
`,
  ranking: (entry) => `
def ${entry}(players):
    totals = sorted((-sum(points(record)), name) for name, record in players)
    table = []
    rank, before = 0, None
    for place, (total, name) in enumerate(totals, start=1):
        if total != before:
            rank = place
        before = total
        table.append([rank, name, -total])
    return table
`,
};

export function referenceProgram(game: Game, sheet: Sheet, entry: string): string {
  return `
${sheet === 'running' ? 'from itertools import accumulate\n\n' : ''}${GAMES[game]}
${SHEETS[sheet](entry)}`;
}

const COUNTED: Readonly<Record<Game, string>> = {
  bowling: `
def counted(record):
    rolls = []
    for number, frame in enumerate(record.split(' ')):
        left = 10
        for sign in frame:
            fallen = left if sign in 'X/' else 0 if sign == '-' else int(sign)
            left -= fallen
            rolls.append((number, fallen, left == 0))
            if left == 0:
                left = 10
    scores = [0] * 10
    waiting = []
    for number, fallen, cleared in rolls:
        for debt in waiting:
            scores[debt[0]] += fallen
            debt[1] -= 1
        waiting = [debt for debt in waiting if debt[1] > 0]
        scores[number] += fallen
        if cleared and number < 9:
            first = sum(1 for roll in rolls if roll[0] == number) == 1
            waiting.append([number, 2 if first else 1])
    return scores
`,
  darts: `
def counted(record):
    taken = 0
    scores = []
    for darts in record.split(', '):
        scored = 0
        for dart in darts.split(' '):
            kind, number = (dart[0], dart[1:]) if dart[0] in 'DT' else ('S', dart)
            scored += int(number) * ('SDT'.index(kind) + 1)
            missing = 301 - taken - scored
            if missing == 0 and kind == 'D':
                break
            if missing <= 1:
                scored = 0
                break
        taken += scored
        scores.append(scored)
    return scores
`,
  tiles: `
def value(letter):
    for letters, worth in {'eaionrtlsu': 1, 'dg': 2, 'bcmp': 3, 'fhvwy': 4, 'k': 5, 'xj': 8, 'zq': 10}.items():
        if letter in letters:
            return worth
    return 0


def counted(record):
    scores = []
    for word in record.split(' '):
        found = re.findall('([A-Za-z])([23]?)', word)
        total = sum(value(letter) * int(factor or '1') for letter, factor in found)
        for _ in range(len(word) - len(word.rstrip('!'))):
            total += total
        scores.append(total + 50 * (len(found) > 6))
    return scores
`,
  golf: `
def counted(record):
    scores = []
    for hole in record.split(' '):
        par, _, strokes = hole.partition(':')
        over = 9 if strokes == '-' else int(strokes) - int(par)
        if strokes == '1':
            scores.append(10)
        elif over >= 2:
            scores.append(-3)
        elif over <= -3:
            scores.append(8)
        else:
            scores.append([5, 2, 0, -1][over + 2])
    return scores
`,
};

const OTHERWISE: Readonly<Record<Sheet, (entry: string) => string>> = {
  running: (entry) => `
def ${entry}(players):
    rows = []
    for name, record in players:
        totals = []
        for one in counted(record) if record else []:
            totals.append(one + (totals[-1] if totals else 0))
        rows.append([name, totals])
    return rows
`,
  best: (entry) => `
def ${entry}(players):
    rows = []
    for name, record in players:
        row = [name, 0, 0, 0]
        for number, one in enumerate(counted(record) if record else [], 1):
            row[1] += one
            if row[3] == 0 or one > row[2]:
                row[2:] = [one, number]
        rows.append(row)
    return rows
`,
  ranking: (entry) => `
def ${entry}(players):
    totals = [(name, sum(counted(record)) if record else 0) for name, record in players]
    totals.sort(key=lambda pair: pair[0])
    totals.sort(key=lambda pair: pair[1], reverse=True)
    return [[1 + sum(other > total for _, other in totals), name, total] for name, total in totals]
`,
};

export function alternativeProgram(game: Game, sheet: Sheet, entry: string): string {
  return `
${game === 'tiles' ? 'import re\n\n' : ''}${COUNTED[game]}
${OTHERWISE[sheet](entry)}`;
}
