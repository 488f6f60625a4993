/** Four ways to vote in the family `broken-ballots`. */

import { type Counting, nameAt, type Vote } from './broken-ballots.model.ts';

/** Every name with what it gets for being liked so much. */
const given = ({ likes }: Vote, names: readonly string[], worth: (rank: number) => number): number[] =>
  names.map((_, place) => (likes.includes(place) ? worth(likes.indexOf(place)) : 0));

const spoiled = ({ habit, likes }: Vote): boolean =>
  likes.length === 0 || habit === 'twice' || habit === 'stranger' || habit === 'shouting';

/** The names of a ballot as somebody with this habit writes them. */
function listed({ likes, habit }: Vote, names: readonly string[]): string[] {
  const written = likes.map((place) => nameAt(names, place));
  if (habit === 'blanks') return written.map((name) => `  ${name} `);
  if (habit === 'twice') return [...written, ...written.slice(0, 1)];
  if (habit === 'stranger') return ['Mickey', ...written];
  return habit === 'shouting' ? written.map((name, at) => (at === 0 ? name.toUpperCase() : name)) : written;
}

export const countings: readonly Counting[] = [
  {
    about: 'one cross each',
    text: [
      'A ballot is one name and gives it a point. Capital and small letters are the same there, and blanks before and after the name do not count. Any other ballot, such as an empty one, one with two names or with an unknown one, is invalid and gives nothing to anybody.',
      'How we vote: everybody writes one name, which gets one point. Some write it in capitals and some with blanks before or behind it, that is all fine. If it is empty, or not one of the names, or two names, then the ballot is void and nobody gets anything.',
      'Every ballot containing exactly one of the names, irrespective of case and of surrounding blanks, yields one point for this name. All other ballots are void and yield no points.',
    ],
    cases: ['odd letters', 'blanks', 'strangers', 'named twice', 'empty ballots', 'drawn'],
    program: `
def points(ballots, names):
    known = {name.lower(): name for name in names}
    totals = {name: 0 for name in names}
    for ballot in ballots:
        name = known.get(ballot.strip().lower())
        if name is not None:
            totals[name] += 1
    return totals
`,
    other: `
def points(ballots, names):
    cast = [ballot.lower().strip() for ballot in ballots]
    return {name: cast.count(name.lower()) for name in names}
`,
    slips: [
      {
        why: 'Blanks around the name do not count',
        from: 'known.get(ballot.strip().lower())',
        to: 'known.get(ballot.lower())',
        symptom: 'Ballots with a blank before the name are lost.',
      },
      {
        why: 'Void ballots give nothing to anybody',
        from: '        if name is not None:\n            totals[name] += 1',
        to: '        totals[name or names[0]] += 1',
        symptom: 'Whoever is first on the list gets more points than there are ballots for them.',
      },
    ],
    write: (vote, names) =>
      vote.habit === 'plain'
        ? nameAt(names, vote.likes[0] ?? -1)
        : listed(vote, names)
            .slice(0, vote.habit === 'twice' ? 9 : 1)
            .join(' '),
    points: (vote, names) =>
      names.map((_, place) => (place === vote.likes[0] && vote.habit !== 'stranger' && vote.habit !== 'twice' ? 1 : 0)),
  },
  {
    about: 'as many crosses as you like',
    text: [
      'A ballot lists any number of names, separated by commas (blanks around a name do not count), and gives each one point. A name that is on a ballot twice gets one point of it. What is none of the names, written exactly so, is ignored; the rest of that ballot counts.',
      'Everybody writes down all the names they could live with, commas between, with or without blanks, and each of those gets a point. Writing a name twice does not help, it is one point per ballot. Names that we do not have (also mary instead of Mary) are skipped, but the others on that paper still count.',
      'A ballot is a list separated by commas; blanks around its parts are insignificant. Each of the names occurring in it, in exactly the same spelling, receives one point, regardless of how often it occurs. Other parts are disregarded without affecting the remaining ones.',
    ],
    cases: ['odd letters', 'blanks', 'strangers', 'named twice', 'empty ballots', 'drawn'],
    program: `
def points(ballots, names):
    totals = dict.fromkeys(names, 0)
    for ballot in ballots:
        marked = dict.fromkeys(part.strip() for part in ballot.split(','))
        for name in marked:
            if name not in totals:
                continue
            totals[name] += 1
    return totals
`,
    other: `
import re

def points(ballots, names):
    totals = {}
    for name in names:
        form = re.compile(r'(?:^|,)\\s*' + re.escape(name) + r'\\s*(?:,|$)')
        totals[name] = sum(form.search(ballot) is not None for ballot in ballots)
    return totals
`,
    slips: [
      {
        why: 'A name on a ballot twice gets one point of it',
        from: "dict.fromkeys(part.strip() for part in ballot.split(','))",
        to: "[part.strip() for part in ballot.split(',')]",
        symptom: 'Writing a name twice gives it two points.',
      },
      {
        why: 'An unknown name does not spoil the rest of a ballot',
        from: '                continue\n            totals[name] += 1',
        to: '                break\n            totals[name] += 1',
        symptom: 'Behind an unknown name the rest of a ballot is not counted.',
      },
    ],
    write: (vote, names) => listed(vote, names).join(vote.habit === 'plain' ? ',' : ', '),
    points: ({ likes, habit }, names) =>
      names.map((_, place) => (likes.includes(place) && !(habit === 'shouting' && place === likes[0]) ? 1 : 0)),
  },
  {
    about: 'rankings',
    text: [
      'A ballot ranks names: "Ada > Ben" (blanks around a name do not count). With n names standing for election the first of a ballot gets n points, the second n - 1 and so on, whoever is not on it nothing. A ballot with an unknown name (spelling and letters as in names), with a name twice or without any is invalid as a whole.',
      'On each ballot people put names in order, like "Ada > Ben", blanks as they like. Say there are five names: then the first gets 5 points, the next 4, and so on, even if only two are written down; names that are not there get none. As soon as a ballot has somebody on it whom we do not have (ada is not Ada), or somebody twice, or nothing at all, the entire ballot is thrown away.',
      'A ballot is a sequence of names divided by ">", blanks around them being insignificant. Let n be the number of all names. The name in position k of a ballot receives n + 1 - k points; names that are absent receive none. Ballots containing anything but the exact names, containing a name repeatedly, or empty ones are void in their entirety.',
    ],
    cases: ['odd letters', 'blanks', 'strangers', 'named twice', 'empty ballots', 'drawn'],
    program: `
def points(ballots, names):
    totals = {name: 0 for name in names}
    for ballot in ballots:
        ranked = [part.strip() for part in ballot.split('>')]
        if len(set(ranked)) < len(ranked) or not set(ranked) <= set(names):
            continue
        for place, name in enumerate(ranked):
            totals[name] += len(names) - place
    return totals
`,
    other: `
def points(ballots, names):
    tally = [0] * len(names)
    for ballot in ballots:
        places = {}
        for place, part in enumerate(ballot.split('>')):
            places.setdefault(part.strip(), []).append(place)
        if any(name not in names or len(found) > 1 for name, found in places.items()):
            continue
        for index, name in enumerate(names):
            for place in places.get(name, []):
                tally[index] += len(names) - place
    return dict(zip(names, tally))
`,
    slips: [
      {
        why: 'The first of a ballot gets as many points as there are names',
        from: 'totals[name] += len(names) - place',
        to: 'totals[name] += len(ranked) - place',
        symptom: 'Short ballots give too few points.',
      },
      {
        why: 'A ballot with a name twice is invalid',
        from: 'len(set(ranked)) < len(ranked) or not',
        to: 'not',
        symptom: 'Ballots on which somebody is named twice are counted.',
      },
    ],
    write: (vote, names) => listed(vote, names).join(vote.habit === 'plain' ? '>' : ' > '),
    points: (vote, names) => given(vote, names, (rank) => (spoiled(vote) ? 0 : names.length - rank)),
  },
  {
    about: 'marks from 0 to 5',
    text: [
      'A ballot gives marks: "Ada=5; Ben=0", entries separated by semicolons, blanks around names and marks do not count. A mark is one digit from 0 to 5. Entries with another mark, with an unknown name (spelling as in names) or of another form are ignored, the rest of the ballot counts. Of several valid entries for a name on one ballot the last counts. The points of a name are the sum of its marks.',
      'People give marks: "Ada=5; Ben=0", with semicolons between and blanks wherever they please. Five is the best and 0 the worst, in whole numbers, so one digit. If somebody writes Ben=9 or a name that we do not have (ben is not Ben), that entry is skipped, not the whole ballot. If a name has two proper marks on a ballot, take the later one. In the end the marks of a name are added up.',
      'A ballot consists of entries "NAME=MARK" divided by semicolons; blanks around names and marks are insignificant. A mark is a single digit between 0 and 5. Entries that are not of this form, or whose name is not exactly one of the names, are disregarded. If a ballot has several regular entries for a name, only the last is used. The points of a name are the total of its marks.',
    ],
    cases: ['odd letters', 'blanks', 'strangers', 'named twice', 'empty ballots', 'drawn'],
    program: `
def points(ballots, names):
    totals = {name: 0 for name in names}
    for ballot in ballots:
        marks = {}
        for entry in ballot.split(';'):
            name, _, mark = entry.partition('=')
            if mark.strip() in ('0', '1', '2', '3', '4', '5'):
                marks[name.strip()] = int(mark)
        for name in names:
            totals[name] += marks.get(name, 0)
    return totals
`,
    other: `
import re

def points(ballots, names):
    totals = [0] * len(names)
    for ballot in ballots:
        given = [None] * len(names)
        for entry in reversed(ballot.split(';')):
            found = re.fullmatch(r'(.*?)=\\s*([0-5])\\s*', entry, re.S)
            name = found[1].strip() if found else ''
            if name in names and given[names.index(name)] is None:
                given[names.index(name)] = int(found[2])
        totals = [total + (mark or 0) for total, mark in zip(totals, given)]
    return dict(zip(names, totals))
`,
    slips: [
      {
        why: 'Of several entries the last counts',
        from: 'marks[name.strip()] = int(mark)',
        to: 'marks.setdefault(name.strip(), int(mark))',
        symptom: 'When somebody corrects a mark at the end of the ballot, the old one is taken.',
      },
      {
        why: 'A mark is one digit from 0 to 5',
        from: "mark.strip() in ('0', '1', '2', '3', '4', '5')",
        to: 'mark.strip().isdigit()',
        symptom: 'A joker wrote =9 and it was counted.',
      },
    ],
    write: (vote, names) => {
      const [best = -1] = vote.likes;
      const entries = vote.likes.map((place, rank) => `${nameAt(names, place)}=${Math.max(0, 5 - rank)}`);
      if (vote.habit === 'blanks') return entries.map((entry) => `  ${entry.replace('=', ' = ')} `).join(';');
      if (vote.habit === 'twice' && best >= 0) return [...entries, `${nameAt(names, best)}=1`].join('; ');
      if (vote.habit === 'stranger') return ['Mickey=3', ...entries].join('; ');
      if (vote.habit === 'shouting') return [...entries, `${nameAt(names, best)}=9`].join(';');
      return entries.join('; ');
    },
    points: (vote, names) =>
      given(vote, names, (rank) => (vote.habit === 'twice' && rank === 0 ? 1 : Math.max(0, 5 - rank))),
  },
];
