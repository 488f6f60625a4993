/** Three tasks of the family `hex-dumps`: writing a dump, reading one, comparing two. */

import type { Stage } from '../staged.ts';
import { hex, type Layout } from './hex-dumps.layout.ts';
import { layouts } from './hex-dumps.layouts.ts';

export interface Task extends Stage {
  readonly entry: string;
  readonly input: (layout: Layout, data: readonly number[], more: number) => readonly (string | number)[];
  readonly answer: (
    layout: Layout,
    data: readonly number[],
    more: number,
  ) => string | number | null | (string | number)[][];
}

export const base64 = (data: readonly number[]) => Buffer.from(data).toString('base64');

const ends = (layout: Layout) => layout === layouts[1] || layout === layouts[3];

/** The lines that have bytes. */
function full(layout: Layout, data: readonly number[], base: number): string[] {
  const found = layout.dump(data, base).split('\n').slice(0, -1);
  return ends(layout) ? found.slice(0, -1) : found;
}

export const tasks: readonly Task[] = [
  {
    entry: 'dump',
    text: [
      'dump(data, base): data is the bytes as base64. Return the dump as text, a newline after each line; the first byte has the address base. A full line with the same bytes as the line before it is left out, and one line with * alone stands for all such lines in a row; but the last line with bytes is always shown.',
      'What I need is dump(data, base), data being base64 of the bytes and base the address of the first one. It returns the dump, each line with a newline. If full lines repeat the one before, show a single * in their place, however many there are. Only the last line that has bytes must be there in any case.',
      'The function dump(data, base) takes bytes in base64 and the address of the first byte and returns the dump, every line ended by a newline. Successive full lines whose bytes equal those of the preceding line are replaced, all together, by one line "*", excepting the last line that contains bytes.',
    ],
    cases: ['repeated lines', 'repeated to the end', 'an address'],
    program: `
import base64

def dump(data, base):
    data = base64.b64decode(data)
    lines = []
    previous = None
    for place in range(0, len(data), WIDTH):
        chunk = data[place:place + WIDTH]
        if chunk == previous and place + WIDTH < len(data):
            if lines[-1] != '*':
                lines.append('*')
        else:
            lines.append(dump_line(base + place, chunk))
        previous = chunk
    lines += final_lines(base + len(data))
    return ''.join(line + '\\n' for line in lines)
`,
    other: `
import base64
from itertools import groupby

def dump(data, base):
    data = base64.b64decode(data)
    chunks = [data[place:place + WIDTH] for place in range(0, len(data), WIDTH)]
    text = ''
    number = 0
    for chunk, group in groupby(chunks):
        count = len(list(group))
        text += dump_line(base + number * WIDTH, chunk) + '\\n'
        number += count
        hidden = count - 1
        if number == len(chunks) and hidden:
            hidden -= 1
        if hidden:
            text += '*\\n'
        if hidden < count - 1:
            text += dump_line(base + (number - 1) * WIDTH, chunk) + '\\n'
    for line in final_lines(base + len(data)):
        text += line + '\\n'
    return text
`,
    slips: [
      { why: 'One star stands for all repeated lines', from: "if lines[-1] != '*':", to: 'if True:' },
      { why: 'The last line with bytes is always shown', from: ' and place + WIDTH < len(data):', to: ':' },
      {
        why: 'The first byte has the address base',
        from: 'dump_line(base + place, chunk)',
        to: 'dump_line(place, chunk)',
      },
    ],
    input: (_, data, more) => [base64(data), more],
    answer: (layout, data, more) => {
      const found = full(layout, data, more);
      const bytes = full(layout, data, 0).map((_, index) =>
        data.slice(index * widthOf(layout), (index + 1) * widthOf(layout)).join(),
      );
      const again = (index: number) => index > 0 && index < found.length - 1 && bytes[index] === bytes[index - 1];
      const shown = found.flatMap((line, index) => (again(index) ? (again(index - 1) ? [] : ['*']) : [line]));
      const last = ends(layout) ? (layout.dump(data, more).split('\n').at(-2) ?? '') : '';
      return [...shown, ...(last === '' ? [] : [last])].map((line) => `${line}\n`).join('');
    },
  },
  {
    entry: 'load',
    text: [
      'load(text, fill) reads such a dump (without repeated lines being left out) and returns the bytes as base64. The first line may have any address; if lines are missing, the hole up to the next address is filled with the byte fill; lines may be in any order; of lines with the same address the later one counts. No bytes: empty text.',
      'Please write load(text, fill), which gets a dump as text and gives back the bytes as base64. The lines may be shuffled, and some lost: what is missing between the lowest and the highest is filled with the byte fill. When an address occurs twice, take the later line. Data begin at the lowest address, whatever it is; with no line you return an empty string.',
      'The function load(text, fill) reads a dump and returns the bytes from the lowest to the highest address as base64. Lines come in any order; a later line supersedes an earlier one of the same address. Bytes not covered have the value fill. Without data the result is the empty string.',
    ],
    cases: ['an address', 'shuffled', 'lines lost'],
    program: `
import base64

def load(text, fill):
    chunks = {}
    for address, chunk in lines_of(text):
        chunks[address] = chunk
    result = b''
    for address in sorted(chunks):
        hole = address - min(chunks) - len(result)
        result += bytes([fill]) * hole + chunks[address]
    return base64.b64encode(result).decode('ascii')
`,
    other: `
from base64 import b64encode

def load(text, fill):
    memory = {}
    for address, chunk in reversed(list(lines_of(text))):
        for place, byte in enumerate(chunk):
            memory.setdefault(address + place, byte)
    if not memory:
        return ''
    data = bytearray([fill]) * (max(memory) - min(memory) + 1)
    start = min(memory)
    for address, byte in memory.items():
        data[address - start] = byte
    return str(b64encode(data), 'ascii')
`,
    slips: [
      { why: 'Lines may be in any order', from: 'for address in sorted(chunks):', to: 'for address in chunks:' },
      { why: 'A hole is filled', from: 'bytes([fill]) * hole + chunks[address]', to: 'chunks[address]' },
      { why: 'The later line counts', from: 'chunks[address] = chunk', to: 'chunks.setdefault(address, chunk)' },
    ],
    input: (layout, data, more) => [holed(layout, data, more).text, more % 256],
    answer: (layout, data, more) => base64(holed(layout, data, more).data),
  },
  {
    entry: 'changes',
    text: [
      'changes(old, new): two dumps of equally many bytes from the same address on, all lines there. Return a list of [address, old, new] for every run of neighbouring bytes that differ: the address of its first byte as a number, the old and the new bytes as hexadecimal in small letters without blanks. Runs may go over the ends of lines. Runs with only one equal byte between them are one run (that byte is in it).',
      'I compare memory before and after, so changes(old, new) gets two complete dumps, same start and same size. The answer is a list with [address, old bytes, new bytes] for each stretch that has changed, the address as a number, the bytes as hexadecimal digits, small and unbroken. A stretch can go on in the next line. If two stretches are only one unchanged byte apart, make one of them, that byte included.',
      'The function changes(old, new) takes two complete dumps of the same address range and returns, in ascending order, a list [address, old, new] per maximal run of differing bytes; address is an integer, old and new are lower-case hexadecimal strings. Runs extend across lines. Runs separated by exactly one equal byte are united, including that byte.',
    ],
    cases: ['over a line end', 'one byte between', 'an address'],
    program: `
def read(text):
    memory = {}
    for address, chunk in lines_of(text):
        for place, byte in enumerate(chunk):
            memory[address + place] = byte
    return min(memory), bytes(memory[address] for address in sorted(memory))

def changes(old, new):
    start, before = read(old)
    _, after = read(new)
    runs = []
    for place in range(len(before)):
        if before[place] == after[place]:
            continue
        if runs and place - runs[-1][1] <= 1:
            runs[-1][1] = place + 1
        else:
            runs.append([place, place + 1])
    return [[start + first, before[first:last].hex(), after[first:last].hex()] for first, last in runs]
`,
    other: `
import re as patterns

def changes(old, new):
    lines = [sorted(lines_of(old)), sorted(lines_of(new))]
    before, after = (b''.join(chunk for _, chunk in side) for side in lines)
    marks = ''.join('=x'[one != other] for one, other in zip(before, after))
    result = []
    for found in patterns.finditer('x+(?:=x+)*', marks):
        part = slice(*found.span())
        result.append([lines[0][0][0] + found.start(), before[part].hex(), after[part].hex()])
    return result
`,
    slips: [
      { why: 'One equal byte does not divide a run', from: '<= 1:', to: '<= 0:' },
      {
        why: 'Two equal bytes divide a run',
        from: 'if runs and place - runs[-1][1] <= 1:',
        to: 'if runs and place - runs[-1][1] <= 2:',
      },
      { why: 'Addresses are those of the dump', from: '[[start + first,', to: '[[first,' },
    ],
    input: (layout, data, more) => [
      noisy(layout, layout.dump(data, more)),
      noisy(layout, layout.dump(changed(data), more)),
    ],
    answer: (_, data, more) => {
      const after = changed(data);
      const differs = (place: number) => data[place] !== after[place];
      const inside = (place: number) => differs(place) || (differs(place - 1) && differs(place + 1));
      const found: (string | number)[][] = [];
      data.forEach((byte, place) => {
        if (!inside(place)) return;
        const last = inside(place - 1) ? found.at(-1) : undefined;
        const [address, old, fresh] = last ?? [more + place, '', ''];
        if (last !== undefined) found.pop();
        found.push([address ?? 0, `${old}${hex(byte, 2)}`, `${fresh}${hex(after[place] ?? 0, 2)}`]);
      });
      return found;
    },
  },
];

