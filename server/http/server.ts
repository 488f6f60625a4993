/** The HTTP server, wired but not listening: plugins first, in the order in which a request meets them, then the routes. */

import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { faultingAccess } from '../engine/faulting-store.ts';
import type { Identify } from './caller.ts';
import { drawnName } from './drawn-name.ts';
import { createEntrance, type Entrance } from './entrance.ts';
import { addConnections, answerMalformed } from './plugins/connections.ts';
import { addEnvelope, sendFrameworkProblem } from './plugins/envelope.ts';
import { addGate } from './plugins/gate.ts';
import { addIdentity, withoutBase } from './plugins/identify.ts';
import { addInput } from './plugins/input.ts';
import { addOpenApi } from './plugins/openapi.ts';
import { addPacking } from './plugins/packing.ts';
import { addAddressRate, addTokenRate } from './plugins/rates.ts';
import { addRequestLog, tell } from './plugins/request-log.ts';
import { addSafeHeaders } from './plugins/safe-headers.ts';
import { addUploads } from './plugins/uploads.ts';
import type { ServerOptions } from './ports.ts';
import { addAccessRoutes } from './routes/access.ts';
import { addHealthRoute } from './routes/arena/health.ts';
import { addOpenApiRoute } from './routes/arena/openapi.ts';
import { addWebhookRoutes } from './routes/arena/webhooks.ts';
import { addArenaRoutes } from './routes/arena.ts';
import { addDocsRoutes } from './routes/docs.ts';
import { addFreelancerRoutes } from './routes/freelancer.ts';
import { addMcpRoute } from './routes/mcp.ts';
import { addPeopleRoutes } from './routes/people.ts';
import { addWebRoutes } from './routes/web.ts';
import { createSeenMarkets, type SeenMarkets } from './seen-markets.ts';
import type { ServerSettings } from './settings.ts';
import { routeOptionsOf } from './shared-parts.ts';
import { createTexts } from './texts.ts';
import { type BuiltApp, readBuiltApp } from './web/built.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Markets as their viewers see them; whatever else serves the same viewers shares them. */
    markets: SeenMarkets;
    /** Who calls; whatever else serves the same people knows them alike. */
    identify: Identify;
  }
}

/** Largest body: a delivery of the default policy as JSON, with room for its escapes. */
const BODY_MAX = 4_194_304;
const HEADERS_MAX = 16_384;
/** Where live connections become websockets; socket.io's clients know it by themselves. */
const LIVE_PATH = '/socket.io/';

function createInstance(options: ServerOptions, settings: ServerSettings): FastifyInstance {
  const { headersTimeoutMs, requestTimeoutMs, keepAliveMs, timeoutCheckMs, trustedProxies } = settings;
  return Fastify({
    logger: false,
    bodyLimit: BODY_MAX,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    http: {
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: timeoutCheckMs,
      maxHeaderSize: HEADERS_MAX,
      // Elsewhere the wish is passed over: a connection that was handed over has none of the limits of a request's.
      shouldUpgradeCallback: ({ url = '' }) => url.startsWith(LIVE_PATH),
    },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // Said in the envelope instead, by the plugin of connections.
    return503OnClosing: false,
    clientErrorHandler: answerMalformed(options),
    frameworkErrors: sendFrameworkProblem,
    // Live request ids have 32 hexadecimal digits, too.
    genReqId: drawnName,
    rewriteUrl: withoutBase,
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: true, maxParamLength: 200 },
  });
}

async function addPlugins(
  app: FastifyInstance,
  options: ServerOptions,
  entrance: Entrance,
  built: BuiltApp | null,
): Promise<void> {
  const { settings, identify } = entrance;
  const secure = settings.publicUrl?.startsWith('https:') === true;
  addEnvelope(app, built, (thrown, requestId) => {
    const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    tell(options, { level: 'error', requestId, reason });
  });
  addRequestLog(app, options);
  addConnections(app, settings);
  await app.register(cookie, { hook: false });
  await addSafeHeaders(app, secure);
  addAddressRate(app, options, settings);
  addIdentity(app, options, identify);
  addTokenRate(app, options, settings);
  addGate(app, settings.publicUrl);
  await addUploads(app);
  await addInput(app);
  await addPacking(app);
  await addOpenApi(app);
}

export async function buildServer(given: ServerOptions): Promise<FastifyInstance> {
  const options = { ...given, access: faultingAccess(given.access) };
  const entrance = await createEntrance(options);
  const app = createInstance(options, entrance.settings);
  app.setValidatorCompiler(validatorCompiler);
  // Answers are made by our own code from our own values; tests hold them against their schemas.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  const built = readBuiltApp();
  await addPlugins(app, options, entrance, built);
  const texts = createTexts(options.arena.engine);
  const markets = createSeenMarkets(options.arena.engine);
  app.decorate('markets', markets);
  app.decorate('identify', entrance.identify);
  app.addHook('onClose', async () => {
    markets.close();
    texts.close();
  });
  addHealthRoute(app, options);
  addOpenApiRoute(app);
  addDocsRoutes(app);
  addWebRoutes(app, built);
  addAccessRoutes(app, { ...options, entrance });
  const routeOptions = routeOptionsOf(app, options, markets, texts);
  addFreelancerRoutes(app, routeOptions);
  addArenaRoutes(app, routeOptions);
  const webhookSettings = entrance.settings.webhooks;
  const report = (thrown: unknown): void => tell(options, { level: 'error', reason: String(thrown) });
  const webhooks = createWebhooks({ ...options, settings: webhookSettings, report });
  addWebhookRoutes(app, { ...routeOptions, webhooks, webhookSettings });
  app.addHook('onReady', () => webhooks.start());
  app.addHook('preClose', () => webhooks.close());
  addPeopleRoutes(app, { ...routeOptions, entrance });
  addMcpRoute(app, { ...routeOptions, entrance });
  return app;
}
