/** Matters of the family `page-audits` that need more than one tag: form fields, tables. */

import { line, type Matter, TAG_PYTHON } from './page-audits.stages.ts';

export const blockMatters: readonly Matter[] = [
  {
    about: 'form fields',
    text: [
      'Looked at are input (unless its type is hidden, submit or button), select and textarea. Faults: "no label" unless it is inside a label, has a non-blank aria-label, or its id is named by the for of a label anywhere on the page; "no name" if name is missing or empty; "paste blocked" if there is an attribute onpaste. type is not case-sensitive.',
      'The fields are input, select and textarea, but not the inputs of type hidden, submit or button (in any letters). A field is without label ("no label") if it is not inside a label element, no label of the page names its id in its for, and it has no aria-label with something in it. It has "no name" when name is missing or empty. And "paste blocked" when someone has put an onpaste attribute there.',
      'Fields are select, textarea and input elements other than those of the (case-insensitive) types hidden, submit and button. Faults: "no label" (neither within a label, nor referenced by the for attribute of any label of the page, nor bearing an aria-label that is not blank); "no name" (name absent or empty); "paste blocked" (attribute onpaste present).',
    ],
    cases: ['tricky lines', 'all lines'],
    program: `
from html.parser import HTMLParser

class Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields = []
        self.named = set()
        self.depth = 0

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or '' for name, value in attributes}
        if tag == 'label':
            self.depth += 1
            self.named.add(attributes.get('for'))
        hidden = attributes.get('type', '').lower() in ('hidden', 'submit', 'button')
        if tag in ('select', 'textarea') or tag == 'input' and not hidden:
            self.fields.append((self.getpos()[0], self.depth > 0, attributes))

    def handle_endtag(self, tag):
        if tag == 'label':
            self.depth -= 1

def faults_of(html):
    page = Fields()
    page.feed(html)
    faults = []
    for line, inside, field in page.fields:
        known = field.get('id', '') in page.named
        if not (inside or known or field.get('aria-label', '').strip()):
            faults.append((line, 'no label'))
        if not field.get('name'):
            faults.append((line, 'no name'))
        if 'onpaste' in field:
            faults.append((line, 'paste blocked'))
    return faults
`,
    other: `${TAG_PYTHON}
def faults_of(html):
    found = list(tags(html))
    labelled = [attributes['for'] for tag, attributes, *_ in found if tag == 'label' and 'for' in attributes]
    faults = []
    inside = False
    for tag, attributes, line, *_ in found:
        if tag in ('label', '/label'):
            inside = tag == 'label'
        if tag not in ('input', 'select', 'textarea') or re.fullmatch('(?i)hidden|submit|button', attributes.get('type', '')):
            continue
        checks = {
            'no label': not inside and not attributes.get('aria-label', '').strip() and attributes.get('id', '') not in labelled,
            'no name': attributes.get('name', '') == '',
            'paste blocked': 'onpaste' in attributes,
        }
        faults += [(line, fault) for fault, present in checks.items() if present]
    return faults
`,
    slips: [{ why: 'A field inside a label has one', from: 'if not (inside or known or', to: 'if not (known or' }],
    lines: [
      line('<label for="mail">Mail</label> <input id="mail" name="mail">'),
      line('<input type="text" placeholder="Name">', 'no label', 'no name'),
      line('<select name="town"><option>Ulm</option></select>', 'no label'),
      line('<label>Code <input name="code" onpaste="return false"></label>', 'paste blocked'),
    ],
    tricky: [
      line('<input type="hidden"><input type="SUBMIT"><label>Age <input name="age"></label>'),
      line('<label for="late">Late</label><p>far away</p><input name="early" id="late">'),
      line('<label>Say <textarea name=""></textarea></label>', 'no name'),
      line(
        '<!-- <input> --><TEXTAREA NAME="t" ARIA-LABEL=" "></TEXTAREA><input name="q" aria-label="Search">',
        'no label',
      ),
    ],
  },
  {
    about: 'tables',
    text: [
      'Faults, each in the line of the table tag: "no caption" if the table has no caption element with text; "no headings" if it has no th; "uneven rows" if its rows do not all have equally many columns (a cell with colspan counts that many). Tables with role="presentation" are skipped; tables are not nested and have at least one row; end tags are there.',
      'Each table is looked at, except those with role="presentation". It can have no caption, or one without a text in it ("no caption"); not one th ("no headings"); rows of different width ("uneven rows"), where a cell with colspan is as wide as that says. The line is the one where the table begins. There are no tables in tables, no table without rows, and all end tags are written.',
      'Every table not having the role presentation is examined; the line reported is that of its start tag. Faults: "no caption" (no caption element containing text other than white space), "no headings" (no th), "uneven rows" (rows differing in their number of columns, colspan being respected). Tables are not nested and not without rows; end tags are not omitted.',
    ],
    cases: ['tricky lines', 'all lines'],
    program: `
from html.parser import HTMLParser

class Tables(HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults = []
        self.table = None
        self.caption = False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == 'table' and attributes.get('role') != 'presentation':
            self.table = {'line': self.getpos()[0], 'caption': '', 'th': 0, 'rows': []}
        elif self.table is None:
            return
        elif tag == 'tr':
            self.table['rows'].append(0)
        elif tag in ('td', 'th'):
            self.table['rows'][-1] += int(attributes.get('colspan', 1))
            self.table['th'] += tag == 'th'
        self.caption = tag == 'caption' or self.caption

    def handle_data(self, data):
        if self.caption and self.table:
            self.table['caption'] += data.strip()

    def handle_endtag(self, tag):
        if tag == 'caption':
            self.caption = False
        if tag == 'table' and self.table:
            line = self.table['line']
            if not self.table['caption']:
                self.faults.append((line, 'no caption'))
            if not self.table['th']:
                self.faults.append((line, 'no headings'))
            if len(set(self.table['rows'])) > 1:
                self.faults.append((line, 'uneven rows'))
            self.table = None

def faults_of(html):
    tables = Tables()
    tables.feed(html)
    return tables.faults
`,
    other: `${TAG_PYTHON}
def faults_of(html):
    faults = []
    widths = None
    for tag, attributes, line, start, page in tags(html):
        if tag == 'table' and attributes.get('role') != 'presentation':
            widths, problems, top = [], ['no caption', 'no headings'], line
        if widths is None:
            continue
        if tag == 'caption':
            text = page[start:page.lower().index('</caption', start)]
            if re.sub('<[^>]*>', '', text).strip():
                problems.remove('no caption')
        if tag == 'tr':
            widths.append([])
        if tag in ('th', 'td'):
            widths[-1].append(int(attributes.get('colspan', '1')))
        if tag == 'th' and 'no headings' in problems:
            problems.remove('no headings')
        if tag == '/table':
            if min(map(sum, widths)) < max(map(sum, widths)):
                problems.append('uneven rows')
            faults.extend((top, problem) for problem in problems)
            widths = None
    return faults
`,
    slips: [{ why: 'A cell can be several columns wide', from: "int(attributes.get('colspan', 1))", to: '1' }],
    lines: [
      line('<table><caption>Prices</caption><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>'),
      line('<table><tr><td>1</td></tr></table>', 'no caption', 'no headings'),
      line('<table><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr></table>', 'no caption', 'uneven rows'),
      line('<table><caption>Rooms</caption><tr><td>1</td><td>2</td></tr></table>', 'no headings'),
    ],
    tricky: [
      line('<table role="presentation"><tr><td>1</td></tr><tr></tr></table>'),
      line(
        '<TABLE><CAPTION> <b> </b> </CAPTION><TR><TH COLSPAN=2>a</TH></TR><TR><TD>1</TD><TD>2</TD></TR></TABLE>',
        'no caption',
      ),
      line(
        '<!-- <table><tr><td>old</td></tr></table> --><table><caption><i>x</i></caption><tr><th>1</th></tr></table>',
      ),
      line(
        '<table><caption>y</caption><tr><td colspan="3">1</td></tr><tr><td>1</td><th>2</th></tr></table>',
        'uneven rows',
      ),
    ],
  },
];
