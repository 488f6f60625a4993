/** Runs one check: the delivery in the sandbox, the comparison here, and our own trouble retried instead of scored. */

import { setTimeout as sleep } from 'node:timers/promises';
import { assert, known } from '../kernel/assert.ts';
import type { Environment, Json, Language } from '../protocol/arena/acceptance.ts';
import { answerValue, type Check, expectedValue, judge } from './acceptance.ts';
import { type Assertions, figuresOf, holdConversation, type Lanes } from './assertions/case.ts';
import type { Conversation } from './assertions/conversation.ts';
import { outcomeOf } from './assertions/outcome.ts';
import type { CaseResult, Details, Outcome } from './combine.ts';
import { checkerRequest, readChecker } from './comparators/checker.ts';
import { type Comparison, differs, EQUAL } from './comparators/comparison.ts';
import { excerptOf, excerptOfValue } from './excerpt.ts';
import { ReviewFault } from './fault.ts';
import {
  DEFAULT_LIMITS,
  type RunAnswer,
  type RunOptions,
  type RunRequest,
  type RunResult,
  type Sandbox,
  SandboxUnavailable,
  shortageAmong,
  shortageOf,
} from './sandbox.ts';
import { PROBES } from './self-check.probes.ts';
import type { Slots } from './slots.ts';
import type { TrustedLane } from './trusted-lane.ts';

/** How runs reach the sandbox. `backoffMs` is the pause before the first retry; each further one is four times longer. */
export interface Runner {
  readonly sandboxes: readonly Sandbox[];
  readonly slots: Slots;
  /** Where assertions and checkers run; null: projects that have them cannot be judged here. */
  readonly trusted: TrustedLane | null;
  readonly retries: number;
  readonly backoffMs: number;
}

/**
 * Runs once, with retries while the sandbox is unavailable. Rejects with a `ReviewFault`, or with the signal's reason.
 * A program under which the sandbox dies every single time, while an honest one runs, has crashed it: were that a fault
 * for ever, anybody could stall a market by it.
 */
export function runWithRetries(runner: Runner, request: RunRequest, signal: AbortSignal): Promise<RunResult> {
  return withRetries(runner, request, signal, () => runInSlot(runner, request, { signal }), CRASHED);
}

