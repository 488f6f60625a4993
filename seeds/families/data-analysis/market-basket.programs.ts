/** Reference, alternative and wrong programs of the family `market-basket`. */

import { edited, type WrongProgram } from '../family.ts';
import { python } from '../study-parts.ts';
import { type BasketNames, type BasketSettings, callOf } from './market-basket.posting.ts';

/** Counts every combination of every basket. */
export function byCounting(settings: BasketSettings, names: BasketNames): string {
  const { subject, measure, selection, data } = settings;
  const { item, receipt } = names;
  const size = subject === 'triples' ? 3 : 2;
  const baskets =
    data === 'baskets'
      ? '    sets = [set(basket) for basket in baskets]\n'
      : python`    by_receipt = {}
    for ${receipt}, name in lines:
        basket = by_receipt.setdefault(${receipt}, set())
        if name:
            basket.add(name)
    sets = list(by_receipt.values())
`;
  const combinations = {
    pairs: '        counts.update(combinations(sorted(basket), 2))\n',
    triples: '        counts.update(combinations(sorted(basket), 3))\n',
    across: python`        for pair in combinations(sorted(basket), 2):
            if kind(pair[0]) != kind(pair[1]):
                counts[pair] += 1
`,
    companions: python`        if ${item} in basket:
            counts.update((${item}, other) for other in basket - {${item}})
`,
  }[subject];
  const singles = measure === 'support' ? '' : '    singles = Counter(name for basket in sets for name in basket)\n';
  const score = {
    support: '        score = half_up(1000 * together, len(sets))\n',
    lift:
      size === 3
        ? python`        alone = singles[items[0]] * singles[items[1]] * singles[items[2]]
        score = half_up(1000 * len(sets) ** 2 * together, alone)
`
        : python`        alone = singles[items[0]] * singles[items[1]]
        score = half_up(1000 * len(sets) * together, alone)
`,
    overlap:
      size === 3
        ? python`        either = sum(not basket.isdisjoint(items) for basket in sets)
        score = half_up(1000 * together, either)
`
        : python`        either = singles[items[0]] + singles[items[1]] - together
        score = half_up(1000 * together, either)
`,
  }[measure];
  const result = {
    often: python`        if together >= bound:
            found.append({"items": list(items), "together": together, "score": score})
    return sorted(found, key=lambda entry: (-entry["together"], entry["items"]))
`,
    best: python`        found.append({"items": list(items), "together": together, "score": score})
    found.sort(key=lambda entry: (-entry["score"], -entry["together"], entry["items"]))
    return found[:bound]
`,
    strong: python`        if score >= bound:
            found.append({"items": list(items), "together": together, "score": score})
    return sorted(found, key=lambda entry: entry["items"])
`,
  }[selection];
  const kind = subject === 'across' ? '\n\ndef kind(name):\n    return name.split("/", 1)[0]\n' : '';
  const used = measure === 'overlap' && size === 3 ? '' : singles;
  return python`
from collections import Counter
${subject === 'companions' ? '' : 'from itertools import combinations\n'}

def half_up(part, whole):
    return (2 * part + whole) // (2 * whole)
${kind}

def ${callOf(settings, names)}:
${baskets}${used}    counts = Counter()
    for basket in sets:
${combinations}    found = []
    for items, together in counts.items():
${score}${result}`;
}

