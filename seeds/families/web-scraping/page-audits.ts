/** Study family: pages are looked over for faults of images, links, form fields or tables. */

import { stagedFamily } from '../staged-family.ts';
import { matters } from './page-audits.matters.ts';
import { reports } from './page-audits.reports.ts';
import type { Line } from './page-audits.stages.ts';

interface Page {
  readonly lines: readonly Line[];
  readonly limit: number;
}

const PLAIN: Line = { html: '<p>Some text &amp; more</p>', faults: [] };

/** Page audits: four matters, three reports. */
export const pageAudits = stagedFamily<Page, (typeof matters)[number], (typeof reports)[number]>(
  {
    name: 'page-audits',
    category: 'web_scraping',
    skills: ['Python', 'HTML', 'Web Accessibility'],
    firsts: matters,
    seconds: reports,
  },
  ({ first, second, place, random }) => {
    const site = random.pick(['a city library', 'a theatre', 'a hardware shop', 'a museum', 'a clinic']);
    const [good = PLAIN, bad = PLAIN, other = PLAIN, third = PLAIN] = first.lines;
    const of = (limit: number, ...lines: Line[]): Page => ({ lines, limit });
    const drawn = (count: number, limit: number) =>
      of(
        limit,
        ...Array.from({ length: count }, () => random.pick([...first.lines, ...first.lines, ...first.tricky, PLAIN])),
      );
    return {
      titles: [
        `HTML check of ${first.about}: ${second.about} (Python)`,
        `${second.about} of what is wrong with the ${first.about} of our site`,
        `Audit of ${first.about} in the pages of ${site}: ${second.about}`,
      ],
      openings: [
        `For ${site}: write audit(html, limit) in solution.py, Python standard library (html.parser is fine). html is the text of a page.`,
        `Hello, ${site} has to make its site accessible, and I check the pages by hand so far. Please write me solution.py in Python (html.parser will do, nothing to install).`,
        `${site} requires a Python module solution.py, based on the standard library, which inspects the text of an HTML page.`,
      ],
      endings: [
        'Tags and attributes may be in capitals, values in double quotes or none, comments do not count, entities in texts and values are decoded. limit is 1 or more; a page may be without faults.',
        'Capitals in tags and attributes mean nothing, values have double quotes or no quotes, what is in comments is not there, and entities have to be decoded. limit is at least 1, and of course a page can be perfect.',
        'Names of elements and attributes are case-insensitive; values stand in double quotes or unquoted; comments are void; character references are decoded. limit is a positive integer. Pages may be free of faults.',
      ],
      minutes: 40 + 15 * place[0] + 5 * place[1],
      acceptance: { kind: 'function', entry: 'audit' },
      frame: (parts) => parts.join(''),
      how: 'finds tags by a pattern instead of a parser of events, and collects the faults otherwise',
      visible: { 'a good page': of(3, good, PLAIN), 'a bad page': of(5, PLAIN, bad, good) },
      hidden: {
        'nothing at all': of(1, PLAIN),
        'one fault a line': of(2, third, other, third),
        'all lines': of(20, ...first.lines),
        'tricky lines': of(9, ...first.tricky),
        'tricky lines with others': of(1, bad, ...first.tricky, bad, PLAIN, other),
        'more than the limit': of(2, bad, bad, other, PLAIN, bad, third, bad),
        'just the limit': of(place[1] === 0 ? 2 * bad.faults.length : 2, PLAIN, bad, PLAIN, bad),
        'twelve lines': of(30, PLAIN, bad, ...Array.from({ length: 8 }, () => PLAIN), other, bad, third),
        'many faults': of(40, ...Array.from({ length: 30 }, () => bad)),
        drawn: drawn(12, 3),
        'drawn again': drawn(40, 5),
        'a large page': drawn(350, 12),
      },
      input: ({ lines, limit }) => [
        `<html><body>\n${lines.map(({ html }) => `${html}\n`).join('')}</body></html>\n`,
        limit,
      ],
      answer: ({ lines, limit }) =>
        second.report(
          lines.flatMap(({ faults }, at) => faults.map((fault) => ({ line: at + 2, fault }))),
          limit,
        ),
    };
  },
);
