/** Study family: contacts read from one format, merged, cleaned or selected, and written in another. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { at, placeOf, stagedProject } from '../staged.ts';
import { need, type StudyFamily, say } from '../study-family.ts';
import type { Contact } from './contact-cards.contacts.ts';
import { readings } from './contact-cards.readings.ts';
import { workings } from './contact-cards.workings.ts';
import { writings } from './contact-cards.writings.ts';

const FAMILIES = ['Meier', 'Öztürk', "O'Brien", 'de Vries', 'Kovač', 'meier', ''];
const GIVEN = ['Anna', 'Björn', 'Chloé', 'Dmitri', 'anna', 'Eve'];
const FIRMS = ['Nord & Süd', 'Baltic; Freight, Ltd', '', 'Hof "Linde"', 'Acme'];
const NOTES = ['', '', 'calls, then writes; often', 'a\\b', 'line one\nline two', '<b>important</b> & "quoted"'];

function person(part: Partial<Contact>): Contact {
  return { family: 'Meier', given: 'Anna', organisation: 'Acme', mails: [], phones: [], note: '', ...part };
}

/** Contacts of which some share an address in other letters, and some a number in another form. */
function drawnContacts(random: Chance, count: number): Contact[] {
  const mail = () => {
    const box = `${random.pick(['info', 'anna', 'kontakt', 'b.meier'])}${random.below(count)}@mail.example`;
    return random.below(3) === 0 ? box.toUpperCase() : box;
  };
  const phone = () => {
    const digits = `${30 + random.below(9)} ${100 + random.below(count)}-${random.below(10)}`;
    return random.pick(['0', '+49 ', '0049/', '(0) ', '']) + digits;
  };
  const several = (make: () => string, most: number) => [...new Set(Array.from({ length: random.below(most) }, make))];
  return Array.from({ length: count }, () => ({
    family: random.pick(FAMILIES),
    given: random.pick(GIVEN),
    organisation: random.pick(FIRMS),
    mails: several(mail, 3),
    phones: several(phone, 4),
    note: random.pick(NOTES),
  }));
}

const VISIBLE: Readonly<Record<string, readonly Contact[]>> = {
  'two people': [
    person({ mails: ['anna@mail.example'], phones: ['+49 30 555'], note: 'likes tea' }),
    person({ family: 'Berg', given: 'Tom', mails: ['tom@mail.example'], phones: ['030 556', '+44 20 1'] }),
  ],
  'three people': [
    person({ family: 'Vogel', given: 'Ute', mails: ['ute@mail.example'], phones: ['0171/22'], organisation: 'Zeta' }),
    person({ family: 'Adler', given: 'Max', mails: ['max@mail.example'], organisation: 'Zeta', note: 'new' }),
    person({ family: 'Adler', given: 'Max', mails: ['max@mail.example'], phones: ['+1 5'], organisation: 'Zeta' }),
  ],
};

const EDGES: Readonly<Record<string, readonly Contact[]>> = {
  'protected signs': [
    person({
      family: 'Lopez; Garcia',
      given: 'J, R',
      organisation: 'A\\B; C, D',
      mails: ['j@x.example'],
      note: 'one, two; three\nfour \\ five',
    }),
    person({ family: 'Ångström', organisation: 'A\\B; C, D', mails: ['k@x.example'], note: '"so" <b> & \\n' }),
  ],
  'long lines': [
    person({
      family: 'Wolfeschlegelsteinhausenbergerdorff',
      mails: ['a.very.long.address.indeed@department.example'],
      note: 'This note is so long that it does not fit into one line of any file, and it has  two blanks',
    }),
    person({ given: 'Hubert Blaine', mails: ['hb@mail.example'], phones: ['+49 30 1234567890 1234567890 1234567890'] }),
  ],
  'several of each': [
    person({ mails: ['a@x.example', 'b@x.example', 'c@x.example'], phones: ['+1 1', '+2 2', '+3 3'] }),
    person({ given: 'Ben', mails: ['d@x.example', 'e@x.example'], phones: ['+4 4', '+5 5'], note: 'n' }),
  ],
  'nearly empty': [
    person({ family: '', organisation: 'B' }),
    person({ given: '', organisation: 'B' }),
    person({ given: '', organisation: 'B', mails: ['only@mail.example'] }),
    person({ family: '', given: 'Solo', organisation: 'B', phones: ['+7 7'], mails: ['solo@mail.example'] }),
    person({ organisation: '' }),
    person({ organisation: '', mails: ['z@mail.example'] }),
  ],
  doubles: [
    person({ mails: ['one@x.example'], phones: ['+1 1'] }),
    person({ given: 'Ann', mails: ['ONE@x.example', 'two@x.example'], phones: ['+1 1', '+11'], note: 'late' }),
    person({ given: 'Zoe', organisation: '', mails: ['zoe@x.example'], note: 'first' }),
    person({ given: 'Z.', organisation: '', mails: ['zoe@x.example'], note: 'second' }),
  ],
  'doubles of doubles': [
    person({ given: 'A', mails: ['a@x.example'] }),
    person({ given: 'B', mails: ['b@x.example'] }),
    person({ given: 'AC', mails: ['A@X.example', 'c@x.example'], note: 'by c' }),
    person({ given: 'CB', mails: ['b@x.example', 'C@x.example', 'd@x.example'], phones: ['+6 6'] }),
    person({ given: 'D', mails: ['d@x.example', 'B@X.example'], note: 'not needed' }),
  ],
  'forms of numbers': [
    person({
      mails: ['n@x.example'],
      phones: ['030 / 12-34', '+49 (30) 1234', '0049 30 1234', '12 34', '+1+2', '(0) 7', '7'],
    }),
    person({ given: 'Zed', phones: ['000 1', '+00 2', '0'] }),
  ],
  'order of names': [
    person({ family: '', given: 'aaa', mails: ['1@x.example'] }),
    person({ family: 'zander', given: 'B', mails: ['2@x.example'] }),
    person({ family: 'Zander', given: 'a', mails: ['3@x.example'] }),
    person({ family: 'Arp', given: 'X', mails: ['4@x.example'] }),
    person({ family: 'arp', given: 'x', mails: ['5@x.example'] }),
    person({ family: 'Alone', given: 'A', mails: ['6@x.example'], organisation: 'One' }),
    person({ family: 'Émile', given: 'E', mails: ['7@x.example'] }),
    person({ family: '', given: 'AA', mails: ['8@x.example'] }),
    person({ family: 'None', given: 'N', mails: ['9@x.example'], organisation: '' }),
    person({ family: 'None', given: 'M', mails: ['10@x.example'], organisation: '' }),
  ],
};

