/** Texts of the family `opening-hours`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './opening-hours.ts';

function resultPieces({ need, say }: Manner, task: Settings['task']): Piece[] {
  const moment = 'a day and a time such as We 14:30';
  return {
    check: [
      say(
        `solution.ts: export function isOpen(hours: string, moments: string[]): boolean[]. A moment is ${moment}.`,
        `I would like isOpen(hours: string, moments: string[]): boolean[] exported from solution.ts, a moment being ${moment}.`,
        `solution.ts exports isOpen(hours: string, moments: string[]): boolean[]; each moment is ${moment}.`,
      ),
      need(
        [
          'One answer per moment, in order. Open from the opening minute on; at the closing time it is closed.',
          'Tell me for each moment whether we are open. At nine sharp we are, at the closing time no longer.',
          'The result holds true for each moment at which it is open, else false. The opening time belongs to the hours, the closing time does not.',
        ],
        'exactly at the hours',
        'one minute a week',
        'drawn 1',
        'drawn 2',
        'drawn 3',
        'many rules',
      ),
    ],
    change: [
      say(
        `solution.ts: export function nextChange(hours: string, moment: string): string. moment is ${moment}.`,
        `I would like nextChange(hours: string, moment: string): string exported from solution.ts, moment being ${moment}. It is for the sign on the door.`,
        `solution.ts exports nextChange(hours: string, moment: string): string, moment being ${moment}.`,
      ),
      need(
        [
          'Open at the moment: "closes We 18:00", else "opens Th 09:00": the first change after the moment, possibly a week ahead. The opening minute is open, the closing time is closed.',
          'If we are open, say when that ends ("closes We 18:00"), otherwise when we open ("opens Th 09:00"); from the opening time on we are open, at the closing time we are not. The week repeats for ever, so it may be next week.',
          'Where it is open at moment the result is "closes" and the day and time of the next change, otherwise "opens" and the day and time of it (closes We 18:00); the week repeats itself. The opening time belongs to the hours, the closing time does not.',
        ],
        'exactly at the hours',
        'one minute a week',
        'drawn 1',
        'drawn 2',
        'drawn 3',
        'many rules',
      ),
      need(
        [
          'Midnight is 00:00 of the new day. No change ever: "always open" (or "always closed", should it come to that).',
          'Midnight is written as 00:00 of the day that begins. If it never closes say "always open", and "always closed" the other way round.',
          'A change at midnight is given as 00:00 of the day that begins. Without any change the result is "always open" or "always closed".',
        ],
        'until the end of the day',
        'never closed',
      ),
    ],
    table: [
      say(
        'solution.ts: export function weekTable(hours: string): string[].',
        'I would like weekTable(hours: string): string[] exported from solution.ts, for the page with our branches.',
        'solution.ts exports weekTable(hours: string): string[].',
      ),
      need(
        [
          'Eight lines. Per day, Mo to Su: "Mo 09:00-12:30 14:00-18:00" or "Mo closed", spans in order of time, cut at midnight (end 24:00). Then "total 45:30", hours and minutes of the week.',
          'It gives a line for each day from Mo to Su with its spans in order, like "Mo 09:00-12:30 14:00-18:00", or "Su closed"; whatever goes to midnight ends at 24:00, and what comes after midnight is shown with its own day. The eighth line is "total 45:30", all hours and minutes open in a week.',
          'The result has a string for each of Mo, Tu, We, Th, Fr, Sa, Su: the day and its spans in ascending order (Mo 09:00-12:30 14:00-18:00) or "closed", each span lying within the day, whose end is written 24:00. The eighth string is "total H:MM", the time open in the week.',
        ],
        'exactly at the hours',
        'until the end of the day',
        'never closed',
        'one minute a week',
        'drawn 1',
        'drawn 2',
        'drawn 3',
        'many rules',
      ),
      need(
        [
          'Spans that touch or overlap are one.',
          'Spans that touch or overlap must be shown, and counted, as one.',
          'Overlapping or adjacent spans of a day are joined.',
        ],
        'touching and overlapping',
      ),
    ],
  }[task];
}

export function openingHoursPieces(manner: Manner, { task, rules, nights }: Settings): Piece[] {
  const { need, say } = manner;
  return [
    ...resultPieces(manner, task),
    say(
      'hours: rules separated by "; ". A rule: days, one space, times. Example: Mo-Fr 09:00-12:30,14:00-18:00; Sa 10:00-14:00. Always well formed.',
      'The hours are a text like "Mo-Fr 09:00-12:30,14:00-18:00; Sa 10:00-14:00": rules with a semicolon and a blank in between, in each of them the days, a blank and the times. You can rely on the form.',
      'hours is a non-empty sequence of rules separated by semicolon and space; a rule consists of days, a space and times, as in "Mo-Fr 09:00-12:30,14:00-18:00; Sa 10:00-14:00". It is always well formed.',
    ),
    need(
      [
        'Days: names and ranges with commas (Mo,We-Fr). A range can go round the weekend: Sa-Mo is Sa, Su, Mo. Days not named are closed.',
        'Days are the first two letters, single, as a range or mixed with commas; Fr-Mo goes round the weekend. On days that no rule names we are closed.',
        'Days are a comma separated list of names (Mo Tu We Th Fr Sa Su) and ranges; a range runs cyclically, so that Fr-Mo has four days. Days in no rule are closed.',
      ],
      'days over the weekend',
      'drawn 1',
      'drawn 2',
      'many rules',
    ),
    rules === 'add'
      ? need(
          [
            'Several rules for one day add up; spans may overlap or touch.',
            'If a day is in several rules, all their times count; they may overlap.',
            'The times of all rules that name a day apply together; they may overlap or touch.',
          ],
          'rules for one day',
          'touching and overlapping',
          'many rules',
        )
      : need(
          [
            'Several rules for one day: only the last one counts for it. Times can be the word off: closed. Spans inside a rule may overlap or touch.',
            'If a day is in several rules, forget all but the last of them; that one can also say "off" instead of times (Su off), then we are closed. The spans of one rule may overlap.',
            'Of the rules that name a day only the last applies to it. Instead of times a rule can have "off", which closes its days. Spans of one rule may overlap or touch.',
          ],
          'rules for one day',
          'touching and overlapping',
          'many rules',
        ),
    nights === 'night'
      ? need(
          [
            'An end not after the start is on the next day: Sa 22:00-04:00 closes on Su at 04:00. 00:00-00:00 is the whole day. Those early hours belong to the rule of the evening, whatever the rules of the next day say.',
            'We are open at night too: an end that is not later than the start is meant on the following day (Su 22:00-02:00 ends on Monday, 00:00-00:00 is all day), and those hours stay even if the next day has other rules or none.',
            'Where an end is not later than the start it lies on the following day, after Su on Mo; equal times denote 24 hours. The part after midnight applies independently of the rules of that following day.',
          ],
          'through the night',
          'until the end of the day',
          'never closed',
          'drawn 1',
          'drawn 2',
        )
      : need(
          [
            'The end is always later than the start; 24:00 is the end of the day.',
            'Nothing goes over midnight in one piece: the end is later than the start and at most 24:00.',
            'The end is later than the start; the latest end is 24:00, the end of the day.',
          ],
          'until the end of the day',
          'through the night',
          'never closed',
        ),
  ];
}
