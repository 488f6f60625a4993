/** The formats of the family `gps-tracks`. */

import { type Fix, type Format, sentence, stamp } from './gps-tracks.stages.ts';

export const formats: readonly Format[] = [
  {
    file: 'GPX',
    text: [
      'text is GPX 1.1 (default namespace http://www.topografix.com/GPX/1/1): every trkpt of all tracks and segments in order, with attributes lat and lon, elements ele (metres) and time (2024-06-01T10:00:00Z, or with a fraction of a second, which is dropped). wpt and other elements do not count.',
      'I get GPX files, with the usual namespace http://www.topografix.com/GPX/1/1. Use all trkpt in the order of the file, whatever segment they are in: lat and lon as attributes, ele in metres and time like 2024-06-01T10:00:00Z inside; some times have fractions of a second, cut those off. Waypoints (wpt) are of no interest.',
      'The argument text is a GPX 1.1 document in the namespace http://www.topografix.com/GPX/1/1. The fixes are all trkpt elements in document order, with the attributes lat and lon and the children ele (in metres) and time (ISO 8601 in UTC; fractions of a second are discarded). Other points are irrelevant.',
    ],
    cases: ['south and west', 'drawn'],
    program: `
import xml.etree.ElementTree as ElementTree
from datetime import datetime

SPACE = '{http://www.topografix.com/GPX/1/1}'

def fixes(text):
    result = []
    for point in ElementTree.fromstring(text).iter(SPACE + 'trkpt'):
        when = datetime.fromisoformat(point.findtext(SPACE + 'time')[:19])
        seconds = int((when - datetime(2024, 1, 1)).total_seconds())
        result.append((float(point.get('lat')), float(point.get('lon')), float(point.findtext(SPACE + 'ele')), seconds))
    return result
`,
    other: `
import re
from calendar import timegm
from time import strptime

def fixes(text):
    result = []
    for attributes, body in re.findall('(?s)<trkpt([^>]*)>(.*?)</trkpt>', text):
        degrees = [float(re.search(name + '="([^"]*)"', attributes).group(1)) for name in ('lat', 'lon')]
        height = re.search('<ele>(.*?)</ele>', body).group(1)
        when = re.search('<time>([^.Z]*)', body).group(1)
        result.append((*degrees, float(height), timegm(strptime(when, '%Y-%m-%dT%H:%M:%S'))))
    return result
`,
    slips: [
      {
        why: 'Only points of tracks count',
        from: ".iter(SPACE + 'trkpt'):",
        to: ".iter():\n        if point.get('lat') is None:\n            continue",
      },
    ],
    write: (all) =>
      `<?xml version="1.0"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">\n<wpt lat="1" lon="2"><ele>3</ele><time>2024-06-01T01:00:00Z</time></wpt>\n<trk><trkseg>\n${all
        .map(({ lat, lon, height, time }, at) => {
          const place =
            at % 2 === 0
              ? `lat="${lat / 100_000}" lon="${lon / 100_000}"`
              : `lon="${lon / 100_000}" lat="${lat / 100_000}"`;
          const point = `<trkpt ${place}><ele>${height / 10}</ele><time>2024-06-01T${stamp(time)}${at % 3 === 1 ? '.750' : ''}Z</time></trkpt>\n`;
          return at % 50 === 9 ? `${point}</trkseg></trk><trk><trkseg>\n` : point;
        })
        .join('')}</trkseg></trk>\n</gpx>\n`,
  },
  {
    file: 'NMEA',
    text: [
      'text is a log of NMEA lines. Use $GPGGA lines only: field 1 is hhmmss, 2 and 3 the latitude as ddmm.mmmm and N or S, 4 and 5 the longitude as dddmm.mmmm and E or W (mm.mmmm are minutes), 6 the quality (0: skip the line), 9 the height in metres. After * stands the check sum: the XOR of all characters between $ and *, two hexadecimal digits; skip lines where it is wrong or missing.',
      'My receiver writes NMEA. Only lines starting with $GPGGA matter. Counting the fields after the name: 1 is the time hhmmss, 2 the latitude ddmm.mmmm (degrees and minutes), 3 is N or S, 4 the longitude dddmm.mmmm, 5 is E or W, 6 is the quality, where 0 means the line is useless, and 9 the height in metres. Behind the star are two hexadecimal digits, the XOR of everything between $ and *. If they do not fit, or are not there, throw the line away.',
      'The argument text is a log of NMEA 0183. Relevant are sentences $GPGGA with a valid checksum (two hexadecimal digits after *, equal to the XOR of all characters between $ and *) and a quality (field 6) other than 0. Field 1 is the time hhmmss; fields 2 to 5 are latitude (ddmm.mmmm), N or S, longitude (dddmm.mmmm), E or W; field 9 is the height in metres.',
    ],
    cases: ['south and west', 'drawn'],
    program: `
def intact(line):
    body, star, check = line[1:].partition('*')
    total = 0
    for sign in body:
        total ^= ord(sign)
    return star == '*' and check.strip().upper() == f'{total:02X}'

def degrees(number, half):
    whole, minutes = divmod(float(number), 100)
    size = whole + minutes / 60
    return -size if half in 'SW' else size

def fixes(text):
    result = []
    for line in text.splitlines():
        field = line.split('*')[0].split(',')
        if field[0] == '$GPGGA' and intact(line) and field[6] != '0':
            clock = field[1]
            seconds = int(clock[:2]) * 3600 + int(clock[2:4]) * 60 + int(clock[4:6])
            result.append((degrees(field[2], field[3]), degrees(field[4], field[5]), float(field[9]), seconds))
    return result
`,
    other: `
import re
from functools import reduce

GGA = re.compile(r'\\$(GPGGA,(\\d\\d)(\\d\\d)(\\d\\d),(\\d\\d)([\\d.]+),([NS]),(\\d{3})([\\d.]+),([EW]),([1-9]),[^,]*,[^,]*,(-?[\\d.]+),[^*\\n]*)\\*([0-9A-F]{2})')

def fixes(text):
    result = []
    for body, h, m, s, north, first, side, east, second, half, _, height, check in GGA.findall(text):
        if reduce(lambda total, byte: total ^ byte, body.encode()) != int(check, 16):
            continue
        lat = (int(north) + float(first) / 60) * (1 if side == 'N' else -1)
        lon = (int(east) + float(second) / 60) * (1 if half == 'E' else -1)
        result.append((lat, lon, float(height), (int(h) * 60 + int(m)) * 60 + int(s)))
    return result
`,
    slips: [
      {
        why: 'Lines with a wrong check sum are skipped',
        from: "star == '*' and check.strip().upper() == f'{total:02X}'",
        to: "star == '*'",
      },
    ],
    write: (all) =>
      all
        .map((fix, at) => {
          const line = sentence(fix);
          const spoilt = sentence({ ...fix, lat: fix.lat + 7000, height: 9000 }).replace(
            /..$/,
            at % 2 === 0 ? '0G' : '00',
          );
          const noise = at % 4 === 0 ? `$GPRMC,1,A*00\n${spoilt}\n` : at % 4 === 1 ? `${spoilt.slice(0, -3)}\n` : '';
          return `${noise}${line}\n`;
        })
        .join(''),
  },
  {
    file: 'GeoJSON',
    text: [
      'text is a GeoJSON FeatureCollection. Every feature whose geometry is a LineString with coordinates [lon, lat, height] and whose properties have coordTimes (milliseconds since 1970, one per coordinate) adds its points in order; other features do not count. Features may come in any order: those starting earlier go first.',
      'It is GeoJSON, a FeatureCollection. I need the features with a LineString, whose coordinates are [longitude, latitude, height in metres] and whose properties contain coordTimes, a list of milliseconds since 1970 that belong to the coordinates. Some features are something else (points, or lines without coordTimes), leave them out. The lines are shuffled, so put the one that starts first at the front.',
      'The argument text is a GeoJSON FeatureCollection. Features having a LineString geometry and the property coordTimes (milliseconds since 1970 for each coordinate) contribute their coordinates [longitude, latitude, height], the features being ordered by their first time; all others are to be disregarded.',
    ],
    cases: ['south and west', 'drawn'],
    program: `
import json

def fixes(text):
    lines = []
    for feature in json.loads(text)['features']:
        times = feature['properties'].get('coordTimes')
        if feature['geometry']['type'] == 'LineString' and times:
            lines.append([(lat, lon, height, ms // 1000) for (lon, lat, height), ms in zip(feature['geometry']['coordinates'], times)])
    lines.sort(key=lambda line: line[0][3])
    return [fix for line in lines for fix in line]
`,
    other: `
from itertools import chain
from json import loads

def points(feature):
    properties, geometry = feature['properties'], feature['geometry']
    if geometry['type'] != 'LineString' or 'coordTimes' not in properties:
        return
    for place, ms in enumerate(properties['coordTimes']):
        east, north, up = geometry['coordinates'][place]
        yield north, east, up, int(ms / 1000)

def fixes(text):
    found = chain.from_iterable(map(points, loads(text)['features']))
    return sorted(found, key=lambda fix: fix[3])
`,
    slips: [
      { why: 'Longitude stands before latitude', from: 'for (lon, lat, height), ms', to: 'for (lat, lon, height), ms' },
    ],
    write: (all) => {
      const features = Array.from({ length: Math.ceil(all.length / 20) }, (_, part) => {
        const own = all.slice(part * 20, part * 20 + 20);
        return {
          type: 'Feature',
          properties: { coordTimes: own.map(({ time }) => 1_717_200_000_000 + time * 1000) },
          geometry: {
            type: 'LineString',
            coordinates: own.map(({ lat, lon, height }) => [lon / 100_000, lat / 100_000, height / 10]),
          },
        };
      });
      const others = [
        { type: 'Feature', properties: { name: 'Hut' }, geometry: { type: 'Point', coordinates: [1, 2, 3] } },
        {
          type: 'Feature',
          properties: { name: 'Border' },
          geometry: {
            type: 'LineString',
            coordinates: [
              [1, 2, 3],
              [4, 5, 6],
            ],
          },
        },
      ];
      return JSON.stringify({ type: 'FeatureCollection', features: [...features.toReversed(), ...others] });
    },
  },
  {
    file: 'a packed line format',
    text: [
      'text has a line per stretch: start time (seconds of the day), a colon, then the points separated by blanks. The first point is "lat,lon,height" in hundred-thousandths of a degree and tenths of a metre; every further one gives differences to the point before: "dlat,dlon,dheight" with 10 seconds between points, or "dlat,dlon,dheight@s" with s seconds. A part left empty (as in "5,,-2") is 0. Blank lines and what follows a # do not count.',
      'The loggers save space: each line is a stretch, beginning with the time of its first point in seconds of the day and a colon. The first point is lat,lon,height (degrees times 100000, tenths of metres). After that each point only says how much it differs from the last one, dlat,dlon,dheight, empty meaning 0 as in 5,,-2. Ten seconds pass from point to point unless @ and another number of seconds is attached (5,,-2@30). A # starts a remark, and there are empty lines.',
      'The argument text holds a stretch per line: the time of its first point in seconds of the day, a colon, and points separated by blanks. The first point is given as lat,lon,height in units of 0.00001 degrees and 0.1 metres, each other by its differences to its predecessor, of which an empty one is 0. Points are 10 seconds apart unless "@s" is appended, s being the seconds. From # to the end of a line is a comment.',
    ],
    cases: ['south and west', 'drawn'],
    program: `
def fixes(text):
    result = []
    for line in text.splitlines():
        line = line.split('#')[0].strip()
        if not line:
            continue
        start, points = line.split(':')
        clock, state = int(start), [0, 0, 0]
        for place, point in enumerate(points.split()):
            parts, _, pause = point.partition('@')
            if place > 0:
                clock += int(pause or 10)
            state = [value + int(change or 0) for value, change in zip(state, parts.split(','))]
            result.append((state[0] / 100000, state[1] / 100000, state[2] / 10, clock))
    return result
`,
    other: `
import re

POINT = re.compile(r'(-?\\d*),(-?\\d*),(-?\\d*)(?:@(\\d+))?')

def fixes(text):
    result = []
    for start, rest in re.findall(r'(?m)^\\s*(\\d+):([^#\\n]*)', text):
        lat = lon = height = 0
        clock = None
        for dlat, dlon, dheight, pause in POINT.findall(rest):
            clock = int(start) if clock is None else clock + int(pause if pause else '10')
            lat += int(dlat) if dlat else 0
            lon += int(dlon) if dlon else 0
            height += int(dheight) if dheight else 0
            result.append((lat * 1e-5, lon * 1e-5, height * 0.1, clock))
    return result
`,
    slips: [{ why: 'Another number of seconds may pass', from: 'clock += int(pause or 10)', to: 'clock += 10' }],
    write: (all) => {
      const stretch = (own: readonly Fix[]) =>
        own
          .map((fix, at) => {
            const last = own[at - 1];
            if (last === undefined) return `${fix.time}: ${fix.lat},${fix.lon},${fix.height}`;
            const parts = [fix.lat - last.lat, fix.lon - last.lon, fix.height - last.height].map((part) =>
              part === 0 ? '' : String(part),
            );
            const pause = fix.time - last.time;
            return `${parts.join(',')}${pause === 10 ? '' : `@${pause}`}`;
          })
          .join(' ');
      return `# logger 3\n\n${Array.from({ length: Math.ceil(all.length / 15) }, (_, part) => `${stretch(all.slice(part * 15, part * 15 + 15))}${part % 2 === 0 ? ' # ok' : ''}\n`).join('')}`;
    },
  },
];
