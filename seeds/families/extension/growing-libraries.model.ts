/** What the extended loan desk of the family `growing-libraries` answers, told by going over what has been so far. */

import type { Stage } from '../staged.ts';

/** A loan that took place; `back` is null while the book is out. */
export interface Loan {
  readonly book: string;
  readonly member: string;
  readonly from: number;
  readonly back: number | null;
}

/** Everything that was entered and accepted so far. `notes` belong to the rule: what it wants to remember. */
export interface Desk {
  readonly day: number;
  readonly loans: readonly Loan[];
  readonly notes: readonly (readonly string[])[];
}

/** What a command does to the desk, and what it answers. */
export interface Answered {
  readonly desk: Desk;
  readonly says: readonly string[];
}

interface Addition extends Stage {
  readonly about: string;
  /** Forms of its commands: B and M stand for a book and a member, N for a number. */
  readonly verbs: readonly string[];
  readonly example: string;
  readonly edges: Readonly<Record<string, string>>;
  readonly command: (desk: Desk, words: readonly string[]) => Answered | null;
}

/** An addition about who may have a book. */
export interface Rule extends Addition {
  /** Why the member may not have the book, which is in. */
  readonly refuses: (desk: Desk, book: string, member: string) => string | null;
  readonly lent: (desk: Desk, book: string, member: string) => Desk;
  /** What is said about a loan that ends today, in the desk where it has ended. */
  readonly returned: (desk: Desk, loan: Loan) => Answered;
}

export type Listing = Addition;

/** The program as it is given knows no rule of lending. */
export const LENDING_BEFORE = `
function refusal(desk: Desk, book: string, member: string): string {
  return '';
}

function lent(desk: Desk, book: string, member: string): void {}

function returned(desk: Desk, book: string, loan: Loan): string[] {
  return [];
}

function rule(desk: Desk, words: string[]): string[] | null {
  return null;
}
`;

export const outOf = (desk: Desk, book: string): Loan | undefined =>
  desk.loans.find((loan) => loan.book === book && loan.back === null);

function lend(desk: Desk, book: string, member: string, rule: Rule): Answered {
  const no = outOf(desk, book) === undefined ? rule.refuses(desk, book, member) : `${book} is out`;
  if (no !== null) return { desk, says: [no] };
  const loan = { book, member, from: desk.day, back: null };
  return { desk: rule.lent({ ...desk, loans: [...desk.loans, loan] }, book, member), says: [] };
}

function giveBack(desk: Desk, book: string, rule: Rule): Answered {
  const loan = outOf(desk, book);
  if (loan === undefined) return { desk, says: [`${book} is not out`] };
  const loans = desk.loans.map((one) => (one === loan ? { ...loan, back: desk.day } : one));
  return rule.returned({ ...desk, loans }, loan);
}

function step(desk: Desk, line: string, rule: Rule, listing: Listing): Answered {
  const words = line.split(' ');
  const [word, book = '', member = ''] = words;
  if (word === 'day') return { desk: { ...desk, day: Number(book) }, says: [] };
  if (word === 'lend') return lend(desk, book, member, rule);
  if (word === 'back') return giveBack(desk, book, rule);
  if (word === 'who') return { desk, says: [outOf(desk, book)?.member ?? 'nobody'] };
  return rule.command(desk, words) ?? listing.command(desk, words) ?? { desk, says: [`unknown ${word}`] };
}

/** All answers to the lines. */
export function answers(lines: readonly string[], rule: Rule, listing: Listing): string[] {
  let desk: Desk = { day: 1, loans: [], notes: [] };
  return lines.flatMap((line) => {
    const { desk: next, says } = step(desk, line, rule, listing);
    desk = next;
    return says;
  });
}
