/** Judging for a server: answer keys are kept and never given back, drafts run against visible cases, deliveries against all. */

import { packageProblems } from './admission/schema-gate.ts';
import { examineDraft } from './draft-gate.ts';
import { Fault } from './engine/fault.ts';
import type { RecordStore } from './engine/records.ts';
import { acceptanceHashOf } from './ground.ts';
import type { Judging, KeyKept } from './http/ports.ts';
import { canonicalJson } from './kernel/hash.ts';
import type { ContentHash, DeliveryId, MarketId } from './kernel/id.ts';
import type { Acceptance, Files } from './protocol/arena/acceptance.ts';
import type { AnswerKey, ProjectPackage } from './protocol/arena/project-package.ts';
import type { Finding } from './reviewer/combine.ts';
import { draftOf } from './reviewer/evidence.ts';
import { ReviewFault } from './reviewer/fault.ts';
import { fuelLimit } from './reviewer/fuel.ts';
import { createReviewQueue, type ReviewQueue } from './reviewer/queue.ts';
import type { Reviewer } from './reviewer/reviewer.ts';
import { createSlots } from './reviewer/slots.ts';
import { checkSyntax } from './reviewer/syntax.ts';
import { shortageOfProject } from './shortage.ts';

/** What a market's desk needs of it besides. */
export interface ServerJudging extends Judging {
  /** A delivery against its whole key; null where no key of that name is kept for the market. */
  review(
    marketId: MarketId,
    acceptanceHash: ContentHash,
    deliveryId: DeliveryId,
    files: Files,
  ): Promise<Finding | null>;
}

export interface JudgingOptions {
  readonly reviewer: Reviewer;
  readonly records: RecordStore;
  /** Reviews of one market at the same time. */
  readonly concurrency: number;
}

interface KeptKey {
  readonly acceptance: Acceptance;
  readonly answerKey: AnswerKey;
  readonly fuelPerCase: number;
}

/** Keys that are tried out at the same time; each runs many programs. */
const KEYS_AT_ONCE = 1;
const KEYS_WAITING = 4;
/** All programs of one key together: a project that takes longer to try out would take too long to review. */
const TRY_OUT_MS = 120_000;
const SHOWN = 5;
/** Of what is wrong with a package, told to whoever uploaded it. */
const PROBLEMS_MAX = 20;

const overloaded = (what: string): Fault => new Fault('overloaded', what);

/** A fault of the reviewer as one that whoever asked may try again. */
async function retryable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw thrown instanceof ReviewFault ? overloaded(thrown.message) : thrown;
  }
}

interface TriedOut {
  readonly problems: readonly string[];
  readonly fuelPerCase: number;
}

async function tryOutInTime(reviewer: Reviewer, one: ProjectPackage): Promise<TriedOut> {
  const signal = AbortSignal.timeout(TRY_OUT_MS);
  return tryOut(reviewer, one, signal).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown;
    return { problems: [`trying it out takes longer than ${TRY_OUT_MS / 1_000} seconds`], fuelPerCase: 0 };
  });
}

/** Runs the reference and the wrong solutions: a key that does not tell them apart would measure nobody. */
async function tryOut(reviewer: Reviewer, one: ProjectPackage, signal: AbortSignal): Promise<TriedOut> {
  const { acceptance, answerKey } = one;
  const { hidden, reference, wrong } = answerKey;
  const finding = await reviewer.review({ files: reference, acceptance, hidden, signal });
  const failed = finding.cases.filter(({ outcome }) => outcome !== 'passed');
  if (failed.length > 0) {
    const shown = failed.slice(0, SHOWN).map(({ name, outcome }) => `${name} (${outcome})`);
    return { problems: [`answerKey.reference fails ${failed.length} cases: ${shown.join(', ')}`], fuelPerCase: 0 };
  }
  const fuelPerCase = fuelLimit(Math.max(...finding.cases.map(({ fuel }) => fuel)));
  const judged = await Promise.all(
    wrong.map(async ({ name, files }) => ({
      name,
      found: await reviewer.review({ files, acceptance, hidden, fuelPerCase, signal }),
    })),
  );
  const caught = (found: Finding): boolean => found.cases.some((each) => !each.visible && each.outcome !== 'passed');
  const missed = judged.filter(({ found }) => !caught(found)).map(({ name }) => name);
  const problems = missed.map((name) => `answerKey.wrong: "${name}" passes every hidden case`);
  return { problems, fuelPerCase };
}

