/** Active time: reported by the browser of whoever is at work, read by that person and by the market's owner. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type ActiveTime,
  activeTimeQuery,
  activeTimeReport,
  activeTimeSchema,
  activeTimesSchema,
} from '../../../protocol/arena/active-time.ts';
import { successSchema } from '../../../protocol/freelancer/envelope.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import type { ActiveTimes } from '../../active-times.ts';
import { csvOf } from '../../arena/csv.ts';
import { described } from '../../arena/described.ts';
import { type Look, lookOf, projectIn } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { problems, WireError } from '../../wire-error.ts';

const HEAD = ['participant', 'project', 'active_ms', 'sittings', 'idle_after_ms', 'first_report', 'last_report'];

const LISTED = {
  tags: ['Deliveries'],
  operationId: 'listActiveTimes',
  summary: 'How long people were at work, as their browsers measured it',
  querystring: activeTimeQuery,
  response: {
    200: {
      description: 'One row for each person and project, in the form that was asked for',
      content: {
        'application/json': { schema: successSchema(activeTimesSchema) },
        'text/csv': { schema: z.string() },
      },
    },
  },
};

function csvLine(one: ActiveTime): (string | number)[] {
  const { participantId, projectId, activeMs, sittingCount, idleAfterMs, firstAt, lastAt } = one;
  const moments = [firstAt, lastAt].map((at) => new Date(at).toISOString());
  return [participantId, projectId, activeMs, sittingCount, idleAfterMs, ...moments];
}

/** Whose times the caller reads: everybody's, or one's. */
function ownerOf({ place: { seat } }: Look, wanted: number | undefined): number | null {
  if (seat.kind === 'owner') return wanted ?? null;
  const own = seat.kind === 'participant' ? Number(seat.participantId) : null;
  if (own === null) throw problems.notAllowed('Active time is told to the person and to the owner of the market');
  if (wanted !== undefined && wanted !== own) throw problems.notAllowed(`participant: you are participant ${own}`);
  return own;
}

export function addActiveTimeRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const kept = (): ActiveTimes => {
    if (options.activeTimes !== null) return options.activeTimes;
    throw new WireError({
      status: 409,
      code: 'ProjectExceptionCodes.ACTIVE_TIME_NOT_KEPT',
      message: 'This server keeps no active time',
    });
  };

  app.put(
    `${ARENA}/projects/:project_id/active-time`,
    described(
      {
        tag: 'Deliveries',
        operationId: 'reportActiveTime',
        summary: 'Report how long one has been at work on a project',
        result: activeTimeSchema,
      },
      { params: z.object({ project_id: integer }), body: activeTimeReport },
    ),
    async (request) => {
      const look = await lookOf(request, options);
      const { projectId } = projectIn(look, request.params.project_id);
      const { seat, marketId } = look.place;
      if (seat.kind !== 'participant') throw problems.notAllowed('Only who takes part is at work');
      const who = { participantId: Number(seat.participantId), projectId: Number(projectId) };
      return success(request, await kept().report(marketId, who, request.body));
    },
  );

  app.get(`${ARENA}/active-time`, { schema: LISTED }, async (request, reply) => {
    const look = await lookOf(request, options);
    const { participant, project, format, limit, offset } = request.query;
    const whose = ownerOf(look, participant);
    const found = (await kept().list(look.place.marketId)).filter(
      (one) => (whose === null || one.participantId === whose) && (project === undefined || one.projectId === project),
    );
    const rows = found.slice(offset, offset + limit);
    if (format === 'csv') {
      reply.header('content-disposition', 'attachment; filename="active-time.csv"');
      reply.header('content-type', 'text/csv; charset=utf-8');
      return csvOf(HEAD, rows.map(csvLine));
    }
    return success(request, { measuredBy: 'client', count: found.length, rows });
  });
}
