/** Texts of the family `org-chart`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './org-chart.ts';

export function orgChartPieces({ main, need, say }: Manner, { task, pay, who }: Settings): Piece[] {
  const money = pay === 'sum';
  const result = {
    teams: main(
      `Print CSV with header name,direct,total${money ? ',cost' : ''}: direct = people whose manager this is, total = everybody below, at any depth${money ? ', cost = salaries of the person and of everybody below' : ''}. Sorted by name.`,
      `Print a CSV with the columns name, direct and total${money ? ' and cost' : ''}: how many people report directly to somebody, how many are below in all${money ? ', and what the person and all below earn together' : ''}; in order of the names.`,
      `The output is CSV with the header name,direct,total${money ? ',cost' : ''}: the number of direct reports, the number of persons below at any depth${money ? ', and the sum of salaries of the person and of those below' : ''}, ascending by name.`,
    ),
    chains: main(
      `Print CSV with header name,level,chain${money ? ',above' : ''}: chain = all managers from the top down to the direct one, joined by " > " (empty for the top), level = how many they are${money ? ', above = the sum of their salaries' : ''}. Sorted by name.`,
      `Print a CSV with the columns name, level and chain${money ? ' and above' : ''}: the chain of managers from the very top down to the direct one with " > " in between (empty for those at the top), level the number of them${money ? ', above what they earn together' : ''}; in order of the names.`,
      `The output is CSV with the header name,level,chain${money ? ',above' : ''}: chain lists the managers from the top to the direct one, separated by " > ", level is their number${money ? ', above the sum of their salaries' : ''}; ascending by name. At the top the chain is empty and the level 0.`,
    ),
    tree: main(
      `Print the tree: a line per person, two spaces more for each level, reports under their manager, those of one manager sorted by name, with all that is below each before the next.${money ? ' After the name " (N)": salaries of the person and of everybody below.' : ''}`,
      `Print the tree with two blanks more for every level, everybody's reports right under them in order of the names, each followed by their own reports before the next one comes.${money ? ' Behind the name put in brackets what the person and all below earn together, like "Ada (12500)".' : ''}`,
      `The output is the tree in depth-first order: one line per person, indented by two spaces per level, the reports of a manager ascending by name.${money ? ' The name is followed by a space and, in parentheses, the sum of salaries of the person and of those below.' : ''}`,
    ),
  }[task];
  return [
    say(
      'solution.py reads CSV from standard input, header name,manager,salary, rows in any order, no quotes. Names are all different and have no commas.',
      'The list of staff comes on standard input of solution.py, as CSV with the header name,manager,salary, in no order at all; no quotes, no name twice.',
      'solution.py reads unquoted CSV with the header name,manager,salary from standard input. Names are distinct; rows are in any order.',
    ),
    need(
      [
        'manager is empty for people at the top (there can be several). Every manager is in the list; there are no circles. Salaries are whole numbers.',
        'Those at the top have no manager (the cell is empty), and there can be several of them. Every manager is in the list, nobody is above themselves, and salaries are whole.',
        'An empty manager denotes a person at the top, of which there may be several. Managers occur as persons, without cycles; salaries are whole numbers.',
      ],
      'two bosses',
      'only the boss',
      'drawn 2',
    ),
    result,
    who === 'managers'
      ? need(
          [
            `Only people with at least one report are ${task === 'tree' ? 'printed' : 'listed'}${task === 'tree' ? '; indentation stays that of the full tree' : ''}.`,
            `I only want to see managers, that is people with somebody who reports to them${task === 'tree' ? '; the others are just not printed' : ''}.`,
            `Only persons with at least one direct report ${task === 'tree' ? 'are printed' : 'have a row'}.`,
          ],
          'one boss of all',
          'drawn 1',
          'only the boss',
        )
      : need(
          [
            'Everybody is listed, with or without reports.',
            'Everybody has a line, also those without anybody below.',
            'All persons are included, those without reports too.',
          ],
          'one boss of all',
          'drawn 1',
          'only the boss',
        ),
    need(
      [
        'Names are compared character by character (plain string order).',
        'Order of names means plain comparison of strings, so capitals come before small letters.',
        'Names are ordered by code points.',
      ],
      'names that begin alike',
      'one below the other',
    ),
    need(
      [
        task === 'tree' ? 'No people: no output.' : 'No people: header only.',
        task === 'tree' ? 'An empty list gives no output.' : 'For an empty list print just the header.',
        task === 'tree' ? 'Without persons the output is empty.' : 'Without persons only the header is printed.',
      ],
      'nobody',
    ),
  ];
}
