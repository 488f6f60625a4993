/** A requirement writer that is a language model: posting, reference, an independent second solution, wrong ones and cases. */

import { keyedHash } from '../../../server/kernel/prng.ts';
import type { Files, Json } from '../../../server/protocol/arena/acceptance.ts';
import { projectPackageSchema } from '../../../server/protocol/arena/project-package.ts';
import { codeOf } from '../../llm/fences.ts';
import type { Question, Turn } from '../../llm/model.ts';
import { LimitReached, type Purpose, type Session } from '../../llm/session.ts';
import { askStructured } from '../../llm/structured.ts';
import type { PostingDocument } from '../../llm/workbench.ts';
import type { Brief, RefusedDraft, RequirementWriter } from '../writer.ts';
import { packageOf, postingOf } from './assemble.ts';
import { type Draft, draftSchema, fileOf, jsonValue, wrongSchema } from './draft.ts';
import { draftTurns, failedTurn, mendTurns, referenceTurns, secondTurns, WRITER_PROMPT, wrongTurns } from './prompt.ts';

/** A program of the draft to be run on one input. */
export interface ToRun {
  readonly kind: Draft['kind'];
  readonly language: Draft['language'];
  readonly file: string;
  readonly entry: string;
  readonly files: Files;
  /** Arguments for kind `function`, standard input for `stdio`. */
  readonly input: Json;
}

export type RanTo = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string };

export interface LlmWriterSettings {
  /** `provider:model`, and what else should stand in the provenance. */
  readonly model: string;
  readonly openSession: (about: string) => Session;
  /** Who writes the second solution; not said: the same model, in a conversation of its own. */
  readonly second?: { readonly model: string; readonly openSession: (about: string) => Session };
  /** Runs a program in the sandbox: nothing that a model wrote runs anywhere else. */
  readonly run: (program: ToRun) => Promise<RanTo>;
}

const CODE_TOKENS = 4_000;
const DRAFT_TOKENS = 8_000;
const REPAIRS = 2;

interface Round {
  readonly settings: LlmWriterSettings;
  readonly brief: Brief;
  /** From 1. */
  readonly number: number;
  readonly mark: string;
  readonly session: Session;
}

export function createLlmWriter(settings: LlmWriterSettings): RequirementWriter {
  const name = `${settings.model} ${WRITER_PROMPT}`;
  return {
    name,
    async write(brief, refused) {
      const number = refused.length + 1;
      const about = `${brief.seed}/draft-${number}`;
      const mark = keyedHash(brief.seed, 'writer', number).slice(0, 16);
      try {
        return await writeOne({ settings, brief, number, mark, session: settings.openSession(about) }, refused, name);
      } catch (problem) {
        // Nothing more comes to mind: another draft would meet the same limit.
        if (problem instanceof LimitReached) return null;
        throw problem;
      }
    },
  };
}

/** A draft, or what the model wrote instead of one: the gate's side says what is wrong with that. */
async function writeOne(round: Round, refused: readonly RefusedDraft[], name: string): Promise<unknown> {
  const { settings, brief, mark, session, number } = round;
  const drafted = await askStructured((question) => session.ask('draft', question), {
    ...{ name: 'project', schema: draftSchema, turns: draftingTurns(brief, refused, mark) },
    ...{ maxTokens: DRAFT_TOKENS, temperature: 0.7, repetition: number, repairs: REPAIRS },
  });
  if (!drafted.ok) return drafted.text;
  const draft = drafted.value;
  const posting = postingOf(draft);
  const reference = await referenceFor(round, draft, posting);
  if (reference === null) return 'There is no program in the answer that should hold the reference solution.';
  const second = await secondFor(round, posting);
  if (second === null) return 'There is no program in the answer that should hold the second solution.';
  const wrong = await askStructured((question) => session.ask('wrong', question), {
    ...{ name: 'wrong_solutions', schema: wrongSchema, turns: wrongTurns(posting, reference.program, mark) },
    ...{ maxTokens: DRAFT_TOKENS, temperature: 0.7, repetition: number, repairs: REPAIRS },
  });
  if (!wrong.ok) return wrong.text;
  const programs = { reference: reference.program, second, wrong: wrong.value.wrong };
  const by = settings.second === undefined ? name : `${name}, second solution by ${settings.second.model}`;
  return packageOf(brief, draft, programs, reference.answers, by);
}

