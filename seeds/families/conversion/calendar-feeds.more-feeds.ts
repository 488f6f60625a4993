/** Feeds of the family `calendar-feeds`: tasks with a deadline, and shifts in several time zones. */

import { python } from '../study-parts.ts';
import { ALARM, BLOCKS, CASES, escaped, type Feed, period, READ, read, stamp } from './calendar-feeds.stages.ts';

const ZONES = [
  ['Office', 120],
  ['Plant', -330],
  ['Harbour', 0],
] as const;

function offset(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`;
}

export const zonedFeeds: readonly Feed[] = [
  {
    about: 'tasks',
    text: [
      'Entries are the VTODO with SUMMARY that have a DUE (UTC, as 20240603T101500Z) and are not STATUS:COMPLETED or STATUS:CANCELLED. An entry ends at DUE and begins DURATION earlier (PT1H30M, PT45M), or 60 minutes earlier if there is no DURATION. PRIORITY 1 to 4 puts "! " before the title; 0, 5 to 9 or none does not. VEVENT do not count.',
      'I work by tasks: every VTODO has a SUMMARY and most have a DUE (like 20240603T101500Z, UTC), and those without are of no interest. Nor are those whose STATUS is COMPLETED or CANCELLED. DURATION (PT45M, PT1H30M) says how long a task takes, and if it is missing, take an hour; so the entry begins that long before DUE and ends at DUE. If PRIORITY is 1, 2, 3 or 4, write "! " in front of the title. Note that PRIORITY:0 means none. Pass over VEVENT.',
      'Entries correspond to VTODO components having DUE (UTC, e.g. 20240603T101500Z) and a STATUS, if any, other than COMPLETED and CANCELLED. They end at DUE; their length is DURATION (e.g. PT1H30M) or, in its absence, 60 minutes. The title is SUMMARY, preceded by "! " for PRIORITY from 1 to 4. Other components are disregarded.',
    ],
    cases: CASES,
    program: python`${READ}
def is_open(task):
    state = task.get('STATUS', 'NEEDS-ACTION')
    return 'DUE' in task and state not in ('COMPLETED', 'CANCELLED')

def name_of(task):
    priority = int(task.get('PRIORITY', 0))
    mark = '! ' if 1 <= priority <= 4 else ''
    return mark + plain(task['SUMMARY'])

def entries(text):
    rows = []
    for task in filter(is_open, components(text, 'VTODO')):
        due = moment(task['DUE'])
        needed = duration(task['DURATION']) if 'DURATION' in task else timedelta(hours=1)
        rows.append((due - needed, due, name_of(task)))
    rows.sort()
    return rows
`,
    other: python`${BLOCKS}
def entries(text):
    found = []
    for block in blocks(text, 'VTODO'):
        due, state = value(block, 'DUE'), value(block, 'STATUS')
        if due and state not in ['CANCELLED', 'COMPLETED']:
            mark = '! ' if value(block, 'PRIORITY') in list('1234') else ''
            found.append((clock(due) - (length(value(block, 'DURATION')) or 60), clock(due), mark + title(block)))
    return sorted(found)
`,
    slips: [
      {
        why: 'Priority 0 means none',
        from: 'if 1 <= priority <= 4 else',
        to: "if 'PRIORITY' in task and priority <= 4 else",
      },
      {
        why: 'Completed tasks are skipped',
        from: "state not in ('COMPLETED', 'CANCELLED')",
        to: "state != 'CANCELLED'",
      },
      {
        why: 'Folded lines are joined without a blank',
        from: "re.sub('\\r?\\n[ \\t]', '', text)",
        to: "re.sub('\\r?\\n[ \\t]', ' ', text)",
      },
    ],
    head: ['BEGIN:VEVENT', 'DTSTART:20240603T100000Z', 'DTEND:20240603T160000Z', 'SUMMARY:No task', 'END:VEVENT'],
    item: (entry, way) => {
      const hour = way === 2 || way === 3;
      const own = hour ? { ...entry, start: entry.end - 60 } : entry;
      const priority = ['', 'PRIORITY:2', 'PRIORITY:0', 'PRIORITY:5', 'PRIORITY:1', 'PRIORITY:4'][way] ?? '';
      const title = way === 1 || way === 5 ? `! ${entry.title}` : entry.title;
      return {
        lines: [
          'BEGIN:VTODO',
          `SUMMARY:${escaped(entry.title)}`,
          ...(hour ? [] : [`DURATION:${period(entry.end - entry.start)}`]),
          `DUE:${stamp(entry.end)}Z`,
          ...(priority === '' ? [] : [priority]),
          ...(way === 4 ? ['STATUS:COMPLETED'] : way === 1 ? ['STATUS:IN-PROCESS'] : []),
          ...(way === 5 ? ALARM : []),
          'END:VTODO',
          ...(way === 4 ? ['BEGIN:VTODO', 'SUMMARY:Some day', 'END:VTODO'] : []),
        ],
        entries: way === 4 ? [] : [read({ ...own, title })],
      };
    },
  },
  {
    about: 'shifts in time zones',
    text: [
      'Entries are the VEVENT with SUMMARY, DTSTART and DTEND. A time is UTC if it ends in Z (20240603T101500Z), else it has a parameter (DTSTART;TZID=Plant:20240603T101500) naming a time zone. Each VTIMEZONE has its TZID and one STANDARD with TZOFFSETTO (+0200, -0530): what its local time is ahead of UTC. All is converted to UTC. Both times may be in different zones. TRANSP:TRANSPARENT: skipped.',
      'People work in several places, and the feed has their shifts: a VEVENT with SUMMARY, DTSTART and DTEND. Some times are UTC and end with Z (20240603T101500Z). Others are local, like DTSTART;TZID=Plant:20240603T101500. For each such name there is a VTIMEZONE with that TZID, in which one STANDARD tells with TZOFFSETTO how far the place is ahead of UTC, for example +0200 or -0530. Give me everything in UTC; a shift may begin in one zone and end in another. Those that are TRANSP:TRANSPARENT are no real work, skip them.',
      'Entries correspond to VEVENT components with SUMMARY, DTSTART and DTEND. Times ending in Z are UTC; others bear a parameter TZID that refers to a VTIMEZONE, which has exactly one STANDARD with TZOFFSETTO (offset ahead of UTC, e.g. +0200 or -0530). All times are to be converted to UTC, each according to its own zone. Events with TRANSP:TRANSPARENT are disregarded.',
    ],
    cases: CASES,
    program: python`${READ}
def offsets(text):
    names = [zone['TZID'] for zone in components(text, 'VTIMEZONE')]
    result = {}
    for name, standard in zip(names, components(text, 'STANDARD')):
        sign, hours, minutes = re.fullmatch(r'([+-])(\d\d)(\d\d)', standard['TZOFFSETTO']).groups()
        ahead = timedelta(hours=int(hours), minutes=int(minutes))
        result[name] = -ahead if sign == '-' else ahead
    return result

def entries(text):
    ahead = offsets(text)
    result = []
    for event in components(text, 'VEVENT'):
        times = []
        for name in ('DTSTART', 'DTEND'):
            zone = event[name + ';'].removeprefix('TZID=')
            times.append(moment(event[name]) - ahead.get(zone, timedelta()))
        if event.get('TRANSP') != 'TRANSPARENT':
            result.append((*times, plain(event['SUMMARY'])))
    return sorted(result)
`,
    other: python`${BLOCKS}
def entries(text):
    shifts = {'': 0}
    for zone in blocks(text, 'VTIMEZONE'):
        shown = int(value(zone, 'TZOFFSETTO'))
        size = abs(shown) // 100 * 60 + abs(shown) % 100
        shifts[value(zone, 'TZID')] = size if shown > 0 else -size
    found = []
    for block in blocks(text, 'VEVENT'):
        if value(block, 'TRANSP') == 'TRANSPARENT':
            continue
        lines = [re.search('(?m)^' + name + '(?:;TZID=([^:]+))?:(.+)$', block) for name in ('DTSTART', 'DTEND')]
        start, end = (clock(line.group(2)) - shifts[line.group(1) or ''] for line in lines)
        found.append((start, end, title(block)))
    return sorted(found, key=lambda entry: (entry[0], entry[1], entry[2]))
`,
    slips: [
      { why: 'Zones may be behind UTC', from: "-ahead if sign == '-' else ahead", to: 'ahead' },
      {
        why: 'Transparent shifts are skipped',
        from: "if event.get('TRANSP') != 'TRANSPARENT':",
        to: "if 'SUMMARY' in event:",
      },
      {
        why: 'Folded lines are joined without a blank',
        from: "re.sub('\\r?\\n[ \\t]', '', text)",
        to: "re.sub('\\r?\\n[ \\t]', ' ', text)",
      },
    ],
    head: ZONES.flatMap(([name, ahead]) => [
      'BEGIN:VTIMEZONE',
      `TZID:${name}`,
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      `TZOFFSETTO:${offset(ahead)}`,
      'TZNAME:X',
      'END:STANDARD',
      'END:VTIMEZONE',
    ]),
    item: (entry, way) => {
      const time = (name: string, minutes: number, which: number) => {
        const [zone, ahead] = ZONES[which] ?? ['', 0];
        return zone === '' ? `${name}:${stamp(minutes)}Z` : `${name};TZID=${zone}:${stamp(minutes + ahead)}`;
      };
      return {
        lines: [
          'BEGIN:VEVENT',
          time('DTEND', entry.end, way === 5 ? 1 : (way + 3) % 4),
          time('DTSTART', entry.start, (way + 3) % 4),
          `SUMMARY:${escaped(entry.title)}`,
          ...(way === 4 ? ['TRANSP:TRANSPARENT'] : way === 3 ? ['TRANSP:OPAQUE', ...ALARM] : []),
          'END:VEVENT',
        ],
        entries: way === 4 ? [] : [read(entry)],
      };
    },
  },
];
