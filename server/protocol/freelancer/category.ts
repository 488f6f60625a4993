/** Freelancer.com's categories of work, with its numbers. Its thirteen kinds of local tasks have numbers, and no known names. */

export interface Category {
  readonly id: number;
  readonly name: string;
}

const WEBSITES: Category = { id: 1, name: 'Websites, IT & Software' };

export const CATEGORIES: readonly Category[] = [
  WEBSITES,
  { id: 2, name: 'Writing & Content' },
  { id: 3, name: 'Design, Media & Architecture' },
  { id: 4, name: 'Data Entry & Admin' },
  { id: 5, name: 'Engineering & Science' },
  { id: 6, name: 'Sales & Marketing' },
  { id: 7, name: 'Business, Accounting, Human Resources & Legal' },
  { id: 8, name: 'Product Sourcing & Manufacturing' },
  { id: 9, name: 'Mobile Phones & Computing' },
  { id: 10, name: 'Translation & Languages' },
  { id: 11, name: 'Local Jobs & Trades' },
  { id: 12, name: 'Local Jobs & Services' },
  { id: 99, name: 'Other' },
];

export function categoryOf(id: number): Category {
  return CATEGORIES.find((one) => one.id === id) ?? WEBSITES;
}
