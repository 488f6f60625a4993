/** Drafted projects before the gate: one after the other, one of each caller, few in line; the last one of each is remembered. */

import type { AdmissionCheck, AdmissionCheckReport } from '../../protocol/arena/admission-check.ts';
import { createErrands, type Errand, type ErrandsOptions } from './errands.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const WINDOWS = [
  { ms: MINUTE_MS, max: 6 },
  { ms: HOUR_MS, max: 40 },
];
/** A check runs some hundreds of programs; one that is not through by then is of no use to whoever waits. */
const CHECK_MS = 180_000;
const IN_LINE = 16;

export interface AdmissionChecks {
  /** Puts the check in line, or answers with a 429. */
  start(key: string, work: (signal: AbortSignal) => Promise<AdmissionCheckReport>): AdmissionCheck;
  /** The last one of this caller; null: none that is remembered. */
  last(key: string): AdmissionCheck | null;
  close(): void;
}

export interface AdmissionChecksOptions extends Pick<ErrandsOptions, 'now' | 'report'> {
  readonly checkMs?: number;
}

function checkOf(errand: Errand<never, AdmissionCheckReport>): AdmissionCheck {
  if (errand.status === 'done') return { status: 'done', report: errand.result };
  return errand.status === 'running' ? { status: 'running' } : errand;
}

export function createAdmissionChecks({ now, report, checkMs = CHECK_MS }: AdmissionChecksOptions): AdmissionChecks {
  const errands = createErrands<never, AdmissionCheckReport>({
    ...{ now, report, windows: WINDOWS, longestMs: checkMs, inLine: IN_LINE },
    words: {
      underWay: 'A check of yours is under way: wait for what comes of it',
      many: 'Many projects are being checked',
      often: 'Too many checks',
      late: `not through after ${checkMs / 1_000} seconds: fewer or lighter cases, or a server with less to do`,
      trouble: 'the sandbox was in trouble; the project is not to blame',
    },
  });
  return {
    start: (key, work) => checkOf(errands.start(key, work)),
    last: (key) => {
      const found = errands.last(key);
      return found === null ? null : checkOf(found);
    },
    close: errands.close,
  };
}
