/** Projects: posting one, and what its employer does with it. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SeenProject } from '../../../protocol/arena/seen/things.ts';
import type { CommandRequest } from '../../../protocol/arena/wire.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { projectSchema } from '../../../protocol/freelancer/project.ts';
import { type ProjectAction, projectAction, projectBody } from '../../../protocol/freelancer/project-body.ts';
import { acts, answers } from '../../answers.ts';
import { isSealed, type Look, lookOf, policyIn, projectIn } from '../../freelancer/looking.ts';
import { postingOf } from '../../freelancer/new-project.ts';
import { presentProject } from '../../freelancer/present-project.ts';
import { publicUrlOf } from '../../freelancer/public-url.ts';
import { success } from '../../plugins/envelope.ts';
import { asked } from '../../plugins/input.ts';
import { PROJECTS, type RouteOptions } from '../../route-options.ts';
import { eventIn, send, writeKeyOf } from '../../sending.ts';
import { problems, WireError } from '../../wire-error.ts';

/** What whoever posts is told at once, so that it need not ask again. */
const ALL_DETAILS = { full_description: true, job_details: true, location_details: true, hireme_details: true };

const postedSchema = projectSchema.extend({ url: z.string() });
const tags = ['Projects'];
const one = z.object({ project_id: integer });

/** Bidders have answered to the posting as it is: nothing of it changes afterwards. */
const CHANGES: ReadonlySet<string> = new Set(['update', 'extend', 'set_location', 'add_attachment']);

function commandOf(project: SeenProject, action: string): CommandRequest | null {
  const { projectId } = project;
  switch (action) {
    case 'close':
      return { type: 'CloseBidding', projectId };
    case 'cancel':
      return { type: 'CancelProject', projectId };
    case 'end':
    case 'complete':
      return { type: 'EndAward', projectId, outcome: 'completed' };
    case 'incomplete':
      return { type: 'EndAward', projectId, outcome: 'incomplete' };
    default:
      return null;
  }
}

async function act(look: Look, key: string, project: SeenProject, action: string | undefined): Promise<void> {
  if (action === undefined) throw problems.badForm('action: what to do with the project');
  const command = commandOf(project, action);
  if (command !== null) {
    await send(look.place, key, command);
    return;
  }
  const { seat } = look.place;
  const own = seat.kind === 'participant' && seat.participantId === project.employerId;
  // Whose project it is not hears that first, whatever the action.
  if (!own && action !== 'sign_nda') throw problems.notAllowed('Only the project’s employer may do this');
  if (CHANGES.has(action)) {
    throw new WireError({
      status: 409,
      code: 'ProjectExceptionCodes.POSTING_IS_FINAL',
      message: 'Bidders have answered to the posting as it is; cancel the project and post another',
    });
  }
  if (action === 'sign_nda') {
    throw new WireError({
      status: 409,
      code: 'ProjectExceptionCodes.NO_AGREEMENT',
      message: 'The project asks for no agreement to sign',
    });
  }
  // An upgrade is a mark that Freelancer.com sells: accepted, and without meaning to an auction.
}

async function presented(
  request: FastifyRequest,
  look: Look,
  options: RouteOptions,
  project: SeenProject,
): Promise<object> {
  const { marketId, viewer } = look.place;
  const text = await options.texts.posting(marketId, viewer, project.document);
  const shown = presentProject(look.market, project, text, isSealed(look, project), ALL_DETAILS);
  return { ...shown, url: `${publicUrlOf(request, options)}/projects/${String(shown.seo_url)}` };
}

const posting = {
  tags,
  operationId: 'postProject',
  summary: 'Post a project',
  body: projectBody,
  ...answers(postedSchema),
};
const acting = {
  tags,
  operationId: 'actOnProject',
  summary: 'Close, cancel or end a project',
  params: one,
  querystring: projectAction,
  body: projectAction,
  ...acts,
};
const cancelling = { tags, operationId: 'cancelProject', summary: 'Cancel a project', params: one, ...acts };

export function addProjectWriteRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(`${PROJECTS}/projects`, { schema: posting }, async (request) => {
    const look = await lookOf(request, options);
    const key = writeKeyOf(request);
    const events = await send(look.place, key, await postingOf(look, policyIn(look), key, request.body));
    const posted = eventIn(events, 'ProjectPosted');
    const project = projectIn(look, Number(posted?.projectId));
    return success(request, await presented(request, look, options, project));
  });

  app.put(`${PROJECTS}/projects/:project_id`, { schema: acting }, async (request) => {
    const look = await lookOf(request, options);
    const project = projectIn(look, request.params.project_id);
    await act(look, writeKeyOf(request), project, asked<ProjectAction>(request).action);
    return success(request);
  });

  app.delete(`${PROJECTS}/projects/:project_id`, { schema: cancelling }, async (request) => {
    const look = await lookOf(request, options);
    const { projectId } = projectIn(look, request.params.project_id);
    await send(look.place, writeKeyOf(request), { type: 'CancelProject', projectId });
    return success(request);
  });
}
