/** A study in words, for whoever wrote its file: what people are told and paid, how many orders, what it costs at most. */

import { williamsRows } from './assignment.ts';
import { payRuleText } from './notices.ts';
import { stagesOf } from './stages.ts';
import type { ReadStudy } from './study-file.ts';

const CENTS = 100;

export function describeStudy({ spec, packages }: ReadStudy): string {
  const { pay, quota, conditions, order, blockRepeats } = spec;
  const most = (quota * (pay.baseCents + pay.bonusMaxCents)) / CENTS;
  const rows = order === 'williams' ? `${williamsRows(packages.length).length} orders of a Williams square` : order;
  return [
    `${spec.name}: ${spec.title}`,
    `  stages: ${stagesOf(spec).join(', ')}`,
    `  projects: ${packages.map(({ slug }) => slug).join(', ')} (${rows})`,
    `  conditions: ${conditions.map(({ name, employer }) => (employer === 'person' ? `${name} (a person employs)` : name)).join(', ')}, drawn in blocks of ${conditions.length * blockRepeats}`,
    `  pay: ${payRuleText(spec)}`,
    `  at most ${pay.currency} ${most.toFixed(2)} for ${quota} people who complete, without the panel’s fees`,
    '',
  ].join('\n');
}