/** Tries until `run` gives a result. `crashed` is the result where `request` brings the sandbox down every time. */
async function withRetries<Result>(
  runner: Runner,
  request: RunRequest,
  signal: AbortSignal,
  run: () => Promise<Result>,
  crashed: Result,
): Promise<Result> {
  const { retries, backoffMs } = runner;
  let deaths = 0;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run();
    } catch (problem) {
      if (!(problem instanceof SandboxUnavailable)) throw problem;
      if (problem.diedUnderRun) deaths += 1;
      const always = deaths === attempt + 1;
      if (attempt >= retries && always && (await runsHonestPrograms(runner, request, signal))) return crashed;
      if (attempt >= retries) throw new ReviewFault('sandbox_unavailable', problem.message, problem);
    }
    await sleep(backoffMs * 4 ** attempt, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** The first sandbox that has what is needed; a `ReviewFault` where none has. */
export function sandboxFor(
  sandboxes: readonly Sandbox[],
  language: Language,
  environment: Environment | undefined,
): Sandbox {
  const found = sandboxes.find((sandbox) => shortageOf(sandbox, language, environment) === null);
  if (found !== undefined) return found;
  const shortage = shortageAmong(sandboxes, language, environment) ?? 'there is no sandbox';
  throw new ReviewFault('environment_unavailable', shortage);
}

function runInSlot(
  { sandboxes, slots }: Runner,
  request: RunRequest,
  options: RunOptions & { readonly signal: AbortSignal },
): Promise<RunResult> {
  options.signal.throwIfAborted();
  const sandbox = sandboxFor(sandboxes, request.language, request.environment);
  return slots.use(async () => {
    options.signal.throwIfAborted();
    return sandbox.run(request, options);
  });
}

const CRASHED: RunResult = {
  exit: 'crashed',
  unrepeatable: null,
  message: 'the program brings its sandbox down each time it runs',
  stdout: '',
  stderr: '',
  fuel: 0,
  memoryBytes: 0,
  wallMs: 0,
};

/** Whether the sandbox answers at this moment to a program that does nothing out of the way. */
async function runsHonestPrograms(
  runner: Runner,
  { language, environment }: RunRequest,
  signal: AbortSignal,
): Promise<boolean> {
  const { file, honest } = PROBES[language];
  const task: RunRequest['task'] =
    language === 'sql'
      ? { kind: 'sql', file, setup: HONEST_SETUP }
      : { kind: 'function', file, entry: 'solve', args: [[1]] };
  try {
    const result = await runInSlot(
      runner,
      { language, ...(environment && { environment }), files: { [file]: honest }, task, limits: DEFAULT_LIMITS },
      { signal },
    );
    return result.exit === 'answered';
  } catch (problem) {
    if (problem instanceof SandboxUnavailable) return false;
    throw problem;
  }
}

const HONEST_SETUP = 'CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1);';

export const NO_TRUSTED_LANE = 'there is no sandbox for checkers and assertions';

function trustedLane({ trusted }: Runner): TrustedLane {
  if (trusted !== null) return trusted;
  throw new ReviewFault('environment_unavailable', NO_TRUSTED_LANE);
}

/**
 * Asks the checker. Programs of ours do not run where deliveries do: no process and no interpreter is shared, and no queue.
 * A checker that fails over this answer, though it accepts the expected one, was broken by the answer: were that our fault,
 * a hostile answer could keep a market from ever settling.
 */
async function runChecker(
  runner: Runner,
  source: string,
  check: Check,
  answer: RunAnswer,
  signal: AbortSignal,
): Promise<Comparison> {
  const expected = expectedValue(check.expectation);
  const numbers = check.expectation.kind === 'value' ? check.expectation.numbers : undefined;
  const lane = trustedLane(runner);
  const ask = async (value: Json): Promise<Comparison> => {
    const request = checkerRequest(source, check.input, expected, value, DEFAULT_LIMITS, numbers);
    return readChecker(await withRetries(runner, request, signal, () => lane.run(request, { signal }), CRASHED));
  };
  try {
    return await ask(answerValue(answer));
  } catch (problem) {
    if (!(problem instanceof ReviewFault) || problem.reason !== 'checker_failed') throw problem;
    const sound = await ask(expected).catch(() => null);
    if (sound?.equal !== true) throw problem;
    return differs('the check program cannot read this answer');
  }
}

function detailsOf(check: Check, result: RunResult | null, comparison: Comparison, keepStreams: boolean): Details {
  const answer = result?.answer;
  return {
    input: excerptOfValue(check.input),
    expected: excerptOfValue(expectedValue(check.expectation)),
    got: answer === undefined ? null : excerptOfValue(answerValue(answer)),
    difference: comparison.difference,
    message: excerptOf(result === null ? `the delivery has no file ${check.file}` : result.message),
    stdout: excerptOf(keepStreams && result !== null ? result.stdout : ''),
    stderr: excerptOf(keepStreams && result !== null ? result.stderr : ''),
  };
}

function caseResult(check: Check, outcome: Outcome, result: RunResult | null, comparison: Comparison): CaseResult {
  const { name, visible, weight } = check;
  const unrepeatable = result?.unrepeatable ?? null;
  // What a run had written and used when the wall clock cut it is chance, and a finding is none.
  const repeatable = result !== null && unrepeatable !== 'wall_clock';
  return {
    name,
    visible,
    weight,
    outcome,
    unrepeatable,
    fuel: repeatable ? result.fuel : 0,
    memoryBytes: repeatable ? result.memoryBytes : 0,
    details: visible ? detailsOf(check, result, comparison, repeatable) : null,
  };
}

const NOTHING_TO_COMPARE = differs('');

/** Runs one check and judges it. Our own trouble, a checker or assertions that fail among it, is a `ReviewFault`. */
export async function runCheck(runner: Runner, check: Check, signal: AbortSignal): Promise<CaseResult> {
  const { request, expectation } = check;
  // A delivery without the file fails every case, and nothing runs.
  if (request === null) return caseResult(check, 'file_missing', null, NOTHING_TO_COMPARE);
  if (expectation.kind === 'assertions') return assertCase(runner, check, expectation, request, signal);
  return settle(runner, check, await runWithRetries(runner, request, signal), signal);
}

async function assertCase(
  runner: Runner,
  check: Check,
  expectation: Assertions,
  request: RunRequest,
  signal: AbortSignal,
): Promise<CaseResult> {
  const lanes: Lanes = {
    assertions: trustedLane(runner).run,
    delivery: (what, options) => runInSlot(runner, what, options),
  };
  const hold = () => holdConversation(lanes, expectation, request, signal);
  const crashed: Conversation = { assertions: CRASHED, delivery: CRASHED, endedBy: 'delivery', heard: 0 };
  const conversation = await withRetries(runner, request, signal, hold, crashed);
  const { outcome, message } = outcomeOf(conversation);
  const figures = figuresOf(conversation);
  const result = outcome === 'wrong_answer' || outcome === 'passed' ? figures : { ...figures, message };
  return caseResult(check, outcome, result, outcome === 'passed' ? EQUAL : differs(message));
}

/** Judges the end of a run. */
async function settle(runner: Runner, check: Check, result: RunResult, signal: AbortSignal): Promise<CaseResult> {
  if (result.exit !== 'answered') {
    assert(result.answer === undefined, `a run that ended with ${result.exit} has no answer`);
    return caseResult(check, result.exit, result, NOTHING_TO_COMPARE);
  }
  const answer = known(result.answer, 'answer of an answered run');
  const { comparator } = check;
  const comparison =
    comparator.kind === 'checker'
      ? await runChecker(runner, comparator.source, check, answer, signal)
      : judge(check, answer);
  return caseResult(check, comparison.equal ? 'passed' : 'wrong_answer', result, comparison);
}
