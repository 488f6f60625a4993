/** Three things that the family `contact-cards` does to contacts: it merges, cleans or selects them. */

import type { Stage } from '../staged.ts';
import type { Contact } from './contact-cards.contacts.ts';

export interface Working extends Stage {
  readonly aim: string;
  readonly work: (contacts: readonly Contact[]) => readonly Contact[];
}

function merged(contacts: readonly Contact[]): readonly Contact[] {
  const kept: Contact[] = [];
  for (const contact of contacts) {
    const mails = new Set(contact.mails.map((mail) => mail.toLowerCase()));
    const place = kept.findIndex((other) => other.mails.some((mail) => mails.has(mail.toLowerCase())));
    const other = kept[place];
    if (other === undefined) {
      kept.push(contact);
      continue;
    }
    const known = new Set(other.mails.map((mail) => mail.toLowerCase()));
    kept[place] = {
      ...other,
      mails: [...other.mails, ...contact.mails.filter((mail) => !known.has(mail.toLowerCase()))],
      phones: [...new Set([...other.phones, ...contact.phones])],
      note: other.note === '' ? contact.note : other.note,
    };
  }
  return kept;
}

function international(phone: string): string {
  const bare = phone.replace(/(?!^\+)[^0-9]/g, '');
  if (bare.startsWith('00')) return `+${bare.slice(2)}`;
  return bare.startsWith('0') ? `+49${bare.slice(1)}` : bare;
}

function sortKey({ family, given }: Contact): string {
  return `${family === '' ? 1 : 0}${family.toLowerCase()}\u0000${given.toLowerCase()}`;
}

