/** A people study as its researcher asks for it: who may take part, what they do in which order, what they are paid and told. */

import { z } from 'zod';
import { policyPatchSchema } from './policy.ts';
import { projectPackageSchema } from './project-package.ts';

/** Markets of a study are named after it and a drawn ending, so it is shorter than a market's name. */
export const peopleStudyNameSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/, 'lower-case letters, digits and dashes, at most 32 of them');

const lineSchema = z.string().trim().min(1).max(300);
const textSchema = z.string().trim().min(1).max(20_000);

/** One question with its answers to choose from; `accepted` are the right ones, and never leave the server. */
const choiceSchema = z
  .strictObject({
    question: lineSchema,
    answers: z.array(lineSchema).min(2).max(12),
    accepted: z.array(lineSchema).min(1).max(12),
  })
  .refine(({ answers }) => new Set(answers).size === answers.length, 'answers: each once')
  .refine(({ answers, accepted }) => accepted.every((one) => answers.includes(one)), 'accepted: some of the answers');

const codeSchema = z.string().regex(/^[A-Za-z0-9-]{4,40}$/, '4 to 40 letters, digits and dashes');

/** What each end of the way is told to the panel by. All differ, or the panel could not tell the ends apart. */
const codesSchema = z
  .strictObject({
    completed: codeSchema,
    screenedOut: codeSchema,
    failedAttention: codeSchema,
    noConsent: codeSchema,
    timedOut: codeSchema,
    /** For whoever waited in vain, through no fault of theirs; not said: as `timedOut`. */
    sentAway: codeSchema.optional(),
  })
  .refine((codes) => new Set(Object.values(codes)).size === Object.keys(codes).length, 'each another one');

const HOLE = '{code}';

/** Where somebody goes with a code: https, no name and password in it, no fragment, the code as a whole value of the query. */
export function isPanelAddress(text: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(text) || /["'<>\\^`|]/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password, hash, searchParams, hostname } = new URL(text);
  const holes = [...searchParams.values()].filter((value) => value === HOLE);
  const plain = protocol === 'https:' && username === '' && password === '' && hash === '' && hostname.includes('.');
  return plain && holes.length === 1 && text.split(HOLE).length === 2;
}

/** `prolific`: to its page for completed submissions. `address`: of another panel, with `{code}`. `none`: the code is shown to copy. */
const redirectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('prolific') }),
  z.strictObject({
    kind: z.literal('address'),
    url: z.string().max(500).refine(isPanelAddress, 'https://panel.example/done?code={code}'),
  }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type PanelRedirect = z.output<typeof redirectSchema>;

/** Prolific's own ids have 24 hexadecimal digits; where its study is named, a link of another one is refused. */
const panelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('prolific'),
    studyId: z
      .string()
      .regex(/^[0-9a-f]{24}$/)
      .optional(),
  }),
  z.strictObject({ kind: z.literal('other'), studyId: z.string().max(64).optional() }),
]);

/** Market earnings are not cash: a stated share of them is, up to a stated most. */
const paySchema = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('GBP'),
  /** For whoever completes, whatever the work was worth. */
  baseCents: z.int().min(0).max(1_000_000),
  /** Of net earnings in the market, in basis points. */
  bonusBps: z.int().min(0).max(10_000).default(0),
  bonusMaxCents: z.int().min(0).max(1_000_000).default(0),
  /** For whoever was screened out. */
  screenedOutCents: z.int().min(0).max(1_000_000).default(0),
});

const conditionSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,29}$/, 'lower-case letters, digits and dashes'),
  /** Any part of the policy of this condition's markets. */
  market: policyPatchSchema.prefault({}),
  /** People who share a market; 1: each is alone with the projects, as in `solo`. */
  people: z.int().min(1).max(20).default(1),
  /** So many are enough when the wait is over. */
  peopleMin: z.int().min(1).max(20).default(1),
  /** `person`: one more of the people is drawn to be the employer, and chooses among bids without knowing who or when. */
  employer: z.enum(['nobody', 'person']).default('nobody'),
  /** Seats for programs beside them, which the researcher hands out. */
  programs: z.int().min(0).max(20).default(0),
});
export type PeopleCondition = z.output<typeof conditionSchema>;

const minutes = (most: number, usual: number) => z.number().positive().max(most).default(usual);
const DAY = 1_440;

const limitsSchema = z.strictObject({
  consent: minutes(DAY, 30),
  eligibility: minutes(DAY, 15),
  practice: minutes(DAY, 30),
  lobby: minutes(DAY, 10),
  /** From the moment at which all bids are there. */
  hiring: minutes(DAY, 20),
  work: minutes(30 * DAY, 120),
  attention: minutes(DAY, 15),
  guess: minutes(DAY, 30),
  debrief: minutes(DAY, 30),
});

