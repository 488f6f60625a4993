/** Study family: hexadecimal dumps in four layouts are written, read and compared. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily } from '../staged-family.ts';
import { layouts } from './hex-dumps.layouts.ts';
import { tasks } from './hex-dumps.tasks.ts';

interface Memory {
  readonly data: readonly number[];
  readonly base: number;
}

const text = (words: string) => [...Buffer.from(words)];
const times = (count: number, byte: number) => Array.from({ length: count }, () => byte);

function drawn(random: Chance, count: number): Memory {
  const data: number[] = [];
  while (data.length < count) {
    if (random.below(8) === 0) data.push(...times(16 + random.below(60), random.below(256)));
    else data.push(random.below(random.pick([256, 128, 30])));
  }
  return { data: data.slice(0, count), base: 16 * random.below(2000) };
}

/** Hex dumps: four layouts, three tasks. */
export const hexDumps = stagedFamily<Memory, (typeof layouts)[number], (typeof tasks)[number]>(
  { name: 'hex-dumps', category: 'bytes', skills: ['Python', 'Embedded Software'], firsts: layouts, seconds: tasks },
  ({ first, second, place, random }) => {
    const device = random.pick(['a door controller', 'old game cartridges', 'our heating pump', 'a weather station']);
    const ending = place[0] % 2 === 1 && place[1] === 0;
    const final = `\ndef final_lines(address):\n    return [${ending ? "dump_line(address, b'')" : ''}]\n`;
    const reads = place[1] > 0;
    const skipping = reads ? first.reading.text : (['', '', ''] as const);
    const verb = ['written', 'read', 'compared'][place[1]] ?? '';
    const style = ['pairs with text', 'the style of hexdump -C', 'lines with check sums', 'Intel HEX'][place[0]] ?? '';
    return {
      titles: [
        `Python: memory dumps (${style}) to be ${verb}`,
        `Dumps from ${device} should be ${verb}, ${style}`,
        `Function ${second.entry} for hexadecimal dumps: ${style}`,
      ],
      openings: [
        `For ${device} I need one function, ${second.entry}, in solution.py.`,
        `I tinker with ${device} and look at memory all evening. Could somebody write me a small Python file solution.py?`,
        `A Python module solution.py is required for the maintenance of ${device}.`,
      ],
      endings: [
        `Addresses fit into 16 bits, base and size are whole, and the text is well formed otherwise. ${skipping[0]}`.trim(),
        `You can rely on clean input; nothing lies above address 65535. ${skipping[1]}`.trim(),
        `Input is valid, and no address exceeds 65535. ${skipping[2]}`.trim(),
      ],
      minutes: 30 + 10 * place[0] + 10 * place[1],
      acceptance: { kind: 'function', entry: second.entry },
      frame: ([layout = '', task = '']) => (reads ? `${first.reading.program}${task}` : `${layout}${final}${task}`),
      otherFrame: ([layout = '', task = '']) => (reads ? `${first.reading.other}${task}` : `${layout}${final}${task}`),
      slips: reads ? [first.reading.slip] : [],
      how: 'formats and parses with other means and goes through the bytes another way',
      visible: {
        greeting: { data: text('Hello, world, how do you do today?'), base: 0 },
        'a few bytes': { data: [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233], base: 0 },
      },
      hidden: {
        ...(place[1] === 2 ? { 'one byte': { data: [65], base: 16 } } : { nothing: { data: [], base: 32 } }),
        ...(place[1] === 2 ? { nothing: { data: [0], base: 48 } } : {}),
        'last line short': { data: text('0123456789abcdef0123456'), base: 0 },
        signs: { data: [31, 32, 126, 127, 128, 255, 0, 9, 10, 92, 124, 34, 39, 60, 62, 38], base: 0 },
        'high sums': { data: [...times(16, 255), ...times(8, 254), 250, 251], base: 65_280 },
        'an address': { data: text('The quick brown fox jumps over the lazy dog.'), base: 4096 },
        'repeated lines': { data: [...text('start of it all.'), ...times(80, 0), ...text('end')], base: 256 },
        'repeated to the end': { data: times(64, 7), base: 0 },
        'repeated with a rest': { data: times(70, 32), base: 512 },
        shuffled: { data: Array.from({ length: 150 }, (_, index) => (index * 11) % 256), base: 1024 },
        'lines lost': { data: Array.from({ length: 100 }, (_, index) => 200 - index), base: 160 },
        'over a line end': {
          data: Array.from({ length: 40 }, (_, index) => (index > 12 && index < 20 ? 5 : 1)),
          base: 2048,
        },
        'one byte between': { data: [5, 1, 10, 2, 3, 15, 1, 1, 20, 1, 1, 1, 25, 1, 30, 1, 35], base: 32 },
        drawn: drawn(random, 120),
        'drawn again': drawn(random, 333),
        'much memory': drawn(random, 4000),
      },
      input: ({ data, base }) => second.input(first, data, base),
      answer: ({ data, base }) => second.answer(first, data, base),
    };
  },
);
