/** What whoever means to bid on a project wants to know: the least and the most, and the fee. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SeenProject } from '../../../protocol/arena/seen/things.ts';
import { currencyOf, currencySchema } from '../../../protocol/freelancer/currency.ts';
import { commonFlags } from '../../../protocol/freelancer/flags.ts';
import { amountOf } from '../../../protocol/freelancer/money.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { answers } from '../../answers.ts';
import { compacted } from '../../freelancer/compact.ts';
import { hoursIn } from '../../freelancer/hours.ts';
import { type Look, lookOf, policyIn, projectIn } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { PROJECTS, type RouteOptions } from '../../route-options.ts';

const BPS_ONE = 10_000;

const infoSchema = z.object({
  project_id: z.int(),
  minimum_bid: z.number(),
  maximum_bid: z.number(),
  minimum_fee: z.number(),
  rate: z.number().meta({ description: 'Of what is released, the freelancer’s fee' }),
  range: z.null().optional(),
  minimum_sponsor_increment: z.literal(0),
  highlight_cost: z.literal(0),
  highlight_currency: currencySchema,
  current_highlight_count: z.literal(0),
  maximum_highlight_count: z.literal(0),
});

/** The most that the market takes: the reserve, or less where the price is posted. */
function most({ posting }: SeenProject): number {
  return posting.mechanism.kind === 'posted' ? posting.postedPriceCents : posting.budgetMaxCents;
}

function infoOf(look: Look, project: SeenProject, hours: number): z.infer<typeof infoSchema> {
  const { fees, currency } = policyIn(look);
  return {
    project_id: project.projectId,
    minimum_bid: amountOf(1),
    maximum_bid: amountOf(Math.floor(most(project) / hours)),
    minimum_fee: amountOf(fees.freelancerMinCents),
    rate: fees.freelancerBps / BPS_ONE,
    range: null,
    minimum_sponsor_increment: 0,
    highlight_cost: 0,
    highlight_currency: currencyOf(currency),
    current_highlight_count: 0,
    maximum_highlight_count: 0,
  };
}

export function addBidInfoRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  // One client writes the second name, which is not a live one.
  for (const [path, operationId] of [
    ['bidinfo', 'getBidInfo'],
    ['bids_info', 'getBidsInfo'],
  ] as const) {
    const schema = {
      tags: ['Bids'],
      operationId,
      summary: 'Read between which amounts a bid must lie',
      params: z.object({ project_id: integer }),
      querystring: commonFlags,
      ...answers(infoSchema),
    };
    app.get(`${PROJECTS}/projects/:project_id/${path}`, { schema }, async (request) => {
      const look = await lookOf(request, options);
      const project = projectIn(look, request.params.project_id);
      const info = infoOf(look, project, await hoursIn(look, options, project.projectId));
      return success(request, request.query.compact ? compacted(info) : info);
    });
  }
}
