/** Texts of the family `log-merge`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './log-merge.ts';

export function logMergePieces({ main, need, say }: Manner, { task, loose, label }: Settings): Piece[] {
  const result = {
    merge: main(
      'Write merged.log with all entries in order of time.',
      'Put all entries into one file merged.log, in order of their times.',
      'All entries are written to merged.log in ascending order of time.',
    ),
    days: main(
      'Write one file per day that has entries, YYYY-MM-DD.log, its entries in order of time; and days.txt with a line "DAY LINES" per such file, days ascending, LINES = lines written to it.',
      'Make a file for each day that has entries, called like 2025-03-10.log, with the entries of all files in order of time, and an overview days.txt with a line for each of them: the day, a blank, and how many lines its file has, earliest day first.',
      'For each date with entries a file YYYY-MM-DD.log receives them in ascending order of time. days.txt has a line "date count" for each such file in ascending order, count being its number of lines.',
    ),
    unique: main(
      'Write merged.log with all entries in order of time, but only the first of entries that are equal in all their text (from whatever file). Write the number of entries left out to dropped.txt.',
      'Put all entries into one file merged.log, in order of their times. Some were written twice, even to different files: of entries with exactly the same text only the first stays. The number of those left out goes to dropped.txt.',
      'All entries are written to merged.log in ascending order of time; of entries with identical text, in whichever files, only the first is written. dropped.txt receives the number of entries omitted.',
    ),
  }[task];
  return [
    say(
      'solution.py runs in a folder with the log files *.log (at least one; small letters in the names).',
      'The script solution.py runs in a folder with a few files that end in .log (there is always one at least, names in small letters).',
      'solution.py is run in a folder that contains one or more files *.log, named in small letters.',
    ),
    need(
      [
        'An entry begins with a line YYYY-MM-DD HH:MM:SS, a space and text. Every file is in order of time by itself; it may be empty.',
        'An entry starts with a line like "2025-03-10 13:55:36 started". Inside a file entries are in order of time; some files are empty.',
        'An entry begins with a line "YYYY-MM-DD HH:MM:SS text". Within a file entries ascend by time; files may be empty.',
      ],
      'an empty file',
      'loose lines at the top',
      'one file',
    ),
    loose === 'attach'
      ? need(
          [
            'Other lines belong to the entry above them in their file and stay with it, unchanged. Above the first entry of a file: left out.',
            'Lines that do not begin that way (error traces and so on) belong to the entry above and must stay right behind it as they are. If there is no entry above them in the file, leave them out.',
            'Any other line is part of the entry preceding it in its file and follows it unchanged; lines before the first entry of a file are ignored.',
          ],
          'loose lines',
          'loose lines at the top',
          'drawn 1',
        )
      : need(
          [
            'Other lines (error traces and so on) are left out.',
            'Lines that do not begin that way, like error traces, are thrown away.',
            'All other lines are ignored.',
          ],
          'loose lines',
          'loose lines at the top',
          'drawn 1',
        ),
    result,
    need(
      [
        'Same second: by file name ascending, inside a file in its order.',
        'Entries of the same second are ordered by the name of their file, and within a file they keep their order.',
        'Entries of equal time are ordered by file name, those of one file as in the file.',
      ],
      'same second',
      'many lines',
    ),
    label === 'name'
      ? need(
          [
            `The first line of each entry gets the file name without .log and a space in front.${task === 'unique' ? ' For equality this does not count.' : ''}`,
            `So that we see where it came from, put the name of the file (without .log) and a blank in front of the first line of every entry.${task === 'unique' ? ' When you look for equal entries, forget about the name.' : ''}`,
            `The first line of each entry is preceded by its file name without ".log" and a space.${task === 'unique' ? ' This has no influence on identity.' : ''}`,
          ],
          'one file',
          'copies',
          'drawn 2',
        )
      : need(
          ['Lines are written as they are.', 'Do not change anything in the lines.', 'Lines are written unchanged.'],
          'one file',
          'copies',
          'drawn 2',
        ),
    need(
      [
        'Every line ends with a newline.',
        'Each line, the last one too, ends with a newline.',
        'All lines written end with a line feed.',
      ],
      'over several days',
      'an empty file',
    ),
  ];
}
