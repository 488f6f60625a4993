/** Money: the statement of one's own accounts, and how freelancers stand. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type StatementLine,
  standingQuery,
  standingSchema,
  statementQuery,
  statementSchema,
} from '../../../protocol/arena/ledger.ts';
import { successSchema } from '../../../protocol/freelancer/envelope.ts';
import { csvOf } from '../../arena/csv.ts';
import { described } from '../../arena/described.ts';
import { type StandingRow, standingOf } from '../../arena/standing.ts';
import { statementOf } from '../../arena/statement.ts';
import { type Look, lookOf } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';

const HEAD = ['at', 'account', 'code', 'amount', 'balance', 'other', 'project', 'title'];

const STATEMENT = {
  tags: ['Ledger'],
  operationId: 'getStatement',
  summary: 'What moved in one’s accounts',
  querystring: statementQuery,
  response: {
    200: {
      description: 'The statement, in the form that was asked for',
      content: {
        'application/json': { schema: successSchema(statementSchema) },
        'text/csv': { schema: z.string() },
      },
    },
  },
};

function csvLine({ at, account, code, amountCents, balanceCents, other, projectId, title }: StatementLine) {
  const time = new Date(at).toISOString();
  return [time, account, code, amountCents / 100, balanceCents / 100, other, projectId, title];
}

async function presentRow({ place }: Look, { texts }: RouteOptions, row: StandingRow, rank: number): Promise<object> {
  const { participant, ratingSum, earnedCents, costCents, ...counts } = row;
  const { participantId, profile } = participant;
  const { marketId, viewer } = place;
  const netCents = earnedCents === null || costCents === null ? null : earnedCents - costCents;
  return {
    rank,
    participantId,
    name: profile === null ? null : ((await texts.profile(marketId, viewer, profile))?.name ?? null),
    ...counts,
    ratingAverage: row.reviewCount === 0 ? null : ratingSum / row.reviewCount,
    earnedCents,
    costCents,
    netCents,
  };
}

export function addLedgerRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { ledgers } = options;

  app.get(`${ARENA}/statement`, { schema: STATEMENT }, async (request, reply) => {
    const look = await lookOf(request, options);
    const { participant, format, ...page } = request.query;
    const statement = await statementOf(look, options, participant, page);
    if (format === 'csv') {
      reply.header('content-disposition', 'attachment; filename="statement.csv"');
      reply.header('content-type', 'text/csv; charset=utf-8');
      return csvOf(HEAD, statement.lines.map(csvLine));
    }
    return success(request, statement);
  });

  app.get(
    `${ARENA}/standing`,
    described(
      { tag: 'Ledger', operationId: 'getStanding', summary: 'How freelancers stand', result: standingSchema },
      { querystring: standingQuery },
    ),
    async (request) => {
      const look = await lookOf(request, options);
      const { place, market } = look;
      const { limit, offset } = request.query;
      const rows = standingOf(place, market, await ledgers.movements(place.marketId, place.viewer));
      const page = rows
        .slice(offset, offset + limit)
        .map((row, index) => presentRow(look, options, row, offset + index + 1));
      const orderedBy = place.viewer.kind === 'owner' ? 'netCents' : 'completed';
      return success(request, { orderedBy, count: rows.length, rows: await Promise.all(page) });
    },
  );
}
