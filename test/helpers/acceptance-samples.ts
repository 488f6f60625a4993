/** Small acceptances for tests of the reviewer; the schema fills in what they do not say. */

import {
  type Acceptance,
  acceptanceSchema,
  type Comparator,
  type Json,
  type Language,
} from '../../server/protocol/arena/acceptance.ts';

export interface SampleCase {
  readonly name: string;
  readonly args: readonly Json[];
  readonly expected: Json;
  readonly weight?: number;
}

export function functionAcceptance(
  cases: readonly SampleCase[],
  comparator: Comparator = { kind: 'exact' },
  language: Language = 'python',
  file = 'solution.py',
): Acceptance {
  return acceptanceSchema.parse({ kind: 'function', language, file, entry: 'solve', comparator, cases });
}
