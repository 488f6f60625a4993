/** The reviewer's desk in one market: takes deliveries up, has them reviewed, and records verdicts when they are due. */

import { assert, known } from '../kernel/assert.ts';
import type { Millis } from '../kernel/clock.ts';
import type { ContentHash, DeliveryId, ParticipantId, ProjectId } from '../kernel/id.ts';
import { keyedHash } from '../kernel/prng.ts';
import { describeRefusal } from '../market/refusal.ts';
import { type Files, filesSchema } from '../protocol/arena/acceptance.ts';
import type { Answer, ArenaClient, Seen } from '../protocol/arena/client.ts';
import { EVIDENCE_MEDIA_TYPE } from '../protocol/arena/files.ts';
import type { Desk } from '../protocol/arena/ground.ts';
import type { RubricJudge } from '../protocol/arena/rubric.ts';
import type { Posting } from '../protocol/arena/wire.ts';
import type { Finding } from './combine.ts';
import { withRubric } from './combine-rubric.ts';
import { publicEvidenceText } from './evidence.ts';

export interface DeskOptions {
  /** Connected as a participant with the role `reviewer`. */
  readonly client: ArenaClient;
  /**
   * Reviews the files of a delivery against the project named by its acceptance hash; null where there is none of that
   * name. Rejects on faults of ours.
   */
  readonly review: (acceptanceHash: ContentHash, deliveryId: DeliveryId, files: Files) => Promise<Finding | null>;
  /** Gives an opinion beside the tests. Default: nobody does. */
  readonly judge?: RubricJudge | undefined;
  /** Hears of a project as it is posted: what its reviews will need can be made ready while nobody waits for it. */
  readonly expect?: (acceptanceHash: ContentHash) => void;
  /** Market time between a delivery and its verdict, however long the review really takes. */
  readonly verdictAfterMs: number;
}

interface Posted {
  readonly acceptanceHash: ContentHash;
  readonly caseCount: number;
  readonly contentHash: ContentHash;
  readonly cursor: number;
  /** Whether another employer had posted this key before. */
  readonly copied: boolean;
}

interface Pending {
  readonly deliveryId: DeliveryId;
  readonly projectId: ProjectId;
  readonly freelancerId: ParticipantId;
  readonly filesHash: ContentHash;
  readonly cursor: number;
  readonly dueAt: Millis;
  taken: boolean;
  finding: Promise<Finding | null> | null;
}

/** The files of a delivery; anything that is not a set of files, erased ones included, counts as handing in nothing. */
function parseFiles(body: string): Files {
  try {
    const parsed = filesSchema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : {};
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return {};
    throw thrown;
  }
}

