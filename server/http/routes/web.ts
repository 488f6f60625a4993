/** The web app: one page for every address of people, and its files. What is below `/api` is never answered with a page. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { BuiltApp } from '../web/built.ts';
import { WEB_PAGES } from '../web/pages.ts';
import { sendApp, sendFile } from '../web/send.ts';
import { problems } from '../wire-error.ts';

/** Where the app's files are. */
export const WEB_ASSETS = '/assets';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Pages and files for browsers are no part of the API that the OpenAPI document tells of. */
const HIDDEN = { schema: { hide: true } } as const;

/** Called before the routes: `app` is null where nothing was built, and the addresses are then told as unknown. */
export function addWebRoutes(instance: FastifyInstance, built: BuiltApp | null): void {
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
      return sendFile(request, reply.header('cache-control', FOR_EVER), file);
    },
  );
}
