/** Study family: the text of a page is taken out of its tags, and wrapped, cut to an excerpt or indexed. */

import { stagedFamily } from '../staged-family.ts';
import { type Output, outputs } from './readable-texts.outputs.ts';
import { sources } from './readable-texts.sources.ts';
import type { Snippet, Source } from './readable-texts.stages.ts';

interface Page {
  readonly snippets: readonly Snippet[];
  readonly size: number;
}

const NONE: Snippet = { html: '<hr>', blocks: [] };

/** Readable texts: four kinds of blocks, three outputs. */
export const readableTexts = stagedFamily<Page, Source, Output>(
  {
    name: 'readable-texts',
    category: 'web_scraping',
    skills: ['Python', 'HTML', 'Web Scraping'],
    firsts: sources,
    seconds: outputs,
  },
  ({ first, second, place, random }) => {
    const site = random.pick(['a village newspaper', 'a recipe blog', 'a town hall', 'a sailing club', 'a school']);
    const [one, two, ...others] = first.snippets;
    const pool = [...first.snippets, ...first.tricky, NONE];
    // An index has no words of sixty characters: there the size is one that words have.
    const isIndex = place[1] === 2;
    const fitting = (size: number) => (isIndex && size > 9 ? 2 + (size % 7) : size);
    const of = (size: number, ...snippets: Snippet[]): Page => ({ snippets, size: fitting(size) });
    const drawn = (count: number, size: number) => of(size, ...Array.from({ length: count }, () => random.pick(pool)));
    return {
      titles: [
        `Readable text of web pages: ${first.about}, ${second.about} (Python)`,
        `Get the ${first.about} out of our pages as ${second.about}`,
        `Extraction of ${first.about} from pages of ${site}: ${second.about}`,
      ],
      openings: [
        `Wanted for ${site}: solution.py (Python standard library, html.parser is fine) with readable(html, size); html is the text of a page, which is read as a list of text blocks.`,
        `Hi, I read the pages of ${site} to people over the phone, and the tags are in my way. Please write solution.py, in Python with nothing to install, that takes the HTML of a page and reads it as blocks of text.`,
        `${site} requires a Python module solution.py using the standard library only. The text of an HTML page is to be read as a sequence of text blocks.`,
      ],
      endings: [
        'Inside a block every run of blanks and line ends is one blank, none at its ends; entities are decoded; other tags vanish without a trace; comments do not count; names of tags and attributes may be in capitals; every tag is closed. Blocks without text are left out. size is 1 or more.',
        'Several blanks or line ends in a block are one blank, and there are none at its beginning and end. Decode entities, drop all other tags (without putting a blank there) and comments. Tags and attributes may be written in capitals, but they are always closed properly. A block with no text is no block. size is at least 1.',
        'White space within a block is collapsed to single spaces and trimmed; character references are decoded; other tags and comments are removed without replacement. Names of tags and attributes are case-insensitive, elements are closed. Blocks without text are omitted. size is a positive integer.',
      ],
      minutes: 35 + 10 * place[0] + 10 * place[1],
      acceptance: { kind: 'function', entry: 'readable' },
      frame: (parts) => parts.join(''),
      how: 'takes the tags apart by patterns instead of a parser of events, and puts the answer together otherwise',
      visible: { 'a short page': of(60, one), 'another page': of(70, two) },
      hidden: {
        'no block': of(5, NONE),
        'a narrow page': of(9, one, two, ...others),
        'a wide page': of(300, two, one, NONE, ...others),
        'a size of one': of(1, two, ...others),
        'all pieces': of(25, ...first.snippets),
        'tricky pieces': of(isIndex ? 1 : 300, ...first.tricky),
        'tricky pieces first': of(4, ...first.tricky, ...first.snippets, one),
        'just the size': of((one.blocks[0] ?? '').length, one, two),
        'words of three and more': of(3, ...others, one, ...others, two),
        'a narrow page with repetitions': of(14, two, two, one, two, ...others),
        drawn: drawn(9, 40),
        'drawn again': drawn(30, 17),
        'a large page': drawn(300, 900),
      },
      input: ({ snippets, size }) => [
        `<!DOCTYPE html>\n<html><body>\n${snippets.map(({ html }) => `${html}\n`).join('')}</body></html>\n`,
        size,
      ],
      answer: ({ snippets, size }) =>
        second.make(
          snippets.flatMap(({ blocks }) => blocks),
          size,
        ),
    };
  },
);