/** Opens the desk: reads what has happened so far, and begins with every delivery that has no verdict yet. */
export async function openDesk({ client, review, judge, expect, verdictAfterMs }: DeskOptions): Promise<Desk> {
  const postings = new Map<ProjectId, Posted>();
  const keyOwners = new Map<ContentHash, ParticipantId>();
  const pending = new Map<DeliveryId, Pending>();
  let bytesMax = 0;
  let caughtUp = false;

  /**
   * Null where nobody can be judged by the posting: the key is not ours, or not that employer's, or has another number
   * of cases. Who copied a posting could else look at its hidden cases through as many deliveries as it likes.
   */
  async function find(one: Pending): Promise<Finding | null> {
    const { deliveryId, projectId, filesHash, cursor } = one;
    const posted = known(postings.get(projectId), `posting of project ${projectId}`);
    const { acceptanceHash, caseCount, copied } = posted;
    if (copied) return null;
    const document = await client.get(filesHash, cursor);
    const missing = document === null || document === 'erased' || Buffer.byteLength(document.body) > bytesMax;
    const files = missing ? {} : parseFiles(document.body);
    const finding = await review(acceptanceHash, deliveryId, files);
    return finding?.caseCount === caseCount ? judged(finding, one, posted, files) : null;
  }

  /** The judge sees what the market shows: the posting and the files. A posting that was erased can be judged by nobody. */
  async function judged(finding: Finding, one: Pending, posted: Posted, files: Files): Promise<Finding> {
    if (judge === undefined) return finding;
    const document = await client.get(posted.contentHash, posted.cursor);
    if (document === null || document === 'erased') return finding;
    const { deliveryId, projectId, freelancerId } = one;
    const { acceptanceHash } = posted;
    const work = { deliveryId, projectId, freelancerId, acceptanceHash, posting: document.body, files };
    return withRubric(finding, await judge.opine(work), judge.rule);
  }

  function post(projectId: ProjectId, employerId: ParticipantId, posting: Posting, cursor: number): void {
    const { acceptanceHash, caseCount, contentHash } = posting;
    const owner = keyOwners.get(acceptanceHash) ?? employerId;
    keyOwners.set(acceptanceHash, owner);
    postings.set(projectId, { acceptanceHash, caseCount, contentHash, cursor, copied: owner !== employerId });
  }

  /** Starts the review at once: the sandbox works while market time goes on elsewhere. */
  function begin(one: Pending): void {
    one.finding = find(one);
    // Whoever settles this delivery gets the rejection; until then it must not count as unhandled.
    one.finding.catch(() => {});
  }

  function hear({ event, at, cursor }: Seen): void {
    if (event.type === 'MarketOpened') {
      bytesMax = event.policy?.limits.deliveryBytes ?? 0;
    } else if (event.type === 'ProjectPosted' || event.type === 'ProjectPublished') {
      const { projectId, employerId, posting } = event;
      if (projectId !== undefined && employerId !== undefined && posting !== undefined) {
        post(projectId, employerId, posting, cursor);
        if (caughtUp) expect?.(posting.acceptanceHash);
      }
    } else if (event.type === 'DeliverySubmitted') {
      const { deliveryId, projectId, freelancerId, filesHash } = event;
      if (deliveryId === undefined || projectId === undefined) return;
      if (freelancerId === undefined || filesHash === undefined) return;
      const one: Pending = {
        deliveryId,
        projectId,
        freelancerId,
        filesHash,
        cursor,
        dueAt: at + verdictAfterMs,
        taken: false,
        finding: null,
      };
      pending.set(deliveryId, one);
      if (caughtUp) begin(one);
    } else if (event.type === 'DeliveryTaken' && event.deliveryId !== undefined) {
      const one = pending.get(event.deliveryId);
      if (one !== undefined) one.taken = true;
    } else if (
      (event.type === 'VerdictRecorded' || event.type === 'DeliveryVoided') &&
      event.deliveryId !== undefined
    ) {
      pending.delete(event.deliveryId);
    }
  }

  async function send(key: string, request: Parameters<ArenaClient['send']>[1]): Promise<Answer> {
    const answer = await client.send(key, request);
    // `delivery_state`: the deadline was faster, or a restart repeats what had been done.
    const settled = answer.ok || answer.refusal.code === 'delivery_state';
    assert(settled, `${request.type} was refused: ${answer.ok ? '' : describeRefusal(answer.refusal)}`);
    return answer;
  }

  async function record(one: Pending): Promise<void> {
    if (one.finding === null) begin(one);
    const finding = await (one.finding as Promise<Finding | null>).catch((thrown: unknown) => {
      // Our fault, not their failure: whoever settles again has it reviewed again.
      one.finding = null;
      throw thrown;
    });
    if (finding === null) {
      // Left alone, the delivery is voided by the market's deadline for verdicts.
      pending.delete(one.deliveryId);
      return;
    }
    const evidenceHash = await client.put({
      mediaType: EVIDENCE_MEDIA_TYPE,
      nonce: keyedHash(finding.identity, 'evidence', one.deliveryId),
      body: publicEvidenceText(finding),
    });
    const { scoreBps, casesPassed, caseCount, fuel, memoryBytes } = finding;
    await send(`verdict/${one.deliveryId}`, {
      type: 'RecordVerdict',
      deliveryId: one.deliveryId,
      scoreBps,
      casesPassed,
      caseCount,
      evidenceHash,
      fuel,
      memoryBytes,
    });
    pending.delete(one.deliveryId);
  }

  const stop = await client.follow(0, hear);
  caughtUp = true;
  for (const one of pending.values()) begin(one);

  return {
    nextDueAt: () => {
      let next: Millis | null = null;
      for (const { dueAt, taken } of pending.values()) {
        const at = taken ? dueAt : 0;
        if (next === null || at < next) next = at;
      }
      return next;
    },
    settle: async (now) => {
      const inOrder = [...pending.values()].sort((a, b) => a.deliveryId - b.deliveryId);
      for (const one of inOrder) {
        if (!one.taken) await send(`take/${one.deliveryId}`, { type: 'TakeDelivery', deliveryId: one.deliveryId });
        one.taken = true;
      }
      for (const one of inOrder) if (one.dueAt <= now) await record(one);
    },
    close: stop,
  };
}
