/** Study family: the program of a till in Python that learns new commands about prices and about customers. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily } from '../staged-family.ts';
import { closings } from './growing-tills.closings.ts';
import { type Closing, type Pricing, rung } from './growing-tills.model.ts';
import { pricings } from './growing-tills.pricings.ts';

const START = `
import sys

basket = []

def money(cents):
    return f'{cents // 100}.{cents % 100:02d}'
`;

const END = `
def next_customer():
    leave()
    basket.clear()
    begin()

for line in sys.stdin:
    words = line.split()
    if words[0].isdigit():
        basket.append((int(words[0]), words[1], int(words[2])))
    elif words == ['total']:
        print('total', money(total()))
    elif words == ['next']:
        next_customer()
    elif not more(words) and not also(words):
        print('?')
`;

const OTHER_END = `
def next_customer():
    leave()
    del basket[:]
    begin()

def handle(line):
    if line == 'next':
        next_customer()
    elif line == 'total':
        print('total ' + money(total()))
    else:
        words = line.split(' ')
        try:
            count = int(words[0])
        except ValueError:
            if not (also(words) or more(words)):
                print('?')
            return
        basket.append((count, words[1], int(words[2])))

for line in sys.stdin.read().splitlines():
    handle(line)
`;

function drawn(random: Chance, count: number, pricing: Pricing, closing: Closing): string[] {
  const prices = { tea: [150, 140], bun: [85], cake: [449, 375], milk: [99], apple: [41, 37] } as const;
  const names = ['tea', 'bun', 'cake', 'milk', 'apple'] as const;
  return Array.from({ length: count }, () => {
    const name = random.pick(names);
    const kind = random.below(12);
    if (kind < 6) return `${1 + random.below(6)} ${name} ${random.pick<number>(prices[name])}`;
    if (kind < 8) return random.pick(pricing.words);
    if (kind < 10) return random.pick(closing.words);
    return random.pick(['total', 'total', 'next', 'open']);
  });
}

/** Growing tills: four extensions about prices, three about customers. */
export const growingTills = stagedFamily<readonly string[], Pricing, Closing>(
  {
    name: 'growing-tills',
    category: 'extension',
    skills: ['Python', 'Point of Sale'],
    firsts: pricings,
    seconds: closings,
  },
  ({ first, second, place, random }) => {
    const shop = random.pick(['the museum cafe', 'a farm shop', 'our canteen', 'a beach kiosk']);
    const named = (texts: readonly [string, string, string]) =>
      texts.map((text) => text.replace('{shop}', shop)) as unknown as readonly [string, string, string];
    return {
      titles: [
        `Python till: add ${first.about} and ${second.about}`,
        `Our till (${shop}) should learn ${first.about} and ${second.about}`,
        `Extension of a till program by ${first.about} and ${second.about}`,
      ],
      openings: named([
        'This is the till of {shop}, commands on standard input, answers on standard output.{program}Add two things and deliver the whole program as solution.py. Sales, total, next and the ? for unknown commands must work as before.',
        'Hello, at {shop} we type into this little program, and it does what it should:{program}A sale is typed as number of pieces, name and price in cents. Now it has to learn two more things. Whatever it does today it must do tomorrow as well. Please send the complete program as solution.py.',
        'The program below, used at {shop}, processes commands from standard input; a sale consists of pieces, name and price in cents.{program}It shall be extended by the following commands and delivered in full as solution.py, preserving its present behaviour.',
      ]),
      endings: [
        'Input is well formed: words with one blank between, no empty lines, names of up to ten small letters. Wherever a total is mentioned it is the one that total prints.',
        'Nobody types nonsense except for unknown commands; there are no empty lines, and names have ten small letters at most. By total I always mean what the command total would print.',
        'Lines are well formed and not blank, with single blanks; names consist of at most ten small letters. "Total" refers to the value printed by the command total.',
      ],
      minutes: 30 + 5 * place[0] + 5 * place[1],
      acceptance: { kind: 'stdio' },
      comparator: { kind: 'exact' },
      frame: (parts) => `${START}${parts.join('')}${END}`,
      otherFrame: (parts) => `${START}${parts.join('')}${OTHER_END}`,
      how: 'other structures for what is new, and a function for each line',
      visible: { 'first example': first.shown.split('|'), 'second example': second.shown.split('|') },
      hidden: {
        'no lines': [],
        'old commands': '2 tea 150|1 bun 85|total|open|next|total|3 cake 5|total|open up|total now'.split('|'),
        ...Object.fromEntries(
          Object.entries({ ...first.edges, ...second.edges }).map(([name, text]) => [name, text.split('|')]),
        ),
        drawn: drawn(random, 25, first, second),
        'drawn again': drawn(random, 60, first, second),
        'drawn once more': drawn(random, 110, first, second),
        'a busy day': drawn(random, 600, first, second),
      },
      input: (lines) => lines.map((line) => `${line}\n`).join(''),
      answer: (lines) =>
        rung(lines, first, second)
          .map((line) => `${line}\n`)
          .join(''),
    };
  },
);
