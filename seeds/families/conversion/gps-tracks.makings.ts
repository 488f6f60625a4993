/** The makings of the family `gps-tracks`. */

import { type Fix, flat, type Making, metres } from './gps-tracks.stages.ts';

export const makings: readonly Making[] = [
  {
    about: 'a summary',
    text: [
      'Return an object: points (how many), metres (length of the way: haversine with radius 6371000 between neighbours, summed), seconds (last time minus first), moving (sum of the seconds between neighbours whose speed is at least limit metres per second), up (sum of all rises in height), fastest (highest speed between neighbours, metres per second). No points: zeros.',
      'I want a summary as an object. points: their number. metres: how long the way is, adding up the haversine distances from point to point with an earth radius of 6371000. seconds: from the first to the last. moving: the seconds of those pieces, point to point, on which I was at least limit metres per second fast. up: all metres that it went up from one point to the next. fastest: the highest speed of a piece in metres per second. Everything is 0 without points.',
      'The result is an object: points (number of fixes); metres (sum of the haversine distances of successive fixes, radius 6371000 m); seconds (duration); moving (total duration of the intervals with a speed not below limit, in m/s); up (sum of all positive differences in height); fastest (maximum speed of an interval in m/s). All are 0 for an empty track.',
    ],
    cases: ['standing still', 'up and down', 'no point', 'one point'],
    program: `
from math import asin, cos, radians, sin, sqrt

def distance(one, other):
    lat, lon = radians(other[0] - one[0]), radians(other[1] - one[1])
    root = sin(lat / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(lon / 2) ** 2
    return 2 * 6371000 * asin(sqrt(root))

def track(text, limit):
    points = fixes(text)
    report = {'points': len(points), 'metres': 0, 'seconds': 0, 'moving': 0, 'up': 0, 'fastest': 0}
    for one, other in zip(points, points[1:]):
        metres, seconds = distance(one, other), other[3] - one[3]
        report['metres'] += metres
        report['seconds'] += seconds
        report['up'] += max(0, other[2] - one[2])
        report['fastest'] = max(report['fastest'], metres / seconds)
        if metres / seconds >= limit:
            report['moving'] += seconds
    return report
`,
    other: `
from math import asin, cos, dist, pi, sin

def vector(fix):
    lat, lon = fix[0] * pi / 180, fix[1] * pi / 180
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)

def track(text, limit):
    points = fixes(text)
    pieces = [
        (12742000 * asin(dist(vector(one), vector(other)) / 2), other[3] - one[3], other[2] - one[2])
        for one, other in zip(points, points[1:])
    ]
    return dict(
        points=len(points),
        metres=sum(length for length, _, _ in pieces),
        seconds=points[-1][3] - points[0][3] if points else 0,
        moving=sum(time for length, time, _ in pieces if length >= limit * time),
        up=sum(rise for _, _, rise in pieces if rise > 0),
        fastest=max((length / time for length, time, _ in pieces), default=0),
    )
`,
    slips: [
      { why: 'Only rises count as up', from: 'max(0, other[2] - one[2])', to: 'abs(other[2] - one[2])' },
      { why: 'Slow pieces are not moving', from: 'if metres / seconds >= limit:', to: 'if metres > 0:' },
    ],
    make: (all, limit) => {
      const pieces = all.slice(1).map((fix, at) => {
        const last = all[at] ?? fix;
        return { length: metres(last, fix), time: fix.time - last.time, rise: (fix.height - last.height) / 10 };
      });
      return {
        points: all.length,
        metres: pieces.reduce((sum, { length }) => sum + length, 0),
        seconds: pieces.reduce((sum, { time }) => sum + time, 0),
        moving: pieces.reduce((sum, { length, time }) => sum + (length / time >= limit ? time : 0), 0),
        up: pieces.reduce((sum, { rise }) => sum + Math.max(0, rise), 0),
        fastest: Math.max(0, ...pieces.map(({ length, time }) => length / time)),
      };
    },
  },
  {
    about: 'stretches between breaks',
    text: [
      'Cut the way where more than 60 times limit seconds pass between neighbours. Return a list with one object per stretch: start (seconds after the first point of all), seconds, points, box ([south, west, north, east] in degrees), highest (metres). Stretches of a single point are left out.',
      'Please divide it at my breaks: wherever more than limit minutes lie between two points, a new stretch begins. For each stretch with two points or more I want an object: start, in seconds after the very first point of the file; seconds it took; points, how many; box, the smallest and largest degrees as [south, west, north, east]; highest, the greatest height in metres.',
      'The track is to be divided wherever the time between successive fixes exceeds limit minutes. The result lists, for every part of at least two fixes, an object with start (seconds since the first fix of the whole track), seconds (duration), points (number), box (array of minimum latitude, minimum longitude, maximum latitude, maximum longitude) and highest (maximum height).',
    ],
    cases: ['breaks', 'no point', 'one point'],
    program: `
def track(text, limit):
    points = fixes(text)
    stretches = []
    for fix in points:
        if not stretches or fix[3] - stretches[-1][-1][3] > limit * 60:
            stretches.append([])
        stretches[-1].append(fix)
    result = []
    for stretch in stretches:
        if len(stretch) < 2:
            continue
        lats, lons, heights, times = zip(*stretch)
        result.append({
            'start': times[0] - points[0][3],
            'seconds': times[-1] - times[0],
            'points': len(stretch),
            'box': [min(lats), min(lons), max(lats), max(lons)],
            'highest': max(heights),
        })
    return result
`,
    other: `
def track(text, limit):
    result = []
    points = list(fixes(text))
    ends = [place for place in range(1, len(points)) if points[place][3] > points[place - 1][3] + 60 * limit]
    for first, last in zip([0] + ends, ends + [len(points)]):
        part = sorted(points[first:last], key=lambda fix: fix[3])
        if len(part) > 1:
            box = [pick(fix[axis] for fix in part) for pick in (min, max) for axis in (0, 1)]
            result.append(dict(
                start=part[0][3] - points[0][3], seconds=part[-1][3] - part[0][3], points=last - first,
                box=box, highest=sorted(fix[2] for fix in part)[-1],
            ))
    return result
`,
    slips: [
      { why: 'A single point is no stretch', from: 'if len(stretch) < 2:', to: 'if len(stretch) < 1:' },
      { why: 'A break of just limit minutes does not divide', from: '> limit * 60:', to: '>= limit * 60:' },
    ],
    make: (all, limit) => {
      const parts: Fix[][] = [];
      all.forEach((fix, at) => {
        if (at === 0 || fix.time - (all[at - 1]?.time ?? 0) > limit * 60) parts.push([fix]);
        else parts.at(-1)?.push(fix);
      });
      return parts
        .filter(({ length }) => length > 1)
        .map((part) => {
          const [lats, lons, times] = [
            part.map(({ lat }) => flat(lat)),
            part.map(({ lon }) => flat(lon)),
            part.map(({ time }) => time),
          ];
          return {
            start: Math.min(...times) - (all[0]?.time ?? 0),
            seconds: Math.max(...times) - Math.min(...times),
            points: part.length,
            box: [Math.min(...lats), Math.min(...lons), Math.max(...lats), Math.max(...lons)],
            highest: Math.max(...part.map(({ height }) => flat(height, 10))),
          };
        });
    },
  },
  {
    about: 'one point per slice of time',
    text: [
      'Return [seconds, lat, lon, height] for 0, limit, 2 * limit ... minutes after the first point, as long as that is not after the last one: seconds since the first point, and the place at that time, in a straight line (linear in each of the three values) between the points before and after. No points: an empty list.',
      'For a film I need the place at regular times: for every limit minutes, beginning with the first point and not going past the last, a [seconds, lat, lon, height], with seconds counted from the first point and the rest worked out linearly between the two neighbouring points (each of the three values by itself). Without points return an empty list.',
      'The result is a list of [seconds, lat, lon, height] at the times 0, limit, 2 limit, ... minutes after the first fix up to and including the time of the last one, each value being linearly interpolated between the neighbouring fixes; seconds count from the first fix. An empty track yields an empty list.',
    ],
    cases: ['between points', 'no point', 'one point'],
    program: `
def track(text, limit):
    points = fixes(text)
    result = []
    place = seconds = 0
    while points and points[0][3] + seconds <= points[-1][3]:
        moment = points[0][3] + seconds
        while points[place][3] < moment:
            place += 1
        after = points[place]
        before = points[max(0, place - 1)]
        share = (moment - before[3]) / (after[3] - before[3]) if after[3] > before[3] else 0
        result.append([seconds] + [one + (other - one) * share for one, other in zip(before[:3], after[:3])])
        seconds += limit * 60
    return result
`,
    other: `
from bisect import bisect_right

def track(text, limit):
    points = sorted(fixes(text), key=lambda fix: fix[3])
    if not points:
        return []
    times = [fix[3] - points[0][3] for fix in points]
    rows = []
    for wanted in range(0, times[-1] + 1, limit * 60):
        at = bisect_right(times, wanted) - 1
        row = [wanted, *points[at][:3]]
        if times[at] != wanted:
            weight = (wanted - times[at]) / (times[at + 1] - times[at])
            row[1:] = [a * (1 - weight) + b * weight for a, b in zip(points[at], points[at + 1][:3])]
        rows.append(row)
    return rows
`,
    slips: [
      { why: 'The last point counts where its time is met', from: '<= points[-1][3]:', to: '< points[-1][3]:' },
      { why: 'The place lies between two points', from: 'one + (other - one) * share', to: 'other' },
    ],
    make: (all, limit) => {
      const [first, last] = [all[0], all.at(-1)];
      if (first === undefined || last === undefined) return [];
      return Array.from({ length: Math.floor((last.time - first.time) / (limit * 60)) + 1 }, (_, slice) => {
        const moment = first.time + slice * limit * 60;
        const after = all.find(({ time }) => time >= moment) ?? last;
        const before = all.findLast(({ time }) => time <= moment) ?? first;
        const share = after.time === before.time ? 0 : (moment - before.time) / (after.time - before.time);
        const mixed = (one: number, other: number, size: number) => (one * (1 - share) + other * share) / size;
        return [
          moment - first.time,
          mixed(before.lat, after.lat, 100_000),
          mixed(before.lon, after.lon, 100_000),
          mixed(before.height, after.height, 10),
        ];
      });
    },
  },
];
