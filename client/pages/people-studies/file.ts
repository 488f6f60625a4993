/** The file of a study with people, written from the form, and what is wrong with one: by the schema that the server reads it with. */

import { parse, stringify, YAMLParseError } from 'yaml';
import { peopleStudySpecSchema } from '../../../server/protocol/arena/people-study.ts';

export interface Settings {
  readonly name: string;
  readonly title: string;
  readonly approval: string;
  readonly contact: string;
  readonly quota: string;
  readonly consent: string;
  readonly slugs: string;
  readonly currency: string;
  readonly baseCents: string;
  readonly code: string;
  readonly debrief: string;
}

/** Digits become a number; anything else stays as it is, for the schema to say no to. */
const numberOf = (text: string): number | string => (/^\d{1,9}$/.test(text) ? Number(text) : text);

export function fileOf(settings: Settings): string {
  const { name, title, approval, contact, quota, consent, slugs, currency, baseCents, code, debrief } = settings;
  return stringify({
    name,
    title,
    ethics: { approval, contact },
    codes: {
      completed: `${code}-1`,
      screenedOut: `${code}-2`,
      failedAttention: `${code}-3`,
      noConsent: `${code}-4`,
      timedOut: `${code}-5`,
    },
    quota: numberOf(quota),
    consent: { version: '1', text: consent },
    projects: {
      corpus: 'starter',
      slugs: slugs
        .split(',')
        .map((slug) => slug.trim())
        .filter((slug) => slug !== ''),
    },
    conditions: [{ name: 'alone' }],
    pay: { currency, baseCents: numberOf(baseCents) },
    debrief,
  });
}

/** What is wrong, line by line; empty: nothing that can be seen without the server. */
export function problemsOf(file: string): readonly string[] {
  try {
    const parsed = peopleStudySpecSchema.safeParse(parse(file, { maxAliasCount: 0 }));
    if (parsed.success) return [];
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  } catch (thrown) {
    if (thrown instanceof YAMLParseError || thrown instanceof ReferenceError) return [thrown.message];
    throw thrown;
  }
}