/** Notes for every name in which baskets it is, and intersects these sets. */
export function byPlaces(settings: BasketSettings, names: BasketNames): string {
  const { subject, measure, selection, data } = settings;
  const { item } = names;
  const places =
    data === 'baskets'
      ? python`    for number, basket in enumerate(baskets):
        for name in basket:
            places.setdefault(name, set()).add(number)
    total = len(baskets)
`
      : python`    for number, name in lines:
        if name:
            places.setdefault(name, set()).add(number)
    total = len({number for number, _ in lines})
`;
  const walk = {
    pairs: python`    ordered = sorted(places)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1:]:
            both = places[one] & places[other]
            if both:
                consider([one, other], len(both))
`,
    across: python`    ordered = sorted(places)
    kinds = {name: name.partition("/")[0] for name in ordered}
    for one in ordered:
        for other in ordered:
            if one < other and kinds[one] != kinds[other]:
                together = len(places[one] & places[other])
                if together:
                    consider([one, other], together)
`,
    companions: python`    mine = places.get(${item}, set())
    for other in sorted(places):
        together = len(mine & places[other])
        if together and other != ${item}:
            consider([${item}, other], together)
`,
    triples: python`    ordered = sorted(places)
    for first, one in enumerate(ordered):
        for second in range(first + 1, len(ordered)):
            both = places[one] & places[ordered[second]]
            if not both:
                continue
            for third in ordered[second + 1:]:
                everything = both & places[third]
                if everything:
                    consider([one, ordered[second], third], len(everything))
`,
  }[subject];
  const lift =
    subject === 'triples'
      ? 'Fraction(1000 * total * total * together, a * b * c)'
      : 'Fraction(1000 * total * together, a * b)';
  const letters = subject === 'triples' ? 'a, b, c' : 'a, b';
  const exact = {
    support: '        exact = Fraction(1000 * together, total)\n',
    lift: `        ${letters} = (len(places[name]) for name in items)\n        exact = ${lift}\n`,
    overlap:
      '        union = set().union(*(places[name] for name in items))\n        exact = Fraction(1000 * together, len(union))\n',
  }[measure];
  const keep = {
    often: '        if together < bound:\n            return\n',
    best: '',
    strong: '',
  }[selection];
  const add = '        rows.append({"items": items, "together": together, "score": score})\n';
  const finish = {
    often: '    rows.sort(key=lambda row: row["together"], reverse=True)\n    return rows\n',
    best: '    rows.sort(key=lambda row: (row["score"], row["together"]), reverse=True)\n    return rows[:bound]\n',
    strong: '    return rows\n',
  }[selection];
  return python`
from fractions import Fraction
from math import floor


def ${callOf(settings, names)}:
    places = {}
${places}    rows = []

    def consider(items, together):
${keep}${exact}        score = floor(exact + Fraction(1, 2))
${selection === 'strong' ? `        if score >= bound:\n    ${add}` : add}
${walk}${finish}`;
}

export function wrong(settings: BasketSettings, names: BasketNames): WrongProgram[] {
  const source = byCounting(settings, names);
  const programs: WrongProgram[] = [
    {
      name: 'cuts-scores',
      why: 'Scores are rounded half up, not cut off.',
      program: edited(source, '(2 * part + whole) // (2 * whole)', 'part // whole'),
    },
  ];
  if (settings.measure === 'support') {
    programs.push({
      name: 'empty-baskets-forgotten',
      why: 'A basket with nothing in it counts as a basket.',
      program: edited(source, '1000 * together, len(sets)', '1000 * together, sum(map(bool, sets))'),
    });
  } else {
    programs.push({
      name: 'support-as-score',
      why: `The score is the ${settings.measure}, not the share of baskets.`,
      program: byCounting({ ...settings, measure: 'support' }, names),
    });
  }
  if (settings.subject === 'across') {
    programs.push({
      name: 'same-kind-too',
      why: 'Only pairs of different kinds are wanted.',
      program: byCounting({ ...settings, subject: 'pairs' }, names),
    });
  }
  if (settings.data === 'baskets' && settings.subject !== 'companions') {
    programs.push({
      name: 'names-twice',
      why: 'A name that is twice in a basket counts once.',
      program: edited(source, 'set(basket) for basket in baskets', 'basket for basket in baskets').replace(
        'not basket.isdisjoint(items)',
        'bool(set(items) & set(basket))',
      ),
    });
  }
  if (settings.data === 'lines') {
    programs.push({
      name: 'empty-name-is-a-name',
      why: 'A line with an empty name adds nothing to its basket.',
      program: edited(source, '        if name:\n            basket.add(name)', '        basket.add(name)'),
    });
  }
  if (settings.selection === 'best') {
    programs.push({
      name: 'one-more-than-the-bound',
      why: 'As many as the bound says are wanted.',
      program: edited(source, 'found[:bound]', 'found[: bound + 1]'),
    });
    if (settings.measure === 'lift') {
      programs.push({
        name: 'together-does-not-matter',
        why: 'Of equal scores the one that is together more often comes first.',
        program: edited(source, '-entry["score"], -entry["together"], ', '-entry["score"], '),
      });
    }
  } else {
    programs.push({
      name: 'more-than-the-bound',
      why: 'Exactly the bound is enough.',
      program: edited(source, '>= bound', '> bound'),
    });
  }
  return programs;
}
