/** Task family: work on a given program (finding its faults against stated rules, adding commands to it). */

import { known } from '../../server/kernel/assert.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { javascriptFunction, javascriptStdio } from './javascript-project.ts';
import { programRepairAnswers } from './program-repair.answers.ts';
import {
  pagerGiven,
  pagerReference,
  pagerWrong,
  tillGiven,
  tillReference,
  tillWrong,
} from './program-repair.programs.ts';

const FAMILY = 'program-repair';

const pagerPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Fix my pagination function (JavaScript, wrong page numbers)',
  description: `
My pagination is broken and I can't see why. Customers report empty last pages, page -1, missing numbers and so on. Please send back the corrected function as solution.js (same name, same parameters). Here is what I have:
${pagerGiven}

What it SHOULD do. pageLinks(total, perPage, current, around) returns the list of things shown below my product list: page numbers, and the text "..." where pages are left out.

1. total products, perPage on each page. The last page may be partly filled, there is never an empty page, except that 0 products still have one page (page 1). perPage is at least 1.
2. current is the page the visitor is on. If it is below 1 treat it as 1, if it is above the last page treat it as the last page.
3. Shown are: page 1, the last page, and all pages from current - around to current + around (as far as they exist). around is 0 or more.
4. Between two shown pages that are not neighbours stands one "...", but never for one single page: if exactly one page would be left out, show that page instead of the dots. So 1 ... 3 must be 1 2 3, while 1 ... 4 is right.
5. Every page appears only once, in ascending order.

Examples: pageLinks(100, 10, 5, 1) is [1, "...", 4, 5, 6, "...", 10]; pageLinks(100, 10, 4, 1) is [1, 2, 3, 4, 5, "...", 10]; pageLinks(30, 10, 1, 1) is [1, 2, 3].`,
  skills: ['JavaScript', 'Debugging', 'Web Development'],
  bracket: 'micro',
  postedPriceCents: 2_000,
  estimatedMinutes: 20,
};

/** Marks the pages to be shown, fills single holes, then writes dots where a hole remains. */
function pageLinks(total: number, perPage: number, current: number, around: number): Json {
  const pages = Array.from({ length: Math.max(total, 1) }, (_, index) => index).filter(
    (index) => index % perPage === 0,
  ).length;
  const here = current < 1 ? 1 : current > pages ? pages : current;
  const isShown = (page: number) => page <= 1 || page >= pages || Math.abs(page - here) <= around;
  const links: (number | string)[] = [];
  for (let page = 1; page <= pages; page += 1) {
    if (isShown(page) || (isShown(page - 1) && isShown(page + 1))) links.push(page);
    else if (links.at(-1) !== '...') links.push('...');
  }
  return links;
}

function pagerProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'pager');
  type Pages = [total: number, perPage: number, current: number, around: number];
  const one = (name: string, ...args: Pages) => ({ name, args });
  const drawn = (index: number): Pages => [
    random.below(300),
    1 + random.below(12),
    random.below(40) - 3,
    (index + random.below(3)) % 4,
  ];
  return javascriptFunction<Pages>(pagerPosting, {
    entry: 'pageLinks',
    answer: pageLinks,
    visible: [one('in the middle', 95, 10, 5, 1), one('all pages', 30, 10, 1, 1)],
    hidden: [
      one('no products', 0, 10, 1, 2),
      one('one full page', 10, 10, 1, 1),
      one('last page exactly full', 100, 10, 10, 1),
      one('last page with one product', 101, 10, 11, 0),
      one('hole of one at the start', 100, 10, 4, 1),
      one('hole of one at the end', 100, 10, 7, 1),
      one('hole of two on both sides', 90, 10, 5, 1),
      one('below the first page', 100, 10, -5, 1),
      one('beyond the last page', 100, 10, 99, 2),
      one('nothing around', 70, 10, 4, 0),
      one('everything around', 70, 10, 4, 50),
      one('two pages', 11, 10, 2, 0),
      ...[1, 2, 3, 4].map((index) => one(`random pages ${index}`, ...drawn(index))),
      one('many pages', 20_000, 7, 1_500, 40),
    ],
    reference: pagerReference,
    wrong: pagerWrong,
  });
}

const tillPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Add undo, remove and parked receipts to existing till script',
  description: `
Please extend our market stall till; existing commands must behave as before. It reads commands from standard input, one per line, and answers with console.log (plain JavaScript engine, require('fs') only). Deliver the whole extended program as solution.js.

Existing program:
${tillGiven}

New commands:

remove NAME [COUNT] - takes COUNT units (default 1) of NAME from the receipt, from the latest added line of that name first, then from the one before, and so on; a line with 0 units disappears. If the receipt holds fewer units of NAME in all its lines together, nothing changes; print: not on receipt NAME
undo - takes back the latest add or successful remove on the current receipt. Can be repeated back to the start of the receipt. If there is nothing left, print: nothing to undo
park NAME - puts the current receipt aside under that name and starts an empty one. With an empty receipt print: nothing to park. If the name is in use by a parked receipt, print: name taken, and change nothing. (Empty receipt is checked first.)
fetch NAME - makes a parked receipt the current one, the name is free again. If the current receipt is not empty print: receipt open. If there is no such parked receipt print: no such receipt. (Open receipt is checked first.)

The history for undo is forgotten by a successful pay, park or fetch. An empty receipt is one without lines.

close - before its usual line it now prints the names of all parked receipts in plain string order, separated by spaces, if there are any: parked anna bob. They stay parked and are not counted as taken.

Successful remove, undo, park and fetch print nothing. Counts are whole numbers from 1, lines are well formed.`,
  skills: ['JavaScript', 'Node.js', 'Software Development'],
  bracket: 'simple',
  postedPriceCents: 7_000,
  estimatedMinutes: 45,
};

