/** Three findings of the family `packet-frames`: counts by type, lost packets, messages in parts. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';
import type { Packet } from './packet-frames.framings.ts';

export interface Finding extends Stage {
  readonly about: string;
  readonly find: (packets: readonly Packet[]) => Json;
}

const hex = (data: readonly number[]) => Buffer.from(data).toString('hex');

export const findings: readonly Finding[] = [
  {
    about: 'counts by type',
    text: [
      'Return a list of [type, count, bytes, longest] by ascending type: how many packets of the type, how many bytes of data they have together, and the data of the longest as small hexadecimal digits (of equals the first).',
      'Please return a list with [type, count, bytes, longest] for every type, smallest first: the number of its packets, the bytes of data in all of them, and the longest data as hexadecimal digits in small letters (the first one, if several are equally long).',
      'The result is a list of [type, count, bytes, longest] in ascending order of types, stating the number of packets, the total size of their data and the longest data (the earliest in a tie) as lower-case hexadecimal digits.',
    ],
    cases: ['several types', 'no packets'],
    program: `
def decode(stream):
    groups = {}
    for kind, _, data in packets(stream):
        groups.setdefault(kind, []).append(data)
    return [[kind, len(group), sum(map(len, group)), max(group, key=len).hex()] for kind, group in sorted(groups.items())]
`,
    other: `
def decode(stream):
    rows = [None] * 256
    for kind, _, data in packets(stream):
        row = rows[kind] or [kind, 0, 0, '']
        row[1] += 1
        row[2] += len(data)
        if len(data) * 2 > len(row[3]):
            row[3] = data.hex()
        rows[kind] = row
    return list(filter(None, rows))
`,
    slips: [
      {
        why: 'The first of equally long data is named',
        from: 'max(group, key=len)',
        to: 'max(reversed(group), key=len)',
      },
      { why: 'Types are in ascending order', from: 'in sorted(groups.items())]', to: 'in groups.items()]' },
    ],
    find: (packets) =>
      [...new Set(packets.map(({ type }) => type))]
        .toSorted((a, b) => a - b)
        .map((type) => {
          const all = packets.filter((packet) => packet.type === type).map(({ data }) => data);
          const most = Math.max(...all.map(({ length }) => length));
          return [type, all.length, all.flat().length, hex(all.find(({ length }) => length === most) ?? [])];
        }),
  },
  {
    about: 'lost packets',
    text: [
      'Numbers count up by one from packet to packet whatever the type, and after 255 comes 0. A packet with the same number as the one before it (that was counted) is a repetition and not counted. Otherwise the numbers left out are lost. Return {received, repeated, lost, gaps}: packets counted, repetitions, the total lost, and a list of [number, lost] with the number of the last packet before each gap.',
      'The number in a packet goes up by one each time, over all types, and starts again with 0 after 255. If a packet has the number of the last counted one, it has been sent twice: do not count it. If numbers are skipped, those packets got lost. I want {received, repeated, lost, gaps}: how many were counted, how many were repetitions, how many are missing in all, and for each hole [number, lost], with the number before the hole.',
      'Numbers of successive packets, of any type, increase by one modulo 256. A packet bearing the number of the last counted packet is a repetition; any other distance greater than one denotes a gap. The result is {received, repeated, lost, gaps}: counted packets, repetitions, the sum of missing packets, and a list of [number, lost], the former being the last number before the gap.',
    ],
    cases: ['numbers start again', 'repeated packets', 'no packets'],
    program: `
def decode(stream):
    report = {'received': 0, 'repeated': 0, 'lost': 0, 'gaps': []}
    last = None
    for _, number, _ in packets(stream):
        if number == last:
            report['repeated'] += 1
            continue
        report['received'] += 1
        missing = (number - last - 1) % 256 if last is not None else 0
        if missing:
            report['lost'] += missing
            report['gaps'].append([last, missing])
        last = number
    return report
`,
    other: `
from itertools import groupby, pairwise

def decode(stream):
    runs = [(number, sum(1 for _ in run)) for number, run in groupby(packets(stream), key=lambda packet: packet[1])]
    gaps = []
    for (before, _), (after, _) in pairwise(runs):
        distance = after - before if after > before else after + 256 - before
        if distance > 1:
            gaps.append([before, distance - 1])
    return {
        'gaps': gaps,
        'lost': sum(missing for _, missing in gaps),
        'received': len(runs),
        'repeated': sum(size - 1 for _, size in runs),
    }
`,
    slips: [
      { why: 'After 255 comes 0', from: '(number - last - 1) % 256', to: 'max(0, number - last - 1)' },
      {
        why: 'A repetition is not counted',
        from: "report['repeated'] += 1\n            continue",
        to: "report['repeated'] += 1",
      },
    ],
    find: (packets) => {
      const counted = packets.filter(({ number }, at) => at === 0 || number !== packets[at - 1]?.number);
      const gaps = counted.slice(1).flatMap(({ number }, at) => {
        const before = counted[at]?.number ?? 0;
        const missing = (number - before + 255) % 256;
        return missing === 0 ? [] : [[before, missing]];
      });
      return {
        received: counted.length,
        repeated: packets.length - counted.length,
        lost: gaps.reduce((sum, [, missing]) => sum + (missing ?? 0), 0),
        gaps,
      };
    },
  },
  {
    about: 'messages in parts',
    text: [
      'Messages come in parts: the type says to which channel a packet belongs, the lower 7 bits of the number which part it is (from 0), and the top bit is set on the last part. Parts of a channel come in order; a part 0 begins a message anew (an unfinished one is forgotten); a part that does not follow the one before is dropped together with the message begun. Return the finished messages as [type, data in small hexadecimal digits], in the order in which they were finished.',
      'Longer messages are cut into parts. Each type is a channel of its own. The number tells which part it is: the lower seven bits count from 0, and the uppermost bit says that it is the last. A part 0 always starts a new message in its channel, and what was unfinished there is lost. If a part does not continue the count, it is dropped, and so is what had been begun. Give me [type, data] of each complete message, in the order of their ends, with data as hexadecimal digits in small letters.',
      'Packets are parts of messages, the type being the channel. The seven lower bits of the number are the index of the part, counted from 0; the highest bit marks the last part. Index 0 starts a message and discards an unfinished one of the channel; any part not succeeding its predecessor is discarded along with the unfinished message. The result lists [type, data] of all completed messages in order of completion, data being lower-case hexadecimal digits.',
    ],
    cases: ['parts of messages', 'parts missing', 'no packets'],
    program: `
def decode(stream):
    begun = {}
    messages = []
    for channel, number, data in packets(stream):
        part, last = number & 127, number > 127
        if part == 0:
            begun[channel] = []
        parts = begun.pop(channel, None)
        if parts is None or len(parts) != part:
            continue
        parts.append(data)
        if last:
            messages.append([channel, b''.join(parts).hex()])
        else:
            begun[channel] = parts
    return messages
`,
    other: `
def decode(stream):
    expected = [0] * 256
    texts = [''] * 256
    messages = []
    for channel, number, data in packets(stream):
        last, part = divmod(number, 128)
        if part == 0:
            texts[channel] = ''
            expected[channel] = 0
        if part != expected[channel]:
            expected[channel] = 0
            continue
        texts[channel] += data.hex()
        expected[channel] += 1
        if last:
            messages.append([channel, texts[channel]])
            expected[channel] = 0
    return messages
`,
    slips: [
      {
        why: 'Each type has its own messages',
        from: 'parts = begun.pop(channel, None)',
        to: 'parts = begun.pop(channel, begun.pop(1, None))',
      },
      {
        why: 'A part that does not follow ends the message',
        from: 'if parts is None or len(parts) != part:',
        to: 'if parts is None:',
      },
    ],
    find: (packets) => {
      const begun = new Map<number, number[][]>();
      return packets.flatMap(({ type, number, data }) => {
        const parts = number % 128 === 0 ? [] : begun.get(type);
        begun.delete(type);
        if (parts === undefined || parts.length !== number % 128) return [];
        const all = [...parts, [...data]];
        if (number >= 128) return [[type, hex(all.flat())]];
        begun.set(type, all);
        return [];
      });
    },
  },
];
