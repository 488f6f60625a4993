/** Study family: sound in bytes, its levels, pauses and a mixed version. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily } from '../staged-family.ts';
import { containers } from './wave-audio.containers.ts';
import type { Sound } from './wave-audio.stages.ts';
import { works } from './wave-audio.works.ts';

interface Recording {
  readonly sound: Sound;
  readonly threshold: number;
}

/** Sound that swings, falls silent for some moments now and then, and is clipped here and there. */
function drawn(random: Chance, count: number, channels: number, most: number): Sound {
  let quiet = 0;
  const moments = Array.from({ length: count }, () => {
    if (random.below(14) === 0) quiet = 3 + random.below(8);
    quiet -= 1;
    if (quiet > 0) return Array.from({ length: channels }, () => 256 * (random.below(3) - 1));
    return Array.from({ length: channels }, () =>
      random.below(9) === 0 ? most : (random.below(2 * most + 1) - most) >> random.below(4),
    );
  });
  return {
    rate: random.pick([8000, 11_025, 22_050, 44_100]),
    channels: Array.from({ length: channels }, (_, channel) => moments.map((moment) => moment[channel] ?? 0)),
  };
}

/** Wave audio: four containers, three kinds of work. */
export const waveAudio = stagedFamily<Recording, (typeof containers)[number], (typeof works)[number]>(
  { name: 'wave-audio', category: 'bytes', skills: ['Python', 'Audio Processing'], firsts: containers, seconds: works },
  ({ first, second, place, random }) => {
    const source = random.pick(['interviews', 'bird songs', 'voice memos', 'sermons']);
    const kind = ['WAV files', 'raw 8-bit sound', 'old AIFF files', 'packed recordings'][place[0]] ?? '';
    const fit = (values: readonly number[]) =>
      values.map((value) =>
        Math.max(-first.most - first.step, Math.min(first.most, Math.trunc(value / first.step) * first.step)),
      );
    const of = (...channels: number[][]): Recording => ({
      sound: { rate: 8000, channels: channels.map(fit) },
      threshold: 1024,
    });
    const sketched = (count: number, channels: number, threshold: number): Recording => {
      const sound = drawn(random, count, channels, 32_767);
      return { sound: { ...sound, channels: sound.channels.map(fit) }, threshold };
    };
    return {
      titles: [
        `${kind} (${source}): ${second.about}`,
        `${second.about} wanted for ${source} in ${kind}`,
        `Python function over ${kind} of ${source}: ${second.about}`,
      ],
      openings: [
        `Write inspect(text, threshold) in solution.py (Python, standard library without wave). text is sound as base64, threshold a whole number from 1.`,
        `I record ${source} and have folders full of them. Please write inspect(text, threshold) in Python, file solution.py, with nothing to install. It gets the sound as base64 text; threshold is a whole number, 1 or more.`,
        `A Python module solution.py with the function inspect(text, threshold) is needed for an archive of ${source}. text contains the bytes in base64, threshold is a positive integer.`,
      ],
      endings: [
        'Every channel has equally many samples, perhaps none; there is at least one channel. A moment is what all channels have at one time.',
        'There are one or more channels, all of the same length, which can be nothing at all. By a moment I mean the samples of all channels at the same time.',
        'All channels, at least one, have the same number of samples, possibly zero. A moment comprises the simultaneous samples of all channels.',
      ],
      minutes: 60 + 15 * place[0] + 15 * place[1],
      acceptance: { kind: 'function', entry: 'inspect' },
      frame: (parts) => parts.join(''),
      how: 'reads the bytes and goes over the samples by other means',
      visible: {
        'a short tone': of([2000, 9000, 14_000, 9000, 2000]),
        'two channels': of([8192, 4096, 2048, 1024, 16_384], [8192, 4096, 2048, 1024, 16_384]),
      },
      hidden: {
        'nothing recorded': of([]),
        'one sample': of([-5000]),
        silence: of(Array.from({ length: 30 }, () => 0)),
        loudest: of([32_767, -32_768, 32_767, 0, 1024, -1024, 768, -32_768], [0, 0, 32_767, 0, 0, 512, 768, -32_768]),
        'crossing zero': of([2560, -2560, 0, 2560, -256, -512, 0, 0, -2560, 1280, -1280]),
        'pauses near each other': of([
          9000, 0, 0, 0, 0, 0, 9000, 256, 0, 0, 0, 0, 9000, 9000, 0, 0, 0, 0, 0, 9000, 0, 0, 0, 0, 5000, 0, 0, 0, 0, 0,
        ]),
        'loud in one channel': of(
          [0, 0, 0, 0, 0, 0, 0, 0, 9000],
          [0, 0, 9000, 0, 0, 0, 0, 0, 0],
          [0, 0, 0, 0, 0, 0, 0, 0, 0],
        ),
        trimmed: of([0, 256, 5120, 0, -9216, 768, 0], [0, 256, 5120, 256, -9216, 256, 0]),
        'means below zero': of([-5120, -2561, 3072, -7680, 4096], [-5376, -2816, -3329, -7936, 1024]),
        drawn: sketched(60, 1, 2000),
        'drawn again': sketched(150, 2, 700),
        'three channels': sketched(90, 3, 5000),
        'a long recording': sketched(3500, 2, 1500),
      },
      input: ({ sound, threshold }) => [Buffer.from(first.bytes(sound)).toString('base64'), threshold],
      answer: ({ sound, threshold }) => second.work(sound, threshold),
    };
  },
);
