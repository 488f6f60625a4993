/** Values out of the schemas of the OpenAPI document: such as they ask for, and such as they do not. */

import * as fc from 'fast-check';

/** As much of a JSON schema as the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}
export type Schemas = Readonly<Record<string, Schema>>;
type Value = fc.Arbitrary<unknown>;

/** Deeper than this nothing is made: some schemas hold themselves. */
const DEPTH = 5;

/** What opens doors in the world that is fuzzed; see `canaries.ts`. */
export const KNOWN = {
  invite: 'fla_an-invite-that-the-fuzzer-knows',
  clientId: 'app_fuzz',
  redirectUri: 'https://app.example.org/back',
  name: 'paula',
  password: 'a long enough word',
} as const;

/** What makes sense under a name, so that requests come further than to the reading of their form. */
const BY_NAME: readonly (readonly [RegExp, Value])[] = [
  [/^(?:invite|link)$/, fc.constant(KNOWN.invite)],
  [/^(?:client_id|application_id)$/, fc.constant(KNOWN.clientId)],
  [/^redirect_?ur[il]s?$/i, fc.constant(KNOWN.redirectUri)],
  [/^file$/, fc.constantFrom('start.js', 'arena.css', 'favicon-32x32.png')],
  [/^code_challenge$/, fc.constant('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')],
  [/^scope$/, fc.constantFrom('basic', 'basic fln:project_manage')],
  [/^market$/, fc.constantFrom('high-street', 'elsewhere', 'nowhere')],
  [/(?:_id|Id|_ids|projects|bids|users|owners|bidders|threads|milestones)(?:\[\])?$/, fc.integer({ min: 1, max: 5 })],
  [/^(?:amount|.*price.*|.*amount.*)$/, fc.integer({ min: 10, max: 250 })],
  [/^(?:limit|offset|period|days|since)$/, fc.integer({ min: 0, max: 20 })],
  [/^(?:name|username)$/, fc.constantFrom(KNOWN.name, 'somebody new', 'fay')],
  [/^(?:password|newPassword)$/, fc.constantFrom(KNOWN.password, `${KNOWN.password} more`)],
];

function textOf({ pattern, minLength = 0, maxLength = 40 }: Schema): Value {
  if (pattern === undefined) return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40) });
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    // Not every pattern can be read backwards; then its values are chance.
    return fc.string({ maxLength: 40 });
  }
}

function numberOf(type: string, { minimum = -1_000, maximum = 1_000_000 }: Schema): Value {
  if (type === 'integer') return fc.integer({ min: Math.ceil(minimum), max: Math.floor(Math.max(minimum, maximum)) });
  return fc.double({ min: minimum, max: Math.max(minimum, maximum), noNaN: true });
}

function objectOf(schemas: Schemas, schema: Schema, depth: number): Value {
  const { properties = {}, required = [], additionalProperties } = schema;
  const fields = Object.entries(properties).map(
    ([name, inner]) => [name, good(schemas, inner, name, depth + 1)] as const,
  );
  const record = fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object' || fields.length > 0) return record;
  return fc.dictionary(fc.string({ maxLength: 10 }), good(schemas, additionalProperties, '', depth + 1), {
    maxKeys: 3,
  });
}

function ofType(type: string, schemas: Schemas, schema: Schema, depth: number): Value {
  if (type === 'string') return textOf(schema);
  if (type === 'integer' || type === 'number') return numberOf(type, schema);
  if (type === 'boolean') return fc.boolean();
  if (type === 'array')
    return fc.array(good(schemas, schema.items ?? {}, '', depth + 1), { maxLength: Math.min(3, schema.maxItems ?? 3) });
  return type === 'object' ? objectOf(schemas, schema, depth) : fc.constant(null);
}

/** What was made of a schema before, by name and depth: large ones come again and again. */
const made = new WeakMap<Schema, Map<string, Value>>();

/** A value that the schema asks for. */
export function good(schemas: Schemas, schema: Schema, name: string, depth = 0): Value {
  const ofSchema = made.get(schema) ?? new Map<string, Value>();
  made.set(schema, ofSchema);
  const key = `${depth}/${name}`;
  const value = ofSchema.get(key) ?? makeGood(schemas, schema, name, depth);
  ofSchema.set(key, value);
  return value;
}

function makeGood(schemas: Schemas, schema: Schema, name: string, depth: number): Value {
  if (depth > DEPTH) return fc.constant(null);
  if (schema.$ref !== undefined) return good(schemas, schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name, depth);
  const meant = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  const plain = 'const' in schema ? fc.constant(schema.const) : undefined;
  if (plain !== undefined) return plain;
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  const value =
    choices !== undefined
      ? fc.oneof(...choices.map((one) => good(schemas, one, name, depth + 1)))
      : fc.oneof(...[schema.type ?? 'null'].flat().map((type) => ofType(type, schemas, schema, depth)));
  const scalar = schema.properties === undefined && schema.type !== 'array';
  return meant === undefined || !scalar
    ? value
    : fc.oneof({ weight: 4, arbitrary: meant }, { weight: 1, arbitrary: value });
}

/** Texts that have broken something somewhere. */
const NASTY = [
  '',
  '0',
  '-1',
  '1e308',
  '9'.repeat(40),
  'NaN',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '\u202e',
  '../../../etc/passwd',
  '%00',
  '%ff',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '#{7*7}',
  '\r\nset-cookie: a=b',
  'x'.repeat(5_000),
] as const;

/** A value that hardly any schema asks for. */
export const broken: Value = fc.oneof(
  fc.constantFrom<unknown>(...NASTY, null, true, -1, 0, 0.1, 2 ** 53, -(2 ** 53), 1e300, [], [[]], {}),
  fc.constantFrom<unknown>([1, 'a', null], { length: 1 }, { __proto__: 1 }, { toString: 'x' }, { constructor: {} }, [
    'x'.repeat(300),
  ]),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Mostly what is asked for, at times something else. */
export function mixed(schemas: Schemas, schema: Schema, name: string): Value {
  return fc.oneof({ weight: 6, arbitrary: good(schemas, schema, name) }, { weight: 1, arbitrary: broken });
}
