/** The works of the family `wave-audio`. */

import { little, maximum, signed, type Work } from './wave-audio.stages.ts';

export const works: readonly Work[] = [
  {
    about: 'levels of the channels',
    text: [
      'Return an object: milliseconds (duration, cut to whole ones), channels: a list with, for each channel, an object of peak (largest absolute value), average (of the absolute values, halves rounded up, 0 without samples) and crossings (how often a sample below 0 is followed by one at or above 0, or the other way round); clipped: how many samples of all channels have an absolute value of threshold or more.',
      'I would like to see at a glance if a recording is any good. The result has milliseconds (how long it is, fractions cut off), clipped (how many samples over all channels reach threshold in absolute value), and channels, a list of {peak, average, crossings}: the largest absolute value, the mean of the absolute values in whole numbers with .5 going up (0 if there is nothing), and how many times it goes from below 0 to 0 or above, or back, from one sample to the next.',
      'The result is an object with milliseconds (duration, truncated), clipped (number of samples, all channels together, whose absolute value is at least threshold) and channels, a list of objects with peak (maximum absolute value), average (mean absolute value, rounded half up, 0 if empty) and crossings (number of neighbouring samples of which exactly one is negative).',
    ],
    cases: ['crossing zero', 'nothing recorded', 'loudest'],
    program: `
def inspect(text, threshold):
    rate, channels = load(text)
    report = {'milliseconds': len(channels[0]) * 1000 // rate, 'channels': [], 'clipped': 0}
    for samples in channels:
        sizes = [abs(value) for value in samples]
        report['channels'].append({
            'peak': max(sizes, default=0),
            'average': (2 * sum(sizes) + len(sizes)) // (2 * len(sizes)) if sizes else 0,
            'crossings': sum((one < 0) != (other < 0) for one, other in zip(samples, samples[1:])),
        })
        report['clipped'] += sum(size >= threshold for size in sizes)
    return report
`,
    other: `
from fractions import Fraction
from math import floor

def levels(samples):
    peak = total = crossings = 0
    for place, value in enumerate(samples):
        peak = max(peak, value, -value)
        total += value if value > 0 else -value
        if place and (samples[place - 1] >= 0) ^ (value >= 0):
            crossings += 1
    mean = floor(Fraction(total, len(samples)) + Fraction(1, 2)) if samples else 0
    return dict(peak=peak, average=mean, crossings=crossings)

def inspect(text, threshold):
    rate, channels = load(text)
    clipped = [value for samples in channels for value in samples if not -threshold < value < threshold]
    return {
        'clipped': len(clipped),
        'channels': list(map(levels, channels)),
        'milliseconds': floor(Fraction(len(channels[0]) * 1000, rate)),
    }
`,
    slips: [
      { why: 'A sample of just the threshold is clipped', from: 'size >= threshold', to: 'size > threshold' },
      { why: 'Going down through zero is a crossing too', from: '(one < 0) != (other < 0)', to: 'one < 0 <= other' },
    ],
    work: ({ rate, channels }, threshold) => ({
      milliseconds: Math.floor(((channels[0]?.length ?? 0) * 1000) / rate),
      channels: channels.map((samples) => ({
        peak: maximum(samples),
        average:
          samples.length === 0
            ? 0
            : Math.round(samples.reduce((sum, value) => sum + Math.abs(value), 0) / samples.length),
        crossings: samples.filter((value, at) => at > 0 && value < 0 !== (samples[at - 1] ?? 0) < 0).length,
      })),
      clipped: channels.flat().filter((value) => Math.abs(value) >= threshold).length,
    }),
  },
  {
    about: 'pauses',
    text: [
      'Find the pauses: stretches of at least 5 moments in a row in which the absolute value of every channel is below threshold. Return a list of [first, count] in order: the number of the first moment, from 0, and how many. Pauses with only one moment between them are joined, that moment included (after the joining still counts only what had 5 itself).',
      'I need to know where nobody speaks. A pause is at least five moments one after the other when all channels are quieter than threshold (absolute value below it). Give me a list of [first, count], counting moments from 0. If two such pauses have just a single louder moment between them, make one of them, the moment included; shorter quiet bits never count.',
      'Pauses are maximal runs of at least five moments at which every channel has an absolute value less than threshold. The result is the list of [first, count] in ascending order, moments being numbered from 0. Pauses separated by exactly one moment are united, including it; runs shorter than five are not pauses and are not united with any.',
    ],
    cases: ['silence', 'pauses near each other', 'loud in one channel'],
    program: `
def inspect(text, threshold):
    _, channels = load(text)
    quiet = [all(abs(value) < threshold for value in moment) for moment in zip(*channels)]
    pauses = []
    start = None
    for place, silent in enumerate(quiet + [False]):
        if silent and start is None:
            start = place
        if not silent and start is not None:
            if place - start >= 5:
                if pauses and start - sum(pauses[-1]) == 1:
                    pauses[-1][1] = place - pauses[-1][0]
                else:
                    pauses.append([start, place - start])
            start = None
    return pauses
`,
    other: `
import re

def inspect(text, threshold):
    _, channels = load(text)
    marks = ''.join('.' if max(map(abs, moment)) < threshold else '#' for moment in zip(*channels))
    found = re.finditer('[.]{5,}(?:#[.]{5,})*', marks)
    return [[pause.start(), pause.end() - pause.start()] for pause in found]
`,
    slips: [
      { why: 'A pause lasts five moments', from: 'if place - start >= 5:', to: 'if place - start >= 4:' },
      { why: 'Pauses with one moment between are joined', from: 'sum(pauses[-1]) == 1:', to: 'sum(pauses[-1]) == 0:' },
      { why: 'Every channel must be quiet', from: 'all(abs(value) < threshold', to: 'any(abs(value) < threshold' },
    ],
    work: ({ channels }, threshold) => {
      const length = channels[0]?.length ?? 0;
      const quiet = (at: number) =>
        at >= 0 && at < length && channels.every((channel) => Math.abs(channel[at] ?? 0) < threshold);
      const runs: [number, number][] = [];
      for (let at = 0; at < length; at += 1) {
        if (!quiet(at) || quiet(at - 1)) continue;
        let end = at;
        while (quiet(end)) end += 1;
        if (end - at >= 5) runs.push([at, end]);
      }
      const joined: [number, number][] = [];
      for (const [from, to] of runs) {
        const last = joined.at(-1);
        if (last !== undefined && from - last[1] === 1) last[1] = to;
        else joined.push([from, to]);
      }
      return joined.map(([from, to]) => [from, to - from]);
    },
  },
  {
    about: 'a mixed version as base64',
    text: [
      'Mix all channels into one: each value the mean of the channels, rounded towards minus infinity. Then cut off values with an absolute value below threshold at the start and at the end. Then, if anything is left and its largest absolute value p is not 0, make it louder: every value times 32767, divided by p, towards zero. Return [rate, sound] with sound as base64 of the values as signed 16-bit numbers, little-endian.',
      'Please make one channel out of all (the mean, rounded down, also below zero), trim both ends as long as the absolute value there is under threshold, and then bring it to full volume: find the largest absolute value p, and if it is not 0 multiply every value by 32767 and divide by p, cutting towards zero. I want back [rate, sound], sound being base64 of 16-bit numbers with sign, low byte first.',
      'The channels are to be averaged (floor), leading and trailing values of an absolute value less than threshold removed, and the remainder normalised: each value v becomes v * 32767 / p, truncated towards zero, p being the greatest absolute value of the remainder; if p is 0 or nothing remains, this step is omitted. The result is [rate, sound]; sound is the base64 text of signed little-endian 16-bit values.',
    ],
    cases: ['trimmed', 'silence', 'nothing recorded', 'means below zero'],
    program: `
def inspect(text, threshold):
    rate, channels = load(text)
    mixed = [sum(moment) // len(moment) for moment in zip(*channels)]
    while mixed and abs(mixed[0]) < threshold:
        mixed.pop(0)
    while mixed and abs(mixed[-1]) < threshold:
        mixed.pop()
    peak = max(map(abs, mixed), default=0)
    output = b''
    for value in mixed:
        if peak:
            size = abs(value) * 32767 // peak
            value = -size if value < 0 else size
        output += value.to_bytes(2, 'little', signed=True)
    return [rate, base64.b64encode(output).decode('ascii')]
`,
    other: `
from array import array
from base64 import b64encode
from math import floor
from fractions import Fraction

def inspect(text, threshold):
    rate, channels = load(text)
    mixed = [floor(Fraction(sum(moment), len(channels))) for moment in zip(*channels)]
    loud = [place for place, value in enumerate(mixed) if not -threshold < value < threshold]
    kept = mixed[loud[0]:loud[-1] + 1] if loud else []
    top = max([*kept, *(-value for value in kept), 1])
    scaled = array('h', (int(Fraction(value * 32767, top)) for value in kept))
    return [rate, str(b64encode(scaled.tobytes()), 'ascii')]
`,
    slips: [
      {
        why: 'Values are cut towards zero when made louder',
        from: 'size = abs(value) * 32767 // peak\n            value = -size if value < 0 else size',
        to: 'value = value * 32767 // peak',
      },
      { why: 'The end is trimmed too', from: 'abs(mixed[-1]) < threshold', to: 'abs(mixed[-1]) < 0' },
    ],
    work: ({ rate, channels }, threshold) => {
      const mixed = (channels[0] ?? []).map((_, at) =>
        Math.floor(channels.reduce((sum, channel) => sum + (channel[at] ?? 0), 0) / channels.length),
      );
      const loud = mixed.flatMap((value, at) => (Math.abs(value) >= threshold ? [at] : []));
      const kept = loud.length === 0 ? [] : mixed.slice(loud[0], (loud.at(-1) ?? 0) + 1);
      const top = maximum(kept) || 1;
      return [
        rate,
        Buffer.from(kept.flatMap((value) => little(signed(Math.trunc((value * 32_767) / top)), 2))).toString('base64'),
      ];
    },
  },
];
