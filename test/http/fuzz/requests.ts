/** Requests out of the OpenAPI document: every route, values good and broken, in every way in which a body can be written. */

import * as fc from 'fast-check';
import type { OpenAPIV3_1 } from 'openapi-types';
import { broken, good, mixed, type Schema, type Schemas } from './values.ts';

export interface FuzzRequest {
  readonly route: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
  /** Whoever asks, by name; see `askers` in the test. */
  readonly who: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Half of a pair of surrogates has no spelling in a URL. */
const encoded = (value: unknown): string => encodeURIComponent(textOf(value).toWellFormed());

/** The field as the clients of one language or another write it. */
function spelled(key: string, value: unknown, style: number): string {
  const bare = key.replace(/\[\]$/, '');
  const name = style % 2 === 0 ? key : bare;
  if (!Array.isArray(value)) return style === 4 ? encoded(name) : `${encoded(name)}=${encoded(value)}`;
  if (style === 3) return `${encoded(name)}=${encoded(JSON.stringify(value))}`;
  return value.map((one: unknown) => `${encoded(name)}=${encoded(one)}`).join('&');
}

function fieldsText(fields: Readonly<Record<string, unknown>>, style: number): string {
  return Object.entries(fields)
    .map(([key, value]) => spelled(key, value, style))
    .join('&');
}

/** One field after another is left out, spoiled, doubled or added to. */
const mutation = fc.constantFrom('none', 'none', 'none', 'none', 'drop', 'spoil', 'add', 'proto', 'wrap');

function mutated(value: unknown, how: string, spoiler: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return how === 'none' ? value : spoiler;
  const entries = Object.entries(value);
  if (how === 'drop') return Object.fromEntries(entries.slice(1));
  if (how === 'spoil')
    return Object.fromEntries(entries.map(([key, one], index) => [key, index === 0 ? spoiler : one]));
  if (how === 'add') return { ...value, admin: true, ['x'.repeat(100)]: spoiler };
  return how === 'wrap' ? [value] : value;
}

interface Written {
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body in one of the ways in which clients, and those who are none, write one. */
const WRITERS: readonly ((value: unknown, style: number) => Written)[] = [
  (value) => ({ payload: JSON.stringify(value) ?? '', headers: JSON_TYPE }),
  (value) => ({ payload: JSON.stringify(value) ?? '', headers: JSON_TYPE }),
  (value, style) => ({ payload: isFields(value) ? fieldsText(value, style) : textOf(value), headers: FORM_TYPE }),
  (value) => ({ payload: JSON.stringify(value) ?? '', headers: { 'content-type': 'application/json; charset=utf-8' } }),
  () => ({ payload: '', headers: FORM_TYPE }),
  () => ({ payload: '', headers: {} }),
];
const SPOILED: readonly ((value: unknown, style: number) => Written)[] = [
  (value) => ({ payload: textOf(value), headers: { 'content-type': 'text/xml' } }),
  (value) => ({ payload: textOf(value), headers: {} }),
  (value) => ({ payload: `${JSON.stringify(value)}}`, headers: JSON_TYPE }),
  (value) => ({ payload: (JSON.stringify(value) ?? '').slice(0, -1), headers: JSON_TYPE }),
  () => ({ payload: '{"__proto__": {"rank": "researcher"}, "a": 1, "a": 2}', headers: JSON_TYPE }),
  () => ({ payload: '{"constructor": {"prototype": {"rank": "researcher"}}}', headers: JSON_TYPE }),
  () => ({ payload: '['.repeat(20_000), headers: JSON_TYPE }),
  () => ({ payload: `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, headers: JSON_TYPE }),
  () => ({ payload: '\ufeff{}', headers: JSON_TYPE }),
  (value) => ({ payload: textOf(value), headers: { 'content-type': 'application/json; charset=utf-16' } }),
  (value) => ({ payload: textOf(value), headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } }),
  () => ({ payload: `a=${'%'.repeat(1_000)}&__proto__[rank]=researcher&%E0%A4%A=1`, headers: FORM_TYPE }),
  () => ({ payload: 'a[]=1&'.repeat(3_000), headers: FORM_TYPE }),
  () => ({
    payload: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  }),
  () => ({ payload: 'x', headers: { 'content-type': 'multipart/form-data' } }),
  () => ({ payload: JSON.stringify({ description: 'y'.repeat(40_000) }), headers: JSON_TYPE }),
  () => ({ payload: 'x', headers: { 'content-type': 'a/b; c="\\' } }),
];

const prefix = fc.constantFrom('', '', '', '/m/high-street', '/m/elsewhere', '/m/NOT-A-NAME', '/m/');
const strayQuery = fc.constantFrom(
  '',
  '',
  '',
  'new_errors=true',
  'new_errors=1&compact=true',
  'compact',
  'x=1&x=2',
  '%',
  '&&==',
  '__proto__=1',
  'new_errors[]=x',
);
const strayHeaders = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  {},
  {},
  { 'idempotency-key': 'one' },
  { 'idempotency-key': 'two words' },
  { 'idempotency-key': 'k'.repeat(300) },
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'https://evil.example' },
  { origin: 'null', 'x-arena-csrf': '1' },
  { 'x-forwarded-for': '1.2.3.4', forwarded: 'for=1.2.3.4', 'x-forwarded-proto': 'https' },
  { range: 'bytes=0-1', 'if-none-match': '*', expect: '200-ok' },
  { 'transfer-encoding': 'identity', te: 'trailers', upgrade: 'h2c' },
  { 'x-http-method-override': 'DELETE' },
  { accept: 'text/html', 'accept-encoding': 'br, *;q=0' },
);

function parametersOf(document: OpenAPIV3_1.Document, operation: OpenAPIV3_1.OperationObject): readonly Parameter[] {
  const shared = (document.components?.parameters ?? {}) as Readonly<Record<string, Parameter>>;
  return (operation.parameters ?? []).flatMap((one) => {
    const found = '$ref' in one ? shared[one.$ref.split('/').at(-1) ?? ''] : (one as unknown as Parameter);
    return found === undefined ? [] : [found];
  });
}

function bodySchemaOf({ requestBody }: OpenAPIV3_1.OperationObject): Schema {
  if (requestBody === undefined || '$ref' in requestBody) return {};
  return (Object.values(requestBody.content)[0]?.schema ?? {}) as Schema;
}

/** How much of a request is meant to be understood. */
interface Manners {
  readonly value: (schemas: Schemas, schema: Schema, name: string) => fc.Arbitrary<unknown>;
  readonly prefix: fc.Arbitrary<string>;
  readonly strayQuery: fc.Arbitrary<string>;
  readonly strayHeaders: fc.Arbitrary<Readonly<Record<string, string>>>;
  readonly writer: fc.Arbitrary<(value: unknown, style: number) => Written>;
  readonly mutation: fc.Arbitrary<string>;
}
const POLITE: Manners = {
  value: good,
  prefix: fc.constantFrom('', '/m/high-street'),
  strayQuery: fc.constantFrom('', 'new_errors=true'),
  strayHeaders: fc.constant({}),
  writer: fc.constantFrom(...WRITERS.slice(0, 2)),
  mutation: fc.constant('none'),
};
const RUDE: Manners = {
  value: mixed,
  prefix,
  strayQuery,
  strayHeaders,
  writer: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...WRITERS) },
    { weight: 1, arbitrary: fc.constantFrom(...SPOILED) },
  ),
  mutation,
};

interface Route {
  readonly document: OpenAPIV3_1.Document;
  readonly path: string;
  readonly method: string;
  readonly operation: OpenAPIV3_1.OperationObject;
}

/** Requests to one route. */
function requestsTo(
  { document, path, method, operation }: Route,
  manners: Manners,
  who: fc.Arbitrary<string>,
): fc.Arbitrary<FuzzRequest> {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const { value, ...rest } = manners;
  const all = parametersOf(document, operation);
  const valuesIn = (place: string): Record<string, fc.Arbitrary<unknown>> => {
    const some = all.filter((one) => one.in === place);
    return Object.fromEntries(some.map(({ schema, name }) => [name, value(schemas, schema, name)]));
  };
  const reads = method === 'get';
  const parts = {
    inPath: fc.record(valuesIn('path')),
    inQuery: fc.record(valuesIn('query'), { requiredKeys: [] }),
    body: reads ? fc.constant({}) : value(schemas, bodySchemaOf(operation), ''),
    head: fc.nat(9),
    slash: fc.boolean(),
    spoiler: broken,
    style: fc.nat(4),
    who,
  };
  return fc.record({ ...parts, ...rest }).map((made) => {
    const filled = path.replaceAll(/\{([^}]+)\}/g, (_whole, name: string) => encoded(made.inPath[name]));
    const query = [fieldsText(made.inQuery, made.style), made.strayQuery].filter((one) => one !== '').join('&');
    const body = mutated(made.body, made.mutation, made.spoiler);
    const written = reads ? { payload: '', headers: {} } : made.writer(body, made.style);
    return {
      route: `${method.toUpperCase()} ${path}`,
      method: reads && made.head === 0 ? 'HEAD' : method.toUpperCase(),
      url: `${made.prefix}${filled}${made.slash ? '/' : ''}${query === '' ? '' : `?${query}`}`,
      headers: { ...made.strayHeaders, ...written.headers },
      payload: written.payload,
      who: made.who,
    };
  });
}

/** Passwords are hashed slowly, on purpose: what is about them is asked less often. */
const SLOW = /\/(?:sign-up|log-in|password|sign-in|join\/)/;

/** Requests to every route of the document. */
export function fuzzRequests(
  document: OpenAPIV3_1.Document,
  askers: { readonly polite: readonly string[]; readonly rude: readonly string[] },
): fc.Arbitrary<FuzzRequest> {
  const polite = fc.constantFrom(...askers.polite);
  const rude = fc.constantFrom(...askers.rude);
  const routes = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(
      ([method, operation]) => ({ document, path, method, operation }) as unknown as Route,
    ),
  );
  const weighed = routes.flatMap((route) => {
    const weight = SLOW.test(route.path) && route.method !== 'get' ? 1 : 8;
    return [requestsTo(route, POLITE, polite), requestsTo(route, RUDE, rude)].map((arbitrary) => ({
      weight,
      arbitrary,
    }));
  });
  return fc.oneof(...weighed);
}
