/** Extensions of the family `growing-libraries` about who may have a book: limits and fees here, two more beside. */

import { LENDING_BEFORE as BEFORE, type Rule } from './growing-libraries.model.ts';
import { waitingRules } from './growing-libraries.waiting-rules.ts';

const count = (all: readonly unknown[]): number => all.length;

export const rules: readonly Rule[] = [
  {
    about: 'limits',
    verbs: ['lend B M', 'lend B M', 'limit M N', 'count M'],
    example: 'lend moby ann|lend emma ann|limit ann 2|lend dune ann|count ann|lend dune bob',
    before: BEFORE,
    text: [
      'A member may have 3 books at a time; "limit MEMBER N" sets another limit for that member (0 is possible; what is out stays out). lend beyond the limit answers "MEMBER has N" (N = the number of books that the member has) and lends nothing; a book that is out is told first, as before. "count MEMBER" answers "N of L": books out, and the limit.',
      'Nobody should have more than three books any more. If somebody at the limit wants one, the answer is "MEMBER has N", with the number of books they have, and it is not lent (when that book is out anyway, it says so as it does today). For some we make an exception: "limit MEMBER N" makes N their limit from then on, also 0, also below what they have, nothing is taken from them. And "count MEMBER" says how many of how many, like "1 of 3".',
      'The number of books a member may hold is limited to 3, or to N after the command "limit MEMBER N" (N may be 0 or less than the present number, which has no effect on present loans). A loan that would exceed the limit is refused with "MEMBER has N", N being the books held; if the book is out, the answer remains that of today. The command "count MEMBER" answers "N of L" with the books held and the limit.',
    ],
    cases: ['at the limit', 'another limit', 'drawn', 'drawn again'],
    program: `
const limits = new Map<string, number>();

function held(desk: Desk, member: string): number {
  return [...desk.out.values()].filter((loan) => loan.member === member).length;
}

function limitOf(member: string): number {
  return limits.get(member) ?? 3;
}

function refusal(desk: Desk, book: string, member: string): string {
  return held(desk, member) >= limitOf(member) ? member + ' has ' + held(desk, member) : '';
}

function lent(desk: Desk, book: string, member: string): void {}

function returned(desk: Desk, book: string, loan: Loan): string[] {
  return [];
}

function rule(desk: Desk, words: string[]): string[] | null {
  const [word, member, limit] = words;
  if (word === 'limit') {
    limits.set(member, Number(limit));
    return [];
  }
  if (word === 'count') return [held(desk, member) + ' of ' + limitOf(member)];
  return null;
}
`,
    other: `
const accounts: Record<string, { has: number; may: number }> = {};

function account(member: string): { has: number; may: number } {
  accounts[member] ??= { has: 0, may: 3 };
  return accounts[member];
}

function refusal(_: Desk, __: string, member: string): string {
  const { has, may } = account(member);
  return has < may ? '' : \`\${member} has \${has}\`;
}

function lent(_: Desk, __: string, member: string): void {
  account(member).has += 1;
}

function returned(_: Desk, __: string, { member }: Loan): string[] {
  account(member).has -= 1;
  return [];
}

function rule(_: Desk, [word, member, ...rest]: string[]): string[] | null {
  switch (word) {
    case 'count':
      return [\`\${account(member).has} of \${account(member).may}\`];
    case 'limit':
      account(member).may = parseInt(rest[0], 10);
      return [];
    default:
      return null;
  }
}
`,
    slips: [
      { why: 'Three books are allowed, a fourth is not', from: '>= limitOf(member) ?', to: '> limitOf(member) ?' },
      { why: 'A limit may be 0', from: 'limits.get(member) ?? 3', to: 'limits.get(member) || 3' },
    ],
    edges: {
      'at the limit':
        'lend a ann|lend b ann|lend c ann|lend d ann|lend a ann|count ann|back b|lend d ann|count ann|count bob|who d',
      'another limit':
        'limit ann 0|lend a ann|count ann|limit ann 2|lend a ann|lend b ann|lend c ann|limit ann 1|count ann|back a|lend c ann|back b|lend c ann|count ann',
    },
    refuses: (desk, _, member) => {
      const has = count(desk.loans.filter((loan) => loan.member === member && loan.back === null));
      const limit = desk.notes.findLast(([name]) => name === member)?.[1] ?? '3';
      return has >= Number(limit) ? `${member} has ${has}` : null;
    },
    lent: (desk) => desk,
    returned: (desk) => ({ desk, says: [] }),
    command: (desk, [word, member = '', limit = '']) => {
      if (word === 'limit') return { desk: { ...desk, notes: [...desk.notes, [member, limit]] }, says: [] };
      if (word !== 'count') return null;
      const has = count(desk.loans.filter((loan) => loan.member === member && loan.back === null));
      return { desk, says: [`${has} of ${desk.notes.findLast(([name]) => name === member)?.[1] ?? '3'}`] };
    },
  },
  {
    about: 'late fees',
    verbs: ['back B', 'back B', 'owes M', 'pay M N'],
    example: 'lend moby ann|day 20|back moby|owes ann|pay ann 30|owes ann',
    before: BEFORE,
    text: [
      'A loan is for 14 days. back on a later day answers "late D, fee F": D = days beyond the 14, F = 10 a day, at most 200 a book. Fees add up to what a member owes. "owes MEMBER" answers the amount, "pay MEMBER N" takes N off, never below 0. Whoever owes 100 or more gets no book: lend answers "MEMBER owes N" (a book that is out is told first, as before).',
      'Books are lent for 14 days, and from now on it costs something to be late: 10 for each day after the fourteenth, but never more than 200 for one book. When a late book comes back, print "late 5, fee 50" (the days too late and the fee). We add up what each one owes. "owes MEMBER" tells it, "pay MEMBER N" means they paid N (if it is too much, they owe 0, there is no credit). With 100 or more to pay nobody gets another book, the answer is then "MEMBER owes N"; if the book is out anyhow, say that instead.',
      'The loan period is 14 days. If a book is returned D > 0 days after it, "late D, fee F" is answered, with F = 10 x D but no more than 200, and F is added to the debt of the member. The command "owes MEMBER" answers the debt; "pay MEMBER N" reduces it by N, to no less than 0. A loan to a member whose debt is at least 100 is refused with "MEMBER owes N"; if the book is out, the answer remains that of today.',
    ],
    cases: ['one day late', 'much too late', 'debts', 'drawn', 'drawn again'],
    program: `
const debts: Record<string, number> = {};

function refusal(desk: Desk, book: string, member: string): string {
  const debt = debts[member] ?? 0;
  return debt >= 100 ? member + ' owes ' + debt : '';
}

function lent(desk: Desk, book: string, member: string): void {}

function returned(desk: Desk, book: string, loan: Loan): string[] {
  const late = desk.day - loan.day - 14;
  if (late <= 0) return [];
  const fee = Math.min(200, 10 * late);
  debts[loan.member] = (debts[loan.member] ?? 0) + fee;
  return ['late ' + late + ', fee ' + fee];
}

function rule(desk: Desk, words: string[]): string[] | null {
  const [word, member, amount] = words;
  const debt = debts[member] ?? 0;
  if (word === 'owes') return [String(debt)];
  if (word !== 'pay') return null;
  debts[member] = Math.max(0, debt - Number(amount));
  return [];
}
`,
    other: `
const book = new Map<string, number[]>();

function owed(member: string): number {
  return (book.get(member) ?? []).reduce((sum, entry) => (sum + entry < 0 ? 0 : sum + entry), 0);
}

function enter(member: string, amount: number): void {
  book.set(member, [...(book.get(member) ?? []), amount]);
}

function refusal(_: Desk, __: string, member: string): string {
  return owed(member) < 100 ? '' : \`\${member} owes \${owed(member)}\`;
}

function lent(): void {}

function returned({ day }: Desk, _: string, { member, day: start }: Loan): string[] {
  const end = start + 14;
  if (day > end + 20) {
    enter(member, 200);
    return [\`late \${day - end}, fee 200\`];
  }
  if (day > end) {
    enter(member, (day - end) * 10);
    return [\`late \${day - end}, fee \${(day - end) * 10}\`];
  }
  return [];
}

function rule(_: Desk, [word, member, ...rest]: string[]): string[] | null {
  switch (word) {
    case 'pay':
      enter(member, -parseInt(rest[0], 10));
      return [];
    case 'owes':
      return [\`\${owed(member)}\`];
    default:
      return null;
  }
}
`,
    slips: [
      { why: 'A fee is at most 200 a book', from: 'Math.min(200, 10 * late)', to: '10 * late' },
      { why: 'Whoever owes exactly 100 gets no book', from: 'debt >= 100', to: 'debt > 100' },
      { why: 'Nobody has a credit', from: 'Math.max(0, debt - Number(amount))', to: 'debt - Number(amount)' },
    ],
    edges: {
      'one day late': 'lend a ann|day 15|back a|owes ann|lend a ann|day 30|back a|owes ann|lend b bob|back b',
      'much too late': 'lend a ann|lend b bob|day 35|back a|day 36|back b|owes ann|owes bob|lend a bob|who a',
      debts:
        'lend a ann|lend b ann|day 25|back a|owes ann|lend a ann|lend b cy|pay ann 10|lend a ann|pay ann 500|owes ann|back b|owes ann|pay cy 5|owes cy',
    },
    refuses: (desk, _, member) => {
      const debt = debtOf(desk.notes, member);
      return debt >= 100 ? `${member} owes ${debt}` : null;
    },
    lent: (desk) => desk,
    returned: (desk, loan) => {
      const days = desk.day - loan.from;
      if (days < 15) return { desk, says: [] };
      const fee = days > 34 ? 200 : 10 * (days - 14);
      const notes = [...desk.notes, [loan.member, String(fee)]];
      return { desk: { ...desk, notes }, says: [`late ${days - 14}, fee ${fee}`] };
    },
    command: (desk, [word, member = '', paid = '']) => {
      if (word === 'owes') return { desk, says: [String(debtOf(desk.notes, member))] };
      return word === 'pay' ? { desk: { ...desk, notes: [...desk.notes, [member, `-${paid}`]] }, says: [] } : null;
    },
  },
  ...waitingRules,
];

function debtOf(notes: readonly (readonly string[])[], member: string): number {
  return notes.filter(([name]) => name === member).reduce((debt, [, amount]) => Math.max(0, debt + Number(amount)), 0);
}
