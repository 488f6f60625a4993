/** Sources of the family `readable-texts`: tables, and words that are marked. */

import { python } from '../study-parts.ts';
import { CASES, piece, type Source } from './readable-texts.stages.ts';

export const tableSources: readonly Source[] = [
  {
    about: 'tables',
    text: [
      'Blocks are the rows (tr) of the tables: the texts of their td and th in order, joined by " | ". A cell without text is written as "none". A th in capitals: its text is turned into upper case. colspan="N" of a cell appends N - 1 cells "none" behind it. A row without cells, or whose cells are all without text, is left out. Text outside of cells does not count; tables are not nested.',
      'What I need are the tables, one block for a row: the cells (td and th) with " | " between them, and "none" for a cell with nothing in it. Headings, so th, are to be in upper case. If a cell covers several columns (colspan="3"), put the missing ones after it as "none". Rows that have no cells or only empty ones are to vanish, like everything that is not in a cell. There are no tables in tables.',
      'Each tr forms a block consisting of the texts of its td and th elements separated by " | ". Texts of th are converted to upper case; an empty text is represented by "none". A cell with colspan="N" is followed by N - 1 further "none". Rows lacking cells with text form no block. Text outside cells is ignored, and tables are not nested.',
    ],
    cases: CASES,
    program: python`
from html.parser import HTMLParser

class Tables(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows = []
        self.row = []
        self.cell = None
        self.span = 1

    def handle_starttag(self, tag, attributes):
        if tag == 'tr':
            self.row = []
        elif tag in ('td', 'th'):
            self.cell = ''
            self.span = int(dict(attributes).get('colspan', '1'))

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ('td', 'th'):
            text = ' '.join(self.cell.split())
            self.row.append(text.upper() if tag == 'th' else text)
            self.row += [''] * (self.span - 1)
            self.cell = None
        elif tag == 'tr' and any(self.row):
            self.rows.append(self.row)

def blocks(html):
    tables = Tables()
    tables.feed(html)
    return [' | '.join(cell or 'none' for cell in row) for row in tables.rows]
`,
    other: python`
import re
from html import unescape

CELL = re.compile(r'(?is)<(td|th)\b([^>]*)>(.*?)</\1>')

def cells(row):
    for kind, options, content in CELL.findall(row):
        text = re.sub(r'\s+', ' ', unescape(re.sub('<[^>]*>', '', content))).strip() or 'none'
        yield text if kind.lower() == 'td' else text.upper()
        wide = re.search(r'(?i)colspan="?(\d+)', options)
        for _ in range(1, int(wide.group(1)) if wide else 1):
            yield 'none'

def blocks(html):
    html = re.sub('(?s)<!--.*?-->', '', html)
    rows = [list(cells(row)) for row in re.findall(r'(?is)<tr\b[^>]*>(.*?)</tr>', html)]
    return [' | '.join(row) for row in rows if set(row) - {'none'}]
`,
    slips: [
      {
        why: 'A wide cell is followed by empty ones',
        from: "            self.row += [''] * (self.span - 1)\n",
        to: '',
      },
      { why: 'Rows without text are left out', from: "elif tag == 'tr' and any(self.row):", to: "elif tag == 'tr':" },
    ],
    snippets: [
      piece('<table><tr><td>Mon</td><td>9 to 12 &amp; 14 to 18</td></tr></table>', 'Mon | 9 to 12 & 14 to 18'),
      piece(
        '<table><tr><th>Day</th> <th>Open</th></tr>\n<tr><td>Sat</td><td></td></tr></table>',
        'DAY | OPEN',
        'Sat | none',
      ),
      piece(
        '<table><tr><td colspan="2">closed for the holidays</td><td>all</td></tr></table>',
        'closed for the holidays | none | all',
      ),
      piece(
        '<p>Doctors on duty</p><table><tr><th>Dr. Day</th><td>open\n  all day</td></tr></table>',
        'DR. DAY | open all day',
      ),
    ],
    tricky: [
      piece('<TABLE><TR></TR><TR><TD> </TD><TD><b></b></TD></TR></TABLE> open'),
      piece(
        '<table><tr><td>a<i>b</i><!-- <td>c</td> --></td><th COLSPAN="3">wide &lt; wider</th></tr></table>',
        'ab | WIDE < WIDER | none | none',
      ),
      piece(
        '<table><caption>Hours</caption><tr><td></td><td>day and day and night</td></tr></table>',
        'none | day and day and night',
      ),
      piece('<p>Closed on Sunday</p>'),
    ],
  },
  {
    about: 'marked words',
    text: [
      'Blocks are the elements p and div (none inside another), in order. Inside of them b and strong become * before and after their text, i and em become _, code becomes a backquote; img becomes its alt in square brackets, or nothing if alt is missing or blank; br is a blank. These marks stand where the tags stand. What is in script or in an element with the attribute hidden (only p and div have it) is skipped, and so is text outside the blocks.',
      'The blocks are p and div, never one in the other. I do not want to lose emphasis, so write * where a b or strong begins and where it ends, _ for i and em, and a backquote for code. For an image write its alt text in square brackets ([Map]), but nothing when it has none or a blank one. A br counts as a blank. Leave out scripts, any p or div with the attribute hidden, and text that is in no block.',
      'Blocks are formed by p and div, which are not nested. Start and end tags of b and strong are replaced by *, of i and em by _, of code by a backquote. img is replaced by its alt text in brackets unless that is absent or blank, br by a space. The content of script, p and div elements with the attribute hidden, and text outside of blocks, are ignored.',
    ],
    cases: CASES,
    program: python`
from html.parser import HTMLParser

MARKS = {'b': '*', 'strong': '*', 'i': '_', 'em': '_', 'code': '${'`'}', 'br': ' '}

class Marked(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = []
        self.text = None
        self.script = False

    def add(self, text):
        if self.text is not None and not self.script:
            self.text += text

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ('p', 'div') and 'hidden' not in attributes:
            self.text = ''
        elif tag == 'script':
            self.script = True
        elif tag == 'img':
            alt = (attributes.get('alt') or '').strip()
            self.add(f'[{alt}]' if alt else '')
        else:
            self.add(MARKS.get(tag, ''))

    def handle_data(self, data):
        self.add(data)

    def handle_endtag(self, tag):
        if tag == 'script':
            self.script = False
        elif tag in ('p', 'div'):
            words = (self.text or '').split()
            if words:
                self.blocks.append(' '.join(words))
            self.text = None
        else:
            self.add(MARKS.get(tag, ''))

def blocks(html):
    page = Marked()
    page.feed(html)
    return page.blocks
`,
    other: python`
import re
from html import unescape

def image(found):
    alt = re.search('(?i) alt="([^"]*)"', found.group())
    return '[' + alt.group(1).strip() + ']' if alt and alt.group(1).strip() else ''

def marked(content):
    for pattern, mark in (('/?(?:b|strong)', '*'), ('/?(?:i|em)', '_'), ('/?code', chr(96)), ('br', ' ')):
        content = re.sub('(?i)<' + pattern + '>', mark, content)
    content = re.sub('(?i)<img[^>]*>', image, content)
    return ' '.join(unescape(re.sub('<[^>]*>', '', content)).split())

def blocks(html):
    html = re.sub('(?is)<!--.*?-->|<script.*?</script>', '', html)
    found = re.findall(r'(?is)<(p|div)(?=[ >])([^>]*)>(.*?)</\1>', html)
    texts = [marked(content) for _, options, content in found if not re.search(r'(?i)\bhidden\b', options)]
    return [text for text in texts if text]
`,
    slips: [
      { why: 'An image is read as its alt', from: "self.add(f'[{alt}]' if alt else '')", to: 'pass' },
      {
        why: 'Scripts are skipped',
        from: 'if self.text is not None and not self.script:',
        to: 'if self.text is not None:',
      },
      { why: 'Hidden blocks are skipped', from: "('p', 'div') and 'hidden' not in attributes:", to: "('p', 'div'):" },
    ],
    snippets: [
      piece('<p>Press the <b>red button</b> now.</p>', 'Press the *red button* now.'),
      piece('<div>Type <code>exit</code> &amp; press\n <em>Enter</em></div>', 'Type `exit` & press _Enter_'),
      piece('<p>See<br>the map <img src="m.png" alt="Map of the town"></p> loose', 'See the map [Map of the town]'),
      piece(
        '<p>A <strong>very <i>important</i></strong> thing is the button</p>',
        'A *very _important_* thing is the button',
      ),
    ],
    tricky: [
      piece('<P>Look<IMG SRC="a.png"><img alt=" " src="b.png"> here<script>var p = 1;</script></P>', 'Look here'),
      piece('<div hidden>Secret <b>button</b></div><p><span>5 &lt; 6</span></p>', '5 < 6'),
      piece('<p> <br> </p><div><!-- <b>gone</b> -->un<b>brok</b>en</div>', 'un*brok*en'),
      piece('<b>outside</b>'),
    ],
  },
];
