/** A study for tests, each time of another name, over three small projects. */

import { buildCorpus } from '../../seeds/corpus.ts';
import { known } from '../../server/kernel/assert.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';

export const ALL = buildCorpus('starter', 'starter-1');
/** Small ones, so that their cases take little of a machine. */
export const PROJECTS: readonly ProjectPackage[] = ['sales-summary', 'text-layout', 'version-comparison'].map(
  (family) =>
    known(
      ALL.find((one) => one.family === family || one.slug.includes(family)),
      family,
    ),
);

let made = 0;

export function studyOf(change: Record<string, unknown> = {}): Record<string, unknown> {
  made += 1;
  return {
    name: `trial-${made}`,
    title: 'Small coding projects',
    seed: 'a seed for tests',
    ethics: { approval: 'Board of tests, 2026-1', contact: 'board@example.org' },
    codes: {
      completed: 'DONE1234',
      screenedOut: 'SCREEN12',
      failedAttention: 'ATTENT12',
      noConsent: 'NOCONS12',
      timedOut: 'TIMEOU12',
      sentAway: 'INVAIN12',
    },
    quota: 50,
    consent: { version: '1', text: 'You will work on small projects.' },
    eligibility: [{ question: 'Do you write code?', answers: ['Yes', 'No'], accepted: ['Yes'] }],
    projects: { packages: PROJECTS },
    practice: { slug: PROJECTS[2]?.slug },
    conditions: [{ name: 'alone' }],
    pay: { currency: 'GBP', baseCents: 600, bonusBps: 1_000, bonusMaxCents: 400, screenedOutCents: 20 },
    attention: [
      { question: 'Choose the second.', answers: ['first', 'second'], accepted: ['second'] },
      { question: 'Choose the first.', answers: ['first', 'second'], accepted: ['first'] },
    ],
    debrief: 'Thank you. Some of the others were programs.',
    ...change,
  };
}

export const MEASURED = { packages: PROJECTS.slice(0, 2) };
