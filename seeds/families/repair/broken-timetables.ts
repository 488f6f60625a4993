/** Study family: departure boards in JavaScript whose faults have to be mended. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { JAVASCRIPT, stagedFamily } from '../staged-family.ts';
import { type Board, boards } from './broken-timetables.boards.ts';
import { clock, departures, type Notation, notations, type Service } from './broken-timetables.notations.ts';

interface Moment {
  readonly services: readonly Service[];
  readonly now: number;
}

function drawn(random: Chance, count: number, now: number): Moment {
  const services = Array.from({ length: count }, (): Service => {
    const step = random.pick([5, 7, 10, 12, 20, 30, 45, 75]);
    return [240 + random.below(1150), step, random.below(Math.min(40, Math.floor(1300 / step)))];
  });
  return { services, now };
}

/** Broken timetables: four notations, three boards. */
export const brokenTimetables = stagedFamily<Moment, Notation, Board>(
  {
    name: 'broken-timetables',
    category: 'repair',
    skills: ['JavaScript', 'Debugging'],
    firsts: notations,
    seconds: boards,
  },
  ({ first, second, place, random }) => {
    const owner = random.pick(['a ferry company', 'the village bus', 'our cable car', 'a hotel shuttle']);
    const of = (now: number, ...services: Service[]): Moment => ({ services, now });
    return {
      titles: [
        `JavaScript: repair the board of ${owner} (${first.about}, ${second.about})`,
        `The departure board of ${owner} is wrong (${second.about} from ${first.about})`,
        `Correction of a timetable module: ${first.about}, ${second.about}`,
      ],
      openings: [
        `Fix this module of ${owner} and deliver it as solution.js with board exported.{program}Seen so far:{symptoms}\n\nHow it should be: board(text, now) gets the timetable of every day as text and the current time as "07:05".`,
        `Hi, our screen for ${owner} is driven by this file:{program}It has never been right. {symptoms} Please repair it and send me solution.js, which still exports board(text, now). now is the current time, such as "07:05", and text the timetable, which is the same every day. It should be like this.`,
        `The display of ${owner} uses the following JavaScript module.{program}Reported faults: {symptoms} The corrected module solution.js shall export board(text, now), where text is a timetable valid every day and now the current time in the form "07:05".`,
      ],
      endings: [
        'The text may be empty (no departures). What is not listed above is right as it is.',
        'There can be an empty text, then nothing ever leaves. I believe the rest is fine, but do look.',
        'An empty text denotes a timetable without departures. The description is complete.',
      ],
      minutes: 20 + 5 * place[0] + 5 * place[1],
      form: JAVASCRIPT,
      acceptance: { kind: 'function', entry: 'board' },
      frame: (parts) => parts.join(''),
      how: 'written anew over other structures instead of repaired line by line',
      visible: {
        'one departure': of(600, [670, 10, 0]),
        'a few': of(610, [612, 15, 1], [675, 30, 0]),
      },
      hidden: {
        'no departures': of(600),
        'leaving now': of(615, [605, 10, 3], [700, 3, 2]),
        'late at night': of(1385, [300, 45, 4], [1380, 9, 1]),
        'over midnight': of(30, [1400, 25, 5], [1430, 6, 0]),
        'many together': of(425, [420, 7, 8], [1000, 10, 8], [360, 35, 5]),
        'the same twice': of(480, [480, 20, 6], [500, 30, 5], [500, 20, 1]),
        'hours alike': of(400, [365, 60, 6], [385, 60, 6], [900, 60, 1], [1390, 5, 0]),
        'one at a time': of(700, [720, 10, 0], [650, 15, 15]),
        'alike until the end': of(660, [605, 60, 1], [630, 60, 1]),
        few: of(700, [500, 240, 1]),
        'equal gaps': of(0, [300, 40, 3], [421, 1, 0], [461, 40, 2]),
        'an hour without any': of(550, [545, 7, 2], [725, 8, 1], [900, 59, 1]),
        drawn: drawn(random, 3, 360 + random.below(600)),
        'drawn again': drawn(random, 6, 400 + random.below(800)),
        'drawn at night': drawn(random, 5, 1300 + random.below(120)),
        'many services': drawn(random, 60, 300),
      },
      input: ({ services, now }) => [first.write(services), clock(now)],
      answer: ({ services, now }) => second.board(departures(services), now),
    };
  },
);
