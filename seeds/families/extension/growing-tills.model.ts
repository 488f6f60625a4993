/** What the stages of the family `growing-tills` are, and the till told again as an object that commands change. */

import type { Stage } from '../staged.ts';

export interface Sale {
  count: number;
  readonly name: string;
  readonly cents: number;
}

export interface Till {
  basket: Sale[];
  /** What was set by commands of the pricing, by name. */
  settings: Record<string, readonly number[]>;
  paid: number;
  customers: { readonly cents: number; readonly sales: readonly Sale[] }[];
}

/** New commands about prices. What is null is not one of them. */
export interface Pricing extends Stage {
  readonly about: string;
  readonly words: readonly string[];
  readonly shown: string;
  readonly edges: Readonly<Record<string, string>>;
  readonly total: (till: Till) => number;
  readonly command: (till: Till, words: readonly string[]) => readonly string[] | null;
  /** Whether the settings end with the customer. */
  readonly forgets: boolean;
}

/** New commands about customers; `ends` says that the customer is done before the lines are printed. */
export interface Closing extends Stage {
  readonly about: string;
  readonly words: readonly string[];
  readonly shown: string;
  readonly edges: Readonly<Record<string, string>>;
  readonly command: (till: Till, words: readonly string[], total: number, end: () => void) => readonly string[] | null;
}

export function money(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

export const plainTotal = ({ basket }: Till) => basket.reduce((sum, { count, cents }) => sum + count * cents, 0);

/** All that is printed for the lines. */
export function rung(lines: readonly string[], pricing: Pricing, closing: Closing): readonly string[] {
  const till: Till = { basket: [], settings: {}, paid: 0, customers: [] };
  const end = () => {
    if (till.basket.length > 0) till.customers.push({ cents: pricing.total(till), sales: till.basket });
    till.basket = [];
    till.paid = 0;
    if (pricing.forgets) till.settings = {};
  };
  return lines.flatMap((line) => {
    const words = line.split(' ');
    const [first = '', name = '', cents = ''] = words;
    if (line === 'next') {
      end();
      return [];
    }
    if (line === 'total') return [`total ${money(pricing.total(till))}`];
    if (/^\d+$/.test(first)) {
      till.basket.push({ count: Number(first), name, cents: Number(cents) });
      return [];
    }
    return pricing.command(till, words) ?? closing.command(till, words, pricing.total(till), end) ?? ['?'];
  });
}

/** How the given program counts, and the rest of its part about prices. */
export const TOTAL = `
def begin():
    pass

def total():
    return sum(count * cents for count, _, cents in basket)
`;

export const BEFORE = `${TOTAL}
def more(words):
    return False
`;
