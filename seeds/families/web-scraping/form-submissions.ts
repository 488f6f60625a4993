/** Study family: what a browser would send for the form of a page, as a query, nested objects or a body in parts. */

import { stagedFamily } from '../staged-family.ts';
import { controls } from './form-submissions.controls.ts';
import { encodings } from './form-submissions.encodings.ts';
import type { Control, Controls, Encoding } from './form-submissions.stages.ts';

interface Form {
  readonly items: readonly Control[];
  readonly extra: string;
}

/** Form submissions: four kinds of controls, three encodings. */
export const formSubmissions = stagedFamily<Form, Controls, Encoding>(
  {
    name: 'form-submissions',
    category: 'web_scraping',
    skills: ['Python', 'HTML', 'Web Scraping'],
    firsts: controls,
    seconds: encodings,
  },
  ({ first, second, place, random }) => {
    const site = random.pick(['a ticket shop', 'a library', 'a car rental', 'a town hall', 'a survey institute']);
    const { items } = first;
    const [one, two] = items;
    const of = (extra: string, ...own: Control[]): Form => ({ items: own, extra });
    const drawn = (count: number, extra: string) =>
      of(extra, ...Array.from({ length: count }, () => random.pick(items)));
    return {
      titles: [
        `Form data from HTML: ${first.about} to ${second.about} (Python)`,
        `Send our forms without a browser: ${first.about} as ${second.about}`,
        `Submission of ${first.about} as ${second.about}`,
      ],
      openings: [
        `For ${site}: solution.py (Python standard library) with submit(html, extra). html is a page with one form; the result is what would be sent.`,
        `Hello, I test the forms of ${site} and click far too much. I want solution.py, Python without packages, that works out of a page what its form would send.`,
        `${site} requires a Python module solution.py, using the standard library only, that determines the data which a form in an HTML page sends.`,
      ],
      endings: [
        'Names of tags and attributes may be in capitals; values of attributes are in double quotes; entities are decoded in values and texts; comments do not count. The pairs have the order of the page, and there may be none. Line ends are \\n.',
        'Tags and attributes may be in capitals, values are always in double quotes, entities must be decoded everywhere, and comments are not part of the page. Keep the order of the page. A form may send nothing. Line ends are \\n only.',
        'Names of elements and attributes are case-insensitive, attribute values double-quoted, character references to be decoded, comments void. Pairs are taken in document order; there may be none. Line ends are single \\n.',
      ],
      minutes: 40 + 10 * place[0] + 10 * place[1],
      acceptance: { kind: 'function', entry: 'submit' },
      frame: (parts) => parts.join(''),
      how: 'finds the controls by patterns instead of a parser of events, and encodes them sign by sign or as a whole',
      visible: { 'one control': of('mark', one), 'two controls': of('more', two, one) },
      hidden: {
        'nothing to send': of('z'),
        'nothing at all': of(''),
        'all controls': of('', ...items),
        'controls backwards': of('red', ...items.toReversed()),
        'the same again': of('part', ...items, one, ...items, two),
        'left out': of('Ulm', two, ...items),
        'without the first': of('', ...items.slice(1), one),
        'with signs': of('a b/ü*~', ...items.slice(2)),
        drawn: drawn(8, ''),
        'drawn again': drawn(25, 'Ada & Bob'),
        'a large form': drawn(250, ''),
      },
      input: ({ items: own, extra }) => [
        `<html><body><form>\n${own.map(({ html }) => `${html}\n`).join('')}</form></body></html>\n`,
        extra,
      ],
      answer: ({ items: own, extra }) =>
        second.encode(
          own.flatMap(({ pairs }) => pairs),
          extra,
        ),
    };
  },
);
