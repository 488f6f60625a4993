/** The OpenAPI document of this server. */

import type { FastifyInstance } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';

const document = z
  .looseObject({ openapi: z.string(), info: z.looseObject({}), paths: z.looseObject({}) })
  .meta({ description: 'An OpenAPI 3.1 document' });

/** The document as it is checked in: the same routes, the same bytes. */
export function openApiText(app: FastifyInstance): string {
  return `${JSON.stringify(app.swagger() as OpenAPIV3_1.Document, null, 2)}\n`;
}

export function addOpenApiRoute(app: FastifyInstance): void {
  let text: string | null = null;
  app.get(
    '/openapi.json',
    {
      schema: {
        tags: ['Service'],
        operationId: 'getOpenApi',
        summary: 'The OpenAPI document',
        response: { 200: document },
      },
    },
    async (_request, reply) => {
      text ??= openApiText(app);
      // The same for everybody, until another version of the server starts.
      return reply.header('cache-control', 'public, max-age=300').type('application/json').send(text);
    },
  );
}
