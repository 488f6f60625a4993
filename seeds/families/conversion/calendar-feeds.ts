/** Study family: calendar feeds (iCalendar) turned into a week, the free time of a day or sums of times. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { between } from '../drawn-words.ts';
import { stagedFamily } from '../staged-family.ts';
import { feeds } from './calendar-feeds.feeds.ts';
import { dateOf, daysLater, type Entry, type Feed, type Item, type View } from './calendar-feeds.stages.ts';
import { views } from './calendar-feeds.views.ts';

const TITLES = [
  'Planning',
  'Yoga',
  'Lunch, with Ada',
  'Review; second round',
  'Call',
  'Paint the long fence behind the old barn',
  'One\nTwo',
  'A\\B',
];

/** Lines of more than 40 signs go on in the next line after a blank. */
const folded = (line: string) => line.replace(/.{40}(?=.)/g, '$&\r\n ');
const one = (from: number, to: number, title: string): Entry => ({ start: from, end: to, title });
const hour = (hours: number, minutes = 0) => hours * 60 + minutes;

function order(a: Entry, b: Entry): number {
  return a.start - b.start || a.end - b.end || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0);
}

function drawnItems(random: Chance, feed: Feed, count: number): Item[] {
  return Array.from({ length: count }, () => {
    const start = 5 * between(random, -12, count < 60 ? 600 : 2400);
    return feed.item(one(start, start + 5 * between(random, 2, 30), random.pick(TITLES)), random.below(6));
  });
}

/** A file and the day that is asked for. Its items are written for the third of June 2024 and moved by so many days. */
interface Question {
  readonly items: readonly Item[];
  readonly days: number;
}

/** Days at the end of a month, a year or a February, and some others, counted from the third of June 2024. */
const DAYS = [0, -97, 211, 25, -158, 271, 88, 149, -61, 367];

/** Every case asks for another day than the one before it. */
function asked<Name extends string>(random: Chance, items: Readonly<Record<Name, readonly Item[]>>) {
  const days = random.shuffle(DAYS);
  const entries = Object.entries<readonly Item[]>(items);
  const questions = entries.map(
    ([name, own], at) => [name, { items: own, days: days[at % days.length] ?? 0 }] as const,
  );
  return Object.fromEntries(questions) as Record<Name, Question>;
}

function cases(random: Chance, feed: Feed) {
  const of = (...entries: Entry[]) => entries.map((entry) => feed.item(entry, 0));
  const ways = (...entries: Entry[]) => entries.map((entry, at) => feed.item(entry, at % 6));
  return {
    visible: asked(random, {
      'two entries': of(one(hour(10), hour(11), 'Planning'), one(hour(14), hour(15, 30), 'Call')),
      'other times': of(one(hour(9, 20), hour(10, 35), 'Yoga'), one(hour(33), hour(34), 'Yoga')),
    }),
    hidden: asked(random, {
      'nothing at all': [],
      'every way of writing': ways(
        ...TITLES.slice(0, 6).map((title, at) => one(hour(8 + at * 2), hour(9 + at * 2, 15), title)),
      ),
      'every way on one day': ways(...TITLES.map((title, at) => one(hour(9 + at), hour(9 + at, 40), title))),
      'skipped ones': [4, 0, 4, 1, 4].map((way, at) =>
        feed.item(one(hour(8 + 2 * at), hour(9 + 2 * at), `Talk ${at + 1}`), way),
      ),
      'long titles': of(
        one(hour(9), hour(9, 50), 'A very long title that has to be folded, and folded; again'),
        one(hour(12), hour(13), 'Lunch\nbreak'),
      ),
      'behind and ahead': [0, 1, 2, 3, 5].map((way) =>
        feed.item(one(hour(12 + way * 3), hour(13 + way * 3), `Way ${way}`), way),
      ),
      'two days before': [
        feed.item(one(hour(-35), hour(-33), 'Yoga'), 3),
        feed.item(one(hour(9), hour(10), 'Call'), 0),
      ],
      'over midnight': of(
        one(hour(23), hour(26), 'Party'),
        one(hour(40), hour(48), 'Night'),
        one(hour(6), hour(8, 20), 'Run'),
      ),
      'one inside another': of(
        one(hour(9), hour(15), 'Fair'),
        one(hour(10), hour(11), 'Talk'),
        one(hour(15, 30), hour(16), 'Tea'),
      ),
      'one after the other': of(
        one(hour(9), hour(10), 'A'),
        one(hour(10), hour(11), 'B'),
        one(hour(11, 30), hour(17, 30), 'A'),
      ),
      'before the day': of(
        one(-120, -60, 'Old'),
        one(-30, 30, 'Late'),
        one(-60, 0, 'Gone'),
        one(hour(9), hour(10), 'New'),
      ),
      'the same beginning': of(one(hour(9), hour(12), 'Z'), one(hour(9), hour(10), 'Y'), one(hour(9), hour(10), 'X')),
      'hours at the ends': of(
        one(hour(7), hour(8, 30), 'Early'),
        one(hour(17, 30), hour(19), 'Late'),
        one(hour(18), hour(20), 'Out'),
      ),
      drawn: drawnItems(random, feed, 12),
      'drawn again': drawnItems(random, feed, 40),
      'a large feed': drawnItems(random, feed, 170),
    }),
  };
}

