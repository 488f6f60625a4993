/** What fell against a run before, for a terminal: a line each, and one that says that nothing did. */

import { printable } from '../text-width.ts';
import type { Compared } from './build-report.ts';
import { ruleText } from './regressions.ts';

/** Empty where nothing was asked. */
export function regressionLines(compared: readonly Compared[]): string {
  const lines = compared.flatMap(({ comparison: { run, against }, findings }) => {
    if (findings.length === 0) return [];
    const fell = findings.filter(({ outcome }) => outcome === 'fell');
    const untold = findings.filter(({ outcome }) => outcome === 'not_told').length;
    const rest = untold === 0 ? '' : `, ${untold} cannot be told`;
    return [
      `${run} against ${against}: ${fell.length} of ${findings.length} fell${rest}`,
      ...fell.map(({ freelancer, rule, said }) => `  ${freelancer}: ${ruleText(rule)}: ${said}`),
    ];
  });
  return lines.map((line) => `${printable(line)}\n`).join('');
}
