/** Study family: offers of a web page in four layouts, and three questions about them. */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';
import { stagedFamily } from '../staged-family.ts';
import { layouts } from './offer-pages.layouts.ts';
import type { Layout, Offer } from './offer-pages.offers.ts';

interface Question extends Stage {
  readonly about: string;
  readonly answer: (offers: readonly Offer[], limit: number) => Json;
}

const price = ({ cents }: Offer) => cents ?? Number.POSITIVE_INFINITY;
const plain = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const questions: readonly Question[] = [
  {
    about: 'the cheapest of each town',
    text: [
      'Return a list of [town, name, cents], the cheapest offer of each town, towns in order of code points. Of equal prices the first on the page. Towns where no offer has a price are missing, as are offers dearer than limit cents.',
      'I want the best price per town: a list of [town, name, cents], sorted by town (code points). If two cost the same the upper one wins. Leave out whatever costs more than limit (cents), has no price, and so perhaps whole towns.',
      'The result is a list of [town, name, cents] with one entry per town, by code points of the town, naming its cheapest offer, the earlier of equals. Offers without a price or above limit (in cents) are disregarded.',
    ],
    cases: ['equal prices', 'the limit itself'],
    program: `
def survey(html, limit):
    best = {}
    for name, town, cents in read(html):
        if cents is not None and cents <= limit and (town not in best or cents < best[town][1]):
            best[town] = (name, cents)
    return [[town, *best[town]] for town in sorted(best)]
`,
    other: `
from itertools import groupby

def survey(html, limit):
    fitting = [(town, cents, place, name) for place, (name, town, cents) in enumerate(read(html)) if cents is not None]
    result = []
    for town, group in groupby(sorted(fitting), key=lambda entry: entry[0]):
        _, cents, _, name = next(group)
        if cents <= limit:
            result.append([town, name, cents])
    return result
`,
    slips: [
      { why: 'The first of equal prices counts', from: 'cents < best[town][1]', to: 'cents <= best[town][1]' },
      { why: 'An offer at the limit still counts', from: 'cents <= limit', to: 'cents < limit' },
    ],
    answer: (offers, limit) =>
      [...new Set(offers.map(({ town }) => town))].toSorted(plain).flatMap((town) => {
        const least = Math.min(
          ...offers.map((offer) => (offer.town === town ? price(offer) : Number.POSITIVE_INFINITY)),
        );
        const found = offers.find((offer) => offer.town === town && offer.cents === least);
        return found === undefined || least > limit ? [] : [[town, found.name, least]];
      }),
  },
  {
    about: 'all, cheap ones first',
    text: [
      'Return a list of objects with name, town and cents (null where there is none), cheapest first, those without a price last, equal ones in the order of the page. The same name in the same town is listed once, with its lowest price. Names and towns are compared as they are. At most limit objects, taken from the front.',
      'Give me everything in one list of {"name", "town", "cents"}, from cheap to dear, with those that have no price (null) at the end, and otherwise in page order. Some are there twice, same name and same town: keep the cheaper one only (where neither costs anything known, the first). I only need the first limit entries.',
      'The result is a list of objects with the members name, town, cents (null if unknown), ascending by price with unknown prices last, stable with regard to the page. Of several offers equal in name and town only the one with the lowest price (the first of these) appears. The list is cut after limit objects.',
    ],
    cases: ['equal prices', 'doubles'],
    program: `
def survey(html, limit):
    result = []
    seen = set()
    for name, town, cents in sorted(read(html), key=lambda offer: (offer[2] is None, offer[2] or 0)):
        if (name, town) not in seen:
            seen.add((name, town))
            result.append({'name': name, 'town': town, 'cents': cents})
    return result[:limit]
`,
    other: `
def survey(html, limit):
    infinite = float('inf')
    best = {}
    for place, (name, town, cents) in enumerate(read(html)):
        entry = (infinite if cents is None else cents, place)
        best[name, town] = min(entry, best.get((name, town), entry))
    result = []
    for (name, town), (cents, _) in sorted(best.items(), key=lambda item: item[1]):
        if len(result) < limit:
            result.append(dict(name=name, town=town, cents=None if cents == infinite else cents))
    return result
`,
    slips: [
      {
        why: 'Offers without a price come last',
        from: 'key=lambda offer: (offer[2] is None, offer[2] or 0)',
        to: 'key=lambda offer: offer[2] or 0',
      },
      {
        why: 'The same name in another town is another offer',
        from: 'if (name, town) not in seen:\n            seen.add((name, town))',
        to: 'if name not in seen:\n            seen.add(name)',
      },
    ],
    answer: (offers, limit) =>
      offers
        .map((offer, index) => ({ offer, index }))
        .toSorted((a, b) => (price(a.offer) === price(b.offer) ? a.index - b.index : price(a.offer) - price(b.offer)))
        .map(({ offer }) => offer)
        .filter(
          (offer, index, all) =>
            all.findIndex(({ name, town }) => name === offer.name && town === offer.town) === index,
        )
        .slice(0, limit)
        .map(({ name, town, cents }) => ({ name, town, cents })),
  },
  {
    about: 'figures',
    text: [
      'Return an object: offers (how many), unpriced (how many have no price), average (of the prices, in cents, halves rounded up; null without any), dearest (names of all with the highest price, page order), towns (object: town to number of its offers), over (how many cost more than limit cents).',
      'Just figures please, as an object: offers is their number, unpriced how many of them lack a price, average the mean price in whole cents (a half goes up; null if nothing has a price), dearest a list of the names with the highest price in page order, towns says how many offers each town has, and over counts those above limit (cents).',
      'The result is an object with the members offers (count), unpriced (count without price), average (mean price in cents, rounded half up, or null), dearest (names of all offers at the highest price, in page order), towns (count per town) and over (count of prices above limit, in cents).',
    ],
    cases: ['equal prices', 'the limit itself'],
    program: `
def survey(html, limit):
    offers = read(html)
    prices = [cents for _, _, cents in offers if cents is not None]
    towns = {}
    for _, town, _ in offers:
        towns[town] = towns.get(town, 0) + 1
    return {
        'offers': len(offers),
        'unpriced': len(offers) - len(prices),
        'average': (2 * sum(prices) + len(prices)) // (2 * len(prices)) if prices else None,
        'dearest': [name for name, _, cents in offers if prices and cents == max(prices)],
        'towns': towns,
        'over': sum(cents > limit for cents in prices),
    }
`,
    other: `
from collections import Counter
from fractions import Fraction
from math import floor

def survey(html, limit):
    report = {'offers': 0, 'unpriced': 0, 'average': None, 'dearest': [], 'towns': Counter(), 'over': 0}
    top = total = 0
    for name, town, cents in read(html):
        report['offers'] += 1
        report['towns'].update([town])
        if cents is None:
            report['unpriced'] += 1
            continue
        total += cents
        report['over'] += cents > limit
        if cents >= top:
            report['dearest'] = report['dearest'] * (cents == top) + [name]
            top = cents
    priced = report['offers'] - report['unpriced']
    if priced:
        report['average'] = floor(Fraction(total, priced) + Fraction(1, 2))
    report['towns'] = dict(report['towns'])
    return report
`,
    slips: [
      {
        why: 'The average is of the offers that have a price',
        from: '(2 * sum(prices) + len(prices)) // (2 * len(prices))',
        to: '(2 * sum(prices) + len(offers)) // (2 * len(offers))',
      },
      {
        why: 'All names with the highest price are listed',
        from: 'if prices and cents == max(prices)],',
        to: 'if prices and cents == max(prices)][:1],',
      },
    ],
    answer: (offers, limit) => {
      const prices = offers.flatMap(({ cents }) => cents ?? []);
      const sum = prices.reduce((total, cents) => total + cents, 0);
      return {
        offers: offers.length,
        unpriced: offers.length - prices.length,
        average: prices.length === 0 ? null : Math.round(sum / prices.length),
        dearest: offers.filter(({ cents }) => cents !== null && cents === Math.max(...prices)).map(({ name }) => name),
        towns: Object.fromEntries(
          offers.map(({ town }) => [town, offers.filter((other) => other.town === town).length]),
        ),
        over: prices.filter((cents) => cents > limit).length,
      };
    },
  },
];