const FIRM_NAMES = [
  'Reederei Holm',
  'the tennis club',
  'Dr. Sauer and partners',
  'Lakeside Hostel',
  'Print & Copy Weber',
];

const ENDINGS = [
  'Apart from that nothing is lost or added, and order stays as it was (contacts as well as their addresses and numbers). Every contact has a given or a family name; addresses and numbers hold no commas.',
  'Everything else stays as it is, in the order in which it came. Nobody is without any name, and there are no commas in addresses or numbers.',
  'Beyond this, contacts, addresses and numbers keep their order and their wording. Each contact has at least one of the two names; addresses and numbers contain no comma.',
];

/** Contact cards: formats to read and write, and what is done to the contacts between. */
export const contactCards: StudyFamily = {
  name: 'contact-cards',
  category: 'conversion',
  variants: 12,
  build: (seed, index) => {
    const { first, second, third, voice } = placeOf(index);
    const random = chance(seed, 'contact-cards', index);
    const [reading, working, writing] = [at(readings, first), at(workings, second), at(writings, third)];
    const firm = random.pick(FIRM_NAMES);
    const openings = [
      `Contacts of ${firm} have to go from ${reading.file} to ${writing.file}. Deliver solution.py (Python, standard library); it works in the current folder, everything is UTF-8.`,
      `Good morning! ${firm} is moving to new software and I have to bring all our contacts along. Could you write me a script solution.py in Python that I start in the folder where ${reading.file} lies and that makes ${writing.file} there? All files are UTF-8.`,
      `Subject of the order, placed by ${firm}, is a Python program solution.py. Run without arguments it reads ${reading.file} in the working folder and creates ${writing.file}; both are encoded in UTF-8.`,
    ];
    const everything = ['no one', ...Object.keys(EDGES), 'drawn 1', 'drawn 2', 'many'] as const;
    return stagedProject<readonly Contact[]>({
      brief: {
        family: contactCards,
        index,
        seed,
        title: `Contacts from ${reading.file} to ${writing.file}, ${working.aim}`,
        skills: ['Python', 'Data Processing'],
        estimatedMinutes: 60 + 20 * second + 15 * first + 5 * third,
      },
      voice,
      opening: [say(at(openings, voice))],
      closing: [need(at(ENDINGS, voice), ...everything)],
      stages: [reading, working, writing],
      acceptance: { kind: 'files' },
      comparator: writing.comparator,
      frame: (parts) => `${parts.join('')}\nwrite_contacts(prepare(read_contacts()))\n`,
      how: 'reads with another technique, prepares the contacts over other structures and writes by other means',
      visible: VISIBLE,
      hidden: {
        ...EDGES,
        'no one': [person({ organisation: '' })],
        'drawn 1': drawnContacts(random, 6),
        'drawn 2': drawnContacts(random, 25),
        many: drawnContacts(random, 110),
      },
      input: (contacts) => ({ [reading.file]: reading.write(contacts) }),
      answer: (contacts) => ({ [writing.file]: writing.write(working.work(contacts)) }),
    });
  },
};
