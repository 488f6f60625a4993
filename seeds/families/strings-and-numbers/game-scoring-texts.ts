/** What the family `game-scoring` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { game: ['bowling', 'darts', 'tiles', 'golf'], sheet: ['running', 'best', 'ranking'] } as const;

export type Game = (typeof DIALS)['game'][number];
export type Sheet = (typeof DIALS)['sheet'][number];

interface GameText {
  readonly title: string;
  readonly unit: string;
  readonly minutes: number;
  readonly told: Told;
  readonly plain: readonly [string, string];
  readonly records: readonly string[];
  readonly slips: readonly Slip[];
}

export const GAMES: Readonly<Record<Game, GameText>> = {
  bowling: {
    title: 'Ten-pin bowling',
    unit: 'frame',
    minutes: 40,
    told: [
      'Record: ten frames separated by one blank, a sign per roll: digit = pins, "-" = none, "/" = all that were left (spare), "X" = ten with the first roll (strike). Points of a frame: its pins; a spare adds the next roll, a strike the next two rolls. The tenth frame has up to three rolls and simply counts its pins. Example: "X 3/ 6- ..." starts with 20, 16, 6.',
      'The record has ten frames with a blank between them. Each sign is a roll: a digit for the pins, a dash for none, a slash if the rest of the ten fell (a spare), an X for all ten at once (a strike). A frame counts its pins, plus the next roll after a spare and the next two rolls after a strike. In the tenth one, where there may be three rolls, the bonus is not added again, just count the pins. So "X 3/ 6- ..." begins with 20, 16 and 6 points.',
      'A record consists of ten frames separated by single spaces. Each character denotes a roll: a digit (pins), "-" (no pins), "/" (the remaining pins, spare) or "X" (ten pins, strike). A frame scores its pins, plus those of the next roll for a spare, or of the next two rolls for a strike. The tenth frame, of two or three rolls, scores exactly the pins of its rolls. Thus "X 3/ 6- ..." begins with 20, 16, 6.',
    ],
    plain: ['9- 9- 9- 9- 9- 9- 9- 9- 9- 9-', '-- 12 34 -- 51 62 -7 8- -- 44'],
    records: [
      'X X X X X X X X X XXX',
      '5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/5',
      'X 7/ 9- X -8 8/ -6 X X X81',
      '-- -- -- -- -- -- -- -- -/ X3/',
      '-/ X -- X X 1- -/ -- -- 7/X',
      '-- -- -- -- -- -- -- -- X 12',
    ],
    slips: [
      ['strike-adds-one', 'A strike adds the next two rolls.', 'if pins[start] == 10 or', 'if'],
      ['slash-is-ten', 'A slash counts the pins that were left.', '10 - pins[-1]', '10'],
    ],
  },
  darts: {
    title: 'Darts 301',
    unit: 'round',
    minutes: 35,
    told: [
      'Record: rounds separated by ", ", each with darts separated by one blank: "20" single, "D20" double, "T20" triple, "25" and "D25" bull, "0" miss. Start at 301 left, subtract each dart. A round is bust when the rest goes below 2 without being exactly 0 by a double: then the round counts 0, the rest is as before it, and its further darts do not matter. Exactly 0 with a double: finished, further darts of that round do not matter either. Points of a round = what it took off. After the finish there are no more rounds.',
      'The record has the rounds with a comma and a blank between, and in a round the darts with a blank between: 20 is a single, D20 a double, T20 a triple, 25 and D25 the bull, 0 a miss. Everybody starts with 301 and takes off what was hit. If the rest gets to 1, to less than 0, or to 0 with a dart that is no double, the round is bust: it counts nothing, the rest is what it was before, and later darts in it are ignored. With exactly 0 by a double the leg is won and whatever darts follow in that round are ignored (there are no rounds after that). A round has as many points as it took off.',
      'A record consists of rounds separated by ", ", each a sequence of darts separated by single spaces: a number (single), D or T followed by a number (double, triple); 0 is a miss, 25 and D25 the bull. Beginning with a remainder of 301, the value of each dart is subtracted. If the remainder becomes 0 by a double, the game ends and further darts of the round are disregarded. If it otherwise becomes less than 2, the round scores 0, the remainder reverts to its value before the round, and further darts of the round are disregarded. The points of a round are the amount by which it reduced the remainder. No rounds follow the end of the game.',
    ],
    plain: ['20 20 20, 1 5 20', 'T20 19 0, 5 5 20, T19 1 1'],
    records: [
      'T20 T20 T20, T20 T17 D5',
      'T20 T20 T20, T20 20 20, 20 1 20, 20 D1 5',
      'T20 T20 T20, T20 20 20, 20 T1 1, D25 20 20, 19 D1 20',
      'D25 25 T20, T20 T20 T15, D1 20 20',
      '0 0 0',
      'T20 T20 T20, T20 20 D20, 1 D1 D20, D1',
      'T20 T20 T20, T20 20 20, T20 T20 D1, 3 D9',
    ],
    slips: [
      ['finish-without-double', 'The last dart must be a double.', "if left == 0 and dart[0] == 'D':", 'if left == 0:'],
      ['one-left-is-fine', 'With one left the round is bust.', 'if left < 2:', 'if left < 1:'],
    ],
  },
  tiles: {
    title: 'Word tiles',
    unit: 'word',
    minutes: 25,
    told: [
      'Record: words separated by one blank. Letter values: a e i o u l n r s t 1; d g 2; b c m p 3; f h v w y 4; k 5; j x 8; q z 10; a capital letter is a blank tile, 0. A digit 2 or 3 behind a letter multiplies that letter. Each "!" at the end of a word doubles the word (two of them: times 4). Words of 7 letters or more: 50 on top, not doubled. Points of a word: all that.',
      'The record is the words with a blank between. Letters are worth: a e i o u l n r s t one point; d g two; b c m p three; f h v w y four; k five; j x eight; q z ten; and a capital is a blank tile worth nothing. If there is a 2 or 3 right behind a letter, that letter counts two or three times. An exclamation mark behind the word doubles it and a second one doubles it again. Whoever lays seven letters or more gets 50 extra, and these are not doubled.',
      'A record consists of words separated by single spaces. Letter values: a, e, i, o, u, l, n, r, s, t: 1; d, g: 2; b, c, m, p: 3; f, h, v, w, y: 4; k: 5; j, x: 8; q, z: 10; upper-case letters: 0. A digit 2 or 3 following a letter multiplies its value. Each "!" following the word multiplies the sum of its letters by two. To a word of at least seven letters 50 points are added after multiplication.',
    ],
    plain: ['tone rain', 'dog quiz kit'],
    records: [
      'q3uiz! jay',
      'trains retains! r2etainE!!',
      'ZZ z2z3!',
      'abcdefg h2i2j2k2l2m2 nopqrstuvwxyz',
      'letterS',
      'hat quiz tree quiz',
      'a',
    ],
    slips: [
      [
        'bonus-doubled',
        'The 50 points are not doubled.',
        'total = total * doubles + bonus',
        'total = (total + bonus) * doubles',
      ],
      [
        'digits-are-letters',
        'Only letters count for the bonus.',
        'sum(sign.isalpha() for sign in word)',
        'len(word.strip("!"))',
      ],
    ],
  },
  golf: {
    title: 'Golf with points',
    unit: 'hole',
    minutes: 15,
    told: [
      'Record: holes separated by one blank, each par:strokes, e.g. "4:5", or "4:-" if given up. Points: one stroke 10, whatever the par; otherwise three or more under par 8, two under 5, one under 2, par 0, one over -1, two or more over or given up -3.',
      'The record has the holes with a blank between, each as par, colon, strokes, like 4:5, with a dash in place of the strokes if the player gave up. A hole in one is always 10 points. Apart from that it is 8 points for three under par or better, 5 for two under, 2 for one under, nothing for par, minus 1 for one over, and minus 3 for anything worse or a hole given up.',
      'A record consists of holes separated by single spaces, each "par:strokes" or, if abandoned, "par:-". Points per hole: 10 for a single stroke irrespective of par; otherwise 8 for three or more strokes under par, 5 for two under, 2 for one under, 0 for par, -1 for one over, -3 for two or more over par and for an abandoned hole.',
    ],
    plain: ['4:4 3:3 5:4', '4:5 3:2 4:4 5:3'],
    records: ['3:1 4:1 5:1', '5:2 6:2 6:3 5:7 5:8', '4:- 3:- 4:4', '4:6 4:5', '3:3', '3:4 3:5 3:6 3:2'],
    slips: [
      ['ace-by-par', 'One stroke is always ten points.', 'if strokes == 1:', 'if strokes == 1 and par == 3:'],
      [
        'over-par-goes-on',
        'More than two over is still minus three.',
        'max(-2, par - strokes)',
        'max(-9, par - strokes)',
      ],
    ],
  },
};

interface SheetText {
  readonly title: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  readonly told: Told;
  readonly slips: readonly Slip[];
}

export const SHEETS: Readonly<Record<Sheet, SheetText>> = {
  running: {
    title: 'running totals',
    entries: ['running_totals', 'score_lines', 'progress'],
    minutes: 5,
    told: [
      'Result: [name, list] per player, same order; list = the total after each part of the record.',
      'I want, for every player in the order given, the name and a list with the total so far after each part of the record.',
      'The result contains for each player, in the given order, [name, totals], totals being the cumulative points after each part of the record.',
    ],
    slips: [['points-not-totals', 'Totals are cumulative.', 'accumulate(points(record))', 'points(record)']],
  },
  best: {
    title: 'totals and best parts',
    entries: ['summary', 'score_summary', 'highlights'],
    minutes: 10,
    told: [
      'Result: [name, total, best, which] per player, same order; best = most points of a single part of the record, which = its number from 1, the first if there are several. Empty record: 0, 0, 0.',
      'I want, for every player in the order given: name, total, the most points in a single part of the record, and which part that was, counting from 1 (the first of them if it happened more than once). Somebody with an empty record has three zeros.',
      'The result contains for each player, in the given order, [name, total, best, position]: the sum of points, the maximum of points of one part of the record and the position of its first occurrence, from 1. For an empty record all three are 0.',
    ],
    slips: [
      ['last-best', 'The first best part counts.', 'scores.index(best) + 1', 'len(scores) - scores[::-1].index(best)'],
    ],
  },
  ranking: {
    title: 'ranking of players',
    entries: ['ranking', 'league_table', 'standings'],
    minutes: 15,
    told: [
      'Result: [rank, name, total] sorted by total, highest first; equal totals share the rank and are sorted by name (character codes); ranks go on after them as if they had been different: 1, 1, 3. Empty record: 0 points.',
      'I want the table of the evening: rank, name and total, the best on top. Players with the same total have the same rank and stand in ASCII order of their names, and the ranks after them are left out, so 1, 1, 3. No record means no points.',
      'The result contains [rank, name, total] in order of descending total and, among equals, ascending code point order of names. The rank is one more than the number of players with a higher total. An empty record yields a total of 0.',
    ],
    slips: [['dense-ranks', 'Ranks are left out after a tie.', 'rank = place', 'rank += 1']],
  },
};
