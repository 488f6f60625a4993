/** Study family: small report scripts that have to be repaired after what their owners see of the faults. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { at, brokenProgram, placeOf, stagedProject, symptomsOf } from '../staged.ts';
import { need, type StudyFamily, say } from '../study-family.ts';
import { printings } from './broken-reports.printings.ts';
import { readings } from './broken-reports.readings.ts';
import type { Movement } from './broken-reports.stages.ts';
import { summings } from './broken-reports.summings.ts';

const LABELS = ['tea', 'Tea', 'green tea', 'rent', 'RENT', 'books', 'green beans', 'tips', 'cake, big'];

function of(text: string): Movement[] {
  return text.split('|').flatMap((row) => {
    const [day, label, cents] = row.split('/');
    return day === undefined || label === undefined ? [] : [{ day, label, cents: Number(cents) }];
  });
}

/** Movements over some months, days in order, with pairs that cancel each other. */
function drawn(random: Chance, count: number): Movement[] {
  let [month, day] = [random.below(12), 1];
  return Array.from({ length: count }, () => {
    day += random.below(9);
    if (day > 28) [month, day] = [month + 1 + (random.below(6) === 0 ? 2 : 0), 1 + random.below(20)];
    const cents = (random.below(4000) - 2200) * random.pick([1, 1, 5, 10]) || 5;
    const date = [2021 + Math.floor(month / 12), (month % 12) + 1, day].map((part) => String(part).padStart(2, '0'));
    return { day: date.join('-'), label: random.pick(LABELS), cents };
  });
}

const VISIBLE = {
  'a short month': of('2024-03-01/rent/-52000|2024-03-04/tips/3000|2024-03-09/rent/64000'),
  'two entries': of('2024-05-02/books/1550|2024-05-03/tips/2225'),
};

const EDGES = {
  nothing: of(''),
  'forms of amounts': of(
    '2024-01-01/tea/1250|2024-01-02/rent/-320|2024-01-03/cake/30|2024-01-04/tips/-5|2024-01-05/books/-1200|2024-01-06/tea/700',
  ),
  'spent and earned': of(
    '2024-01-01/tea/-320|2024-01-02/rent/250|2024-01-03/tips/-999|2024-01-04/tea/-1|2024-01-05/tips/1200|2024-01-06/rent/77',
  ),
  'blanks in labels': of(
    '2024-01-01/green tea/-250|2024-01-01/green tea/900|2024-01-01/green beans/100|2024-01-02/my green tea/75|2024-01-04/green/31',
  ),
  'over the new year': of('2023-11-30/tea/500|2023-12-31/rent/-700|2024-01-01/tips/90|2024-12-05/tea/-15'),
  'a month without anything': of('2024-01-31/tea/500|2024-03-01/rent/-700|2024-06-01/tips/45'),
  'out of order': of(
    '2024-02-10/tea/500|2024-01-05/rent/-700|2024-02-01/tips/90|2023-12-24/books/4000|2024-01-05/tea/-20',
  ),
  'several a day': of(
    '2024-02-10/tea/500|2024-02-10/tea/-700|2024-02-10/tips/90|2024-02-11/tips/1|2024-02-11/rent/-3333',
  ),
  capitals: of('2024-02-10/TEA/500|2024-02-10/tea/700|2024-02-11/Tea/90|2024-02-12/RENT/-11|2024-02-12/rent/-22'),
  'equal sums': of(
    '2024-02-12/tips/100|2024-02-12/books/-100|2024-02-12/apples/100|2024-02-13/rent/-100|2024-02-14/bread/100',
  ),
  'comes to nothing': of('2024-02-12/tips/100|2024-02-13/tips/-100|2024-02-14/rent/-50|2024-02-15/tea/20'),
  widths: of('2024-02-12/an odd thing/1|2024-02-13/tea/123456|2024-02-14/rent/-305|2024-03-15/b/-2000'),
  bars: of(
    '2024-02-12/tips/3999|2024-02-13/books/-7999|2024-03-14/rent/1000|2024-04-15/tea/-999|2024-05-15/cake/-1000',
  ),
  'signs of CSV': of('2024-02-12/a, b/3999|2024-02-13/say "so"/-1999|2024-03-14/c/1000'),
  shares: of('2024-02-12/tea/1|2024-03-12/rent/-199|2024-04-12/tips/3|2024-05-12/cake/-200'),
  'averages below zero': of('2024-02-12/tea/-100|2024-03-13/rent/-51|2024-04-14/tips/-50|2024-05-14/tea/-3'),
};

const OWNERS = ['our allotment club', 'Kiosk Yilmaz', 'the school theatre', 'Hostel Blue Door', 'my market stall'];

/** Broken reports: scripts that read, sum up and print movements of money, each with several faults. */
export const brokenReports: StudyFamily = {
  name: 'broken-reports',
  category: 'repair',
  variants: 12,
  build: (seed, index) => {
    const { first, second, third, voice } = placeOf(index);
    const random = chance(seed, 'broken-reports', index);
    const stages = [at(readings, first), at(summings, second), at(printings, third)] as const;
    const [reading, summing, printing] = stages;
    const frame = (parts: readonly string[]) => `${parts.join('')}\nshow(sums(read()))\n`;
    const symptoms = symptomsOf(stages);
    const owner = random.pick(OWNERS);
    const openings = [
      `Fix this Python script (${owner}). Deliver the corrected program as solution.py; it reads standard input and prints. Seen so far:\n${symptoms.map((symptom) => `- ${symptom}`).join('\n')}\n\n`,
      `Hi, a nephew wrote the script below for ${owner} and has gone abroad since. It nearly works. ${symptoms.join(' ')} Please send me a working solution.py, used the same way (text in, text out).\n\n`,
      `${owner} uses the Python script reproduced below. The following faults have been reported: ${symptoms.map((symptom, number) => `(${number + 1}) ${symptom}`).join(' ')} A corrected version is to be delivered as solution.py.\n\n`,
    ];
    return stagedProject<readonly Movement[]>({
      brief: {
        family: brokenReports,
        index,
        seed,
        title: `${at(['Repair', 'Please mend', 'Correction of'], voice)} a script for ${owner}: ${at(['sums by month', 'sums by label', 'daily balance'], second)}, ${at(['table', 'bars', 'CSV', 'summary'], third)}`,
        skills: ['Python', 'Debugging'],
        estimatedMinutes: 20 + 5 * first + 5 * third,
      },
      voice,
      opening: [say(at(openings, voice)), say(`${brokenProgram(frame, stages).trim()}\n\n`), say('How it should be:')],
      closing: [
        need(
          at(
            [
              'All of this holds together, whatever the data; labels are well formed.',
              'Do look through the rest as well, I may not have seen everything, but that is all it has to do.',
              'The description above is complete; the corrected program has to follow it for any well-formed input.',
            ],
            voice,
          ),
          'nothing',
          ...Object.keys(EDGES),
          'drawn 1',
          'drawn 2',
          'drawn 3',
          'many',
        ),
      ],
      stages,
      acceptance: { kind: 'stdio' },
      comparator: { kind: 'exact' },
      frame,
      how: 'written anew with other structures instead of repaired line by line',
      visible: VISIBLE,
      hidden: {
        ...EDGES,
        'drawn 1': drawn(random, 5),
        'drawn 2': drawn(random, 20),
        'drawn 3': drawn(random, 60),
        many: drawn(random, 240),
      },
      input: reading.write,
      answer: (movements) => printing.print(summing.sum(movements)),
    });
  },
};
