/** A run beside another, for people: what changed, how the figures differ, and which rule was broken. */

import { type Cell, type Table, tableOf } from '../analysis/table.ts';
import type { Compared } from './build-report.ts';
import type { Difference, RunComparison } from './comparison.ts';
import { type Finding, ruleText } from './regressions.ts';
import { type Block, factsOf, listBlock, type Section, textBlock } from './report-model.ts';

/** More changes than this are another design, not a change. */
const CHANGES_MAX = 25;

const OUTCOMES = { fell: 'fell', held: 'held', not_told: 'cannot be told' } as const;

function cellOf({ value, low, high }: Difference): Cell {
  return low === null || high === null ? value : { value, low, high };
}

function successTable({ freelancers }: RunComparison): Table {
  const columns = {
    freelancer: ['Freelancer', 'text'],
    projects: ['Projects', 'count'],
    before: ['Before', 'share'],
    after: ['Now', 'share'],
    difference: ['Difference', 'share'],
    onlyBefore: ['Only before', 'count'],
    onlyAfter: ['Only now', 'count'],
    p: ['McNemar p', 'p'],
    pHolm: ['Holm', 'p'],
  } as const;
  const rows = freelancers.flatMap(({ freelancer, success }) => {
    if (success === null) return [];
    const { difference, ...figures } = success;
    return [{ freelancer, ...figures, difference: cellOf(difference) }];
  });
  const notes = [
    'Projects that were decided in both runs. Difference: now less before, t interval over task families. McNemar exact, which takes projects as independent; Holm over all tests of the comparison.',
  ];
  return tableOf({ name: 'compared_success', title: 'Success, run against run', notes }, columns, rows);
}

function earningsTable({ freelancers }: RunComparison): Table {
  const columns = {
    freelancer: ['Freelancer', 'text'],
    projects: ['Projects', 'count'],
    beforeCents: ['Before', 'cents'],
    afterCents: ['Now', 'cents'],
    difference: ['Difference a project', 'cents'],
    p: ['Permutation p', 'p'],
    pHolm: ['Holm', 'p'],
  } as const;
  const rows = freelancers.flatMap(({ freelancer, earnings }) => {
    if (earnings === null) return [];
    const { difference, ...figures } = earnings;
    return [{ freelancer, ...figures, difference: cellOf(difference) }];
  });
  const notes = [
    'Earned before fees on projects that were offered in both runs; one that went to somebody else earned nothing. t interval over task families; the permutation flips the signs of whole families, and fewer than six cannot come below 0.05.',
  ];
  return tableOf({ name: 'compared_earnings', title: 'Earnings, run against run', notes }, columns, rows);
}

function findingsTable(findings: readonly Finding[]): Table {
  const columns = {
    freelancer: ['Freelancer', 'text'],
    rule: ['Fails where', 'text'],
    outcome: ['Outcome', 'text'],
    said: ['Because', 'text'],
  } as const;
  const rows = findings.map(({ freelancer, rule, outcome, said }) => ({
    ...{ freelancer, said },
    rule: ruleText(rule),
    outcome: OUTCOMES[outcome],
  }));
  return tableOf({ name: 'findings', title: 'Held and fell', notes: [] }, columns, rows);
}

function changesBlock(changes: readonly string[]): Block {
  if (changes.length === 0) return textBlock('Configuration, roster and corpus are the same.');
  const more = changes.length - CHANGES_MAX;
  return listBlock([...changes.slice(0, CHANGES_MAX), ...(more > 0 ? [`and ${more} more`] : [])]);
}

export function comparisonSection({ comparison, findings }: Compared): Section {
  const { run, against, protocol, currency, gone, added, families } = comparison;
  const table = (made: Table): Block => ({ kind: 'table', currency, table: made });
  const blocks: Block[] = [
    factsOf({
      'Now and before': `${run} and ${against}`,
      'Projects in both': `${comparison.sharedProjects}, of ${families} families`,
      'Only now': comparison.onlyInRun,
      'Only before': comparison.onlyInOther,
      Gone: gone.length === 0 ? null : gone.join(', '),
      New: added.length === 0 ? null : added.join(', '),
    }),
    textBlock('What was changed between the two:'),
    changesBlock(comparison.changes),
    ...(findings.length > 0 ? [table(findingsTable(findings))] : []),
    table(successTable(comparison)),
    table(earningsTable(comparison)),
    ...(protocol === 'auction'
      ? [
          textBlock(
            'Both are auctions: each is one observation of its market. The intervals are about these projects in these two markets, not about what the change would do in others.',
          ),
        ]
      : []),
  ];
  return { id: 'comparison', title: `Against ${against}`, run, blocks };
}