const offer = (name: string, town: string, cents: number | null): Offer => ({ name, town, cents });
const NAMES = ['Hut', 'Café & Bar', 'Room "Blue"', 'Old Mill', "Anna's", 'Loft <3', 'Barn 7'];
const TOWNS = ['Ulm', 'Kiel', 'Bad Tölz', 'Saint-Malo', 'Aix & Arles'];

function drawn(random: Chance, count: number): Offer[] {
  return Array.from({ length: count }, () =>
    offer(
      random.pick(NAMES) + (random.below(2) === 0 ? '' : ` ${random.below(count)}`),
      random.pick(TOWNS),
      random.below(5) === 0 ? null : 50 * (1 + random.below(4000)) + random.below(2),
    ),
  );
}

/** Offer pages: four layouts, three questions. */
export const offerPages = stagedFamily<{ offers: readonly Offer[]; limit: number }, Layout, Question>(
  {
    name: 'offer-pages',
    category: 'web_scraping',
    skills: ['Python', 'Web Scraping'],
    firsts: layouts,
    seconds: questions,
  },
  ({ first, second, place, random }) => {
    const site = random.pick(['a holiday portal', 'a flat market', 'a bicycle exchange', 'a portal of boats']);
    const listed = place[1] === 1;
    const of = (...offers: Offer[]) => ({ offers, limit: listed ? 4 : 100_000 });
    const layout = ['cards', 'table', 'definition lists', 'data attributes'][place[0]] ?? '';
    return {
      titles: [
        `Scrape offers of ${site} (${layout}): ${second.about}`,
        `Get me ${second.about} from the pages of ${site} (${layout})`,
        `Evaluation of ${layout} on pages of ${site}: ${second.about}`,
      ],
      openings: [
        `Python, only the standard library: write survey(html, limit) in solution.py. html is the text of one page of ${site}.`,
        `Hello! Every week I copy offers from ${site} by hand. I save the page, and you write me survey(html, limit) in solution.py (Python, nothing to install), which gets the whole page as a string.`,
        `A function survey(html, limit) in Python (solution.py, standard library only) is to evaluate a stored page of ${site}, passed as a string.`,
      ],
      endings: [
        'Entities such as &amp; and &#233; are decoded everywhere; tags and attributes may be in capitals; names may contain simple tags; white space around a text does not count. A page may have no offers (empty result, zero counts).',
        'Mind that &amp;, &#233; and the like have to become real letters, that tags come in small or capital letters, that a name may have tags in it and blanks around it, and that a page can be without any offer: then lists are empty and counts 0.',
        'Character references are to be decoded. Tag names are case-insensitive, texts may contain inline tags and surrounding white space, which is not part of them. Without offers, lists are empty and counts zero.',
      ],
      minutes: 45 + 15 * place[0] + 10 * place[1],
      acceptance: { kind: 'function', entry: 'survey' },
      frame: (parts) => parts.join(''),
      how:
        place[0] === 0
          ? 'cuts the page by regular expressions'
          : 'finds the offers by patterns instead of a parser of events',
      visible: {
        'two offers': of(offer('Old Mill', 'Ulm', 4500), offer('Hut', 'Kiel', 120_050)),
        'three offers': of(offer('Barn', 'Ulm', 8050), offer('Loft', 'Ulm', 7025), offer('Tent', 'Kiel', 9975)),
      },
      hidden: {
        none: of(),
        entities: of(
          offer('Café & Bar', 'Aix & Arles', 700),
          offer('"Blue" <3', 'Bad Tölz', 705),
          offer("Anna's &amp; co", 'Ulm', 999),
        ),
        'no price': of(
          offer('Hut', 'Ulm', null),
          offer('Hut', 'Kiel', 300),
          offer('Mill', 'Bonn', null),
          offer('Barn', 'Kiel', 40_000),
        ),
        'without any price': of(offer('Hut', 'Ulm', null), offer('Mill', 'Bonn', null), offer('Inn', 'Wien', null)),
        'equal prices': of(
          offer('C', 'Ulm', 500),
          offer('B', 'Ulm', 500),
          offer('A', 'Bonn', 500),
          offer('D', 'Ulm', 400),
          offer('E', 'Ulm', 400),
        ),
        'the limit itself': of(
          offer('Exactly', 'Ulm', 100_000),
          offer('Above', 'Bonn', 100_001),
          offer('Below', 'Kiel', 99_999),
        ),
        doubles: of(
          offer('Hut', 'Ulm', 900),
          offer('Hut', 'Ulm', 800),
          offer('Hut', 'Bonn', 850),
          offer('Hut', 'Ulm', null),
          offer('Mill', 'Ulm', null),
          offer('Mill', 'Ulm', null),
        ),
        'small and large': of(
          offer('Pen', 'Ulm', 5),
          offer('Ship', 'Kiel', 123_456_789),
          offer('Pin', 'Ulm', 10),
          offer('Car', 'Kiel', 1_000_000),
        ),
        drawn: of(...drawn(random, 12)),
        'drawn again': { offers: drawn(random, 40), limit: listed ? 25 : 90_000 },
        'a large page': { offers: drawn(random, 220), limit: listed ? 150 : 120_000 },
      },
      input: ({ offers, limit }) => [first.page(offers), limit],
      answer: ({ offers, limit }) => second.answer(offers, limit),
    };
  },
);
