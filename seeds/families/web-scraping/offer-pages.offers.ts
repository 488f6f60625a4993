/** Offers of the family `offer-pages`, what a layout is, and how prices are written. */

import type { Stage } from '../staged.ts';

export interface Offer {
  readonly name: string;
  readonly town: string;
  readonly cents: number | null;
}

export interface Layout extends Stage {
  readonly page: (offers: readonly Offer[]) => string;
}

export const entity = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('é', '&#233;');
export const euros = (cents: number) => (cents / 100).toFixed(2);
export const german = (cents: number) =>
  `${euros(cents)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/g, '.')} €`;
export const english = (cents: number) => `EUR ${euros(cents).replace(/\B(?=(\d{3})+\.)/g, ',')}`;
