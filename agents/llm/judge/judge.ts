/** A judge that is a language model: a rubric out of the posting, each criterion asked for apart, each answer shown by quotes. */

import { z } from 'zod';
import { canonicalJson } from '../../../server/kernel/hash.ts';
import { BPS_ONE } from '../../../server/kernel/money.ts';
import { keyedHash } from '../../../server/kernel/prng.ts';
import type { Files } from '../../../server/protocol/arena/acceptance.ts';
import {
  type CriterionFinding,
  QUOTE_CHARACTERS,
  QUOTES_MAX,
  REASON_CHARACTERS,
  type RubricOpinion,
} from '../../../server/protocol/arena/rubric.ts';
import { LimitReached, type Session } from '../session.ts';
import { askStructured } from '../structured.ts';
import type { PostingDocument } from '../workbench.ts';
import { type Criterion, compareTurns, criterionTurns, filesText, JUDGE_PROMPT, rubricTurns } from './prompt.ts';
import { isCode, quoteProblem, standsIn } from './quotes.ts';

const CRITERIA = 8;
const REPAIRS = 2;
const MAX_TOKENS = 900;
/** More than that no model reads with care; the tests do. */
const DELIVERY_CHARACTERS = 120_000;

export interface JudgeSettings {
  /** `provider:model`, as it is told. */
  readonly model: string;
  /** Makes the marks around what is judged: who writes a delivery cannot know them. */
  readonly seed: string;
  /** The calls about one thing: a project for its rubric, a delivery for its criteria. */
  readonly openSession: (about: string) => Session;
}

export interface Judge {
  /** Null: no rubric could be made of the posting, the delivery is too long, or a limit is reached. `name`: what the calls are called. */
  opinion(name: string, posting: PostingDocument, files: Files): Promise<RubricOpinion | null>;
  /** Asked in both orders; `inconsistent` where the answer went with the order. Null: no answer that can be read. */
  compare(name: string, posting: PostingDocument, one: Files, other: Files): Promise<Comparison | null>;
}

export type Comparison = 'one' | 'other' | 'same' | 'inconsistent';

const rubricSchema = (description: string) =>
  z.object({
    criteria: z
      .array(
        z.object({
          sentence: z
            .string()
            .max(1_000)
            .refine((sentence) => standsIn(sentence, description), 'does not stand in the posting letter by letter')
            .describe('the sentence of the posting, letter by letter'),
          asks: z.string().min(1).max(500).describe('what the program must do'),
        }),
      )
      .min(1)
      .max(CRITERIA),
  });

const answerSchema = (files: Files) =>
  z
    .object({
      met: z.boolean().describe('whether the code meets the criterion'),
      quotes: z
        .array(z.object({ file: z.string().max(200), text: z.string().max(QUOTE_CHARACTERS) }))
        .max(QUOTES_MAX)
        .describe('places of the code that show it, letter by letter'),
      why: z.string().max(4_000).describe('one sentence'),
    })
    .superRefine(({ met, quotes }, context) => {
      for (const [index, quote] of quotes.entries()) {
        const message = quoteProblem(quote, files);
        if (message !== null) context.addIssue({ code: 'custom', path: ['quotes', index], message });
      }
      if (met && !quotes.some((quote) => isCode(quote, files))) {
        context.addIssue({ code: 'custom', path: ['quotes'], message: 'met, and no quote of code shows it' });
      }
    });

const comparisonSchema = z.object({ better: z.enum(['first', 'second', 'same']), why: z.string().max(4_000) });

/** `null` where a limit of the session ends it. */
async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof LimitReached) return null;
    throw problem;
  }
}

const ASKED = { maxTokens: MAX_TOKENS, temperature: 0, repetition: 1, repairs: REPAIRS } as const;

