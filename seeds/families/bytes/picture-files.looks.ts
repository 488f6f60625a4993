/** Three things that the family `picture-files` finds out about a picture. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';

export interface Look extends Stage {
  readonly about: string;
  readonly look: (rows: readonly (readonly number[])[]) => Json;
}

type Rows = readonly (readonly number[])[];

/** The cells of the dark region around a cell, which is taken out of `left`. */
function region(left: Set<string>, first: string): [number, number][] {
  const cells: [number, number][] = [];
  const waiting = [first];
  for (const name of waiting) {
    if (!left.delete(name)) continue;
    const [y = 0, x = 0] = name.split(' ').map(Number);
    cells.push([y, x]);
    for (const down of [-1, 0, 1]) for (const right of [-1, 0, 1]) waiting.push(`${y + down} ${x + right}`);
  }
  return cells;
}

function regions(rows: Rows): number[][] {
  const left = new Set(rows.flatMap((row, y) => row.flatMap((value, x) => (value < 128 ? [`${y} ${x}`] : []))));
  const found = [...left].map((name) => region(left, name)).filter(({ length }) => length > 1);
  const [low, high] = [
    (values: number[]) => values.reduce((a, b) => Math.min(a, b)),
    (values: number[]) => values.reduce((a, b) => Math.max(a, b)),
  ];
  return found
    .map((cells) => {
      const [ys, xs] = [cells.map(([y]) => y), cells.map(([, x]) => x)];
      return [cells.length, low(ys), low(xs), high(ys), high(xs)];
    })
    .toSorted(([many = 0, ...one], [more = 0, ...other]) => {
      const differing = one.findIndex((value, place) => value !== other[place]);
      return more - many || (one[differing] ?? 0) - (other[differing] ?? 0);
    });
}

