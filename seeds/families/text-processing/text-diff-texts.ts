/** What the family `text-diff` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = {
  shown: ['marked', 'commands', 'paired', 'summary'],
  unit: ['loose', 'numbers', 'joined'],
} as const;

export type Shown = (typeof DIALS)['shown'][number];
export type Unit = (typeof DIALS)['unit'][number];

export const ALIGNMENT: Told = [
  'Which lines are kept: go through both texts from the start. Equal lines at both places: kept, go on in both. Otherwise look at the rest from here: if leaving out the old line lets at least as many lines be kept in total (largest possible common subsequence of the rests) as leaving out the new one, the old line is removed; else the new line is added. Rest of one text alone: removed or added.',
  'How to match, so that there is only one right answer: stand at the beginning of both texts. If the two lines are equal they are kept and you step on in both. If not, think which one to pass over: pass over the old one (removed) if after that still as many lines could be kept in the best case as after passing over the new one, or more; otherwise pass over the new one (added). When one text is used up, all that is left in the other is removed or added.',
  'Alignment: let L(i, j) be the length of the longest common subsequence of the old text from line i on and the new text from line j on. Starting from the first lines, equal lines i and j are kept and both positions advance. Otherwise line i is removed if L(i+1, j) >= L(i, j+1), and line j is added if not. Lines remaining when the other text is exhausted are removed or added, respectively.',
];

interface UnitText {
  readonly title: string;
  readonly told: Told;
  readonly stock: readonly string[];
  readonly edges: Readonly<Record<string, readonly [old: readonly string[], fresh: readonly string[]]>>;
  readonly slips: readonly Slip[];
}

export const UNITS: Readonly<Record<Unit, UnitText>> = {
  loose: {
    title: 'ignoring capitals and punctuation',
    told: [
      'Lines are equal when their letters and digits are the same, in order, whatever the capitals; all other signs are ignored. Lines without any letter or digit are left out of both texts beforehand, but line numbers always count in the given text, from 1.',
      'I only care for the words: two lines are the same if they have the same letters and digits in the same order, capitals or not, and never mind blanks, commas and dashes. Lines with no letter or digit in them should be treated as if they were not there. When you mention line numbers, count all lines of the text as I gave it, from one, those as well.',
      'Two lines are equal if, after conversion to lower case and deletion of all characters other than ASCII letters and digits, they are identical. Lines for which nothing remains shall be removed from both texts in advance. Line numbers refer to the text as given, beginning with 1.',
    ],
    stock: [
      'Kyrie eleison,',
      'Gloria in excelsis!',
      'Credo: in unum',
      'Sanctus -- sanctus',
      'kyrie, ELEISON',
      '',
      '---',
      'gloria in excelsis',
      '4 times',
      'Amen.',
    ],
    edges: {
      'other punctuation': [
        ['Kyrie eleison,', '', 'Amen 4!', '* * *', 'End'],
        ['kyrie-eleison', 'AMEN; 4', '', 'Ends'],
      ],
      'empty lines before a change': [
        ['', '', 'one', '...', 'two'],
        ['one', '', '', 'three', '!', 'two', '?'],
      ],
    },
    slips: [['capitals-matter', 'Capitals are ignored.', 'line.lower()', 'line']],
  },
  numbers: {
    title: 'ignoring figures and comments',
    told: [
      'Lines whose first sign after blanks is "#" are left out of both texts beforehand (line numbers still count them, from 1). Two lines are equal when they are the same after every word with a digit in it (words: runs of signs other than blanks) has been replaced by 0; everything else, blanks too, must match.',
      'Dates and amounts change all the time, and I do not want to see that. So before comparing, put 0 for every word that has a digit in it, where a word is whatever stands between blanks; apart from that the lines must be exactly the same, blanks included. Remarks, that is lines which begin with # (perhaps after some blanks), are to be skipped in both texts. Line numbers, where you print any, count every line as given, from one.',
      'Lines whose first non-space character is "#" shall be disregarded in both texts. Two lines are equal if they are identical after replacing each maximal run of non-space characters that contains at least one digit by "0". Line numbers count the lines of the given text, disregarded ones included, beginning with 1.',
    ],
    stock: [
      'total 12.50 EUR',
      'date: 2024-01-31',
      'date: 31/1/24',
      'net 9,80',
      '# remark 1',
      'total 13 EUR',
      '  # x',
      'net nine',
      'signed by A7',
      '',
    ],
    edges: {
      'other figures': [
        ['on 3rd May', 'x 1', '#1', 'a b2c d'],
        ['on 14th May', 'x one', 'a 5 d', 'a  5 d', ' #2'],
      ],
      'remarks before a change': [
        ['# a', ' # b', 'one', 'no # remark', '#'],
        ['#', 'two', 'no # remark', '# c', 'end'],
      ],
    },
    slips: [['only-the-digits', 'The whole word with a digit counts as 0.', "'[^ ]*[0-9][^ ]*'", "'[0-9]+'"]],
  },
  joined: {
    title: 'with continued lines',
    told: [
      'A line that ends in a backslash goes on in the next one: drop the backslash, drop blanks at the start of the next line, join directly; so on if that one ends in a backslash too. A backslash on the very last line of a text is just dropped. The joined line has the number of its first part (numbers count the given lines, from 1). Lines are equal when the same but for blanks at the end.',
      'In our files long lines are broken: a backslash at the end means that the line continues on the next. Put them together first (without the backslash, and without the blanks with which the next one starts, nothing in between), over as many lines as it takes; if the text ends with a backslash simply drop it. For line numbers a joined line is where its first piece was, and counting goes by the lines as given, starting with one. Two lines are equal if they are the same, blanks at the end aside.',
      'A line ending with a backslash is continued by the following line: the backslash and the leading spaces of the following line are deleted and both are concatenated; this applies repeatedly. A backslash ending the last line of a text is deleted. The number of a joined line is that of its first part, counting given lines from 1. Lines are equal if identical apart from trailing spaces.',
    ],
    stock: [
      'host = a',
      'port = 80',
      'path = /usr\\',
      '   /bin',
      'user = me',
      'host = a ',
      'port = \\',
      '  80',
      'path = /usr/bin',
      '',
    ],
    edges: {
      'continued over three lines': [
        ['a\\', '  b\\', 'c', 'd'],
        ['abc', 'x', 'd  '],
      ],
      'backslash at the very end': [
        ['a', 'b\\'],
        ['a', 'b'],
      ],
      'numbers after joined lines': [
        ['k = 1\\', ' 2\\', ' 3', 'x', 'y'],
        ['k = 1\\', '23', 'z', 'y'],
      ],
    },
    slips: [['keeps-indent', 'Blanks at the start of the next line are dropped.', 'line.lstrip()', 'line']],
  },
};

export const SHOWN: Readonly<Record<Shown, { title: string; minutes: number; told: Told; slips: readonly Slip[] }>> = {
  marked: {
    title: 'Mark added and removed lines',
    minutes: 75,
    told: [
      'Print all lines: "= " and the line (as in the new text) for kept ones, "- " for removed, "+ " for added. Between two kept lines all removed ones come first, then all added ones.',
      'Print the whole thing with marks: an equals sign and a blank in front of lines that were kept (in the wording of the new text), a minus for removed ones and a plus for added ones. Where several were removed and added in one place, first all the removed ones, then all the added ones.',
      'Each line shall be output with a prefix: "= " for a kept line, in the wording of the new text; "- " for a removed and "+ " for an added line. Within a sequence uninterrupted by kept lines, removed lines precede added lines.',
    ],
    slips: [
      ['removed-lines-turned', 'Removed lines stay in their order.', 'in removed:', 'in removed[::-1]:'],
      ['kept-lines-without-mark', 'Kept lines are marked too.', "'= ' + new[1]", 'new[1]'],
    ],
  },
  commands: {
    title: 'List changed line ranges',
    minutes: 80,
    told: [
      'Print one line per place with changes (lines removed or added without a kept line between): "delete A" if only removed, "insert B" if only added, else "change A to B". A = numbers in the old text, B = in the new one; first and last with a hyphen, or one number if they are the same.',
      'For each spot where something changed (until the next kept line) I want one line: "delete 4-6" when lines were only removed, numbers from the old text; "insert 7" when lines were only added, numbers from the new text; and "change 4-6 to 4" when both happened. Give the first and the last number, or just the one if there is only one.',
      'For every maximal sequence of removed and added lines not interrupted by a kept line one line shall be output: "delete R" (no added lines), "insert A" (no removed lines) or "change R to A". R and A are the first and last line number, joined by "-", of the removed lines in the old and the added lines in the new text, or the number alone where first and last coincide.',
    ],
    slips: [
      ['always-a-range', 'A single line has one number.', 'if first == last', 'if False'],
      [
        'numbers-the-kept-lines',
        'Numbers count in the given text.',
        'first, last = lines[0][0], lines[-1][0]',
        'last = lines[0][0] + len(lines) - 1\n    first = lines[0][0]',
      ],
    ],
  },
  paired: {
    title: 'Show old and new wording side by side',
    minutes: 80,
    told: [
      'Print only changes. In each place with changes (no kept line between) pair the first removed with the first added line, the second with the second ...: "3: old line => 4: new line", the numbers being those in the old and new text. If one side has no more lines it is left empty: "3: old line =>" or "=> 4: new line".',
      'I want to see the changes only, before and after in one row: "3: old line => 4: new line", each with its line number in its own text. Until the next kept line, the first removed one goes with the first added one, the second with the second and so forth; when one side runs out its half of the row stays empty, as in "3: old line =>" or "=> 4: new line".',
      'Kept lines are not output. In each maximal sequence not interrupted by a kept line, the k-th removed line and the k-th added line form a row "m: text => n: text", m and n being their line numbers in the old and the new text. Where either is lacking, its part is empty ("m: text =>", "=> n: text").',
    ],
    slips: [
      [
        'pairs-from-the-end',
        'The first removed goes with the first added line.',
        'zip_longest(removed, added)',
        'reversed(list(zip_longest(removed[::-1], added[::-1])))',
      ],
    ],
  },
  summary: {
    title: 'Measure how similar two texts are',
    minutes: 65,
    told: [
      'Print five lines: "kept K", "removed R", "added A", "similarity S%" and "longest N from M". S = 100 * 2K / (lines in the old + in the new text that take part), one decimal, half up; 100.0 if there are none. N = most lines kept one after the other with nothing removed or added between, M = number of the first of them in the old text (the earliest such place); "longest none" if nothing is kept.',
      'Just the figures please, on five lines: "kept 12", "removed 3", "added 4", then "similarity 77.4%" which is twice the kept lines in relation to all lines that take part in the old and in the new text, with one decimal and a five rounding up (no lines in either: 100.0%), and last "longest 7 from 3": the longest stretch of kept lines that is not interrupted by a change has seven lines and begins at line 3 of the old text. Take the earliest if there are several; if nothing was kept, it says "longest none".',
      'The output consists of the lines "kept K", "removed R", "added A", "similarity S%" and "longest N from M". S is 200 K divided by the number of lines of both texts that take part in the comparison, rounded half up to one decimal; 100.0 if that number is zero. N is the greatest number of consecutive kept lines without a removed or added line between, M the number in the old text of the first line of the earliest such sequence; without kept lines the last line reads "longest none".',
    ],
    slips: [
      ['last-longest', 'The earliest of equally long stretches counts.', 'run > best', 'run >= best'],
      ['rounds-down', 'Halves round up.', '(4000 * kept + total) // (2 * total)', '2000 * kept // total'],
    ],
  },
};
