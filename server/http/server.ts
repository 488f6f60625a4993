/** The HTTP server, wired but not listening: plugins first, then the routes of every noun. */

import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { addEnvelope, newRequestId } from './plugins/envelope.ts';
import { addIdentity, withoutBase } from './plugins/identify.ts';
import { addInput } from './plugins/input.ts';
import type { ServerOptions } from './ports.ts';
import { addFreelancerRoutes } from './routes/freelancer.ts';
import { createSeenMarkets } from './seen-markets.ts';
import { createTexts } from './texts.ts';

/** Largest body: a delivery of the default policy as JSON, with room for its escapes. */
const BODY_MAX = 4_194_304;
const REQUEST_TIMEOUT_MS = 30_000;

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: newRequestId,
    rewriteUrl: withoutBase,
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: true, maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  // Answers are made by our own code from our own values; tests hold them against their schemas.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  addEnvelope(app, (thrown, requestId) => {
    const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    options.log?.(JSON.stringify({ level: 'error', requestId, reason }));
  });
  await app.register(helmet);
  await addInput(app);
  addIdentity(app, options);
  const markets = createSeenMarkets(options.arena.engine);
  app.addHook('onClose', async () => markets.close());
  addFreelancerRoutes(app, { ...options, markets, texts: createTexts(options.arena.engine) });
  return app;
}
