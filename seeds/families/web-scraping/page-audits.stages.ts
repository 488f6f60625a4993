/** What the stages of the family `page-audits` are. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';

/** One line of a page, and what is wrong in it. */
export interface Line {
  readonly html: string;
  readonly faults: readonly string[];
}

export interface Matter extends Stage {
  readonly about: string;
  /** Good and bad lines, of which pages are made. */
  readonly lines: readonly Line[];
  /** Lines that a careless program gets wrong. */
  readonly tricky: readonly Line[];
}

export interface Report extends Stage {
  readonly about: string;
  readonly report: (faults: readonly { readonly line: number; readonly fault: string }[], limit: number) => Json;
}

export const line = (html: string, ...faults: string[]): Line => ({ html, faults });

/** Of the alternatives: every tag with its attributes, its line and where it ends, found by a pattern. */
export const TAG_PYTHON = `
import re
from html import unescape

def tags(html):
    html = re.sub('(?s)<!--.*?-->', lambda found: re.sub('[^\\n]', ' ', found.group()), html)
    for found in re.finditer('<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>', html):
        pairs = re.findall('([a-zA-Z-]+)(?:=(?:"([^"]*)"|([^ ">]+)))?', found.group(3))
        attributes = {name.lower(): unescape(quoted or bare) for name, quoted, bare in pairs}
        yield found.group(1) + found.group(2).lower(), attributes, html.count('\\n', 0, found.start()) + 1, found.end(), html
`;
