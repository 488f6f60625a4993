/** Two extensions of the family `growing-libraries` about who may have a book: reservations, renewals. */

import { LENDING_BEFORE as BEFORE, outOf, type Rule } from './growing-libraries.model.ts';

export const waitingRules: readonly Rule[] = [
  {
    about: 'reservations',
    verbs: ['hold B M', 'hold B M', 'queue B', 'lend B M'],
    example: 'lend moby ann|hold moby bob|hold moby cy|back moby|lend moby cy|lend moby bob|queue moby',
    before: BEFORE,
    text: [
      '"hold BOOK MEMBER" puts the member at the end of the queue of the book; who is in it already, or has the book, gets "no" and nothing happens. back of a book with a queue answers "BOOK is for MEMBER" (the first of it). A book with a queue is lent to the first only, who leaves the queue by it; anybody else gets "BOOK is for MEMBER" (a book that is out is told first, as before). "queue BOOK" answers the members in order, blanks between, or "empty".',
      'People want to reserve. "hold BOOK MEMBER" queues them up for it (even if it stands on the shelf); somebody who is in that queue already, or who has the book, is told "no". When such a book comes back say "BOOK is for MEMBER", the one who is first in the queue. And only that one may have it: for others lend says the same "BOOK is for MEMBER", if it does not have to say that it is out. Once the first has got it, they are out of the queue. "queue BOOK" lists the names in order with a blank between, or says "empty".',
      'The command "hold BOOK MEMBER" appends the member to the queue of the book, or answers "no" without effect if the member is in that queue or holds the book. While a book has a queue, its return is answered by "BOOK is for MEMBER" naming the first member of the queue; it is lent to this member alone, who is thereby removed from the queue, and other loans are refused with the same answer (if the book is out, the answer remains that of today). The command "queue BOOK" answers the members of the queue in order, separated by blanks, or "empty".',
    ],
    cases: ['in the queue', 'who may not', 'drawn', 'drawn again'],
    program: `
const queues = new Map<string, string[]>();

function queueOf(book: string): string[] {
  return queues.get(book) ?? [];
}

function refusal(desk: Desk, book: string, member: string): string {
  const [first = member] = queueOf(book);
  return first === member ? '' : book + ' is for ' + first;
}

function lent(desk: Desk, book: string, member: string): void {
  queues.set(book, queueOf(book).slice(1));
}

function returned(desk: Desk, book: string, loan: Loan): string[] {
  const [first] = queueOf(book);
  return first === undefined ? [] : [book + ' is for ' + first];
}

function rule(desk: Desk, words: string[]): string[] | null {
  const [word, book, member] = words;
  if (word === 'queue') return [queueOf(book).join(' ') || 'empty'];
  if (word !== 'hold') return null;
  if (queueOf(book).includes(member) || desk.out.get(book)?.member === member) return ['no'];
  queues.set(book, [...queueOf(book), member]);
  return [];
}
`,
    other: `
const wishes: { book: string; member: string }[] = [];

function next(book: string): string | undefined {
  return wishes.find((wish) => wish.book === book)?.member;
}

function forNext(book: string): string {
  return \`\${book} is for \${next(book)}\`;
}

function refusal(_: Desk, book: string, member: string): string {
  return (next(book) ?? member) === member ? '' : forNext(book);
}

function lent(_: Desk, book: string): void {
  const at = wishes.findIndex((wish) => wish.book === book);
  if (at >= 0) wishes.splice(at, 1);
}

function returned(_: Desk, book: string): string[] {
  return next(book) ? [forNext(book)] : [];
}

function rule({ out }: Desk, [word, book, member]: string[]): string[] | null {
  const waiting = wishes.filter((wish) => wish.book === book).map((wish) => wish.member);
  switch (word) {
    case 'hold':
      if (waiting.concat(out.get(book)?.member ?? []).indexOf(member) >= 0) return ['no'];
      wishes.push({ book, member });
      return [];
    case 'queue':
      return waiting.length > 0 ? [waiting.join(' ')] : ['empty'];
    default:
      return null;
  }
}
`,
    slips: [
      { why: 'Who gets the book leaves the queue', from: 'queueOf(book).slice(1)', to: 'queueOf(book)' },
      {
        why: 'Who has the book cannot reserve it',
        from: 'queueOf(book).includes(member) || desk.out.get(book)?.member === member',
        to: 'queueOf(book).includes(member)',
      },
      {
        why: 'Others than the first do not get it',
        from: 'first === member ?',
        to: 'queueOf(book).includes(member) || first === member ?',
      },
    ],
    edges: {
      'in the queue':
        'queue a|lend a ann|hold a bob|hold a cy|hold a dan|queue a|back a|lend a cy|lend a bob|queue a|lend a cy|back a|back a|lend a cy|back a|lend a dan|back a|queue a',
      'who may not':
        'lend a ann|hold a ann|hold a bob|hold a bob|queue a|hold b cy|lend b ann|lend b cy|queue b|lend b cy|hold b cy',
    },
    refuses: (desk, book, member) => {
      const first = desk.notes.find(([wanted]) => wanted === book)?.[1];
      return first === undefined || first === member ? null : `${book} is for ${first}`;
    },
    lent: (desk, book) => {
      const first = desk.notes.find(([wanted]) => wanted === book);
      return { ...desk, notes: desk.notes.filter((note) => note !== first) };
    },
    returned: (desk, { book }) => {
      const first = desk.notes.find(([wanted]) => wanted === book)?.[1];
      return { desk, says: first === undefined ? [] : [`${book} is for ${first}`] };
    },
    command: (desk, [word, book = '', member = '']) => {
      const names = desk.notes.filter(([wanted]) => wanted === book).map(([, name]) => name);
      if (word === 'queue') return { desk, says: [names.length === 0 ? 'empty' : names.join(' ')] };
      if (word !== 'hold') return null;
      if (names.includes(member) || outOf(desk, book)?.member === member) return { desk, says: ['no'] };
      return { desk: { ...desk, notes: [...desk.notes, [book, member]] }, says: [] };
    },
  },
  {
    about: 'renewals',
    verbs: ['renew B', 'renew B', 'due B'],
    example: 'lend moby ann|due moby|day 10|renew moby|due moby|renew moby|renew moby',
    before: BEFORE,
    text: [
      'A loan is due 21 days after the day on which it began. "due BOOK" answers that day as a number, or "BOOK is not out". "renew BOOK" makes it due 21 days after today and answers the new day. At most twice a loan: then "no more". Not after the day on which it is due: then "too late" (told before "no more"). A book that is not out: "BOOK is not out". Somebody with a book that is past its day gets no other: lend answers "MEMBER is late" (a book that is out is told first, as before).',
      'A book may be kept for 21 days, counted from the day it was lent. "due BOOK" should tell the day by which it has to be back, just the number. With "renew BOOK" the 21 days begin anew today, and it prints the new day. That works two times for a loan, after that it says "no more", and once the day is over it says "too late" (this one goes before the other). For a book that is here both say "BOOK is not out". And as long as somebody has a book that should have been back before today, they get no further one: lend says "MEMBER is late", unless the book is out, which it says as today.',
      'A loan beginning on day D is due on day D + 21. The command "due BOOK" answers this day. The command "renew BOOK" moves it to 21 days after the present day and answers it; it answers "too late" if the due day has passed, otherwise "no more" if the loan has been renewed twice. Both answer "BOOK is not out" for a book that is not lent. Loans to a member holding a book whose due day has passed are refused with "MEMBER is late"; if the book is out, the answer remains that of today.',
    ],
    cases: ['renewed twice', 'too late', 'drawn', 'drawn again'],
    program: `
const due = new Map<string, { day: number; renewed: number }>();

function refusal(desk: Desk, book: string, member: string): string {
  for (const [other, loan] of desk.out) {
    const until = due.get(other);
    if (loan.member === member && until !== undefined && until.day < desk.day) return member + ' is late';
  }
  return '';
}

function lent(desk: Desk, book: string, member: string): void {
  due.set(book, { day: desk.day + 21, renewed: 0 });
}

function returned(desk: Desk, book: string, loan: Loan): string[] {
  return [];
}

function rule(desk: Desk, words: string[]): string[] | null {
  const [word, book] = words;
  if (word !== 'due' && word !== 'renew') return null;
  const until = due.get(book);
  if (until === undefined || !desk.out.has(book)) return [book + ' is not out'];
  if (word === 'due') return [String(until.day)];
  if (until.day < desk.day) return ['too late'];
  if (until.renewed === 2) return ['no more'];
  until.day = desk.day + 21;
  until.renewed += 1;
  return [String(until.day)];
}
`,
    other: `
const renewals: Record<string, number[]> = {};

function lastDay(book: string, { day }: Loan): number {
  return Math.max(day, ...(renewals[book] ?? [])) + 21;
}

function refusal({ out, day }: Desk, _: string, member: string): string {
  const late = Array.from(out).some(([book, loan]) => loan.member === member && day > lastDay(book, loan));
  return late ? \`\${member} is late\` : '';
}

function lent(_: Desk, book: string): void {
  delete renewals[book];
}

function returned(): string[] {
  return [];
}

function rule({ out, day }: Desk, [word, book]: string[]): string[] | null {
  if (!['due', 'renew'].includes(word)) return null;
  const loan = out.get(book);
  if (!loan) return [\`\${book} is not out\`];
  if (word === 'renew') {
    if (day > lastDay(book, loan)) return ['too late'];
    const days = (renewals[book] ??= []);
    if (days.length > 1) return ['no more'];
    days.push(day);
  }
  return [\`\${lastDay(book, loan)}\`];
}
`,
    slips: [
      { why: 'A loan is renewed at most twice', from: 'until.renewed === 2', to: 'until.renewed === 3' },
      {
        why: 'On the day on which it is due it is not too late',
        from: "if (until.day < desk.day) return ['too late'];",
        to: "if (until.day <= desk.day) return ['too late'];",
      },
      {
        why: 'The 21 days of a renewal begin today',
        from: 'until.day = desk.day + 21;',
        to: 'until.day += 21;',
      },
    ],
    edges: {
      'renewed twice':
        'due a|renew a|lend a ann|due a|day 5|renew a|day 26|renew a|due a|renew a|back a|due a|lend a bob|renew a|due a|who a',
      'too late':
        'lend a ann|day 22|renew a|day 43|lend b ann|renew a|day 65|lend c ann|renew a|due a|lend b ann|back a|lend c ann|back b|lend c ann|who c',
    },
    refuses: (desk, _, member) =>
      desk.loans.some((loan) => loan.back === null && loan.member === member && dueOf(desk.notes, loan) < desk.day)
        ? `${member} is late`
        : null,
    lent: (desk, book) => ({ ...desk, notes: desk.notes.filter(([renewed]) => renewed !== book) }),
    returned: (desk) => ({ desk, says: [] }),
    command: (desk, [word, book = '']) => {
      if (word !== 'due' && word !== 'renew') return null;
      const loan = outOf(desk, book);
      if (loan === undefined) return { desk, says: [`${book} is not out`] };
      const due = dueOf(desk.notes, loan);
      if (word === 'due') return { desk, says: [String(due)] };
      if (desk.day > due) return { desk, says: ['too late'] };
      if (desk.notes.filter(([renewed]) => renewed === book).length > 1) return { desk, says: ['no more'] };
      return {
        desk: { ...desk, notes: [...desk.notes, [book, String(desk.day)]] },
        says: [String(desk.day + 21)],
      };
    },
  },
];

function dueOf(
  notes: readonly (readonly string[])[],
  { book, from }: { readonly book: string; readonly from: number },
): number {
  return 21 + Number(notes.findLast(([renewed]) => renewed === book)?.[1] ?? from);
}
