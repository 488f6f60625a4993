/** Reference and alternative programs of the family `number-grids`. */

import type { Form, Work } from './number-grids-texts.ts';

const READ: Readonly<Record<Form, string>> = {
  rows: `
def read_grid(text):
    grid = []
    for line in text.split('\\n'):
        grid.append([int(word, 36) if word.isalpha() else int(word) for word in line.split()])
    return grid
`,
  sparse: `
def read_grid(text):
    size, *cells = text.split('\\n')
    height, width = map(int, size.split('x'))
    grid = [[0] * width for _ in range(height)]
    for cell in cells:
        place, value = cell.split('=')
        row, column = map(int, place.split(','))
        value = int(value)
        grid[row - 1][column - 1] = value
    return grid
`,
  runs: `
def read_grid(text):
    grid = []
    for row in text.split('/'):
        if row == '=':
            grid.append(list(grid[-1]))
            continue
        numbers = []
        for item in row.split(' '):
            count, value = re.fullmatch('(?:([0-9]+)[*])?(-?[0-9]+)', item).groups()
            numbers += [int(value)] * int(count or 1)
        grid.append(numbers)
    return grid
`,
};

const WORK: Readonly<Record<Work, (entry: string) => string>> = {
  turn: (entry) => `
def ring(height, width, depth):
    """The places of a ring, clockwise from the upper left."""
    top, left, bottom, right = depth, depth, height - 1 - depth, width - 1 - depth
    cells = [(top, x) for x in range(left, right + 1)]
    cells += [(y, right) for y in range(top + 1, bottom + 1)]
    if bottom > top and right > left:
        cells += [(bottom, x) for x in range(right - 1, left - 1, -1)]
        cells += [(y, left) for y in range(bottom - 1, top, -1)]
    return cells


def ${entry}(text, steps):
    grid = read_grid(text)
    height, width = len(grid), len(grid[0])
    turned = [row[:] for row in grid]
    for depth in range((min(height, width) + 1) // 2):
        cells = ring(height, width, depth)
        for place, (y, x) in enumerate(cells):
            to_y, to_x = cells[(place + steps) % len(cells)]
            turned[to_y][to_x] = grid[y][x]
    return turned
`,
  spiral: (entry) => `
def ${entry}(text, every):
    grid = read_grid(text)
    order = []
    while grid:
        order += grid.pop(0)
        columns = [list(column) for column in zip(*grid)]
        grid = columns[::-1]
    return order[every - 1::every]
`,
  areas: (entry) => `
def ${entry}(text, least):
    grid = read_grid(text)
    seen = set()
    found = []
    for y, row in enumerate(grid):
        for x, number in enumerate(row):
            size = 0
            waiting = [(y, x)]
            while waiting:
                place = waiting.pop()
                at_y, at_x = place
                if place in seen or not (0 <= at_y < len(grid) and 0 <= at_x < len(row)):
                    continue
                if grid[at_y][at_x] != number:
                    continue
                seen.add(place)
                size += 1
                waiting += [(at_y + down, at_x + right) for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0))]
            if size >= least:
                found.append([number, size])
    return sorted(found, key=lambda area: (-area[1], area[0]))
`,
  peaks: (entry) => `
AROUND = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0)]


def ${entry}(text, drop):
    cells = {}
    for y, row in enumerate(read_grid(text), start=1):
        for x, value in enumerate(row, start=1):
            cells[y, x] = value
    found = []
    for (y, x), value in cells.items():
        for down, right in AROUND:
            other = cells.get((y + down, x + right))
            if other is not None and value - other < drop:
                break
        else:
            found.append([y, x, value])
    return found
`,
};

export function referenceProgram(form: Form, work: Work, entry: string): string {
  return `${form === 'runs' ? 'import re\n\n' : ''}${READ[form]}
${WORK[work](entry)}`;
}

