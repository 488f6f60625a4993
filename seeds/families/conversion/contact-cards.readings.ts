/** Four formats of contacts that the family `contact-cards` reads. */

import { csvText } from '../csv.ts';
import { ldif, type Reading, vcard, xml } from './contact-cards.contacts.ts';

export const readings: readonly Reading[] = [
  {
    file: 'contacts.vcf',
    text: [
      'contacts.vcf holds vCards. A line that begins with a blank continues the line before (drop the line end and that blank). Property names come in capitals or not, perhaps with a group in front (item1.EMAIL) and parameters behind (EMAIL;TYPE=work). Wanted are N (family;given;...), ORG, EMAIL and TEL (each any number of times) and NOTE. In N, ORG and NOTE the signs \\, \\; \\\\ stand for the sign itself and \\n for a line break.',
      'They are in contacts.vcf, exported from the phones. Long lines are folded there: a line starting with a blank belongs to the one before, without the line end and that one blank. Some lines are written small (tel:), some have a prefix like item1.EMAIL, nearly all have stuff like ;TYPE=work before the colon. I need N (family name; given name; rest unimportant), ORG, every EMAIL, every TEL, and NOTE. A backslash before a comma, semicolon or backslash just protects it (in N, ORG and NOTE), and \\n is a new line.',
      'The file contacts.vcf contains vCards. Folded lines (continuation lines begin with one blank) shall be joined without that blank. Property names are case-insensitive and may bear a group prefix and parameters (item1.EMAIL;TYPE=work:). Relevant are N, whose first two components are family and given name, ORG, EMAIL, TEL and NOTE; EMAIL and TEL may recur. Values of N, ORG and NOTE use the escapes \\, \\; \\\\ and \\n.',
    ],
    cases: ['protected signs', 'long lines', 'drawn 1'],
    program: `
import re

def unescape(text):
    return re.sub(r'\\\\(.)', lambda found: '\\n' if found.group(1) == 'n' else found.group(1), text)

def read_contacts():
    with open('contacts.vcf', encoding='utf-8') as source:
        text = source.read().replace('\\n ', '')
    contacts = []
    for line in text.splitlines():
        name, _, value = line.partition(':')
        name = name.split(';')[0].split('.')[-1].upper()
        if name == 'BEGIN':
            person = {'family': '', 'given': '', 'organisation': '', 'mails': [], 'phones': [], 'note': ''}
            contacts.append(person)
        elif name == 'N':
            parts = re.split(r'(?<!\\\\);', value.replace('\\\\\\\\', '\\0'))
            person['family'], person['given'] = [unescape(part).replace('\\0', '\\\\') for part in parts[:2]]
        elif name == 'EMAIL':
            person['mails'].append(value)
        elif name == 'TEL':
            person['phones'].append(value)
        elif name == 'ORG':
            person['organisation'] = unescape(value)
        elif name == 'NOTE':
            person['note'] = unescape(value)
    return contacts
`,
    other: `
def pieces(value):
    found = ['']
    signs = iter(value)
    for sign in signs:
        if sign == '\\\\':
            sign = next(signs)
            found[-1] += '\\n' if sign == 'n' else sign
        elif sign == ';':
            found.append('')
        else:
            found[-1] += sign
    return found

def read_contacts():
    rows = []
    for row in open('contacts.vcf', encoding='utf-8'):
        row = row.rstrip('\\n')
        if row.startswith(' '):
            rows[-1] += row[1:]
        else:
            rows.append(row)
    contacts = []
    lists = {'EMAIL': 'mails', 'TEL': 'phones'}
    for row in rows:
        colon = row.index(':')
        label = row[:colon].upper().split(';')[0]
        label = label[label.find('.') + 1:]
        if label == 'BEGIN':
            contacts.append(dict(family='', given='', organisation='', mails=[], phones=[], note=''))
        elif label in lists:
            contacts[-1][lists[label]].append(row[colon + 1:])
        elif label == 'N':
            contacts[-1]['family'], contacts[-1]['given'] = pieces(row[colon + 1:])[:2]
        elif label in ('ORG', 'NOTE'):
            contacts[-1]['organisation' if label == 'ORG' else 'note'] = pieces(row[colon + 1:])[0]
    return contacts
`,
    slips: [
      { why: 'Property names may be written in small letters', from: "split('.')[-1].upper()", to: "split('.')[-1]" },
      { why: 'Folded lines are joined', from: ".read().replace('\\n ', '')", to: '.read()' },
    ],
    write: (contacts) => contacts.map(vcard).join(''),
  },
  {
    file: 'people.ldif',
    text: [
      'people.ldif is a dump of our directory: records separated by blank lines, one attribute a line as "name: value"; a line that begins with a blank continues the one before (without the line end and that blank); "name:: value" means the value is base64 of UTF-8; lines beginning with # are comments. Use sn (family name), givenName, o (organisation), mail and telephoneNumber (repeatable), description (note). Ignore other attributes.',
      'The admins gave me people.ldif. People are separated by an empty line, each line is like "mail: a@b.example". Two colons (sn:: TcO8bGxlcg==) mean that what follows is base64 of the UTF-8 text. Lines that start with a blank continue the line above, dropping that blank. # starts a comment line. sn is the family name, givenName the given name, o the organisation, description the note, and mail and telephoneNumber may be there several times. There are other attributes that I do not need.',
      'The file people.ldif contains records separated by blank lines. Attributes are given as "name: value", or as "name:: value" with the value in base64 (UTF-8). Continuation lines begin with one blank, which is removed; lines beginning with # are comments. The attributes sn, givenName, o, mail, telephoneNumber (the last two repeatable) and description denote family name, given name, organisation, addresses, phone numbers and note; all others are to be disregarded.',
    ],
    cases: ['protected signs', 'long lines', 'drawn 1'],
    program: `
import base64

FIELDS = {'sn': 'family', 'givenName': 'given', 'o': 'organisation', 'description': 'note'}

def read_contacts():
    with open('people.ldif', encoding='utf-8') as source:
        text = source.read().replace('\\n ', '')
    contacts = []
    for block in text.strip().split('\\n\\n'):
        person = {'family': '', 'given': '', 'organisation': '', 'mails': [], 'phones': [], 'note': ''}
        for line in block.split('\\n'):
            if line.startswith('#') or not line:
                continue
            name, value = line.split(':', 1)
            if value.startswith(':'):
                value = base64.b64decode(value[1:].strip()).decode('utf-8')
            else:
                value = value.strip()
            if name == 'mail':
                person['mails'].append(value)
            elif name == 'telephoneNumber':
                person['phones'].append(value)
            elif name in FIELDS:
                person[FIELDS[name]] = value
        if block:
            contacts.append(person)
    return contacts
`,
    other: `
import re
from base64 import b64decode

def first(found, name):
    return found.get(name, [''])[0]

def read_contacts():
    raw = re.sub(r'(?m)^#.*\\n', '', re.sub(r'\\n ', '', open('people.ldif', encoding='utf-8').read()))
    contacts = []
    for block in re.findall(r'(?:^.+\\n)+', raw, re.M):
        found = {}
        for name, encoded, value in re.findall(r'^(\\w+):(:?) (.*)$', block, re.M):
            text = b64decode(value).decode() if encoded else value
            found.setdefault(name, []).append(text)
        contacts.append({
            'family': first(found, 'sn'), 'given': first(found, 'givenName'), 'organisation': first(found, 'o'),
            'mails': found.get('mail', []), 'phones': found.get('telephoneNumber', []), 'note': first(found, 'description'),
        })
    return contacts
`,
    slips: [
      {
        why: 'Two colons mean base64',
        from: "base64.b64decode(value[1:].strip()).decode('utf-8')",
        to: 'value[1:].strip()',
      },
      { why: 'Continued lines are joined', from: ".read().replace('\\n ', '')", to: '.read()' },
    ],
    write: (contacts) => contacts.map(ldif).join('\n'),
  },
  {
    file: 'customers.csv',
    text: [
      'customers.csv is separated by semicolons, with quotes where needed (a quote inside is doubled, a cell may hold line breaks) and a byte order mark at its start. Header: Family;Given;Organisation;E-mail;Phone;Note, but the columns may stand in any order, so go by the names. E-mail and Phone hold any number of values separated by commas, blanks around them do not count; an empty cell means none.',
      'I saved the list from the spreadsheet as customers.csv: semicolons between the cells, quotes around some (doubled inside), even line breaks in notes, and those three strange bytes (a byte order mark) at the very beginning. The columns are Family, Given, Organisation, E-mail, Phone, Note, but my colleague likes to move them about, so look at the header. In E-mail and Phone there can be several, with commas between them and perhaps blanks, or nothing.',
      'The file customers.csv is in UTF-8 with a byte order mark and separated by semicolons; cells may be quoted, with doubled quotes and line breaks inside. Its columns Family, Given, Organisation, E-mail, Phone and Note appear in any order under a header. E-mail and Phone are lists separated by commas and optional blanks; they may be empty.',
    ],
    cases: ['protected signs', 'several of each', 'drawn 1'],
    program: `
import csv

def values(cell):
    return [value.strip() for value in cell.split(',') if value.strip()]

def read_contacts():
    with open('customers.csv', encoding='utf-8-sig', newline='') as source:
        return [
            {
                'family': row['Family'],
                'given': row['Given'],
                'organisation': row['Organisation'],
                'mails': values(row['E-mail']),
                'phones': values(row['Phone']),
                'note': row['Note'],
            }
            for row in csv.DictReader(source, delimiter=';')
        ]
`,
    other: `
def cells(text):
    row, cell, quoted, place = [], '', False, 0
    while place < len(text):
        sign = text[place]
        if quoted:
            if sign == '"' and text[place + 1:place + 2] == '"':
                cell += '"'
                place += 1
            elif sign == '"':
                quoted = False
            else:
                cell += sign
        elif sign == '"':
            quoted = True
        elif sign in ';\\n':
            row.append(cell)
            cell = ''
            if sign == '\\n':
                yield row
                row = []
        else:
            cell += sign
        place += 1

def read_contacts():
    text = open('customers.csv', encoding='utf-8').read().lstrip('\\ufeff')
    header, *rows = cells(text)
    names = {'Family': 'family', 'Given': 'given', 'Organisation': 'organisation', 'E-mail': 'mails', 'Phone': 'phones', 'Note': 'note'}
    contacts = []
    for row in rows:
        person = {names[column]: cell for column, cell in zip(header, row)}
        for field in ('mails', 'phones'):
            person[field] = person[field].replace(',', ' ').split(' ') if field == 'mails' else person[field].split(',')
            person[field] = [value.strip() for value in person[field] if value.strip()]
        contacts.append(person)
    return contacts
`,
    slips: [
      {
        why: 'Several addresses stand in one cell',
        from: "'mails': values(row['E-mail'])",
        to: "'mails': [row['E-mail']] if row['E-mail'] else []",
      },
      { why: 'The byte order mark is no part of the first name', from: "encoding='utf-8-sig'", to: "encoding='utf-8'" },
    ],
    write: (contacts) => {
      const rows = contacts.map(({ family, given, organisation, mails, phones, note }) => [
        note,
        mails.join(', '),
        family,
        phones.join(','),
        organisation,
        given,
      ]);
      return `\uFEFF${csvText([['Note', 'E-mail', 'Family', 'Phone', 'Organisation', 'Given'], ...rows], ';')}`;
    },
  },
  {
    file: 'contacts.xml',
    text: [
      'contacts.xml has the root contacts with elements contact; each has name (with given and family inside), any number of mail and phone elements, perhaps a note, and perhaps an attribute organisation. Whatever is missing is empty. Line breaks in a note count.',
      'Our old program writes contacts.xml: <contacts> with one <contact> per person, the firm in its attribute organisation (not always there), in it <name> with <given> and <family>, then <mail> and <phone> as often as needed or never, and sometimes a <note>, which can run over lines. What is not there counts as empty.',
      'The file contacts.xml has the root element contacts and one element contact per person, with the optional attribute organisation. Its children are name (containing given and family), mail and phone (zero or more each) and optionally note, whose line breaks are kept. Absent parts are empty.',
    ],
    cases: ['protected signs', 'nearly empty', 'drawn 1'],
    program: `
import xml.etree.ElementTree as ElementTree

def read_contacts():
    contacts = []
    for node in ElementTree.parse('contacts.xml').getroot().iter('contact'):
        contacts.append({
            'family': node.findtext('name/family') or '',
            'given': node.findtext('name/given') or '',
            'organisation': node.get('organisation', ''),
            'mails': [mail.text for mail in node.findall('mail')],
            'phones': [phone.text for phone in node.findall('phone')],
            'note': node.findtext('note') or '',
        })
    return contacts
`,
    other: `
from xml.dom.minidom import parse

def texts(element, tag):
    return [''.join(child.data for child in found.childNodes) for found in element.getElementsByTagName(tag)]

def read_contacts():
    contacts = []
    for element in parse('contacts.xml').getElementsByTagName('contact'):
        note = texts(element, 'note')
        contacts.append({
            'family': texts(element, 'family')[0],
            'given': texts(element, 'given')[0],
            'organisation': element.getAttribute('organisation'),
            'mails': texts(element, 'mail'),
            'phones': texts(element, 'phone'),
            'note': note[0] if note else '',
        })
    return contacts
`,
    slips: [
      {
        why: 'There may be several phone numbers',
        from: "for phone in node.findall('phone')]",
        to: "for phone in node.findall('phone')[:1]]",
      },
    ],
    write: (contacts) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<contacts>\n${contacts.map(xml).join('')}</contacts>\n`,
  },
];
