/** Four formats of contacts that the family `contact-cards` writes. */

import type { Comparator } from '../../../server/protocol/arena/acceptance.ts';
import { csvText } from '../csv.ts';
import type { Stage } from '../staged.ts';
import { type Contact, escaped } from './contact-cards.contacts.ts';

export interface Writing extends Stage {
  readonly file: string;
  readonly comparator: Comparator;
  readonly write: (contacts: readonly Contact[]) => string;
}

function fullName({ given, family }: Contact): string {
  return [given, family].filter((part) => part !== '').join(' ');
}

function entry({ family, given, organisation, mails, phones, note }: Contact): string {
  const name = [family, given].filter((part) => part !== '').join(', ');
  const head = organisation === '' ? name : `${name} (${organisation})`;
  const reach = [...mails, ...phones].map((way) => `  ${way}\n`).join('');
  return `${head}\n${reach}${note === '' ? '' : `  * ${note.split('\n').join(' / ')}\n`}`;
}

export const writings: readonly Writing[] = [
  {
    file: 'contacts.json',
    comparator: { kind: 'json' },
    text: [
      'Write contacts.json: an array of objects with name (given and family name with a blank between, whichever are there), organisation and note (null if empty), emails and phones (arrays).',
      'Put the result into contacts.json for our web shop: a JSON array, per person an object with name (given name, blank, family name; without stray blank if one is missing), organisation, note, emails, phones. The last two are arrays, maybe empty ones; an empty organisation or note is null.',
      'The result shall be written to contacts.json as an array of objects having the members name (given and family name, those not empty, joined by a blank), organisation and note (null in place of an empty text), emails and phones (arrays of strings).',
    ],
    cases: ['nearly empty', 'protected signs', 'no one'],
    program: `
import json

def write_contacts(contacts):
    result = []
    for person in contacts:
        result.append({
            'name': (person['given'] + ' ' + person['family']).strip(),
            'organisation': person['organisation'] or None,
            'note': person['note'] or None,
            'emails': person['mails'],
            'phones': person['phones'],
        })
    with open('contacts.json', 'w', encoding='utf-8') as target:
        json.dump(result, target, ensure_ascii=False, indent=2)
`,
    other: `
from json import dumps
from pathlib import Path

def write_contacts(contacts):
    rows = []
    for person in contacts:
        row = {key: person[key] if person[key] != '' else None for key in ('organisation', 'note')}
        row['name'] = ' '.join(filter(None, [person['given'], person['family']]))
        row['emails'], row['phones'] = person['mails'], person['phones']
        rows.append(dumps(row))
    Path('contacts.json').write_text('[' + ','.join(rows) + ']')
`,
    slips: [{ why: 'An empty note is null', from: "person['note'] or None", to: "person['note']" }],
    write: (contacts) =>
      JSON.stringify(
        contacts.map((contact) => ({
          name: fullName(contact),
          organisation: contact.organisation === '' ? null : contact.organisation,
          note: contact.note === '' ? null : contact.note,
          emails: contact.mails,
          phones: contact.phones,
        })),
      ),
  },
  {
    file: 'newsletter.csv',
    comparator: { kind: 'table', columns: {}, absolute: 0, rowsOrdered: true },
    text: [
      'Write newsletter.csv (commas, quotes where needed, header email,name,organisation,phones): one row for every e-mail address of every contact, name being given and family name with a blank between (whichever are there), phones all numbers joined by "; ". Contacts without an address give no row.',
      'From that I need newsletter.csv for the mailing, an ordinary CSV with commas and the header email,name,organisation,phones. Each address gets its own row, so a person with two addresses appears twice, one without any does not appear. name is given name, blank, family name (or the one there is), phones are all numbers of the person with "; " between.',
      'The result shall be written to newsletter.csv, separated by commas, under the header email,name,organisation,phones. There is one row per address and contact; name consists of given and family name, if not empty, joined by a blank; phones lists the numbers joined by "; ".',
    ],
    cases: ['several of each', 'nearly empty', 'no one'],
    program: `
import csv as tables

def write_contacts(contacts):
    with open('newsletter.csv', 'w', encoding='utf-8', newline='') as target:
        writer = tables.writer(target, lineterminator='\\n')
        writer.writerow(['email', 'name', 'organisation', 'phones'])
        for person in contacts:
            name = (person['given'] + ' ' + person['family']).strip()
            for mail in person['mails']:
                writer.writerow([mail, name, person['organisation'], '; '.join(person['phones'])])
`,
    other: `
def cell(text):
    return '"' + text.replace('"', '""') + '"'

def write_contacts(contacts):
    output = 'email,name,organisation,phones\\n'
    for person in contacts:
        name = ' '.join(part for part in (person['given'], person['family']) if part)
        rest = ',' + cell(name) + ',' + cell(person['organisation']) + ',' + cell('; '.join(person['phones'])) + '\\n'
        output += ''.join(cell(mail) + rest for mail in person['mails'])
    open('newsletter.csv', 'w', encoding='utf-8').write(output)
`,
    slips: [
      {
        why: 'Every address has a row of its own',
        from: "for mail in person['mails']:",
        to: "for mail in person['mails'][:1]:",
      },
    ],
    write: (contacts) =>
      csvText([
        ['email', 'name', 'organisation', 'phones'],
        ...contacts.flatMap((contact) =>
          contact.mails.map((mail) => [mail, fullName(contact), contact.organisation, contact.phones.join('; ')]),
        ),
      ]),
  },
  {
    file: 'new.vcf',
    comparator: { kind: 'exact' },
    text: [
      'Write new.vcf: per contact the lines BEGIN:VCARD, VERSION:4.0, FN:given and family name with a blank between (whichever are there), N:family;given;;; and then, if there is one, ORG:, an EMAIL: per address, a TEL: per number, NOTE:, at the end END:VCARD. In FN, N, ORG and NOTE a backslash goes before each backslash, comma and semicolon, and a line break is written \\n. No folding. Lines end in a newline.',
      'Please write version 4 cards into new.vcf, for each person BEGIN:VCARD, VERSION:4.0, then FN: with given and family name and a blank between (or the one there is), N: as family;given;;; and only where we have it ORG:, EMAIL: (one line each), TEL: (one line each), NOTE:, finally END:VCARD. Commas, semicolons and backslashes in FN, N, ORG and NOTE need a backslash in front, line breaks become \\n. Do not fold long lines.',
      'The result shall be written to new.vcf. Each contact yields, in this order, BEGIN:VCARD, VERSION:4.0, FN (given and family name, those not empty, joined by a blank), N (family;given;;;), ORG if not empty, EMAIL and TEL for every value, NOTE if not empty, END:VCARD. In the values of FN, N, ORG and NOTE backslash, comma and semicolon are preceded by a backslash and line breaks become \\n. Lines are not folded and end in a newline.',
    ],
    cases: ['protected signs', 'nearly empty', 'no one', 'long lines'],
    program: `
def protect(text):
    for sign in '\\\\,;':
        text = text.replace(sign, '\\\\' + sign)
    return text.replace('\\n', '\\\\n')

def write_contacts(contacts):
    with open('new.vcf', 'w', encoding='utf-8') as target:
        for person in contacts:
            name = (person['given'] + ' ' + person['family']).strip()
            print('BEGIN:VCARD', 'VERSION:4.0', 'FN:' + protect(name), sep='\\n', file=target)
            print(f"N:{protect(person['family'])};{protect(person['given'])};;;", file=target)
            if person['organisation']:
                print('ORG:' + protect(person['organisation']), file=target)
            for mail in person['mails']:
                print('EMAIL:' + mail, file=target)
            for phone in person['phones']:
                print('TEL:' + phone, file=target)
            if person['note']:
                print('NOTE:' + protect(person['note']), file=target)
            print('END:VCARD', file=target)
`,
    other: `
SIGNS = str.maketrans({'\\\\': '\\\\\\\\', ',': '\\\\,', ';': '\\\\;', '\\n': '\\\\n'})

def card(person):
    family, given, organisation, note = [person[key].translate(SIGNS) for key in ('family', 'given', 'organisation', 'note')]
    yield 'BEGIN:VCARD'
    yield 'VERSION:4.0'
    yield 'FN:' + ' '.join(filter(None, (given, family)))
    yield 'N:%s;%s;;;' % (family, given)
    if organisation:
        yield 'ORG:' + organisation
    yield from ('EMAIL:' + mail for mail in person['mails'])
    yield from ('TEL:' + phone for phone in person['phones'])
    if note:
        yield 'NOTE:' + note
    yield 'END:VCARD'

def write_contacts(contacts):
    rows = [row + '\\n' for person in contacts for row in card(person)]
    with open('new.vcf', 'w', encoding='utf-8') as target:
        target.writelines(rows)
`,
    slips: [
      { why: 'Semicolons are protected by a backslash', from: "for sign in '\\\\,;':", to: "for sign in '\\\\,':" },
    ],
    write: (contacts) =>
      contacts
        .map((contact) =>
          [
            'BEGIN:VCARD',
            'VERSION:4.0',
            `FN:${escaped(fullName(contact))}`,
            `N:${escaped(contact.family)};${escaped(contact.given)};;;`,
            ...(contact.organisation === '' ? [] : [`ORG:${escaped(contact.organisation)}`]),
            ...contact.mails.map((mail) => `EMAIL:${mail}`),
            ...contact.phones.map((phone) => `TEL:${phone}`),
            ...(contact.note === '' ? [] : [`NOTE:${escaped(contact.note)}`]),
            'END:VCARD\n',
          ].join('\n'),
        )
        .join(''),
  },
  {
    file: 'book.txt',
    comparator: { kind: 'exact' },
    text: [
      'Write book.txt, an entry per contact: first line "Family, Given" (only the part there is, without comma, if one is missing), followed by " (organisation)" if there is one; then indented by two blanks each address, each number, and the note as "* note" with " / " in place of its line breaks, if there is one. A blank line between entries, not after the last; every line ends in a newline. No contacts: an empty file.',
      'I want to print it, so make book.txt. For each person a line "Family, Given", or just the one name there is, and behind it the organisation in round brackets if we know one. Under that, two blanks in front, the addresses, then the numbers, each on its own line, and last the note with "* " before it (line breaks in it become " / "). One blank line between two people, none at the end. With nobody left the file is empty.',
      'The result shall be written to book.txt. An entry begins with family and given name (those not empty, joined by ", "), to which a blank and the organisation in parentheses are added if it is not empty. Lines indented by two blanks follow: the addresses, the numbers, and, if not empty, "* " with the note, in which line breaks are replaced by " / ". Entries are separated by one blank line; without entries the file is empty.',
    ],
    cases: ['protected signs', 'nearly empty', 'several of each', 'no one'],
    program: `
def write_contacts(contacts):
    entries = []
    for person in contacts:
        head = ', '.join(name for name in (person['family'], person['given']) if name)
        if person['organisation']:
            head += f" ({person['organisation']})"
        rows = [head] + ['  ' + way for way in person['mails'] + person['phones']]
        if person['note']:
            rows.append('  * ' + person['note'].replace('\\n', ' / '))
        entries.append('\\n'.join(rows) + '\\n')
    with open('book.txt', 'w', encoding='utf-8') as target:
        target.write('\\n'.join(entries))
`,
    other: `
def write_contacts(contacts):
    output = []
    for person in contacts:
        if output:
            output.append('')
        family, given = person['family'], person['given']
        line = family + ', ' + given if family and given else family or given
        output.append(line + (' (' + person['organisation'] + ')' if person['organisation'] else ''))
        output.extend(map('  {}'.format, person['mails']))
        output.extend(map('  {}'.format, person['phones']))
        if person['note'] != '':
            output.append('  * ' + ' / '.join(person['note'].split('\\n')))
    text = '\\n'.join(output + ['']) if output else ''
    open('book.txt', 'w', encoding='utf-8').write(text)
`,
    slips: [
      {
        why: 'A missing given name leaves no comma',
        from: "', '.join(name for name in (person['family'], person['given']) if name)",
        to: "person['family'] + ', ' + person['given']",
      },
    ],
    write: (contacts) => contacts.map(entry).join('\n'),
  },
];