function draftingTurns(brief: Brief, refused: readonly RefusedDraft[], mark: string): Turn[] {
  const last = refused.at(-1);
  if (last === undefined) return draftTurns(brief, mark);
  return mendTurns(brief, asWritten(last.draft), last.reasons, mark);
}

/** The refused draft in the form that was asked for; null: it had none. */
function asWritten(draft: unknown): string | null {
  const read = projectPackageSchema.safeParse(draft);
  if (!read.success) return null;
  const { title, description, skills, category, estimatedMinutes, postedPriceCents, acceptance, answerKey } = read.data;
  const inputOf = (one: object): string =>
    'args' in one ? JSON.stringify(one.args) : 'stdin' in one ? String(one.stdin) : '';
  const visible = acceptance.cases.map((one) => ({
    ...{ name: one.name, input: inputOf(one) },
    expected: 'expected' in one ? (acceptance.kind === 'function' ? JSON.stringify(one.expected) : one.expected) : '',
  }));
  const hidden = answerKey.hidden.cases.map((one) => ({ name: one.name, input: inputOf(one) }));
  const { kind, language } = acceptance;
  return JSON.stringify({
    ...{ title, description, skills, category, minutes: estimatedMinutes, priceUsd: postedPriceCents / 100 },
    ...{ kind, language, entry: 'entry' in acceptance ? acceptance.entry : 'main' },
    ...{ requirements: answerKey.requirements ?? [], visible, hidden },
  });
}

/** One program; null: none in the answer, also not when it was asked for again. */
async function programFrom(
  session: Session,
  purpose: Purpose,
  turns: readonly Turn[],
  file: string,
  repetition: number,
): Promise<string | null> {
  const question: Question = { turns, schema: null, maxTokens: CODE_TOKENS, temperature: 0, repetition };
  const first = codeOf((await session.ask(purpose, question)).text, file);
  if (first !== null) return first;
  const again: Turn = { role: 'user', text: `Only the whole of ${file}, in one fenced block.` };
  return codeOf((await session.ask(purpose, { ...question, turns: [...turns, again] })).text, file);
}

interface Reference {
  readonly program: string;
  readonly answers: readonly Json[];
}

/** What failed on a run is told to the model once. What fails then has no expected value, and the gate says so. */
async function referenceFor(round: Round, draft: Draft, posting: PostingDocument): Promise<Reference | null> {
  const { session, mark, number, settings } = round;
  const file = fileOf(draft);
  const turns = referenceTurns(posting, mark);
  const program = await programFrom(session, 'reference', turns, file, number);
  if (program === null) return null;
  const ran = await answersOf(settings, draft, program);
  if (ran.failures.length === 0) return { program, answers: ran.answers };
  const said: Turn = { role: 'assistant', text: `\`\`\`${draft.language}\n${program}\`\`\`` };
  const mended = [...turns, said, failedTurn(ran.failures, file, mark)];
  const better = await programFrom(session, 'repair', mended, file, number);
  return better === null
    ? { program, answers: ran.answers }
    : { program: better, answers: (await answersOf(settings, draft, better)).answers };
}

async function secondFor(
  { settings, brief, number, mark, session }: Round,
  posting: PostingDocument,
): Promise<string | null> {
  const other = settings.second?.openSession(`${brief.seed}/draft-${number}`) ?? session;
  return programFrom(other, 'second', secondTurns(posting, mark), posting.acceptance.file, number);
}

async function answersOf(
  { run }: LlmWriterSettings,
  draft: Draft,
  program: string,
): Promise<{ readonly answers: readonly Json[]; readonly failures: readonly string[] }> {
  const { kind, language, entry } = draft;
  const file = fileOf(draft);
  const failures: string[] = [];
  const answers: Json[] = [];
  for (const { name, input } of draft.hidden) {
    const given = kind === 'function' ? (jsonValue(input) ?? null) : input;
    const ran = await run({ kind, language, file, entry, files: { [file]: program }, input: given });
    if (!ran.ok) failures.push(`${name}: ${ran.why.slice(0, 300)}`);
    answers.push(ran.ok ? ran.value : null);
  }
  return { answers, failures };
}
