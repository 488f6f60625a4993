/** The containers of the family `wave-audio`. */

import { big, type Container, frames, letters, little, signed, wave } from './wave-audio.stages.ts';

export const containers: readonly Container[] = [
  {
    step: 1,
    most: 32_767,
    text: [
      'The bytes are a WAV file: "RIFF", 4 bytes of size, "WAVE", then chunks: 4 letters of name, size (4 bytes), content, and a filling byte if the size is odd. In "fmt " stand, from byte 2, the channels (2 bytes), from byte 4 the rate (4 bytes); "data" holds 16-bit samples with sign, channels in turn. All numbers little-endian. Other chunks may stand anywhere.',
      'They are WAV files with 16 bits. After RIFF, size and WAVE come the chunks, each with a name of four letters, a size of four bytes and that much content, plus one filling byte when the size is odd. Take the channels from byte 2 (two bytes) and the rate from byte 4 (four bytes) of the chunk "fmt ", and the signed 16-bit samples, left and right in turn, out of the chunk "data". Everything is little-endian, and there are chunks that nobody needs.',
      'The bytes form a RIFF/WAVE file in little-endian order. Behind the 12 bytes of the header follow chunks (name of 4 bytes, size in 4 bytes, content, one padding byte after an odd size), among them "fmt ", with the number of channels at offset 2 (2 bytes) and the rate at offset 4 (4 bytes), and "data", with interleaved signed 16-bit samples. Further chunks are to be skipped.',
    ],
    cases: ['one sample', 'loudest'],
    program: `
import base64
import struct

def load(text):
    data = base64.b64decode(text)
    place = 12
    while place < len(data):
        name, size = struct.unpack_from('<4sI', data, place)
        content = data[place + 8:place + 8 + size]
        if name == b'fmt ':
            count, rate = struct.unpack_from('<HI', content, 2)
        elif name == b'data':
            samples = [value for value, in struct.iter_unpack('<h', content)]
        place += 8 + size + size % 2
    return rate, [samples[first::count] for first in range(count)]
`,
    other: `
from base64 import b64decode
from io import BytesIO

def load(text):
    source = BytesIO(b64decode(text)[12:])
    chunks = {}
    while name := source.read(4):
        size = int.from_bytes(source.read(4), 'little')
        chunks[name] = source.read(size)
        source.read(size & 1)
    form, sound = chunks[b'fmt '], chunks[b'data']
    channels = [[] for _ in range(form[2] + 256 * form[3])]
    for at in range(0, len(sound), 2):
        channels[at // 2 % len(channels)].append(int.from_bytes(sound[at:at + 2], 'little', signed=True))
    return int.from_bytes(form[4:8], 'little'), channels
`,
    slips: [{ why: 'An odd chunk is followed by a filling byte', from: '8 + size + size % 2', to: '8 + size' }],
    bytes: (sound) =>
      wave(
        16,
        sound,
        frames(sound).flatMap((value) => little(signed(value), 2)),
      ),
  },
  {
    step: 256,
    most: 127 * 256,
    text: [
      'The bytes are raw 8-bit sound with a head of 8 bytes: "SND", the channels (1 byte), the rate (4 bytes, big-endian). Then the samples, channels in turn, as bytes without sign: 128 is silence. A sample counts as (byte - 128) * 256.',
      'The sound is raw, one byte a sample. In front are 8 bytes: the letters SND, one byte for the number of channels, four bytes for the rate, high byte first. The samples follow, one channel after the other for each moment. 128 means silence, so please count each as (byte - 128) times 256.',
      'The bytes consist of a header (the letters SND, the number of channels in one byte, the rate in four bytes in big-endian order) and interleaved unsigned 8-bit samples, whose value is to be taken as (byte - 128) * 256.',
    ],
    cases: ['one sample', 'loudest'],
    program: `
import base64

def load(text):
    data = base64.b64decode(text)
    count = data[3]
    samples = [(byte - 128) * 256 for byte in data[8:]]
    return int.from_bytes(data[4:8], 'big'), [samples[first::count] for first in range(count)]
`,
    other: `
from base64 import b64decode

def load(text):
    head = b64decode(text)[:8]
    body = memoryview(b64decode(text))[8:]
    rate = 0
    for byte in head[4:]:
        rate = rate << 8 | byte
    moments = [body[at:at + head[3]] for at in range(0, len(body), head[3])]
    channels = [list(channel) for channel in zip(*moments)] or [[] for _ in range(head[3])]
    return rate, [[byte * 256 - 32768 for byte in channel] for channel in channels]
`,
    slips: [{ why: 'A byte is a sample divided by 256', from: '(byte - 128) * 256', to: 'byte - 128' }],
    bytes: (sound) => [
      ...letters('SND'),
      sound.channels.length,
      ...big(sound.rate, 4),
      ...frames(sound).map((value) => value / 256 + 128),
    ],
  },
  {
    step: 1,
    most: 32_767,
    text: [
      'The bytes are an AIFF-like file, big-endian: "FORM", size (4), "AIFF", then chunks (name 4, size 4, content, one filling byte if odd): "COMM" has the channels (2 bytes), the number of frames (4) and the rate (4); "SSND" has an offset (4 bytes), 4 unused bytes, then as many bytes as the offset says to be skipped, then signed 16-bit samples, channels in turn: only as many frames as COMM says, what follows is filling.',
      'The files come from an old Mac, nearly AIFF: all numbers high byte first. FORM, a size, AIFF, then chunks with name (4), size (4), content and a filling byte after odd sizes. COMM tells the channels (2 bytes), how many frames there are (4) and the rate (4). In SSND first comes an offset (4), then four bytes of nothing, then skip as many bytes as the offset says, and there are the 16-bit samples with sign, channels in turn. Only read as many frames as COMM has, the rest is rubbish.',
      'The bytes form a big-endian FORM/AIFF file of chunks (name, size in 4 bytes, content, padding byte after odd sizes). "COMM" comprises the channels (2 bytes), the frames (4) and the rate (4). "SSND" comprises an offset (4), 4 reserved bytes, offset further bytes to be skipped and interleaved signed 16-bit samples; samples beyond the number of frames are to be disregarded. COMM may follow SSND.',
    ],
    cases: ['one sample', 'loudest'],
    program: `
import base64
from struct import unpack_from

def load(text):
    data = base64.b64decode(text)
    chunks = {}
    place = 12
    while place < len(data):
        name, size = unpack_from('>4sI', data, place)
        chunks[name] = place + 8
        place += 8 + size + (size & 1)
    count, moments, rate = unpack_from('>HII', data, chunks[b'COMM'])
    offset, = unpack_from('>I', data, chunks[b'SSND'])
    samples = unpack_from(f'>{moments * count}h', data, chunks[b'SSND'] + 8 + offset)
    return rate, [list(samples[channel::count]) for channel in range(count)]
`,
    other: `
from base64 import b64decode

def number(data, start, size=4):
    return int.from_bytes(data[start:start + size], 'big')

def chunk(data, name):
    start = 12
    while data[start:start + 4] != name:
        start += (number(data, start + 4) + 9) // 2 * 2
    return data[start + 8:start + 8 + number(data, start + 4)]

def load(text):
    data = b64decode(text)
    common, sound = chunk(data, b'COMM'), chunk(data, b'SSND')
    sound = sound[8 + number(sound, 0):]
    channels = [[] for _ in range(number(common, 0, 2))]
    for moment in range(number(common, 2)):
        for channel in channels:
            high, low = sound[0], sound[1]
            sound = sound[2:]
            channel.append((high - 256 * (high > 127)) * 256 + low)
    return number(common, 6), channels
`,
    slips: [{ why: 'Bytes in front of the samples are skipped', from: '8 + offset)', to: '8)' }],
    bytes: (sound) => {
      const chunk = (name: string, content: readonly number[]) => [
        ...letters(name),
        ...big(content.length, 4),
        ...content,
        ...(content.length % 2 === 0 ? [] : [0]),
      ];
      const samples = frames(sound).flatMap((value) => big(signed(value), 2));
      const body = [
        ...letters('AIFF'),
        ...chunk('NAME', letters('old')),
        ...chunk('SSND', [...big(6, 4), 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, ...samples, 127, 127, 127]),
        ...chunk('COMM', [
          ...big(sound.channels.length, 2),
          ...big(sound.channels[0]?.length ?? 0, 4),
          ...big(sound.rate, 4),
        ]),
      ];
      return [...letters('FORM'), ...big(body.length, 4), ...body];
    },
  },
  {
    step: 1,
    most: 32_767,
    text: [
      'The bytes are differences: rate (2 bytes, little-endian), channels (1 byte), then one block per channel: the number of its samples (2 bytes, little-endian) and the samples as differences to the one before (to 0 for the first): a byte from 0 to 253 means byte - 126; 254 means that 2 bytes follow with the sample itself (little-endian, with sign); 255 means that a byte follows, saying how often the last sample is repeated.',
      'Our recorder saves space. At first the rate (two bytes, low byte first) and the number of channels (one byte). Each channel is a block of its own: how many samples (two bytes, low first), then codes. A code of 0 to 253 changes the last sample (0 at the start) by code - 126. 254 is followed by two bytes that are the sample itself, signed and low byte first. 255 is followed by a count, and the last sample comes that many times more.',
      'The bytes consist of the rate (2 bytes, little-endian), the number of channels (1 byte) and a block for each channel: the number of samples (2 bytes, little-endian) and codes. A code c from 0 to 253 yields the previous sample (initially 0) plus c - 126; 254 is followed by the sample as a signed little-endian 16-bit number; 255 is followed by a byte n and yields the previous sample n times.',
    ],
    cases: ['one sample', 'loudest', 'silence'],
    program: `
import base64

def load(text):
    data = iter(base64.b64decode(text))
    number = lambda: next(data) + 256 * next(data)
    rate = number()
    channels = []
    for _ in range(next(data)):
        wanted, samples, last = number(), [], 0
        while len(samples) < wanted:
            code = next(data)
            if code == 255:
                samples += [last] * next(data)
                continue
            if code == 254:
                last = number()
                last -= 65536 if last > 32767 else 0
            else:
                last += code - 126
            samples.append(last)
        channels.append(samples)
    return rate, channels
`,
    other: `
from base64 import b64decode
from struct import unpack_from

def load(text):
    data = b64decode(text)
    rate, count = unpack_from('<HB', data)
    place, channels = 3, []
    while len(channels) < count:
        size, = unpack_from('<H', data, place)
        place += 2
        samples = [0]
        while len(samples) <= size:
            code = data[place]
            if code < 254:
                samples.append(samples[-1] + code - 126)
                place += 1
            elif code == 254:
                samples.extend(unpack_from('<h', data, place + 1))
                place += 3
            else:
                samples.extend(samples[-1:] * data[place + 1])
                place += 2
        channels.append(samples[1:])
    return rate, channels
`,
    slips: [{ why: 'Samples themselves have a sign', from: 'last -= 65536 if last > 32767 else 0', to: 'pass' }],
    bytes: ({ rate, channels }) => [
      ...little(rate, 2),
      channels.length,
      ...channels.flatMap((samples) => {
        const codes: number[] = [];
        let [last, at] = [0, 0];
        while (at < samples.length) {
          const value = samples[at] ?? 0;
          let run = 0;
          while (samples[at + run] === last && run < 200) run += 1;
          if (run > 2) codes.push(255, run);
          else if (Math.abs(value - last) <= 126) codes.push(value - last + 126);
          else codes.push(254, ...little(signed(value), 2));
          at += run > 2 ? run : 1;
          last = run > 2 ? last : value;
        }
        return [...little(samples.length, 2), ...codes];
      }),
    ],
  },
];
