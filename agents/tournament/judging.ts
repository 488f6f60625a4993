/** The judge of a run: whether it may judge these authors, which rule is in force for it, and what its report is made of. */

import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { type ReviewRule, reviewRuleSchema } from '../../server/protocol/arena/rubric.ts';
import { checkFamilies } from '../llm/judge/family.ts';
import type { JudgeConfig } from '../llm/judge/judge-config.ts';
import { type Judgement, judgementSchema } from '../llm/judge/mixed.ts';
import { JUDGE_PROMPT } from '../llm/judge/prompt.ts';
import { deliveryKey, type HumanLabel, humanLabelSchema, type JudgeReport, judgeReport } from '../llm/judge/report.ts';
import { InputError } from './input-error.ts';
import type { LoadedTournament } from './load.ts';
import { nameFault } from './model-roles.ts';
import type { Roster } from './roster.ts';
import type { RunFolder } from './run-folder.ts';
import type { PlayedMarket } from './runner.ts';
import { readJson, readText } from './text-file.ts';

/** What is to be said where the judge is of an author's family, and whether the file allows that; null: it is of another. */
function familyFinding({ model, sameFamily }: JudgeConfig, { entries }: Roster) {
  if (model === null) return null;
  const authors = entries.flatMap((one) => (one.kind === 'model' ? [{ name: one.name, model: one.model }] : []));
  const found = checkFamilies(model.model, authors);
  return found.ok ? null : { allowed: sameFamily === 'warn', text: `${found.code}: ${found.text}` };
}

/** Why this judge may not judge these authors, or null. */
export function familyRefusal(judge: JudgeConfig, roster: Roster): string | null {
  const found = familyFinding(judge, roster);
  return found === null || found.allowed ? null : `${found.text}; take another judge, or say judge.sameFamily: warn`;
}

/** A warning, or null. Throws where the judge is of an author's family and the file does not allow that. */
export function familyWarning(judge: JudgeConfig, roster: Roster): string | null {
  const refusal = familyRefusal(judge, roster);
  if (refusal !== null) throw new InputError(refusal);
  return familyFinding(judge, roster)?.text ?? null;
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

/** The judge of a tournament, whether it may judge, and which rule is in force for it. */
export async function judgeOf({ config, roster, folder }: LoadedTournament) {
  const { judge } = config;
  const fault = nameFault(roster);
  if (fault !== null) throw new InputError(`roster: ${fault}`);
  const none: RuleInForce = { rule: 'tests_only', why: null };
  if (judge === undefined) return { judge, rule: none, warnings: [] };
  const warning = familyWarning(judge, roster);
  const rule = await ruleInForce(judge, (path) => (isAbsolute(path) ? path : join(folder, path)));
  return { judge, rule, warnings: [warning, rule.why].filter((one) => one !== null) };
}

const inForceSchema = z.strictObject({ rule: reviewRuleSchema, why: z.string().nullable(), prompt: z.string() });

/** The rule depends on a report beside the file: a run that goes on must not be judged by another than before. */
export async function sameRule({ dir, write }: Pick<RunFolder, 'dir' | 'write'>, { rule, why }: RuleInForce) {
  const file = join(dir, 'judge-rule.json');
  if (!existsSync(file)) return write('judge-rule.json', `${JSON.stringify({ rule, why, prompt: JUDGE_PROMPT })}\n`);
  const before = inForceSchema.safeParse(await readJson(file));
  if (before.success && before.data.rule === rule) return;
  throw new InputError(
    `${file}: the run was begun under another rule than ${rule}: choose another --out, or remove it`,
  );
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
