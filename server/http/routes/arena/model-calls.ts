/** What language models were asked and answered in a market: for its owner alone, since prompts are what a freelancer knows. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type ModelCalls,
  modelCallSchema,
  modelCallsQuery,
  modelCallsSchema,
} from '../../../protocol/arena/model-call.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { described } from '../../arena/described.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { problems } from '../../wire-error.ts';

const NONE: ModelCalls = {
  kept: false,
  count: 0,
  sums: { inputTokens: 0, outputTokens: 0, microUsd: 0, unpriced: 0, workingMs: 0 },
  projects: [],
  calls: [],
  next: null,
};

export function addModelCallRoutes(instance: FastifyInstance, { modelCalls = null }: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/model-calls`,
    described(
      {
        tag: 'Markets',
        operationId: 'listModelCalls',
        summary: 'Calls of language models in the market: what each was for, used and cost',
        result: modelCallsSchema,
      },
      { querystring: modelCallsQuery },
    ),
    async (request) => {
      const { marketId } = await request.place();
      return success(request, (await modelCalls?.list(marketId, request.query)) ?? NONE);
    },
  );

  app.get(
    `${ARENA}/model-calls/:number`,
    described(
      {
        tag: 'Markets',
        operationId: 'getModelCall',
        summary: 'What a language model was asked and answered, in turns',
        result: modelCallSchema,
      },
      { params: z.object({ number: integer }) },
    ),
    async (request) => {
      const { marketId } = await request.place();
      const { number } = request.params;
      const found = (await modelCalls?.one(marketId, number)) ?? null;
      if (found === null) throw problems.notFound(`Call ${number}`);
      return success(request, found);
    },
  );
}
