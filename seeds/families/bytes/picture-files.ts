/** Study family: small pictures in four formats, their key figures, trimmed text art and dark spots. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily } from '../staged-family.ts';
import { type Format, formats, type Picture, type Pixel } from './picture-files.formats.ts';
import { type Look, looks } from './picture-files.looks.ts';

const GREYS: Readonly<Record<string, Pixel>> = {
  ' ': [255, 255, 255],
  '-': [150, 130, 170],
  '+': [90, 100, 70],
  '#': [0, 0, 0],
  R: [255, 0, 0],
  G: [0, 200, 10],
  B: [20, 30, 250],
  n: [10, 10, 10],
  b: [32, 32, 32],
};

function of(...rows: string[]): Picture {
  return { rows: rows.map((row) => [...row].map((sign) => GREYS[sign] ?? [255, 255, 255])), odd: false };
}

/** Light ground with stains of some colours, within a margin. */
function drawn(random: Chance, width: number, height: number, odd: boolean): Picture {
  const rows: Pixel[][] = Array.from({ length: height }, () => Array.from({ length: width }, () => [250, 240, 245]));
  const stain = (): Pixel => [random.below(200), random.below(256), random.below(220)];
  for (let left = 0; left < (width * height) / 14; left += 1) {
    const colour = stain();
    let [y, x] = [1 + random.below(height - 2), 1 + random.below(width - 2)];
    for (let step = random.below(9); step >= 0; step -= 1) {
      const row = rows[y];
      if (row !== undefined && x > 0 && x < width - 1 && y > 0 && y < height - 1) row[x] = colour;
      [y, x] = [y + random.below(3) - 1, x + random.below(3) - 1];
    }
  }
  return { rows, odd };
}

/** Picture files: four formats, three looks. */
export const pictureFiles = stagedFamily<Picture, Format, Look>(
  { name: 'picture-files', category: 'bytes', skills: ['Python', 'Image Processing'], firsts: formats, seconds: looks },
  ({ first, second, place, random }) => {
    const source = random.pick(['a label printer', 'scanned receipts', 'a microscope', 'our plotter']);
    return {
      titles: [
        `Python, ${first.about}: ${second.about}`,
        `${second.about} out of ${first.about} files from ${source}`,
        `Function look for ${first.about} pictures: ${second.about}`,
      ],
      openings: [
        `Write solution.py (Python, standard library only) with one function for pictures from ${source}.`,
        `I have loads of small pictures from ${source} and no imaging library on that machine. Please write me a function in plain Python, file solution.py.`,
        `Pictures produced by ${source} are to be examined by a Python module solution.py without third-party packages.`,
      ],
      endings: [
        'Pictures have at least one pixel and the files are well formed.',
        'There is always one pixel at least, and you can trust that the files are not damaged.',
        'Files are valid and contain at least one pixel.',
      ],
      minutes: 40 + 10 * place[0] + 10 * place[1],
      acceptance: { kind: 'function', entry: 'look' },
      frame: (parts) => parts.join(''),
      how: 'reads the bytes and goes over the pixels by other means',
      visible: {
        'a block': of('        ', '  ##    ', '  ##    '),
        'two blocks': of('        ', ' ###    ', ' ### ## ', '     ## ', '        '),
      },
      hidden: {
        'one pixel': of('#'),
        'odd header': { ...of('      ', '  #+- ', ' RGB# ', '      '), odd: true },
        'odd and dark': { ...of('+####', '#   #', '-- ##', '     '), odd: true },
        'white space as pixels': of('nbnb', 'b   ', '  nb'),
        'width not of four': of('             ', ' ## ##    ## ', '  #   #   #  ', '             ', '      ##     '),
        'half and half': of('##  ', '  ##', '####', '    '),
        'all the same': of('+++++', '+++++', '+++++'),
        'dark ground': of('######', '#    #', '#  - #', '######'),
        colours: of('RGBRGB', 'BBBGGG', 'R G B ', '+-#+-#'),
        diagonals: of('#     #', ' #   # ', '  # #  ', '       ', '  ##   ', '##   ##'),
        'single dots': of('         ', ' #   #   ', '    #  # ', ' #    #  ', '       ##', '##       '),
        'right and left': of('         ', '      #  ', '  #      ', '         ', ' ##   ## '),
        drawn: drawn(random, 9, 7, false),
        'drawn again': drawn(random, 19, 14, true),
        large: drawn(random, 58, 47, false),
      },
      input: (picture) => [first.write(picture)],
      answer: ({ rows, odd }) => second.look(rows.map((row) => row.map((pixel) => first.grey(pixel, odd)))),
    };
  },
);
