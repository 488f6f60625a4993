/** Four formats of the family `picture-files`: PGM, PPM, BMP and PBM, as base64 or hexadecimal text. */

import type { Stage } from '../staged.ts';

export type Pixel = readonly [red: number, green: number, blue: number];

/** Odd pictures use what is rare in a format: comments, other maxima, a gap after the header. */
export interface Picture {
  readonly rows: readonly (readonly Pixel[])[];
  readonly odd: boolean;
}

export interface Format extends Stage {
  readonly about: string;
  readonly write: (picture: Picture) => string;
  /** The brightness that a pixel has once it is stored. */
  readonly grey: (pixel: Pixel, odd: boolean) => number;
}

const ascii = (text: string) => [...Buffer.from(text, 'latin1')];
const base64 = (bytes: readonly number[]) => Buffer.from(bytes).toString('base64');
const hex = (bytes: readonly number[], width: number, glue: string) =>
  Array.from({ length: Math.ceil(bytes.length / width) }, (_, line) =>
    bytes
      .slice(line * width, (line + 1) * width)
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(glue),
  ).join('\n');
const long = (value: number) => [0, 8, 16, 24].map((shift) => (value >> shift) & 255);
const padded = (bytes: readonly number[]) => [...bytes, ...Array.from({ length: -bytes.length & 3 }, () => 0)];
const kept = (value: number, most: number) => Math.floor((value * most) / 255);
const shown = (value: number, most: number) => Math.floor((kept(value, most) * 255) / most);
const sizeOf = ({ rows }: Picture) => [rows[0]?.length ?? 0, rows.length] as const;

