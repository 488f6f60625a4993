/** Reads what clients send, in whatever form they send it: see "Must-hold rules" 5 to 11 of the wire in docs/freelancer-api.md. */

import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

type Fields = Record<string, unknown>;

/** A key as it is declared: the same one, or the one with or without brackets that a client may write instead. */
function declaredKey(key: string, declared: ReadonlySet<string>): string {
  if (declared.has(key)) return key;
  const other = key.endsWith('[]') ? key.slice(0, -2) : `${key}[]`;
  return declared.has(other) ? other : key;
}

/** The fields under the keys that the schema declares; the same list given under both spellings is one list. */
function aligned(given: Fields, declared: ReadonlySet<string>): Fields {
  if (Object.keys(given).every((key) => declared.has(key))) return given;
  const fields: Fields = {};
  for (const [key, value] of Object.entries(given)) {
    const name = declaredKey(key, declared);
    fields[name] = Object.hasOwn(fields, name) ? [fields[name], value].flat() : value;
  }
  return fields;
}

/** The keys of each schema, collected once. */
const declaredKeys = new WeakMap<z.ZodObject, ReadonlySet<string>>();

function keysOf(schema: unknown): ReadonlySet<string> | null {
  if (!(schema instanceof z.ZodObject)) return null;
  const known = declaredKeys.get(schema) ?? new Set(Object.keys(schema.shape));
  declaredKeys.set(schema, known);
  return known;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function align(request: FastifyRequest): void {
  const { schema } = request.routeOptions;
  const inQuery = keysOf(schema?.querystring);
  const inBody = keysOf(schema?.body);
  if (inQuery !== null && isFields(request.query)) request.query = aligned(request.query, inQuery);
  if (inBody === null) return;
  // Actions come without a body, or with a type and no body.
  request.body = isFields(request.body) ? aligned(request.body, inBody) : (request.body ?? {});
}

export async function addInput(app: FastifyInstance): Promise<void> {
  await app.register(formbody);
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    // Two clients set the type on every call, also on those without a body.
    if (text === '') done(null, {});
    else parseJson(request, text as string, done);
  });
  app.addHook('preValidation', (request, _reply, done) => {
    align(request);
    done();
  });
}

/**
 * What an action is asked with: in the JSON body, in a form or in the query. The body wins where both say something.
 */
export function asked<T extends Fields>(request: { readonly query: unknown; readonly body: unknown }): Partial<T> {
  const query = isFields(request.query) ? request.query : {};
  const body = isFields(request.body) ? request.body : {};
  const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  return { ...query, ...said } as Partial<T>;
}
