/** Study family: packets in a stream of bytes are found, checked and summed up. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily } from '../staged-family.ts';
import { type Finding, findings } from './packet-frames.findings.ts';
import { type Framing, framings, type Packet } from './packet-frames.framings.ts';

const packet = (type: number, number: number, ...data: number[]): Packet => ({ type, number, data });

/** Packets with numbers that go up, now and then repeated or with a gap, or parts of messages. */
function drawn(random: Chance, count: number, parts: boolean): Packet[] {
  let number = random.below(256);
  const next = new Map<number, number>();
  return Array.from({ length: count }, () => {
    const type = 1 + random.below(4);
    const data = Array.from({ length: random.below(9) }, () =>
      random.pick([0, 0xc0, 0xdb, 0xaa, 0x55, random.below(256)]),
    );
    if (!parts) number = (number + random.pick([1, 1, 1, 1, 0, 2, 5])) % 256;
    else {
      const part = random.below(9) === 0 ? random.below(4) : (next.get(type) ?? 0);
      const last = random.below(3) === 0;
      next.set(type, last ? 0 : part + 1);
      number = part + (last ? 128 : 0);
    }
    return { type, number, data };
  });
}

/** Packet frames: four framings, three findings. */
export const packetFrames = stagedFamily<readonly Packet[], Framing, Finding>(
  {
    name: 'packet-frames',
    category: 'bytes',
    skills: ['Python', 'Embedded Software', 'Protocols'],
    firsts: framings,
    seconds: findings,
  },
  ({ first, second, place, random }) => {
    const device = random.pick(['a bicycle computer', 'tide gauges', 'a solar inverter', 'bee hive scales']);
    const parts = place[1] === 2;
    return {
      titles: [
        `Decode ${first.about} from ${device}: ${second.about}`,
        `My ${device.replace(/^an? /, '')} send ${first.about}: ${second.about} wanted`,
        `Decoder of ${first.about}, ${second.about} (${device})`,
      ],
      openings: [
        `For ${device}: decode(stream) in solution.py, Python standard library.`,
        `Hi, I listen to ${device} on a serial line and want to understand what comes. Please write decode(stream) in Python, in solution.py, with what Python brings along.`,
        `A Python module solution.py with the function decode(stream) is required for the data of ${device}; only the standard library may be used.`,
      ],
      endings: [
        'The first byte of a packet is its type, the second its number, the rest is data (perhaps none). Intact packets have both of these bytes.',
        'In a packet the first byte is the type and the second the number; all the rest, which may be nothing, is data. There is no good packet without these two bytes.',
        'The packet consists of the type (first byte), the number (second byte) and data of any length including 0. All intact packets comprise at least two bytes.',
      ],
      minutes: 50 + 15 * place[0] + 10 * place[1],
      acceptance: { kind: 'function', entry: 'decode' },
      frame: (pieces) => pieces.join(''),
      how: 'takes the stream apart by other means and keeps other tables',
      visible: {
        'one packet': [packet(1, parts ? 128 : 5, 72, 105)],
        'two packets': [packet(1, 0, 1, 2, 3), packet(1, parts ? 129 : 1, 4, 5)],
      },
      hidden: {
        'no packets': [],
        'without data': [packet(2, 128), packet(3, 129)],
        'special bytes': [
          packet(0xc0, 0, 0xc0, 0xdb, 0xdc, 0xdd, 0xdb),
          packet(0, 1, 0, 0, 1, 0),
          packet(0xaa, 0x55, 0xaa, 0x55, 2, 0xaa),
          packet(0xc0, 129, 0, 0xc0, 0xaa, 0x55),
        ],
        'several types': [packet(9, 0, 1, 2), packet(4, 1, 3), packet(9, 2, 5, 6), packet(200, 3), packet(4, 4, 7)],
        'numbers start again': [
          packet(1, 254, 1),
          packet(1, 255, 2),
          packet(1, 0, 3),
          packet(1, 3, 4),
          packet(1, 2, 5),
        ],
        'repeated packets': [
          packet(1, 7, 1),
          packet(1, 7, 1),
          packet(2, 7, 1),
          packet(1, 8, 2),
          packet(1, 12, 3),
          packet(1, 12, 3),
        ],
        'parts of messages': [
          packet(1, 0, 1, 2),
          packet(2, 0, 9),
          packet(1, 1, 3),
          packet(2, 129, 8),
          packet(1, 130, 4),
          packet(3, 128, 7, 7),
        ],
        'parts missing': [
          packet(1, 0, 1),
          packet(1, 2, 2),
          packet(1, 131, 3),
          packet(2, 0, 1),
          packet(2, 0, 5),
          packet(2, 129, 6),
          packet(2, 1, 4),
          packet(3, 0, 1),
          packet(3, 130, 2),
        ],
        drawn: drawn(random, 12, parts),
        'drawn again': drawn(random, 40, parts),
        'drawn once more': drawn(random, 90, parts),
        'a long stream': drawn(random, 900, parts),
      },
      input: (packets) => [first.write(packets)],
      answer: second.find,
    };
  },
);
