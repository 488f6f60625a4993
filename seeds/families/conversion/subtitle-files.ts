/** Study family: subtitles read in one format, shifted, merged or freed of overlaps, and written in another. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { at, placeOf, stagedProject } from '../staged.ts';
import { type StudyFamily, say } from '../study-family.ts';
import { readings } from './subtitle-files.readings.ts';
import type { Cue } from './subtitle-files.stages.ts';
import { workings } from './subtitle-files.workings.ts';
import { writings } from './subtitle-files.writings.ts';

interface Film {
  readonly cues: readonly Cue[];
  readonly parameter: number;
}

const WORDS = [
  'Good evening.',
  'Where is she?',
  'I told you',
  'Run!',
  'three',
  'It was "nothing".',
  'Tom & Jerry',
  'no',
  '42',
];

/** A film whose cues follow closely, overlap now and then and repeat each other. */
function film(random: Chance, count: number, parameter: number, ordered: boolean): Film {
  let time = random.below(3000);
  const cues: Cue[] = [];
  while (cues.length < count) {
    const start = time;
    const end = start + 400 + random.below(2500);
    const last = cues.at(-1);
    const lines =
      last !== undefined && random.below(3) === 0
        ? last.lines
        : Array.from({ length: 1 + random.below(2) }, () => random.pick(WORDS));
    cues.push({ start, end, lines });
    time = Math.max(start + 1, end + random.below(1200) - 500);
  }
  return {
    cues: ordered
      ? cues
      : cues
          .map((cue, index) => ({ cue, key: index + random.below(3) }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ cue }) => cue),
    parameter,
  };
}

const one = (start: number, end: number, ...lines: string[]): Cue => ({ start, end, lines });

function films(random: Chance, second: number) {
  const parameter = [-1500, 200, 80][second] ?? 0;
  const drawn = (count: number) => film(random, count, parameter, second !== 2);
  const mixed = [
    one(2000, 3000, 'one'),
    one(4000, 5000, 'two'),
    one(4000, 5500, 'two again'),
    one(9000, 9500, 'three'),
  ];
  const of = (...cues: Cue[]): Film => ({ cues, parameter });
  return {
    visible: {
      'a short scene': of(one(5000, 6500, 'Hello.'), one(7000, 9000, 'Who is there?'), one(10_000, 12_000, 'Me.')),
      'another scene': of(one(61_000, 63_000, 'Wait', 'for me'), one(64_000, 66_000, 'No.')),
    },
    hidden: {
      'nothing at all': of(),
      'wrong counters': of(
        one(2000, 3000, 'first'),
        one(4000, 5000, '7'),
        one(6000, 6500, '2024', 'was a year'),
        one(7000, 7500, 'end'),
      ),
      'several lines': of(
        one(3000, 4000, 'one', 'two'),
        one(9000, 9900, 'a', 'b', 'c'),
        one(12_000, 13_000, 'last', 'words'),
        one(15_000, 16_000, 'of', 'all'),
      ),
      thousandths: of(one(62_999, 64_001, 'Late'), one(65_025, 66_700, 'later'), one(67_003, 68_000, 'latest')),
      'over an hour': of(
        one(3_599_900, 3_601_000, 'Still here'),
        one(4_503_040, 4_505_000, 'yes'),
        one(8_000_000, 8_001_000, 'The end'),
      ),
      'signs of HTML': of(one(4000, 5000, 'a < b & c > d'), one(6000, 7000, '&amp; stays "so"')),
      quotes: of(one(4000, 5000, 'He said "no", then left'), one(6000, 7000, '"', "it's")),
      'before zero': of(one(100, 400, 'gone'), one(450, 2500, 'half'), one(2600, 4000, 'whole')),
      'ends at zero': of(one(500, 1500, 'over'), one(1501, 1501 + 80, 'near'), one(1600, 3000, 'rest')),
      'said again': of(
        one(4000, 5000, 'yes'),
        one(5100, 6000, 'yes'),
        one(6500, 7000, 'yes'),
        one(7050, 8000, 'no'),
        one(8100, 9000, 'yes'),
      ),
      'said again within': of(
        one(4000, 9000, 'long'),
        one(5000, 6000, 'long'),
        one(9150, 9500, 'long'),
        one(9600, 9900, 'long', 'x'),
      ),
      'gap exactly reached': of(one(4000, 5000, 'a'), one(5200, 6000, 'a'), one(6201, 7000, 'a')),
      'out of order': of(...(second === 2 ? [mixed[3], ...mixed.slice(0, 3)] : mixed).flatMap((cue) => cue ?? [])),
      overlapping: of(
        one(2000, 5000, 'long talk'),
        one(4000, 4200, 'aside'),
        one(4080, 6000, 'answer'),
        one(6040, 7000, 'end'),
      ),
      'drawn 1': drawn(6),
      'drawn 2': drawn(15),
      'drawn 3': drawn(30),
      'long film': drawn(350),
    },
  };
}

