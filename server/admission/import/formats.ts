/** Every format that can be imported, and which of them a row is of. */

import type { Format } from './draft.ts';
import { apps } from './format/apps.ts';
import { bigCodeBench } from './format/big-code-bench.ts';
import { evalPlusHumanEval, evalPlusMbpp } from './format/evalplus.ts';
import { humanEval, humanEvalPlus } from './format/human-eval.ts';
import { liveCodeBench } from './format/live-code-bench.ts';
import { mbpp, mbppPlus, mbppSanitized } from './format/mbpp.ts';
import { kaggleFreelancer, postingsTable, upworkPostings } from './format/postings.ts';
import { sweLancer, sweLancerIssues } from './format/swe-lancer.ts';
import type { Row } from './trouble.ts';

export const FORMATS: readonly Format[] = [
  humanEval,
  humanEvalPlus,
  evalPlusHumanEval,
  mbpp,
  mbppSanitized,
  mbppPlus,
  evalPlusMbpp,
  bigCodeBench,
  liveCodeBench,
  apps,
  sweLancer,
  sweLancerIssues,
  kaggleFreelancer,
  upworkPostings,
  postingsTable,
];

export function formatNamed(name: string): Format | null {
  return FORMATS.find((format) => format.name === name) ?? null;
}

/** The format that a row with these fields is of, or null: none that is known. */
export function formatOf(row: Row): Format | null {
  return FORMATS.find((one) => one.matches(row)) ?? null;
}

export function unknownFormat(file: string, row: Row): string {
  const fields = Object.keys(row)
    .slice(0, 12)
    .map((name) => JSON.stringify(name).slice(0, 40));
  const known = FORMATS.map(({ name }) => name).join(', ');
  return `${file} is of no format known here: its first row has ${fields.join(', ')}. Known are ${known}`;
}
