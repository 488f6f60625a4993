/** Task family: duplicates (company names written differently; contacts that share a mail address or phone). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { duplicateMergingAnswers } from './duplicate-merging.answers.ts';
import { companyReference, companyWrong, contactReference, contactWrong } from './duplicate-merging.programs.ts';
import { type Family, functionProject, type Posting, PYTHON } from './family.ts';

const FAMILY = 'duplicate-merging';

const companyPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Find duplicate company names in a CRM list',
  description: `
Our CRM has the same companies five times under slightly different names. I need a Python function that finds these groups so that an intern can merge them.

solution.py, group_companies(names). names is a list of strings (any length, also empty).

How a name is normalised, in this order:
1. German ß becomes ss. Accents are removed from letters (é is e, ü is u, Å is a). Names only contain Latin letters.
2. Everything lower case.
3. Every & becomes the word "and". Dots and straight apostrophes are deleted without replacement (so "S.A." is sa and "O'Neil" is oneil).
4. What remains is split into words: unbroken runs of the letters a-z and digits. All other characters separate words.
5. As long as there is more than one word and the last word is one of inc, llc, ltd, gmbh, ag, sa, co, corp, kg, the last word is removed. (Repeat: "Foo Co. Ltd." is foo.)
6. If there is more than one word left and the first one is "the", it is removed.
The words joined with single blanks are the key. A name without any letters or digits has the empty key, and such names are a group like any other.

Names with the same key belong together. Return only groups with at least two names (exact repetitions count as well):
{"key": ..., "names": the names as given, in the order given, "best": the longest of them, measured in characters as given; of several longest ones the first}

Sort the groups by number of names, most first, then by key in plain text order.`,
  skills: ['Python', 'Data Cleansing', 'CRM', 'Data Processing'],
  bracket: 'simple',
  postedPriceCents: 11_500,
  estimatedMinutes: 45,
};

/** Replaces step by step on one text instead of on a list of words. */
function companyKey(name: string): string {
  const letters = name.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  let key = letters
    .replaceAll('&', ' and ')
    .replace(/[.']/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  for (let before = ''; before !== key; ) {
    before = key;
    key = key.replace(/ (?:inc|llc|ltd|gmbh|ag|sa|co|corp|kg)$/, '');
  }
  return key.replace(/^the /, '');
}

function groupCompanies(names: string[]): Json {
  const groups = Map.groupBy(names, companyKey);
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .sort(([keyA, a], [keyB, b]) => b.length - a.length || (keyA < keyB ? -1 : 1))
    .map(([key, members]) => {
      const longest = Math.max(...members.map((name) => name.length));
      return { key, names: members, best: members.find((name) => name.length === longest) ?? '' };
    });
}

function drawnNames(random: Chance, count: number): string[] {
  const cores = ['Müller & Söhne', 'Blue River', 'O\u0027Neil Foods', 'Café Zürich', 'Delta 9', 'The Big Straße', 'Co'];
  return Array.from({ length: count }, () => {
    const core = random.pick(cores);
    const name = random.pick([
      core,
      core.toUpperCase(),
      core.replace('&', 'and'),
      `The ${core}`,
      core.replace(' ', '-'),
    ]);
    return name + random.pick(['', ' Inc.', ' GmbH', ', LLC', ' S.A.', ' Co. KG', ' Group', ' ltd']);
  });
}

function companyProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'company');
  return functionProject<[string[]]>(PYTHON, companyPosting, {
    entry: 'group_companies',
    answer: groupCompanies,
    visible: {
      'one group': [['Blue River Inc.', 'Foo', 'BLUE RIVER', 'blue-river llc', 'Foo']],
      'two legal spellings': [['Acme, LLC', 'Acme L.L.C.']],
    },
    hidden: {
      'no names': [[]],
      'no duplicates': [['Alpha', 'Beta', 'Gamma GmbH']],
      'several legal forms': [['Foo Co. Ltd.', 'Foo', 'foo co', 'Foo GmbH & Co. KG']],
      'only a legal form': [['Co', 'CO Inc.', 'The Co', 'AG', 'S.A. AG']],
      accents: [['Café Zürich', 'CAFE ZURICH', 'Cafe\u0301 Zurich AG', 'Ångström', 'Angstrom Corp']],
      'sharp s': [['Straßenbau KG', 'Strassenbau', 'STRASSENBAU gmbh']],
      'first of the longest': [['The Foo', 'Foo Inc', 'foo ltd', 'Foo']],
      'the is kept when alone': [['The', 'the', 'The The', 'The Inc.']],
      'names without letters': [['---', '', '!!', 'x']],
      'and in words': [['Smith & Sons', 'Smith and Sons', 'Smith&Sons', 'Smith Sons']],
      'groups sorted': [['b 1', 'B-1', 'a', 'A', 'zz', 'ZZ', 'zz.', 'a 1', 'A 1']],
      'drawn names': [drawnNames(random, 25)],
      'large list': [drawnNames(random, 900)],
    },
    reference: companyReference,
    wrong: companyWrong,
  });
}

const contactPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Merge contact records that belong to the same person',
  description: `
Hello! After merging two newsletters and a phone book we have about 20,000 contact records, many of them about the same person. Please write merge_contacts(contacts) in solution.py (pure Python).

A record: {"id": 17, "name": "Ada Byron", "emails": ["ada@example.org"], "phones": ["+44 20 7946-0000"]}. ids are unique whole numbers. name may be empty or blank, the lists may be empty, and entries in them may be empty.

Two records are the same person if they share an email address or a phone number:
- emails: compare without upper/lower case and without blanks at the ends; empty ones do not count
- phones: compare only the digits 0-9 (so "0049-30 1" and "0049 301" are the same); numbers with fewer than six digits are office extensions and do not identify anybody

This carries over: if A shares something with B and B shares something with C, then all three are one person, even if A and C have nothing in common. The order of the records must not matter for this.

For each person return
{"ids": ids in ascending order,
 "name": the name (without blanks at the ends) of the first record in the input order that has one, else "",
 "emails": all different addresses, lower case and without blanks at the ends, sorted,
 "phones": all different numbers, digits only, sorted as text; short extensions are included here, empty ones are not}

A record that matches no other one is returned in the same form. The order of the persons in the result does not matter.`,
  skills: ['Python', 'Data Cleansing', 'Algorithm', 'Data Processing'],
  bracket: 'small',
  postedPriceCents: 25_000,
  estimatedMinutes: 55,
};

type Contact = { id: number; name: string; emails: string[]; phones: string[] };

/** Spreads labels: every record takes the smallest label among those it shares an identity with, until nothing changes. */
function mergeContacts(contacts: Contact[]): Json {
  const records = contacts.map((contact, at) => {
    const emails = contact.emails.map((mail) => mail.trim().toLowerCase()).filter(Boolean);
    const phones = contact.phones.map((phone) => phone.replace(/[^0-9]/g, '')).filter(Boolean);
    const marks = [...emails, ...phones.filter((phone) => phone.length > 5).map((phone) => `#${phone}`)];
    return { id: contact.id, name: contact.name.trim(), emails, phones, marks, label: at };
  });
  for (let changed = true; changed; ) {
    changed = false;
    const lowest = new Map<string, number>();
    for (const { marks, label } of records)
      for (const mark of marks) lowest.set(mark, Math.min(label, lowest.get(mark) ?? label));
    for (const record of records) {
      const label = Math.min(record.label, ...record.marks.map((mark) => lowest.get(mark) ?? record.label));
      changed ||= label !== record.label;
      record.label = label;
    }
  }
  return [...Map.groupBy(records, ({ label }) => label).values()].map((group) => ({
    ids: group.map(({ id }) => id).sort((a, b) => a - b),
    name: group.find(({ name }) => name !== '')?.name ?? '',
    emails: [...new Set(group.flatMap(({ emails }) => emails))].sort(),
    phones: [...new Set(group.flatMap(({ phones }) => phones))].sort(),
  }));
}

const contact = (id: number, name: string, emails: string, phones = ''): Contact => ({
  id,
  name,
  emails: emails === '' ? [] : emails.split(','),
  phones: phones === '' ? [] : phones.split(','),
});

function drawnContacts(random: Chance, count: number): Contact[] {
  return random.shuffle(Array.from({ length: count }, (_, at) => at + 1)).map((id) => {
    const mail = `p${random.below(count)}@example.org`;
    const phone = `030-${100_000 + random.below(count)}`;
    const mails = random.pick(['', mail, mail.toUpperCase(), ` ${mail},q${random.below(count)}@example.org`]);
    return contact(
      id,
      random.pick(['', ' ', `Person ${id}`]),
      mails,
      random.pick(['', phone, phone.replace('-', ' '), '12-34']),
    );
  });
}

function contactProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'contact');
  return functionProject<[Contact[]]>(PYTHON, contactPosting, {
    entry: 'merge_contacts',
    comparator: { kind: 'unordered', deep: false },
    answer: mergeContacts,
    visible: {
      'same mail': [
        [
          contact(1, 'Ada', 'ada@example.org'),
          contact(2, 'A. Byron', 'ada@example.org'),
          contact(3, 'Bo', 'bo@example.org'),
        ],
      ],
      'same phone': [[contact(4, '', '', '030123456'), contact(2, 'Cy', '', '030123456')]],
    },
    hidden: {
      'no contacts': [[]],
      'nothing to identify': [[contact(2, '', ''), contact(1, ' ', ' ,', ',-'), contact(3, '', '')]],
      'case and blanks of mails': [[contact(1, 'A', 'ADA@Example.org '), contact(2, 'B', ' ada@example.ORG')]],
      'phones by digits': [[contact(1, '', '', '+49 (30) 123-456'), contact(2, ' Eve ', '', '4930123456')]],
      'extensions identify nobody': [
        [contact(1, 'A', '', '12345'), contact(2, 'B', '', '12-345'), contact(3, 'C', '', '123456')],
      ],
      'six digits identify': [[contact(1, 'A', '', '12 34 56'), contact(2, 'B', '', '123456,77')]],
      'late link joins two groups': [
        [
          contact(1, 'A', 'a@x.org'),
          contact(2, 'B', 'b@x.org'),
          contact(3, 'C', 'b@x.org,a@x.org'),
          contact(4, 'D', 'd@x.org'),
        ],
      ],
      'chain of mixed identities': [
        [
          contact(9, '', 'a@x.org', '111111'),
          contact(5, '', 'b@x.org', '222222'),
          contact(7, 'N', '', '222222,333333'),
          contact(1, 'M', 'c@x.org', '333333,111111'),
        ],
      ],
      'name of the first with a name': [
        [contact(8, '', 'a@x.org'), contact(9, ' Zoe ', 'a@x.org'), contact(1, 'Amy', 'a@x.org')],
      ],
      'digits that look like a mail': [[contact(1, 'A', '123456'), contact(2, 'B', '', '123456')]],
      'drawn contacts': [drawnContacts(random, 30)],
      'large list': [drawnContacts(random, 280)],
    },
    reference: contactReference,
    wrong: contactWrong,
  });
}

/** Duplicates: company names by a normalised key; contacts by shared identities. */
export const duplicateMerging: Family = {
  name: FAMILY,
  category: 'data_analysis',
  answers: duplicateMergingAnswers,
  build: (seed) => [companyProject(seed), contactProject(seed)],
};
