/** Markets of a study: opened with seats drawn by lot, fed with projects, brought to their end whoever is gone, erased for whoever left. */

import type { Arena } from '../app.ts';
import type { AccessStore } from '../engine/access.ts';
import { AS_THE_MARKET_SAYS, type KeptKeyName, postPackage } from '../http/arena/posting-package.ts';
import { registerNamed } from '../http/arena/registering.ts';
import type { DeskService, Judging } from '../http/ports.ts';
import { WireError } from '../http/wire-error.ts';
import {
  bidId,
  type MarketId,
  projectId as numbered,
  type ParticipantId,
  participantId,
  type UserId,
} from '../kernel/id.ts';
import { cents } from '../kernel/money.ts';
import { walletOf } from '../market/account.ts';
import type { Policy } from '../market/policy.ts';
import { balanceOf, type MarketState, type Project } from '../market/state.ts';
import type { ArenaClient } from '../protocol/arena/client.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { lowestLeft } from './hiring.ts';
import type { ChoiceSet, StudyMarketBody } from './kept.ts';

export interface StudyMarketsOptions {
  readonly arena: Arena;
  readonly access: AccessStore;
  readonly judging: Judging & DeskService;
}

export interface Opening {
  readonly market: MarketId;
  readonly ownerId: UserId;
  readonly policy: Policy;
  readonly seed: string;
  readonly body: StudyMarketBody;
  readonly packages: readonly ProjectPackage[];
  /** Who holds the session of each pseudonym; those who left meanwhile are missing. */
  readonly users: ReadonlyMap<string, UserId>;
}

const FIRST_SEAT = 3;
/** The reviewer, the employer, then the seats: the order of registration gives the numbers. */
export const seatNumber = (index: number): number => FIRST_SEAT + index;
export const REVIEWER_ID = 1;
export const EMPLOYER_ID = 2;

const OVER: ReadonlySet<string> = new Set(['completed', 'expired', 'cancelled']);
/** Refusals that say that what was wanted has come about by itself meanwhile. */
const DONE_MEANWHILE: ReadonlySet<string> = new Set([
  'project_not_open',
  'no_award',
  'delivery_state',
  'award_not_pending',
  'participant_withdrawn',
  'content_unknown',
  'bid_not_open',
]);

export const isOver = ({ status }: Pick<Project, 'status'>): boolean => OVER.has(status);

type Sending = Parameters<ArenaClient['send']>[1];

