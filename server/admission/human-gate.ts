/** Gate 10: people read a sample, and what was admitted is frozen by its hash. The draw is by seed, so nobody chooses it. */

import { keyedHash } from '../kernel/prng.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { type GateReport, gateReport } from './gate-report.ts';
import type { HumanReview } from './solutions.ts';

/** One project in ten. */
const SAMPLE_SHARE = 0.1;
const READERS_MIN = 2;
/** From a doubt about what is tested on a project is not fit. */
const SEVERITY_REFUSED = 2;

/** Whether people read this project. */
export function isSampled(slug: string, seed: string): boolean {
  return Number.parseInt(keyedHash(seed, 'human sample', slug).slice(0, 8), 16) < SAMPLE_SHARE * 2 ** 32;
}

export function humanGate({ slug }: ProjectPackage, seed: string, reviews: readonly HumanReview[]): GateReport {
  const own = reviews.filter((one) => one.slug === slug);
  const readers = new Set(own.map(({ by }) => by)).size;
  if (readers < READERS_MIN) {
    const why = isSampled(slug, seed)
      ? 'Drawn for people to read: two of them write a line each into a file for `--reviews`.'
      : 'Not drawn: one project in ten is.';
    return gateReport('human sample', 'not_run', why, { readers });
  }
  const worst = Math.max(...own.map(({ severity }) => severity));
  const findings = own
    .filter(({ note }) => note !== '')
    .map(({ by, severity, note }) => `${by}, severity ${severity}: ${note}`);
  const outcome = worst >= SEVERITY_REFUSED ? 'failed' : worst > 0 ? 'warned' : 'passed';
  return gateReport(
    'human sample',
    outcome,
    `Read by ${readers}; worst severity ${worst}.`,
    { readers, worst },
    findings,
  );
}
