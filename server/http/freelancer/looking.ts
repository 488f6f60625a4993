/** One caller's look at one market: what every read route of Freelancer.com's wire starts from. */

import type { FastifyRequest } from 'fastify';
import type { ReadMarket, SeenMilestoneRequest, SeenProject } from '../../protocol/arena/seen/things.ts';
import type { Policy } from '../../protocol/arena/wire.ts';
import type { Place } from '../caller.ts';
import { refused } from '../refusal-map.ts';
import type { RouteOptions } from '../route-options.ts';
import { problems } from '../wire-error.ts';

export interface Look {
  readonly place: Place;
  readonly market: ReadMarket;
}

export async function lookOf(request: FastifyRequest, { markets }: RouteOptions): Promise<Look> {
  const place = await request.place();
  return { place, market: await markets.get(place.marketId, place.viewer) };
}

/** What the market was opened with. */
export function policyIn({ market }: Look): Policy {
  if (market.policy === null) throw refused({ code: 'market_not_open', detail: 'not opened yet' });
  return market.policy;
}

/** Whether rivals' bids on the project are hidden from the one who looks. */
export function isSealed({ place, market }: Look, project: SeenProject): boolean {
  const { viewer } = place;
  if (viewer.kind === 'owner' || market.policy?.visibility === 'open') return false;
  if (viewer.kind === 'participant' && viewer.participantId === project.employerId) return false;
  // Once everybody's bids were revealed there is nothing left to hide.
  return !(market.policy?.revealAtClose === true && project.status !== 'open');
}

export function projectIn({ market }: Look, id: number): SeenProject {
  const project = market.projects.get(id as SeenProject['projectId']);
  if (project === undefined) throw problems.notFound(`Project ${id}`);
  return project;
}

export function requestIn({ market }: Look, id: number): SeenMilestoneRequest {
  const request = market.milestoneRequests.get(id as SeenMilestoneRequest['requestId']);
  if (request === undefined) {
    throw refused({ code: 'unknown_milestone_request', detail: `milestone request ${id}` });
  }
  return request;
}

/** A page of a list, and the count of all when it was asked for. */
export function paged<T>(all: readonly T[], { limit, offset }: { limit: number; offset: number }): readonly T[] {
  return all.slice(offset, offset + limit);
}
