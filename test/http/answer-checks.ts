/**
 * Holds every answer of a server against what its route says of it: the form of the result to the last key, the statuses,
 * the types. A schema that lies turns the test red in which it lied.
 */

import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { errorSchema, newErrorSchema } from '../../server/protocol/freelancer/envelope.ts';

const problemSchema = z.union([errorSchema, newErrorSchema]);

export interface AnswerChecks {
  /** What was found since the last time it was asked, and forgets it. */
  take(): readonly string[];
  /** Throws what was found. A test that asks by other ways than its world's hears of it at the end. */
  expectNone(): void;
}

/** The document's path of a route. */
export function documentPath(url: string): string {
  return url.replaceAll(/:([a-z_]+)/g, '{$1}').replace('*', '{*}');
}

/** What is wrong with the JSON, or null. Keys that the schema does not know are wrong too. */
function wrongWith(schema: z.ZodType, text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return `no JSON: ${text.slice(0, 80)}`;
    throw thrown;
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return z.prettifyError(parsed.error);
  // What zod drops in silence is missing in what it made of the answer.
  return isDeepStrictEqual(parsed.data, value)
    ? null
    : `keys that the schema does not have, in ${text.slice(0, 2_000)}`;
}

function schemaOf(request: FastifyRequest, status: number): unknown {
  const response = request.routeOptions.schema?.response as Record<string, unknown> | undefined;
  return response?.[status];
}

function checkPayload(request: FastifyRequest, reply: FastifyReply, text: string): string | null {
  const status = reply.statusCode;
  const type = String(reply.getHeader('content-type') ?? '');
  const own = schemaOf(request, status);
  if (own instanceof z.ZodType) {
    if (status >= 300 && status < 400) return null;
    return type === 'application/json' ? wrongWith(own, text) : `of type ${type}, and the schema is one of JSON`;
  }
  if (status >= 400 && type === 'application/json') return wrongWith(problemSchema, text);
  if (typeof own !== 'object' || own === null || !('content' in own)) return `status ${status} has no schema`;
  const types = Object.keys(own.content as object);
  return types.some((one) => type.startsWith(one)) ? null : `of type ${type}, and said to be ${types.join(' or ')}`;
}

/**
 * The document that is checked in, which openapi.test.ts holds to be what the routes say: to make it here would take longer than
 * most tests.
 */
const DOCUMENT = JSON.parse(
  readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'),
) as OpenAPIV3_1.Document;

/** Called before the server is ready. */
export function checkAnswers(app: FastifyInstance): AnswerChecks {
  let found: string[] = [];
  app.addHook('onSend', async (request, reply, payload) => {
    const { url, method } = request.routeOptions;
    // What speaks another protocol has a document of its own, which its official client holds it against.
    if (request.routeOptions.schema?.hide === true) return payload;
    if (request.is404 || url === undefined || method === 'HEAD' || request.method === 'HEAD') return payload;
    const responses = DOCUMENT.paths?.[documentPath(url)]?.[request.method.toLowerCase() as 'get']?.responses ?? {};
    const told = reply.statusCode;
    const wrong = Object.hasOwn(responses, told)
      ? null
      : `${told} is not among its answers in docs/openapi.json (npm run openapi)`;
    const text = typeof payload === 'string' ? payload : null;
    const inside = wrong ?? (text === null ? null : checkPayload(request, reply, text));
    if (inside !== null) found.push(`${request.method} ${request.url} answered ${told}: ${inside}`);
    return payload;
  });
  const take = (): readonly string[] => {
    const taken = [...new Set(found)];
    found = [];
    return taken;
  };
  return {
    take,
    expectNone: () => {
      const wrong = take();
      if (wrong.length > 0) throw new Error(`answers that are not as their routes say:\n${wrong.join('\n')}`);
    },
  };
}
