/** Names that families draw from, so that further variants speak of other people, places and firms. */

import type { Chance } from '../../server/kernel/prng.ts';

const PEOPLE =
  `Ada Boris Carla Dmitri Elena Farid Greta Hugo Ines Jonas Karim Lena Marta Nils Olga Pedro Quinn Rosa Stefan
Tara Umar Vera Wanda Xenia Yusuf Zoe Anton Bella Cyril Dora Emil Fiona Goran Hanna Ivan Julia Kemal Liv Milan Nadia`.split(
    /\s+/,
  );
const FIRMS =
  `Alderbrook Bluestone Cedarline Dunmore Eastgate Fairhaven Greywater Hillcrest Ironbridge Juniper Kestrel Larkfield
Millrace Northwind Oakshott Pinehurst Quarry Redfern Silverdale Thornbury Upland Valebrook Westmere Yarrow`.split(
    /\s+/,
  );
const TOWNS =
  `Arden Bexley Corby Dover Epsom Frome Goole Hythe Ilford Jarrow Kendal Ludlow Malton Newark Oakham Penrith Redcar
Selby Thirsk Ulverston Ventnor Whitby Yeovil Zennor`.split(/\s+/);

export const someFirm = (random: Chance): string => random.pick(FIRMS);
/** `count` different first names, in random order. */
export const somePeople = (random: Chance, count: number): string[] => random.shuffle(PEOPLE).slice(0, count);
/** `count` different names of towns, in random order. */
export const someTowns = (random: Chance, count: number): string[] => random.shuffle(TOWNS).slice(0, count);

/** `count` items made one after the other. */
export function drawn<Item>(count: number, make: (at: number) => Item): Item[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

/** A whole number from `low` to `high`, both included. */
export const between = (random: Chance, low: number, high: number): number => low + random.below(high - low + 1);

export const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
