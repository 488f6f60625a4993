/** What the feeds of the family `calendar-feeds` hold: meetings, repeated lessons, tasks, shifts in several time zones. */

import { python } from '../study-parts.ts';
import { zonedFeeds } from './calendar-feeds.more-feeds.ts';
import {
  ALARM,
  BLOCKS,
  CASES,
  type Entry,
  escaped,
  type Feed,
  period,
  READ,
  read,
  stamp,
} from './calendar-feeds.stages.ts';

export const feeds: readonly Feed[] = [
  {
    about: 'meetings',
    text: [
      'Entries are the VEVENT with SUMMARY, DTSTART (UTC, as 20240603T101500Z) and either DTEND or DURATION (days, hours and minutes: P1D, PT1H30M, P1DT2H). Those with STATUS:CANCELLED are skipped; another or no STATUS counts.',
      'My feed holds meetings, each a VEVENT with its SUMMARY. DTSTART looks like 20240603T101500Z and is UTC, as all I want; then comes either DTEND or DURATION, which has days, hours and minutes in any combination (P1D, PT45M, PT1H30M, P1DT2H). What is STATUS:CANCELLED does not take place, so skip it. All others do, also those without STATUS.',
      'Entries correspond to VEVENT components. They begin at DTSTART (UTC, e.g. 20240603T101500Z) and end at DTEND or, failing that, after DURATION (days, hours and minutes, e.g. P1D, PT1H30M). Title is SUMMARY. Components with STATUS:CANCELLED are disregarded.',
    ],
    cases: CASES,
    program: python`${READ}
def entries(text):
    result = []
    for event in components(text, 'VEVENT'):
        if event.get('STATUS') == 'CANCELLED':
            continue
        start = moment(event['DTSTART'])
        end = moment(event['DTEND']) if 'DTEND' in event else start + duration(event['DURATION'])
        result.append((start, end, plain(event['SUMMARY'])))
    return sorted(result)
`,
    other: python`${BLOCKS}
def entries(text):
    taking_place = [block for block in blocks(text, 'VEVENT') if value(block, 'STATUS') != 'CANCELLED']
    found = []
    for block in taking_place:
        start, end = clock(value(block, 'DTSTART')), value(block, 'DTEND')
        found.append((start, clock(end) if end else start + length(value(block, 'DURATION')), title(block)))
    found.sort()
    return found
`,
    slips: [
      {
        why: 'Cancelled meetings are skipped',
        from: "if event.get('STATUS') == 'CANCELLED':",
        to: "if 'SUMMARY' not in event:",
      },
      {
        why: 'Folded lines are joined without a blank',
        from: "re.sub('\\r?\\n[ \\t]', '', text)",
        to: "re.sub('\\r?\\n[ \\t]', ' ', text)",
      },
      {
        why: 'Properties of an alarm are not those of the event',
        from: 'elif open_components[-1] == kind:',
        to: 'elif kind in open_components:',
      },
    ],
    head: [],
    item: (entry, way) => ({
      lines: [
        'BEGIN:VEVENT',
        `DTSTART:${stamp(entry.start)}Z`,
        way % 2 === 0 ? `DTEND:${stamp(entry.end)}Z` : `DURATION:${period(entry.end - entry.start)}`,
        `SUMMARY:${escaped(entry.title)}`,
        ...(way === 4 ? ['STATUS:CANCELLED'] : way === 2 ? ['STATUS:TENTATIVE'] : []),
        ...(way === 3 ? ALARM : []),
        'END:VEVENT',
      ],
      entries: way === 4 ? [] : [read(entry)],
    }),
  },
  {
    about: 'repeated lessons',
    text: [
      'Entries are made of the VEVENT with SUMMARY, DTSTART and DTEND (local times without Z, as 20240603T101500; no time zones). RRULE repeats one: FREQ=DAILY or WEEKLY, INTERVAL (1 if missing) and either COUNT (how many, the first included) or UNTIL (20240610T101500, the last moment at which one may begin), in any order. EXDATE lists beginnings, separated by commas, that are left out but counted.',
      'The feed has lessons: a VEVENT with SUMMARY, DTSTART and DTEND in local time (20240603T101500), and time zones do not matter. Many repeat. Their RRULE has FREQ=DAILY or FREQ=WEEKLY, sometimes an INTERVAL (every second week), and COUNT, the number of lessons with the first one, or UNTIL, and a lesson that begins at that very moment still takes place; the parts stand in any order. EXDATE holds the beginnings that fall out, with commas between them. They still use up the COUNT.',
      'Entries stem from VEVENT components with SUMMARY and the local times DTSTART and DTEND (20240603T101500). An RRULE of FREQ (DAILY, WEEKLY), optional INTERVAL, and COUNT or UNTIL (inclusive, local), in any order, repeats the event. Occurrences whose beginning is listed in EXDATE (separated by commas) are removed, though included in COUNT.',
    ],
    cases: CASES,
    program: python`${READ}
def occurrences(event):
    start = moment(event['DTSTART'])
    if 'RRULE' not in event:
        return [start]
    rule = dict(part.split('=') for part in event['RRULE'].split(';'))
    step = timedelta(days=(7 if rule['FREQ'] == 'WEEKLY' else 1) * int(rule.get('INTERVAL', 1)))
    if 'COUNT' in rule:
        return [start + step * number for number in range(int(rule['COUNT']))]
    starts = []
    while start <= moment(rule['UNTIL']):
        starts.append(start)
        start += step
    return starts

def entries(text):
    result = []
    for event in components(text, 'VEVENT'):
        length = moment(event['DTEND']) - moment(event['DTSTART'])
        left_out = {moment(value) for value in event.get('EXDATE', '').split(',') if value}
        for start in occurrences(event):
            if start not in left_out:
                result.append((start, start + length, plain(event['SUMMARY'])))
    return sorted(result)
`,
    other: python`${BLOCKS}
def entries(text):
    found = []
    for block in blocks(text, 'VEVENT'):
        start, end, rule = clock(value(block, 'DTSTART')), clock(value(block, 'DTEND')), value(block, 'RRULE')
        parts = {name: argument for name, argument in re.findall(r'(\w+)=(\w+)', rule)} or {'COUNT': '1'}
        step = int(parts.get('INTERVAL', '1')) * (10080 if parts.get('FREQ') == 'WEEKLY' else 1440)
        if 'UNTIL' in parts:
            count = (clock(parts['UNTIL']) - start) // step + 1
        else:
            count = int(parts['COUNT'])
        skipped = [clock(moment) for moment in re.findall(r'\d{8}T\d{6}', value(block, 'EXDATE'))]
        shifts = (number * step for number in range(count))
        found += [(start + shift, end + shift, title(block)) for shift in shifts if start + shift not in skipped]
    return sorted(found)
`,
    slips: [
      {
        why: 'A lesson may begin at UNTIL',
        from: "while start <= moment(rule['UNTIL']):",
        to: "while start < moment(rule['UNTIL']):",
      },
      { why: 'Lessons that fall out are left out', from: 'if start not in left_out:', to: 'if start:' },
      {
        why: 'Folded lines are joined without a blank',
        from: "re.sub('\\r?\\n[ \\t]', '', text)",
        to: "re.sub('\\r?\\n[ \\t]', ' ', text)",
      },
    ],
    head: [],
    item: (entry, way) => {
      const [count, step, rule] = (
        [
          [1, 0, ''],
          [3, 1440, 'FREQ=DAILY;COUNT=3'],
          [2, 2880, 'INTERVAL=2;FREQ=DAILY;COUNT=2'],
          [3, 1440, `UNTIL=${stamp(entry.start + 2880)};FREQ=DAILY`],
          [1, 0, `FREQ=DAILY;COUNT=1`],
          [2, 10_080, 'FREQ=WEEKLY;COUNT=2'],
        ] as const
      )[way] ?? [1, 0, ''];
      const all = Array.from({ length: count }, (_, at) =>
        read({ ...entry, start: entry.start + at * step, end: entry.end + at * step }),
      );
      const out: readonly (Entry | undefined)[] = way === 4 ? all : way === 1 ? [all[1]] : [];
      const left = out.flatMap((one) => (one === undefined ? [] : [stamp(one.start)]));
      return {
        lines: [
          'BEGIN:VEVENT',
          ...(rule === '' ? [] : [`RRULE:${rule}`]),
          `SUMMARY;LANGUAGE=en:${escaped(entry.title)}`,
          `DTSTART:${stamp(entry.start)}`,
          `DTEND:${stamp(entry.end)}`,
          ...(left.length === 0 ? [] : [`EXDATE:20240101T000000,${left.join(',')}`]),
          ...(way === 0 ? ALARM : []),
          'END:VEVENT',
        ],
        entries: all.filter((one) => !out.includes(one)),
      };
    },
  },
  ...zonedFeeds,
];
