/** Three things that the family `subtitle-conversion` does to the cues. */

import { at } from '../staged.ts';
import type { Cue, Working } from './subtitle-files.stages.ts';

export const workings: readonly Working[] = [
  {
    parameter: 'offset',
    text: [
      'offset (milliseconds, may be negative) is added to every start and end. A cue that then ends at 0 or before is dropped; one that only begins before 0 begins at 0.',
      'Every cue moves by offset milliseconds, later if it is positive, earlier if negative. What would be over at time 0 (end at 0 or below) falls away. What has started before 0 but ends after it starts at exactly 0.',
      'All times are to be increased by offset, an integer number of milliseconds of either sign. Cues whose end is then not above 0 are to be removed, and a start below 0 is to be set to 0.',
    ],
    cases: ['before zero', 'ends at zero', 'drawn 2', 'drawn 3', 'long film'],
    program: `
def change(cues, offset):
    moved = []
    for start, end, words in cues:
        if end + offset > 0:
            moved.append([max(0, start + offset), end + offset, words])
    return moved
`,
    other: `
def change(cues, offset):
    for cue in cues:
        cue[0] += offset
        cue[1] += offset
    return [[start if start > 0 else 0, end, words] for start, end, words in cues if end >= 1]
`,
    slips: [
      { why: 'A cue that ends at 0 exactly is dropped', from: 'end + offset > 0', to: 'end + offset >= 0' },
      { why: 'A start before 0 becomes 0', from: 'max(0, start + offset)', to: 'abs(start + offset)' },
    ],
    work: (cues, offset) =>
      cues
        .filter(({ end }) => end > -offset)
        .map(({ start, end, lines }) => ({ start: start < -offset ? 0 : start + offset, end: end + offset, lines })),
  },
  {
    parameter: 'gap',
    text: [
      'A cue with exactly the same text (all lines) as the one before it is merged with it when it begins at most gap milliseconds after the end of what is merged so far (or earlier). The merged cue keeps the start of the first and the latest end. Cues come in order of their starts.',
      'Our speech recognition repeats itself, so put repeated cues together: if a cue has the very same lines as the one right before it and starts no more than gap milliseconds after that one ends (merged ones count as one, and overlapping is fine too), they become one cue from the first start to the latest end. The cues are sorted by start already.',
      'Successive cues, which are given in order of their starts, shall be united if their lines of text are identical and the later one starts no later than gap milliseconds after the end of the earlier (united) one. The united cue runs from the first start to the greatest end.',
    ],
    cases: [
      'said again',
      'said again within',
      'gap exactly reached',
      'drawn 2',
      'drawn 3',
      'ends at zero',
      'before zero',
      'long film',
    ],
    program: `
def change(cues, gap):
    merged = []
    for start, end, words in cues:
        if merged and merged[-1][2] == words and start - merged[-1][1] <= gap:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end, words])
    return merged
`,
    other: `
def change(cues, gap):
    groups = []
    for cue in cues:
        last = groups[-1] if groups else None
        if last and last[0][2] == cue[2] and cue[0] <= max(one[1] for one in last) + gap:
            last.append(cue)
        else:
            groups.append([cue])
    return [[group[0][0], max(one[1] for one in group), group[0][2]] for group in groups]
`,
    slips: [
      { why: 'The latest end counts', from: 'max(merged[-1][1], end)', to: 'end' },
      { why: 'A gap of just that length is still merged', from: '<= gap', to: '< gap' },
    ],
    work: (cues, gap) => {
      const [first, second, ...rest] = cues;
      if (first === undefined || second === undefined) return [...cues];
      const same = first.lines.join('\n') === second.lines.join('\n') && second.start <= first.end + gap;
      if (!same) return [first, ...again([second, ...rest], gap)];
      return again([{ ...first, end: Math.max(first.end, second.end) }, ...rest], gap);
    },
  },
  {
    parameter: 'pause',
    text: [
      'Cues may come unsorted: sort by start, equal starts stay in the order given. Then every cue must be over pause milliseconds before the next one starts: where it is not, its end becomes the start of the next minus pause. If it would then end at its own start or before, drop it. "The next" is the next in sorted order, whether that one is dropped or not.',
      'The order is not reliable, please sort by start time (same start: leave as they come). After that no cue may touch the next: cut its end so that pause milliseconds are free before the next one begins. A cue with nothing left of it (end not after its start) disappears, but it has still cut the one before it.',
      'Cues shall be sorted by start, stably. Each end later than the start of its successor in that order less pause shall be set to that value. Successors are those before any removal. A cue whose end is thereafter not later than its start is to be removed.',
    ],
    cases: ['out of order', 'overlapping', 'drawn 2', 'drawn 3', 'before zero', 'ends at zero', 'long film'],
    program: `
def change(cues, pause):
    cues = sorted(cues, key=lambda cue: cue[0])
    kept = []
    for place, (start, end, words) in enumerate(cues):
        if place + 1 < len(cues):
            end = min(end, cues[place + 1][0] - pause)
        if end > start:
            kept.append([start, end, words])
    return kept
`,
    other: `
from operator import itemgetter

def change(cues, pause):
    cues.sort(key=itemgetter(0))
    limit = None
    kept = []
    while cues:
        start, end, words = cues.pop()
        if limit is not None and end > limit - pause:
            end = limit - pause
        limit = start
        if start < end:
            kept.insert(0, [start, end, words])
    return kept
`,
    slips: [
      { why: 'Cues are sorted by their start', from: 'sorted(cues, key=lambda cue: cue[0])', to: 'list(cues)' },
      { why: 'A cue with nothing left is dropped', from: 'if end > start:', to: 'if end >= start:' },
    ],
    work: (cues, pause) => {
      const order = cues
        .map((cue, index) => ({ cue, index }))
        .toSorted((a, b) => a.cue.start - b.cue.start || a.index - b.index);
      return order.flatMap(({ cue }, index) => {
        const limit = (order[index + 1]?.cue.start ?? Number.POSITIVE_INFINITY) - pause;
        const end = cue.end > limit ? limit : cue.end;
        return end <= cue.start ? [] : [{ ...cue, end }];
      });
    },
  },
];

function again(cues: readonly Cue[], gap: number): Cue[] {
  return at(workings, 1).work(cues, gap);
}
