/** The controls of the forms of the family `form-submissions`: inputs, lists to choose from, areas, and marked elements. */

import { python } from '../study-parts.ts';
import { moreControls } from './form-submissions.more-controls.ts';
import { CASES, type Controls, control } from './form-submissions.stages.ts';

export const controls: readonly Controls[] = [
  {
    about: 'inputs',
    text: [
      'A form sends its input elements that have a name which is not empty and no attribute disabled, but not those of the types submit, button, reset and image. checkbox and radio are sent only with the attribute checked, with the value "on" if they have no value; for all others a missing value is empty. Types are not case-sensitive.',
      'Only input elements matter. They are sent if they have a name (not an empty one) and are not disabled. Buttons are not sent: the types submit, button, reset and image, in any letters. A checkbox or radio is sent when it is checked, and its value is "on" if there is no attribute value. Any other input without a value sends an empty one.',
      'Sent are input elements with a non-empty name and without the attribute disabled whose type (case-insensitive) is none of submit, button, reset, image. Those of type checkbox and radio are sent only if the attribute checked is present; their default value is "on", that of all others is empty.',
    ],
    cases: CASES,
    program: python`
from html.parser import HTMLParser

class Inputs(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pairs = []

    def handle_starttag(self, tag, attributes):
        given = {name: value or '' for name, value in attributes}
        if tag != 'input' or not given.get('name') or 'disabled' in given:
            return
        kind = given.get('type', 'text').lower()
        if kind in ('submit', 'button', 'reset', 'image'):
            return
        if kind not in ('checkbox', 'radio'):
            self.pairs.append((given['name'], given.get('value', '')))
        elif 'checked' in given:
            self.pairs.append((given['name'], given.get('value', 'on')))

def pairs_of(html):
    form = Inputs()
    form.feed(html)
    return form.pairs
`,
    other: python`
import re
from html import unescape

def pairs_of(html):
    result = []
    for tag in re.findall('(?i)<input((?: [^>]*)?)>', re.sub('(?s)<!--.*?-->', '', html)):
        found = re.findall(' ([a-zA-Z]+)(?:="([^"]*)")?', tag)
        values = {name.lower(): unescape(value) for name, value in found}
        kind = values.get('type', '').lower()
        box = kind in ['radio', 'checkbox']
        dropped = 'disabled' in values or kind in ['image', 'reset', 'submit', 'button'] or box and 'checked' not in values
        if values.get('name') and not dropped:
            result.append((values['name'], values.get('value', 'on' if box else '')))
    return result
`,
    slips: [
      { why: 'A checked box without value sends on', from: "given.get('value', 'on')", to: "given.get('value', '')" },
      { why: 'Disabled inputs are not sent', from: " or 'disabled' in given:", to: ':' },
    ],
    items: [
      control('<input name="who" value="Ada &amp; Bob">', ['who', 'Ada & Bob']),
      control('<p>Town <input type="text" name="town" value="Ulm"></p>', ['town', 'Ulm']),
      control('<input type="hidden" name="key[a]" value="x=1/2">', ['key[a]', 'x=1/2']),
      control('<INPUT TYPE="CHECKBOX" NAME="news" CHECKED> News', ['news', 'on']),
      control('<input type="radio" name="size[w]" value="s"><input type="radio" name="size[w]" value="m" checked>', [
        'size[w]',
        'm',
      ]),
      control('<input name="off" value="1" disabled><input value="nameless"><input name="" value="2">'),
      control(
        '<!-- <input name="gone"> --><input type="Submit" name="go" value="Go"><input name="tags[]" value="red">',
        ['tags[]', 'red'],
      ),
      control('<input name="tags[]" value="blue green"><input type="checkbox" name="tags[]" value="no">', [
        'tags[]',
        'blue green',
      ]),
      control('<input name="empty">', ['empty', '']),
      control('<input name="who" value="--partly ~ äö">', ['who', '--partly ~ äö']),
    ],
  },
  {
    about: 'lists to choose from',
    text: [
      'A form sends its select elements that have a name which is not empty and no attribute disabled. Each option with the attribute selected sends its value, or its text (blanks and line ends collapsed and trimmed) if it has no attribute value. With the attribute multiple that is all; without it, only the last selected one is sent, or the first option that is not disabled if none is selected. Disabled options are never sent.',
      'Only select elements matter, if they have a name (not an empty one) and are not disabled. What an option sends is its value, or if there is no such attribute its text, with runs of blanks and line ends as one blank and none around. If the select is multiple, all selected options are sent, maybe none. Otherwise it is one: the last selected, or when none is, the first one that is not disabled. Options that are disabled are as good as not there.',
      'Sent are select elements with a non-empty name and without the attribute disabled. An option contributes its attribute value or, failing that, its text with white space collapsed and trimmed. Disabled options are disregarded. A select with the attribute multiple sends every selected option; any other sends the last selected option or, if there is none, its first option.',
    ],
    cases: CASES,
    program: python`
from html.parser import HTMLParser

class Lists(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pairs = []
        self.options = []
        self.text = None

    def handle_starttag(self, tag, attributes):
        given = {name: value or '' for name, value in attributes}
        if tag == 'select':
            self.list = given
            self.options = []
        elif tag == 'option':
            self.option = given
            self.text = ''

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == 'option':
            value = self.option.get('value', ' '.join(self.text.split()))
            if 'disabled' not in self.option:
                self.options.append((value, 'selected' in self.option))
            self.text = None
        elif tag == 'select' and self.list.get('name') and 'disabled' not in self.list:
            values = [value for value, selected in self.options if selected]
            if 'multiple' not in self.list:
                values = values[-1:] or [value for value, _ in self.options[:1]]
            self.pairs += [(self.list['name'], value) for value in values]

def pairs_of(html):
    form = Lists()
    form.feed(html)
    return form.pairs
`,
    other: python`
import re
from html import unescape

def attributes_in(text):
    return {name.lower(): unescape(value) for name, value in re.findall(' ([a-zA-Z]+)(?:="([^"]*)")?', text)}

def pairs_of(html):
    result = []
    html = re.sub('(?s)<!--.*?-->', '', html)
    for options, inside in re.findall('(?is)<select((?: [^>]*)?)>(.*?)</select>', html):
        about = attributes_in(options)
        if about.get('name', '') == '' or 'disabled' in about:
            continue
        first, chosen = None, []
        for settings, label in re.findall('(?is)<option((?: [^>]*)?)>(.*?)</option>', inside):
            own = attributes_in(settings)
            if 'disabled' in own:
                continue
            value = own['value'] if 'value' in own else re.sub(r'\s+', ' ', unescape(label)).strip()
            first = value if first is None else first
            chosen += [value] * ('selected' in own)
        if 'multiple' not in about and first is not None:
            chosen = [chosen[-1] if chosen else first]
        result.extend((about['name'], value) for value in chosen)
    return result
`,
    slips: [
      {
        why: 'Without a selected option the first one is sent',
        from: 'values = values[-1:] or [value for value, _ in self.options[:1]]',
        to: 'values = values[-1:]',
      },
      { why: 'Disabled options are not sent', from: "if 'disabled' not in self.option:", to: 'if True:' },
    ],
    items: [
      control('<select name="who"><option value="a&amp;b" selected>Ada</option></select>', ['who', 'a&b']),
      control('<select name="town"><option>Bonn</option><option selected>Ulm</option></select>', ['town', 'Ulm']),
      control('<SELECT NAME="key[a]"><OPTION>x=1/2\n  3</OPTION><OPTION value="y">Y</OPTION></SELECT>', [
        'key[a]',
        'x=1/2 3',
      ]),
      control(
        '<select name="tags[]" multiple><option selected>red</option><option>no</option><option value="blue green" selected>B</option></select>',
        ['tags[]', 'red'],
        ['tags[]', 'blue green'],
      ),
      control('<select name="size[w]"><option disabled>choose</option><option value="">any</option></select>', [
        'size[w]',
        '',
      ]),
      control('<select name="off" disabled><option>1</option></select><select><option>2</option></select>'),
      control('<select name="who"><option>--partly ~ äö</option></select>', ['who', '--partly ~ äö']),
      control(
        '<select name="two"><option selected>1</option><option selected>2</option><option selected disabled>3</option></select>',
        ['two', '2'],
      ),
      control(
        '<select name="none" multiple><option>1</option></select><!-- <select name="x"><option>1</option></select> -->',
      ),
    ],
  },
  ...moreControls,
];