const TAKEN: Readonly<Record<Form, string>> = {
  rows: `
def numbers_of(text):
    letters = {letter: str(value) for value, letter in enumerate('abcdefghijklmnopqrstuvwxyz', 10)}
    return [[int(letters.get(word, word)) for word in line.split(' ') if word] for line in text.splitlines()]
`,
  sparse: `
def numbers_of(text):
    lines = text.splitlines()
    values = {}
    for line in lines[1:]:
        place, _, value = line.partition('=')
        values[place] = int(value)
    height, width = lines[0].split('x')
    return [[values.get(f'{y + 1},{x + 1}', 0) for x in range(int(width))] for y in range(int(height))]
`,
  runs: `
def numbers_of(text):
    rows = []
    for row in text.split('/'):
        numbers = rows[-1][:] if row == '=' else []
        for item in row.split(' ') if row != '=' else []:
            times, star, value = item.partition('*')
            numbers.extend([int(value)] * int(times) if star else [int(item)])
        rows.append(numbers)
    return rows
`,
};

const OTHERWISE: Readonly<Record<Work, (entry: string) => string>> = {
  turn: (entry) => `
def walk(height, width):
    """Every ring as a list of places: steps to the right, down, left, up."""
    rings = []
    top = 0
    while height > 0 and width > 0:
        y, x = top, top
        places = [(y, x)]
        if height == 1 or width == 1:
            places += [(y, x + n) for n in range(1, width)] + [(y + n, x) for n in range(1, height)]
        else:
            for down, right, count in ((0, 1, width - 1), (1, 0, height - 1), (0, -1, width - 1), (-1, 0, height - 2)):
                for _ in range(count):
                    y, x = y + down, x + right
                    places.append((y, x))
        rings.append(places)
        top, height, width = top + 1, height - 2, width - 2
    return rings


def ${entry}(text, steps):
    grid = numbers_of(text)
    for places in walk(len(grid), len(grid[0])):
        numbers = [grid[y][x] for y, x in places]
        shift = len(numbers) - steps % len(numbers)
        for (y, x), number in zip(places, numbers[shift:] + numbers[:shift]):
            grid[y][x] = number
    return grid
`,
  spiral: (entry) => `
def ${entry}(text, every):
    grid = numbers_of(text)
    left = {(y, x) for y in range(len(grid)) for x in range(len(grid[0]))}
    y, x, down, right = 0, -1, 0, 1
    result = []
    place = 0
    while left:
        if (y + down, x + right) not in left:
            down, right = right, -down
        y, x = y + down, x + right
        left.discard((y, x))
        place += 1
        if place % every == 0:
            result.append(grid[y][x])
    return result
`,
  areas: (entry) => `
def ${entry}(text, least):
    grid = numbers_of(text)
    width = len(grid[0])
    cells = [number for row in grid for number in row]
    parent = list(range(len(cells)))

    def root(cell):
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for cell, number in enumerate(cells):
        if (cell + 1) % width and cells[cell + 1] == number:
            parent[root(cell + 1)] = root(cell)
        if cell + width < len(cells) and cells[cell + width] == number:
            parent[root(cell + width)] = root(cell)
    sizes = {}
    for cell in range(len(cells)):
        sizes[root(cell)] = sizes.get(root(cell), 0) + 1
    pairs = sorted((-size, cells[cell]) for cell, size in sizes.items() if size >= least)
    return [[number, -size] for size, number in pairs]
`,
  peaks: (entry) => `
def ${entry}(text, drop):
    grid = numbers_of(text)
    found = []
    for y, row in enumerate(grid):
        for x, value in enumerate(row):
            block = [number for line in grid[max(0, y - 1):y + 2] for number in line[max(0, x - 1):x + 2]]
            block.remove(value)
            if not block or max(block) + drop <= value:
                found.append([y + 1, x + 1, value])
    return found
`,
};

export function alternativeProgram(form: Form, work: Work, entry: string): string {
  return `${TAKEN[form]}
${OTHERWISE[work](entry)}`;
}
