/** Four layouts of a dump for the family `hex-dumps`: how they are written and read. */

import { hex, type Layout, rows, sign, spoilt } from './hex-dumps.layout.ts';

export const layouts: readonly Layout[] = [
  {
    text: [
      'Layout of a dump: 16 bytes a line: address as 8 hexadecimal digits, colon, blank, the bytes in groups of two (4865 6c6c) with a blank between groups, filled with blanks to the width of a full line (39 signs), two blanks, and the bytes as text (32 to 126 as they are, others as a point). Lower case.',
      'The dumps look as xxd writes them: eight digits of address and a colon, a blank, sixteen bytes two by two (4865 6c6c 6f20 and so on, 39 signs wide, filled up with blanks in the last line), two blanks and then the text of the bytes with a point for whatever is not between 32 and 126. Small letters.',
      'A dump has 16 bytes per line: an address of eight lower-case hexadecimal digits followed by a colon and a blank; the bytes in pairs separated by a blank, padded with blanks to 39 characters; two blanks; the characters of the bytes, a full stop replacing any outside 32 to 126.',
    ],
    cases: ['last line short', 'signs'],
    program: `
WIDTH = 16

def dump_line(address, chunk):
    groups = [chunk[place:place + 2].hex() for place in range(0, len(chunk), 2)]
    text = ''.join(chr(byte) if 32 <= byte < 127 else '.' for byte in chunk)
    return f"{address:08x}: {' '.join(groups):<39}  {text}"
`,
    other: `
WIDTH = 16

def dump_line(address, chunk):
    body = ''
    for place, byte in enumerate(chunk):
        body += '%02x' % byte
        if place % 2 == 1 and place != 15:
            body += ' '
    text = chunk.decode('latin-1')
    text = ''.join(sign if ' ' <= sign <= '~' else '.' for sign in text)
    return '%08x: ' % address + body.ljust(39) + '  ' + text
`,
    slips: [],
    reading: {
      text: [
        'When reading, skip lines that do not begin with an address and a colon.',
        'Some lines are notes of mine; whatever does not begin with an address (eight digits) and its colon must be passed over.',
        'Lines that do not begin with eight hexadecimal digits and a colon are to be disregarded on reading.',
      ],
      program: `
import re

def lines_of(text):
    for line in text.splitlines():
        if re.match('[0-9a-f]{8}: ', line):
            yield int(line[:8], 16), bytes.fromhex(line[10:49])
`,
      other: `
def lines_of(text):
    found = []
    for line in text.split('\\n'):
        address, colon, rest = line.partition(': ')
        if colon and len(address) == 8 and not set(address) - set('0123456789abcdef'):
            digits = rest[:39].replace(' ', '')
            found.append((int(address, 16), bytes(int(digits[at:at + 2], 16) for at in range(0, len(digits), 2))))
    return found
`,
      slip: {
        why: 'Notes between the lines are skipped',
        from: "if re.match('[0-9a-f]{8}: ', line):",
        to: "if ': ' in line:",
      },
      noise: (lines) => ['taken by night', '# 00000000: 4142', ...lines],
    },
    dump: (data, base) =>
      rows(data, 16)
        .map((row, index) => {
          const body = row
            .map((byte, at) => hex(byte, 2) + (at % 2 === 1 ? ' ' : ''))
            .join('')
            .trimEnd();
          return `${hex(base + index * 16, 8)}: ${body.padEnd(39)}  ${row.map(sign).join('')}\n`;
        })
        .join(''),
  },
  {
    text: [
      'Layout of a dump, as of hexdump -C: 16 bytes a line: 8 hexadecimal digits of address, two blanks, eight bytes with blanks between, two blanks, eight more (all filled with blanks to 48 signs), two blanks, and the text between bars, |Hello...|, bytes outside 32 to 126 as points. After the last line comes one with the address behind the last byte alone. No bytes: just that address.',
      'It is what "hexdump -C" prints: the address with eight digits, two blanks, the first eight bytes (48 65 6c ...), two blanks instead of one in the middle, the other eight, padded to 48 signs, two blanks and |the text| between bars, where anything but 32 to 126 is a point. At the very end there is a line with nothing but the address after the last byte, also for empty data.',
      'A dump has 16 bytes per line: an address of eight lower-case hexadecimal digits; two blanks; the bytes separated by one blank, by two between the eighth and the ninth, padded to 48 characters; two blanks; the characters enclosed in vertical bars, a full stop for those outside 32 to 126. The final line consists of the address following the last byte.',
    ],
    cases: ['last line short', 'nothing'],
    program: `
WIDTH = 16

def dump_line(address, chunk):
    if not chunk:
        return f'{address:08x}'
    halves = chunk[:8].hex(' ') + '  ' + chunk[8:].hex(' ')
    text = ''.join(chr(byte) if 32 <= byte < 127 else '.' for byte in chunk)
    return f'{address:08x}  {halves:<48}  |{text}|'
`,
    other: `
WIDTH = 16
TEXT = str.maketrans({chr(code): '.' for code in [*range(32), *range(127, 256)]})

def dump_line(address, chunk):
    start = format(address, 'x').zfill(8)
    if len(chunk) == 0:
        return start
    words = [format(byte, '02x') for byte in chunk]
    middle = '  '.join([' '.join(words[:8]), ' '.join(words[8:])])
    return start + '  ' + middle.ljust(48) + '  |' + str(chunk, 'latin-1').translate(TEXT) + '|'
`,
    slips: [],
    reading: {
      text: [
        'The text between the bars may hold anything, bars and digits too.',
        'Do not let the text at the right confuse you, there may be digits and even bars in it.',
        'The characters at the end of a line may include digits and bars, which are without meaning.',
      ],
      program: `
def lines_of(text):
    for line in text.splitlines():
        address, *words = line.split('|')[0].split()
        if words:
            yield int(address, 16), bytes(int(word, 16) for word in words)
`,
      other: `
import re

PATTERN = re.compile('([0-9a-f]{8})  ((?:[0-9a-f]{2} +)+) ')

def lines_of(text):
    return [(int(address, 16), bytes.fromhex(body)) for address, body in PATTERN.findall(text)]
`,
      slip: {
        why: 'The text at the end is no data',
        from: "line.split('|')[0].split()",
        to: "line.replace('|', '').split()",
      },
      noise: (lines) => lines,
    },
    dump: (data, base) =>
      `${rows(data, 16)
        .map((row, index) => {
          const body = row
            .map((byte, at) => `${at === 8 ? ' ' : ''}${hex(byte, 2)} `)
            .join('')
            .padEnd(48)
            .slice(0, 48);
          return `${hex(base + index * 16, 8)}  ${body}  |${row.map(sign).join('')}|\n`;
        })
        .join('')}${hex(base + data.length, 8)}\n`,
  },
  {
    text: [
      'Layout of a dump: 8 bytes a line: address as 4 hexadecimal digits (more where needed), " | ", the bytes as two digits with blanks between, " | ", and the sum of the bytes of the line modulo 256 as two digits. All in capitals. Nothing is filled with blanks.',
      'Each line carries eight bytes: the address (four digits, more only if they are needed), a bar with a blank on either side, the bytes with blanks between them, such a bar again, and the check sum, which is the sum of the bytes in this line, of which the last two hexadecimal digits count. Capital letters throughout, and no filling up.',
      'A dump has eight bytes per line in three fields joined by " | ": the address with at least four digits, the bytes with two digits each, separated by a blank, and the sum of these bytes modulo 256 with two digits. Digits are hexadecimal in upper case; there is no padding with blanks.',
    ],
    cases: ['last line short', 'high sums'],
    program: `
WIDTH = 8

def dump_line(address, chunk):
    return f"{address:04X} | {chunk.hex(' ').upper()} | {sum(chunk) % 256:02X}"
`,
    other: `
WIDTH = 8

def dump_line(address, chunk):
    total = 0
    words = []
    for byte in chunk:
        total = (total + byte) & 255
        words.append('%02X' % byte)
    return ' | '.join(['%04X' % address, ' '.join(words), '%02X' % total])
`,
    slips: [],
    reading: {
      text: [
        'When reading, skip lines whose sum is wrong.',
        'If the sum at the end of a line is wrong, the line is damaged and must be left out on reading.',
        'On reading, lines with an incorrect sum are to be disregarded.',
      ],
      program: `
def lines_of(text):
    result = []
    for line in text.splitlines():
        address, body, check = line.split(' | ')
        chunk = bytes.fromhex(body)
        if sum(chunk) % 256 == int(check, 16):
            result.append((int(address, 16), chunk))
    return result
`,
      other: `
def lines_of(text):
    for line in filter(None, text.split('\\n')):
        address, *words, check = [int(word, base=16) for word in line.replace('|', '').split()]
        total = 0
        for word in words:
            total = (total + word) & 255
        if total == check:
            yield address, bytes(words)
`,
      slip: {
        why: 'A line with a wrong sum is skipped',
        from: 'if sum(chunk) % 256 == int(check, 16):',
        to: 'if check:',
      },
      noise: (lines) => [...lines, ...lines.slice(0, 1).map((line) => spoilt(line, line.indexOf('|') + 2))],
    },
    dump: (data, base) =>
      rows(data, 8)
        .map((row, index) => {
          const total = row.reduce((sum, byte) => sum + byte, 0) % 256;
          return `${[hex(base + index * 8, 4), row.map((byte) => hex(byte, 2)).join(' '), hex(total, 2)].join(' | ').toUpperCase()}\n`;
        })
        .join(''),
  },
  {
    text: [
      'Layout of a dump: Intel HEX data records: 16 bytes a line: ":", the number of bytes, the address with four digits, "00", the bytes, and the check byte that makes the sum of all bytes of the line (number, both halves of the address, type, data, check) a multiple of 256. Two capital digits a byte, no blanks. The last line is :00000001FF.',
      'What our programmer wants is Intel HEX. Each line has up to sixteen bytes: a colon, how many bytes (two digits), the address (four digits), 00 as the type, the bytes themselves and at last a check byte chosen so that everything in the line, byte by byte, adds up to a multiple of 256. Capitals, no blanks, and :00000001FF closes the file.',
      "A dump consists of Intel HEX data records of 16 bytes: a colon, byte count, address (four digits), record type 00, data, and the checksum, the two's complement of the sum of all preceding bytes of the record including count, both address bytes and type. Digits are upper case. The end-of-file record :00000001FF concludes it.",
    ],
    cases: ['last line short', 'nothing', 'high sums'],
    program: `
WIDTH = 16

def dump_line(address, chunk):
    if not chunk:
        return ':00000001FF'
    record = bytes([len(chunk), address >> 8, address & 255, 0]) + chunk
    return ':' + (record + bytes([-sum(record) & 255])).hex().upper()
`,
    other: `
from binascii import hexlify, unhexlify
from struct import pack

WIDTH = 16

def dump_line(address, chunk):
    kind = 0 if chunk else 1
    head = pack('>BHB', len(chunk), address if chunk else 0, kind)
    check = 0
    for byte in head + chunk:
        check -= byte
    return ':' + hexlify(head + chunk + pack('B', check % 256)).decode('ascii').upper()
`,
    slips: [],
    reading: {
      text: [
        'When reading, skip records whose check byte is wrong.',
        'A line that does not add up is damaged, please ignore it when reading.',
        'On reading, records with an incorrect checksum are to be disregarded.',
      ],
      program: `
def lines_of(text):
    for line in text.splitlines():
        record = bytes.fromhex(line[1:])
        size, high, low, kind = record[:4]
        if kind == 0 and sum(record) & 255 == 0:
            yield high * 256 + low, record[4:4 + size]
`,
      other: `
from binascii import unhexlify
from struct import unpack_from

def lines_of(text):
    result = []
    for record in map(unhexlify, text.replace(':', '').split()):
        check = -sum(record[:-1]) % 256
        size, address, kind = unpack_from('>BHB', record)
        if check == record[-1] and kind != 1:
            result.append((address, record[4:-1]))
    return result
`,
      slip: {
        why: 'A record with a wrong check byte is skipped',
        from: 'if kind == 0 and sum(record) & 255 == 0:',
        to: 'if kind == 0:',
      },
      noise: (lines) => [...lines, ...lines.slice(0, 1).map((line) => spoilt(line, 9))],
    },
    dump: (data, base) =>
      `${rows(data, 16)
        .map((row, index) => {
          const address = base + index * 16;
          const record = [row.length, Math.floor(address / 256), address % 256, 0, ...row];
          const sum = record.reduce((total, byte) => total + byte, 0);
          return `:${[...record, (256 - (sum % 256)) % 256]
            .map((byte) => hex(byte, 2))
            .join('')
            .toUpperCase()}\n`;
        })
        .join('')}:00000001FF\n`,
  },
];
