/** Findings about regressions as JUnit XML, for whatever watches builds. No time, no host: equal findings are equal bytes. */

import { xmlText } from '../svg-plot.ts';
import { printable } from '../text-width.ts';
import type { RunComparison } from './comparison.ts';
import { type Finding, ruleText } from './regressions.ts';

const said = (text: string): string => xmlText(printable(text));

function caseLines({ freelancer, rule, outcome, said: because }: Finding): string[] {
  const name = said(`${freelancer}: ${ruleText(rule).replace(' fell', ' has not fallen')}`);
  const head = `    <testcase classname="${said(rule.measure)}" name="${name}" time="0"`;
  if (outcome === 'held') return [`${head}/>`];
  const inner =
    outcome === 'fell'
      ? `<failure message="${said(because)}" type="regression">${said(`${freelancer}: ${because}`)}</failure>`
      : `<skipped message="${said(because)}"/>`;
  return [`${head}>`, `      ${inner}`, '    </testcase>'];
}

export interface JunitSuite {
  readonly comparison: Pick<RunComparison, 'run' | 'against'>;
  readonly findings: readonly Finding[];
}

function suiteLines({ comparison: { run, against }, findings }: JunitSuite): string[] {
  const count = (outcome: Finding['outcome']): number => findings.filter((one) => one.outcome === outcome).length;
  const counts = `tests="${findings.length}" failures="${count('fell')}" errors="0" skipped="${count('not_told')}"`;
  return [
    `  <testsuite name="${said(`${run} against ${against}`)}" ${counts} time="0">`,
    ...findings.flatMap(caseLines),
    '  </testsuite>',
  ];
}

export function junitXml(suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ findings }) => findings);
  const failures = all.filter(({ outcome }) => outcome === 'fell').length;
  const skipped = all.filter(({ outcome }) => outcome === 'not_told').length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="arena report" tests="${all.length}" failures="${failures}" errors="0" skipped="${skipped}" time="0">`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}
