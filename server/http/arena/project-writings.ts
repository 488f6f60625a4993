/** Projects that a model writes for employers: one after the other, one of each caller, a few an hour: each costs money. */

import type { WritingStep, WrittenProject } from '../../protocol/arena/project-writing.ts';
import { createErrands, type Errands, type ErrandsOptions } from './errands.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const WINDOWS = [
  { ms: MINUTE_MS, max: 2 },
  { ms: HOUR_MS, max: 10 },
];
/** Some ten calls of a model for a draft, some drafts, and the gate over each. */
const WRITING_MS = 900_000;
const IN_LINE = 4;

export type ProjectWritings = Errands<WritingStep, WrittenProject>;

export function createProjectWritings({ now, report }: Pick<ErrandsOptions, 'now' | 'report'>): ProjectWritings {
  return createErrands<WritingStep, WrittenProject>({
    ...{ now, report, windows: WINDOWS, longestMs: WRITING_MS, inLine: IN_LINE },
    words: {
      underWay: 'A project of yours is being written: wait for what comes of it',
      many: 'Many projects are being written',
      often: 'Too many projects were written for you',
      late: `not written after ${WRITING_MS / MINUTE_MS} minutes`,
      trouble: 'the model or the sandbox was in trouble; what you asked for is not to blame',
    },
  });
}