export function createJudge({ model, seed, openSession }: JudgeSettings): Judge {
  const rubrics = new Map<string, Promise<readonly Criterion[] | null>>();
  const markOf = (name: string): string => keyedHash(seed, 'judge', name).slice(0, 16);

  async function makeRubric(posting: PostingDocument, key: string): Promise<readonly Criterion[] | null> {
    const session = openSession(`rubric/${key.slice(0, 16)}`);
    const schema = rubricSchema(posting.description);
    const turns = rubricTurns(posting, markOf(key));
    const answer = await orNull(() =>
      askStructured((question) => session.ask('rubric', question), { name: 'rubric', schema, turns, ...ASKED }),
    );
    return answer?.ok === true ? answer.value.criteria : null;
  }

  /** One for each posting: all its deliveries are judged by the same. What failed for trouble of ours is not kept. */
  function rubricOf(posting: PostingDocument): Promise<readonly Criterion[] | null> {
    // Equal postings are one, in whichever order their fields come: a canary is judged by the rubric of the deliveries.
    const key = keyedHash(seed, 'rubric', canonicalJson(posting));
    const rubric = rubrics.get(key) ?? makeRubric(posting, key);
    rubrics.set(key, rubric);
    rubric.catch(() => rubrics.delete(key));
    return rubric;
  }

  async function findingOn(
    criterion: Criterion,
    work: {
      readonly session: Session;
      readonly posting: PostingDocument;
      readonly files: Files;
      readonly mark: string;
    },
  ): Promise<CriterionFinding> {
    const { session, posting, files, mark } = work;
    const schema = answerSchema(files);
    const turns = criterionTurns(posting, files, criterion, mark);
    const answer = await orNull(() =>
      askStructured((question) => session.ask('criterion', question), { name: 'finding', schema, turns, ...ASKED }),
    );
    if (answer?.ok !== true) {
      const why = (answer?.why ?? 'a limit of the judge was reached').slice(0, REASON_CHARACTERS);
      return { ...criterion, answer: 'no_answer', quotes: [], why };
    }
    const { met, quotes, why } = answer.value;
    return { ...criterion, answer: met ? 'met' : 'not_met', quotes, why: why.slice(0, REASON_CHARACTERS) };
  }

  async function compareOnce(
    session: Session,
    turns: ReturnType<typeof compareTurns>,
  ): Promise<'first' | 'second' | 'same' | null> {
    const wanted = { name: 'comparison', schema: comparisonSchema, turns, ...ASKED };
    const answer = await orNull(() => askStructured((question) => session.ask('compare', question), wanted));
    return answer?.ok === true ? answer.value.better : null;
  }

  return {
    async opinion(name, posting, files) {
      if (filesText(files).length > DELIVERY_CHARACTERS) return null;
      const criteria = await rubricOf(posting);
      if (criteria === null) return null;
      const work = { session: openSession(name), posting, files, mark: markOf(name) };
      const findings: CriterionFinding[] = [];
      for (const criterion of criteria) findings.push(await findingOn(criterion, work));
      return { judge: model, prompt: JUDGE_PROMPT, criteria: findings, scoreBps: scoreOf(findings) };
    },
    async compare(name, posting, one, other) {
      const [session, mark] = [openSession(name), markOf(name)];
      const forth = await compareOnce(session, compareTurns(posting, one, other, mark));
      const back = await compareOnce(session, compareTurns(posting, other, one, mark));
      if (forth === null || back === null) return null;
      if (forth === 'same' && back === 'same') return 'same';
      if (forth === 'first' && back === 'second') return 'one';
      return forth === 'second' && back === 'first' ? 'other' : 'inconsistent';
    },
  };
}

/** Share of the criteria that are met; one without an answer leaves no opinion. */
function scoreOf(findings: readonly CriterionFinding[]): number | null {
  if (findings.some(({ answer }) => answer === 'no_answer')) return null;
  const met = findings.filter(({ answer }) => answer === 'met').length;
  return Math.floor((met * BPS_ONE) / findings.length);
}
