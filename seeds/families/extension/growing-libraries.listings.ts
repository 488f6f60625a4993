/** Three extensions of the family `growing-libraries` that list something: what is out, what somebody read, what is read most. */

import type { Desk, Listing } from './growing-libraries.model.ts';

const BEFORE = `
function noted(desk: Desk, book: string, member: string): void {}

function list(desk: Desk, words: string[]): string[] | null {
  return null;
}
`;

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const lentBooks = (desk: Desk): string[] => [...new Set(desk.loans.map(({ book }) => book))];

export const listings: readonly Listing[] = [
  {
    about: 'a list of loans',
    verbs: ['out', 'out M', 'out M'],
    example: 'lend moby bob|lend emma ann|out|out ann',
    before: BEFORE,
    text: [
      '"out" answers a line "BOOK MEMBER DAY" for every book that is out (DAY = the day on which it was lent), the longest lent first, those of one day in alphabetical order of the book (code points). "out MEMBER" answers only what that member has, in the same order, as "BOOK DAY". Nothing to list: "none".',
      'Secondly "out" shall list what is not here: a line for each book, with the book, who has it and the day it was lent, like "emma ann 1". Who has had it longest is on top; books of the same day go by the alphabet (code points). "out ann" does the same for ann alone, and leaves her name away: "emma 1". If there is nothing to list it says "none".',
      'The command "out" answers one line "BOOK MEMBER DAY" per lent book, DAY being the first day of the loan, in ascending order of DAY and then of BOOK by code points. The command "out MEMBER" answers lines "BOOK DAY" for the books of this member in the same order. If there are no such books, "none" is answered.',
    ],
    cases: ['what is out', 'nothing to list', 'drawn', 'a busy year'],
    program: `
function noted(desk: Desk, book: string, member: string): void {}

function list(desk: Desk, words: string[]): string[] | null {
  const [word, member] = words;
  if (word !== 'out') return null;
  const found = [...desk.out].filter(([, loan]) => member === undefined || loan.member === member);
  found.sort(([one, a], [other, b]) => a.day - b.day || (one < other ? -1 : 1));
  if (found.length === 0) return ['none'];
  return found.map(([book, loan]) => [book, ...(member === undefined ? [loan.member] : []), loan.day].join(' '));
}
`,
    other: `
function noted(): void {}

function list({ out }: Desk, [word, ...who]: string[]): string[] | null {
  if (word !== 'out') return null;
  const lines: string[] = [];
  const days = new Set(Array.from(out.values(), (loan) => loan.day));
  for (const day of Array.from(days).sort((a, b) => a - b)) {
    for (const book of Array.from(out.keys()).sort()) {
      const loan = out.get(book);
      if (!loan || loan.day !== day) continue;
      if (who.length === 0) lines.push(\`\${book} \${loan.member} \${day}\`);
      else if (who[0] === loan.member) lines.push(\`\${book} \${day}\`);
    }
  }
  return lines.length > 0 ? lines : ['none'];
}
`,
    slips: [
      {
        why: 'Books of one day are in alphabetical order',
        from: 'a.day - b.day || (one < other ? -1 : 1)',
        to: 'a.day - b.day',
      },
      {
        why: 'Nothing to list is told',
        from: "if (found.length === 0) return ['none'];",
        to: "if (desk.out.size === 0) return ['none'];",
      },
    ],
    edges: {
      'what is out': 'lend d ann|lend b bob|day 3|lend c ann|lend a cy|out|out ann|back d|lend d bob|out|out bob',
      'nothing to list': 'out|out ann|lend a ann|out bob|back a|out|out ann',
    },
    command: (desk, [word, member]) => {
      if (word !== 'out') return null;
      const rows = desk.loans
        .filter((loan) => loan.back === null && (member ?? loan.member) === loan.member)
        .toSorted((a, b) => a.from - b.from || byName(a.book, b.book))
        .map((loan) =>
          member === undefined ? `${loan.book} ${loan.member} ${loan.from}` : `${loan.book} ${loan.from}`,
        );
      return { desk, says: rows.length === 0 ? ['none'] : rows };
    },
  },
  {
    about: 'what somebody read',
    verbs: ['read M', 'read M', 'both M M'],
    example: 'lend moby ann|lend emma ann|back moby|lend moby bob|read ann|both ann bob',
    before: BEFORE,
    text: [
      '"read MEMBER" answers the books that were ever lent to the member (also those still out), in one line with blanks between, each once, the one lent last first; a book lent again counts by its last time. "both MEMBER OTHER" answers the books that were lent to both, in alphabetical order (code points), the same way. None: "nothing".',
      'Secondly "read ann" is to tell which books ann has ever had from us, the present ones too, in one line with blanks between: the newest first, and none of them twice (had she one several times, the last time counts). And "both ann bob" tells the books that both of them have had, going by the alphabet (code points). If there is no such book, "nothing".',
      'The command "read MEMBER" answers all books ever lent to the member, including present loans, as one line separated by blanks, without repetition, in descending order of their latest loan to this member. The command "both MEMBER OTHER" answers in the same form the books lent to either of them at some time, meaning to the one as well as to the other, ordered by code points. In the absence of books, "nothing" is answered.',
    ],
    cases: ['read again', 'in common', 'drawn', 'a busy year'],
    program: `
const shelves: Record<string, string[]> = {};

function noted(desk: Desk, book: string, member: string): void {
  shelves[member] = [book, ...(shelves[member] ?? []).filter((other) => other !== book)];
}

function list(desk: Desk, words: string[]): string[] | null {
  const [word, member, other] = words;
  const books = shelves[member] ?? [];
  if (word === 'read') return [books.join(' ') || 'nothing'];
  if (word !== 'both') return null;
  const common = books.filter((book) => (shelves[other] ?? []).includes(book));
  return [common.sort().join(' ') || 'nothing'];
}
`,
    other: `
const chronicle: { book: string; member: string }[] = [];

function noted(_: Desk, book: string, member: string): void {
  chronicle.push({ book, member });
}

function booksOf(member: string): Set<string> {
  const books = new Set<string>();
  for (let at = chronicle.length - 1; at >= 0; at -= 1) {
    if (chronicle[at].member === member) books.add(chronicle[at].book);
  }
  return books;
}

function list(_: Desk, [word, ...members]: string[]): string[] | null {
  let books: string[];
  if (word === 'read') {
    books = Array.from(booksOf(members[0]));
  } else if (word === 'both') {
    const known = booksOf(members[1]);
    books = Array.from(booksOf(members[0])).filter((book) => known.has(book)).sort((a, b) => (a < b ? -1 : 1));
  } else {
    return null;
  }
  return [books.length > 0 ? books.join(' ') : 'nothing'];
}
`,
    slips: [
      {
        why: 'A book lent again counts once, by its last time',
        from: '[book, ...(shelves[member] ?? []).filter((other) => other !== book)]',
        to: '[book, ...(shelves[member] ?? [])]',
      },
      { why: 'Books in common are in alphabetical order', from: 'common.sort().join', to: 'common.join' },
    ],
    edges: {
      'read again': 'read ann|lend a ann|lend b ann|back a|lend c ann|lend a ann|read ann|back a|read ann|read bob',
      'in common':
        'both ann bob|lend b ann|lend a ann|back a|back b|lend a bob|lend b bob|lend c bob|both ann bob|both bob ann|both ann ann|both ann cy',
    },
    command: (desk, [word, member = '', other = '']) => {
      const had = (who: string) =>
        new Set(desk.loans.toReversed().flatMap((loan) => (loan.member === who ? [loan.book] : [])));
      if (word === 'read') return { desk, says: [[...had(member)].join(' ') || 'nothing'] };
      if (word !== 'both') return null;
      return {
        desk,
        says: [
          [...had(member)]
            .filter((book) => had(other).has(book))
            .toSorted(byName)
            .join(' ') || 'nothing',
        ],
      };
    },
  },
  {
    about: 'what is lent most',
    verbs: ['top N', 'top 2', 'times B'],
    example: 'lend moby ann|back moby|lend moby bob|lend emma ann|top 1|times emma',
    before: BEFORE,
    text: [
      '"top N" answers the N books lent most often, a line "RANK BOOK TIMES" each, equal numbers in alphabetical order (code points) and with the same rank (1, 2, 2, 4). Whoever has as many as the last of the N is listed too. Fewer books than N: all that were ever lent. None or N = 0: "none". "times BOOK" answers how often it was lent, 0 included.',
      'Secondly a hit list: "top 3" prints the three books which went out most, a line each with rank, book and how often, like "1 moby 2". The same number means the same rank and the order of the alphabet (code points), so it may go 1, 2, 2, 4; and if the last one shares its number with others, print those as well. When there are not so many, print what there is, and "none" when there is nothing or somebody types 0. "times moby" says how often one book was lent, which can be 0.',
      'The command "top N" answers lines "RANK BOOK TIMES" for the N books lent most often and for all further ones lent as often as the last of these, by descending TIMES and then by BOOK in order of code points; RANK is one more than the number of books lent more often. Books never lent are not listed; an empty list (for instance for N = 0) is answered by "none". The command "times BOOK" answers the number of loans of the book, possibly 0.',
    ],
    cases: ['shared ranks', 'none of them', 'drawn', 'a busy year'],
    program: `
const times: Record<string, number> = {};

function noted(desk: Desk, book: string, member: string): void {
  times[book] = (times[book] ?? 0) + 1;
}

function list(desk: Desk, words: string[]): string[] | null {
  const [word, what] = words;
  if (word === 'times') return [String(times[what] ?? 0)];
  if (word !== 'top') return null;
  const books = Object.keys(times).sort((one, other) => times[other] - times[one] || (one < other ? -1 : 1));
  const lines: string[] = [];
  for (const book of books) {
    const rank = 1 + books.filter((other) => times[other] > times[book]).length;
    if (rank > Number(what)) break;
    lines.push(rank + ' ' + book + ' ' + times[book]);
  }
  return lines.length > 0 ? lines : ['none'];
}
`,
    other: `
const loans = new Map<string, number>();

function noted(_: Desk, book: string): void {
  loans.set(book, 1 + (loans.get(book) ?? 0));
}

function top(most: number): string[] {
  const groups: string[][] = [];
  loans.forEach((count, book) => (groups[count] ??= []).push(book));
  const lines: string[] = [];
  for (let count = groups.length - 1; count > 0 && lines.length < most; count -= 1) {
    const rank = lines.length + 1;
    lines.push(...(groups[count] ?? []).sort().map((book) => \`\${rank} \${book} \${count}\`));
  }
  return lines.length === 0 ? ['none'] : lines;
}

function list(_: Desk, [word, what]: string[]): string[] | null {
  switch (word) {
    case 'top':
      return top(parseInt(what, 10));
    case 'times':
      return [\`\${loans.get(what) ?? 0}\`];
    default:
      return null;
  }
}
`,
    slips: [
      {
        why: 'Equal numbers share a rank',
        from: '1 + books.filter((other) => times[other] > times[book]).length',
        to: '1 + lines.length',
      },
      {
        why: 'Equal numbers are in alphabetical order',
        from: 'times[other] - times[one] || (one < other ? -1 : 1)',
        to: 'times[other] - times[one]',
      },
    ],
    edges: {
      'shared ranks':
        'lend c ann|back c|lend c ann|lend b ann|back b|lend b bob|lend a cy|lend d dan|back d|top 1|top 2|top 3|lend d dan|back d|lend d dan|top 1|top 2|top 9',
      'none of them': 'top 3|times a|lend a ann|top 0|times a|times b|back a|top 3',
    },
    command: (desk, [word, what = '']) => {
      const of = (book: string): number => desk.loans.filter((loan) => loan.book === book).length;
      if (word === 'times') return { desk, says: [String(of(what))] };
      if (word !== 'top') return null;
      const all = lentBooks(desk).map((book) => ({ book, count: of(book) }));
      const ranked = all.map(({ book, count }) => ({
        book,
        count,
        rank: 1 + all.filter((one) => one.count > count).length,
      }));
      const rows = ranked
        .filter(({ rank }) => rank <= Number(what))
        .toSorted((a, b) => a.rank - b.rank || byName(a.book, b.book));
      return {
        desk,
        says: rows.length === 0 ? ['none'] : rows.map(({ rank, book, count }) => `${rank} ${book} ${count}`),
      };
    },
  },
];
