/** Four ways in which the family `packet-frames` puts packets into a stream of bytes. */

import type { Stage } from '../staged.ts';

/** A packet: its type, its number (both a byte), and what it carries. */
export interface Packet {
  readonly type: number;
  readonly number: number;
  readonly data: readonly number[];
}

export interface Framing extends Stage {
  readonly about: string;
  readonly write: (packets: readonly Packet[]) => string;
}

const bytes = ({ type, number, data }: Packet) => [type, number, ...data];
const base64 = (data: readonly number[]) => Buffer.from(data).toString('base64');
const sum = (data: readonly number[]) => data.reduce((total, byte) => total + byte, 0) % 256;
const xor = (data: readonly number[]) => data.reduce((total, byte) => total ^ byte, 0);

function slip(data: readonly number[]): number[] {
  return [...data.flatMap((byte) => (byte === 0xc0 ? [0xdb, 0xdc] : byte === 0xdb ? [0xdb, 0xdd] : [byte])), 0xc0];
}

/** Consistent overhead byte stuffing of less than 254 bytes, with the zero at its end. */
function stuffed(data: readonly number[]): number[] {
  const parts: number[][] = [[]];
  for (const byte of data) {
    if (byte === 0) parts.push([]);
    else parts.at(-1)?.push(byte);
  }
  return [...parts.flatMap((part) => [part.length + 1, ...part]), 0];
}