export function createStudyMarkets({ arena, access, judging }: StudyMarketsOptions) {
  const stateOf = (market: MarketId): Promise<MarketState> => arena.engine.state(market);
  const as = (market: MarketId, id: number) =>
    arena.connect(market, { kind: 'participant', participantId: participantId(id) });

  async function send(client: ArenaClient, key: string, request: Sending): Promise<void> {
    const answer = await client.send(`study/${key}`, request);
    if (answer.ok || DONE_MEANWHILE.has(answer.refusal.code)) return;
    throw new WireError({ status: 409, code: 'PeopleStudyExceptionCodes.MARKET', message: answer.refusal.code });
  }

  async function seatPeople({ market, users, body }: Opening): Promise<void> {
    for (const { pseudonym, participantId: number } of body.seats) {
      const userId = pseudonym === null ? undefined : users.get(pseudonym);
      if (userId === undefined) continue;
      await access.addSeat({ userId, marketId: market, kind: 'participant', participantId: participantId(number) });
    }
  }

  /** Every step may be done again: what a crash left half done is finished the next time. */
  async function open(opening: Opening): Promise<void> {
    const { market, ownerId, policy, seed, body, packages } = opening;
    const owner = arena.connectOwner(market);
    const opened = await owner.send('study/open', { type: 'OpenMarket', policy, seed });
    if (!opened.ok) {
      throw new WireError({ status: 409, code: 'PeopleStudyExceptionCodes.MARKET', message: opened.refusal.code });
    }
    await access.addSeat({ userId: ownerId, marketId: market, kind: 'owner' });
    const who = { participantKind: 'external', skills: [] } as const;
    await judging.open(
      market,
      await registerNamed(owner, 'study/reviewer', {
        name: 'Reviewer',
        roles: ['reviewer'],
        participantKind: 'scripted',
        skills: [],
      }),
    );
    const employer = await registerNamed(owner, 'study/employer', { ...who, name: 'Employer', roles: ['employer'] });
    const amountCents = cents(packages.reduce((sum, one) => sum + 2 * one.budgetMaxCents, 100_000));
    await send(owner, 'deposit', { type: 'Deposit', participantId: employer, amountCents });
    for (const { name, participantId: number } of body.seats) {
      await registerNamed(owner, `study/seat/${number}`, { ...who, name, roles: ['freelancer'] });
    }
    await seatPeople(opening);
  }

  /** Tries the answer key out and keeps it for this market, which takes seconds: before anybody waits for the project. */
  async function prepare(market: MarketId, one: ProjectPackage): Promise<KeptKeyName> {
    const kept = await judging.keep(market, one);
    if (kept.ok) return kept;
    const message = `${one.slug}: ${kept.problems.slice(0, 3).join('; ')}`;
    throw new WireError({ status: 400, code: 'ProjectExceptionCodes.BROKEN_PACKAGE', message });
  }

  /** Posts one project; the same again is the same. */
  async function post(market: MarketId, one: ProjectPackage): Promise<StudyMarketBody['posted'][number]> {
    const { acceptanceHash, caseCount } = await prepare(market, one);
    const employer = as(market, EMPLOYER_ID);
    const key = `study/post/${one.slug}`;
    const projectId = await postPackage(employer, key, { one, acceptanceHash, caseCount }, AS_THE_MARKET_SAYS);
    return { slug: one.slug, projectId, acceptanceHash };
  }

  async function giveUp(market: MarketId, project: Project, only: ParticipantId | null): Promise<void> {
    const { projectId, status, award, awaitingVerdict } = project;
    if (status === 'in_progress') {
      if (award === null || awaitingVerdict > 0 || (only !== null && award.freelancerId !== only)) return;
      const ends = { type: 'EndAward', projectId, outcome: 'incomplete' } as const;
      await send(as(market, award.freelancerId), `end/${projectId}`, ends);
    } else if (only === null && !isOver(project)) {
      await send(as(market, EMPLOYER_ID), `cancel/${projectId}`, { type: 'CancelProject', projectId });
    }
  }

  return {
    open,
    prepare,
    post,
    stateOf,
    /**
     * Where the employer awards by hand and one freelancer is alone: the only bid is taken at once, and a project whose
     * award was declined is given up, for nobody else will come.
     */
    award: async (market: MarketId): Promise<void> => {
      const state = await stateOf(market);
      for (const { projectId, posting, status, bidOf } of [...state.projects.values()]) {
        if (posting.mechanism.kind !== 'buyer_determined') continue;
        const [bid] = bidOf.values();
        const employer = as(market, EMPLOYER_ID);
        if (bid !== undefined && (status === 'open' || status === 'bidding_closed')) {
          await send(employer, `award/${bid}`, { type: 'AwardBid', bidId: bid });
        } else if (status === 'bidding_closed') {
          await send(employer, `cancel/${projectId}`, { type: 'CancelProject', projectId });
        }
      }
    },
    /** What an employer has chosen: null ends the project without an award. What is gone meanwhile is left as it is. */
    awardChosen: async (market: MarketId, project: number, bid: number | null): Promise<void> => {
      const { projects } = await stateOf(market);
      const projectId = numbered(project);
      if (projects.get(projectId)?.status !== 'bidding_closed') return;
      const employer = as(market, EMPLOYER_ID);
      if (bid === null) await send(employer, `cancel/${project}`, { type: 'CancelProject', projectId });
      else await send(employer, `award/${bid}`, { type: 'AwardBid', bidId: bidId(bid) });
    },
    /** Of projects that nobody is awarded: the lowest bid that is left; where none is, the project is given up. */
    awardLowest: async (market: MarketId, sets: readonly ChoiceSet[]): Promise<void> => {
      const employer = as(market, EMPLOYER_ID);
      for (const set of sets) {
        const state = await stateOf(market);
        const projectId = numbered(set.projectId);
        if (state.projects.get(projectId)?.status !== 'bidding_closed') continue;
        const bid = lowestLeft(set, state);
        if (bid === null) await send(employer, `cancel/${projectId}`, { type: 'CancelProject', projectId });
        else await send(employer, `award/${bid}`, { type: 'AwardBid', bidId: bidId(bid) });
      }
    },
    /** Ends what can be ended now; true once every project is over and the market is closed. What waits for a verdict ends with it. */
    end: async (market: MarketId): Promise<boolean> => {
      for (const project of [...(await stateOf(market)).projects.values()]) await giveUp(market, project, null);
      const state = await stateOf(market);
      if (![...state.projects.values()].every(isOver)) return false;
      if (state.status === 'open') await arena.connectOwner(market).send('study/close', { type: 'CloseMarket' });
      return true;
    },
    /** Takes one freelancer out: open bids are retracted, awards declined or given up. */
    leave: async (market: MarketId, number: number): Promise<void> => {
      const id = participantId(number);
      const state = await stateOf(market);
      for (const project of [...state.projects.values()]) await giveUp(market, project, id);
      if (state.participants.get(id)?.withdrawn !== false) return;
      await send(as(market, number), `leave/${number}`, { type: 'WithdrawParticipant', participantId: id });
    },
    /** What a freelancer has in the market: nobody brings money in, so it is what was earned after fees. */
    netCents: (state: MarketState, number: number): number => balanceOf(state, walletOf(participantId(number))),
  };
}
export type StudyMarkets = ReturnType<typeof createStudyMarkets>;