const FIRMS = [
  'Kino Lindenhof',
  'Harbour Films',
  'Studio Okapi',
  'the Deaf Association',
  'Bergmann Media',
  'our film club',
];

/** Subtitle files: formats to read and write, and what is done to the cues between. */
export const subtitleFiles: StudyFamily = {
  name: 'subtitle-conversion',
  category: 'conversion',
  variants: 12,
  build: (seed, index) => {
    const { first, second, third, voice } = placeOf(index);
    const random = chance(seed, 'subtitle-conversion', index);
    const [reading, working, writing] = [at(readings, first), at(workings, second), at(writings, third)];
    const firm = random.pick(FIRMS);
    const { parameter } = working;
    const entry = random.pick(['convert', 'convert_subtitles', 'retime', 'captions']);
    const openings = [
      `Python function wanted, file solution.py: ${entry}(text, ${parameter}) takes subtitles as text and returns subtitles as text.`,
      `Hello, I look after the subtitles at ${firm} and spend my evenings retyping times. Please write me a Python file solution.py with ${entry}(text, ${parameter}): it gets the whole content of a file as a string and gives back the new content.`,
      `${firm} requires a conversion of subtitle files. The delivery is solution.py in Python and defines ${entry}(text, ${parameter}), which returns a string.`,
    ];
    return stagedProject<Film>({
      brief: {
        family: subtitleFiles,
        index,
        seed,
        title: `Subtitles from ${reading.format} to ${writing.format}, with ${parameter}`,
        skills: ['Python', 'Subtitling'],
        estimatedMinutes: 45 + 15 * second + 10 * first,
      },
      voice,
      opening: [say(at(openings, voice))],
      closing: [
        say(
          at(
            [
              'Times fit into 24 hours and files are well formed. Lines end in \\n.',
              'The files are clean apart from that: \\n at the line ends, and no film is longer than a day.',
              'Input is well formed, with \\n as line end.',
            ],
            voice,
          ),
        ),
      ],
      stages: [reading, working, { ...writing, cases: [...writing.cases, ...ALL] }],
      acceptance: { kind: 'function', entry },
      frame: (parts) =>
        `${parts.join('')}\ndef ${entry}(text, ${parameter}):\n    return write_cues(change(read_cues(text), ${parameter}))\n`,
      how: 'reads with another technique, changes the cues in another order and writes with other means',
      ...films(random, second),
      input: ({ cues, parameter: value }) => [reading.write(cues), value],
      answer: ({ cues, parameter: value }) => writing.write(working.work(cues, value)),
    });
  },
};

const ALL = [
  'wrong counters',
  'several lines',
  'thousandths',
  'over an hour',
  'signs of HTML',
  'quotes',
  'said again',
  'said again within',
  'gap exactly reached',
  'out of order',
  'overlapping',
  'drawn 1',
  'before zero',
  'ends at zero',
];
