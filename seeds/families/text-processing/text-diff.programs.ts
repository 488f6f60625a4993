/** Reference programs of the family `text-diff`. */

import { DIALS, type Shown, type Unit } from './text-diff-texts.ts';

const STYLES = ['table', 'rows', 'arrows'] as const;
type Style = (typeof STYLES)[number];

/** A function `numbered(lines)` that gives triples of line number, text and key. */
const UNITS: Readonly<Record<Unit, string>> = {
  loose: `
def numbered(lines):
    found = []
    for number, line in enumerate(lines, start=1):
        key = re.sub('[^a-z0-9]', '', line.lower())
        if key:
            found.append((number, line, key))
    return found
`,
  numbers: `
FIGURE = re.compile('[^ ]*[0-9][^ ]*')


def numbered(lines):
    return [
        (number, line, FIGURE.sub('0', line))
        for number, line in enumerate(lines, start=1)
        if not line.lstrip(' ').startswith('#')
    ]
`,
  joined: `
def numbered(lines):
    found = []
    continues = False
    for number, line in enumerate(lines, start=1):
        if continues:
            number, before, _ = found.pop()
            line = before + line.lstrip()
        continues = line.endswith('\\\\')
        if continues:
            line = line[:-1]
        found.append((number, line, line.rstrip(' ')))
    return found
`,
};

const SHOWN: Readonly<Record<Shown, string>> = {
  marked: `
for removed, added, kept in hunks(before, after):
    for _, text, _ in removed:
        print('-', text)
    for _, text, _ in added:
        print('+', text)
    for old, new in kept:
        print('= ' + new[1])
`,
  commands: `
def span(lines):
    first, last = lines[0][0], lines[-1][0]
    return str(first) if first == last else f'{first}-{last}'


for removed, added, _ in hunks(before, after):
    if removed and added:
        print('change', span(removed), 'to', span(added))
    elif removed:
        print('delete', span(removed))
    elif added:
        print('insert', span(added))
`,
  paired: `
def side(line):
    return '' if line is None else f'{line[0]}: {line[1]}'


for removed, added, _ in hunks(before, after):
    for old, new in zip_longest(removed, added):
        print(f'{side(old)} => {side(new)}'.strip())
`,
  summary: `
best, first = 0, None
kept = 0
for _, _, same in hunks(before, after):
    run = len(same)
    kept += run
    if run > best:
        best, first = run, same[0][0][0]
total = len(before) + len(after)
tenths = (4000 * kept + total) // (2 * total) if total else 1000
print('kept', kept)
print('removed', len(before) - kept)
print('added', len(after) - kept)
print(f'similarity {tenths // 10}.{tenths % 10}%')
print('longest', f'{best} from {first}' if best else 'none')
`,
};

/** Functions `hunks(old, new)` that give triples: removed lines, added lines, and the pairs kept after them. */
const HUNKS: Readonly<Record<Style, string>> = {
  table: `
def hunks(old, new):
    """Triples of removed lines, added lines, and the pairs of kept lines that follow them."""
    common = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            if old[i][2] == new[j][2]:
                common[i][j] = common[i + 1][j + 1] + 1
            else:
                common[i][j] = max(common[i + 1][j], common[i][j + 1])
    found = [([], [], [])]
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i][2] == new[j][2]:
            found[-1][2].append((old[i], new[j]))
            i, j = i + 1, j + 1
            continue
        if found[-1][2]:
            found.append(([], [], []))
        if j == len(new) or i < len(old) and common[i + 1][j] >= common[i][j + 1]:
            found[-1][0].append(old[i])
            i += 1
        else:
            found[-1][1].append(new[j])
            j += 1
    return found
`,
  rows: `
def hunks(old, new):
    rows = [[0] * (len(new) + 1)]
    for _, _, key in reversed(old):
        row = [0]
        for place, (_, _, other) in enumerate(reversed(new)):
            row.append(rows[-1][place] + 1 if key == other else max(row[-1], rows[-1][place + 1]))
        rows.append(row)
    a, b = len(old), len(new)
    removed, added, kept = [], [], []
    while a > 0 or b > 0:
        if a > 0 and b > 0 and old[-a][2] == new[-b][2]:
            kept.append((old[-a], new[-b]))
            a -= 1
            b -= 1
            continue
        if kept:
            yield removed, added, kept
            removed, added, kept = [], [], []
        if b == 0 or (a > 0 and rows[a - 1][b] >= rows[a][b - 1]):
            removed.append(old[-a])
            a -= 1
        else:
            added.append(new[-b])
            b -= 1
    yield removed, added, kept
`,
  arrows: `
def directions(old, new):
    table = [['add'] * (len(new) + 1)]
    below = [0] * (len(new) + 1)
    for _, _, key in reversed(old):
        row, arrows = below[:], ['remove'] * (len(new) + 1)
        for j in range(len(new) - 1, -1, -1):
            if key == new[j][2]:
                row[j], arrows[j] = below[j + 1] + 1, 'keep'
            elif below[j] >= row[j + 1]:
                row[j] = below[j]
            else:
                row[j], arrows[j] = row[j + 1], 'add'
        below = row
        table.append(arrows)
    return table[::-1]


def hunks(old, new):
    table = directions(old, new)
    triples = []
    i = j = 0
    last = 'keep'
    while (i, j) != (len(old), len(new)):
        arrow = table[i][j]
        if not triples or last == 'keep' != arrow:
            triples.append(([], [], []))
        removed, added, kept = triples[-1]
        if arrow == 'keep':
            kept.append((old[i], new[j]))
        elif arrow == 'remove':
            removed.append(old[i])
        else:
            added.append(new[j])
        i += arrow != 'add'
        j += arrow != 'remove'
        last = arrow
    return triples
`,
};

/** What the alignment's slips change: the tie, and the choice of the longer rest. */
const ALIGNMENT_EDITS: Readonly<Record<Style, readonly (readonly [from: string, to: string])[]>> = {
  table: [
    ['common[i + 1][j] >= common[i][j + 1]', 'common[i + 1][j] > common[i][j + 1]'],
    ['max(common[i + 1][j], common[i][j + 1])', 'common[i + 1][j]'],
  ],
  rows: [
    ['rows[a - 1][b] >= rows[a][b - 1]', 'rows[a - 1][b] > rows[a][b - 1]'],
    ['max(row[-1], rows[-1][place + 1])', 'row[-1]'],
  ],
  arrows: [
    ['elif below[j] >= row[j + 1]:', 'elif below[j] > row[j + 1]:'],
    ['below[j + 1] + 1', '1'],
  ],
};

/** Ways to find the hunks: taken in turn, so that neighbours of one kind are not written alike. */
function styleOf(shown: Shown, unit: Unit): Style {
  const turn = DIALS.shown.indexOf(shown) + DIALS.unit.indexOf(unit);
  return STYLES[turn % STYLES.length] ?? 'table';
}

export function alignmentEdits(shown: Shown, unit: Unit): readonly (readonly [from: string, to: string])[] {
  return ALIGNMENT_EDITS[styleOf(shown, unit)];
}

export function referenceProgram(shown: Shown, unit: Unit): string {
  return `
${unit === 'joined' ? '' : 'import re\n'}import sys
${shown === 'paired' ? 'from itertools import zip_longest\n' : ''}

${UNITS[unit]}

${HUNKS[styleOf(shown, unit)]}

lines = sys.stdin.read().split('\\n')[:-1]
middle = lines.index('=====')
before, after = numbered(lines[:middle]), numbered(lines[middle + 1:])
${SHOWN[shown]}`;
}