const byCorpus = z.strictObject({
  corpus: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('starter'),
  /** Of the corpus; not said: its published one. */
  seed: z.string().min(1).max(200).optional(),
  slugs: z.array(z.string()).min(1).max(24),
});

/** Projects of a corpus that the server knows, or the projects themselves. */
const projectsSchema = z.union([byCorpus, z.strictObject({ packages: z.array(projectPackageSchema).min(1).max(24) })]);

export const peopleStudySpecSchema = z
  .strictObject({
    name: peopleStudyNameSchema,
    /** What people read above everything. */
    title: lineSchema,
    /** Everything drawn is a function of it, so it stays with the researcher. Not said: a secret of the server's. */
    seed: z.string().min(1).max(200).optional(),
    /** Who approved it, and whom people may write to: shown with the consent. */
    ethics: z.strictObject({ approval: lineSchema, contact: lineSchema }),
    panel: panelSchema.default({ kind: 'prolific' }),
    redirect: redirectSchema.default({ kind: 'prolific' }),
    codes: codesSchema,
    /** People who may complete; whoever comes when all places are taken is told so before anything is asked. */
    quota: z.int().min(1).max(10_000),
    consent: z.strictObject({ version: z.string().min(1).max(40), text: textSchema }),
    eligibility: z.array(choiceSchema).max(20).default([]),
    practice: z.strictObject({ slug: z.string() }).nullable().default(null),
    projects: projectsSchema,
    conditions: z.array(conditionSchema).min(1).max(12),
    /** In which order each person meets the projects. */
    order: z.enum(['williams', 'shuffled', 'fixed']).default('williams'),
    /** How many blocks' worth of each condition are drawn together: 1 is a block with every condition once. */
    blockRepeats: z.int().min(1).max(10).default(1),
    pay: paySchema,
    attention: z.array(choiceSchema).max(10).default([]),
    /** Wrong answers that are still no failure: panels ask for two failures before anybody is refused. */
    attentionMisses: z.int().min(0).max(10).default(1),
    /** Most works of others that a person is asked to guess about; 0: none. */
    guesses: z.int().min(0).max(20).default(6),
    /** To what a judge's view rounds times. */
    blindMinutes: z.int().min(1).max(DAY).default(60),
    debrief: textSchema,
    limitMinutes: limitsSchema.prefault({}),
    /** After its end personal data are deleted so many days later. */
    retentionDays: z.int().min(1).max(3_650).default(365),
  })
  .refine(({ conditions }) => new Set(conditions.map(({ name }) => name)).size === conditions.length, {
    message: 'each name once',
    path: ['conditions'],
  })
  .refine(({ conditions }) => conditions.every(({ people, peopleMin }) => peopleMin <= people), {
    message: 'peopleMin: at most as many as people',
    path: ['conditions'],
  });
export type PeopleStudySpec = z.output<typeof peopleStudySpecSchema>;
export type Choice = z.output<typeof choiceSchema>;

/** Most letters of a study's text. */
export const STUDY_TEXT_MAX = 65_536;

/** A text is read as YAML or JSON. */
export const newPeopleStudySchema = z.strictObject({
  study: z.union([z.string().min(1).max(STUDY_TEXT_MAX), z.record(z.string(), z.unknown())]),
});

/** Where the panel's ids are kept from the address of the link; the names are taken in any case. */
export const PANEL_NAMES = ['PROLIFIC_PID', 'STUDY_ID', 'SESSION_ID'] as const;

export const panelIdsSchema = z.strictObject({
  panelId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, - and _'),
  panelStudyId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, - and _'),
  panelSessionId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, - and _'),
});
export type PanelIds = z.output<typeof panelIdsSchema>;

/** The panel's ids in the query of the link that people follow; null where one is missing, twice there, or malformed. */
export function panelIdsIn(query: string): PanelIds | null {
  const found = [...new URLSearchParams(query)].map(([name, value]) => [name.toUpperCase(), value] as const);
  const [panelId, panelStudyId, panelSessionId] = PANEL_NAMES.map((wanted) => {
    const values = found.filter(([name]) => name === wanted).map(([, value]) => value);
    return values.length === 1 ? values[0] : undefined;
  });
  const parsed = panelIdsSchema.safeParse({ panelId, panelStudyId, panelSessionId });
  return parsed.success ? parsed.data : null;
}
