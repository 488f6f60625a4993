/** The name of the answer key of a project that has none: it is paid by its employer, and no reviewer can judge it. */

import { contentHash } from '../../kernel/id.ts';

/** Stands in a posting's `acceptanceHash`: the SHA-256 of "a scenario has no answer key", written out because browsers read it too. */
export const NO_ANSWER_KEY = contentHash('e3afd05804235b1713c41f682913121189620424f0b0fd0e47e2aa632684f3d3');
export const NO_ANSWER_KEY_CASES = 1;