export const framings: readonly Framing[] = [
  {
    about: 'SLIP',
    text: [
      'stream is base64 of bytes with SLIP: a packet ends at 0xC0; inside, 0xDB 0xDC stands for 0xC0 and 0xDB 0xDD for 0xDB. The last byte of a packet (after undoing that) is the sum of all bytes before it modulo 256; packets where it is wrong are dropped, as are empty ones. What stands after the last 0xC0 is incomplete and dropped too.',
      'What I record (stream, as base64) is SLIP. Every packet is closed by the byte 0xC0, and where 0xC0 or 0xDB occurs in it, they were written as 0xDB 0xDC and 0xDB 0xDD. Once that is undone, the last byte must be the sum of the others modulo 256, otherwise the packet is damaged and goes. There are also empty packets, and possibly half a packet at the end; ignore these.',
      'The argument stream contains SLIP frames in base64: each is terminated by 0xC0; 0xDB 0xDC and 0xDB 0xDD represent 0xC0 and 0xDB. After decoding, the last byte shall equal the sum of the preceding bytes modulo 256. Frames violating this, empty frames and an unterminated rest are discarded.',
    ],
    cases: ['special bytes', 'drawn'],
    program: `
import base64

def packets(stream):
    frame, escaped = [], False
    for byte in base64.b64decode(stream):
        if byte == 0xC0:
            if len(frame) > 2 and sum(frame[:-1]) % 256 == frame[-1]:
                yield frame[0], frame[1], bytes(frame[2:-1])
            frame, escaped = [], False
        elif byte == 0xDB:
            escaped = True
        else:
            frame.append({0xDC: 0xC0, 0xDD: 0xDB}[byte] if escaped else byte)
            escaped = False
`,
    other: `
from base64 import b64decode

def packets(stream):
    found = []
    for raw in b64decode(stream).split(b'\\xc0')[:-1]:
        frame = raw.replace(b'\\xdb\\xdc', b'\\xc0').replace(b'\\xdb\\xdd', b'\\xdb')
        *body, check = frame or b'\\x01'
        if body and (check - sum(body)) & 255 == 0:
            found.append((body[0], body[1], bytes(body[2:])))
    return found
`,
    slips: [
      {
        why: 'Damaged packets are dropped',
        from: 'if len(frame) > 2 and sum(frame[:-1]) % 256 == frame[-1]:',
        to: 'if len(frame) > 2:',
      },
    ],
    write: (packets) =>
      base64([
        ...packets.flatMap((packet, at) => {
          const body = bytes(packet);
          const spoilt = at % 3 === 0 ? slip([9, 128, 65, 66, (sum([9, 128, 65, 66]) + 1) % 256]) : [];
          return [...(at % 4 === 1 ? [0xc0] : []), ...spoilt, ...slip([...body, sum(body)])];
        }),
        7,
        8,
      ]),
  },
  {
    about: 'COBS',
    text: [
      'stream is base64 of bytes with COBS: packets end with a zero byte. In a packet a length byte n comes first, then n - 1 bytes that are not zero, then the next length byte, and so on; between two such blocks (not after the last) a zero is put in. (No block is longer than 254.) A packet whose last block is cut short is dropped, as are empty ones and bytes after the last zero.',
      'What I record (stream, as base64) is COBS. A zero byte closes each packet. A packet is made of blocks: one byte n, followed by n - 1 bytes as they are. Put the blocks together with a zero between each two of them, none at the end; no block has more than 254 bytes. If a block promises more bytes than there are before the closing zero, throw the packet away. Throw away empty packets as well and what comes after the last zero.',
      'The argument stream contains COBS frames in base64, each terminated by a zero byte. A frame consists of blocks of a length byte n (254 at most) and n - 1 further bytes; the packet is the concatenation of the blocks with one zero between neighbours. Frames whose last block is incomplete, empty frames and an unterminated rest are discarded.',
    ],
    cases: ['special bytes', 'drawn'],
    program: `
import base64

def packets(stream):
    *frames, _ = base64.b64decode(stream).split(b'\\0')
    for frame in frames:
        blocks = []
        place = 0
        while place < len(frame):
            end = place + frame[place]
            blocks.append(frame[place + 1:end])
            place = end
        if frame and place == len(frame):
            packet = b'\\0'.join(blocks)
            yield packet[0], packet[1], packet[2:]
`,
    other: `
from base64 import b64decode

def packets(stream):
    found = []
    packet = bytearray()
    left = 0
    for byte in b64decode(stream):
        if byte == 0:
            if packet and left == 0:
                found.append((packet[1], packet[2], bytes(packet[3:])))
            packet, left = bytearray(), 0
        elif left:
            packet.append(byte)
            left -= 1
        else:
            packet.append(0)
            left = byte - 1
    return found
`,
    slips: [
      {
        why: 'A packet that is cut short is dropped',
        from: 'if frame and place == len(frame):',
        to: 'if len(frame) > 2:',
      },
    ],
    write: (packets) =>
      base64([
        ...packets.flatMap((packet, at) => [
          ...(at % 4 === 1 ? [0] : []),
          ...(at % 3 === 0 ? [9, 9, 128, 65, 66, 0] : []),
          ...stuffed(bytes(packet)),
        ]),
        3,
        7,
      ]),
  },
  {
    about: 'frames with a length',
    text: [
      'stream is base64 of bytes: a packet is 0xAA 0x55, a length byte, that many bytes, and a check byte: the XOR of the length and all those bytes. Other bytes may stand between packets. Look for 0xAA 0x55 from the left; if the check byte is wrong or the stream ends too early, go on looking one byte after that 0xAA; after a good packet behind its check byte.',
      'The stream (base64) has packets that begin with 0xAA 0x55, then how many bytes follow, then these, then a check byte, which is the length and all of the bytes XORed. There is rubbish in between. So search for 0xAA 0x55; if it turns out to be none (the check byte does not fit or the stream is over before), continue the search at the byte after the 0xAA, and if it is a good one, behind it.',
      'The argument stream contains packets in base64: the bytes 0xAA 0x55, a length n, n bytes and the XOR of n and these bytes. Bytes outside packets are to be skipped. The search proceeds from left to right; it resumes at the byte after 0xAA if the candidate is truncated or its check byte differs, and behind the check byte otherwise.',
    ],
    cases: ['special bytes', 'drawn'],
    program: `
import base64
from functools import reduce
from operator import xor

def packets(stream):
    data = base64.b64decode(stream)
    place = data.find(b'\\xaa\\x55')
    while place >= 0:
        body = data[place + 2:place + 4 + data[place + 2]] if place + 2 < len(data) else b''
        if len(body) >= 4 and len(body) == body[0] + 2 and reduce(xor, body) == 0:
            yield body[1], body[2], body[3:-1]
            place += len(body) + 1
        place = data.find(b'\\xaa\\x55', place + 1)
`,
    other: `
from base64 import b64decode

def packets(stream):
    data = list(b64decode(stream))
    found = []
    while len(data) > 3:
        if data[:2] == [0xAA, 0x55] and len(data) >= data[2] + 4:
            end = data[2] + 3
            check = data[end]
            for byte in data[2:end]:
                check ^= byte
            if check == 0 and data[2] > 1:
                found.append((data[3], data[4], bytes(data[5:end])))
                data = data[end + 1:]
                continue
        data.pop(0)
    return found
`,
    slips: [
      {
        why: 'A false start takes only one byte away',
        from: "place = data.find(b'\\xaa\\x55', place + 1)",
        to: "place = data.find(b'\\xaa\\x55', place + 4)",
      },
    ],
    write: (packets) =>
      base64([
        ...packets.flatMap((packet, at) => {
          const body = bytes(packet);
          const good = [0xaa, 0x55, body.length, ...body, xor([body.length, ...body])];
          return [...(at % 3 === 0 ? [0xaa, 0x55, 2] : at % 3 === 1 ? [1, 0xaa, 0xaa] : []), ...good];
        }),
        0xaa,
        0x55,
        9,
        1,
      ]),
  },
  {
    about: 'lines of hexadecimal digits',
    text: [
      'stream is text with a packet a line: "$", the bytes as two hexadecimal digits each (any case), "*", and as two digits the CRC-8 of the bytes (polynomial 0x07, start 0, most significant bit first, no final XOR). Lines that do not have exactly this form, or where the CRC is wrong, are dropped; blanks at the ends of lines do not count.',
      'The stream is text. A line has a $, then the bytes as hexadecimal digits, small or capital, two for each, then * and a check of two digits. That is CRC-8 with the polynomial 0x07: start with 0, XOR each byte in, and eight times shift left by one and, if a bit fell out at the top, XOR with 0x07. Other lines are chatter of the device, drop them, and also those where the check is wrong. Never mind blanks around a line.',
      'The argument stream is text. Each packet occupies a line: $, its bytes as pairs of hexadecimal digits of either case, *, and the CRC-8 of the bytes as two digits (polynomial 0x07, initial value 0, most significant bit first, not reflected, no final XOR). White space around lines is insignificant; lines of another form or with a wrong CRC are discarded.',
    ],
    cases: ['special bytes', 'drawn'],
    program: `
import re

def crc(data):
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value << 1) ^ (0x107 if value & 0x80 else 0)
    return value

def packets(stream):
    result = []
    for line in stream.split('\\n'):
        match = re.fullmatch(r'\\$((?:[0-9a-fA-F]{2}){2,})\\*([0-9a-fA-F]{2})', line.strip())
        if match:
            data = bytes.fromhex(match.group(1))
            if crc(data) == int(match.group(2), 16):
                result.append((data[0], data[1], data[2:]))
    return result
`,
    other: `
TABLE = []
for start in range(256):
    for _ in range(8):
        start = start << 1 if start < 128 else (start << 1 & 255) ^ 7
    TABLE.append(start)

def packets(stream):
    for line in map(str.strip, stream.splitlines()):
        body, star, check = line[1:].partition('*')
        digits = body + check
        if line[:1] != '$' or not star or len(check) != 2 or len(body) % 2 or set(digits.lower()) - set('0123456789abcdef'):
            continue
        value = 0
        for byte in bytes.fromhex(digits):
            value = TABLE[value ^ byte]
        if value == 0 and len(body) > 3:
            yield int(body[:2], 16), int(body[2:4], 16), bytes.fromhex(body[4:])
`,
    slips: [
      { why: 'Lines with a wrong check are dropped', from: 'if crc(data) == int(match.group(2), 16):', to: 'if data:' },
    ],
    write: (packets) => {
      const crc = (data: readonly number[]) =>
        data.reduce(
          (value, byte) =>
            Array.from({ length: 8 }).reduce<number>(
              (crc8) => (crc8 >= 128 ? ((crc8 * 2) % 256) ^ 7 : crc8 * 2),
              value ^ byte,
            ),
          0,
        );
      const line = (data: readonly number[], off: number) =>
        `$${Buffer.from(data).toString('hex')}*${((crc(data) + off) % 256).toString(16).padStart(2, '0')}`;
      return packets
        .map((packet, at) => {
          const good = line(bytes(packet), 0);
          return `${at % 3 === 0 ? `${line([9, 128, 65, 66], 1)}\nready\n` : ''}${at % 2 === 0 ? good.toUpperCase() : `  ${good} `}\n`;
        })
        .join('');
    },
  },
];
