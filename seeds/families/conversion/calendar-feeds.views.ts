/** What is asked of the entries in the family `calendar-feeds`: a week, the free time of a day, times by title. */

import type { Stage } from '../staged.ts';
import { python } from '../study-parts.ts';
import { dateOf, type Entry, timeOf, type View } from './calendar-feeds.stages.ts';

const DAY = 1440;
const CASES: Stage['cases'] = ['over midnight', 'one inside another', 'one after the other', 'before the day'];

export const views: readonly View[] = [
  {
    about: 'the agenda of a week',
    text: [
      'calendar(text, day) returns the seven days from day (2024-06-03) on: for each day that has entries an object of date and entries, a list of texts "10:15-11:00 Title". An entry over midnight is shown on every day that it touches, cut to it: it begins at 00:00 or ends at 24:00 there. Ending at midnight does not touch the next day.',
      'calendar(text, day) gives me a week, beginning with day ("2024-06-03"), as a list with an object for every day that has something: its date and its entries, texts like "10:15-11:00 Title". If something lasts over midnight, show it on each of its days: up to 24:00 on the first, from 00:00 on the second. What ends at 00:00 sharp is not shown on the day that begins then.',
      'The function calendar(text, day) returns an array covering day (2024-06-03) and the six following days. Each day with entries is an object with date and entries, an array of strings "10:15-11:00 Title". Entries extending over several days appear on each of them, confined to 00:00 and 24:00; one ending at 00:00 does not belong to the day beginning then.',
    ],
    cases: CASES,
    program: python`
def calendar(text, day):
    all_entries = entries(text)
    week = []
    for number in range(7):
        begin = datetime.fromisoformat(day) + timedelta(days=number)
        end = begin + timedelta(days=1)
        rows = []
        for start, stop, title in all_entries:
            if start < end and stop > begin:
                until = '24:00' if stop >= end else f'{stop:%H:%M}'
                rows.append(f'{max(start, begin):%H:%M}-{until} {title}')
        if rows:
            week.append({'date': f'{begin:%Y-%m-%d}', 'entries': rows})
    return week
`,
    other: python`
def calendar(text, day):
    first = clock(day.replace('-', '') + 'T000000')
    days = {}
    for start, end, name in entries(text):
        for number in range((start - first) // 1440, (end - 1 - first) // 1440 + 1):
            if 0 <= number < 7:
                midnight = first + number * 1440
                hours = [max(0, start - midnight), min(1440, end - midnight)]
                shown = '-'.join('%02d:%02d' % divmod(minutes, 60) for minutes in hours)
                days.setdefault(number, []).append(shown + ' ' + name)
    return [
        {'date': strftime('%Y-%m-%d', gmtime((first + number * 1440) * 60)), 'entries': days[number]}
        for number in sorted(days)
    ]
`,
    slips: [
      { why: 'What ends at midnight is not shown on the next day', from: 'stop > begin:', to: 'stop >= begin:' },
      {
        why: 'An entry is shown on every day that it touches',
        from: 'if start < end and stop > begin:',
        to: 'if begin <= start < end:',
      },
    ],
    view: (entries, days) =>
      Array.from({ length: 7 }, (_, number) => {
        const begin = number * DAY;
        const rows = entries.flatMap(({ start, end, title }) => {
          const [from, to] = [Math.max(start - begin, 0), Math.min(end - begin, DAY)];
          return from < to ? [`${timeOf(from)}-${timeOf(to)} ${title}`] : [];
        });
        return { date: dateOf(begin + days * DAY), entries: rows };
      }).filter((one) => one.entries.length > 0),
  },
  {
    about: 'the free time of a day',
    text: [
      'calendar(text, day) returns the gaps of the day (2024-06-03) between 08:00 and 18:00 in which there is no entry, if they last 30 minutes or more, in order: objects of from, to ("08:00") and before, the title of the first entry that begins where the gap ends, or null for a gap that ends at 18:00.',
      'calendar(text, day) tells me when I am free on that day ("2024-06-03"), from 08:00 to 18:00. I want every gap without any entry that lasts half an hour at least: from and to, written as "08:00", and before, the title of the entry that ends it. If several entries begin there, name the first of them; and if the gap lasts until 18:00, before is null.',
      'The function calendar(text, day) returns the maximal intervals of day (2024-06-03) from 08:00 to 18:00 that are free of entries and last not less than 30 minutes, in order, as objects with from and to (as "08:00") and before: the title of the first entry beginning at to, or null where to is 18:00.',
    ],
    cases: CASES,
    program: python`
def calendar(text, day):
    free = datetime.fromisoformat(day) + timedelta(hours=8)
    close = free + timedelta(hours=10)
    gaps = []

    def leave(until, title):
        if until - free >= timedelta(minutes=30):
            gaps.append({'from': f'{free:%H:%M}', 'to': f'{until:%H:%M}', 'before': title})

    for start, stop, title in entries(text):
        if start < close:
            leave(start, title)
            free = max(free, stop)
    leave(close, None)
    return gaps
`,
    other: python`
def calendar(text, day):
    opening = clock(day.replace('-', '') + 'T080000')
    busy = bytearray(600)
    titles = {}
    for start, end, name in entries(text):
        titles.setdefault(start - opening, name)
        for minute in range(max(0, start - opening), min(600, end - opening)):
            busy[minute] = 1
    free = []
    for found in re.finditer(b'\x00{30,}', bytes(busy)):
        begin, end = ('%02d:%02d' % divmod(minute + 480, 60) for minute in found.span())
        free.append({'from': begin, 'to': end, 'before': titles[found.end()] if found.end() < 600 else None})
    return free
`,
    slips: [
      { why: 'A gap of half an hour counts', from: '>= timedelta(minutes=30):', to: '> timedelta(minutes=30):' },
      { why: 'An entry inside another does not end the busy time', from: 'free = max(free, stop)', to: 'free = stop' },
    ],
    view: (entries) => {
      const minutes = Array.from({ length: 601 }, (_, at) => at + 480);
      const busy = (minute: number) =>
        minute === 1080 || entries.some(({ start, end }) => start <= minute && minute < end);
      const edges = [479, ...minutes.filter(busy)];
      return edges.flatMap((to, at) => {
        const from = (edges[at - 1] ?? to) + 1;
        if (to - from < 30) return [];
        const before = to === 1080 ? null : (entries.find(({ start }) => start === to)?.title ?? null);
        return [{ from: timeOf(from), to: timeOf(to), before }];
      });
    },
  },
  {
    about: 'times by title',
    text: [
      'calendar(text, day) returns an object about the entries that begin on day (2024-06-03) or later. titles: a list of [title, count, minutes] for each title, ordered by minutes (of all its entries together, most first), then by title (code points). most: the greatest number of entries at the same time; one that ends when another begins is over.',
      'calendar(text, day) tells me where the time goes, for all entries beginning on that day ("2024-06-03") or after it. titles has a list [title, count, minutes] for each title: how often it occurs and how many minutes it takes in total, the longest first and equal ones by title (code points). most is how many entries overlap at the worst moment. When one ends just as the next begins, they do not overlap. Without entries it is 0.',
      'The function calendar(text, day) considers entries beginning on or after day (2024-06-03) and returns an object: titles, an array of [title, count, total minutes] in descending order of minutes, then ascending order of title by code points; and most, the maximum number of simultaneous entries (0 if none), the end of an entry being exclusive.',
    ],
    cases: CASES,
    program: python`
def calendar(text, day):
    later = [entry for entry in entries(text) if entry[0] >= datetime.fromisoformat(day)]
    sums = {}
    for start, stop, title in later:
        count, minutes = sums.get(title, (0, 0))
        sums[title] = (count + 1, minutes + int((stop - start).total_seconds()) // 60)
    changes = sorted([(start, 1) for start, _, _ in later] + [(stop, -1) for _, stop, _ in later])
    most = now = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    rows = sorted(sums.items(), key=lambda item: (-item[1][1], item[0]))
    return {'titles': [[title, count, minutes] for title, (count, minutes) in rows], 'most': most}
`,
    other: python`
from heapq import heappop, heappush

def calendar(text, day):
    midnight = clock(day.replace('-', '') + 'T000000')
    table, running, most = {}, [], 0
    for start, end, name in entries(text):
        if start < midnight:
            continue
        row = table.setdefault(name, [name, 0, 0])
        row[1] += 1
        row[2] += end - start
        while running and running[0] <= start:
            heappop(running)
        heappush(running, end)
        most = max(most, len(running))
    rows = [table[name] for name in sorted(table)]
    rows.sort(key=lambda row: row[2], reverse=True)
    return dict(titles=rows, most=most)
`,
    slips: [
      {
        why: 'One that ends when another begins is over',
        from: 'changes = sorted([(start, 1) for start, _, _ in later] + [(stop, -1) for _, stop, _ in later])',
        to: 'changes = sorted([(start, 1) for start, _, _ in later] + [(stop, -1) for _, stop, _ in later], key=lambda change: (change[0], -change[1]))',
      },
      {
        why: 'What begins before the day does not count',
        from: ' if entry[0] >= datetime.fromisoformat(day)]',
        to: ' if entry[1] >= datetime.fromisoformat(day)]',
      },
    ],
    view: (all) => {
      const later = all.filter(({ start }) => start >= 0);
      const minutes = (own: readonly Entry[]) => own.reduce((sum, { start, end }) => sum + end - start, 0);
      const rows = [...Map.groupBy(later, ({ title }) => title)].map(([title, own]): [string, number, number] => [
        title,
        own.length,
        minutes(own),
      ]);
      const at = (moment: number) => later.filter(({ start, end }) => start <= moment && moment < end).length;
      return {
        titles: rows.toSorted((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1)),
        most: Math.max(0, ...later.map(({ start }) => at(start))),
      };
    },
  },
];
