/** Controls of the family `form-submissions`: text areas in groups, and marked elements. */

import { python } from '../study-parts.ts';
import { CASES, type Controls, control } from './form-submissions.stages.ts';

export const moreControls: readonly Controls[] = [
  {
    about: 'text areas',
    text: [
      'A form sends its textarea elements that have a name which is not empty and no attribute disabled, and are not inside a fieldset with the attribute disabled (fieldsets are not nested). The value is the text of the element as it is, except that one line end at its very beginning is dropped; if there is maxlength="N", only the first N characters of that are sent. readonly ones are sent.',
      'Only textarea elements matter. They are sent if they have a name (not an empty one), are not disabled and do not stand in a disabled fieldset; there are no fieldsets in fieldsets, and readonly is no obstacle. Take the text with all its blanks and line ends, only drop a line end if it is the very first character. Where maxlength is given, cut what is left to so many characters.',
      'Sent are textarea elements with a non-empty name, without the attribute disabled, outside of any fieldset with that attribute (fieldsets are not nested); readonly is irrelevant. The value is the text content unchanged but for one leading line end, which is removed, and is then truncated to the number of characters given by maxlength, if present.',
    ],
    cases: CASES,
    program: python`
from html.parser import HTMLParser

class Areas(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pairs = []
        self.text = None
        self.blocked = False

    def handle_starttag(self, tag, attributes):
        given = {name: value or '' for name, value in attributes}
        if tag == 'fieldset':
            self.blocked = 'disabled' in given
        elif tag == 'textarea':
            self.area = given
            self.text = ''

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == 'fieldset':
            self.blocked = False
        elif tag == 'textarea':
            value = self.text.removeprefix('\n')
            if 'maxlength' in self.area:
                value = value[:int(self.area['maxlength'])]
            if self.area.get('name') and 'disabled' not in self.area and not self.blocked:
                self.pairs.append((self.area['name'], value))
            self.text = None

def pairs_of(html):
    form = Areas()
    form.feed(html)
    return form.pairs
`,
    other: python`
import re
from html import unescape

def pairs_of(html):
    html = re.sub('(?s)<!--.*?-->', '', html)
    html = re.sub('(?is)<fieldset(?= )[^>]* disabled[^>]*>.*?</fieldset>', '', html)
    result = []
    for options, inside in re.findall('(?is)<textarea((?: [^>]*)?)>\n?(.*?)</textarea>', html):
        found = {name.lower(): unescape(value) for name, value in re.findall(' ([a-zA-Z]+)(?:="([^"]*)")?', options)}
        limit = int(found['maxlength']) if 'maxlength' in found else None
        if found.get('name', '') and 'disabled' not in found:
            result.append((found['name'], unescape(inside)[:limit]))
    return result
`,
    slips: [
      {
        why: 'One line end at the beginning is dropped',
        from: "self.text.removeprefix('\\n')",
        to: "self.text.lstrip('\\n')",
      },
      { why: 'Areas in a disabled fieldset are not sent', from: ' and not self.blocked:', to: ':' },
    ],
    items: [
      control('<textarea name="who">Ada &amp; Bob</textarea>', ['who', 'Ada & Bob']),
      control('<p>Town <textarea name="town" readonly>Ulm</textarea></p>', ['town', 'Ulm']),
      control('<TEXTAREA NAME="key[a]">\n\nx=1/2\n </TEXTAREA>', ['key[a]', '\nx=1/2\n ']),
      control(
        '<fieldset disabled><textarea name="off">1</textarea></fieldset><textarea name="tags[]" maxlength="3">red and blue</textarea>',
        ['tags[]', 'red'],
      ),
      control('<fieldset><textarea name="tags[]" maxlength="11">\nblue green 5</textarea></fieldset>', [
        'tags[]',
        'blue green ',
      ]),
      control(
        '<textarea name="off" disabled>1</textarea><textarea>2</textarea><!-- <textarea name="x">3</textarea> -->',
      ),
      control('<textarea name="size[w]"></textarea>', ['size[w]', '']),
      control('<textarea name="who">--partly ~ äö</textarea>', ['who', '--partly ~ äö']),
    ],
  },
  {
    about: 'marked elements',
    text: [
      'Our forms are span and b elements (not nested) with an attribute data-name, which is not empty. Such an element sends its attribute data-value, or its text (blanks and line ends collapsed and trimmed) if there is none. data-kind="number" keeps only the digits of it; data-kind="flag" sends "yes" if the value is not empty and otherwise nothing at all. With the attribute data-skip nothing is sent.',
      'The pages have no real controls. Instead there are span and b elements, never nested, with a data-name (not an empty one) in them. The value is in data-value; if that attribute is missing, it is the text, runs of blanks and line ends being one blank and none around. When data-kind is "number", throw away everything but the digits. When it is "flag", send "yes" for any value but the empty one, for which nothing is sent. If there is data-skip, leave the element out.',
      'Sent are span and b elements (not nested) with a non-empty attribute data-name and without the attribute data-skip. The value is the attribute data-value or, failing that, the text with white space collapsed and trimmed. For data-kind="number" it is reduced to its digits; for data-kind="flag" a non-empty value becomes "yes", while an empty one is not sent.',
    ],
    cases: CASES,
    program: python`
from html.parser import HTMLParser

class Marked(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pairs = []
        self.mark = None

    def handle_starttag(self, tag, attributes):
        given = {name: value or '' for name, value in attributes}
        if tag in ('span', 'b') and given.get('data-name') and 'data-skip' not in given:
            self.mark = given
            self.text = ''

    def handle_data(self, data):
        if self.mark is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag in ('span', 'b') and self.mark is not None:
            self.finish(self.mark, self.mark.get('data-value', ' '.join(self.text.split())))
            self.mark = None

    def finish(self, mark, value):
        kind = mark.get('data-kind')
        if kind == 'number':
            value = ''.join(sign for sign in value if sign in '0123456789')
        if kind != 'flag':
            self.pairs.append((mark['data-name'], value))
        elif value:
            self.pairs.append((mark['data-name'], 'yes'))

def pairs_of(html):
    form = Marked()
    form.feed(html)
    return form.pairs
`,
    other: python`
import re
from html import unescape

def pairs_of(html):
    result = []
    html = re.sub('(?s)<!--.*?-->', '', html)
    for _, options, inside in re.findall(r'(?is)<(span|b)( [^>]*)>(.*?)</\1>', html):
        found = {name.lower(): unescape(value) for name, value in re.findall(' ([a-zA-Z-]+)(?:="([^"]*)")?', options)}
        if 'data-skip' in found or not found.get('data-name'):
            continue
        text = re.sub(r'\s+', ' ', unescape(re.sub('<[^>]*>', '', inside))).strip()
        value = found.get('data-value', text)
        kind = found.get('data-kind', '')
        value = {'number': re.sub('[^0-9]', '', value), 'flag': 'yes' if value else None}.get(kind, value)
        result += [(found['data-name'], value)] if value is not None else []
    return result
`,
    slips: [
      { why: 'An empty flag is not sent', from: '        elif value:\n', to: '        else:\n' },
      {
        why: 'An empty data-value is a value',
        from: "self.mark.get('data-value', ' '.join(self.text.split()))",
        to: "self.mark.get('data-value') or ' '.join(self.text.split())",
      },
    ],
    items: [
      control('<span data-name="who">Ada &amp; Bob</span>', ['who', 'Ada & Bob']),
      control('<p>Town <b data-name="town" data-value="Ulm">here</b></p>', ['town', 'Ulm']),
      control('<SPAN DATA-NAME="key[a]"> x=<i>1</i>/2\n 3</SPAN>', ['key[a]', 'x=1/2 3']),
      control('<span data-name="size[w]" data-kind="number">1,250 m</span>', ['size[w]', '1250']),
      control(
        '<span data-name="tags[]">red</span><b data-name="tags[]">blue green</b>',
        ['tags[]', 'red'],
        ['tags[]', 'blue green'],
      ),
      control('<b data-name="ok" data-kind="flag">x</b><b data-name="no" data-kind="flag"> </b>', ['ok', 'yes']),
      control('<span data-name="empty" data-value="">text</span>', ['empty', '']),
      control('<b data-name="who">--partly ~ äö</b>', ['who', '--partly ~ äö']),
      control('<span>plain</span><b data-name="off" data-skip>1</b><!-- <b data-name="x">2</b> -->'),
    ],
  },
];
