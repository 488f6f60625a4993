/** The web app: one page for every address of people, and its files. What is below `/api` is never answered with a page. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type BuiltApp, type BuiltFile, codingFor, isPacked, readBuiltApp } from '../web/built.ts';
import { WEB_PAGES } from '../web/pages.ts';
import { problems } from '../wire-error.ts';

/** Where the app's files are. */
export const WEB_ASSETS = '/assets';

/**
 * Scripts, styles and pictures of our own files only, and calls to this server alone. No text can become markup: the browser
 * itself refuses it (trusted types without a policy).
 */
export const WEB_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Pages and files for browsers are no part of the API that the OpenAPI document tells of. */
const HIDDEN = { schema: { hide: true } } as const;

function send(request: FastifyRequest, reply: FastifyReply, file: BuiltFile): FastifyReply {
  const coding = codingFor(request.headers['accept-encoding']);
  reply.header('vary', 'accept-encoding').type(file.type);
  if (isPacked(file, coding)) reply.header('content-encoding', coding);
  return reply.send(file.as(coding));
}

function sendApp(request: FastifyRequest, reply: FastifyReply, { page }: BuiltApp): FastifyReply {
  // Asked for anew each time: it names the files of the version that runs now.
  reply.header('content-security-policy', WEB_POLICY).header('cache-control', 'no-cache');
  return send(request, reply, page);
}

/** Called before the routes: `app` is null where nothing was built, and the addresses are then told as unknown. */
export function addWebRoutes(instance: FastifyInstance, built: BuiltApp | null = readBuiltApp()): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  for (const url of WEB_PAGES) {
    app.get(url, HIDDEN, async (request, reply) => {
      if (built === null) throw problems.notFound('The web app was not built (npm run client): a page');
      return sendApp(request, reply, built);
    });
  }

  app.get(
    `${WEB_ASSETS}/:file`,
    { schema: { hide: true, params: z.object({ file: z.string().max(200) }) } },
    async (request, reply) => {
      const file = built?.files.get(request.params.file);
      if (file === undefined) throw problems.notFound(`File ${request.params.file}`);
      return send(request, reply.header('cache-control', FOR_EVER), file);
    },
  );
}
