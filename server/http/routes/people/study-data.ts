/** What a researcher takes out of a study with people: payments, tables under pseudonyms, the baseline, facts for a review board. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  exportQuery,
  exportSchema,
  measuredBaselineSchema,
  paymentsQuery,
  paymentsSchema,
  reviewSummarySchema,
} from '../../../protocol/arena/people-study-results.ts';
import { successSchema } from '../../../protocol/freelancer/envelope.ts';
import { csvOf } from '../../arena/csv.ts';
import { described } from '../../arena/described.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import { type PeopleRouteOptions, studiesOf } from '../people.ts';
import { researcherOf, studyByName } from './running.ts';

const CENTS = 100;
const tableOrCsv = (schema: z.ZodType) => ({
  200: {
    description: 'In the form that was asked for',
    content: { 'application/json': { schema: successSchema(schema) }, 'text/csv': { schema: z.string() } },
  },
});

const PAYMENTS = {
  tags: ['People studies'],
  operationId: 'readPeopleStudyPayments',
  summary: 'What each person is due; as CSV the bonuses, in the form of Prolific’s bulk payment',
  ...studyByName,
  querystring: paymentsQuery,
  response: tableOrCsv(paymentsSchema),
};
const EXPORT = {
  tags: ['People studies'],
  operationId: 'exportPeopleStudy',
  summary: 'A table of the study under pseudonyms, with the meaning of its columns',
  ...studyByName,
  querystring: exportQuery,
  response: tableOrCsv(exportSchema),
};

function asCsv(reply: FastifyReply, file: string): void {
  reply.header('content-disposition', `attachment; filename="${file}.csv"`);
  reply.header('content-type', 'text/csv; charset=utf-8');
}

function addTables(instance: FastifyInstance, options: PeopleRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(`${ARENA}/people-studies/:study/payments`, { schema: PAYMENTS }, async (request, reply) => {
    const { study } = request.params;
    const payments = await studiesOf(options).payments(study, await researcherOf(request));
    if (request.query.format === 'json') return success(request, payments);
    asCsv(reply, `${study}-bonuses`);
    // The base is paid by the panel when a submission is approved; what is paid by hand is the bonus.
    const due = payments.rows.filter(({ bonusCents }) => bonusCents > 0);
    return csvOf(
      ['PROLIFIC_PID', 'amount'],
      due.map(({ panelId, bonusCents }) => [panelId, (bonusCents / CENTS).toFixed(2)]),
    );
  });

  app.get(`${ARENA}/people-studies/:study/export`, { schema: EXPORT }, async (request, reply) => {
    const { study } = request.params;
    const { table, format } = request.query;
    const found = await studiesOf(options).table(study, table, await researcherOf(request));
    if (format === 'json') return success(request, found);
    asCsv(reply, `${study}-${table}`);
    return csvOf(
      found.columns.map(({ column }) => column),
      found.rows,
    );
  });
}

function addFindings(instance: FastifyInstance, options: PeopleRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/people-studies/:study/baseline`,
    described(
      {
        tag: 'People studies',
        operationId: 'readPeopleStudyBaseline',
        summary: 'People’s tries at the projects, for the measured baseline of a tournament',
        result: measuredBaselineSchema,
      },
      studyByName,
    ),
    async (request) => {
      const owner = await researcherOf(request);
      return success(request, await studiesOf(options).baseline(request.params.study, owner));
    },
  );

  app.get(
    `${ARENA}/people-studies/:study/review-summary`,
    described(
      {
        tag: 'People studies',
        operationId: 'readPeopleStudyReviewSummary',
        summary: 'What the study stores, where, for how long and how to withdraw, for a review board',
        result: reviewSummarySchema,
      },
      studyByName,
    ),
    async (request) => {
      const owner = await researcherOf(request);
      return success(request, { markdown: await studiesOf(options).reviewSummary(request.params.study, owner) });
    },
  );
}

export function addStudyDataRoutes(app: FastifyInstance, options: PeopleRouteOptions): void {
  addTables(app, options);
  addFindings(app, options);
}