export const looks: readonly Look[] = [
  {
    about: 'key figures',
    text: [
      'look(text) returns a dict: size ([width, height]), mean (of all brightnesses, rounded down), median (of an even number of pixels: the lower of the two in the middle), contrast (brightest minus darkest) and flat (list of the rows, counted from 0, that have one brightness all along).',
      'look(text) has to return a dict with five things. "size" is the list of width and height. "mean" is the mean brightness without the fraction. "median" is the middle brightness; when there are two in the middle, the smaller one. "contrast" is how far the brightest pixel is above the darkest. "flat" lists the numbers of the rows (0 is the top one) in which all pixels are equally bright.',
      'The function look(text) returns a dict having the keys size (list of width and height), mean (arithmetic mean of the brightness, rounded down), median (the lower median for an even number of pixels), contrast (difference of greatest and least brightness) and flat (ascending list of the zero-based indices of rows of uniform brightness).',
    ],
    cases: ['half and half', 'all the same', 'drawn', 'drawn again', 'large'],
    program: `
def look(text):
    rows = picture(text)
    values = sorted(value for row in rows for value in row)
    return {
        'size': [len(rows[0]), len(rows)],
        'mean': sum(values) // len(values),
        'median': values[(len(values) - 1) // 2],
        'contrast': values[-1] - values[0],
        'flat': [y for y, row in enumerate(rows) if min(row) == max(row)],
    }
`,
    other: `
import statistics
from collections import Counter

def look(text):
    rows = picture(text)
    counts = Counter()
    flat = []
    for y, row in enumerate(rows):
        counts.update(row)
        if len(set(row)) == 1:
            flat.append(y)
    total = sum(value * count for value, count in counts.items())
    return dict(
        size=[len(rows[0]), len(rows)],
        mean=total // counts.total(),
        median=statistics.median_low(counts.elements()),
        contrast=max(counts) - min(counts),
        flat=flat,
    )
`,
    slips: [
      { why: 'The lower of two in the middle', from: 'values[(len(values) - 1) // 2]', to: 'values[len(values) // 2]' },
      { why: 'The mean is rounded down', from: 'sum(values) // len(values)', to: 'round(sum(values) / len(values))' },
      {
        why: 'Every flat row counts, not only blank ones',
        from: 'if min(row) == max(row)',
        to: 'if min(row) == 255',
      },
    ],
    look: (rows) => {
      const values = rows.flat().toSorted((a, b) => a - b);
      const [low = 0, high = 0] = [values[0], values.at(-1)];
      return {
        size: [rows[0]?.length ?? 0, rows.length],
        mean: Math.floor(values.reduce((sum, value) => sum + value, 0) / values.length),
        median: values[Math.ceil(values.length / 2) - 1] ?? 0,
        contrast: high - low,
        flat: rows.flatMap((row, y) => (row.every((value) => value === row[0]) ? [y] : [])),
      };
    },
  },
  {
    about: 'trimmed text art',
    text: [
      'look(text) returns a dict with box and art. The background is the brightness of the top left pixel; box is [left, top, width, height] of the smallest rectangle around all pixels of another brightness, counted from 0, or None if there are none. art is a list with a string for each row of the box, a sign a pixel: # below 64, + below 128, - below 192, else a blank (blanks at the end stay); [] without a box.',
      'look(text) cuts off the margin. The pixel at the top left says what the background is. Around everything that has another brightness it draws the tightest rectangle and returns a dict: "box" is the list of left, top, width, height (left and top counted from 0), "art" is a list of strings, one for each row inside the rectangle, with # for brightness below 64, + for 64 to 127, - for 128 to 191 and a blank from 192 on. Leave blanks at the end of a string as they are. If all is background, box is None and art is empty.',
      'The function look(text) returns a dict with the keys box and art. Pixels whose brightness differs from that of the top left pixel are regarded as content. The value of box is [left, top, width, height] of their bounding rectangle, zero-based, or None in the absence of content. The value of art is the list of its rows as strings (empty in that case), with "#" for brightness 0 to 63, "+" for 64 to 127, "-" for 128 to 191 and a blank otherwise; trailing blanks are preserved.',
    ],
    cases: ['half and half', 'all the same', 'dark ground', 'drawn', 'drawn again', 'large'],
    program: `
def look(text):
    rows = picture(text)
    ground = rows[0][0]
    content = [(x, y) for y, row in enumerate(rows) for x, value in enumerate(row) if value != ground]
    if not content:
        return {'box': None, 'art': []}
    left = min(x for x, _ in content)
    right = max(x for x, _ in content)
    top, bottom = content[0][1], content[-1][1]
    art = [''.join('#+- '[value // 64] for value in row[left:right + 1]) for row in rows[top:bottom + 1]]
    return {'box': [left, top, right - left + 1, bottom - top + 1], 'art': art}
`,
    other: `
def trimmed(rows, ground):
    before = 0
    while rows and set(rows[0]) == {ground}:
        rows = rows[1:]
        before += 1
    while rows and set(rows[-1]) == {ground}:
        rows = rows[:-1]
    return before, rows

def sign(value):
    if value < 64:
        return '#'
    if value < 128:
        return '+'
    return '-' if value < 192 else ' '

def look(text):
    rows = picture(text)
    ground = rows[0][0]
    top, rows = trimmed(rows, ground)
    left, columns = trimmed(list(zip(*rows)), ground)
    art = [''.join(map(sign, row)) for row in zip(*columns)]
    return {'box': [left, top, len(columns), len(art)] if art else None, 'art': art}
`,
    slips: [
      { why: 'The top left pixel is the background', from: 'ground = rows[0][0]', to: 'ground = 255' },
      {
        why: 'Blanks at the end stay',
        from: 'for value in row[left:right + 1]) for',
        to: 'for value in row[left:right + 1]).rstrip() for',
      },
    ],
    look: (rows) => {
      const differing = (values: readonly number[]) => values.some((value) => value !== rows[0]?.[0]);
      const columns = (rows[0] ?? []).map((_, x) => rows.map((row) => row[x] ?? 0));
      const [left, right] = [columns.findIndex(differing), columns.findLastIndex(differing)];
      const [top, bottom] = [rows.findIndex(differing), rows.findLastIndex(differing)];
      if (left < 0) return { box: null, art: [] };
      const art = rows.slice(top, bottom + 1).map((row) =>
        row
          .slice(left, right + 1)
          .map((value) => '#+- '.charAt(Math.floor(value / 64)))
          .join(''),
      );
      return { box: [left, top, right - left + 1, bottom - top + 1], art };
    },
  },
  {
    about: 'dark spots',
    text: [
      'look(text) returns the dark spots: pixels with a brightness below 128 that touch each other, also at a corner, belong together. For each spot of at least 2 pixels a list [pixels, top, left, bottom, right] (rows and columns counted from 0, bottom and right inclusive); largest number of pixels first, equal ones by top, left, bottom, right in ascending order.',
      'look(text) finds dark spots. Dark is what is below 128, and dark pixels form one spot if they are neighbours, be it across a side or a corner. A pixel all by itself is dust and does not count. Return a list that has for every spot the list of how many pixels it has, its top row, its left column, its bottom row and its right column (all counted from 0). Big spots come first; with as many pixels, the smaller top first, then the smaller left, bottom, right.',
      'The function look(text) determines the regions of pixels with brightness below 128 that are connected horizontally, vertically or diagonally. Regions of one pixel are ignored. It returns a list of [pixels, top, left, bottom, right] per region, where the zero-based bounds are inclusive, sorted by descending number of pixels and then by ascending top, left, bottom and right.',
    ],
    cases: ['diagonals', 'single dots', 'drawn', 'drawn again', 'large'],
    program: `
def look(text):
    rows = picture(text)
    dark = {(y, x) for y, row in enumerate(rows) for x, value in enumerate(row) if value < 128}
    spots = []
    while dark:
        spot = [dark.pop()]
        for y, x in spot:
            around = {(y + down, x + right) for down in (-1, 0, 1) for right in (-1, 0, 1)}
            spot.extend(around & dark)
            dark -= around
        if len(spot) > 1:
            ys = [y for y, _ in spot]
            xs = [x for _, x in spot]
            spots.append([len(spot), min(ys), min(xs), max(ys), max(xs)])
    return sorted(spots, key=lambda spot: [-spot[0], *spot[1:]])
`,
    other: `
def look(text):
    parents = {}

    def root(cell):
        while parents[cell] != cell:
            parents[cell] = parents[parents[cell]]
            cell = parents[cell]
        return cell

    for y, row in enumerate(picture(text)):
        for x, value in enumerate(row):
            if value >= 128:
                continue
            parents[y, x] = (y, x)
            for near in ((y, x - 1), (y - 1, x - 1), (y - 1, x), (y - 1, x + 1)):
                if near in parents:
                    parents[root(near)] = root((y, x))
    boxes = {}
    for y, x in parents:
        count, top, left, bottom, right = boxes.get(root((y, x)), (0, y, x, y, x))
        boxes[root((y, x))] = (count + 1, min(top, y), min(left, x), max(bottom, y), max(right, x))
    spots = sorted(list(box) for box in boxes.values() if box[0] > 1)
    spots.sort(key=lambda spot: spot[0], reverse=True)
    return spots
`,
    slips: [
      {
        why: 'Corners connect as well',
        from: 'for right in (-1, 0, 1)}',
        to: 'for right in (-1, 0, 1) if down == 0 or right == 0}',
      },
      { why: 'Single pixels do not count', from: 'if len(spot) > 1:', to: 'if spot:' },
      { why: 'The largest spot comes first', from: '[-spot[0], *spot[1:]]', to: 'spot[1:]' },
    ],
    look: regions,
  },
];
