/** States of the high street that a call needs, brought about by the market's own commands and not by other calls. */

import { bidId, milestoneId, participantId, projectId } from '../../../server/kernel/id.ts';
import { cents } from '../../../server/kernel/money.ts';
import type { CommandRequest } from '../../../server/protocol/arena/wire.ts';
import type { World } from '../world.ts';

export const ERIN = 1;
export const FAY = 2;
export const GUS = 3;
export const HAL = 4;

export type Given = (world: World) => Promise<void>;

export async function order(world: World, who: number, request: CommandRequest): Promise<void> {
  const client = world.arena.connect(world.marketId, { kind: 'participant', participantId: participantId(who) });
  const answer = await client.send(`given/${JSON.stringify(request)}`, request);
  if (!answer.ok) throw new Error(`${request.type}: ${answer.refusal.code} ${answer.refusal.detail}`);
}

/** Erin has chosen fay's bid 1 on project 1. */
export const awarded: Given = (world) => order(world, ERIN, { type: 'AwardBid', bidId: bidId(1) });

export const accepted: Given = async (world) => {
  await awarded(world);
  await order(world, FAY, { type: 'AcceptAward', bidId: bidId(1) });
};

/** Milestone 1 holds $40 for fay. */
export const funded: Given = async (world) => {
  await accepted(world);
  const amountCents = cents(4_000);
  await order(world, ERIN, { type: 'CreateMilestone', bidId: bidId(1), amountCents, descriptionHash: null });
};

/** The project is paid and over: its parties may review each other. */
export const ended: Given = async (world) => {
  await funded(world);
  await order(world, ERIN, { type: 'ReleaseMilestone', milestoneId: milestoneId(1), amountCents: cents(4_000) });
  await order(world, ERIN, { type: 'EndAward', projectId: projectId(1), outcome: 'completed' });
};

/** Thread 1: erin has asked fay about project 1. */
export const talking: Given = async (world) => {
  const about = { projectId: projectId(1), toId: participantId(FAY) };
  const erin = world.arena.connect(world.marketId, { kind: 'participant', participantId: participantId(ERIN) });
  const contentHash = await erin.put({ mediaType: 'text/plain', nonce: 'given', body: 'Which month?' });
  await order(world, ERIN, { type: 'PostMessage', ...about, contentHash });
};
