/** The judge of a pipeline: whether it may judge these authors, which rule is in force for it, and what its report is made of. */

import { z } from 'zod';
import type { ReviewRule } from '../../server/protocol/arena/rubric.ts';
import { checkFamilies } from '../llm/judge/family.ts';
import { type Judgement, judgementSchema } from '../llm/judge/mixed.ts';
import { JUDGE_PROMPT } from '../llm/judge/prompt.ts';
import { deliveryKey, type HumanLabel, humanLabelSchema, type JudgeReport, judgeReport } from '../llm/judge/report.ts';
import { InputError } from '../tournament/input-error.ts';
import type { Roster } from '../tournament/roster.ts';
import type { PlayedMarket } from '../tournament/runner.ts';
import { readJson, readText } from '../tournament/text-file.ts';
import type { PipelineConfig } from './config.ts';

type JudgeConfig = PipelineConfig['judge'];

/** A warning, or null. Throws where the judge is of an author's family and the file does not allow that. */
export function familyWarning({ model, sameFamily }: JudgeConfig, { entries }: Roster): string | null {
  if (model === null) return null;
  const authors = entries.flatMap((one) => (one.kind === 'model' ? [{ name: one.name, model: one.model }] : []));
  const found = checkFamilies(model.model, authors);
  if (found.ok) return null;
  if (sameFamily === 'refuse')
    throw new InputError(`${found.code}: ${found.text}; take another judge, or say judge.sameFamily: warn`);
  return `${found.code}: ${found.text}`;
}

const fitSchema = z.object({ judge: z.string(), prompt: z.string(), fit: z.boolean() });

export interface RuleInForce {
  readonly rule: ReviewRule;
  /** Why it is not the one that was asked for; null: it is. */
  readonly why: string | null;
}

/** A rule that counts a judge needs a report that found this very judge, asked by these very words, fit. */
export async function ruleInForce(
  { model, rule, fitness }: JudgeConfig,
  beside: (path: string) => string,
): Promise<RuleInForce> {
  if (rule === 'tests_only') return { rule, why: null };
  const tests = (why: string): RuleInForce => ({
    rule: 'tests_only',
    why: `judge_unproven: ${why}; the tests alone decide`,
  });
  if (fitness === null) return tests('no report says that it is fit');
  const read = fitSchema.safeParse(await readJson(beside(fitness)));
  if (!read.success) throw new InputError(`${fitness} is no report on a judge`);
  if (read.data.judge !== model?.model) return tests(`the report is about ${read.data.judge}`);
  if (read.data.prompt !== JUDGE_PROMPT) return tests('the report is about other words than those that ask it now');
  return read.data.fit ? { rule, why: null } : tests('the report found it unfit');
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

export async function labelsIn(file: string): Promise<HumanLabel[]> {
  const lines = (await readText(file)).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = humanLabelSchema.safeParse(jsonOf(line));
    if (read.success) return [read.data];
    throw new InputError(`${file}, line ${index + 1}: {"market", "delivery", "by", "passed"} are asked for`);
  });
}

/** Whether all tests passed, by delivery. The score may be lower, where the rule counts the judge. */
function testsIn(played: readonly PlayedMarket[]): Map<string, boolean> {
  const tests = new Map<string, boolean>();
  for (const { marketId, events } of played) {
    for (const { event } of events) {
      if (event.type !== 'VerdictRecorded' || event.deliveryId === undefined) continue;
      tests.set(deliveryKey(marketId, event.deliveryId), event.casesPassed === event.caseCount);
    }
  }
  return tests;
}

/** `lines`: the judgements as they were kept. Null: there is no judge. */
export function reportOn(
  { model, thresholds }: JudgeConfig,
  lines: readonly string[],
  played: readonly PlayedMarket[],
  labels: readonly HumanLabel[],
): JudgeReport | null {
  if (model === null) return null;
  const judgements = lines.map((line): Judgement => judgementSchema.parse(JSON.parse(line)));
  const tests = testsIn(played);
  return judgeReport({ judge: model.model, prompt: JUDGE_PROMPT, judgements, tests, labels, thresholds });
}