export const workings: readonly Working[] = [
  {
    aim: 'merged by address',
    text: [
      'Merge doubles: going through in order, a contact that shares an e-mail address (capitals do not count) with one kept so far goes into the first such one. That one keeps its names and organisation, gets the addresses and numbers that it does not have yet (in order, addresses compared without capitals, numbers as they are written) and the note, if it has none itself.',
      'Many people are in there twice. Take them one after the other: if somebody has an e-mail address that an earlier kept one has as well (big or small letters are the same), put him into that one, the first if several fit. The earlier one keeps name and organisation, its list of addresses and of numbers grows by the new ones (a number counts as the same only if written the same), and its note stays unless it is empty, then it takes the new note.',
      'Contacts shall be processed in order. A contact having an e-mail address (compared without regard to case) in common with a contact already kept, including what has been merged into it, is merged into the first such contact: unknown addresses and unknown phone numbers (compared literally) are appended, an empty note is replaced, names and organisation remain.',
    ],
    cases: ['doubles', 'doubles of doubles', 'drawn 2', 'many'],
    program: `
def prepare(contacts):
    kept = []
    for person in contacts:
        mails = {mail.lower() for mail in person['mails']}
        for other in kept:
            known = {mail.lower() for mail in other['mails']}
            if mails & known:
                other['mails'] += [mail for mail in person['mails'] if mail.lower() not in known]
                other['phones'] += [phone for phone in person['phones'] if phone not in other['phones']]
                other['note'] = other['note'] or person['note']
                break
        else:
            kept.append(person)
    return kept
`,
    other: `
def prepare(contacts):
    owner = {}
    kept = []
    for person in contacts:
        places = [owner[mail.lower()] for mail in person['mails'] if mail.lower() in owner]
        place = min(places, default=len(kept))
        if place == len(kept):
            kept.append(person)
        else:
            target = kept[place]
            target['note'] = target['note'] if target['note'] != '' else person['note']
            have = [mail.lower() for mail in target['mails']]
            target['mails'].extend(mail for mail in person['mails'] if mail.lower() not in have)
            target['phones'] = list(dict.fromkeys(target['phones'] + person['phones']))
        for mail in kept[place]['mails']:
            owner[mail.lower()] = min(place, owner.get(mail.lower(), place))
    return kept
`,
    slips: [
      {
        why: 'Capitals in addresses do not count',
        from: "mails = {mail.lower() for mail in person['mails']}",
        to: "mails = set(person['mails'])",
      },
      { why: 'A number that is there already is not added again', from: " if phone not in other['phones']", to: '' },
    ],
    work: merged,
  },
  {
    aim: 'with clean phone numbers',
    text: [
      'Clean the phone numbers: remove everything but digits and a + at the very start; then 00 at the start becomes +; else a single 0 at the start becomes +49; others stay. Equal numbers of a contact are kept once (the first). Contacts without any e-mail address and any number are left out.',
      'The phone numbers look awful, please write them all the same way: only digits and, at the very start, a plus survive. Then 0049... turns into +49..., and a number with one 0 in front is German, so its 0 turns into +49. Anything else is left like that. If a person then has the same number twice, once is enough. People for whom we have neither an e-mail nor a number can go.',
      'Phone numbers shall be reduced to their digits, a leading + being kept. A leading 00 is then replaced by +, otherwise a leading 0 by +49; remaining numbers are unchanged. Repetitions within a contact are dropped, the first is kept. Contacts having neither address nor number shall not appear.',
    ],
    cases: ['forms of numbers', 'nearly empty', 'drawn 2', 'many'],
    program: `
def clean(phone):
    plus = '+' if phone.startswith('+') else ''
    digits = plus + ''.join(sign for sign in phone if sign in '0123456789')
    if digits.startswith('00'):
        return '+' + digits[2:]
    if digits.startswith('0'):
        return '+49' + digits[1:]
    return digits

def prepare(contacts):
    for person in contacts:
        person['phones'] = list(dict.fromkeys(map(clean, person['phones'])))
    return [person for person in contacts if person['mails'] or person['phones']]
`,
    other: `
import re as patterns

def prepare(contacts):
    result = []
    for person in contacts:
        numbers = []
        for phone in person['phones']:
            number = phone[:1] * (phone[:1] == '+') + patterns.sub('[^0-9]', '', phone)
            number = patterns.sub('^00', '+', number)
            number = patterns.sub('^0', '+49', number)
            if number not in numbers:
                numbers.append(number)
        if numbers or person['mails']:
            result.append({**person, 'phones': numbers})
    return result
`,
    slips: [
      {
        why: 'Numbers that become equal are kept once',
        from: "list(dict.fromkeys(map(clean, person['phones'])))",
        to: "list(map(clean, person['phones']))",
      },
      {
        why: '00 at the start is the same as +',
        from: "if digits.startswith('00'):\n        return '+' + digits[2:]\n    ",
        to: '',
      },
    ],
    work: (contacts) =>
      contacts
        .map((contact) => ({ ...contact, phones: [...new Set(contact.phones.map(international))] }))
        .filter(({ mails, phones }) => mails.length + phones.length > 0),
  },
  {
    aim: 'of larger organisations, sorted',
    text: [
      'Keep only contacts whose organisation (exactly as written, not empty) has two contacts or more. Sort them by family name, then given name, both in small letters by code point; contacts without a family name come last (among them by given name). What is still equal stays in the order of the file.',
      'I only want the bigger customers: those organisations (spelled exactly alike; no organisation does not count as one) that have at least two people in the list. Order the people by family name, then given name, capital and small letters being the same, comparing by code point otherwise. Without a family name they go to the end. Equal names stay as they came.',
      'Only contacts shall remain whose organisation is not empty and occurs, identically written, in at least two contacts. They are to be sorted, stably, by lower-cased family name and lower-cased given name in order of code points; contacts lacking a family name follow all others.',
    ],
    cases: ['order of names', 'drawn 2', 'many', 'doubles', 'forms of numbers'],
    program: `
from collections import Counter

def prepare(contacts):
    sizes = Counter(person['organisation'] for person in contacts)
    chosen = [person for person in contacts if person['organisation'] and sizes[person['organisation']] >= 2]
    return sorted(chosen, key=lambda person: (person['family'] == '', person['family'].lower(), person['given'].lower()))
`,
    other: `
def prepare(contacts):
    groups = {}
    for place, person in enumerate(contacts):
        groups.setdefault(person['organisation'], []).append((place, person))
    groups.pop('', None)
    chosen = [pair for group in groups.values() if len(group) > 1 for pair in group]
    chosen.sort(key=lambda pair: pair[0])
    chosen.sort(key=lambda pair: pair[1]['given'].lower())
    chosen.sort(key=lambda pair: pair[1]['family'].lower())
    chosen.sort(key=lambda pair: not pair[1]['family'])
    return [person for _, person in chosen]
`,
    slips: [
      {
        why: 'Contacts without a family name come last',
        from: "(person['family'] == '', person['family'].lower(), person['given'].lower())",
        to: "(person['family'].lower(), person['given'].lower())",
      },
      { why: 'No organisation is not an organisation', from: "if person['organisation'] and sizes", to: 'if sizes' },
    ],
    work: (contacts) =>
      contacts
        .filter(
          ({ organisation }) =>
            organisation !== '' && contacts.filter((other) => other.organisation === organisation).length > 1,
        )
        .map((contact, index) => ({ contact, index, key: sortKey(contact) }))
        .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index))
        .map(({ contact }) => contact),
  },
];
