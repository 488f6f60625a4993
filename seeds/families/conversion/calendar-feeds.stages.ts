/** What the stages of the family `calendar-feeds` are, and how times and lines of a calendar are written. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { pad } from '../drawn-words.ts';
import type { Stage } from '../staged.ts';
import { python } from '../study-parts.ts';

/** From `start` to `end`, in minutes since midnight of the first day. */
export interface Entry {
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

/** A component of a calendar, and the entries that it stands for. */
export interface Item {
  readonly lines: readonly string[];
  readonly entries: readonly Entry[];
}

export interface Feed extends Stage {
  readonly about: string;
  /** What stands before all items. */
  readonly head: readonly string[];
  /** An item written in one of six ways; the second last is to be skipped. */
  readonly item: (entry: Entry, way: number) => Item;
}

export interface View extends Stage {
  readonly about: string;
  /** Of entries in order, for the day that is so many days behind the one which times are reckoned from. */
  readonly view: (entries: readonly Entry[], days: number) => Json;
}

const MIDNIGHT = Date.UTC(2024, 5, 3);

/** As 20240603T101500. */
export const stamp = (minutes: number): string =>
  new Date(MIDNIGHT + minutes * 60_000).toISOString().slice(0, 19).replace(/[-:]/g, '');
export const dateOf = (minutes: number): string => new Date(MIDNIGHT + minutes * 60_000).toISOString().slice(0, 10);
export const timeOf = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
/** What is written there, so many days later. What was said of 1970 stays: zones hold since then. */
export const daysLater = (line: string, days: number): string =>
  line.replace(/20(\d\d)(\d\d)(\d\d)T(\d\d)(\d\d)00/g, (_, ...parts) => {
    const [year = 0, month = 0, day = 0, hours = 0, minutes = 0] = parts.slice(0, 5).map(Number);
    const moment = Date.UTC(2000 + year, month - 1, day + days, hours, minutes);
    return stamp((moment - MIDNIGHT) / 60_000);
  });
export const period = (minutes: number): string =>
  minutes % 60 === 0
    ? `PT${minutes / 60}H`
    : minutes < 60
      ? `PT${minutes}M`
      : `PT${Math.floor(minutes / 60)}H${minutes % 60}M`;
export const escaped = (title: string): string =>
  title.replace(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');
/** A line break in a title is read as a blank. */
export const read = (entry: Entry): Entry => ({ ...entry, title: entry.title.replaceAll('\n', ' ') });
export const ALARM = [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'SUMMARY:Reminder',
  'DURATION:PT5M',
  'STATUS:CANCELLED',
  'END:VALARM',
];

export const CASES: Stage['cases'] = ['every way of writing', 'skipped ones', 'long titles', 'drawn'];

/** Components with their own properties, parameters under the name with a semicolon; texts, moments and durations. */
export const READ = python`
import re
from datetime import datetime, timedelta

def components(text, kind):
    open_components = []
    for line in re.sub('\r?\n[ \t]', '', text).splitlines():
        head, _, value = line.partition(':')
        name, _, parameters = head.partition(';')
        if name == 'BEGIN':
            open_components.append(value)
            if value == kind:
                component = {}
        elif name == 'END':
            open_components.pop()
            if value == kind:
                yield component
        elif open_components[-1] == kind:
            component[name] = value
            component[name + ';'] = parameters

def plain(value):
    return re.sub(r'\\(.)', lambda found: ' ' if found.group(1) in 'nN' else found.group(1), value)

def moment(value):
    return datetime.strptime(value.rstrip('Z'), '%Y%m%dT%H%M%S')

def duration(value):
    days, hours, minutes = re.fullmatch(r'P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?', value).groups('0')
    return timedelta(days=int(days), hours=int(hours), minutes=int(minutes))
`;

/** Of the alternatives: the text of each component, and times as minutes since 1970. */
export const BLOCKS = python`
import re
from calendar import timegm
from time import gmtime, strftime, strptime

def blocks(text, kind):
    text = re.sub('\r?\n[ \t]', '', text).replace('\r', '')
    text = re.sub('(?s)BEGIN:VALARM.*?END:VALARM\n', '', text)
    return re.findall('(?s)BEGIN:' + kind + '\n(.*?)END:' + kind, text)

def value(block, name):
    found = re.search('(?m)^' + name + '(?:;[^:\n]*)?:(.*)$', block)
    return found.group(1) if found else ''

def clock(text):
    return timegm(strptime(text[:15], '%Y%m%dT%H%M%S')) // 60

def length(text):
    return sum(int(number) * {'D': 1440, 'H': 60, 'M': 1}[unit] for number, unit in re.findall(r'(\d+)([DHM])', text))

def title(block):
    parts = value(block, 'SUMMARY').split('\\\\')
    return '\\'.join(re.sub(r'\\[nN]', ' ', part).replace('\\,', ',').replace('\\;', ';') for part in parts)
`;