/** Commands beside the lines they print, written by hand. The first two are the visible ones. */
const SESSIONS: readonly (readonly [name: string, commands: string, printed: string])[] = [
  ['remove one', 'add tea 250 2|remove tea|total|pay 500|close', 'total 2.50|change 2.50|taken 2.50'],
  ['undo an add', 'add tea 250|add cake 400|undo|total|park anna|total', 'total 2.50|total 0.00'],
  [
    'old commands',
    'add a 199 3||total|pay 500|pay 597|jump|close',
    'total 5.97|not enough|change 0.00|unknown jump|taken 5.97',
  ],
  [
    'latest line first',
    'add a 100 2|add b 5|add a 150 2|remove a 3|total|remove a|total|remove a|total',
    'total 1.05|total 0.05|not on receipt a|total 0.05',
  ],
  [
    'more than there is',
    'add a 100 2|add a 100|remove a 4|total|remove a 3|total|remove b',
    'not on receipt a|total 3.00|total 0.00|not on receipt b',
  ],
  [
    'undo a remove',
    'add a 100 3|remove a 2|total|undo|total|undo|total|undo',
    'total 1.00|total 3.00|total 0.00|nothing to undo',
  ],
  ['a failed remove is not undone', 'add a 100|add b 70|remove a 2|undo|total', 'not on receipt a|total 1.00'],
  [
    'undo over two lines',
    'add a 100 2|add a 150|remove a 3|total|undo|total|remove a|total',
    'total 0.00|total 3.50|total 2.00',
  ],
  [
    'no undo after pay',
    'add a 100|pay 100|undo|total|add b 50|undo|undo|close',
    'change 0.00|nothing to undo|total 0.00|nothing to undo|taken 1.00',
  ],
  ['a failed pay keeps the history', 'add a 100|pay 99|undo|total', 'not enough|total 0.00'],
  [
    'park and fetch',
    'add a 100|park x|undo|add b 20|fetch x|fetch y|pay 20|fetch y|fetch x|total|undo|pay 100|close',
    'nothing to undo|receipt open|receipt open|change 0.00|no such receipt|total 1.00|nothing to undo|change 0.00|taken 1.20',
  ],
  [
    'parked names',
    'park x|add a 1|park x|park x|add b 2|park x|total|park B|add c 3|park a|close|fetch x|close',
    'nothing to park|nothing to park|name taken|total 0.02|parked B a x|taken 0.00|parked B a|taken 0.00',
  ],
  [
    'a name is free again',
    'add a 100|park x|fetch x|add b 1|park x|close|fetch x|total|remove b|undo|total|undo',
    'parked x|taken 0.00|total 1.01|total 1.01|nothing to undo',
  ],
  [
    'removed to nothing',
    'add a 100|remove a|park x|fetch x|undo|total|undo|undo',
    'nothing to park|no such receipt|total 1.00|nothing to undo',
  ],
];

/** A long session whose totals are kept as a list of sums per number of steps. */
function randomSession(random: Chance, steps: number): (typeof SESSIONS)[number] {
  const [commands, printed]: [string[], string[]] = [[], []];
  const sums = [0];
  for (let step = 0; step < steps; step += 1) {
    const last = sums.at(-1) ?? 0;
    const kind = random.below(4);
    const [cents, count] = [1 + random.below(900), 1 + random.below(4)];
    if (kind < 2) {
      commands.push(`add item${step} ${cents} ${count}`, ...(kind === 0 ? [`remove item${step}`] : []));
      sums.push(last + cents * count, ...(kind === 0 ? [last + cents * (count - 1)] : []));
    } else {
      commands.push('undo', 'total');
      if (sums.length > 1) sums.pop();
      else printed.push('nothing to undo');
      const total = sums.at(-1) ?? 0;
      printed.push(`total ${Math.floor(total / 100)}.${String(total % 100).padStart(2, '0')}`);
    }
  }
  return [`${steps} random steps`, commands.join('|'), printed.join('|')];
}

function tillProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'till');
  const all = [...SESSIONS, randomSession(random, 30), randomSession(random, 400)];
  const text = (steps: string) => `${steps.replaceAll('|', '\n')}\n`;
  const expected = new Map(all.map(([, commands, printed]) => [text(commands), text(printed)]));
  const cases = all.map(([name, commands]) => ({ name, stdin: text(commands) }));
  return javascriptStdio(tillPosting, {
    answer: (stdin) => known(expected.get(stdin), 'expected output'),
    visible: cases.slice(0, 2),
    hidden: cases.slice(2),
    reference: tillReference,
    wrong: tillWrong,
  });
}

/** Program repair: a pagination function to fix; a till program to extend. */
export const programRepair: Family = {
  name: FAMILY,
  category: 'repair',
  answers: programRepairAnswers,
  build: (seed) => [pagerProject(seed), tillProject(seed)],
};
