/** A seat at the table: an agent, its connection, and what it has seen. Carries the agent's actions through the door. */

import type { Millis } from '../../server/kernel/clock.ts';
import { canonicalJson } from '../../server/kernel/hash.ts';
import type { ContentHash, ParticipantId } from '../../server/kernel/id.ts';
import { type Cents, cents } from '../../server/kernel/money.ts';
import { keyedHash } from '../../server/kernel/prng.ts';
import type { Answer, ArenaClient } from '../../server/protocol/arena/client.ts';
import { FILES_MEDIA_TYPE } from '../../server/protocol/arena/files.ts';
import { POSTING_MEDIA_TYPE, type PostableProject } from '../../server/protocol/arena/ground.ts';
import type { CommandRequest } from '../../server/protocol/arena/wire.ts';
import type { Action, Agent } from '../agent.ts';
import { emptyObservation, type Observation, observe } from '../observation.ts';

export interface Seat {
  readonly agent: Agent;
  readonly participantId: ParticipantId;
  readonly observation: Observation;
  /** When the agent asked to be woken; null: only by news. */
  wakeAt: Millis | null;
  /** Whether something has happened that the agent has not been asked about. */
  news: boolean;
  /** Puts the action's texts and files into the content store and words the command. */
  prepare(action: Action): Promise<CommandRequest>;
  /** Sends it at once. Resolves when the market has answered, which may be at the end of a batch window. */
  send(key: string, request: CommandRequest): Promise<Answer>;
  leave(): void;
}

const TEXT_MEDIA_TYPE = 'text/plain';

/** Takes a seat: reads everything the participant may see, then listens. `seed` only makes nonces. */
export async function takeSeat(
  agent: Agent,
  participantId: ParticipantId,
  client: ArenaClient,
  seed: string,
  drawKeys?: Observation['drawKeys'],
): Promise<Seat> {
  const observation = emptyObservation(participantId, drawKeys);
  const seat: { news: boolean; wakeAt: Millis | null } = { news: true, wakeAt: null };
  const leave = await client.follow(0, (seen) => {
    observe(observation, seen);
    seat.news = true;
  });

  /** The nonce is a function of the seed and the action, so that equal runs give equal hashes and others cannot guess. */
  function put(key: string, mediaType: string, body: string): Promise<ContentHash> {
    return client.put({ mediaType, nonce: keyedHash(seed, 'nonce', participantId, key).slice(0, 32), body });
  }

  async function requestOf(action: Action): Promise<CommandRequest> {
    switch (action.kind) {
      case 'command':
        return action.request;
      case 'bid': {
        const { projectId, amountCents, days, qualityBps, proposal, confidenceBps } = action;
        const proposalHash = proposal === null ? null : await put(action.key, TEXT_MEDIA_TYPE, proposal);
        return {
          type: 'PlaceBid',
          projectId,
          amountCents: asStated(amountCents),
          days,
          qualityBps,
          proposalHash,
          confidenceBps,
        };
      }
      case 'amend': {
        const { bidId, amountCents, days, qualityBps } = action;
        return { type: 'AmendBid', bidId, amountCents: asStated(amountCents), days, qualityBps, proposalHash: null };
      }
      case 'deliver': {
        const body = canonicalJson(action.files);
        const filesHash = await put(action.key, FILES_MEDIA_TYPE, body);
        return { type: 'SubmitDelivery', projectId: action.projectId, filesHash, bytes: Buffer.byteLength(body) };
      }
      case 'deliver_prepared': {
        const { projectId, filesHash, bytes } = action;
        return { type: 'SubmitDelivery', projectId, filesHash, bytes };
      }
      case 'message': {
        const { projectId, toId } = action;
        return {
          type: 'PostMessage',
          projectId,
          toId,
          contentHash: await put(action.key, TEXT_MEDIA_TYPE, action.text),
        };
      }
      case 'ask_revision': {
        const commentHash = await put(action.key, TEXT_MEDIA_TYPE, action.text);
        return { type: 'RequestRevision', deliveryId: action.deliveryId, commentHash };
      }
      case 'post':
        return postRequest(action.project, await put(action.key, POSTING_MEDIA_TYPE, action.project.document), action);
    }
  }

  return Object.assign(seat, {
    agent,
    participantId,
    observation,
    leave,
    prepare: requestOf,
    send: (key: string, request: CommandRequest): Promise<Answer> => client.send(key, request),
  });
}

/** What an agent states goes to the door as it is: what is no amount of money is refused there, and stops nobody else. */
function asStated(amountCents: number): Cents {
  return amountCents as Cents;
}

function postRequest(
  project: PostableProject,
  document: ContentHash,
  action: Extract<Action, { kind: 'post' }>,
): CommandRequest {
  return {
    type: 'PostProject',
    contentHash: document,
    acceptanceHash: project.acceptanceHash,
    caseCount: project.caseCount,
    skills: project.skills,
    budgetMinCents: cents(project.budgetMinCents),
    budgetMaxCents: cents(project.budgetMaxCents),
    postedPriceCents: cents(project.postedPriceCents),
    mechanism: action.mechanism,
    assigneeId: null,
    biddingMs: action.biddingMs,
    draft: false,
  };
}
