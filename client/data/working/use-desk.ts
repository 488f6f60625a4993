/** The desk for pages: what is seen, who one is there, what may be done now, and doing it. */

import { keepPreviousData, useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useSyncExternalStore } from 'react';
import type { ParticipantId } from '../../../server/kernel/id.ts';
import type { SeenBid, SeenMarket, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import type { CommandRequest, Policy, Refusal } from '../../../server/protocol/arena/wire.ts';
import type { SessionDoor } from '../../../server/protocol/sdk/session-door.ts';
import { readLegal } from '../../../server/protocol/sdk/work.ts';
import { inMarket, marketQuery } from '../market.ts';
import { newKey } from '../session.ts';
import { type DeskView, deskOf } from './desk.ts';

export interface AtDesk extends DeskView {
  readonly name: string;
  readonly door: SessionDoor;
  readonly you: ParticipantId | null;
  readonly policy: Policy | null;
  readonly currency: string;
}

export function useDesk(name: string): AtDesk {
  const desk = deskOf(name);
  const view = useSyncExternalStore(desk.subscribe, desk.view);
  const { data } = useSuspenseQuery(marketQuery(name));
  const { policy } = view.market;
  const you = data.you.participantId as ParticipantId | null;
  return { ...view, name, door: desk.door, you, policy, currency: policy?.currency ?? 'USD' };
}

/** One's own bid on the project, the last where there were several. */
export function ownBid(market: SeenMarket, project: SeenProject, you: ParticipantId | null): SeenBid | null {
  const own = project.bidIds.map((id) => market.bids.get(id)).filter((bid) => bid?.bidderId === you);
  return own.at(-1) ?? null;
}

/** Changes whenever something about the project does: what was asked about it before is then asked again. */
function markOf(market: SeenMarket, project: SeenProject): string {
  // By what they are besides when: the clock of a market may stand while things happen.
  const marks = (things: readonly ({ changedAt: number; status: string } | undefined)[]): string[] =>
    things.map((one) => `${one?.changedAt}:${one?.status}`);
  const ofDeliveries = marks(project.deliveryIds.map((id) => market.deliveries.get(id)));
  const ofMilestones = marks(project.milestoneIds.map((id) => market.milestones.get(id)));
  const ofDisputes = [...market.disputes.values()].filter((one) => one.projectId === project.projectId);
  const ofBids = marks(project.bidIds.map((id) => market.bids.get(id))).slice(-20);
  const { changedAt, status, messageIds, reviewIds } = project;
  return [
    changedAt,
    status,
    messageIds.length,
    reviewIds.length,
    project.award?.status,
    ...ofBids,
    ...ofDeliveries,
    ...ofMilestones,
    ...ofDisputes.map(({ status }) => status),
  ].join('/');
}

const AGAIN_MS = 15_000;

export type Legal = readonly CommandRequest[];

/** What the market would take from this person now, about this project. */
export function useLegal({ name, market }: AtDesk, project: SeenProject): Legal {
  const { data } = useQuery({
    queryKey: ['market', name, 'legal', project.projectId, markOf(market, project)],
    queryFn: () => readLegal(inMarket(name), project.projectId),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
  return data ?? [];
}

export function legalOf<T extends CommandRequest['type']>(
  legal: Legal,
  type: T,
): Extract<CommandRequest, { readonly type: T }> | undefined {
  return legal.find((one): one is Extract<CommandRequest, { readonly type: T }> => one.type === type);
}

/** The market said no. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.detail}`);
    this.refusal = refusal;
  }
}

interface Attempt {
  readonly about: string;
  readonly key: string;
  readonly request: CommandRequest;
}

/** A command and what it says, as text: what has the same text is the same wish. */
export interface Wish {
  readonly about: string;
  /** Makes the command, after putting the texts that it names. */
  readonly make: (door: SessionDoor) => Promise<CommandRequest> | CommandRequest;
}

/**
 * Sends commands. Where it is not known what became of one, because the connection was lost, the same wish again is the same
 * command again: nothing is bid, paid out or said twice.
 */
export function useSend({ door }: AtDesk) {
  const open = useRef<Attempt | null>(null);
  return useMutation({
    mutationFn: async ({ about, make }: Wish) => {
      const attempt =
        open.current?.about === about ? open.current : { about, key: newKey(), request: await make(door) };
      open.current = attempt;
      const answer = await door.send(attempt.key, attempt.request);
      open.current = null;
      if (!answer.ok) throw new Refused(answer.refusal);
      return answer;
    },
  });
}

const TEXT = 'text/plain';

/** Puts a text for a command to name; an empty one is none. */
export async function textOf(door: SessionDoor, body: string): Promise<Awaited<ReturnType<SessionDoor['put']>> | null> {
  return body.trim() === '' ? null : door.put({ mediaType: TEXT, nonce: newKey(), body });
}