function widthOf(layout: Layout): number {
  return layout === layouts[2] ? 8 : 16;
}

/** Which bytes change is written in the bytes themselves, so that a case is made of its data only. */
function changed(data: readonly number[]): number[] {
  return data.map((byte, place) => (byte % 5 === 0 || (byte % 7 === 0 && place % 16 > 12) ? byte ^ 0x41 : byte));
}

/** A dump with lines lost and shuffled, and an old line in front that is overruled later. */
function holed(layout: Layout, data: readonly number[], more: number): { text: string; data: number[] } {
  const width = widthOf(layout);
  const lines = full(layout, data, more);
  const kept = lines.flatMap((line, index) => (index % 3 === 1 && index < lines.length - 1 ? [] : [{ line, index }]));
  const order = kept
    .toSorted((a, b) => ((a.index * 5) % 7) - ((b.index * 5) % 7) || b.index - a.index)
    .map(({ line }) => line);
  const old =
    data.length < width
      ? []
      : full(
          layout,
          data.slice(0, width).map((byte) => 255 - byte),
          more,
        );
  const lost = new Set(lines.flatMap((_, index) => (kept.some((one) => one.index === index) ? [] : [index])));
  const text = [...old, ...order, ...(ends(layout) ? layout.dump(data, more).split('\n').slice(-2, -1) : [])];
  return {
    text: noisy(layout, text.map((line) => `${line}\n`).join('')),
    data: data.map((byte, place) => (lost.has(Math.floor(place / width)) ? more % 256 : byte)),
  };
}

/** A dump with what a reader has to skip among its lines. */
function noisy(layout: Layout, text: string): string {
  return layout.reading
    .noise(text.split('\n').slice(0, -1))
    .map((line) => `${line}\n`)
    .join('');
}
