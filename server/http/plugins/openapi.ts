/** The OpenAPI document, made of the routes and of nothing else. */

import { readFileSync } from 'node:fs';
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { completed, forDocument } from '../openapi/describe.ts';
import { documentHead } from '../openapi/document.ts';

const packageSchema = z.object({ version: z.string() });

function versionOfThis(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** Called before any route is added. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
  const transform = createJsonSchemaTransform({ skipList: [] });
  const transformObject = createJsonSchemaTransformObject({});
  await app.register(swagger, {
    openapi: documentHead(versionOfThis()),
    convertConstToEnum: false,
    stripBasePath: false,
    transform: (input) =>
      transform({ ...input, schema: forDocument(input.schema ?? {}, input.url) } as Parameters<typeof transform>[0]),
    transformObject: (input) => completed(transformObject(input) as OpenAPIV3_1.Document),
  });
}
