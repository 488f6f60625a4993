/** Tools that look: find projects, read one, see what may be done now. */

import { z } from 'zod';
import type { SeenProject } from '../../../protocol/arena/seen/things.ts';
import type { CommandRequest, CommandType } from '../../../protocol/arena/wire.ts';
import { findSchema, projectIdSchema } from '../../../protocol/mcp/inputs.ts';
import { idSchema, projectSchema, summarySchema } from '../../../protocol/mcp/things.ts';
import { type Look, projectIn } from '../../freelancer/looking.ts';
import type { PostingText } from '../../texts.ts';
import { ownBidOn, projectOf, selfOf, summaryOf } from '../pages.ts';
import { type Call, defineTool, lookIn } from '../tool.ts';

type Find = z.output<typeof findSchema>;

function isMine(look: Look, project: SeenProject): boolean {
  const self = selfOf(look);
  return self !== null && (project.employerId === self || ownBidOn(look, project) !== null);
}

function says({ posting }: SeenProject, text: PostingText, query: string): boolean {
  const said = `${text.title} ${text.description} ${posting.skills.join(' ')}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

function fits(look: Look, project: SeenProject, { status, skills, mine }: Find): boolean {
  return (
    (status === 'any' || project.status === status) &&
    (skills.length === 0 || skills.some((skill) => project.posting.skills.includes(skill))) &&
    (!mine || isMine(look, project))
  );
}

export const findProjects = defineTool({
  name: 'find_projects',
  title: 'Find projects',
  description:
    'Lists projects of the market, newest first: what is asked, the budget in cents, when bidding closes, whether you have bid. Start here. Then read_project for the whole description and the visible cases.',
  scope: 'basic',
  input: findSchema,
  output: z.object({
    now: z.int(),
    totalCount: z.int(),
    nextOffset: z.int().nullable().describe('Where the next page begins; null on the last one'),
    projects: z.array(summarySchema),
  }),
  effect: 'none',
  run: async (call, find) => {
    const look = await lookIn(call);
    const { place, market } = look;
    const { engine } = call.options.arena;
    const fitting = [...market.projects.values()].filter((project) => fits(look, project, find)).reverse();
    const read = async (project: SeenProject) => ({
      project,
      text: await call.options.texts.posting(place.marketId, place.viewer, project.document),
    });
    const found = (await Promise.all(fitting.map(read))).filter(({ project, text }) => says(project, text, find.query));
    const end = find.offset + find.limit;
    return {
      now: await engine.now(place.marketId),
      totalCount: found.length,
      nextOffset: end < found.length ? end : null,
      projects: found.slice(find.offset, end).map(({ project, text }) => summaryOf(look, project, text)),
    };
  },
});

export const readProject = defineTool({
  name: 'read_project',
  title: 'Read a project',
  description:
    'One project in full: description, what a delivery must meet with its visible cases, the bids that you may see, the award. Read it before you bid and again before you deliver.',
  scope: 'basic',
  input: z.strictObject({ projectId: projectIdSchema }),
  output: projectSchema,
  effect: 'none',
  run: async (call, { projectId }) => {
    const look = await lookIn(call);
    const { engine } = call.options.arena;
    return projectOf(look, call.options.texts, projectIn(look, projectId), await engine.now(look.place.marketId));
  },
});

/** The market's commands that tools of this server send; the others are for REST. */
export const TOOL_OF: Partial<Readonly<Record<CommandType, string>>> = {
  PlaceBid: 'place_bid',
  AmendBid: 'amend_bid',
  RetractBid: 'retract_bid',
  AcceptAward: 'accept_award',
  DeclineAward: 'decline_award',
  SubmitDelivery: 'deliver',
  PostMessage: 'send_message',
};

/** Numbers told for one tool: enough to go on with. */
const NUMBERS_SHOWN = 50;

function aboutOf(request: CommandRequest): number | null {
  if ('bidId' in request) return request.bidId;
  return 'projectId' in request ? request.projectId : null;
}

const actionSchema = z.object({
  tool: z.string(),
  about: z.enum(['project', 'bid']).describe('What the numbers name'),
  ids: z.array(idSchema).describe(`At most ${NUMBERS_SHOWN}`),
  count: z.int(),
});

function actionsOf(legal: readonly CommandRequest[]): z.input<typeof actionSchema>[] {
  return Object.entries(TOOL_OF).flatMap(([type, tool]) => {
    const requests = legal.filter((request) => request.type === type);
    const ids = [...new Set(requests.flatMap((request) => aboutOf(request) ?? []))];
    const about = requests.some((request) => 'bidId' in request) ? 'bid' : 'project';
    return ids.length === 0 ? [] : [{ tool, about, ids: ids.slice(0, NUMBERS_SHOWN), count: ids.length } as const];
  });
}

async function standing(call: Call) {
  const look = await lookIn(call);
  const { place, market } = look;
  const { viewer, client, marketId } = place;
  const self = selfOf(look);
  return {
    now: await call.options.arena.engine.now(marketId),
    market: marketId,
    you: {
      kind: place.seat.kind,
      participantId: self,
      roles: viewer.kind === 'participant' ? [...viewer.roles] : [],
      skills: [...((self === null ? null : market.participants.get(self))?.skills ?? [])],
    },
    rules: {
      status: market.status,
      currency: market.policy?.currency ?? null,
      visibility: market.policy?.visibility ?? null,
      settlement: market.policy?.settlement ?? null,
    },
    actions: client === null ? [] : actionsOf(await client.legal()),
  };
}

export const listActions = defineTool({
  name: 'list_actions',
  title: 'What you may do now',
  description:
    'Who you are in the market, its rules in brief, and for each tool that changes something the projects or bids it may be used on right now. A tool that is not listed would be refused.',
  scope: 'basic',
  input: z.strictObject({}),
  output: z.object({
    now: z.int(),
    market: z.string(),
    you: z.object({
      kind: z.enum(['owner', 'participant', 'watcher']),
      participantId: idSchema.nullable(),
      roles: z.array(z.string()),
      skills: z.array(z.string()),
    }),
    rules: z.object({
      status: z.enum(['unopened', 'open', 'closed']),
      currency: z.string().nullable(),
      visibility: z.string().nullable().describe('sealed: nobody but the employer sees bids of others'),
      settlement: z.string().nullable().describe('verdict: passing cases releases the pay'),
    }),
    actions: z.array(actionSchema),
  }),
  effect: 'none',
  run: standing,
});
