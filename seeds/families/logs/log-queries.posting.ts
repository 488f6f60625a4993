/** Texts of the family `log-queries`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './log-queries.ts';

export function logQueriesPieces({ main, need, say }: Manner, { stages, logic, values }: Settings): Piece[] {
  const commands = {
    count: [
      main(
        'count by FIELD: replaces the lines by "VALUE N" per value of the field, most first, equal counts by value as text; lines without the field are not counted. It is only followed by first.',
        '"count by FIELD" turns the lines into a list of values of that field with their numbers, like "api 12", the most frequent first and equal ones in the order of characters; lines that lack the field do not count. After it only "first" can come.',
        '"count by F" replaces the rows by one output line "value n" per value of F, descending by n, then ascending by value; rows without F are not counted. Only "first" may follow it.',
      ),
      need(
        [
          'first N: only the first N lines of what there is.',
          '"first N" keeps the first N lines of what there is by then.',
          '"first N" retains the first N rows or output lines.',
        ],
        'not',
        'drawn 3',
      ),
    ],
    sum: [
      main(
        'sum FIELD by KEY: replaces the lines by KEY=value sum=S max=M per value of KEY, ascending by value as text: sum and maximum of FIELD. Lines without KEY, or where FIELD is missing or not all digits, do not count.',
        '"sum FIELD by KEY" turns the lines into new ones, KEY=value sum=S max=M for each value of KEY in the order of characters, with the sum and the largest of FIELD. Only lines count that have the key and where the field consists of digits.',
        '"sum F by K" replaces the rows by one row per value of K, ascending, with the fields K, sum and max (sum and maximum of F); rows without K or whose F is not a sequence of digits are disregarded.',
      ),
      need(
        [
          'keep FIELD FIELD ...: each line has only these fields left, in this order, those it lacks left out (perhaps an empty line).',
          '"keep" and some fields leaves each line only those, in the order asked for; what a line lacks is missing, and a line can become empty.',
          '"keep F1 F2 ..." reduces each row to the given fields in the given order; absent ones are omitted, so that a row may become an empty line.',
        ],
        'not',
        'drawn 3',
      ),
    ],
    order: [
      main(
        'order FIELD (or order FIELD down): sorts; values of digits only come first, as numbers, then other values as text; lines without the field always last in their present order. down turns the order of values around (texts first), equal ones keep their present order.',
        '"order FIELD" sorts the lines by a field: values that are only digits come first and by their size, other values after them in the order of characters. "order FIELD down" is the reverse of it, texts before numbers. Equal values keep their order in both, and lines that lack the field stay at the end in any case.',
        '"order F" sorts rows ascending by F, digit sequences by numeric value before other texts; "order F down" sorts descending by the same order. Both are stable; rows without F follow at the end in their present order.',
      ),
      need(
        [
          'unique FIELD: only the first line of each value (compared as text); lines without the field go.',
          '"unique FIELD" keeps the first line for each value of the field, as text, and drops the lines that lack it.',
          '"unique F" retains the first row of each value of F, compared as text, and drops rows without F.',
        ],
        'numbers and others',
        'drawn 2',
        'a large log',
      ),
    ],
  }[stages];
  return [
    say(
      'solution.py: first line of standard input is a query, then log lines. Query: stages separated by " | ", applied from left to right; words in a stage are separated by one space.',
      'The program solution.py gets a query in the first line of standard input and below it the log. A query consists of stages with " | " in between, and each works on what the one before has left; words are separated by single blanks.',
      'solution.py reads from standard input a query line followed by log lines. A query is a sequence of stages separated by " | ", each applied to the result of the one before; its words are separated by single spaces. Queries are always well formed.',
    ),
    values === 'quoted'
      ? need(
          [
            'Log lines: key=value, separated by one space, keys of small letters. A value may be in double quotes, then it may contain spaces and = (no quotes); the quotes are no part of it, in the output neither. No key twice.',
            'A log line has fields like key=value with a blank in between. A value can stand in double quotes and then have blanks and equal signs in it; the quotes do not belong to the value, also not in the output. Keys are small letters and occur once in a line.',
            'A log line consists of key=value separated by single spaces, keys being distinct words of small letters. A value in double quotes may contain spaces and "=" but no quotes; the quotes are not part of the value and are not output.',
          ],
          'drawn 2',
          'drawn 1',
          'values of messages',
          'a large log',
        )
      : need(
          [
            'Log lines: key=value, separated by one space, keys of small letters, values without spaces. No key twice.',
            'A log line has fields like key=value with a blank in between, keys in small letters and never twice, values without blanks.',
            'A log line consists of key=value separated by single spaces; keys are distinct words of small letters, values contain no spaces.',
          ],
          'drawn 2',
          'drawn 1',
          'values of messages',
          'a large log',
        ),
    need(
      [
        'where TESTS: keeps the lines for which they hold. A test is FIELD OP WORD with = (equal text), != (different text), ~ (contains WORD), < and > (both as whole numbers; false if the value is not all digits).',
        '"where" keeps lines by tests like "level = ERROR": = and != compare texts, ~ asks whether the value contains the word, < and > compare whole numbers and fail for values that are not only digits.',
        '"where T" retains the rows for which T holds. Tests are "field op word" with = and != (texts equal, unequal), ~ (value contains word), < and > (numeric; false unless the value is a sequence of digits).',
      ],
      'two filters',
      'drawn 1',
      'drawn 2',
    ),
    need(
      [
        'A test of a field that the line lacks is false, != too. not before a test turns it around.',
        'If the line has no such field every test fails, even !=. A "not" in front turns a test around (so it holds for lines without the field).',
        'Every test, != included, is false where the field is absent. "not" negates the test that follows.',
      ],
      'missing fields',
      'not of missing fields',
      'not',
    ),
    logic === 'left'
      ? need(
          [
            'Tests are joined by and, or, strictly from left to right, no precedence: a or b and c is (a or b) and c.',
            'Tests are joined by "and" and "or", simply from left to right, so "a or b and c" means that a or b holds, and c as well. There are no brackets.',
            'Tests are combined by "and" and "or", evaluated from left to right without precedence; there are no parentheses.',
          ],
          'and with or',
          'or with and',
          'a large log',
        )
      : need(
          [
            'Tests are joined by and, or; and binds more than or. Brackets ( ) are words of their own; not may stand before a bracket and binds most.',
            'Tests are joined by "and" and "or", where "and" binds more, as usual, and there can be brackets (with blanks around them), also after a "not", which binds most of all.',
            'Tests are combined by "and" and "or"; precedence is not, and, or. Parentheses, separate words, group and may follow "not".',
          ],
          'and with or',
          'or with and',
          'drawn 1',
          'a large log',
        ),
    ...commands,
    need(
      [
        'Print what is left at the end, one line each: fields as key=value in their order, separated by a space. Nothing left: no output.',
        'At the end print what is left, each line with its fields as key=value with blanks in between, in their order; if nothing is left print nothing.',
        'The remaining rows are printed as key=value separated by spaces in the order of their fields; without rows there is no output.',
      ],
      'no lines',
      'missing fields',
    ),
  ];
}
