/** What the pages of the family `readable-texts` are made of: articles, lists, tables, or words that stand out. */

import { python } from '../study-parts.ts';
import { CASES, piece, type Source, TOKENS } from './readable-texts.stages.ts';
import { tableSources } from './readable-texts.table-sources.ts';

export const sources: readonly Source[] = [
  {
    about: 'articles',
    text: [
      'Blocks are the elements p, h1, h2, h3 and blockquote (none inside another), in order. The text of h1 to h3 begins with as many # as its level and a blank, that of a blockquote with "> ". What stands inside nav or footer is skipped, and so is all text outside the blocks.',
      'The blocks I want are the paragraphs (p), the headings h1, h2 and h3, and the quotations (blockquote); they never contain each other. Put #, ## or ### and a blank before a heading, depending on its level, and "> " before a quotation. Menus and such (everything in nav or footer) go away, and text that is in no block as well.',
      'Blocks are formed by p, h1, h2, h3 and blockquote, which are not nested. Headings are prefixed by a number of # equal to the level and a space, blockquote by "> ". Content of nav and of footer, and text outside the said elements, is ignored.',
    ],
    cases: CASES,
    program: python`
from html.parser import HTMLParser

PREFIXES = {'p': '', 'h1': '# ', 'h2': '## ', 'h3': '### ', 'blockquote': '> '}

class Article(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = []
        self.text = None
        self.outside = 0

    def handle_starttag(self, tag, attributes):
        if tag in ('nav', 'footer'):
            self.outside += 1
        elif tag in PREFIXES and self.outside == 0:
            self.text = ''

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag in ('nav', 'footer'):
            self.outside -= 1
        elif tag in PREFIXES and self.text is not None:
            if self.text.strip():
                self.blocks.append(PREFIXES[tag] + ' '.join(self.text.split()))
            self.text = None

def blocks(html):
    page = Article()
    page.feed(html)
    return page.blocks
`,
    other: python`${TOKENS}
def blocks(html):
    found = []
    aside = False
    for tag, text in tokens(html):
        name = tag.strip('/')
        if name in ('nav', 'footer'):
            aside = tag == name
        elif re.fullmatch('p|h[1-3]|blockquote', name) and not aside:
            if tag == name:
                words = []
                found.append((name, words))
            else:
                words = None
        elif tag == '' and not aside and found and words is not None:
            words.append(text)
    marks = {'h': lambda name: '#' * int(name[1]) + ' ', 'b': lambda name: '> ', 'p': lambda name: ''}
    texts = [(name, re.sub(r'\s+', ' ', ''.join(words)).strip()) for name, words in found]
    return [marks[name[0]](name) + text for name, text in texts if text]
`,
    slips: [
      {
        why: 'What stands in nav or footer is skipped',
        from: 'elif tag in PREFIXES and self.outside == 0:',
        to: 'elif tag in PREFIXES:',
      },
      { why: 'Blocks without text are left out', from: 'if self.text.strip():', to: 'if True:' },
    ],
    snippets: [
      piece('<h1>The harbour in winter</h1>', '# The harbour in winter'),
      piece('<p>Boats &amp; nets lie <b>still</b>\n  in the ice.</p>', 'Boats & nets lie still in the ice.'),
      piece(
        '<blockquote>We wait for the spring and for the herring.</blockquote>',
        '> We wait for the spring and for the herring.',
      ),
      piece(
        '<h2>Prices</h2> loose text <p>The price of herring rose again.</p>',
        '## Prices',
        'The price of herring rose again.',
      ),
    ],
    tricky: [
      piece('<nav><p>Home</p> and <h2>Menu of the harbour</h2></nav>'),
      piece('<P CLASS="a">Half<i>way</i><!-- <p>no</p> --> home</P>', 'Halfway home'),
      piece('<p> <span></span>\n</p><H3>Notes</H3>', '### Notes'),
      piece('<footer>Imprint <p>Call us</p></footer><p>5 &lt; 6 &gt; the rest</p>', '5 < 6 > the rest'),
    ],
  },
  {
    about: 'lists',
    text: [
      'Blocks are the items (li) of ul and ol, in order. In ul the text begins with "- ", in ol with the number of the item, a point and a blank. Numbers begin at 1, or at the attribute start of the ol; value="7" of an li sets its number, and counting goes on from there. Lists are not nested; text outside of items does not count. Empty items are left out but counted.',
      'Only the lists of the page interest me: each li is a block. Items of a ul begin with "- ", items of an ol with their number like "3. ". Mind that an ol may say start="4" and that an li may say value="7", which is then its number and the next one is 8. No lists within lists. Text that is in no item is dropped. Items without text are not shown, but in an ol they use up their number.',
      'Blocks are the li elements. The prefix is "- " in ul, and in ol the ordinal followed by ". ". Ordinals start at 1 or at the value of the attribute start of ol and increase by one; the attribute value of li resets the ordinal. Items without text yield no block, yet take part in the count. Lists are not nested. Text outside of items is ignored.',
    ],
    cases: CASES,
    program: python`
from html.parser import HTMLParser

class Lists(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = []
        self.number = None
        self.item = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == 'ul':
            self.number = None
        elif tag == 'ol':
            self.number = int(attributes.get('start', 1))
        elif tag == 'li':
            if self.number is not None and 'value' in attributes:
                self.number = int(attributes['value'])
            self.item = []

    def handle_data(self, data):
        if self.item is not None:
            self.item.append(data)

    def handle_endtag(self, tag):
        if tag != 'li':
            return
        text = ' '.join(''.join(self.item).split())
        mark = '- ' if self.number is None else f'{self.number}. '
        if text:
            self.blocks.append(mark + text)
        if self.number is not None:
            self.number += 1
        self.item = None

def blocks(html):
    lists = Lists()
    lists.feed(html)
    lists.close()
    return lists.blocks
`,
    other: python`
import re
from html import unescape

def number_in(attributes, name, otherwise):
    given = re.search('(?i)' + name + '="?([0-9]+)', attributes)
    return int(given.group(1)) if given else otherwise

def blocks(html):
    html = re.sub('(?s)<!--.*?-->', '', html)
    result = []
    for kind, options, inside in re.findall(r'(?is)<(ul|ol)\b([^>]*)>(.*?)</\1>', html):
        following = number_in(options, 'start', 1)
        for settings, content in re.findall(r'(?is)<li\b([^>]*)>(.*?)</li>', inside):
            own = number_in(settings, 'value', following)
            following = own + 1
            words = unescape(re.sub('<[^>]*>', '', content)).split()
            if words:
                result.append(' '.join(['-' if kind.lower() == 'ul' else str(own) + '.', *words]))
    return result
`,
    slips: [
      { why: 'An ol may start elsewhere', from: "int(attributes.get('start', 1))", to: '1' },
      {
        why: 'Empty items use up their number',
        from: '        if self.number is not None:\n            self.number += 1',
        to: '        if text and self.number is not None:\n            self.number += 1',
      },
    ],
    snippets: [
      piece('<ul><li>flour and water</li> <li>salt</li></ul>', '- flour and water', '- salt'),
      piece(
        '<p>Then</p><ol><li>Mix the flour &amp; water</li><li>wait for <b>an\nhour</b></li></ol>',
        '1. Mix the flour & water',
        '2. wait for an hour',
      ),
      piece('<ol start="4"><li>Bake the bread until it is brown</li></ol>', '4. Bake the bread until it is brown'),
      piece(
        '<ol><li>oven</li><li value="7">knife</li><li>board and knife and board</li></ol>',
        '1. oven',
        '7. knife',
        '8. board and knife and board',
      ),
    ],
    tricky: [
      piece('<OL START="9"><LI>nine</LI><LI> <i></i> </LI><LI>eleven</LI></OL>', '9. nine', '11. eleven'),
      piece('<ul><li value="3">no <!-- <li>x</li> -->number</li><li></li></ul> water', '- no number'),
      piece('<ol><li></li><li>two &lt; three</li></ol>', '2. two < three'),
      piece('<p>No list of flour.</p>'),
    ],
  },
  ...tableSources,
];
