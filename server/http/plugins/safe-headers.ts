/** The headers that make a browser careful with our answers: those of helmet, and a policy of our own. */

import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';

/** A page of ours that needs more says so itself; see `page.ts`. */
const NOTHING_ELSE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** What an answer has without helmet. */
const OF_ANY_ANSWER: ReadonlySet<string> = new Set(['content-length', 'content-type', 'date', 'connection']);

/** What helmet says of any answer. It says the same of each, so it is asked once and not for every request. */
async function helmetHeaders(hsts: boolean): Promise<Record<string, string>> {
  const asked = Fastify({ logger: false });
  await asked.register(helmet, { contentSecurityPolicy: false, hsts });
  asked.get('/', async () => '');
  const { headers } = await asked.inject('/');
  await asked.close();
  const told = Object.entries(headers).filter(([name]) => !OF_ANY_ANSWER.has(name));
  return Object.fromEntries(told.map(([name, value]) => [name, String(value)]));
}

export async function addSafeHeaders(app: FastifyInstance, hsts: boolean): Promise<void> {
  const headers = { ...(await helmetHeaders(hsts)), 'content-security-policy': NOTHING_ELSE };
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
