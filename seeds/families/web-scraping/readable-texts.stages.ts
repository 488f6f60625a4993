/** What the stages of the family `readable-texts` are. */

import type { Stage } from '../staged.ts';
import { python } from '../study-parts.ts';

/** A piece of a page, and the blocks of text that it is read as. */
export interface Snippet {
  readonly html: string;
  readonly blocks: readonly string[];
}

export interface Source extends Stage {
  readonly about: string;
  /** The first two are simple ones. */
  readonly snippets: readonly [Snippet, Snippet, ...Snippet[]];
  readonly tricky: readonly Snippet[];
}

export const piece = (html: string, ...blocks: string[]): Snippet => ({ html, blocks });
export const CASES: Stage['cases'] = ['tricky pieces', 'all pieces', 'drawn'];

/** Of the alternatives: a page as tags and texts, without comments. */
export const TOKENS = python`
import re
from html import unescape

def tokens(html):
    for token in re.split('(<[^>]*>)', re.sub('(?s)<!--.*?-->', '', html)):
        tag = re.match('<(/?[a-zA-Z0-9]+)', token)
        yield (tag.group(1).lower(), token) if tag else ('', unescape(token))
`;
