/** Study family: recorded ways in four formats become a summary, stretches or places at regular times. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily } from '../staged-family.ts';
import { formats } from './gps-tracks.formats.ts';
import { makings } from './gps-tracks.makings.ts';
import type { Fix } from './gps-tracks.stages.ts';

interface Way {
  readonly fixes: readonly Fix[];
  readonly limit: number;
}

const fix = (lat: number, lon: number, height: number, time: number): Fix => ({ lat, lon, height, time });

/** A walk with breaks of several minutes. */
function drawn(random: Chance, count: number): Fix[] {
  let last = fix(
    random.below(12_000_000) - 6_000_000,
    random.below(30_000_000) - 15_000_000,
    random.below(9000),
    4000 + random.below(9000),
  );
  return Array.from({ length: count }, () => {
    const pause = random.below(12) === 0 ? 100 + random.below(500) : random.pick([10, 10, 7, 25]);
    const stands = random.below(5) === 0;
    last = fix(
      last.lat + (stands ? 0 : random.below(90) - 20),
      last.lon + (stands ? 0 : random.below(140) - 40),
      last.height + random.below(60) - 28,
      last.time + pause,
    );
    return last;
  });
}

/** GPS tracks: four formats, three things made of them. */
export const gpsTracks = stagedFamily<Way, (typeof formats)[number], (typeof makings)[number]>(
  { name: 'gps-tracks', category: 'conversion', skills: ['Python', 'GPS', 'GIS'], firsts: formats, seconds: makings },
  ({ first, second, place, random }) => {
    const who = random.pick(['a cycling club', 'a delivery service', 'a hiking guide', 'a glider pilot']);
    const of = (...fixes: Fix[]): Way => ({ fixes, limit: 1 });
    return {
      titles: [
        `${first.file} to ${second.about} for ${who} (Python)`,
        `Turn my ${first.file} recordings into ${second.about}`,
        `Conversion of ${first.file} into ${second.about} for ${who}`,
      ],
      openings: [
        'Write track(text, limit) in solution.py, Python standard library only.',
        `Hi! I work for ${who} and sit on hundreds of recordings. Please write track(text, limit) in Python, in a file solution.py, without anything to install. text is what stands in the file, limit a whole number.`,
        `For ${who} a Python function track(text, limit) is to be delivered in solution.py. It uses the standard library only.`,
      ],
      endings: [
        'Times rise from point to point and lie on one day; limit is a whole number from 1. Results may differ from mine by rounding errors (one millionth).',
        'All of it happens within one day, each point later than the one before, and limit is at least 1. Tiny rounding differences do not matter.',
        'Times are strictly increasing within one day; limit is a positive integer. Deviations within one millionth, relative or absolute, are accepted.',
      ],
      minutes: 75 + 15 * place[0] + 20 * place[1],
      acceptance: { kind: 'function', entry: 'track' },
      comparator: { kind: 'float', absolute: 1e-6, relative: 1e-6 },
      frame: (parts) => parts.join(''),
      how: 'reads with other means and works with vectors, sorting or slices instead of one pass',
      visible: {
        'a short walk': of(
          fix(4_800_000, 1_100_000, 5000, 36_000),
          fix(4_800_100, 1_100_100, 5010, 36_060),
          fix(4_800_200, 1_100_150, 5030, 36_120),
        ),
        'another walk': of(
          fix(5_200_000, 1_300_000, 300, 40_000),
          fix(5_200_090, 1_300_000, 300, 40_050),
          fix(5_200_180, 1_300_100, 320, 40_110),
        ),
      },
      hidden: {
        'no point': of(),
        'one point': of(fix(1_234_567, 7_654_321, 10, 50_000)),
        'south and west': of(
          fix(-3_390_001, -7_060_007, 5200, 1000),
          fix(-3_390_050, -7_060_100, 5190, 1010),
          fix(-1_001, -17_999_990, -30, 2000),
          fix(2_000, -17_990_000, -50, 2100),
        ),
        'standing still': of(
          fix(4_800_000, 1_100_000, 0, 100),
          fix(4_800_000, 1_100_000, 0, 130),
          fix(4_800_001, 1_100_000, 0, 160),
          fix(4_800_500, 1_100_000, 0, 190),
          fix(4_800_500, 1_100_000, 0, 300),
        ),
        'up and down': of(
          fix(4_600_000, 800_000, 1000, 100),
          fix(4_600_010, 800_000, 2005, 110),
          fix(4_600_020, 800_000, 500, 120),
          fix(4_600_030, 800_000, 501, 130),
        ),
        breaks: of(
          fix(5_000_000, 800_000, 90, 100),
          fix(5_000_100, 800_050, 80, 160),
          fix(5_000_200, 800_100, 70, 221),
          fix(5_000_300, 800_000, 60, 400),
          fix(5_000_200, 799_000, 95, 430),
          fix(5_000_000, 799_500, 20, 450),
        ),
        'between points': of(
          fix(5_000_000, 800_000, 0, 100),
          fix(5_001_000, 803_000, 100, 140),
          fix(5_002_000, 801_000, 50, 300),
          fix(5_002_000, 801_000, 60, 340),
        ),
        'a far flight': of(
          fix(5_003_000, 857_000, 1100, 30_000),
          fix(4_064_000, -7_377_000, 110_000, 60_000),
          fix(4_064_010, -7_377_010, 40, 60_600),
        ),
        drawn: of(...drawn(random, 14)),
        'drawn again': of(...drawn(random, 60)),
        'with another limit': { fixes: drawn(random, 80), limit: 3 },
        'a long way': of(...drawn(random, 330)),
      },
      input: ({ fixes, limit }) => [first.write(fixes), limit],
      answer: ({ fixes, limit }) => second.make(fixes, limit),
    };
  },
);
