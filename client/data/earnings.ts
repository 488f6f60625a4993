/** Who earned what, when and with which projects, read off the events: the race, the table, and both for a part of the projects. */

import type { Seen } from '../../server/protocol/arena/client.ts';

export interface RaceStep {
  readonly at: number;
  readonly freelancerId: number;
  /** Of this freelancer, all together: what was released, and what is left of it after fees and own costs. */
  readonly grossCents: number;
  readonly netCents: number;
}

export interface Earner {
  readonly freelancerId: number;
  bids: number;
  awards: number;
  /** Projects whose last verdict passed, of those that were judged: however many deliveries each took, as a tournament counts. */
  passed: number;
  judged: number;
  grossCents: number;
  feesCents: number;
  costCents: number;
}

export interface Earnings {
  readonly race: readonly RaceStep[];
  readonly earners: ReadonlyMap<number, Earner>;
  readonly projectCount: number;
  /** When the last of it happened: bids, verdicts, money. A market waits long after that for its last deadlines. */
  readonly lastAt: number;
}

/** Which projects count: by the skill they need and by the most that their employer would pay. */
export interface ProjectFilter {
  readonly skill: string | null;
  readonly minCents: number;
  readonly maxCents: number;
}

export const EVERYTHING: ProjectFilter = { skill: null, minCents: 0, maxCents: Number.POSITIVE_INFINITY };

export function skillsIn(events: readonly Seen[]): readonly string[] {
  const skills = new Set<string>();
  for (const { event } of events) {
    if (event.type === 'ProjectPosted') for (const skill of event.posting?.skills ?? []) skills.add(skill);
  }
  return [...skills].sort();
}

function fits(event: Extract<Seen['event'], { type: 'ProjectPosted' }>, filter: ProjectFilter): boolean {
  const { posting } = event;
  if (posting === undefined) return false;
  if (filter.skill !== null && !posting.skills.includes(filter.skill)) return false;
  return posting.budgetMaxCents > filter.minCents && posting.budgetMaxCents <= filter.maxCents;
}

/** Counts each project once for each freelancer, by its last verdict. */
function createJudging(): (earner: Earner, projectId: number, passed: boolean) => void {
  const verdicts = new Map<string, boolean>();
  return (earner, projectId, passed) => {
    const key = `${earner.freelancerId}/${projectId}`;
    const before = verdicts.get(key);
    if (before === undefined) earner.judged += 1;
    earner.passed += Number(passed) - Number(before ?? false);
    verdicts.set(key, passed);
  };
}

const stepOf = ({ freelancerId, grossCents, feesCents, costCents }: Earner, at: number): RaceStep => {
  return { at, freelancerId, grossCents, netCents: grossCents - feesCents - costCents };
};

export function earningsOf(events: readonly Seen[], filter: ProjectFilter): Earnings {
  const projects = new Set<number>();
  const earners = new Map<number, Earner>();
  const race: RaceStep[] = [];
  const judge = createJudging();
  let lastAt = 0;
  const everything = filter === EVERYTHING;
  const earnerOf = (freelancerId: number): Earner => {
    const known = earners.get(freelancerId) ?? {
      freelancerId,
      bids: 0,
      awards: 0,
      passed: 0,
      judged: 0,
      grossCents: 0,
      feesCents: 0,
      costCents: 0,
    };
    earners.set(freelancerId, known);
    return known;
  };
  for (const { event, at } of events) {
    if (event.type === 'ProjectPosted' && event.projectId !== undefined && fits(event, filter))
      projects.add(event.projectId);
    // Money for machines is spent on no single project of the market's.
    if (event.type === 'CostBooked' && everything && event.participantId !== undefined) {
      const earner = earnerOf(event.participantId);
      earner.costCents += event.amountCents ?? 0;
      race.push(stepOf(earner, at));
    }
    if (!('projectId' in event) || typeof event.projectId !== 'number' || !projects.has(event.projectId)) continue;
    switch (event.type) {
      case 'BidPlaced':
        lastAt = at;
        if (event.bidderId !== undefined) earnerOf(event.bidderId).bids += 1;
        break;
      case 'AwardAccepted':
        if (event.freelancerId !== undefined) earnerOf(event.freelancerId).awards += 1;
        break;
      case 'VerdictRecorded': {
        if (event.freelancerId === undefined || event.status === 'revision_requested') break;
        lastAt = at;
        judge(earnerOf(event.freelancerId), event.projectId, event.status === 'passed');
        break;
      }
      case 'MilestoneReleased': {
        if (event.freelancerId === undefined || event.freelancerId === null) break;
        lastAt = at;
        const earner = earnerOf(event.freelancerId);
        earner.grossCents += event.amountCents ?? 0;
        earner.feesCents += event.freelancerFeeCents ?? 0;
        race.push(stepOf(earner, at));
        break;
      }
      default:
    }
  }
  return { race, earners, projectCount: projects.size, lastAt };
}

const Z = 1.959964;

/** Wilson's interval of a share: what the true rate may be, at 95 %. Null for no tries. */
export function wilson(successes: number, tries: number): readonly [number, number] | null {
  if (tries === 0) return null;
  const share = successes / tries;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * tries)) / (1 + z2 / tries);
  const half = (Z / (1 + z2 / tries)) * Math.sqrt((share * (1 - share)) / tries + z2 / (4 * tries * tries));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