/** Calendar feeds: four kinds of entries, three views. */
export const calendarFeeds = stagedFamily<Question, Feed, View>(
  {
    name: 'calendar-feeds',
    category: 'conversion',
    skills: ['Python', 'iCalendar', 'Data Conversion'],
    firsts: feeds,
    seconds: views,
  },
  ({ first, second, place, random }) => {
    const who = random.pick(['a music school', 'a repair shop', 'a rescue station', 'a law office', 'a sports club']);
    return {
      titles: [
        `iCalendar feed of ${first.about} to ${second.about} (Python)`,
        `${second.about} out of my calendar file with ${first.about}`,
        `Conversion of iCalendar: ${first.about}, ${second.about}`,
      ],
      openings: [
        `For ${who}: solution.py, Python standard library, with calendar(text, day). text is an iCalendar file (RFC 5545, only what is said here), day a date as text.`,
        `Hi, ${who} here. Our appointments are in an .ics file and nobody can read that. I want a solution.py in Python, without anything to install, which makes something useful of the content of such a file (text).`,
        `${who} requires a Python module solution.py, based on the standard library, that evaluates the text of an iCalendar file (RFC 5545), restricted to what follows.`,
      ],
      endings: [
        'Lines end in CR LF; a line beginning with a blank goes on with the line before, without that blank. In SUMMARY \\n is read as a blank, and \\, \\; \\\\ as the sign after the backslash. Properties stand in any order and may have parameters (SUMMARY;LANGUAGE=en:...); those inside a VALARM do not belong to the component around it. Entries are ordered by begin, then end, then title (code points). All last at least a minute.',
        'The usual quirks: lines end with CR LF, and one that starts with a blank is the rest of the line before (drop that blank). Titles have backslashes: \\n is to be a blank, while \\, and \\; and \\\\ mean the sign behind the backslash. The order of properties is arbitrary, they may carry parameters as in SUMMARY;LANGUAGE=en:..., and a VALARM inside has properties of its own that do not concern you. Entries are sorted by beginning, end and title (by code points). None is shorter than a minute.',
        'Lines are terminated by CR LF and folded: a leading space marks a continuation and is removed. In SUMMARY, \\n denotes a space, and \\, \\; \\\\ the character following the backslash. Properties occur in any order, possibly with parameters; those of a nested VALARM are not those of the component. Entries are ordered by begin, end and title (code points) and are never empty.',
      ],
      minutes: 130 + 30 * place[0] + 20 * place[1],
      acceptance: { kind: 'function', entry: 'calendar' },
      frame: (parts) => parts.join(''),
      how: 'cuts components out by patterns and reckons in minutes since 1970 instead of dates',
      ...cases(random, first),
      input: ({ items, days }) => {
        const lines = [
          'BEGIN:VCALENDAR',
          'VERSION:2.0',
          ...first.head,
          ...items.flatMap((item) => item.lines),
          'END:VCALENDAR',
        ];
        const text = lines.map((line) => `${folded(daysLater(line, days))}\r\n`).join('');
        return [text, dateOf(days * hour(24))];
      },
      answer: ({ items, days }) => second.view(items.flatMap(({ entries }) => entries).toSorted(order), days),
    };
  },
);
