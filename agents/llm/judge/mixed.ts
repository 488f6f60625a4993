/** A judge at work in a market: deliveries and canaries reach it in one stream, in an order drawn by the seed, and look alike. */

import { z } from 'zod';
import type { MarketId } from '../../../server/kernel/id.ts';
import { BPS_ONE } from '../../../server/kernel/money.ts';
import { chance, keyedHash } from '../../../server/kernel/prng.ts';
import type { Files } from '../../../server/protocol/arena/acceptance.ts';
import type { JudgedWork, ReviewRule, RubricJudge, RubricOpinion } from '../../../server/protocol/arena/rubric.ts';
import { type PostingDocument, postingDocumentSchema } from '../workbench.ts';
import type { Canary } from './canary.ts';
import type { Comparison, Judge } from './judge.ts';

/** One opinion, as the report counts it. `passed` null: no opinion. */
export const judgementSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('delivery'),
    market: z.string(),
    delivery: z.number().int(),
    freelancer: z.number().int(),
    passed: z.boolean().nullable(),
  }),
  z.strictObject({
    kind: z.enum(['good', 'bad', 'injected']),
    market: z.string(),
    project: z.string(),
    passed: z.boolean().nullable(),
  }),
  /** A right and a wrong one, shown in both orders. */
  z.strictObject({
    kind: z.literal('pair'),
    market: z.string(),
    project: z.string(),
    answer: z.enum(['right', 'wrong', 'same', 'inconsistent']).nullable(),
  }),
]);
export type Judgement = z.infer<typeof judgementSchema>;

export interface MixedJudge {
  readonly judge: Judge;
  readonly market: MarketId;
  readonly rule: ReviewRule;
  readonly seed: string;
  /** Of a project by its answer key; none: its deliveries are judged alone. */
  readonly canaries: (acceptanceHash: string) => readonly Canary[];
  /** Hears of every judgement. The same may come again where a run is gone on with. */
  readonly onJudgement: (judgement: Judgement) => void;
}

function passedBy(opinion: RubricOpinion | null): boolean | null {
  return opinion === null || opinion.scoreBps === null ? null : opinion.scoreBps === BPS_ONE;
}

function documentIn(text: string): PostingDocument | null {
  try {
    const read = postingDocumentSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

const ANSWERS: Readonly<Record<Comparison, 'right' | 'wrong' | 'same' | 'inconsistent'>> = {
  one: 'right',
  other: 'wrong',
  same: 'same',
  inconsistent: 'inconsistent',
};

/** The canaries of a project are mixed among what is judged when its first delivery comes. */
export function createMixedJudge({ judge, market, rule, seed, canaries, onJudgement }: MixedJudge): RubricJudge {
  const mixedIn = new Map<string, Promise<void>>();
  /** Canaries are called as deliveries are: by a hash. */
  const nameOf = (...of: readonly (string | number)[]): string => keyedHash(seed, 'judged', market, ...of).slice(0, 24);

  async function judgeCanary(hash: string, { kind, posting, files }: Canary): Promise<void> {
    const opinion = await judge.opinion(nameOf(hash, kind), posting, files);
    onJudgement({ kind, market, project: hash, passed: passedBy(opinion) });
  }

  async function comparePair(hash: string, posting: PostingDocument, right: Files, wrong: Files): Promise<void> {
    const answer = await judge.compare(nameOf(hash, 'pair'), posting, right, wrong);
    onJudgement({ kind: 'pair', market, project: hash, answer: answer && ANSWERS[answer] });
  }

  /** Those of the project that come before its first delivery, and those that come after. */
  function lots(hash: string): { readonly before: (() => Promise<void>)[]; readonly after: (() => Promise<void>)[] } {
    const all = canaries(hash);
    const steps = all.map((canary) => () => judgeCanary(hash, canary));
    const [good, bad] = [all.find(({ kind }) => kind === 'good'), all.find(({ kind }) => kind === 'bad')];
    if (good !== undefined && bad !== undefined)
      steps.push(() => comparePair(hash, good.posting, good.files, bad.files));
    const random = chance(seed, 'mixed', market, hash);
    const shuffled = random.shuffle(steps);
    const place = random.below(shuffled.length + 1);
    return { before: shuffled.slice(0, place), after: shuffled.slice(place) };
  }

  async function opinionOf({ deliveryId, freelancerId, posting, files }: JudgedWork): Promise<RubricOpinion | null> {
    const document = documentIn(posting);
    const opinion = document && (await judge.opinion(nameOf('delivery', deliveryId), document, files));
    const passed = passedBy(opinion);
    onJudgement({ kind: 'delivery', market, delivery: deliveryId, freelancer: freelancerId, passed });
    return opinion;
  }

  async function first(work: JudgedWork): Promise<RubricOpinion | null> {
    const { before, after } = lots(work.acceptanceHash);
    for (const step of before) await step();
    const opinion = await opinionOf(work);
    for (const step of after) await step();
    return opinion;
  }

  return {
    rule,
    async opine(work) {
      const hash = work.acceptanceHash;
      const earlier = mixedIn.get(hash);
      if (earlier !== undefined) {
        await earlier;
        return opinionOf(work);
      }
      const opinion = first(work);
      const mixing = opinion.then(() => undefined);
      mixedIn.set(hash, mixing);
      // After trouble of ours the next delivery, or the same once more, mixes them in.
      mixing.catch(() => mixedIn.delete(hash));
      return opinion;
    },
  };
}
