/** Texts of the family `log-templates`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './log-templates.ts';

export function logTemplatesPieces({ main, need, say }: Manner, { task, masks, head }: Settings): Piece[] {
  const result = {
    count: main(
      'Print per template: COUNT TEMPLATE, most frequent first, equal counts in text order.',
      'Print how often each template occurs, a line each with the number, a blank and the template, the most frequent first and equal ones in the order of their characters.',
      'For each template a line "count template" is printed, descending by count, then ascending by the characters of the template.',
    ),
    rare: main(
      'Print the lines whose template occurs only once: NUMBER: LINE (the line as it came), in their order, lines numbered from 1.',
      'I am after the odd ones out: print every line whose template nobody else shares, as it came, with its number (from 1), a colon and a blank in front, in the order of the log.',
      'Each line whose template occurs exactly once is printed unchanged, preceded by its number (from 1), a colon and a space, in input order.',
    ),
    fresh: main(
      'A line --- divides the input. Print the templates of lines below it that no line above it has, each once, in order of first appearance. The line --- occurs exactly once.',
      'Somewhere in the input there is a line --- (just one). What is above it is a day when all was well. Print the templates that occur below it but not above it, each once, in the order in which they first turn up.',
      'The input contains exactly one line "---". Each template of lines after it that is not a template of any line before it is printed once, in the order of first occurrence.',
    ),
  }[task];
  return [
    say(
      `solution.py reads log lines from standard input: HH:MM:SS LEVEL MESSAGE${task === 'fresh' ? ' (apart from the divider below)' : ''}. ASCII only.`,
      `The script is solution.py and gets the log on standard input; each line has a time, a level and a message with a blank between them${task === 'fresh' ? ' (except one divider, see below)' : ''}, all in plain ASCII.`,
      `solution.py reads ASCII lines "HH:MM:SS level message" from standard input${task === 'fresh' ? ', and one dividing line' : ''}.`,
    ),
    need(
      head === 'cut'
        ? [
            'Template = message only (all that follows the second space), masked.',
            'The template of a line is its message (everything after the second blank), with what varies masked; time and level do not belong to it.',
            'The template of a line is the text after its second space with variable parts replaced.',
          ]
        : [
            'Template = the whole line, masked, with time and level.',
            'The template of a line is the whole line, time and level too, with what varies masked.',
            'The template of a line is the complete line, time and level included, with variable parts replaced.',
          ],
      'levels',
      'spaces in messages',
    ),
    masks === 'numbers'
      ? need(
          [
            'Masked: every run of digits becomes <n>, wherever it stands (a12b is a<n>b, 1.5 is <n>.<n>). Nothing else.',
            'Only numbers vary for us: every run of digits, even inside a word, becomes <n>, so 1.5 is <n>.<n> and a12b is a<n>b. Everything else stays.',
            'Each maximal run of digits is replaced by "<n>", also within words ("1.5" gives "<n>.<n>"); all else remains.',
          ],
          'long numbers',
          'quoted texts',
          'identifiers',
          'drawn 1',
        )
      : need(
          [
            'Masked, in this order: a text in double quotes with its quotes becomes <text> (from a quote to the next one; a quote left alone stays); a word of exactly 8 characters 0-9 a-f becomes <id> (words are runs of letters, digits and _); every other run of digits becomes <n>, also inside words.',
            'Three things are masked. First, whatever stands in double quotes becomes <text>, quotes included, each quote going with the next one (a last single one stays as it is). Then words of exactly eight characters out of 0 to 9 and a to f become <id>, where a word is a run of letters, digits and underscores. At last every run of digits left becomes <n>, even inside a word.',
            'Replacements are made in this order: each pair of double quotes, taken from the left, with the text between by "<text>", an unpaired quote remaining; each word (maximal run of letters, digits, underscores) of exactly 8 characters from 0-9 and a-f by "<id>"; each remaining maximal run of digits, also within words, by "<n>".',
          ],
          'long numbers',
          'quoted texts',
          'identifiers',
          'drawn 1',
        ),
    result,
    need(
      [
        task === 'count'
          ? 'Spaces count as they are.'
          : task === 'rare'
            ? 'Spaces count as they are; the first line is number 1.'
            : 'Spaces count as they are; nothing is told twice.',
        'Two messages that differ in blanks are different.',
        'Spaces are significant.',
      ],
      'spaces in messages',
      'equal counts',
      'told once',
    ),
    need(
      [
        task === 'fresh' ? 'There may be no lines above or below the divider.' : 'Empty input: no output.',
        task === 'fresh' ? 'There may be nothing above or below the divider.' : 'An empty log gives no output.',
        task === 'fresh' ? 'Either part may be empty.' : 'For empty input the output is empty.',
      ],
      'no lines',
    ),
  ];
}
