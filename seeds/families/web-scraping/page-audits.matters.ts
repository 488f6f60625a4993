/** The matters of the family `page-audits`: images, links, form fields, tables. */

import { blockMatters } from './page-audits.block-matters.ts';
import { line, type Matter, TAG_PYTHON } from './page-audits.stages.ts';

export const matters: readonly Matter[] = [
  {
    about: 'images',
    text: [
      'Faults of an img: "no alt" if the attribute alt is missing; "alt is a file name" if alt, without blanks around it and in small letters, ends in .jpg, .jpeg, .png or .gif; "no size" unless both width and height are there. An empty alt is fine.',
      'What can be wrong with an img: it has no alt attribute at all ("no alt", while an empty one is all right); its alt is nothing but the name of a file, ending in .jpg, .jpeg, .png or .gif in whatever letters, blanks around do not matter ("alt is a file name"); width or height is missing, or both ("no size").',
      'For img elements three faults are defined: "no alt" (attribute alt absent; an empty one is permitted), "alt is a file name" (alt, trimmed, ends in .jpg, .jpeg, .png or .gif regardless of case) and "no size" (width or height absent).',
    ],
    cases: ['tricky lines', 'all lines'],
    program: `
from html.parser import HTMLParser

class Images(HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults = []

    def handle_starttag(self, tag, attributes):
        if tag != 'img':
            return
        attributes = dict(attributes)
        line = self.getpos()[0]
        if 'alt' not in attributes:
            self.faults.append((line, 'no alt'))
        elif (attributes['alt'] or '').strip().lower().endswith(('.jpg', '.jpeg', '.png', '.gif')):
            self.faults.append((line, 'alt is a file name'))
        if 'width' not in attributes or 'height' not in attributes:
            self.faults.append((line, 'no size'))

def faults_of(html):
    images = Images()
    images.feed(html)
    return images.faults
`,
    other: `${TAG_PYTHON}
def faults_of(html):
    faults = []
    for tag, attributes, line, _, _ in tags(html):
        if tag == 'img':
            if attributes.get('alt') is None:
                faults.append((line, 'no alt'))
            elif re.search(r'(?i)[.](jpe?g|png|gif)\\s*$', attributes['alt']):
                faults.append((line, 'alt is a file name'))
            if not {'width', 'height'} <= set(attributes):
                faults.append((line, 'no size'))
    return faults
`,
    slips: [{ why: 'An empty alt is fine', from: "if 'alt' not in attributes:", to: "if not attributes.get('alt'):" }],
    lines: [
      line('<p><img src="a.png" alt="A tree" width="10" height="20"></p>'),
      line('<img src="b.jpg">', 'no alt', 'no size'),
      line('<img src="c.gif" alt="c.gif" width=5 height=5>', 'alt is a file name'),
      line('<a href="/"><img src="d.png" alt="Home" width="30"></a>', 'no size'),
    ],
    tricky: [
      line('<img src="e.png" alt="" width="1" height="1">'),
      line('<!-- <img src="old.png"> -->'),
      line('<IMG SRC="f.png" ALT=" Photo.JPEG " WIDTH=4 HEIGHT=4>', 'alt is a file name'),
      line('<img src="g.png" alt="a > b" height="3"><img src="h.png" width="3" height="4">', 'no size', 'no alt'),
    ],
  },
  {
    about: 'links',
    text: [
      'Faults of an a with href: "no text" if neither text (white space does not count) nor an img with a non-blank alt is inside and it has no non-blank aria-label; "unclear text" if its text, trimmed and in small letters, is here, more or click here; "new window" if target is _blank and the words of rel do not include noopener. An a without href has the fault "no target" and no other. Links are not nested.',
      'For each a I want to know: is there no href ("no target", then nothing else matters); has it nothing to read, that is no text other than blanks, no img with an alt that is more than blanks, and no such aria-label ("no text"); is its text only here, more or click here, in any letters and with blanks around ("unclear text"); does it open a new window by target="_blank" without noopener among the words in rel ("new window"). No a stands in another.',
      'Faults of a elements, which are never nested: "no target" (no href; excludes all others); "no text" (no text but white space, no img having an alt that is not blank, and no aria-label that is not blank); "unclear text" (the trimmed text equals here, more or click here regardless of case); "new window" (target equals _blank and rel does not list noopener).',
    ],
    cases: ['tricky lines', 'all lines'],
    program: `
from html.parser import HTMLParser

class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults = []
        self.link = None

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or '' for name, value in attributes}
        if tag == 'a' and 'href' not in attributes:
            self.faults.append((self.getpos()[0], 'no target'))
        elif tag == 'a':
            self.link = attributes
            self.line = self.getpos()[0]
            self.text = ''
            self.label = attributes.get('aria-label', '').strip()
        elif tag == 'img' and self.link is not None:
            self.label += attributes.get('alt', '').strip()

    def handle_data(self, data):
        if self.link is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag != 'a' or self.link is None:
            return
        text = self.text.strip().lower()
        if not text and not self.label:
            self.faults.append((self.line, 'no text'))
        if text in ('here', 'more', 'click here'):
            self.faults.append((self.line, 'unclear text'))
        if self.link.get('target') == '_blank' and 'noopener' not in self.link.get('rel', '').split():
            self.faults.append((self.line, 'new window'))
        self.link = None

def faults_of(html):
    links = Links()
    links.feed(html)
    return links.faults
`,
    other: `${TAG_PYTHON}
def faults_of(html):
    faults = []
    found = list(tags(html))
    for place, (tag, attributes, line, start, page) in enumerate(found):
        if tag != 'a':
            continue
        if 'href' not in attributes:
            faults.append((line, 'no target'))
            continue
        names = [attributes.get('aria-label', '')]
        end = place + 1
        while found[end][0] != '/a':
            if found[end][0] == 'img':
                names.append(found[end][1].get('alt', ''))
            end += 1
        words = unescape(re.sub('<[^>]*>', '', page[start:found[end][3]])).strip().lower()
        if words + ''.join(names).strip() == '':
            faults.append((line, 'no text'))
        elif words in {'here', 'more', 'click here'}:
            faults.append((line, 'unclear text'))
        if attributes.get('target', '') == '_blank' and not re.search('(^| )noopener( |$)', attributes.get('rel', '')):
            faults.append((line, 'new window'))
    return faults
`,
    slips: [
      {
        why: 'An image with a text of its own names a link',
        from: "self.label += attributes.get('alt', '').strip()",
        to: 'pass',
      },
    ],
    lines: [
      line('<p>Read <a href="/a">our terms</a></p>'),
      line('<a href="/b">Click here</a>', 'unclear text'),
      line('<a href="/c"><span> </span></a>', 'no text'),
      line('<a href="/d" target="_blank">Partner</a> and <a name="old">anchor</a>', 'new window', 'no target'),
    ],
    tricky: [
      line('<a href="/e"><img src="logo.png" alt="Home"></a>'),
      line('<a href="/f" aria-label="Search"></a>'),
      line('<A HREF="/g" TARGET="_blank" REL="nofollow noopener"> <b>MORE</b> </A>', 'unclear text'),
      line(
        '<!-- <a href="/h"></a> --><a href="/i" target="_blank" rel="noopeners"><img src="x.png" alt=" "></a>',
        'no text',
        'new window',
      ),
    ],
  },
  ...blockMatters,
];
