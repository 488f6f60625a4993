/** The file that a new study begins with: complete but for what only its researcher knows, with codes that nobody guesses. */

import { stringify } from 'yaml';
import { form } from '../../text/en/people-study-form.ts';

const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;

function drawnCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(CODE_LENGTH));
  return [...bytes].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('');
}

export function exampleFile(): string {
  const { example } = form;
  const study = {
    name: 'pilot',
    title: example.title,
    ethics: { approval: '', contact: '' },
    panel: { kind: 'prolific' },
    redirect: { kind: 'prolific' },
    codes: {
      completed: drawnCode(),
      screenedOut: drawnCode(),
      failedAttention: drawnCode(),
      noConsent: drawnCode(),
      timedOut: drawnCode(),
      sentAway: drawnCode(),
    },
    quota: 24,
    consent: { version: '1', text: example.consent },
    eligibility: [{ question: example.question, answers: example.answers, accepted: example.answers.slice(0, 2) }],
    practice: { slug: 'version-comparison-1' },
    projects: {
      corpus: 'starter',
      slugs: ['sales-summary-1', 'text-layout-1', 'date-arithmetic-1', 'pattern-extraction-1'],
    },
    conditions: [{ name: 'alone' }],
    order: 'williams',
    pay: { currency: 'GBP', baseCents: 900, bonusBps: 200, bonusMaxCents: 600, screenedOutCents: 14 },
    attention: [{ question: example.attention, answers: example.places, accepted: example.places.slice(2) }],
    attentionMisses: 0,
    debrief: example.debrief,
    limitMinutes: { work: 60 },
  };
  return stringify(study, { lineWidth: 0, aliasDuplicateObjects: false });
}
