/** Task family: plain text layout (wrapping with a hanging indent, Markdown to plain text). */

import { known } from '../../server/kernel/assert.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { type Family, lines, type Posting } from './family.ts';
import { javascriptFunction, javascriptStdio } from './javascript-project.ts';
import { textLayoutAnswers } from './text-layout.answers.ts';
import { markdownReference, markdownWrong, wrapReference, wrapWrong } from './text-layout.programs.ts';

const FAMILY = 'text-layout';

const wrapPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Word wrap with hanging indent for receipt printer',
  description: `
I drive a thermal printer from JavaScript and the text must be broken into lines before sending. I need wrapText(text, width, hanging) in solution.js. It returns a list of lines (strings).

width = most characters per line, hanging = number of spaces in front of continuation lines. Always 0 <= hanging < width. One character is one column; only plain ASCII text.

How it should work
* The text is split at "\\n" into paragraphs, each paragraph is laid out on its own, in order.
* Words are separated by one or more spaces. Spaces at the start and end of a paragraph do not matter and several spaces count as one. Between words on a line there is exactly one space, and no line ends with a space.
* Put as many words on a line as fit (greedy). A line may be exactly width characters long.
* The first line of a paragraph starts at the left edge. Every further line of the same paragraph starts with hanging spaces, and these count towards the width.
* A word that is too long for a whole line of its own: start it on a fresh line (never behind other words), fill that line up to width, go on with the rest on the next continuation line (with indent), and so on. Words that follow go behind the last piece if they fit. "Too long" is seen from the line where it would start: the first line of a paragraph has width columns, a continuation line has width minus hanging.
* An empty paragraph (or one of only spaces) gives one empty line "". So the empty text gives [""], and a "\\n" at the very end gives an empty line at the end.

Example: wrapText("total due today", 9, 2) gives ["total due", "  today"].`,
  skills: ['JavaScript', 'Printing', 'Algorithm'],
  bracket: 'micro',
  postedPriceCents: 2_800,
  estimatedMinutes: 30,
};

/** Lays out by counting columns on a list of words, building each line as a list of pieces. */
function wrapText(text: string, width: number, hanging: number): Json {
  return text.split('\n').flatMap((paragraph) => {
    const words = paragraph.match(/[^ ]+/g) ?? [];
    const result: string[] = [];
    const roomAt = (index: number) => (index === 0 ? width : width - hanging);
    let current: string[] = [];
    const close = () => {
      result.push((result.length === 0 ? '' : ' '.repeat(hanging)) + current.join(' '));
      current = [];
    };
    for (const word of words) {
      if ([...current, word].join(' ').length > roomAt(result.length) && current.length > 0) close();
      let rest = word;
      while (rest.length > roomAt(result.length)) {
        const room = roomAt(result.length);
        current = [rest.slice(0, room)];
        rest = rest.slice(room);
        close();
      }
      current.push(rest);
    }
    if (current.length > 0 || words.length === 0) close();
    return result;
  });
}

function randomText(random: Chance, words: number): string {
  const word = () => 'abcdefghijklmnopqrstuvwxyz'.slice(0, 1 + random.below(random.below(8) === 0 ? 26 : 9));
  return Array.from({ length: words }, () => word() + random.pick([' ', ' ', ' ', '  ', '\n', ' \n\n'])).join('');
}

function wrapProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'wrap');
  const one = (name: string, text: string, width: number, hanging: number) => ({
    name,
    args: [text, width, hanging] as [string, number, number],
  });
  return javascriptFunction<[string, number, number]>(wrapPosting, {
    entry: 'wrapText',
    answer: wrapText,
    visible: [
      one('receipt line', '2 x Cappuccino with oat milk and cinnamon', 20, 4),
      one('two paragraphs', 'Thank you for your visit\nSee you soon', 12, 0),
    ],
    hidden: [
      one('empty text', '', 10, 2),
      one('blank paragraphs', 'a\n\n   \nb\n', 10, 2),
      one('fits exactly', 'total due today is', 9, 2),
      one('single column', 'ab c', 1, 0),
      one('many spaces', '   one    two  three   ', 9, 1),
      one('long first word', 'abcdefghijklmnopqrstuvwxyz end', 10, 3),
      one('long word after short ones', 'see abcdefghijklmnopqrstuvwxyz now', 10, 3),
      one('too long only for a continuation line', 'abcdefghij abcdefghij x', 10, 4),
      one('long word ends at the edge', 'abcdefghijklmn op', 8, 2),
      one('wide indent', 'aaa bb c dd eeee', 6, 5),
      one('indent counts', 'one two three four five six', 9, 4),
      one('random text', randomText(random, 40), 16, 3),
      one('large text', randomText(random, 1_500), 24, 2),
    ],
    reference: wrapReference,
    wrong: wrapWrong,
  });
}

const markdownPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Markdown to plain text filter (stdin -> stdout) for mail digests',
  description: `
Project: command line filter, JavaScript, one file solution.js. Reads Markdown from standard input with require('fs').readFileSync(0, 'utf8') and prints plain text with console.log. No other modules. Only the following subset is used in our texts; treat line by line, white space at the end of lines is dropped:

LINES
# Title -> the text in capital letters, next line "=" repeated to the length of the printed text
## Title -> the text, next line "-" repeated likewise
### Title -> just the text
"- item" or "* item", possibly indented by spaces -> same indent, "• " and the text
"7. item" (not indented) -> numbered anew: consecutive numbered lines count 1, 2, 3 ...; any other line (also an empty one) ends the list and the next list starts at 1
"> quote" -> "| quote"
A line that starts with three backticks opens or closes a code block and is not printed. Inside, lines are printed as they are (nothing is replaced), with four spaces in front.
Anything else is a normal line; empty lines stay.

INSIDE LINES (all kinds except code blocks)
\`code\` -> the content without backticks, untouched by the following rules
![alt](address) -> [image: alt]
[text](address) -> text [n], where n numbers the addresses in order of first appearance, 1, 2, ...; the same address keeps its number
**bold** and *emphasis* -> the content. Stars without a partner stay. Bold and emphasis are not nested, and do not span code, images or links.

END
Empty lines at the end are dropped. If there were links, an empty line follows and then one line per address: "[1] https://..."

White space at the end of lines and at the end of the output is not compared. Empty input gives empty output.`,
  skills: ['JavaScript', 'Node.js', 'Markdown', 'Text Processing'],
  bracket: 'simple',
  postedPriceCents: 10_500,
  estimatedMinutes: 60,
};

/** Input lines beside the hand-written output lines. The first two are the visible ones. */
const DOCUMENTS: readonly (readonly [name: string, source: readonly string[], printed: readonly string[]])[] = [
  [
    'small digest',
    ['# Weekly news', '', 'Read **this** on [our site](https://a.test/).', '', '- one', '- two'],
    ['WEEKLY NEWS', '===========', '', 'Read this on our site [1].', '', '• one', '• two', '', '[1] https://a.test/'],
  ],
  [
    'headings and quote',
    ['## Plan', '### Details', '> keep *calm*', '', '1. first', '2. second'],
    ['Plan', '----', 'Details', '| keep calm', '', '1. first', '2. second'],
  ],
  ['empty input', [], []],
  [
    'numbers start anew',
    ['3. c', '9. d', '', '5. e', 'text', '5. f', '1. g', '  1. h'],
    ['1. c', '2. d', '', '1. e', 'text', '1. f', '2. g', '  1. h'],
  ],
  [
    'same address twice',
    ['[a](u1) [b](u2)', '[c](u1)', '- [d](u3) [x] y'],
    ['a [1] b [2]', 'c [1]', '• d [3] [x] y', '', '[1] u1', '[2] u2', '[3] u3'],
  ],
  [
    'code block',
    ['before', '```js', '# no *heading* [x](y)', '  - kept', '', '1. one', '```', '*after*'],
    ['before', '    # no *heading* [x](y)', '      - kept', '    ', '    1. one', 'after'],
  ],
  [
    'code in a line',
    ['Use `**x**` and `[a](b)` or `c` **d**', '# The `Key`'],
    ['Use **x** and [a](b) or c d', 'THE KEY', '======='],
  ],
  [
    'underline by printed text',
    ['## A **bold** [link](http://x.test)', '# ab'],
    ['A bold link [1]', '---------------', 'AB', '==', '', '[1] http://x.test'],
  ],
  [
    'images',
    ['![logo](l.png) and *so* on', 'See [page](p)!', '![](e)'],
    ['[image: logo] and so on', 'See page [1]!', '[image: ]', '', '[1] p'],
  ],
  ['lonely stars', ['2 * 3 = 6', 'a** b', 'x **y** z*'], ['2 * 3 = 6', 'a** b', 'x y z*']],
  ['indented bullets', ['* a', '  * b', '    - c', '-d', '--', '-  e'], ['• a', '  • b', '    • c', '-d', '--', '• e']],
  [
    'not quite markup',
    ['#hash', '#### four', '>quote', '1.x', '10) y', ' # z'],
    ['#hash', '#### four', '>quote', '1.x', '10) y', ' # z'],
  ],
  ['trailing empty lines', ['text', '', '', '   '], ['text']],
];

function randomDocument(random: Chance, count: number): (typeof DOCUMENTS)[number] {
  const urls: string[] = [];
  const [source, printed]: [string[], string[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    const url = `https://s.test/${random.below(9)}`;
    if (!urls.includes(url)) urls.push(url);
    const number = urls.indexOf(url) + 1;
    const [from, to] = random.pick([
      [
        ['## Part **x**', `- see [it](${url})`],
        ['Part x', '------', `• see it [${number}]`],
      ],
      [
        ['7. *one*', '7. `two*`', `> [q](${url})`],
        ['1. one', '2. two*', `| q [${number}]`],
      ],
      [
        ['```', '*raw*', '```', `[end](${url})`],
        ['    *raw*', `end [${number}]`],
      ],
    ] as const);
    source.push(...from, '');
    printed.push(...to, '');
  }
  return [`${count} random parts`, source, [...printed, ...urls.map((url, index) => `[${index + 1}] ${url}`)]];
}

function markdownProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'markdown');
  const all = [...DOCUMENTS, randomDocument(random, 8), randomDocument(random, 200)];
  const expected = new Map(all.map(([, source, printed]) => [lines(...source), lines(...printed)]));
  const cases = all.map(([name, source]) => ({ name, stdin: lines(...source) }));
  return javascriptStdio(markdownPosting, {
    answer: (stdin) => known(expected.get(stdin), 'expected text'),
    visible: cases.slice(0, 2),
    hidden: cases.slice(2),
    reference: markdownReference,
    wrong: markdownWrong,
  });
}

/** Text layout: word wrap; Markdown to plain text. */
export const textLayout: Family = {
  name: FAMILY,
  category: 'text_processing',
  answers: textLayoutAnswers,
  build: (seed) => [wrapProject(seed), markdownProject(seed)],
};
