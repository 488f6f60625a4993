/** The settings that the form shows, section by section, with how each is filled in. All others are the file's alone. */

import type { form } from '../../text/en/people-study-form.ts';

export type FieldPath = keyof typeof form.labels;
export type ListPath = keyof typeof form.add;
export type SectionName = keyof typeof form.sections;

export interface FormField {
  readonly path: FieldPath;
  /** `lines`: a list of texts. `choice`: the word decides what else stands beside it. */
  readonly kind: 'text' | 'long' | 'number' | 'lines' | 'choice';
  /** An empty one stays where it is and is told as missing; any other is taken out of the file. */
  readonly required?: boolean;
  /** Stands in the field where the file says nothing. */
  readonly usual?: string;
  /** Is asked only where the file says this word at that place. */
  readonly when?: readonly [path: string, word: string];
}

export interface FormSection {
  readonly name: SectionName;
  readonly fields: readonly FormField[];
  readonly list?: { readonly path: ListPath; readonly fields: readonly FormField[]; readonly begin: object };
}

const text = (path: FieldPath, more: Partial<FormField> = {}): FormField => ({ path, kind: 'text', ...more });
const needed = (path: FieldPath): FormField => ({ path, kind: 'text', required: true });
const number = (path: FieldPath, usual: string): FormField => ({ path, kind: 'number', usual });
const choice = (path: FieldPath): FormField => ({ path, kind: 'choice' });

const QUESTION: readonly FormField[] = [
  needed('*.question'),
  { path: '*.answers', kind: 'lines', required: true },
  { path: '*.accepted', kind: 'lines', required: true },
];
const NO_QUESTION = { question: '', answers: ['', ''], accepted: [''] };

export const FORM: readonly FormSection[] = [
  {
    name: 'about',
    fields: [
      needed('name'),
      needed('title'),
      { path: 'quota', kind: 'number', required: true },
      needed('ethics.approval'),
      needed('ethics.contact'),
    ],
  },
  {
    name: 'panel',
    fields: [
      choice('panel.kind'),
      text('panel.studyId'),
      choice('redirect.kind'),
      text('redirect.url', { required: true, when: ['redirect.kind', 'address'] }),
      ...(['completed', 'screenedOut', 'failedAttention', 'noConsent', 'timedOut'] as const).map((end) =>
        needed(`codes.${end}`),
      ),
      text('codes.sentAway'),
    ],
  },
  {
    name: 'consent',
    fields: [
      needed('consent.version'),
      { path: 'consent.text', kind: 'long', required: true },
      { path: 'debrief', kind: 'long', required: true },
      number('retentionDays', '365'),
    ],
  },
  { name: 'eligibility', fields: [], list: { path: 'eligibility', fields: QUESTION, begin: NO_QUESTION } },
  {
    name: 'projects',
    fields: [
      text('projects.corpus', { usual: 'starter' }),
      { path: 'projects.slugs', kind: 'lines', required: true },
      text('practice.slug'),
      choice('order'),
    ],
  },
  {
    name: 'conditions',
    fields: [],
    list: {
      path: 'conditions',
      fields: [
        needed('*.name'),
        number('*.people', '1'),
        number('*.peopleMin', '1'),
        number('*.programs', '0'),
        choice('*.employer'),
        choice('*.market.mechanism.kind'),
      ],
      begin: { name: '' },
    },
  },
  {
    name: 'attention',
    fields: [number('attentionMisses', '1'), number('guesses', '6')],
    list: { path: 'attention', fields: QUESTION, begin: NO_QUESTION },
  },
  {
    name: 'pay',
    fields: [
      text('pay.currency', { usual: 'GBP' }),
      { path: 'pay.baseCents', kind: 'number', required: true },
      number('pay.bonusBps', '0'),
      number('pay.bonusMaxCents', '0'),
      number('pay.screenedOutCents', '0'),
    ],
  },
  {
    name: 'limits',
    fields: [
      number('limitMinutes.consent', '30'),
      number('limitMinutes.eligibility', '15'),
      number('limitMinutes.practice', '30'),
      number('limitMinutes.lobby', '10'),
      number('limitMinutes.hiring', '20'),
      number('limitMinutes.work', '120'),
      number('limitMinutes.attention', '15'),
      number('limitMinutes.guess', '30'),
      number('limitMinutes.debrief', '30'),
    ],
  },
];