export const formats: readonly Format[] = [
  {
    about: 'grey PGM',
    text: [
      'text is base64 of a binary PGM: P5, width, height and maximum (at most 255) in decimal, each preceded by white space (blanks, newlines), of which there may be more than one sign and in which # starts a comment up to the end of the line. One single white space follows the maximum, then a byte for each pixel, row by row. Brightness is the byte times 255 divided by the maximum, rounded down.',
      'What it gets is the base64 text of a PGM file of the binary sort (P5). You know them: P5, then width, height and the maximum (255 or less), with blanks or new lines in front of each, and now and then a comment from # to the end of its line in between. After the maximum there is exactly one blank or newline, and then come the bytes of the pixels, line after line from the top. How bright a pixel is: its byte * 255 / maximum, without the fraction.',
      'The argument text is the base64 encoding of a binary PGM file. It starts with P5; width, height and maximum (not above 255) follow as decimal numbers, each after one or more white-space characters, among which comments from # to the end of the line may occur. Exactly one white-space character separates the maximum from the pixels, one byte each, in rows from the top. The brightness is floor(byte * 255 / maximum).',
    ],
    cases: ['odd header', 'white space as pixels', 'drawn'],
    program: `
import base64

def picture(text):
    data = base64.b64decode(text)
    numbers = []
    place = 2
    while len(numbers) < 3:
        if data[place:place + 1].isspace():
            place += 1
        elif data[place:place + 1] == b'#':
            place = data.index(b'\\n', place)
        else:
            start = place
            while data[place:place + 1].isdigit():
                place += 1
            numbers.append(int(data[start:place]))
    width, height, most = numbers
    pixels = [byte * 255 // most for byte in data[place + 1:]]
    return [pixels[row * width:(row + 1) * width] for row in range(height)]
`,
    other: `
import base64
import re

HEADER = re.compile(rb'P5' + rb'(?:\\s|#[^\\n]*\\n)+(\\d+)' * 3 + rb'\\s')

def picture(text):
    data = base64.b64decode(text)
    header = HEADER.match(data)
    width, height, most = map(int, header.groups())
    rest = iter(data[header.end():])
    return [[next(rest) * 255 // most for _ in range(width)] for _ in range(height)]
`,
    slips: [
      {
        why: 'A comment goes to the end of its line',
        from: "place = data.index(b'\\n', place)",
        to: "place = data.index(b' ', place)",
      },
      { why: 'Bytes are scaled by the maximum', from: 'byte * 255 // most', to: 'byte' },
      {
        why: 'Only one white space follows the maximum',
        from: 'data[place + 1:]]',
        to: 'data[place:].lstrip()]',
      },
    ],
    write: (picture) => {
      const [width, height] = sizeOf(picture);
      const most = picture.odd ? 100 : 255;
      const header = picture.odd
        ? `P5 # by 4 hands\n#\n ${width}\n${height} # 9 9\n${most} `
        : `P5\n${width} ${height}\n255\n`;
      return base64([...ascii(header), ...picture.rows.flat().map(([red]) => kept(red, most))]);
    },
    grey: ([red], odd) => shown(red, odd ? 100 : 255),
  },
  {
    about: 'colour PPM',
    text: [
      'text is base64 of a binary PPM with a header of three lines (P6; width and height with a blank between; the maximum), each ended by a newline. Then red, green and blue of every pixel follow, row by row; a sample takes one byte, or two (high one first) if the maximum is above 255. Scale each sample to sample * 255 / maximum, rounded down; brightness is (299 red + 587 green + 114 blue) / 1000, rounded down.',
      'What it gets is the base64 text of a PPM file with three lines of text at its start, P6, then width blank height, then the maximum. Behind the third line come red, green and blue for every pixel from the top left on. These are single bytes, but if the maximum is more than 255 each is two bytes, the big end first. Make each of them value * 255 / maximum (no fraction), and take as brightness 299 parts of red, 587 of green, 114 of blue, divided by 1000, again without the fraction.',
      'The argument text is the base64 encoding of a binary PPM file whose header comprises three lines: P6, "width height" and the maximum. The samples red, green, blue of all pixels follow in rows from the top, each in one byte, or, when the maximum exceeds 255, in two bytes of which the first is the more significant. Samples are scaled to floor(sample * 255 / maximum); the brightness is floor((299 * red + 587 * green + 114 * blue) / 1000).',
    ],
    cases: ['odd header', 'colours', 'drawn'],
    program: `
import base64
import struct

def picture(text):
    _, size, maximum, data = base64.b64decode(text).split(b'\\n', 3)
    width, height = map(int, size.split())
    most = int(maximum)
    form = 'H' if most > 255 else 'B'
    samples = struct.unpack(f'>{3 * width * height}{form}', data)
    scaled = [sample * 255 // most for sample in samples]
    grey = [
        (299 * red + 587 * green + 114 * blue) // 1000
        for red, green, blue in zip(scaled[0::3], scaled[1::3], scaled[2::3])
    ]
    return [grey[start:start + width] for start in range(0, width * height, width)]
`,
    other: `
import base64
import io

WEIGHTS = (299, 587, 114)

def picture(text):
    stream = io.BytesIO(base64.b64decode(text))
    stream.readline()
    width, height = (int(word) for word in stream.readline().split())
    most = int(stream.readline())
    size = 1 + (most > 255)

    def brightness():
        total = 0
        for weight in WEIGHTS:
            sample = int.from_bytes(stream.read(size), 'big')
            total += weight * (sample * 255 // most)
        return total // 1000

    return [[brightness() for _ in range(width)] for _ in range(height)]
`,
    slips: [
      { why: 'The high byte of a sample comes first', from: "f'>{3", to: "f'<{3" },
      {
        why: 'The colours have different weights',
        from: '(299 * red + 587 * green + 114 * blue) // 1000',
        to: '(red + green + blue) // 3',
      },
      { why: 'Samples are scaled by the maximum', from: 'sample * 255 // most', to: 'min(sample, 255)' },
    ],
    write: (picture) => {
      const most = picture.odd ? 1000 : 255;
      const samples = picture.rows.flat(2).map((value) => kept(value, most));
      const stored = picture.odd ? samples.flatMap((sample) => [sample >> 8, sample & 255]) : samples;
      return base64([...ascii(`P6\n${sizeOf(picture).join(' ')}\n${most}\n`), ...stored]);
    },
    grey: (pixel, odd) => {
      const [red = 0, green = 0, blue = 0] = pixel.map((value) => shown(value, odd ? 1000 : 255));
      return Math.floor((299 * red + 587 * green + 114 * blue) / 1000);
    },
  },
  {
    about: 'Windows BMP',
    text: [
      "text is a BMP of 24 bits in hexadecimal, broken into lines. Numbers are of four bytes, low byte first: at byte 10 where the pixels start, at 18 the width, at 22 the height. Pixels are blue, green, red, a byte each; a row is filled up to a multiple of four bytes. Rows are stored from the bottom up; a negative height (two's complement) means from the top down. Brightness is the largest of the three.",
      'What it gets is a 24-bit BMP, as a hex text with line breaks that mean nothing. The place where the pixels begin is at byte 10, the width at byte 18, the height at byte 22, always four bytes with the low one first. A pixel is three bytes, in the order blue, green, red, and zeros follow each row until its length is a multiple of 4. BMPs stand on their head, so the lowest row comes first, unless the height is negative: then the top row is first. Take the largest of blue, green and red as brightness.',
      'The argument text is a BMP file with 24 bits per pixel in hexadecimal notation, containing line breaks. Four-byte little-endian integers give the offset of the pixels (at offset 10), the width (18) and the signed height (22). Each row consists of blue, green, red triples, padded to a multiple of four bytes. Rows are ordered bottom to top for positive, top to bottom for negative heights. The brightness of a pixel is the maximum of its three components.',
    ],
    cases: ['odd header', 'width not of four', 'colours'],
    program: `
import struct

def picture(text):
    data = bytes.fromhex(text)
    offset, = struct.unpack_from('<I', data, 10)
    width, height = struct.unpack_from('<ii', data, 18)
    stride = (3 * width + 3) // 4 * 4
    rows = []
    for number in range(abs(height)):
        start = offset + number * stride
        rows.append([max(data[start + 3 * x:start + 3 * x + 3]) for x in range(width)])
    if height > 0:
        rows.reverse()
    return rows
`,
    other: `
import binascii

def picture(text):
    data = binascii.unhexlify(''.join(text.split()))

    def number(place):
        return int.from_bytes(data[place:place + 4], 'little', signed=True)

    place, width, height = number(10), number(18), number(22)
    lines = []
    for _ in range(abs(height)):
        line = []
        for _ in range(width):
            blue, green, red = data[place:place + 3]
            line.append(max(blue, green, red))
            place += 3
        place += -(3 * width) % 4
        lines.append(line)
    return lines if height < 0 else lines[::-1]
`,
    slips: [
      { why: 'Rows are filled up to four bytes', from: '(3 * width + 3) // 4 * 4', to: '3 * width' },
      { why: 'Negative heights go from the top down', from: '    if height > 0:\n        rows', to: '    rows' },
      { why: 'The header says where the pixels start', from: 'start = offset + number', to: 'start = 54 + number' },
    ],
    write: ({ rows, odd }) => {
      const body = (odd ? rows : rows.toReversed()).flatMap((row) =>
        padded(row.flatMap(([red, green, blue]) => [blue, green, red])),
      );
      const start = odd ? 58 : 54;
      const header = [...ascii('BM'), ...long(start + body.length), ...long(0), ...long(start)];
      const info = [...long(40), ...long(rows[0]?.length ?? 0), ...long(odd ? -rows.length : rows.length), 1, 0, 24, 0];
      const rest = [...long(0), ...long(body.length), ...long(2835), ...long(2835), ...long(0), ...long(0)];
      return hex([...header, ...info, ...rest, ...(odd ? [7, 7, 7, 7] : []), ...body], 32, '');
    },
    grey: (pixel) => Math.max(...pixel),
  },
  {
    about: 'black-and-white PBM',
    text: [
      'text is a binary PBM as pairs of hexadecimal digits with blanks and newlines between. First a line P4, then perhaps comment lines beginning with #, then a line with width and height (a blank between). Then the rows from the top, eight pixels a byte, the highest bit being the leftmost; each row begins with a new byte, and unused bits may be anything. Bit 1 is black (brightness 0), bit 0 is white (255).',
      'What it gets is a PBM file of the binary kind, in hex, two digits a byte, with blanks and line ends between. In the file there is a line P4, then perhaps some lines that start with # (comments), then a line with width and height. After that come the rows, eight pixels in a byte and the left one in the top bit. A row always starts a byte of its own, so there can be some bits left over at its end, and these are rubbish. A 1 is black, brightness 0, and a 0 is white, 255.',
      'The argument text lists the bytes of a binary PBM file in hexadecimal, separated by blanks or newlines. The file begins with a line P4, optional comment lines starting with #, and a line "width height". Rows follow from the top, with eight pixels to a byte, most significant bit first; every row starts at a byte boundary, and surplus bits have no meaning. A set bit denotes black with the brightness 0, a clear bit white with 255.',
    ],
    cases: ['odd header', 'width not of four', 'drawn'],
    program: `
def picture(text):
    data = bytes.fromhex(text)
    _, line, data = data.split(b'\\n', 2)
    while line.startswith(b'#'):
        line, data = data.split(b'\\n', 1)
    width, height = map(int, line.split())
    stride = (width + 7) // 8
    rows = []
    for y in range(height):
        row = data[y * stride:(y + 1) * stride]
        rows.append([0 if row[x // 8] >> (7 - x % 8) & 1 else 255 for x in range(width)])
    return rows
`,
    other: `
def picture(text):
    values = [int(pair, 16) for pair in text.split()]
    lines = []
    while len(lines) < 2:
        end = values.index(10)
        line = ''.join(map(chr, values[:end]))
        values = values[end + 1:]
        if line[0] != '#':
            lines.append(line)
    width, height = (int(word) for word in lines[1].split(' '))
    bits = ''.join(f'{value:08b}' for value in values)
    whole = len(bits) // height
    return [[255 * (bit == '0') for bit in bits[y * whole:y * whole + width]] for y in range(height)]
`,
    slips: [
      { why: 'Each row begins with a new byte', from: '(width + 7) // 8', to: 'max(1, width // 8)' },
      { why: 'There may be comments', from: "while line.startswith(b'#'):", to: "while line == b'#':" },
    ],
    write: ({ rows, odd }) => {
      const size = `${rows[0]?.length ?? 0} ${rows.length}`;
      const header = odd ? `P4\n# drawn by hand\n#2 3\n${size}\n` : `P4\n${size}\n`;
      const body = rows.flatMap((row) =>
        Array.from({ length: Math.ceil(row.length / 8) }, (_, byte) =>
          Array.from({ length: 8 }, (_, bit) => row[8 * byte + bit] ?? [bit * 40, 0, 0]).reduce(
            (sum, [red = 0]) => 2 * sum + (red < 128 ? 1 : 0),
            0,
          ),
        ),
      );
      return hex([...ascii(header), ...body], 24, ' ');
    },
    grey: ([red]) => (red < 128 ? 0 : 255),
  },
];