function limitedSlots(atOnce: number, waiting: number) {
  const slots = createSlots(atOnce);
  let inside = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside >= atOnce + waiting) throw overloaded('too many projects are being tried out');
    inside += 1;
    try {
      return await slots.use(work);
    } finally {
      inside -= 1;
    }
  };
}

export function createJudging({ reviewer, records, concurrency }: JudgingOptions): ServerJudging {
  const trying = limitedSlots(KEYS_AT_ONCE, KEYS_WAITING);
  const queues = new Map<MarketId, ReviewQueue>();
  const idOf = (marketId: MarketId, hash: ContentHash): string => `${marketId}/${hash}`;

  async function keyOf(marketId: MarketId, hash: ContentHash): Promise<KeptKey | null> {
    const body = await records.get('answer_key', idOf(marketId, hash));
    return body === null ? null : (JSON.parse(body) as KeptKey);
  }

  async function keep(marketId: MarketId, one: ProjectPackage): Promise<KeyKept> {
    const hash = acceptanceHashOf(one);
    const { acceptance, answerKey } = one;
    const caseCount = acceptance.cases.length + answerKey.hidden.cases.length;
    const kept: KeyKept = { ok: true, acceptanceHash: hash, caseCount };
    if ((await keyOf(marketId, hash)) !== null) return kept;
    const early = packageProblems(one, { kind: 'generated' }).slice(0, PROBLEMS_MAX);
    const shortage = early.length > 0 ? null : shortageOfProject(reviewer, one);
    if (shortage !== null) early.push(`cannot be judged here: ${shortage}`);
    if (early.length > 0) return { ok: false, problems: early };
    const { problems, fuelPerCase } = await trying(() => retryable(tryOutInTime(reviewer, one)));
    if (problems.length > 0) return { ok: false, problems };
    const key: KeptKey = { acceptance, answerKey, fuelPerCase };
    await records.add('answer_key', { id: idOf(marketId, hash), body: canonicalJson(key) });
    return kept;
  }

  function queueOf(marketId: MarketId): ReviewQueue {
    const queue = queues.get(marketId) ?? createReviewQueue({ reviewer, concurrency });
    queues.set(marketId, queue);
    return queue;
  }

  return {
    keep,
    examine: (one, signal) => examineDraft(reviewer, one, signal),
    acceptanceOf: async (marketId, hash) => (await keyOf(marketId, hash))?.acceptance ?? null,
    checkSyntax: (files, signal) =>
      checkSyntax(reviewer, files, signal).catch((thrown: unknown) => {
        // Our trouble is no reason to refuse a delivery: the review will find what is wrong with it.
        if (thrown instanceof ReviewFault) return null;
        throw thrown;
      }),
    draft: async (marketId, hash, files, signal) => {
      const key = await keyOf(marketId, hash);
      if (key === null) return null;
      const { acceptance, fuelPerCase } = key;
      return draftOf(await retryable(reviewer.runVisible({ files, acceptance, fuelPerCase, signal })));
    },
    review: async (marketId, hash, deliveryId, files) => {
      const key = await keyOf(marketId, hash);
      if (key === null) return null;
      const { acceptance, answerKey, fuelPerCase } = key;
      return queueOf(marketId).add({ deliveryId, files, acceptance, hidden: answerKey.hidden, fuelPerCase });
    },
  };
}
