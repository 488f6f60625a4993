/** The API as a page to browse, and the files that it is made of. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DOCS, DOCS_ASSETS, DOCS_PAGE, DOCS_POLICY, OWN_STYLE, START_SCRIPT } from '../openapi/docs-page.ts';
import { pageAnswer } from '../openapi/page-answers.ts';
import { problems } from '../wire-error.ts';

/** A path is a name of this list or nothing. */
const FILES = ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png', 'start.js', 'arena.css'] as const;
type File = (typeof FILES)[number];

const OWN: Partial<Record<File, string>> = { 'start.js': START_SCRIPT, 'arena.css': OWN_STYLE };
const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', png: 'image/png' } as const;

const FOLDER = join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static');

function typeOf(file: File): string {
  return TYPES[file.slice(file.lastIndexOf('.') + 1) as keyof typeof TYPES];
}

const text: { readonly schema: z.ZodType } = { schema: z.string() };
const SCHEMAS = {
  getDocs: {
    tags: ['Service'],
    operationId: 'getDocs',
    summary: 'Browse this API',
    response: { 200: pageAnswer('A page that shows /openapi.json') },
  },
  getDocsAsset: {
    tags: ['Service'],
    operationId: 'getDocsAsset',
    summary: 'Get a file of the page',
    params: z.object({ file: z.string().max(100) }),
    response: {
      200: {
        description: 'A script, a style or a picture',
        content: { 'text/javascript': text, 'text/css': text, 'image/png': text },
      },
    },
  },
} as const;

export function addDocsRoutes(instance: FastifyInstance): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const kept = new Map<File, Promise<string | Buffer>>();

  app.get(DOCS, { schema: SCHEMAS.getDocs }, async (_request, reply) => {
    return reply.header('content-security-policy', DOCS_POLICY).type('text/html; charset=utf-8').send(DOCS_PAGE);
  });

  app.get(`${DOCS_ASSETS}/:file`, { schema: SCHEMAS.getDocsAsset }, async (request, reply) => {
    const file = FILES.find((one) => one === request.params.file);
    if (file === undefined) throw problems.notFound(`File ${request.params.file}`);
    const own = OWN[file];
    const content = kept.get(file) ?? (own === undefined ? readFile(join(FOLDER, file)) : Promise.resolve(own));
    kept.set(file, content);
    // The same for everybody, until another version of the server starts.
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type(typeOf(file))
      .send(await content);
  });
}
